import { spawn } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { pathOf } from './this-machine.ts';

/** Debian asks this program before it starts a service; exit code 101 means "don't". */
const START_POLICY = '/usr/sbin/policy-rc.d';

/** Waits a while if another package manager is at work. */
const INSTALL = ['install', '-y', '-o', 'DPkg::Lock::Timeout=120', 'redis-server'];

/**
 * Installs the package redis-server; needs root. The package would also start a service of its own on port
 * 6379: a start policy holds that back while it installs (left alone if the machine has one), and the
 * service is disabled, so that it doesn't come up at the next boot either. Throws with apt's output.
 */
export async function installRedisWithApt(): Promise<void> {
  const ownPolicy = !existsSync(START_POLICY);
  if (ownPolicy) writeFileSync(START_POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    const first = await run('apt-get', INSTALL);
    if (first.code !== 0) {
      await runOrThrow('apt-get', ['update']);
      await runOrThrow('apt-get', INSTALL);
    }
    if (pathOf('systemctl') !== undefined) await run('systemctl', ['disable', 'redis-server']);
  } finally {
    if (ownPolicy) rmSync(START_POLICY, { force: true });
  }
}

/** Installs the formula redis, whose service Homebrew starts only on request. Throws with brew's output. */
export async function installRedisWithHomebrew(brew: string): Promise<void> {
  await runOrThrow(brew, ['install', 'redis']);
}

type Ended = { readonly code: number; readonly output: string };

async function runOrThrow(program: string, args: readonly string[]): Promise<void> {
  const { code, output } = await run(program, args);
  if (code !== 0) throw new Error(`${program} ${args.join(' ')} failed:\n${output}`);
}

/** Runs a program without input or questions and keeps what it prints. */
function run(program: string, args: readonly string[]): Promise<Ended> {
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
