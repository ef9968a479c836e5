import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RunNumber } from '../../../src/domain/ids.ts';
import { OPERATOR, OPS } from '../slack/workspace.ts';
import { conversation } from './scene.ts';

let world: Awaited<ReturnType<typeof conversation>>;

beforeEach(async () => {
  world = await conversation({
    users: [
      { id: OPERATOR, name: 'operator' },
      { id: 'U0COLLEAGUE', name: 'colleague' },
      { id: 'U0VISITOR', name: 'visitor', kind: 'guest' },
    ],
  });
});
afterEach(() => world.stop());

const ops = (text: string, user = OPERATOR) => world.slack.command({ user, channel: OPS, text });

describe('who is turned away', () => {
  it.each([
    ['restart registry', 'U0VISITOR', 'guest'],
    ['restart registry', 'U0COLLEAGUE', 'not-in-role'],
    ['freeze all --reason fun', 'U0COLLEAGUE', 'not-in-role'],
    ['unlock registry', 'U0COLLEAGUE', 'not-in-role'],
    ['cancel 7', 'U0COLLEAGUE', 'not-in-role'],
    ['resume 7 happened', 'U0COLLEAGUE', 'not-in-role'],
    ['retry 7', 'U0COLLEAGUE', 'not-in-role'],
    ['audit', 'U0COLLEAGUE', 'not-in-role'],
    ['restart registry --speed 9', OPERATOR, 'bad-value'],
    ['restart regstry', OPERATOR, 'unknown-target'],
    ['freeze production', OPERATOR, 'bad-value'],
    ['unfreeze production', OPERATOR, 'no-hold'],
    ['retry 7', OPERATOR, 'unknown-run'],
  ])('%s, by %s: the audit has the words, who, where from and why (%s)', async (words, user, why) => {
    await ops(words, user);
    expect(world.audit.entries()).toMatchObject([
      {
        kind: 'request',
        actor: { kind: 'slack', team: 'T0TEAM', user },
        origin: { channel: OPS, request: expect.stringMatching(/^command\//) },
        asked: { words },
        outcome: { kind: 'refused', why, said: expect.stringMatching(/\S/) },
      },
    ]);
  });

  it('because something else holds the service, or because nobody confirmed it: the same', async () => {
    for (const answer of [
      { kind: 'held', by: RunNumber.parse(9), operation: 'restart', stoppedBy: [] },
      { kind: 'unconfirmed' },
    ] as const) {
      world.around.answer = answer;
      await ops('restart registry');
    }
    expect(world.audit.entries()).toMatchObject([
      { outcome: { kind: 'refused', why: 'held' } },
      { outcome: { kind: 'refused', why: 'unconfirmed' } },
    ]);
  });
});

describe('what isn’t turned away', () => {
  it('adds nothing here: a read, help, a wrong read, a run that is stored, and the same request again', async () => {
    for (const words of ['status registry', 'help', 'runs --later', 'audit', 'restart registry'])
      await ops(words);
    expect(world.audit.entries()).toEqual([]);
  });
});
