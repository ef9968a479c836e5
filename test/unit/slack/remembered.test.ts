import { describe, expect, it } from 'vitest';
import { type Heard, type Memory, remembered } from '../../../src/slack/remembered.ts';
import { waitFor } from '../../support/wait-for.ts';

const MEMORY: Memory<string> = { fresh: () => 100, stale: 1000, patience: 50, most: 3 };

/** A memory on a clock of the test's, and somebody who answers when told to. */
function scene(more: Partial<Memory<string>> = {}) {
  let now = 5_000;
  const asked: string[] = [];
  let answer: (id: string) => Promise<Heard<string>> = async (id) => ({
    kind: 'value',
    value: `${id} at ${now}`,
  });
  const memory = remembered({ elapsed: () => now }, { ...MEMORY, ...more }, (id) => {
    asked.push(id);
    return answer(id);
  });
  return {
    memory,
    asked,
    pass: (ms: number) => {
      now += ms;
    },
    answers: (next: typeof answer) => {
      answer = next;
    },
    /** Holds the next answers back until they are given. */
    hold: () => {
      const held: PromiseWithResolvers<Heard<string>>[] = [];
      answer = () => {
        const one = Promise.withResolvers<Heard<string>>();
        held.push(one);
        return one.promise;
      };
      return (at: number, value: string) => held[at]?.resolve({ kind: 'value', value });
    },
  };
}

const nothing = (pause: number) => async (): Promise<Heard<string>> => ({ kind: 'nothing', pause });

describe('what is remembered', () => {
  it('is used without asking while it is fresh, and asked anew afterwards', async () => {
    const { memory, asked, pass } = scene();
    expect(await memory.get('a')).toBe('a at 5000');
    pass(99);
    expect(await memory.get('a')).toBe('a at 5000');
    expect(asked).toEqual(['a']);
    pass(1);
    expect(await memory.get('a')).toBe('a at 5100');
    expect(asked).toEqual(['a', 'a']);
  });

  it('is asked anew each time where the answer itself says that it may change at any moment, and used where there is none', async () => {
    const { memory, asked, answers } = scene({ fresh: (value) => (value.startsWith('a') ? 0 : 100) });
    await memory.get('a');
    await memory.get('a');
    await memory.get('b');
    await memory.get('b');
    expect(asked).toEqual(['a', 'a', 'b']);
    answers(nothing(0));
    expect(await memory.get('a')).toBe('a at 5000');
  });

  it('is used when stale where there is no answer, and not for ever', async () => {
    const { memory, pass, answers } = scene();
    await memory.get('a');
    answers(nothing(0));
    pass(999);
    expect(await memory.get('a')).toBe('a at 5000');
    pass(1);
    expect(await memory.get('a')).toBe('unknown');
  });

  it('is asked once at a time, however many want to know', async () => {
    const { memory, asked, hold } = scene();
    const give = hold();
    const both = Promise.all([memory.get('a'), memory.get('a')]);
    give(0, 'somebody');
    expect(await both).toEqual(['somebody', 'somebody']);
    expect(asked).toEqual(['a']);
  });

  it('is not waited for longer than patience lasts, and remembered when it comes late', async () => {
    const { memory, asked, hold } = scene();
    const give = hold();
    expect(await memory.get('a')).toBe('unknown');
    give(0, 'late');
    await waitFor(async () => (await memory.get('a')) === 'late', { what: 'the late answer' });
    expect(asked).toEqual(['a']);
  });

  it('is not asked for while whoever answers wants to be left alone; what is known is used at once', async () => {
    const { memory, asked, pass, answers } = scene();
    await memory.get('a');
    pass(200);
    answers(nothing(500));
    expect(await memory.get('b')).toBe('unknown');
    expect(await memory.get('b')).toBe('unknown');
    expect(await memory.get('a')).toBe('a at 5000');
    expect(asked).toEqual(['a', 'b']);
    pass(500);
    await memory.get('a');
    expect(asked).toEqual(['a', 'b', 'a']);
  });

  it('is forgotten when told to, together with an answer that is on its way: who waits for it gets the next one', async () => {
    const { memory, asked, hold } = scene({ patience: 5_000 });
    const give = hold();
    const waiting = memory.get('a');
    memory.forget('a');
    give(0, 'from before');
    await waitFor(() => asked.length === 2, { what: 'the second question' });
    give(1, 'from after');
    expect(await waiting).toBe('from after');
    expect(await memory.get('a')).toBe('from after');
    expect(asked).toEqual(['a', 'a']);
  });

  it('is bounded: what was heard longest ago goes first', async () => {
    const { memory, asked } = scene();
    for (const id of ['a', 'b', 'c']) await memory.get(id);
    memory.keep('a', 'heard again');
    await memory.get('d');
    expect(await memory.get('a')).toBe('heard again');
    expect(asked).toEqual(['a', 'b', 'c', 'd']);
    await memory.get('b');
    expect(asked.at(-1)).toBe('b');
    expect(asked).toHaveLength(5);
  });
});
