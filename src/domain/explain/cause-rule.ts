import type { Clue } from './clue.ts';

/** Reads that may help next; each is a verb that changes nothing. */
export type NextRead = 'logs' | 'tasks' | 'status';

/** One cause: how it is known, how it is said, and what helps. */
export interface CauseRule {
  /** Stable, for tests and logs: `image-missing`. */
  readonly cause: string;
  /** Where the sign is looked for. In a log it counts only when tasks fail, too. */
  readonly from: readonly Clue['from'][];
  readonly sign: RegExp;
  /** Counts only where no stopped task says anything: it says that tasks fail, and not why. */
  readonly standsIn?: 'for-tasks';
  /** The cause in one sentence, with a capital and without a full stop. `found` is what the sign found. */
  readonly say: (found: RegExpExecArray) => string;
  /** What a person does about it, in a sentence or two. */
  readonly mend: string;
  readonly next: readonly NextRead[];
  /** Whether the same thing may work when it is simply tried again. */
  readonly again: 'may-work' | 'fails-again';
  /** Whether what ran before may do without it: so it is where what was deployed may be to blame, and not what it needs. */
  readonly back: 'may-help' | 'no-help';
}

type Usual = 'from' | 'next' | 'again' | 'back';
type Rule = Omit<CauseRule, Usual> & Partial<Pick<CauseRule, Usual>>;

/** A rule about stopped tasks and events that fails again, also with what ran before, until somebody mends it, unless told. */
export const rule = (one: Rule): CauseRule => ({
  from: ['task', 'event'],
  next: ['tasks', 'status'],
  again: 'fails-again',
  back: 'no-help',
  ...one,
});

/** An image's name in a text: registry, repository, tag or digest. */
const IMAGE = /[a-z0-9.-]+(?::\d+)?\/[a-z0-9._/-]+(?::[\w.-]*\w)?(?:@sha256:[0-9a-f]{64})?/;

/** What looks like an image's name and is none: a registry's URL, an ARN, a platform. */
const LOOKS_LIKE_ONE = /https?:\/\/\S+|arn:\S+|\b(?:linux|windows)\/[a-z0-9]+(?:\/v\d)?\b/g;

/** ECR's host, which says account and region; the evidence shows it whole. */
const ECR_HOST = /^\d{12}\.dkr\.ecr\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?\//;

/** The image that a sentence of ECS is about, by the whole name that it gives. */
export const imageNamed = (text: string): string | undefined =>
  IMAGE.exec(text.replaceAll(LOOKS_LIKE_ONE, ''))?.[0];

/** The same for a sentence of ours. */
export function imageIn(text: string): string {
  const name = imageNamed(text);
  if (name === undefined) return 'The image';
  return `The image ${brief(name.replace(ECR_HOST, '').replace(DIGEST, '$1…'))}`;
}

/** As much of a digest as tells it from others. */
const DIGEST = /(@sha256:[0-9a-f]{12})[0-9a-f]+/;

/** A name from outside that a sentence can hold: of a long one its end, which tells most. The evidence has it whole. */
export const brief = (name: string): string => (name.length > NAME ? `…${name.slice(1 - NAME)}` : name);

/** So long a name leaves room for the sentence on a phone's first line. */
const NAME = 48;
