// What VS Code's own Markdown support gives already, so that it isn't listed twice.
import * as vscode from 'vscode';
import type { Middleware } from 'vscode-languageclient/node';

/** Headings in the outline and in the search of symbols come from the built-in support, where it is switched on. */
export const builtIn: Middleware = {
  provideDocumentSymbols: (document, token, next) => (isOn() ? undefined : next(document, token)),
  provideWorkspaceSymbols: async (query, token, next) => {
    const found = await next(query, token);
    return isOn() ? found?.filter((symbol) => symbol.kind !== vscode.SymbolKind.String) : found;
  },
};

function isOn(): boolean {
  return vscode.extensions.getExtension('vscode.markdown-language-features') !== undefined;
}
