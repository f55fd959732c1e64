// The view of backlinks: which notes link to the active note, and which say its name without a link.
import * as vscode from 'vscode';
import { ExecuteCommandRequest, type LanguageClient, type Location } from 'vscode-languageclient/node';
import type { Server } from '../server';
import { item, named, opening, type Node } from './tree';

const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;
const SHOWN = 200; // characters of a line
const OPEN = 10; // notes that are listed with their lines

/** The two lists of a note. Unlinked mentions are looked for when their list is opened, for that reads every note. */
export function backlinks(server: Server, note: vscode.Uri | undefined): Node[] {
  const client = server.running;
  if (client === undefined || note === undefined) return [];
  const list = (label: string, command: string, state: vscode.TreeItemCollapsibleState): Node => ({
    item: item(label, `${command} ${note.toString()}`, state),
    children: () => places(client, command, note),
  });
  return [
    list('Linked mentions', 'vaultls.showBacklinks', Expanded),
    list('Unlinked mentions', 'vaultls.unlinkedMentions', Collapsed),
  ];
}

async function places(client: LanguageClient, command: string, note: vscode.Uri): Promise<Node[]> {
  const start = { line: 0, character: 0 };
  const found = (await client.sendRequest(ExecuteCommandRequest.type, {
    command,
    arguments: [client.code2ProtocolConverter.asUri(note), start],
  })) as Location[] | null;
  const byNote = new Map<string, vscode.Range[]>();
  for (const { uri, range } of found ?? []) {
    const there = client.protocol2CodeConverter.asRange(range);
    const ranges = byNote.get(uri);
    if (ranges === undefined) byNote.set(uri, [there]);
    else ranges.push(there);
  }
  if (byNote.size === 0) return [{ item: item('None', `${command} none`, None) }];
  const state = byNote.size > OPEN ? Collapsed : Expanded;
  return [...byNote].map(([uri, ranges]) => source(command, vscode.Uri.parse(uri), ranges, state));
}

/** One note that links here, with its lines below it. */
function source(list: string, uri: vscode.Uri, ranges: vscode.Range[], state: vscode.TreeItemCollapsibleState): Node {
  const { label, description } = named(uri);
  const id = `${list} ${uri.toString()}`;
  const count = ranges.length > 1 ? ` ${ranges.length}` : '';
  const more = { description: `${description}${count}`, iconPath: new vscode.ThemeIcon('note') };
  return {
    item: item(label, id, state, more),
    children: async () => {
      const lines = await linesOf(uri);
      return ranges.map((range) => {
        const [text, marked] = shown(lines[range.start.line] ?? '', range);
        const command = opening(uri, range);
        const line: Node = { item: item(text, `${id} ${range.start.line} ${range.start.character}`, None, { command }) };
        line.item.label = { label: text, highlights: [marked] };
        return line;
      });
    },
  };
}

/** The text of a note by lines, as it is written now. */
async function linesOf(uri: vscode.Uri): Promise<string[]> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  const text = open?.getText() ?? new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  return text.split(/\r\n|\r|\n/);
}

/** The line around a range, and where the range stands in that. */
function shown(line: string, range: vscode.Range): [string, [number, number]] {
  const end = range.isSingleLine ? range.end.character : line.length;
  const from = range.start.character > SHOWN / 2 ? range.start.character - SHOWN / 4 : line.length - line.trimStart().length;
  const text = (from > 0 && line.slice(0, from).trim() !== '' ? '…' : '') + line.slice(from, from + SHOWN);
  const shift = text.startsWith('…') ? from - 1 : from;
  return [text, [Math.max(0, range.start.character - shift), Math.min(text.length, Math.max(0, end - shift))]];
}
