import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mayDo } from '../../../../src/domain/guard/may-do.ts';
import { mayStill } from '../../../../src/domain/guard/may-still.ts';
import { placeOf } from '../../../../src/domain/guard/place.ts';
import { standingOf } from '../../../../src/domain/guard/standing.ts';
import type { AccessPolicy } from '../../../../src/domain/people/access.ts';
import type { Catalog } from '../../../../src/domain/target/catalog.ts';
import { ResolvedService } from '../../../../src/domain/target/service.ts';
import { letting } from '../../../support/access.ts';
import { OPERATOR, registry, TEAM } from '../../../support/values.ts';
import { anActor, aPolicy, asked, someMemberships } from './policies.ts';

const staging = ResolvedService.parse({
  ...registry,
  stack: 'stage',
  environment: 'staging',
  account: '444455556666',
});
const catalog: Catalog = { services: [registry, staging], channelStacks: new Map() };
const actor = { kind: 'slack', team: TEAM, user: OPERATOR } as const;
const inStaging = (groups: readonly string[]): AccessPolicy => ({
  team: TEAM,
  mode: 'operate',
  roles: [{ name: 'crew', takes: 'either', groups, users: groups.length === 0 ? [OPERATOR] : [] }],
  rules: [
    { role: 'crew', may: ['restart'], where: { kind: 'places', environments: ['staging'], stacks: [] } },
  ],
  approvals: [],
  reviews: [],
  people: [],
});
const said = (policy: AccessPolicy, target: ResolvedService, more: object = {}): string => {
  const decision = mayStill(policy, catalog, { actor, operation: 'restart', target, ...more }, 'restart');
  return decision.kind === 'yes' ? 'yes' : decision.why;
};

describe('what a worker can tell without Slack', () => {
  it('goes on where a rule lets a group do it, because it can’t see who is in it', () => {
    expect(said(inStaging(['S0CREW']), staging)).toBe('yes');
    expect(said(inStaging([]), staging)).toBe('yes');
  });

  it('stops where nobody may, where only others are listed, in read-only mode, and for another workspace', () => {
    expect(said(inStaging(['S0CREW']), registry)).toBe('no-rule');
    expect(said(letting(['U0OTHER'], { team: TEAM }), staging)).toBe('not-in-role');
    expect(said({ ...inStaging(['S0CREW']), mode: 'read-only' }, staging)).toBe('read-only');
    expect(said({ ...inStaging(['S0CREW']), team: 'T0ELSE' }, staging)).toBe('foreign-team');
  });

  it('stops what nobody asked for: no rule speaks for alarms, schedules or the system', () => {
    for (const nobody of [{ kind: 'system' }, { kind: 'alarm', name: 'cpu-high' }] as const)
      expect(said(letting([OPERATOR], { team: TEAM }), registry, { actor: nobody })).toBe('no-rule');
  });

  it('takes a service for what it is in AWS, whatever the run says of its stack and its environment', () => {
    const dressed = ResolvedService.parse({ ...registry, stack: 'stage', environment: 'staging' });
    expect(said(inStaging(['S0CREW']), dressed)).toBe('no-rule');
    const byRole = ResolvedService.parse({ ...staging, role: 'arn:aws:iam::111122223333:role/wheelhouse' });
    expect(said(inStaging(['S0CREW']), byRole)).toBe('no-rule');
    expect(placeOf(catalog, byRole)).toEqual({ kind: 'elsewhere' });
  });

  it('never stops what the bot would allow, whatever Slack says', () => {
    fc.assert(
      fc.property(aPolicy, anActor, someMemberships, (policy, person, groups) => {
        const wish = { permission: 'restart', place: placeOf(catalog, staging) } as const;
        if (mayDo(policy, standingOf(policy, person, asked(groups)), wish).kind === 'no') return;
        const still = mayStill(
          policy,
          catalog,
          { actor: person, operation: 'restart', target: staging },
          'restart',
        );
        expect(still.kind).toBe('yes');
      }),
    );
  });
});
