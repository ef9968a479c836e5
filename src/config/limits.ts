import { z } from 'zod';
import { type DurationMs, days, hours, minutes, seconds } from '../domain/clock.ts';
import { DURATION_HINT, writeDuration } from './duration.ts';
import { duration } from './shape-values.ts';

/** The longest wait that a timer of Node takes: past 2^31 − 1 ms (24.8 days) it fires at once. */
const TIMER = days(24);

/** One row of the table. Durations in milliseconds, both ends included. */
export interface LimitRule {
  readonly name: string;
  readonly standard: DurationMs;
  readonly minimum: DurationMs;
  readonly maximum: DurationMs;
  readonly meaning: string;
}

const row = <const N extends string>(
  name: N,
  standard: DurationMs,
  [minimum, maximum]: readonly [DurationMs, DurationMs],
  meaning: string,
): LimitRule & { readonly name: N } => ({ name, standard, minimum, maximum, meaning });

/**
 * Every interval, lease and limit: name, default, what is allowed, meaning. In the YAML the names are in kebab-case
 * under `limits:`. The minimums leave room for tests that make them short.
 */
export const limitTable = [
  // Slack waits 3 s for an answer (docs, slash commands), so this must end earlier.
  row('accept', 1500, [100, 2500], 'how long a person waits for "stored"'),
  row('clockSkew', minutes(5), [seconds(1), hours(1)], "how far a request's timestamp may be off"),
  row('dedupe', hours(1), [seconds(1), days(30)], 'how long the same request counts as a repetition'),
  row('retention', days(90), [minutes(1), days(3650)], 'how long ended runs and their story are kept'),
  row('auditRetention', days(400), [minutes(1), days(3650)], 'how long entries of the audit are kept'),
  row('auditHeadEvery', minutes(5), [50, hours(24)], "how often the audit's newest place is exported"),
  row('jobLock', seconds(10), [100, hours(1)], "how long a worker's lock on a job lasts unrenewed"),
  row('stalledEvery', seconds(5), [50, hours(1)], 'how often jobs of dead workers are looked for'),
  row('runLease', seconds(60), [100, hours(1)], "how long a worker's claim on a run lasts unrenewed"),
  row('sweepEvery', seconds(5), [50, hours(1)], 'how often due runs without a job are looked for'),
  row(
    'readBack',
    seconds(30),
    [10, hours(1)],
    'how long reads may lag before no trace of an effect is believed',
  ),
  row('rolloutEvery', seconds(10), [10, hours(1)], 'how often a rollout is read'),
  row(
    'rolloutLimit',
    minutes(30),
    [100, TIMER],
    'how long a rollout is followed without progress before Wheelhouse gives up',
  ),
  row(
    'stuckAfter',
    minutes(10),
    [100, TIMER],
    "how long a rollout may make no progress beyond its health checks' grace period before that is said",
  ),
  row(
    'bakeAtMost',
    hours(1),
    [100, hours(6)],
    'how long alarms are watched after a rollout at most, however long they may take to ring',
  ),
  row(
    'countdown',
    minutes(2),
    [100, hours(1)],
    'how long somebody may stop a rollback that begins by itself',
  ),
  row('approval', minutes(30), [100, hours(24)], 'how long an approval may be given and used'),
  row(
    'approvalRemind',
    minutes(10),
    [50, hours(24)],
    'how often those who may approve are reminded; after the first time the glass may be broken',
  ),
  row(
    'reviewRemind',
    hours(24),
    [100, days(30)],
    'how often an open review of a broken glass is reminded of',
  ),
  row('watchLease', seconds(30), [100, hours(1)], 'how long the worker that reads a cluster may be silent'),
  row(
    'historyEvery',
    minutes(1),
    [50, hours(1)],
    'how often the deployments of services are looked at, to be remembered',
  ),
  row('retryFrom', seconds(1), [1, hours(1)], 'the first wait before a failed call is tried again'),
  row('retryTo', seconds(30), [1, hours(1)], 'the longest wait between two tries'),
  row('awsConnect', seconds(3), [10, minutes(10)], 'how long a connection to AWS may take'),
  row('awsRequest', seconds(10), [10, minutes(10)], 'how long an answer of AWS may take'),
  row('healthRequest', seconds(5), [10, minutes(1)], 'how long a health endpoint may take to answer'),
  row('slackRequest', seconds(10), [10, minutes(10)], 'how long an answer of Slack may take'),
  row('notifierLease', seconds(10), [100, hours(1)], 'how long the bot that writes to Slack may be silent'),
  row(
    'alarmLease',
    seconds(10),
    [100, hours(1)],
    'how long the bot that works on alarms may be silent before another does',
  ),
  row('alarmLookEvery', minutes(1), [50, hours(1)], 'how often alarms are compared with CloudWatch'),
  row(
    'alarmFactsEvery',
    minutes(1),
    [50, hours(1)],
    'how often the facts of an alarm that rings are gathered again at most',
  ),
  row('editEvery', 2500, [10, hours(1)], "how often a run's message is edited at most"),
  // Slack's limits: one message a second and channel; 50 calls a minute of a method of tier 3 (docs, rate limits).
  row('slackPostEvery', seconds(1), [1, minutes(1)], 'how often a channel is posted in, after a short burst'),
  row(
    'slackCallEvery',
    1500,
    [1, minutes(1)],
    'how often messages are edited or searched, after a short burst',
  ),
  row('slackRetryFrom', 500, [10, minutes(1)], 'the first wait after Slack gave no clear answer'),
  row('slackRetryTo', seconds(5), [10, minutes(10)], 'the longest wait while Slack gives no clear answer'),
  row('slackRefused', seconds(30), [10, hours(1)], 'how often something that Slack refuses is tried again'),
  // Slack: views.publish is of tier 4, 100 calls a minute (docs, rate limits); opening one's Home needs some of them.
  row('homeEvery', seconds(5), [10, hours(1)], "how often a person's App Home is refreshed at most"),
  row(
    'homeCallEvery',
    seconds(1),
    [1, minutes(1)],
    'how often an App Home is refreshed, after a short burst',
  ),
  row(
    'logsFollow',
    seconds(60),
    [100, minutes(5)],
    'how long `logs --follow` follows a log, unless it is said',
  ),
  row(
    'groupsFor',
    minutes(2),
    [100, minutes(5)],
    'how long it counts who Slack says is in a user group; without a newer answer nobody is',
  ),
  row('lateAfter', seconds(60), [10, hours(24)], 'after how long a message says that it comes late'),
  row('drain', seconds(25), [10, TIMER], 'how long work in hand may go on after SIGTERM'),
] as const;

