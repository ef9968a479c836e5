import type { Redis } from 'ioredis';
import { keysOf } from '../../../../src/jobs/ledger/keys.ts';
import { readable } from '../../../support/story.ts';
import { OPERATOR, registry } from '../../../support/values.ts';
import { waitFor } from '../../../support/wait-for.ts';
import type { TestWorldOptions } from '../../../support/wheelhouse.ts';
import { ALARMS_SECTION, ALERTS, CPU, CRITICAL, ERRORS, MEMORY } from '../../alarm-scene.ts';
import { battlefield, FREEZER, STAGE, STAGER } from '../battlefield.ts';
import { type Bare, type Clicked, ground } from '../ground.ts';

/** May acknowledge and silence in staging alone. */
export const STAGE_ON_CALL = 'U0STAGEONCALL';

/** The battlefield with alarms, which nobody looks at again by themselves: what is told changes by an attack or not at all. */
const alarmField: TestWorldOptions = {
  ...battlefield,
  people: [...(battlefield.people ?? []), { id: STAGE_ON_CALL, name: 'stage-on-call' }],
  alarms: [CPU, MEMORY, ERRORS],
  alarmPace: { period: 10, periods: 1 },
  alarmWay: 'http',
  alarmChannels: [ALERTS, CRITICAL],
  limits: { 'alarm-look-every': '1h', 'alarm-facts-every': '1h' },
  sections: {
    ...battlefield.sections,
    alarms: { ...ALARMS_SECTION, automatic: undefined },
    roles: {
      boss: { users: [OPERATOR] },
      stager: { users: [STAGER] },
      freezer: { users: [FREEZER] },
      'stage-on-call': { users: [STAGE_ON_CALL] },
    },
    rules: [
      { role: 'boss', may: ['restart', 'scale', 'acknowledge', 'silence', 'cancel'], in: 'all' },
      { role: 'stager', may: ['restart', 'cancel'], in: ['staging'] },
      { role: 'freezer', may: ['freeze'], in: ['staging'] },
      { role: 'stage-on-call', may: ['acknowledge', 'silence'], in: ['staging'] },
    ],
  },
};

/** What has happened here before anybody attacks: the rows' numbers are those of these incidents. */
export type AlarmGround = Awaited<ReturnType<typeof alarmGround>>;

/** A1 rings in production, for the second alarm by now; A2 rings in staging; A3 was critical, and is over. */
export async function alarmGround(redis: Redis) {
  const field = await ground(alarmField);
  const { slack } = field.world.sandbox;
  const { board } = field.world.sandbox.cloudwatch(registry.account);
  const seen = (channel: string, pattern: RegExp) =>
    slack.waitFor(() => slack.messages(channel).findLast((root) => pattern.test(readable(root))));
  const errors = board.in(registry.region).find(({ name }) => name === ERRORS);
  // Nobody looks at CloudWatch here: it says itself when this one is over.
  if (errors) board.put({ ...errors, actions: { ...errors.actions, OK: errors.actions.ALARM } });
  board.set(registry.region, CPU, 'ALARM');
  await seen(ALERTS, /\*A1 registry cpu-high\*[\s\S]*tasks run/);
  board.set(registry.region, MEMORY, 'ALARM');
  await seen(ALERTS, /\*A1 prod-us-east-1: 2 alarms\*/);
  board.set('us-west-2', CPU, 'ALARM');
  await seen(ALERTS, new RegExp(`\\*A2 .*${STAGE}[\\s\\S]*tasks run`));
  board.set(registry.region, ERRORS, 'ALARM');
  await seen(CRITICAL, /\*A3 .*critical/);
  board.set(registry.region, ERRORS, 'OK');
  await seen(CRITICAL, /\*A3 .*over after/);
  await allTold(field, redis);
  return {
    ...field,
    seen,
    /** A click on the message of an alarm, with other words than its buttons have. */
    clickAt: (channel: string, name: string, words: string, clicked: Clicked = {}) => {
      const root = slack.messages(channel).find((one) => readable(one).includes(`*${name} `));
      if (!root) throw new Error(`${name} has no message in ${channel}`);
      return field.click(words, {
        ...clicked,
        ts: root.ts,
        over: {
          container: { type: 'message', message_ts: root.ts, channel_id: channel, is_ephemeral: false },
          channel: { id: channel, name: channel.toLowerCase() },
          ...clicked.over,
        },
      });
    },
  };
}

/** Waits until nothing of any alarm is still to be told, and nobody works on news. */
export const allTold = ({ world }: Pick<Bare, 'world'>, redis: Redis): Promise<unknown> => {
  const keys = keysOf(world.redis.keyspace);
  return waitFor(
    async () => (await redis.zcard(keys.incidentNotices)) === 0 && (await redis.xlen(keys.alarms)) === 0,
    { what: 'everything to be told' },
  );
};
