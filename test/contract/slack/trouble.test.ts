import type { WebClient } from '@slack/web-api';
import { WebAPIHTTPError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SlackSandbox } from '../../../sandbox/slack/sandbox.ts';
import { clientOf, OPS, startWorkspace } from './workspace.ts';

let slack: SlackSandbox;
let client: WebClient;
let now: number;

beforeEach(async () => {
  now = Date.parse('2026-11-20T03:00:00Z');
  slack = await startWorkspace({ now: () => now });
  client = clientOf(slack);
});

afterEach(() => slack.stop());

describe('rates', () => {
  test('a channel takes a short burst and then about one post a second; updates go on', async () => {
    const posts = () => client.chat.postMessage({ channel: OPS, text: 'again' });
    const { ts = '' } = await posts();
    for (let sent = 1; sent < 5; sent += 1) await posts();
    const error = await posts().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(WebAPIRateLimitedError);
    expect(error).toMatchObject({ retryAfter: 5 });
    expect(slack.messages(OPS)).toHaveLength(5);
    await client.chat.update({ channel: OPS, ts, text: 'updates have their own budget' });
    now += 5_000;
    await posts();
    expect(slack.messages(OPS)).toHaveLength(6);
  });

  test('updates are 50 a minute for the whole workspace', async () => {
    const { ts = '' } = await client.chat.postMessage({ channel: OPS, text: 'a' });
    const update = () => client.chat.update({ channel: OPS, ts, text: 'b' });
    await Promise.all(Array.from({ length: 50 }, update));
    await expect(update()).rejects.toBeInstanceOf(WebAPIRateLimitedError);
    now += 60_000;
    await expect(update()).resolves.toMatchObject({ ok: true });
  });
});

describe('faults', () => {
  const say = () => client.chat.postMessage({ channel: OPS, text: 'hello' });

  test('a 500 before, and a 500 and a cut connection after having done it', async () => {
    slack.faults.next('chat.postMessage', { kind: 'status', status: 500 });
    await expect(say()).rejects.toBeInstanceOf(WebAPIHTTPError);
    expect(slack.messages(OPS)).toHaveLength(0);
    slack.faults.next('*', { kind: 'status', status: 500, when: 'after' });
    await expect(say()).rejects.toBeInstanceOf(WebAPIHTTPError);
    expect(slack.messages(OPS)).toHaveLength(1);
    slack.faults.next('chat.postMessage', { kind: 'reset', when: 'after' });
    await expect(say()).rejects.toBeInstanceOf(WebAPIRequestError);
    expect(slack.messages(OPS)).toHaveLength(2);
    await slack.waitFor(() => slack.record.length === 3);
    expect(slack.record.map(({ answer }) => answer)).toEqual([
      { kind: 'failed', status: 500, done: false },
      { kind: 'failed', status: 500, done: true },
      { kind: 'cut', done: true },
    ]);
  });

  test('a fault strikes as often as it was told to, then the call works', async () => {
    slack.faults.next('chat.postMessage', { kind: 'rate-limited', retryAfterS: 7 }, 2);
    for (const _ of [1, 2]) {
      await expect(say()).rejects.toMatchObject({ retryAfter: 7 });
    }
    await expect(say()).resolves.toMatchObject({ ok: true });
  });

  test('an answer held back: the message is there while the caller still waits', async () => {
    const held = slack.faults.hold('chat.postMessage', 'after');
    let answered = false;
    const posting = say().then(() => {
      answered = true;
    });
    await held.reached;
    expect(slack.messages(OPS)).toHaveLength(1);
    expect(answered).toBe(false);
    held.release();
    await posting;
    expect(answered).toBe(true);
  });

  test('while Slack is away nothing reaches it, and a call in flight is cut', async () => {
    const held = slack.faults.hold('chat.postMessage', 'before');
    const inFlight = say().catch((error: unknown) => error);
    await held.reached;
    slack.away(true);
    expect(await inFlight).toBeInstanceOf(WebAPIRequestError);
    held.release();
    await expect(say()).rejects.toBeInstanceOf(WebAPIRequestError);
    slack.away(false);
    await say();
    expect(slack.messages(OPS)).toHaveLength(1);
  });
});

test('waitFor sees what comes, and says what is there when it does not come', async () => {
  const seen = slack.waitFor(() => slack.messages(OPS)[0]?.text);
  await client.chat.postMessage({ channel: OPS, text: 'the message' });
  expect(await seen).toBe('the message');
  await expect(slack.waitFor(() => slack.messages(OPS)[1], 20)).rejects.toThrow(
    /#ops \(C0OPS\)[\s\S]*the message[\s\S]*chat\.postMessage C0OPS: ok/,
  );
});
