// A tree of nodes that know their children: what all views have in common.
import * as vscode from 'vscode';

export interface Node {
  /** How it is shown. Its `id` stays the same when the tree is read again, so that it stays open. */
  readonly item: vscode.TreeItem;
  readonly children?: () => Node[] | Promise<Node[]>;
}

/** Reads its roots when it is looked at, and again when it is told to. */
export class Tree implements vscode.TreeDataProvider<Node> {
  private readonly changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.changed.event;

  constructor(private readonly roots: () => Node[] | Promise<Node[]>) {}

  refresh(): void {
    this.changed.fire(undefined);
  }

  getTreeItem(node: Node): vscode.TreeItem {
    return node.item;
  }

  getChildren(node?: Node): vscode.ProviderResult<Node[]> {
    return node === undefined ? this.roots() : (node.children?.() ?? []);
  }
}

/** A node's item. */
export function item(
  label: string,
  id: string,
  state: vscode.TreeItemCollapsibleState,
  more: Partial<vscode.TreeItem> = {},
): vscode.TreeItem {
  return Object.assign(new vscode.TreeItem(label, state), { id, ...more });
}

/** What a click on a place does: its note is shown there, without being focused, so that the next can be looked at. */
export function opening(uri: vscode.Uri, selection: vscode.Range): vscode.Command {
  return { command: 'vscode.open', title: 'Open', arguments: [uri, { selection, preserveFocus: true }] };
}

/** A note as its name and, where it has one, its folder. */
export function named(uri: vscode.Uri): { label: string; description: string } {
  const path = vscode.workspace.asRelativePath(uri, false);
  const slash = path.lastIndexOf('/');
  return { label: path.slice(slash + 1).replace(/\.(md|markdown)$/i, ''), description: path.slice(0, Math.max(0, slash)) };
}
