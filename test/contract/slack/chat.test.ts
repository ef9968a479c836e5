import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SlackSandbox } from '../../../sandbox/slack/sandbox.ts';
import { hours } from '../../../src/domain/clock.ts';
import { redactor } from '../../../src/domain/redaction/redactor.ts';
import { type Chat, slackChat } from '../../../src/slack/chat.ts';
import { runRoot } from '../../../src/views/run/run-root.ts';
import { aRun, restartRequest } from '../../support/values.ts';
import { clientOf, OPS, startWorkspace } from './workspace.ts';

const SECRET = 'correct-horse-battery';

let slack: SlackSandbox;
let chat: Chat;
let now: number;

const start = async (scopes?: readonly string[]): Promise<void> => {
  now = Date.parse('2026-11-21T03:00:00Z');
  slack = await startWorkspace({
    now: () => now,
    bot: {
      userId: 'U0WHEEL',
      botId: 'B0WHEEL',
      token: 'xoxb-contract',
      name: 'wheelhouse',
      ...(scopes ? { scopes } : {}),
    },
  });
  chat = slackChat(clientOf(slack), redactor({ secrets: [SECRET] }), { now: () => now });
};
beforeEach(() => start());
afterEach(() => slack.stop());

const [check] = restartRequest('01ARZ3NDEKTSV4RRFFQ69G5FAV').plan;
const running = runRoot(aRun({ state: { status: 'running' }, ...(check ? { step: check.id } : {}) }));
const types = () => slack.messages(OPS).map(({ blocks }) => blocks.map(({ type }) => type));
const calls = (method: string) => slack.record.filter((call) => call.method === method).length;

/** Posts the root of a running run; time goes on, so that Slack doesn't limit. */
const post = async (): Promise<string> => {
  const posted = await chat.post({ channel: OPS }, running, 'mark');
  now += 2000;
  if (!posted.ok) throw new Error(`not posted: ${JSON.stringify(posted.fault)}`);
  return posted.value.ts;
};

describe('the root of a running run', () => {
  it('is posted and edited with a plan where Slack takes it', async () => {
    const ts = await post();
    expect(await chat.edit(OPS, ts, running)).toMatchObject({ ok: true });
    expect(types()).toEqual([['section', 'plan', 'context', 'actions']]);
    expect(calls('chat.postMessage')).toBe(1);
  });

  it('is told in plain blocks where Slack answers invalid_blocks, with one call each from then on, for an hour', async () => {
    slack.faults.next('chat.postMessage', { kind: 'refused', error: 'invalid_blocks' });
    const ts = await post();
    await post();
    expect(await chat.edit(OPS, ts, running)).toMatchObject({ ok: true });
    expect(types()).toEqual([
      ['section', 'context', 'actions'],
      ['section', 'context', 'actions'],
    ]);
    expect([calls('chat.postMessage'), calls('chat.update')]).toEqual([3, 1]);
    now += hours(1);
    await post();
    expect(types().at(-1)).toContain('plan');
  });
});

describe('a file', () => {
  const file = { name: 'run-1042-event-3.txt', content: `It broke.\npassword is ${SECRET}\n` };

  it('stands in the thread, whole and without secrets', async () => {
    const ts = await post();
    expect(await chat.attach({ channel: OPS, thread: ts }, file)).toEqual({ ok: true, value: undefined });
    const [shared] = slack.messages(OPS)[0]?.thread[0]?.files ?? [];
    expect(shared).toMatchObject({ name: 'run-1042-event-3.txt' });
    const content = Buffer.from(slack.fileBytes(shared?.id ?? '') ?? []).toString();
    expect(content).toMatch(/^It broke\.\n.*\[secret\]/);
    expect(content).not.toContain(SECRET);
  });

  it('is refused where the app may not attach any, and nothing is thrown', async () => {
    await slack.stop();
    await start(['chat:write']);
    const ts = await post();
    expect(await chat.attach({ channel: OPS, thread: ts }, file)).toEqual({
      ok: false,
      fault: { kind: 'refused', error: 'missing_scope' },
    });
    expect(slack.messages(OPS)[0]?.thread).toEqual([]);
  });

  it('is in doubt where the last answer got lost', async () => {
    const ts = await post();
    slack.faults.next('files.completeUploadExternal', { kind: 'reset', when: 'after' });
    expect(await chat.attach({ channel: OPS, thread: ts }, file)).toMatchObject({
      ok: false,
      fault: { kind: 'unknown' },
    });
  });
});
