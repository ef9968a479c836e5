import { describe, expect, test } from 'vitest';
import { type AlarmSubject, incidentSubject } from '../../../../src/domain/review/alarm-subject.ts';
import type { ReviewRule } from '../../../../src/domain/review/review-rule.ts';
import { toReview } from '../../../../src/domain/review/to-review.ts';
import type { Catalog } from '../../../../src/domain/target/catalog.ts';
import { lockName, StackName } from '../../../../src/domain/target/service.ts';
import { heardOf, incidentOf, NIGHT, reportOf } from '../../../support/alarms.ts';
import { registry } from '../../../support/values.ts';

const staging = {
  ...registry,
  stack: StackName.parse('stage'),
  environment: 'staging',
  region: 'eu-west-1',
} as const;
const catalog = (changesChannel?: string): Catalog => ({
  services: [{ ...registry, changesChannel }, staging],
  channelStacks: new Map(),
});
const by = { kind: 'slack', team: 'T', user: 'U1' } as const;
const doing = (subject: AlarmSubject) => ({
  act: 'acknowledge' as const,
  ...{ subject, by, at: 5, request: 'command/1', channel: 'C0ALERTS' },
});
const rule = (changes: ReviewRule['changes'], environment: 'production' | 'staging'): ReviewRule => ({
  changes,
  where: { kind: 'places', environments: [environment], stacks: [] },
});
const service: AlarmSubject = { kind: 'service', thing: lockName(registry), name: 'prod/registry' };
const stack: AlarmSubject = { kind: 'stack', name: 'stage' };
const ours = incidentSubject(incidentOf());
const stray = incidentSubject(
  incidentOf(heardOf(reportOf('ALARM', NIGHT, { name: 'stray' }), { service: undefined, stack: undefined })),
);

describe('what is done about an alarm', () => {
  test.each<[string, ReviewRule[], AlarmSubject, boolean]>([
    ['opens a review where the policy says so', [rule(['acknowledge'], 'production')], ours, true],
    ['of a service, too', [rule(['acknowledge'], 'production')], service, true],
    ['where all is reviewed', [rule('all', 'staging')], stack, true],
    ['none of another kind', [rule(['silence', 'restart'], 'production')], ours, false],
    ['none elsewhere', [rule(['acknowledge'], 'staging')], ours, false],
    ['none of another stack', [rule(['acknowledge'], 'production')], stack, false],
    ['none without a rule', [], ours, false],
    [
      'of no stack that is known, where it is reviewed anywhere',
      [rule(['acknowledge'], 'staging')],
      stray,
      true,
    ],
    ['of no stack, none where it is reviewed nowhere', [rule(['restart'], 'staging')], stray, false],
  ])('%s', (_, reviews, subject, isOpened) => {
    expect(toReview({ reviews }, catalog(), doing(subject)) !== undefined).toBe(isOpened);
  });

  test('is one for each request to silence, tried twice or not; and another one each time that a button acknowledges', () => {
    const policy = { reviews: [rule(['acknowledge', 'silence'], 'production')] };
    const idsOf = (act: 'acknowledge' | 'silence') =>
      [5, 6].map((at) => toReview(policy, catalog(), { ...doing(ours), act, at })?.id);
    expect(idsOf('silence')).toEqual(['silence/command/1', 'silence/command/1']);
    expect(idsOf('acknowledge')).toEqual(['acknowledge/command/1/5', 'acknowledge/command/1/6']);
  });

  test('is told in the changes channel, or where it is told itself', () => {
    const policy = { reviews: [rule(['acknowledge'], 'production')] };
    const expected = { id: 'acknowledge/command/1/5', subject: ours, by, at: 5 };
    expect(toReview(policy, catalog(), doing(ours))).toEqual({ ...expected, channel: 'C0ALERTS' });
    expect(toReview(policy, catalog('C0CHANGES'), doing(ours))).toEqual({
      ...expected,
      channel: 'C0CHANGES',
    });
  });

  test('names an incident by its worst alarm as people call it', () => {
    expect(ours).toEqual({
      kind: 'incident',
      ...{ number: 17, stack: 'prod-us-east-1', alarm: 'registry cpu-high', alarms: 1 },
    });
    expect(stray).toEqual({ kind: 'incident', number: 17, alarm: 'stray', alarms: 1 });
  });
});
