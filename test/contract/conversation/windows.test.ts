import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StackName } from '../../../src/domain/target/service.ts';
import { gateName } from '../../../src/domain/window/gate.ts';
import { WEEKDAYS } from '../../../src/domain/window/window.ts';
import { deploy } from '../../../src/jobs/operations/deploy.ts';
import { restart } from '../../../src/jobs/operations/restart.ts';
import { rollback } from '../../../src/jobs/operations/rollback.ts';
import { scale } from '../../../src/jobs/operations/scale.ts';
import { letting } from '../../support/access.ts';
import { always, noGates, weekend } from '../../support/gates.ts';
import { readable } from '../../support/story.ts';
import { BOT, OPERATOR, OPS } from '../slack/workspace.ts';
import { conversation } from './scene.ts';

let world: Awaited<ReturnType<typeof conversation>>;

beforeEach(async () => {
  world = await conversation();
  world.around.operations = [deploy.spec, restart.spec, rollback.spec, scale.spec];
  world.around.gates = { ...noGates, windows: [always] };
});
afterEach(() => world.stop());

const ops = (text: string) => world.slack.command({ user: OPERATOR, channel: OPS, text });
const everybody = (): string[] =>
  world.slack
    .messages(OPS)
    .filter(({ user }) => user === BOT)
    .map(readable);
const told = (): string => world.seen.whispers().at(-1) ?? '';
const started = (): string[] => world.asked.map(({ request }) => request.operation);
const passes = async (): Promise<string[]> =>
  (await world.passes.all()).map(({ gate, reason }) => `${gateName(gate)}: ${reason}`);
const stack = StackName.parse('staging-us-east-1');

/** A window on a day that is neither today nor tomorrow. */
const later = () => {
  const day = WEEKDAYS[(new Date().getUTCDay() + 2) % 7] ?? 'Mon';
  return { ...always, name: 'later', recurs: { ...always.recurs, days: [day] } };
};

