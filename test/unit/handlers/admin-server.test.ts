import { afterEach, expect, it } from 'vitest';
import type { LogFields } from '../../../src/domain/ports/log.ts';
import { redactor } from '../../../src/domain/redaction/redactor.ts';
import { type AdminParts, startAdminServer } from '../../../src/handlers/admin-server.ts';
import { freePort } from '../../../tools/redis/free-port.ts';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

const SECRETS = /swordfish|hunter2|xoxb-/;

/** A server, what it says to a request, and the failures that it told. */
async function server(more: Partial<AdminParts> = {}) {
  const port = await freePort();
  const failures: { readonly what: string; readonly fields: LogFields | undefined }[] = [];
  const { stop } = await startAdminServer({
    port,
    checks: [],
    metrics: async () => 'turns 1\n',
    redactor: redactor({ secrets: ['swordfish'] }),
    onFailure: (what, _error, fields) => failures.push({ what, fields }),
    ...more,
  });
  stops.push(stop);
  const get = async (path: string) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`);
    return { status: response.status, text: await response.text() };
  };
  return { get, failures };
}

it('says what is missing, each on a line, and never a secret', async () => {
  const { get } = await server({
    checks: [
      { name: 'redis', failing: async () => 'WRONGPASS for redis://ops:hunter2@redis:6379' },
      { name: 'slack', failing: async () => 'the token is of team xoxb-12-34-abc, not T0WHEEL' },
      { name: 'vault', failing: async () => 'no such thing as swordfish' },
      { name: 'aws', failing: async () => undefined },
    ],
  });
  const { status, text } = await get('/readyz');
  expect(status).toBe(503);
  expect(text).not.toMatch(SECRETS);
  expect(text.split('\n')).toEqual([
    'redis: WRONGPASS for redis://ops:[secret]@redis:6379',
    'slack: the token is of team [secret], not T0WHEEL',
    'vault: no such thing as [secret]',
    '',
  ]);
});

it('says that it broke without what broke it being shown, and tells whoever logs', async () => {
  const broken = new Error('redis://ops:hunter2@redis:6379', {
    cause: new Error('swordfish xoxb-12-34-abc'),
  });
  const { get, failures } = await server({ metrics: () => Promise.reject(broken) });
  const { status, text } = await get('/metrics');
  expect(status).toBe(500);
  expect(text).not.toMatch(SECRETS);
  expect(text).toContain('redis://ops:[secret]@redis:6379');
  expect(failures).toEqual([{ what: 'the admin server could not answer', fields: { path: '/metrics' } }]);
});

it('is ready when nothing is missing', async () => {
  const { get } = await server({ checks: [{ name: 'redis', failing: async () => undefined }] });
  expect(await get('/readyz')).toEqual({ status: 200, text: 'ready\n' });
});
