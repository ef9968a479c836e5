import { z } from 'zod';
import { hours } from '../domain/clock.ts';
import { DURATION_HINT } from './duration.ts';
import { account, allOr, channelId, choice, duration, text } from './shape-values.ts';

/** A list of alarms' parts that must not be empty. */
const some = <T extends z.ZodType>(one: T, write: string) =>
  z.array(one).min(1, `is empty: write ${write}, or take it out`);

// Amazon SNS API reference, CreateTopic: 1 to 256 letters, digits, hyphens and underscores; a FIFO topic's ends in .fifo.
const TOPIC = "an SNS topic's ARN, such as arn:aws:sns:us-east-1:111122223333:alarms";
const topic = text(/^arn:aws(-[a-z]+)*:sns:[a-z\d-]+:\d{12}:[\w-]{1,256}(\.fifo)?$/, TOPIC);

// Amazon SQS Developer Guide, "Amazon SQS queue and message identifiers".
const queue = text(
  /^https:\/\/sqs\.[a-z\d-]+\.amazonaws\.com(\.cn)?\/\d{12}\/[\w-]{1,80}(\.fifo)?$/,
  "an SQS queue's address, such as https://sqs.us-east-1.amazonaws.com/111122223333/alarms",
);

/**
 * Capitals, and not 32 letters and digits in a row: whoever writes a routing key of PagerDuty here doesn't read it again
 * in the complaint that no such variable is set.
 */
const variable = text(
  /^(?![A-Z\d]{32}$)[A-Z][A-Z\d_]*$/,
  'the name of an environment variable in capitals, such as PAGERDUTY_ROUTING_KEY: what it holds is secret and stands there',
);

const pattern = text(
  /^(?!arn:).{1,255}$/,
  'the name of an alarm, in which * stands for anything, not its ARN',
);

const What = {
  alarms: some(pattern, 'names, such as ["*-cpu-high"]').optional(),
  in: allOr('[production]').optional(),
  labels: z
    .record(z.string(), text(/./, "the label's value"))
    .refine((all) => Object.keys(all).length > 0, 'is empty: write labels and their values, or take it out')
    .optional(),
};

const severity = some(choice(['critical', 'warning']), '[critical]').optional();

const isSaid = (match: object): boolean => Object.keys(match).length > 0;

const Match = z
  .strictObject({ ...What, severity })
  .refine(isSaid, 'is empty: write alarms, severity, in or labels, or take it out');

const Critical = z
  .strictObject(What)
  .refine(isSaid, 'is empty: write which alarms are critical, with alarms, in or labels');

const TIMES = {
  from: text(/./, 'when it begins, such as Fri 16:00, or for every day "22:00"').optional(),
  to: text(/./, 'when it ends, such as Mon 08:00, or for every day "06:00"').optional(),
  days: some(z.string(), 'days, such as [Mon, Tue]').optional(),
  zone: text(/./, 'its time zone, such as Europe/Berlin, or UTC').optional(),
};

const Route = z
  .strictObject({ for: Match.optional(), ...TIMES, channel: channelId })
  .refine(
    ({ channel: _, ...when }) => isSaid(when),
    'is for every alarm at every time: write for, or from and to, or make it the channel of all',
  );

const Call = z
  .strictObject({
    group: text(/^S[A-Z0-9]+$/, "a user group's Slack id, such as S0ONCALL").optional(),
    channel: channelId.optional(),
    pagerduty: variable.optional(),
    webhook: variable.optional(),
  })
  .refine(
    (call) => Object.keys(call).length === 1,
    'calls nobody, or two: write one of group, channel, pagerduty and webhook, and others as calls of their own',
  );

const every = (what: string) => duration(`write ${DURATION_HINT} (${what})`, 100, hours(24));

const Level = z.strictObject({
  after: every('how long after the incident began'),
  for: Match.optional(),
  call: z.array(Call).min(1, 'is empty: write whom it calls, such as [{ group: S0ONCALL }]'),
});

const AT_MOST = 'write how often it may begin in 24 hours for each service, such as 3, without quotes';

const Automatic = z.strictObject({
  remedy: text(/./, 'a remedy, such as restart'),
  // What begins by itself says where.
  for: z.strictObject({ ...What, severity, in: allOr('[staging]') }),
  countdown: duration(`write ${DURATION_HINT} (how long it may be stopped)`, 100, hours(1)),
  'at-most': z.int(AT_MOST).min(1, AT_MOST).max(100, AT_MOST),
});

/** What the YAML may say of alarms: its shape. Names, and what must fit together, are checked apart. */
export const AlarmsSection = z.strictObject({
  channel: channelId,
  topics: some(topic, 'the ARNs of SNS topics').optional(),
  'shared-topics': z
    .record(z.string(), some(account, 'the accounts whose alarms it tells of, such as ["444455556666"]'))
    .superRefine((all, found) => {
      for (const key of Object.keys(all))
        if (!topic.safeParse(key).success)
          found.addIssue({ code: 'custom', path: [key], message: `isn't a topic: write ${TOPIC}` });
    })
    .refine((all) => Object.keys(all).length > 0, 'is empty: write topics and accounts, or take it out')
    .optional(),
  queues: some(queue, 'the addresses of SQS queues').optional(),
  'dead-letter-queues': some(queue, 'the addresses of SQS queues').optional(),
  critical: some(Critical, 'which alarms are critical').optional(),
  routes: some(Route, 'routes').optional(),
  escalation: some(Level, 'who is called when').optional(),
  automatic: some(Automatic, 'remedies that begin by themselves').optional(),
  alertmanagers: some(
    z.strictObject({ url: variable, token: variable.optional() }),
    'whom to ask, such as [{ url: ALERTMANAGER_URL }]',
  ).optional(),
  heartbeat: z.strictObject({ url: variable, every: every('how often it is called') }).optional(),
  synthetic: z
    .strictObject({
      stack: text(/./, 'the name of one of the stacks'),
      alarm: text(/^(?!arn:)[^*]{1,255}$/, 'the name of a CloudWatch alarm that is there for this alone'),
      every: every('how often it is made ring'),
      within: every('how long the way may take'),
    })
    .optional(),
});
