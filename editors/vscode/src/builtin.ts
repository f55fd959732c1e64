// What VS Code's own Markdown support gives already, so that it isn't listed twice.
import * as vscode from 'vscode';
import type { Middleware } from 'vscode-languageclient/node';

/** Headings in the outline and in the search of symbols, and links that it finds as well, come from the built-in support, where it is on. */
export const builtIn: Middleware = {
  provideDocumentSymbols: (document, token, next) => (isOn() ? undefined : next(document, token)),
  provideWorkspaceSymbols: async (query, token, next) => {
    const found = await next(query, token);
    return isOn() ? found?.filter((symbol) => symbol.kind !== vscode.SymbolKind.String) : found;
  },
  provideDefinition: async (document, position, token, next) => {
    if (isOurOwn(document, position)) return undefined;
    const [ours, others] = await Promise.all([next(document, position, token), fromOthers('Definition', document, position)]);
    return others.length > 0 ? undefined : ours;
  },
  provideReferences: async (document, position, options, token, next) => {
    if (isOurOwn(document, position)) return undefined;
    const asked = fromOthers<vscode.Location>('Reference', document, position);
    const [ours, others] = await Promise.all([next(document, position, options, token), asked]);
    return ours?.filter(({ uri, range }) => !others.some((one) => one.uri.toString() === uri.toString() && range.contains(one.range)));
  },
};

/** Places that we are asking all providers about; our own answer is left out of that. */
const asked = new Map<string, number>();

const placeKey = (document: vscode.TextDocument, { line, character }: vscode.Position): string =>
  `${document.uri.toString()} ${line} ${character}`;

function isOurOwn(document: vscode.TextDocument, position: vscode.Position): boolean {
  const key = placeKey(document, position);
  const count = asked.get(key) ?? 0;
  if (count > 1) asked.set(key, count - 1);
  else asked.delete(key);
  return count > 0;
}

/** What the built-in support finds: links in Markdown's own form, whose range is the link's destination. */
async function fromOthers<T>(kind: string, document: vscode.TextDocument, position: vscode.Position): Promise<T[]> {
  if (!isOn()) return [];
  const key = placeKey(document, position);
  asked.set(key, (asked.get(key) ?? 0) + 1);
  try {
    return await vscode.commands.executeCommand(`vscode.execute${kind}Provider`, document.uri, position);
  } catch {
    return [];
  }
}

function isOn(): boolean {
  return vscode.extensions.getExtension('vscode.markdown-language-features') !== undefined;
}
