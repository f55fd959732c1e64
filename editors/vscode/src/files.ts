// Which file of the workspace a wikilink names, for where nobody can wait for the server: the built-in preview.
import * as vscode from 'vscode';

const LIMIT = 50_000; // files

/** Paths by the name of their file, without `.md`, in lower case. */
export class Files {
  private byName = new Map<string, string[]>();

  /** Reads the names once, and keeps up with files that come and go. */
  follow(): vscode.Disposable {
    const watcher = vscode.workspace.createFileSystemWatcher('**/*', false, true, false);
    void vscode.workspace.findFiles('**/*', undefined, LIMIT).then((found) => {
      for (const uri of found) this.add(uri);
    });
    return vscode.Disposable.from(
      watcher,
      watcher.onDidCreate((uri) => {
        this.add(uri);
      }),
      watcher.onDidDelete((uri) => {
        const paths = this.byName.get(nameOf(uri.path));
        if (paths) this.byName.set(nameOf(uri.path), paths.filter((path) => path !== uri.path));
      }),
    );
  }

  /** The path of the file that a link says from the note `from`: below its folder first, then the shortest. */
  find(link: string, from: string): string | undefined {
    const wanted = `/${link.replace(/^\.?\//, '')}`.normalize('NFC').toLowerCase();
    const here = from.slice(0, from.lastIndexOf('/') + 1);
    const said = (this.byName.get(nameOf(wanted)) ?? []).filter((path) => withoutSuffix(path).endsWith(withoutSuffix(wanted)));
    const rank = (path: string): number => (path.startsWith(here) ? 0 : 1e6) + path.length;
    return said.sort((a, b) => rank(a) - rank(b))[0];
  }

  private add(uri: vscode.Uri): void {
    const name = nameOf(uri.path);
    const paths = this.byName.get(name);
    if (paths === undefined) this.byName.set(name, [uri.path]);
    else if (!paths.includes(uri.path)) paths.push(uri.path);
  }
}

const withoutSuffix = (path: string): string => path.normalize('NFC').toLowerCase().replace(/\.(md|markdown)$/, '');

const nameOf = (path: string): string => withoutSuffix(path.slice(path.lastIndexOf('/') + 1));
