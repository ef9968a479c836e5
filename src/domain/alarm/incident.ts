import { z } from 'zod';
import { RunId, RunNumber } from '../ids.ts';
import { Actor } from '../people/actor.ts';
import { ResolvedService, StackName } from '../target/service.ts';
import { Facts } from './facts.ts';
import { Fingerprint } from './fingerprint.ts';
import { AlarmKind, AlarmState, Severity } from './report.ts';
import { StateChange } from './state-change.ts';

/** An incident's identity for ever: a ULID. */
export const IncidentId = z
  .string()
  .regex(/^[0-9A-HJKMNP-TV-Z]{26}$/)
  .brand<'IncidentId'>();
export type IncidentId = z.infer<typeof IncidentId>;

/** The short number that people say: `A17`. Unique, rising, never used again. */
export const IncidentNumber = z.coerce.number().int().positive().brand<'IncidentNumber'>();
export type IncidentNumber = z.infer<typeof IncidentNumber>;

/** How a person reads an incident's number: `A17`. */
export const incidentName = (number: IncidentNumber): string => `A${number}`;

/** What whoever watches an alarm (CloudWatch, Alertmanager) said of it when it was asked last. */
const Confirmed = z.object({ state: AlarmState, at: z.number() });

/** An alarm as its incident knows it. */
export const IncidentAlarm = z.object({
  fingerprint: Fingerprint,
  type: AlarmKind,
  name: z.string(),
  account: z.string().optional(),
  region: z.string().optional(),
  /** The service that it tells of, where that is known. */
  service: ResolvedService.optional(),
  severity: Severity,
  state: AlarmState,
  /** When it came into its state, by the clock of who said it. */
  at: z.number(),
  /** When it first rang in this incident. */
  openedAt: z.number(),
  /** When it was over last; absent while it isn't: neither where it rings nor where it has no data any more. */
  overAt: z.number().optional(),
  /** How often it began to ring in this incident. */
  times: z.number().int(),
  /** How many changes of its state were heard of in this incident since it first rang, late ones too. */
  changes: z.number().int(),
  /** The newest of them, in their own order, and what was before it first rang. Absent: only what else is said of it here. */
  recent: z.array(StateChange).optional(),
  reason: z.string(),
  condition: z.string().optional(),
  value: z.string().optional(),
  description: z.string().optional(),
  metric: z.string().optional(),
  namespace: z.string().optional(),
  dimensions: z.record(z.string(), z.string()),
  labels: z.record(z.string(), z.string()),
  children: z.array(z.string()).optional(),
  confirmed: Confirmed.optional(),
  /** Until when a silence covers it; absent: none does. */
  silencedUntil: z.number().optional(),
});
export type IncidentAlarm = z.infer<typeof IncidentAlarm>;

/** A remedy that was begun: a run like any other. */
export const Mending = z.object({
  remedy: z.string(),
  fingerprint: Fingerprint,
  run: RunId,
  number: RunNumber,
  by: Actor,
  at: z.number(),
  /** The incident's version in which it was begun: once in each. */
  version: z.number().int(),
  /** How it went: absent while the run goes on. `helped`: the alarm was over within the time that its policy gives. */
  end: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('ended'), at: z.number(), outcome: z.string() }),
      z.object({ kind: z.literal('helped'), at: z.number(), after: z.number() }),
      z.object({ kind: z.literal('no-help'), at: z.number() }),
    ])
    .optional(),
});
export type Mending = z.infer<typeof Mending>;

/** A remedy that begins by itself unless somebody stops it. */
export const Countdown = z.object({
  remedy: z.string(),
  fingerprint: Fingerprint,
  /** When it begins: epoch milliseconds. */
  due: z.number(),
});
export type Countdown = z.infer<typeof Countdown>;

/** What somebody outside is told: that it rings, that somebody in Slack has taken it on, or that it is over. */
export const CallSays = z.enum(['rings', 'taken', 'over']);
export type CallSays = z.infer<typeof CallSays>;

/** A call to somebody outside Slack that isn't answered yet. */
export const PendingCall = z.object({
  call: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('channel'), channel: z.string() }),
    z.object({ kind: z.literal('pagerduty'), key: z.string() }),
    z.object({ kind: z.literal('webhook'), url: z.string() }),
  ]),
  says: CallSays,
  level: z.number().int(),
  /** The same for every try, and for whatever is told of the same call later. */
  key: z.string(),
  tries: z.number().int(),
  /** It was refused as wrong, which was said. */
  refused: z.literal(true).exactOptional(),
  /** When it is tried next. */
  due: z.number(),
});
export type PendingCall = z.infer<typeof PendingCall>;

