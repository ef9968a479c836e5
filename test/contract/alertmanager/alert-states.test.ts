import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Alert, fingerprint, runbookAlert } from '../../../sandbox/alertmanager/alert.ts';
import { type AlertmanagerApi, alertmanagerApi } from '../../../sandbox/alertmanager/api.ts';
import { type Listening, listen } from '../../../sandbox/aws/listen.ts';
import { alertStates } from '../../../src/health/alertmanagers.ts';

const TOKEN = 'a-token-for-reading';
const SOON_MS = 5_000;
const alert: Alert = runbookAlert('HighErrorRate', Date.now() - 60_000);
const subject = { fingerprint: fingerprint(alert.labels), name: 'HighErrorRate' };

let first: AlertmanagerApi;
let second: AlertmanagerApi;

beforeEach(async () => {
  [first, second] = await Promise.all([alertmanagerApi(TOKEN), alertmanagerApi()]);
});
afterEach(() => Promise.all([first.stop(), second.stop()]));

const both = () => alertStates([{ url: first.url, token: TOKEN }, { url: `${second.url}/` }], SOON_MS);

describe('whether an alert fires', () => {
  it('is said by the Alertmanager that lists it, which is asked for the alerts of that name alone', async () => {
    second.has([runbookAlert('HighMemoryUsage', Date.now()), alert]);
    expect(await both().read(subject)).toEqual({ ok: true, value: 'firing' });
    expect(first.asked).toEqual(['/api/v2/alerts?filter=alertname%3D%22HighErrorRate%22']);
    expect(second.asked).toEqual(first.asked);
  });

  it('is not what another alert of that name says, nor one whose end has passed', async () => {
    const other = { ...alert, labels: { ...alert.labels, deployment: 'another' } };
    first.has([other, { ...alert, endsAt: Date.now() - 1 }]);
    expect(await both().read(subject)).toEqual({ ok: true, value: 'unlisted' });
  });

  it('is found among all where its name is one that no filter takes as it is', async () => {
    const named = { ...alert, labels: { ...alert.labels, alertname: 'up == 0 {job="x"}' } };
    second.has([named]);
    const { labels } = named;
    const said = await both().read({ fingerprint: fingerprint(labels), name: labels.alertname });
    expect(said).toEqual({ ok: true, value: 'firing' });
    expect(first.asked).toEqual(['/api/v2/alerts']);
  });

  it('isn’t known where one that may list it can’t be asked, unless another lists it', async () => {
    first.fail(503);
    expect(await both().read(subject)).toMatchObject({
      ok: false,
      fault: { kind: 'unanswered', call: 'alertmanager:alerts', detail: 'answered 503' },
    });
    second.has([alert]);
    expect(await both().read(subject)).toEqual({ ok: true, value: 'firing' });
  });

  it('isn’t known to who has no right to ask, and no fault shows the token', async () => {
    const said = await alertStates([{ url: first.url, token: 'another-token' }], SOON_MS).read(subject);
    expect(said).toMatchObject({ ok: false, fault: { kind: 'invalid', detail: 'answered 401' } });
    expect(JSON.stringify(said)).not.toContain('another-token');
  });

  it('isn’t known where nobody is there', async () => {
    const { url } = second;
    await second.stop();
    expect(await alertStates([{ url }], SOON_MS).read(subject)).toMatchObject({
      ok: false,
      fault: { kind: 'unanswered' },
    });
    second = await alertmanagerApi();
  });
});

describe('an answer that is no list of alerts', () => {
  let strange: Listening;
  let body: string;
  beforeEach(async () => {
    strange = await listen((_request, response) => {
      response.writeHead(200).end(body);
    });
  });
  afterEach(() => strange.stop());

  it.each([
    ['a page', '<html>Sign in</html>'],
    ['an object', '{"status":"success","data":[]}'],
    ['alerts without fingerprints', '[{"labels":{}}]'],
    ['nothing', ''],
    ['more than anybody asked for', `["${'x'.repeat(5 * 1024 * 1024)}"]`],
  ])('is a fault: %s', async (_what, said) => {
    body = said;
    expect(await alertStates([{ url: strange.url }], SOON_MS).read(subject)).toMatchObject({
      ok: false,
      fault: { kind: 'malformed' },
    });
  });
});
