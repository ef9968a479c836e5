import { request } from 'node:http';
import { PNG } from 'pngjs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { PageState } from '../../../sandbox/page/state.ts';
import { BOT, clientOf, OPERATOR, OPS, PRIVATE_TO_BOT } from '../slack/workspace.ts';
import type { Stage } from './stage.ts';
import { stage } from './stage.ts';

let here: Stage;

beforeEach(async () => {
  here = await stage();
});
afterEach(() => here.stop());

const aState = z.custom<PageState>((value) => value !== null && typeof value === 'object');

/** Reads the stream until a state is as wanted. */
const seen = async (wanted: (state: PageState) => boolean): Promise<PageState> => {
  const stop = new AbortController();
  const response = await fetch(`${here.page.url}events`, {
    signal: AbortSignal.any([stop.signal, AbortSignal.timeout(5000)]),
  });
  let rest = '';
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const events = `${rest}${chunk}`.split('\n\n');
    rest = events.pop() ?? '';
    for (const event of events) {
      const state = aState.parse(JSON.parse(/^data: (.*)$/m.exec(event)?.[1] ?? 'null'));
      if (!wanted(state)) continue;
      stop.abort();
      return state;
    }
  }
  throw new Error('The stream ended');
};

const post = async (path: string, body: unknown, headers: Record<string, string> = {}) => {
  const response = await fetch(new URL(path, here.page.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  const answer: unknown = await response.json();
  return { status: response.status, answer };
};

const texts = () => here.heard.flatMap(({ text }) => text ?? []);

describe('over HTTP', () => {
  test('the state comes at once and again on each change of the workspace or the world', async () => {
    const posted = seen(({ messages }) => messages[OPS]?.[0]?.text === 'hello');
    await clientOf(here.slack).chat.postMessage({ channel: OPS, text: 'hello' });
    expect((await posted).directory.team.id).toBe('T0TEAM');
    const running = seen((state) => state.world.services[0]?.running === 1);
    here.world.run(1);
    expect((await running).world.services[0]?.pending).toBe(1);
  });

  test('pictures of the workspace are served, to this page alone, and no other file', async () => {
    const client = clientOf(here.slack);
    const bytes = PNG.sync.write(new PNG({ width: 2, height: 1 }));
    await client.files.uploadV2({ file: bytes, filename: 'graph.png' });
    await client.files.uploadV2({ content: 'words', filename: 'words.png' });
    const picture = await fetch(`${here.page.url}picture/F000000001`);
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/png']);
    expect(Buffer.from(await picture.arrayBuffer()).equals(bytes)).toBe(true);
    expect((await fetch(`${here.page.url}picture/F000000002`)).status).toBe(404);
    expect((await fetch(`${here.page.url}picture/F0NOBODYS`)).status).toBe(404);
  });

  test('the state holds no secret', async () => {
    const state = JSON.stringify(await seen(() => true));
    expect(state).not.toContain('xoxb');
    expect(state).not.toContain('signing');
  });

  test('a command reaches the bot as the person it was sent as, and its reply shows for them', async () => {
    const { status, answer } = await post('/command', { user: OPERATOR, channel: OPS, text: '/ops status' });
    expect([status, answer]).toMatchObject([200, { outcome: 'acked' }]);
    expect(texts()).toEqual(['status']);
    const { ephemerals } = await seen((state) => state.ephemerals.length > 0);
    expect(ephemerals).toMatchObject([{ user: OPERATOR, text: 'on it' }]);
  });

  test('what is said names the bot as Slack does, holds no markup of its own, and the bot is told', async () => {
    const said = {
      user: OPERATOR,
      channel: OPS,
      text: '@wheelhouse restart <a> & @operator, not a@wheelhouse.dev',
    };
    expect((await post('/say', said)).answer).toEqual({ outcome: 'heard' });
    const [message] = here.slack.messages(OPS);
    expect(message?.text).toBe(`<@${BOT}> restart &lt;a&gt; &amp; <@${OPERATOR}>, not a@wheelhouse.dev`);
    const reply = { ...said, text: 'thanks', threadTs: message?.ts };
    expect((await post('/say', reply)).answer).toEqual({ outcome: 'unheard' });
    expect(here.slack.messages(OPS)[0]?.thread.map(({ text }) => text)).toEqual(['thanks']);
  });

  test('the bot is invited by a button’s request or by Slack’s own command', async () => {
    const isThere = () => here.slack.directory.channels.find(({ id }) => id === PRIVATE_TO_BOT)?.botIsMember;
    const invite = { user: OPERATOR, channel: PRIVATE_TO_BOT, text: '/invite @wheelhouse' };
    expect((await post('/command', invite)).status).toBe(200);
    expect(isThere()).toBe(true);
    here.slack.remove(PRIVATE_TO_BOT);
    expect((await post('/invite', { channel: PRIVATE_TO_BOT })).status).toBe(200);
    expect(isThere()).toBe(true);
    expect(texts()).toEqual([]);
  });

  test('a button that asks first does nothing without a yes', async () => {
    const plain = (text: string) => ({ type: 'plain_text' as const, text });
    const confirm = {
      title: plain('Sure?'),
      text: plain('It stops.'),
      confirm: plain('Stop'),
      deny: plain('No'),
    };
    const button = { type: 'button' as const, action_id: 'stop', text: plain('Stop'), confirm };
    const blocks = [{ type: 'actions' as const, elements: [button] }];
    const { ts = '' } = await clientOf(here.slack).chat.postMessage({ channel: OPS, text: 'run', blocks });
    const click = { user: OPERATOR, channel: OPS, ts, actionId: 'stop' };
    const refused = await post('/click', click);
    expect([refused.status, JSON.stringify(refused.answer)]).toEqual([
      400,
      expect.stringContaining('asks first'),
    ]);
    expect((await post('/click', { ...click, confirm: true })).answer).toMatchObject({ outcome: 'acked' });
    expect(here.heard).toHaveLength(1);
  });

  test('a fault is switched, and everyone who looks sees it', async () => {
    const switched = seen(({ faults }) => faults[0]?.on === true);
    expect((await post('/fault', { id: 'unhealthy', on: true })).status).toBe(200);
    expect((await switched).faults).toHaveLength(1);
  });

  test.each<[string, string, unknown, RegExp]>([
    [
      'a line that is no command',
      '/command',
      { user: OPERATOR, channel: OPS, text: 'hello' },
      /begins with a slash/,
    ],
    [
      'an unknown command',
      '/command',
      { user: OPERATOR, channel: OPS, text: '/nope x' },
      /not a valid command/,
    ],
    ['nobody', '/command', { user: 'U0NONE', channel: OPS, text: '/ops help' }, /No user U0NONE/],
    ['a missing field', '/command', { user: OPERATOR, text: '/ops help' }, /channel/],
    ['an unknown field', '/fault', { id: 'unhealthy', on: true, more: 1 }, /more/],
    ['an unknown fault', '/fault', { id: 'flood', on: true }, /No fault flood/],
    [
      'a click on nothing',
      '/click',
      { user: OPERATOR, channel: OPS, ts: '1.1', actionId: 'a' },
      /sees no message/,
    ],
    ['a modal that isn’t open', '/submit', { user: OPERATOR, values: {} }, /No modal is open/],
    ['a file that isn’t there', '/file', { id: 'F000000009' }, /no file/],
  ])('%s is refused with a reason', async (_, path, body, reason) => {
    const { status, answer } = await post(path, body);
    expect(status).toBe(400);
    expect(JSON.stringify(answer)).toMatch(reason);
    expect(here.heard).toEqual([]);
  });

  test('another site and a rebound name are refused; a form can not be posted', async () => {
    const command = { user: OPERATOR, channel: OPS, text: '/ops status' };
    expect((await post('/command', command, { origin: 'https://example.org' })).status).toBe(403);
    expect((await post('/command', command, { origin: 'http://127.0.0.1:1' })).status).toBe(403);
    expect((await post('/command', command, { 'content-type': 'text/plain' })).status).toBe(415);
    const rebound = await new Promise<number | undefined>((resolve, reject) => {
      request(here.page.url, { headers: { host: 'example.org' } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end();
    });
    expect(rebound).toBe(403);
    expect(here.heard).toEqual([]);
  });

  test('only the page’s own files are served, under a policy that runs nothing else', async () => {
    const { url } = here.page;
    const index = await fetch(url);
    expect(index.headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self'");
    expect(await index.text()).not.toMatch(/https?:\/\//);
    for (const path of ['page.js', 'views/modal.js']) {
      expect((await fetch(`${url}${path}`)).headers.get('content-type')).toContain('text/javascript');
    }
    for (const path of ['mrkdwn.d.ts', '../page.ts', '%2e%2e/page.ts', 'views/%2e%2e/%2e%2e/page.ts']) {
      expect((await fetch(new URL(path, url))).status).toBe(404);
    }
  });
});
