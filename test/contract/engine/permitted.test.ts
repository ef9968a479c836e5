import { describe, expect, it } from 'vitest';
import type { AccessPolicy } from '../../../src/domain/people/access.ts';
import { ResolvedService } from '../../../src/domain/target/service.ts';
import { letting } from '../../support/access.ts';
import { OPERATOR, registry, TEAM } from '../../support/values.ts';
import { mortalEngine as engine } from './mortal-engine.ts';

/** Lets the members of a group restart in one environment. */
const groupIn = (environment: 'production' | 'staging'): AccessPolicy => ({
  team: TEAM,
  mode: 'operate',
  roles: [{ name: 'crew', takes: 'either', groups: ['S0CREW'], users: [] }],
  rules: [
    { role: 'crew', may: ['restart'], where: { kind: 'places', environments: [environment], stacks: [] } },
  ],
  approvals: [],
  reviews: [],
  people: [],
});

const withdrawn = {
  kind: 'rejected',
  reason:
    "Wheelhouse's configuration doesn't allow this any more for who asked for it, so it didn't ask ECS for new tasks. Nothing was changed.",
};

describe('a worker asks its own copy of the policy before an effect', () => {
  it.each([
    ['the person is no longer listed', letting(['U0OTHER'], { team: TEAM })],
    ['there is no rule any more', { ...letting([OPERATOR], { team: TEAM }), rules: [] }],
    ['a rule lets a group do it, in another environment', groupIn('staging')],
  ])('and begins nothing where %s', async (_, access) => {
    const { grant, untilOver, made, ends } = engine();
    grant(access);
    await untilOver();
    expect(made()).toBe(0);
    expect(ends()).toMatchObject([{ outcome: withdrawn }]);
  });

  it('and goes on where a group may do it, since it can’t ask Slack who is in that', async () => {
    const { grant, untilOver, ends } = engine();
    grant(groupIn('production'));
    await untilOver();
    expect(ends()).toMatchObject([{ outcome: { kind: 'succeeded' } }]);
  });

  it.each([
    ['of nobody', { actor: { kind: 'system' } }],
    ['of another workspace', { actor: { kind: 'slack', team: 'T0ELSE', user: OPERATOR } }],
  ] as const)('and begins no run %s that was written into the store', async (_, forged) => {
    const { untilOver, made, ends } = engine({}, forged);
    await untilOver();
    expect(made()).toBe(0);
    expect(ends()).toMatchObject([{ outcome: withdrawn }]);
  });

  it('and isn’t taken in by a production service that a stored run calls staging', async () => {
    const dressed = ResolvedService.parse({ ...registry, stack: 'stage', environment: 'staging' });
    const { grant, untilOver, made, ends } = engine({}, { target: dressed });
    grant(groupIn('staging'));
    await untilOver();
    expect(made()).toBe(0);
    expect(ends()).toMatchObject([{ outcome: withdrawn }]);
  });

  it('and what has changed something that runs is followed to its end', async () => {
    const { grant, turn, untilOver, made, ends } = engine();
    while (made() === 0) await turn();
    grant(letting([], { team: TEAM }));
    await untilOver();
    expect(made()).toBe(1);
    expect(ends()).toMatchObject([{ outcome: { kind: 'succeeded' } }]);
  });
});
