// The view of progress: which chapters of each book are still empty.
import * as vscode from 'vscode';
import { DocumentSymbolRequest, ExecuteCommandRequest, type DocumentSymbol, type LanguageClient } from 'vscode-languageclient/node';
import type { Server } from '../server';
import { item, named, opening, type Node } from './tree';

const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;
const OPEN = 12; // chapters that are listed with their sections

interface Progress {
  notes: number;
  books: { uri: string; leaves: number; written: number }[];
}

/** The books, those with most to write first. */
export async function progress(server: Server, note: vscode.Uri | undefined): Promise<Node[]> {
  const client = server.running;
  if (client === undefined) return [];
  const found = await readProgress(client, note);
  return (found?.books ?? []).map(({ uri, leaves, written }) => {
    const done = written === leaves;
    const { label } = named(vscode.Uri.parse(uri));
    const icon = new vscode.ThemeIcon(done ? 'pass-filled' : written === 0 ? 'circle-large-outline' : 'color-mode');
    const description = done ? 'all written' : `${written} of ${leaves} written`;
    const command = opening(vscode.Uri.parse(uri), new vscode.Range(0, 0, 0, 0));
    const shown = item(label, uri, done ? None : Collapsed, { description, iconPath: icon, command });
    return done ? { item: shown } : { item: shown, children: () => chapters(client, uri) };
  });
}

/** How far the books are written in the vault of a note, or in the first. */
export async function readProgress(client: LanguageClient, note: vscode.Uri | undefined): Promise<Progress | null> {
  const vault = note === undefined ? [] : [client.code2ProtocolConverter.asUri(note)];
  const answer: unknown = await client.sendRequest(ExecuteCommandRequest.type, { command: 'vaultls.progress', arguments: vault });
  return answer as Progress | null;
}

async function chapters(client: LanguageClient, uri: string): Promise<Node[]> {
  const symbols = await client.sendRequest(DocumentSymbolRequest.type, { textDocument: { uri } });
  const found = ((symbols ?? []) as DocumentSymbol[]).filter((symbol) => emptyIn(symbol) > 0);
  return found.map((symbol) => chapter(client, uri, symbol, found.length > OPEN ? Collapsed : Expanded));
}

/** A heading with empty sections in it, or an empty section. */
function chapter(client: LanguageClient, uri: string, symbol: DocumentSymbol, state: vscode.TreeItemCollapsibleState): Node {
  const range = client.protocol2CodeConverter.asRange(symbol.selectionRange);
  const inside = (symbol.children ?? []).filter((child) => emptyIn(child) > 0);
  const id = `${uri} ${range.start.line}`;
  const command = opening(vscode.Uri.parse(uri), new vscode.Range(range.start, range.start));
  if (inside.length === 0) {
    const iconPath = new vscode.ThemeIcon('circle-outline');
    return { item: item(symbol.name, id, None, { command, description: 'empty', iconPath }) };
  }
  const description = `${emptyIn(symbol)} empty`;
  return {
    item: item(symbol.name, id, state, { command, description }),
    children: () => inside.map((child) => chapter(client, uri, child, Collapsed)),
  };
}

/** How many empty sections a heading has; 1 if it is one. */
function emptyIn(symbol: DocumentSymbol): number {
  if (symbol.children?.length) return symbol.children.reduce((sum, child) => sum + emptyIn(child), 0);
  return symbol.detail === 'empty' ? 1 : 0;
}
