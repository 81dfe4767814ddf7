import { type ChildProcess, spawn } from 'node:child_process';

/**
 * Runs the program in the background and a `cat` beside it that reads our end of a pipe. When this process ends, even by
 * SIGKILL, the pipe closes, `cat` ends and the program is stopped: no engine outlives the system that started it.
 */
const KEEPER =
  'exec 3<&0; "$0" "$@" </dev/null 3<&- & p=$!; ' +
  '(cat <&3 >/dev/null 2>&1; kill $p) >/dev/null 2>&1 & exec 3<&-; wait $p';

export type ChildEngine = {
  /** Rejects with the program's last words when it ends before `stop` was called. Never resolves. */
  readonly failed: Promise<never>;
  /** Ends the program and waits until it is gone. */
  stop(): Promise<void>;
};

/** Starts a program that must not outlive this process. Errors: `failed` rejects when the program ends by itself. */
export function startChildEngine(command: string, args: readonly string[], options: { cwd?: string }): ChildEngine {
  const posix = process.platform !== 'win32';
  const child: ChildProcess = spawn(posix ? 'sh' : command, posix ? ['-c', KEEPER, command, ...args] : [...args], {
    ...options,
    // A group of its own: Ctrl-C in the terminal reaches us first, and the engine stops last.
    detached: posix,
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  let lastWords = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    lastWords = (lastWords + text).slice(-2000);
  });
  child.stdin?.on('error', () => undefined);
  let stopping = false;
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', (error) => {
      lastWords += error.message;
      resolve();
    });
  });
  const end = (): void => {
    child.stdin?.end();
    if (!posix) child.kill();
  };
  const failed = gone.then((): Promise<never> => {
    end();
    if (stopping) return new Promise<never>(() => undefined);
    throw new Error(`${command} ended by itself: ${lastWords.trim()}`);
  });
  failed.catch(() => undefined);
  return {
    failed,
    stop: async () => {
      stopping = true;
      end();
      await gone;
    },
  };
}
