import { execFile } from 'node:child_process';
import { envFor } from './env-for.ts';
import { mainFile } from './main-file.ts';
import { ownEnvironment } from './own-environment.ts';

/** An audit of a long day fits. */
const LONGEST = 64 * 1024 * 1024;

/** How a command ended, and what it wrote. */
export interface CommandLineEnd {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command of the command line to its end, with what a worker knows. Never rejects: its exit code says how it went. */
export const runCommandLine = (
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<CommandLineEnd> =>
  new Promise((resolve) => {
    const options = {
      env: { ...ownEnvironment(), ...envFor('worker', env) },
      maxBuffer: LONGEST,
    };
    execFile(process.execPath, [mainFile(), ...args], options, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? 1 : 0, stdout, stderr });
    });
  });