/** A limit's name in the code. */
export type LimitName = (typeof limitTable)[number]['name'];

/** Every limit, in milliseconds. */
export type Limits = Readonly<Record<LimitName, DurationMs>>;

/** A limit's name in the YAML: `rolloutEvery` is `rollout-every`. */
export const limitKey = (name: LimitName): string => name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`);

const oneLimit = ({ standard, minimum, maximum, meaning }: LimitRule) => {
  const hint = `write ${DURATION_HINT} (default ${writeDuration(standard)}, ${meaning})`;
  return duration(hint, minimum, maximum).optional();
};

/** What `limits:` may hold: any of the table's names, each with a duration within its bounds. */
export const LimitsSection = z.strictObject(
  Object.fromEntries(limitTable.map((rule) => [limitKey(rule.name), oneLimit(rule)])),
);

const AllLimits = z.record(z.enum(limitTable.map(({ name }) => name)), z.number());

/** The given limits with the defaults for the rest. */
export const withDefaults = (given: z.infer<typeof LimitsSection>): Limits =>
  AllLimits.parse(
    Object.fromEntries(limitTable.map(({ name, standard }) => [name, given[limitKey(name)] ?? standard])),
  );

/** What must hold between limits; each names the one to change and says what to write. */
export function limitConflicts(limits: Limits): { readonly name: LimitName; readonly message: string }[] {
  const of = (name: LimitName) => writeDuration(limits[name]);
  const rules: readonly { name: LimitName; holds: boolean; message: string }[] = [
    {
      name: 'stalledEvery',
      holds: limits.stalledEvery < limits.jobLock,
      message: `is ${of('stalledEvery')} and must be shorter than job-lock, which is ${of('jobLock')}: change one`,
    },
    {
      name: 'retryFrom',
      holds: limits.retryFrom <= limits.retryTo,
      message: `is ${of('retryFrom')} and must not be longer than retry-to, which is ${of('retryTo')}: change one`,
    },
    {
      name: 'slackRetryFrom',
      holds: limits.slackRetryFrom <= limits.slackRetryTo,
      message: `is ${of('slackRetryFrom')} and must not be longer than slack-retry-to, which is ${of('slackRetryTo')}: change one`,
    },
    {
      name: 'drain',
      holds: limits.drain < seconds(30),
      message: `is ${of('drain')} and must be shorter than 30s, by which a stopped process has ended: write 29s or less`,
    },
  ];
  return rules.filter(({ holds }) => !holds).map(({ name, message }) => ({ name, message }));
}