describe('a window that stands', () => {
  it('refuses a deploy with its name, until when and why, and with what lifts it', async () => {
    await ops('deploy registry --image v2');
    expect(told()).toMatch(
      /^:no_entry: Nothing was started: the window \*always\* stands until <!date\^\d+\^.* UTC>: “stocktaking &lt;now&gt;”\.\nTo lift that: `\/ops unfreeze window always --reason "…"`\.$/,
    );
    expect(started()).toEqual([]);
    expect(world.audit.entries().at(-1)).toMatchObject({
      kind: 'request',
      outcome: { kind: 'refused', why: 'stopped' },
    });
  });

  it('lets restart, rollback and scale through unless it names them', async () => {
    for (const words of ['restart registry', 'rollback registry', 'scale registry 3']) await ops(words);
    expect(started()).toEqual(['restart', 'rollback', 'scale']);
    world.around.gates = { ...noGates, windows: [{ ...always, stops: ['scale'] }] };
    await ops('scale registry 4');
    expect(told()).toContain('the window *always* stands');
    expect(started()).toHaveLength(3);
  });

  it('is told beside a freeze, so that nobody lifts one to find the other', async () => {
    await ops('freeze staging --reason incident');
    await ops('deploy registry --image v2');
    expect(told()).toMatch(/the window \*always\* stands until .*; \*staging\* is frozen until .*“incident”/);
    expect(told()).toContain('`/ops unfreeze window always --reason "…"` and `/ops unfreeze staging`');
  });

  it('refuses in a form too, which stays open', async () => {
    await ops('deploy');
    const typed = 'staging-us-east-1/registry';
    await world.slack.suggest({ user: OPERATOR, in: 'modal', actionId: 'suggest/service', typed });
    await world.slack.fill({ user: OPERATOR, values: { target: typed } });
    await world.slack.submit({ user: OPERATOR });
    expect(world.seen.modal()?.reads).toContain('the window *always* stands');
    expect(started()).toEqual([]);
  });

  it('is lifted for an hour, told to everybody; deploys go through then', async () => {
    const before = Date.now();
    await ops('unfreeze window always --reason "the fix for #12"');
    expect(everybody()).toHaveLength(1);
    expect(everybody()[0]).toMatch(
      /^:unlock: The window \*always\* is lifted until <!date.* UTC> by <@U0OPERATOR>: “the fix for #12”\nChanges that only it stopped go through until then; freezes and locks stand\./,
    );
    const [pass] = await world.passes.all();
    expect((pass?.until ?? 0) - before).toBeGreaterThanOrEqual(3_600_000);
    expect((pass?.until ?? 0) - before).toBeLessThan(3_660_000);
    await ops('deploy registry --image v2');
    expect(started()).toEqual(['deploy']);
  });

  it('stops deploys again when the store doesn’t say whether it is lifted', async () => {
    await ops('unfreeze window always --reason fix');
    Object.assign(world.passes, { all: () => Promise.reject(new Error('Redis is away')) });
    await ops('deploy registry --image v2');
    expect(told()).toContain('Not confirmed');
    expect(started()).toEqual([]);
  });

  it('is lifted by those alone who may unfreeze everywhere that it is', async () => {
    const access = letting([], { team: 'T0TEAM' });
    const crew = { name: 'crew', takes: 'either', groups: [], users: [OPERATOR] } as const;
    const where = { kind: 'places', environments: ['production'], stacks: [] } as const;
    world.around.access = {
      ...access,
      mode: 'operate',
      roles: [crew],
      rules: [{ role: 'crew', may: ['unfreeze'], where }],
    };
    await ops('unfreeze window always --reason fix');
    expect(told()).toContain('Nobody may `unfreeze` everywhere');
    expect([await passes(), everybody()]).toEqual([[], []]);
    world.around.gates = { ...noGates, windows: [{ ...always, where }] };
    await ops('unfreeze window always --reason fix');
    expect(await passes()).toEqual(['window always: fix']);
  });

  it('is shown by `locks` and `status`, with what lifts it and what comes next', async () => {
    world.around.gates = { ...noGates, windows: [always, later()] };
    await ops('locks');
    expect(told()).toMatch(/:calendar: The window \*always\* stops deploy \*everywhere\* until <!date/);
    expect(told()).toMatch(
      /:calendar: Next is the window \*later\*: it stops deploy \*everywhere\* from <!date/,
    );
    await ops('status registry');
    await world.slack.waitFor(() => /:calendar: The window \*always\* stands until/.test(told()));
    await ops('unfreeze window always --reason fix');
    await ops('locks');
    expect(told()).toMatch(/:unlock: The window \*always\* is lifted until .* by <@U0OPERATOR>: “fix”/);
  });

  it.each([
    ['unfreeze window always', '`--reason`: Say why: everybody reads it'],
    ['unfreeze window --reason fix', 'Say which and why: `/ops unfreeze window NAME --reason "…"`'],
    [
      'unfreeze window alwyas --reason fix',
      'The configuration has no window `alwyas`. Did you mean `always`?',
    ],
    [
      'unfreeze window christmas --reason fix',
      'The configuration has no window `christmas`. It has `always` or `later`.',
    ],
    ['unfreeze window later --reason fix', "The window *later* doesn't stand now, and not before"],
    ['unfreeze window always --reason fix --until 8d', '`--until`: A pass lasts 7 days at most.'],
    [
      'unfreeze alarms production --reason fix',
      'The configuration has no critical alarms for a stack `production`.',
    ],
  ])(
    'is not lifted by "%s": the person reads what to do, nobody else reads anything',
    async (words, said) => {
      world.around.gates = { ...noGates, windows: [always, later()] };
      await ops(words);
      expect(told()).toContain(said);
      expect([await passes(), everybody()]).toEqual([[], []]);
    },
  );

  it('may be lifted before it begins, for a time in which it stands', async () => {
    world.around.gates = { ...noGates, windows: [later()] };
    await ops('unfreeze window later --reason release --until 3d');
    expect(await passes()).toEqual(['window later: release']);
  });
});

describe('the stop by critical alarms', () => {
  it('is lifted for a stack by its name, told to everybody', async () => {
    world.around.gates = { windows: [], criticalAlarms: [{ name: stack, alarms: ['5xx'] }] };
    await ops('unfreeze alarms staging-us-east-1 --reason "this deploy mends it" --until 30m');
    expect(everybody()[0]).toMatch(
      /^:unlock: The stop by critical alarms of \*staging-us-east-1\* is lifted until .* by <@U0OPERATOR>: “this deploy mends it”/,
    );
    expect(await passes()).toEqual(['alarms staging-us-east-1: this deploy mends it']);
  });
});

it('a window that doesn’t stand, or is of another place, refuses nothing', async () => {
  const where = { kind: 'places', environments: ['production'], stacks: [] } as const;
  world.around.gates = { ...noGates, windows: [later(), { ...always, where }, { ...weekend, where }] };
  await ops('deploy registry --image v2');
  expect(started()).toEqual(['deploy']);
});