/** What its thread tells, oldest first. Facts only, which a view puts into words. */
export const IncidentEvent = z.discriminatedUnion('kind', [
  /** These began to ring. */
  z.object({ kind: z.literal('opened'), at: z.number(), alarms: z.array(Fingerprint) }),
  /** Some ring again after all had been over. */
  z.object({ kind: z.literal('reopened'), at: z.number(), alarms: z.array(Fingerprint) }),
  /** What was found out about one of them. */
  z.object({ kind: z.literal('facts'), at: z.number(), fingerprint: Fingerprint, facts: Facts }),
  z.object({ kind: z.literal('acknowledged'), at: z.number(), by: Actor }),
  /** Some of its alarms are silent for a while, and ring on when that is over. */
  z.object({ kind: z.literal('silenced'), at: z.number(), by: Actor, until: z.number(), reason: z.string() }),
  z.object({ kind: z.literal('silence-ended'), at: z.number() }),
  /** Nobody acknowledged it: these were told. */
  z.object({
    kind: z.literal('escalated'),
    at: z.number(),
    level: z.number().int(),
    to: z.array(z.string()),
  }),
  /** Somebody outside Slack couldn't be told something; absent, `says` is that it rings. `again`: it is tried on. */
  z.object({
    kind: z.literal('not-called'),
    at: z.number(),
    who: z.string(),
    says: CallSays.optional(),
    again: z.literal(true).optional(),
    why: z.string(),
  }),
  z.object({ kind: z.literal('mending'), at: z.number(), mending: Mending }),
  z.object({ kind: z.literal('mended'), at: z.number(), mending: Mending }),
  z.object({ kind: z.literal('countdown'), at: z.number(), countdown: Countdown }),
  z.object({ kind: z.literal('countdown-stopped'), at: z.number(), by: Actor, countdown: Countdown }),
  /** Why a remedy of itself didn't begin. */
  z.object({ kind: z.literal('not-begun'), at: z.number(), remedy: z.string(), why: z.string() }),
  /** All are over. */
  z.object({ kind: z.literal('closed'), at: z.number(), lasted: z.number() }),
]);
export type IncidentEvent = z.infer<typeof IncidentEvent>;

/**
 * Alarms that are told of in one message: those of one stack that go to the same channel, or one that no stack has.
 * It is open while any of them isn't over, and opens again, with the same message, when one rings soon after.
 */
export const Incident = z.object({
  id: IncidentId,
  number: IncidentNumber,
  /** What tells it from others that are open (see `incidentKey`). */
  key: z.string(),
  channel: z.string(),
  stack: StackName.optional(),
  environment: ResolvedService.shape.environment.optional(),
  state: z.enum(['open', 'closed']),
  openedAt: z.number(),
  /** When the last of its alarms was over, by the clock of who said so; absent while it is open. */
  closedAt: z.number().optional(),
  alarms: z.array(IncidentAlarm).min(1),
  /** Nobody escalates what somebody has taken on. Ends when it closes, or when something worse begins to ring. */
  acknowledged: z.object({ by: Actor, at: z.number() }).optional(),
  /** Absent once something in it wasn't silenced: until then nothing of it is told, and nobody is called. */
  quiet: z.literal(true).optional(),
  /** How many levels of the escalation have been called. */
  escalated: z.number().int(),
  /** Since when the escalation counts: when it opened, reopened, or got worse. */
  escalatesFrom: z.number(),
  /** What was found out about the worst of its alarms. */
  facts: z.object({ of: Fingerprint, at: z.number(), facts: Facts }).optional(),
  /** The picture of the worst one's metric: Slack's id of the file. */
  picture: z.object({ of: Fingerprint, file: z.string(), at: z.number() }).optional(),
  mendings: z.array(Mending),
  /** Those that began to ring and aren't in its thread yet. */
  joined: z.array(Fingerprint),
  /** Calls that aren't answered yet; and those that were, or may have been, who want to hear how it goes on. */
  calling: z.array(PendingCall),
  called: z.array(PendingCall.pick({ call: true, level: true, key: true })),
  countdown: Countdown.optional(),
  /** The version in which a remedy's countdown was begun last: there is one in each. */
  countedIn: z.number().int().optional(),
  /** Changes whenever which alarms ring changes: buttons of another version are dead. */
  version: z.number().int(),
  events: z.array(IncidentEvent),
  /** Rises with every write. */
  revision: z.number().int(),
});
export type Incident = z.infer<typeof Incident>;
