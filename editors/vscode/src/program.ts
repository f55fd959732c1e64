// The program that is started as the server.
import * as path from 'node:path';
import * as vscode from 'vscode';
import { TransportKind, type Executable } from 'vscode-languageclient/node';
import { findPython } from './python';

/** What `vaultls.serverCommand` says, else the bundled server with a Python that can run it. */
export async function program(extension: string): Promise<Executable> {
  const own = vscode.workspace.getConfiguration('vaultls').get<string[]>('serverCommand', []);
  const [command, ...args] = own;
  const options = { cwd: extension };
  if (command !== undefined) return { command, args, transport: TransportKind.stdio, options };
  const script = path.join(extension, 'bundled', 'tool', 'run_server.py');
  const python = await findPython(extension);
  return { command: python, args: ['-I', '-X', 'utf8', script], transport: TransportKind.stdio, options };
}
