import { describe, expect, it } from 'vitest';
import { answerFigure, latenessFigure } from '../../../bench/measures/answer-figures.ts';
import { askedOfSlack } from '../../../bench/measures/asked-of-slack.ts';
import type { Rounds } from '../../../bench/measures/rounds.ts';

const round = (ms: number[], wrong = 0, late: number[] = [], busy = 0.5) => ({ ms, wrong, late, busy });
const rounds = (subject: string, ...all: ReturnType<typeof round>[]): Rounds => ({
  subject,
  perSecond: 50,
  rounds: all,
});
const asked = (bot: Rounds, bare: Rounds, percent: number) =>
  answerFigure({
    name: 'ack',
    percent,
    goal: { kind: 'at-most', limit: 50 },
    bot,
    beside: { what: 'bare Bolt', rounds: bare },
    busyFrom: 50,
  });

describe('a figure of answers', () => {
  it('is taken over all rounds, and shows how far they are apart', () => {
    const figure = asked(rounds('bot', round([1, 2]), round([30, 40])), rounds('bare', round([1, 3])), 50);
    expect(figure).toMatchObject({ value: 2, yardstick: { what: 'bare Bolt', value: 1 } });
    expect(figure.note).toBe('4 requests, rounds 1 ms to 30 ms, processors 50 % busy');
  });

  it('counts what was not answered as expected as the 3 s after which Slack gives up, and says so', () => {
    const figure = asked(rounds('bot', round([1, 2, 3], 1)), rounds('bare', round([1, 1])), 99);
    expect(figure.value).toBe(3000);
    expect(figure.note).toBe(
      '4 requests, 1 without the expected answer counted as 3 s, rounds 3 s to 3 s, processors 50 % busy',
    );
  });

  it('says how much of the machine was at work while the bot was asked', () => {
    const bot = rounds('bot', round([1], 0, [], 0.9), round([1], 0, [], 0.96));
    expect(asked(bot, rounds('bare', round([1], 0, [], 0.4)), 50).note).toContain('processors 93 % busy');
  });

  it("doesn't blame the bot where the bare app misses the goal too, nor hides what the bare app did wrong", () => {
    const { yardstick, note } = asked(rounds('bot', round([60])), rounds('bare', round([1], 1)), 99);
    expect(yardstick?.value).toBe(3000);
    expect(note).toContain('1 of bare Bolt without the expected answer counted as 3 s');
    expect(note).toContain('the machine is too busy: bare Bolt misses the goal too');
  });
});

it('the lateness of the load is that of all that was sent', () => {
  const all = [rounds('bot', round([], 0, [0.1, 0.2])), rounds('bare', round([], 0, [7]))];
  expect(latenessFigure('late', all)).toMatchObject({
    value: 7,
    note: expect.stringContaining('3 requests'),
  });
});

it('says how often the bot asked Slack who and where people are, and how often in vain', () => {
  const answered = (method: string, status: number, ok: boolean) => ({
    method,
    answer: {
      kind: 'answered' as const,
      status,
      body: ok ? { ok: true as const } : { ok: false as const, error: 'ratelimited' },
    },
  });
  const record = [
    answered('users.list', 200, true),
    answered('users.info', 200, true),
    answered('users.info', 429, false),
    answered('chat.postMessage', 200, true),
  ];
  expect(askedOfSlack(record)).toBe('users.list 1, users.info 2 (1 refused), conversations.info 0');
});
