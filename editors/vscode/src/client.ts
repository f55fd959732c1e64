// The language client: what it announces, and how it meets a server that ends.
import type * as vscode from 'vscode';
import {
  CloseAction,
  ErrorAction,
  LanguageClient,
  RevealOutputChannelOn,
  State,
  type CloseHandlerResult,
  type ErrorHandler,
  type ErrorHandlerResult,
  type Executable,
  type StaticFeature,
} from 'vscode-languageclient/node';
import { middleware } from './middleware';
import { SHOW_REFERENCES } from './references';

const RESTARTS = 5; // within three minutes

/** A client that has not been started. `progress` hears how far the first index is, in percent. */
export function makeClient(
  server: Executable,
  output: vscode.OutputChannel,
  progress: (percent: number | undefined) => void,
): LanguageClient {
  const handler = new AfterStart(() => client.createDefaultErrorHandler(RESTARTS));
  const client: LanguageClient = new LanguageClient('vaultls', 'vaultls', server, {
    documentSelector: [
      { scheme: 'file', language: 'markdown' },
      { scheme: 'untitled', language: 'markdown' },
    ],
    outputChannel: output,
    traceOutputChannel: output,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationFailedHandler: () => false, // whoever started the client tells the user
    errorHandler: handler,
    middleware: middleware(() => client, progress),
  });
  client.registerFeature(announces);
  client.onDidChangeState(({ newState }) => {
    if (newState === State.Running) handler.begun = true;
  });
  return client;
}

/**
 * What this client can and can't. It has the command of `SHOW_REFERENCES`. It is told problems and doesn't ask for them:
 * asking, the library keeps the problems of notes that are closed or moved away, and asks for all every two seconds.
 */
const announces: StaticFeature = {
  fillClientCapabilities(capabilities) {
    capabilities.experimental = { commands: { commands: [SHOW_REFERENCES] } };
    delete capabilities.textDocument?.diagnostic;
    delete capabilities.workspace?.diagnostics;
  },
  initialize: () => undefined,
  getState: () => ({ kind: 'static' }),
  clear: () => undefined,
};

/** The usual handler for a server that has once answered; one that never has is not started again. */
class AfterStart implements ErrorHandler {
  begun = false;
  private usual: ErrorHandler | undefined;

  constructor(private readonly make: () => ErrorHandler) {}

  /** Whatever can't be written to a server that has just ended is no reason to give it up: its end is told next. */
  error(): ErrorHandlerResult {
    return { action: ErrorAction.Continue, handled: true };
  }

  async closed(): Promise<CloseHandlerResult> {
    if (!this.begun) return { action: CloseAction.DoNotRestart, handled: true };
    const result = await (this.usual ??= this.make()).closed();
    return result.action === CloseAction.Restart ? { ...result, handled: true } : result;
  }
}
