// The three views in their container, and when they are read again.
import * as vscode from 'vscode';
import { activeNote, onNotesChanged } from '../notes';
import type { Server } from '../server';
import { backlinks } from './backlinks';
import { progress } from './progress';
import { renameTag, showTag, tags, type Tag, type TagNode } from './tags';
import { Tree } from './tree';

const PAUSE = 700; // milliseconds without a change before views are read again

export type Trees = Record<'backlinks' | 'progress' | 'tags', Tree>;

/** Makes the views and their commands. */
export function views(context: vscode.ExtensionContext, server: Server): Trees {
  let note = activeNote();
  const trees: Trees = {
    backlinks: new Tree(() => backlinks(server, note)),
    progress: new Tree(() => progress(server, note)),
    tags: new Tree(() => tags(server, note)),
  };
  const shown = Object.entries(trees).map(
    ([name, tree]) => [vscode.window.createTreeView(`vaultls.${name}`, { treeDataProvider: tree, showCollapseAll: true }), tree] as const,
  );
  const refresh = (): void => {
    for (const [view, tree] of shown) if (view.visible) tree.refresh();
  };
  context.subscriptions.push(
    ...shown.map(([view]) => view),
    onNotesChanged(PAUSE, refresh),
    server.onDidChange(refresh),
    vscode.window.onDidChangeActiveTextEditor(() => {
      const now = activeNote();
      if (now === undefined || now.toString() === note?.toString()) return;
      note = now;
      trees.backlinks.refresh();
    }),
    ...shown.map(([view, tree]) =>
      view.onDidChangeVisibility(({ visible }) => {
        if (visible) tree.refresh();
      }),
    ),
    vscode.commands.registerCommand('vaultls.refreshViews', refresh),
    vscode.commands.registerCommand('vaultls.showTag', (tag: Tag) => server.running && showTag(server.running, tag)),
    vscode.commands.registerCommand('vaultls.renameTag', (node: TagNode, name?: string) =>
      server.running && node.tag && renameTag(server.running, node.tag, name),
    ),
  );
  return trees;
}
