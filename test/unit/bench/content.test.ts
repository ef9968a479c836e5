import { describe, expect, it } from 'vitest';
import { formMaker, typed } from '../../../bench/load/content.ts';
import { people } from '../../../bench/world/config.ts';

const SLACK = 'http://127.0.0.1:4000/api/';

const commandsOf = (form: ReturnType<typeof formMaker>, count: number) =>
  Array.from(
    { length: count },
    (_, n) => new URLSearchParams(form(typed(['help', 'restart svc-0001']), n, SLACK)),
  );

describe('what a load sends', () => {
  it('is commands that the people type in turn', () => {
    const commands = commandsOf(formMaker('run'), 3);
    expect(commands.map((one) => `${one.get('user_id')} ${one.get('command')} ${one.get('text')}`)).toEqual([
      `${people[0]} /ops help`,
      `${people[1]} /ops restart svc-0001`,
      `${people[2]} /ops help`,
    ]);
  });

  it('is never a command twice, also when a load begins again: the bot would know it', () => {
    const form = formMaker('run');
    const triggers = [...commandsOf(form, 5), ...commandsOf(form, 5)].map((one) => one.get('trigger_id'));
    expect(new Set(triggers).size).toBe(10);
  });

  it('is answered to the Slack that it comes from: the bot turns other addresses away', () => {
    const addresses = commandsOf(formMaker('run'), 2).map((one) => one.get('response_url') ?? '');
    expect(addresses.map((address) => new URL(address).origin)).toEqual(Array(2).fill(new URL(SLACK).origin));
  });

  it('is forms as they are, from the first again after the last', () => {
    const form = formMaker('run');
    const content = { kind: 'forms' as const, forms: ['a=1', 'b=2'] };
    expect([0, 1, 2].map((n) => form(content, n, SLACK))).toEqual(['a=1', 'b=2', 'a=1']);
  });
});
