import { z } from 'zod';
import { IncidentNumber } from '../alarm/incident.ts';
import { SilenceScope } from '../alarm/silence.ts';
import { Verdict } from '../approval/decision.ts';
import { Subject } from '../approval/subject.ts';
import { Fault } from '../fault/fault.ts';
import { Scope } from '../hold/scope.ts';
import { RunId, StepId } from '../ids.ts';
import { Actor } from '../people/actor.ts';
import { AlarmAct } from '../review/alarm-act.ts';
import { Outcome } from '../run/outcome.ts';
import { Gate } from '../window/gate.ts';

/** Where a request came from: its channel, and its id in the logs. Both are absent for what the system does by itself. */
export const AuditOrigin = z.object({
  channel: z.string().exactOptional(),
  request: z.string().exactOptional(),
});
export type AuditOrigin = z.infer<typeof AuditOrigin>;

/** Every entry says who and from where; when is the chain's to say (audit/chain.ts). */
const common = { actor: Actor, origin: AuditOrigin };

/** What somebody asked for: their words, and what they were taken to mean as far as they were understood. */
const Asked = z.object({
  words: z.string().exactOptional(),
  operation: z.string().exactOptional(),
  version: z.number().exactOptional(),
  /** `stack/service`. */
  target: z.string().exactOptional(),
  /** The service in AWS, whatever it is called in the configuration. */
  thing: z.string().exactOptional(),
  input: z.unknown().optional(),
  reason: z.string().exactOptional(),
});
export type Asked = z.infer<typeof Asked>;

const refused = z.object({
  kind: z.literal('refused'),
  /** One word: `not-in-role`, `bad-value`, `stopped`, … */
  why: z.string(),
  /** What the person read. */
  said: z.string(),
});

/** A request that was to change something, or one that was turned away. */
const RequestEntry = z.object({
  kind: z.literal('request'),
  ...common,
  asked: Asked,
  outcome: z.discriminatedUnion('kind', [z.object({ kind: z.literal('accepted'), run: RunId }), refused]),
});

/** Something that was sent to a run, and that it took. `resume` answers a run that is parked. */
const SignalEntry = z.object({
  kind: z.literal('signal'),
  ...common,
  run: RunId,
  signal: z.enum(['cancel', 'answer', 'resume', 'yield']),
  /** The answer, in its own word. */
  said: z.string().exactOptional(),
});

/** Somebody looked at what was done without an approval, and what they say of it. */
const ReviewEntry = z.object({
  kind: z.literal('review'),
  ...common,
  run: RunId,
  /** What was done without an approval: although it takes one (`glass`), or since it takes none (`alone`). */
  of: z.enum(['glass', 'alone']).exactOptional(),
  note: z.string(),
});

/** Something in the store pretended to come from people, and was ignored: what, by the kinds of what it was. */
const ForgeryEntry = z.object({
  kind: z.literal('forgery'),
  ...common,
  run: RunId,
  what: z.array(z.string()),
});

/** A run went on without the consent that it takes, by what wasn't Wheelhouse's doing: how. */
const UnapprovedEntry = z.object({
  kind: z.literal('unapproved'),
  ...common,
  run: RunId,
  how: z.string(),
});

/** What somebody decided on what a run was about to do. */
const DecisionEntry = z.object({
  kind: z.literal('decision'),
  ...common,
  run: RunId,
  subject: Subject,
  verdict: Verdict,
  reason: z.string().exactOptional(),
});

/**
 * An outside effect. `begun` stands before the call is made; each is followed by one of the others, or by nothing but
 * the end of its run where nobody found out. `requests` are AWS's ids of the calls, where an answer told them.
 */
const EffectEntry = z.object({
  kind: z.literal('effect'),
  ...common,
  run: RunId,
  step: StepId,
  /** `ecs:UpdateService`. */
  call: z.string().exactOptional(),
  outcome: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('begun'), intent: z.unknown() }),
    /** `read-back`: nobody heard the answer, and what runs shows it. */
    z.object({
      kind: z.literal('happened'),
      found: z.enum(['answer', 'read-back']),
      effect: z.string(),
      requests: z.array(z.string()),
    }),
    z.object({ kind: z.literal('failed'), fault: Fault }),
    /** It may have happened: it is read back next. */
    z.object({ kind: z.literal('unclear'), fault: Fault }),
    /** A worker died in between, and no trace of a call has appeared since. */
    z.object({ kind: z.literal('no-trace') }),
    z.object({ kind: z.literal('not-sent') }),
  ]),
});

