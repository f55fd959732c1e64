// What happens between editor and server: arguments of commands, the index's progress, and what the built-in support does.
import type { LanguageClient, Middleware } from 'vscode-languageclient/node';
import { builtIn } from './builtin';
import { runCommand } from './commands';

/** `progress` hears how far the first index is, in percent; undefined when it is done. */
export function middleware(
  client: () => LanguageClient,
  progress: (percent: number | undefined) => void,
): Middleware {
  return {
    ...builtIn,
    executeCommand: (command, args, next) => runCommand(client(), command, args as unknown[], next),
    handleWorkDoneProgress: (token, params, next) => {
      if (params.kind === 'end') progress(undefined);
      else progress(params.percentage ?? 0);
      next(token, params);
    },
  };
}
