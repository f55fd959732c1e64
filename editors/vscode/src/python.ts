// Finds a Python that can run the server: the setting, else the Python extension's choice, else what is on PATH.
import { execFile } from 'node:child_process';
import { homedir } from 'node:os';
import { promisify } from 'node:util';
import * as vscode from 'vscode';

const run = promisify(execFile);

/** No Python that can run the server; the message is for the user. */
export class NoPython extends Error {}

const PROBE = 'import sys; print(sys.version_info >= (3, 10), sys.version.split()[0]); print(sys.executable)';
const PATIENCE = 15_000; // milliseconds

interface Found {
  executable: string;
  version: string;
  fits: boolean;
}

/** The executable of a Python 3.10 or newer. `folder`: where it is started, so that no file of a workspace is run. */
export async function findPython(folder: string): Promise<string> {
  const chosen = vscode.workspace.getConfiguration('vaultls').get<string>('python', '').trim();
  if (chosen !== '') {
    const found = await probe(resolved(chosen), folder);
    if (found?.fits) return found.executable;
    const why = found === undefined ? 'can’t be started' : `is Python ${found.version}`;
    throw new NoPython(`vaultls needs Python 3.10 or newer, but “${chosen}” in the setting vaultls.python ${why}.`);
  }
  const names = process.platform === 'win32' ? ['py', 'python', 'python3'] : ['python3', 'python'];
  const offered = vscode.workspace.isTrusted ? await fromPythonExtension() : undefined;
  for (const name of offered === undefined ? names : [offered, ...names]) {
    const found = await probe(name, folder);
    if (found?.fits) return found.executable;
  }
  throw new NoPython(
    'vaultls needs Python 3.10 or newer, and none was found. Install it, or say in the setting vaultls.python where it is.',
  );
}

async function probe(command: string, cwd: string): Promise<Found | undefined> {
  try {
    const { stdout } = await run(command, ['-I', '-c', PROBE], { cwd, timeout: PATIENCE, windowsHide: true });
    const [said = '', executable = ''] = stdout.split(/\r?\n/);
    const [fits, version = ''] = said.split(' ');
    return version === '' ? undefined : { executable: executable || command, version, fits: fits === 'True' };
  } catch {
    return undefined;
  }
}

/** A path as the user may write it in the settings. */
function resolved(path: string): string {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
  return path.replace(/^~(?=[\\/])/, () => homedir()).replaceAll('${workspaceFolder}', () => folder);
}

interface PythonApi {
  environments?: { getActiveEnvironmentPath?: (resource?: vscode.Uri) => { path: string } };
}

/** The interpreter that the Python extension has chosen, where it is installed. */
async function fromPythonExtension(): Promise<string | undefined> {
  const extension = vscode.extensions.getExtension<PythonApi | undefined>('ms-python.python');
  if (extension === undefined) return undefined;
  try {
    const api = extension.isActive ? extension.exports : await extension.activate();
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    return api?.environments?.getActiveEnvironmentPath?.(folder).path;
  } catch {
    return undefined; // it is only an offer
  }
}
