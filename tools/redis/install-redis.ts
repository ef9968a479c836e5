import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { aptGetInstall, run, runOrThrow } from '../packages.ts';
import { pathOf } from './this-machine.ts';

/** Debian asks this program before it starts a service; exit code 101 means "don't". */
const START_POLICY = '/usr/sbin/policy-rc.d';

/**
 * Installs the package redis-server; needs root. The package would also start a service of its own on port
 * 6379: a start policy holds that back while it installs (left alone if the machine has one), and the
 * service is disabled, so that it doesn't come up at the next boot either. Throws with apt's output.
 */
export async function installRedisWithApt(): Promise<void> {
  const ownPolicy = !existsSync(START_POLICY);
  if (ownPolicy) writeFileSync(START_POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    await aptGetInstall('redis-server');
    if (pathOf('systemctl') !== undefined) await run('systemctl', ['disable', 'redis-server']);
  } finally {
    if (ownPolicy) rmSync(START_POLICY, { force: true });
  }
}

/** Installs the formula redis, whose service Homebrew starts only on request. Throws with brew's output. */
export async function installRedisWithHomebrew(brew: string): Promise<void> {
  await runOrThrow(brew, ['install', 'redis']);
}
