// The one server of this window: started, stopped, started again; and what is said where that fails.
import * as vscode from 'vscode';
import { State, type LanguageClient } from 'vscode-languageclient/node';
import { makeClient } from './client';
import { program } from './program';
import { NoPython } from './python';

const SETTING = 'Open Setting';
const OUTPUT = 'Show Output';

export class Server implements vscode.Disposable {
  /** How far the first index is, in percent; undefined when it is done. */
  indexed: number | undefined;

  private client: LanguageClient | undefined;
  private busy: Promise<void> = Promise.resolve();
  private readonly changed = new vscode.EventEmitter<void>();
  /** The server has started or ended, or its index has got on. */
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly extension: string,
    private readonly output: vscode.OutputChannel,
  ) {}

  /** The client, while its server answers. */
  get running(): LanguageClient | undefined {
    return this.client?.state === State.Running ? this.client : undefined;
  }

  get isStarting(): boolean {
    return this.client?.state === State.Starting;
  }

  /** Stops the server if there is one, and starts one with the settings as they are now. */
  restart(): Promise<void> {
    this.busy = this.busy.then(async () => {
      await this.end();
      await this.start();
    });
    return this.busy;
  }

  stop(): Promise<void> {
    this.busy = this.busy.then(() => this.end());
    return this.busy;
  }

  dispose(): void {
    this.changed.dispose();
  }

  private async start(): Promise<void> {
    try {
      const executable = await program(this.extension);
      this.output.appendLine(`Starting ${[executable.command, ...(executable.args ?? [])].join(' ')}`);
      this.client = makeClient(executable, this.output, (percent) => {
        this.indexed = percent;
        this.changed.fire();
      });
      this.client.onDidChangeState(() => void this.tell());
      await this.client.start();
    } catch (error) {
      this.client = undefined;
      void complain(error, this.output);
    }
    await this.tell();
  }

  private async end(): Promise<void> {
    const { client } = this;
    this.client = undefined;
    this.indexed = undefined;
    try {
      await client?.dispose();
    } catch {
      // it had ended by itself
    }
  }

  private async tell(): Promise<void> {
    await vscode.commands.executeCommand('setContext', 'vaultls.running', this.running !== undefined);
    this.changed.fire();
  }
}

/** One message that says what to do. */
async function complain(error: unknown, output: vscode.OutputChannel): Promise<void> {
  const why = error instanceof Error ? error.message : String(error);
  output.appendLine(why);
  const message = error instanceof NoPython ? why : 'vaultls could not start its server. The output says why.';
  const offers = error instanceof NoPython ? [SETTING] : [OUTPUT, SETTING];
  const choice = await vscode.window.showErrorMessage(message, ...offers);
  if (choice === OUTPUT) output.show();
  else if (choice === SETTING) await choosePython();
}

/** The setting that says which Python to take. It is one of the machine, and a remote window has a tab of its own for these. */
export async function choosePython(): Promise<void> {
  const query = 'vaultls.python';
  if (vscode.env.remoteName === undefined) await vscode.commands.executeCommand('workbench.action.openSettings', query);
  else await vscode.commands.executeCommand('workbench.action.openRemoteSettings', { query });
}
