import { spawn } from 'node:child_process';

/** Waits a while if another package manager is at work. */
const INSTALL = ['install', '-y', '-o', 'DPkg::Lock::Timeout=120'];

/** Installs a Debian package, with a fresh list of packages if need be; needs root. Throws with apt's output. */
export async function aptGetInstall(name: string): Promise<void> {
  if ((await run('apt-get', [...INSTALL, name])).code === 0) return;
  await runOrThrow('apt-get', ['update']);
  await runOrThrow('apt-get', [...INSTALL, name]);
}

type Ended = { readonly code: number; readonly output: string };

/** Runs a program to its end. Throws with what it printed where it fails. */
export async function runOrThrow(program: string, args: readonly string[]): Promise<void> {
  const { code, output } = await run(program, args);
  if (code !== 0) throw new Error(`${program} ${args.join(' ')} failed:\n${output}`);
}

/** Runs a program without input or questions and keeps what it prints. Rejects where it can't be started. */
export function run(program: string, args: readonly string[]): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += String(chunk);
    });
    child.stderr.on('data', (chunk) => {
      output += String(chunk);
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}
