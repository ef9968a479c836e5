import { existsSync } from 'node:fs';
import type { Server } from 'node:http';
import { createServer, request } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Browser } from 'playwright-core';
import { chromium } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Page } from '../../../sandbox/page/page.ts';
import { startPage } from '../../../sandbox/page/page.ts';
import type { PageState } from '../../../sandbox/page/state.ts';
import type { WorldPanel } from '../../../sandbox/page/world-panel.ts';
import type { SlackSandbox } from '../../../sandbox/slack/sandbox.ts';
import { clientOf, OPERATOR, OPS, startWorkspace } from '../slack/workspace.ts';

/** A world with one service and one fault, changed by hand. */
const handWorld = (): WorldPanel & { run(running: number): void } => {
  const listeners = new Set<() => void>();
  let running = 2;
  let on = false;
  const changed = () => {
    for (const listener of listeners) listener();
  };
  return {
    run: (tasks) => {
      running = tasks;
      changed();
    },
    view: () => ({
      services: [
        {
          stack: 'dev-us-east-1',
          name: 'registry',
          desired: 2,
          running,
          pending: 2 - running,
          revision: 'registry:42',
          deployments: [],
          tasks: [],
          lastEvent: '',
        },
      ],
    }),
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    faults: () => [
      { id: 'unhealthy', label: 'New tasks fail their health check', group: 'New tasks', how: 'switch', on },
    ],
    setFault: (id, turned) => {
      if (id !== 'unhealthy') throw new Error(`No fault ${id}`);
      on = turned;
    },
  };
};

let slack: SlackSandbox;
let world: ReturnType<typeof handWorld>;
let page: Page;
let bot: Server;
let heard: string[];

beforeEach(async () => {
  slack = await startWorkspace();
  world = handWorld();
  page = await startPage({ slack, world });
  heard = [];
  bot = createServer((incoming, response) => {
    void text(incoming).then((body) => {
      heard.push(new URLSearchParams(body).get('text') ?? 'a click');
      response.end(body.startsWith('payload=') ? '' : 'on it');
    });
  });
  await new Promise<void>((resolve) => {
    bot.listen(0, '127.0.0.1', resolve);
  });
  const address = bot.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  slack.connect(`http://127.0.0.1:${address.port}/slack/events`);
});

afterEach(async () => {
  await page.stop();
  await slack.stop();
  bot.close();
});

const aState = z.custom<PageState>((value) => value !== null && typeof value === 'object');

/** Reads the stream until a state is as wanted. */
const seen = async (wanted: (state: PageState) => boolean): Promise<PageState> => {
  const stop = new AbortController();
  const response = await fetch(`${page.url}events`, {
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
  const response = await fetch(new URL(path, page.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  const answer: unknown = await response.json();
  return { status: response.status, answer };
};

describe('over HTTP', () => {
  test('the state comes at once and again on each change of the workspace or the world', async () => {
    const posted = seen(({ messages }) => messages[OPS]?.[0]?.text === 'hello');
    await clientOf(slack).chat.postMessage({ channel: OPS, text: 'hello' });
    expect((await posted).directory.team.id).toBe('T0TEAM');
    const running = seen((state) => state.world.services[0]?.running === 1);
    world.run(1);
    expect((await running).world.services[0]?.pending).toBe(1);
  });

  test('the state holds no secret', async () => {
    const state = JSON.stringify(await seen(() => true));
    expect(state).not.toContain('xoxb');
    expect(state).not.toContain('signing');
  });

  test('a command reaches the bot as the person it was sent as, and its reply shows for them', async () => {
    const { status, answer } = await post('/command', { user: OPERATOR, channel: OPS, text: '/ops status' });
    expect([status, answer]).toMatchObject([200, { outcome: 'acked' }]);
    expect(heard).toEqual(['status']);
    const { ephemerals } = await seen((state) => state.ephemerals.length > 0);
    expect(ephemerals).toMatchObject([{ user: OPERATOR, text: 'on it' }]);
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
      /type a line such as/,
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
  ])('%s is refused with a reason', async (_, path, body, reason) => {
    const { status, answer } = await post(path, body);
    expect(status).toBe(400);
    expect(JSON.stringify(answer)).toMatch(reason);
    expect(heard).toEqual([]);
  });

  test('another site and a rebound name are refused; a form can not be posted', async () => {
    const command = { user: OPERATOR, channel: OPS, text: '/ops status' };
    expect((await post('/command', command, { origin: 'https://example.org' })).status).toBe(403);
    expect((await post('/command', command, { origin: 'http://127.0.0.1:1' })).status).toBe(403);
    expect((await post('/command', command, { 'content-type': 'text/plain' })).status).toBe(415);
    const rebound = await new Promise<number | undefined>((resolve, reject) => {
      request(page.url, { headers: { host: 'example.org' } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end();
    });
    expect(rebound).toBe(403);
    expect(heard).toEqual([]);
  });

  test('only the page’s own files are served, under a policy that runs nothing else', async () => {
    const index = await fetch(page.url);
    expect(index.headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self'");
    expect(await index.text()).not.toMatch(/https?:\/\//);
    expect((await fetch(`${page.url}page.js`)).headers.get('content-type')).toContain('text/javascript');
    for (const path of ['mrkdwn.d.ts', '../page.ts', '%2e%2e/page.ts']) {
      expect((await fetch(new URL(path, page.url))).status).toBe(404);
    }
  });
});

const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

describe.skipIf(!existsSync(CHROMIUM))('in a browser', () => {
  let browser: Browser;

  beforeEach(async () => {
    browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'],
    });
  });

  afterEach(() => browser.close());

  test('a person types a command, reads the reply and presses a button; a script in a message is inert', async () => {
    const tab = await browser.newPage();
    const foreign: string[] = [];
    tab.on('request', (asked) => {
      if (!asked.url().startsWith(page.url) && !asked.url().startsWith('data:')) foreign.push(asked.url());
    });
    const attack =
      '<img src="https://example.org/x" onerror="document.title=1"><script>document.title=1</script>';
    await clientOf(slack).chat.postMessage({
      channel: OPS,
      text: 'run',
      blocks: [
        { type: 'section', text: { type: 'mrkdwn', text: `*Restart* ${attack}` } },
        {
          type: 'actions',
          elements: [{ type: 'button', action_id: 'why', text: { type: 'plain_text', text: 'Why?' } }],
        },
      ],
    });
    await tab.goto(page.url);
    await tab.getByText(attack).waitFor();
    expect(await tab.locator('#log strong', { hasText: 'Restart' }).count()).toBe(1);
    expect(await tab.locator('#log img, #log script').count()).toBe(0);

    await tab.getByLabel('Command').fill('/ops status');
    await tab.keyboard.press('Enter');
    await tab.getByText('on it').waitFor();
    expect(await tab.getByText('Only visible to you').count()).toBe(1);
    await tab.getByRole('button', { name: 'Why?' }).click();
    await tab.getByText(/Acknowledged/).waitFor();
    await expect.poll(() => heard).toEqual(['status', 'a click']);
    expect(await tab.title()).toBe('Wheelhouse sandbox');
    expect(foreign).toEqual([]);
  });
});
