// The view of tags: nested as they are written, with the number of notes.
import * as vscode from 'vscode';
import { ExecuteCommandRequest, ReferencesRequest, RenameRequest, type LanguageClient, type Location } from 'vscode-languageclient/node';
import { showReferences } from '../references';
import type { Server } from '../server';
import { item, type Node } from './tree';

const { Collapsed, None } = vscode.TreeItemCollapsibleState;

export interface Tag {
  name: string;
  notes: number;
  nested: number;
  location: Location;
}

/** A node of the view; `tag` where it is written by itself and not only as a part of others. */
export interface TagNode extends Node {
  readonly tag?: Tag;
}

/** The top tags, with those nested in them below. */
export async function tags(server: Server, note: vscode.Uri | undefined): Promise<TagNode[]> {
  const client = server.running;
  if (client === undefined) return [];
  const vault = note === undefined ? [] : [client.code2ProtocolConverter.asUri(note)];
  const answer: unknown = await client.sendRequest(ExecuteCommandRequest.type, { command: 'vaultls.tags', arguments: vault });
  return nodes((answer as Tag[] | null) ?? [], 0);
}

/** Tags that are equal in their first `depth` parts. */
function nodes(all: Tag[], depth: number): TagNode[] {
  const groups = new Map<string, Tag[]>();
  for (const tag of all) {
    const part = tag.name.split('/')[depth]?.normalize('NFC').toLowerCase() ?? '';
    const group = groups.get(part);
    if (group === undefined) groups.set(part, [tag]);
    else group.push(tag);
  }
  return [...groups.values()].map((group) => node(group, depth));
}

function node(group: Tag[], depth: number): TagNode {
  const own = group.find((tag) => tag.name.split('/').length === depth + 1);
  const below = group.filter((tag) => tag !== own);
  const parts = (own ?? group[0])?.name.split('/').slice(0, depth + 1) ?? [];
  const description = own === undefined ? '' : own.nested > own.notes ? `${own.notes} · ${own.nested} with nested` : `${own.notes}`;
  const shown = item(parts[depth] ?? '', `#${parts.join('/').toLowerCase()}`, below.length > 0 ? Collapsed : None, {
    description,
    tooltip: `#${parts.join('/')}`,
    iconPath: new vscode.ThemeIcon('tag'),
    ...(own === undefined ? {} : { contextValue: 'tag', command: { command: 'vaultls.showTag', title: 'Show', arguments: [own] } }),
  });
  return { item: shown, ...(own === undefined ? {} : { tag: own }), children: () => nodes(below, depth + 1) };
}

/** Lists the places of a tag. */
export async function showTag(client: LanguageClient, tag: Tag): Promise<void> {
  const { uri, range } = tag.location;
  const where = { textDocument: { uri }, position: range.start, context: { includeDeclaration: true } };
  const found = await client.sendRequest(ReferencesRequest.type, where);
  await showReferences(client, uri, range.start, found, `No note has #${tag.name}.`);
}

/** Renames a tag with all that are nested in it. `name`: the new name; without it the user is asked. */
export async function renameTag(client: LanguageClient, tag: Tag, name?: string): Promise<boolean> {
  const prompt = 'A new name. Tags nested in it follow.';
  const newName = name ?? (await vscode.window.showInputBox({ title: `Rename #${tag.name}`, prompt, value: tag.name }));
  if (newName === undefined || newName === '' || newName === tag.name) return false;
  const { uri, range } = tag.location;
  try {
    const edit = await client.sendRequest(RenameRequest.type, { textDocument: { uri }, position: range.start, newName });
    if (edit === null) return false;
    return await vscode.workspace.applyEdit(await client.protocol2CodeConverter.asWorkspaceEdit(edit), { isRefactoring: true });
  } catch (error) {
    void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
    return false;
  }
}
