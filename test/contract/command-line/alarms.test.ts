import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mainFile } from '../../../sandbox/processes/main-file.ts';
import { ENVIRONMENT, VALID } from '../../unit/config/files.ts';

const ALARMS = `alarms:
  channel: C0ALERTS
  automatic:
    - { remedy: restart, for: { in: [production] }, countdown: 2m, at-most: 3 }
  heartbeat: { url: HEARTBEAT_URL, every: 1m }
`;
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wheelhouse-alarms-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** What a person types with that configuration, and reads. */
async function typed(command: string, alarms: string): Promise<{ code: unknown; read: string }> {
  const path = join(folder, 'wheelhouse.yaml');
  await writeFile(path, `${VALID}${alarms}`);
  const args = [mainFile(), command, ...(command === 'check-config' ? [path] : [])];
  const env = { ...ENVIRONMENT, PATH: process.env['PATH'] ?? '', WHEELHOUSE_CONFIG: path };
  return new Promise((resolve) => {
    execFile(process.execPath, args, { env, timeout: 60_000 }, (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, read: `${stdout}${stderr}` }),
    );
  });
}

describe('who checks a configuration', () => {
  it('reads what begins by itself', async () => {
    const { code, read } = await typed('check-config', ALARMS);
    expect(read).toContain(
      'restart begins by itself 2m after an alarm (any) in production, at most 3 times a day for each service',
    );
    expect(code).toBe(0);
  });

  it.each([
    ['roll-back', 'alarms.automatic[0].remedy: there is no such remedy: did you mean rollback?'],
    ['logs', "alarms.automatic[0].remedy: only reads, so it can't begin by itself: write "],
  ])('reads that %s is no remedy of this build that could', async (remedy, said) => {
    const { code, read } = await typed(
      'check-config',
      ALARMS.replace('remedy: restart', `remedy: ${remedy}`),
    );
    expect(read).toContain(said);
    expect(code).toBe(2);
  });
});

describe('a bot', () => {
  it('doesn’t start while it could not call whom it is told to call', async () => {
    const { code, read } = await typed('bot', ALARMS);
    expect(read).toContain("environment HEARTBEAT_URL: isn't set, though alarms names it");
    expect(code).toBe(2);
  });

  it('doesn’t start with a remedy that there isn’t', async () => {
    const { code, read } = await typed('bot', ALARMS.replace('remedy: restart', 'remedy: reboot'));
    expect(read).toContain('wheelhouse.yaml:43:9 alarms.automatic[0].remedy: there is no such remedy');
    expect(code).toBe(2);
  });
});