const HoldEntry = z.object({
  kind: z.literal('hold'),
  ...common,
  hold: z.enum(['freeze', 'lock']),
  scope: Scope,
  outcome: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('placed'), reason: z.string(), until: z.number().exactOptional() }),
    z.object({ kind: z.literal('lifted') }),
  ]),
});

/** Somebody let changes go past a window, or past critical alarms that ring, for a while. */
const PassEntry = z.object({
  kind: z.literal('pass'),
  ...common,
  gate: Gate,
  outcome: z.object({ kind: z.literal('given'), reason: z.string(), until: z.number() }),
});

/** What was done about alarms, besides runs, which have entries of their own. */
const AlarmEntry = z.object({
  kind: z.literal('alarm'),
  ...common,
  /** The incident that it was about; absent for what is about none. */
  incident: IncidentNumber.exactOptional(),
  outcome: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('acknowledged') }),
    z.object({
      kind: z.literal('silenced'),
      scope: SilenceScope,
      until: z.number(),
      reason: z.string(),
    }),
    z.object({ kind: z.literal('silence-lifted'), scope: SilenceScope }),
    /** Nobody had acknowledged it: these were called. */
    z.object({ kind: z.literal('escalated'), level: z.number(), to: z.array(z.string()) }),
    /** Somebody stopped a remedy that would have begun by itself. */
    z.object({ kind: z.literal('countdown-stopped'), remedy: z.string() }),
    z.object({ kind: z.literal('not-begun'), remedy: z.string(), why: z.string() }),
    /** Somebody looked at what another had done, and what they say of it. */
    z.object({
      kind: z.literal('reviewed'),
      act: AlarmAct,
      /** What it was done to, as people call it; by whom, and when. */
      name: z.string(),
      by: Actor,
      at: z.number(),
      note: z.string(),
    }),
  ]),
});

const EndEntry = z.object({ kind: z.literal('end'), ...common, run: RunId, outcome: Outcome });

/** A part of the configuration that gives or takes authority, before and after; absent: it wasn't there. */
export const PolicyChange = z.object({
  path: z.string(),
  before: z.string().exactOptional(),
  after: z.string().exactOptional(),
});
export type PolicyChange = z.infer<typeof PolicyChange>;

/** A process began to work under a policy. `digest` tells policies apart. */
const PolicyEntry = z.object({
  kind: z.literal('policy'),
  ...common,
  outcome: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('loaded'), digest: z.string() }),
    z.object({ kind: z.literal('changed'), digest: z.string(), changes: z.array(PolicyChange) }),
  ]),
});

/** Retention took the entries up to this one off, from the oldest side. */
const CutEntry = z.object({ kind: z.literal('cut'), ...common, upTo: z.number() });

/** The chain was broken, and begins anew here: somebody at the command line has seen it and says why it goes on. */
const RepairEntry = z.object({
  kind: z.literal('repair'),
  ...common,
  /** The user of the operating system and the machine; nobody has proved it. */
  by: z.string(),
  reason: z.string(),
  /** What was wrong, in words. */
  found: z.string(),
  /** SHA-256 of the file to which all that was there was written. */
  digest: z.string(),
});

/** One thing that happened, for whoever asks later who did what. */
export const AuditEntry = z.discriminatedUnion('kind', [
  RequestEntry,
  SignalEntry,
  DecisionEntry,
  ReviewEntry,
  ForgeryEntry,
  UnapprovedEntry,
  EffectEntry,
  HoldEntry,
  PassEntry,
  AlarmEntry,
  EndEntry,
  PolicyEntry,
  CutEntry,
  RepairEntry,
]);
export type AuditEntry = z.infer<typeof AuditEntry>;
/** The entry of a kind. */
export type AuditEntryOf<K extends AuditEntry['kind']> = Extract<AuditEntry, { readonly kind: K }>;
