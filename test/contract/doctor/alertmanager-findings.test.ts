import { afterEach, expect, test } from 'vitest';
import { type AlertmanagerApi, alertmanagerApi } from '../../../sandbox/alertmanager/api.ts';
import { loadConfig } from '../../../src/config/load.ts';
import { alertmanagerFindings } from '../../../src/wiring/alertmanager-findings.ts';
import { ENVIRONMENT, VALID } from '../../unit/config/files.ts';

const TOKEN = 'a-token-for-reading';
let api: AlertmanagerApi | undefined;
afterEach(async () => {
  await api?.stop();
  api = undefined;
});

/** What the doctor says of Alertmanagers with these variables. */
async function found(env: Readonly<Record<string, string>>, alertmanagers: string): Promise<string[]> {
  const section = `alarms:\n  channel: C0ALERTS\n  alertmanagers: ${alertmanagers}\n`;
  const loaded = loadConfig({ ...ENVIRONMENT, ...env }, () => `${VALID}${section}`);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.fault));
  return (await alertmanagerFindings(loaded.value)).map(({ level, what }) => `${level} | ${what}`);
}

test('the doctor says of each Alertmanager whether it can be asked what fires', async () => {
  api = await alertmanagerApi(TOKEN);
  const env = { ALERTMANAGER_URL: api.url, READ_TOKEN: TOKEN, OTHER_URL: `${api.url}/elsewhere` };
  const named = '[{ url: ALERTMANAGER_URL, token: READ_TOKEN }, { url: OTHER_URL, token: READ_TOKEN }]';
  expect(await found(env, named)).toEqual([
    'ok | The Alertmanager of ALERTMANAGER_URL says what fires',
    "fault | The Alertmanager of OTHER_URL can't be asked what fires: answered 404",
  ]);
  expect(await found({ ...env, READ_TOKEN: 'another-token' }, named)).toMatchObject([
    "fault | The Alertmanager of ALERTMANAGER_URL can't be asked what fires: answered 401",
    expect.any(String),
  ]);
});

test('and nothing where none is named, or its address isn’t set: the bot says that', async () => {
  expect(await found({}, '[{ url: ALERTMANAGER_URL }]')).toEqual([]);
  const loaded = loadConfig(ENVIRONMENT, () => VALID);
  expect(loaded.ok && (await alertmanagerFindings(loaded.value))).toEqual([]);
});
