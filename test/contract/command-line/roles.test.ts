import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mainFile } from '../../../sandbox/processes/main-file.ts';
import { signingKeys } from '../../../sandbox/signing-keys.ts';
import { ENVIRONMENT, VALID } from '../../unit/config/files.ts';

const { WHEELHOUSE_SIGNING_KEY, WHEELHOUSE_VERIFY_KEYS } = signingKeys();

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wheelhouse-roles-'));
  await writeFile(join(folder, 'wheelhouse.yaml'), VALID);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** How a process of that role ended, and what it said. */
function started(role: string, keys: Readonly<Record<string, string>>) {
  const env = { PATH: process.env['PATH'], ...ENVIRONMENT, ...keys };
  return new Promise<{ code: unknown; said: string }>((resolve) => {
    execFile(
      process.execPath,
      [mainFile(), role],
      { cwd: folder, env, timeout: 60_000 },
      (error, stdout, stderr) => resolve({ code: error?.code, said: stdout + stderr }),
    );
  });
}

describe('a process with the wrong keys starts nothing', () => {
  it('a worker with the key that signs: it could forge what it verifies', async () => {
    const { code, said } = await started('worker', { WHEELHOUSE_SIGNING_KEY, WHEELHOUSE_VERIFY_KEYS });
    expect(said).toBe(
      "environment WHEELHOUSE_SIGNING_KEY: is set, and a worker mustn't have it: take it away here and set WHEELHOUSE_VERIFY_KEYS to its public half\n",
    );
    expect(code).toBe(2);
  });

  it.each(['bot', 'all'])('%s without it, where others verify', async (role) => {
    const { code, said } = await started(role, { WHEELHOUSE_VERIFY_KEYS });
    expect(said).toBe(
      "environment WHEELHOUSE_SIGNING_KEY: isn't set, though WHEELHOUSE_VERIFY_KEYS is: set it, because workers would refuse whatever this process accepts\n",
    );
    expect(code).toBe(2);
  });
});
