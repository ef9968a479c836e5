import { z } from 'zod';

const word = z.string().optional().catch(undefined);
const named = <T extends z.ZodType>(inner: T) => z.record(z.string(), inner).catch({});

const words = z.array(word).catch([]);
/** A list, or the word `all`, which names nothing. */
const some = z.union([z.literal('all').transform(() => []), z.array(word)]).catch([]);

const Service = z
  .object({ cluster: word, service: word, alarms: z.array(word).catch([]) })
  .catch({ alarms: [] });

const Stack = z
  .object({
    system: word,
    account: word,
    region: word,
    role: word,
    health: named(z.unknown()),
    'critical-alarms': words,
  })
  .catch({ health: {}, 'critical-alarms': [] });

const Window = z
  .object({
    name: word,
    stops: words,
    in: some,
    from: word,
    to: word,
    days: z.array(word).optional().catch(undefined),
    zone: word,
  })
  .catch({ stops: [], in: [] });

const NO_MATCH = { alarms: [], severity: [], in: [] };
const Match = z.object({ alarms: words, severity: words, in: some }).catch(NO_MATCH);

const Route = z
  .object({ for: Match, from: word, to: word, days: z.array(word).optional().catch(undefined), zone: word })
  .catch({ for: NO_MATCH });

const Level = z
  .object({ after: word, for: Match, call: z.array(named(word)).catch([]) })
  .catch({ for: NO_MATCH, call: [] });

const Automatic = z.object({ remedy: word, for: Match }).catch({ for: NO_MATCH });

const NO_ALARMS = {
  topics: [],
  'shared-topics': {},
  queues: [],
  'dead-letter-queues': [],
  critical: [],
  routes: [],
  escalation: [],
  automatic: [],
  synthetic: {},
};

const Alarms = z
  .object({
    topics: words,
    'shared-topics': named(words),
    queues: words,
    'dead-letter-queues': words,
    critical: z.array(Match).catch([]),
    routes: z.array(Route).catch([]),
    escalation: z.array(Level).catch([]),
    automatic: z.array(Automatic).catch([]),
    synthetic: z.object({ stack: word, every: word, within: word }).catch({}),
  })
  .catch(NO_ALARMS);

const Outline = z
  .object({
    mode: word,
    access: z.object({ 'may-start': z.array(word).catch([]) }).catch({ 'may-start': [] }),
    roles: named(z.object({ groups: words, users: words }).catch({ groups: [], users: [] })),
    people: z.array(words).catch([]),
    rules: z.array(z.object({ role: word, may: some, in: some }).catch({ may: [], in: [] })).catch([]),
    approvals: z
      .array(z.object({ for: some, in: some, from: words, at: word }).catch({ for: [], in: [], from: [] }))
      .catch([]),
    reviews: z.array(z.object({ for: some, in: some }).catch({ for: [], in: [] })).catch([]),
    channels: named(z.object({ stack: word }).catch({})),
    systems: named(
      z
        .object({ services: named(Service), 'critical-alarms': words })
        .catch({ services: {}, 'critical-alarms': [] }),
    ),
    stacks: named(Stack),
    windows: z.array(Window).catch([]),
    alarms: Alarms,
    policy: z.object({ 'on-critical-alarm': word }).catch({}),
    limits: named(z.unknown()),
    secrets: z.object({ environment: z.array(word).catch([]) }).catch({ environment: [] }),
    signing: z.object({ 'also-trust': words }).catch({ 'also-trust': [] }),
  })
  .catch({
    secrets: { environment: [] },
    signing: { 'also-trust': [] },
    access: { 'may-start': [] },
    roles: {},
    people: [],
    rules: [],
    approvals: [],
    reviews: [],
    channels: {},
    systems: {},
    stacks: {},
    windows: [],
    alarms: NO_ALARMS,
    policy: {},
    limits: {},
  });
export type Outline = z.infer<typeof Outline>;

/**
 * What can be made out of a file, however wrong the rest of it is: names and references. So that they can be
 * checked, and told, together with the faults of its shape.
 */
export const outlineOf = (value: unknown): Outline => Outline.parse(value);
