import type { EpochMs } from '../../domain/clock.ts';
import type { NextRead } from '../../domain/explain/cause-rule.ts';
import type { Clue } from '../../domain/explain/clue.ts';
import type { Explanation } from '../../domain/explain/explain.ts';
import { shortDigest } from '../../domain/image/image.ts';
import type { NewestTags } from '../../domain/image/newest-tags.ts';
import type { ImageCandidate } from '../../domain/rollback/candidates.ts';
import { type ResolvedService, targetName } from '../../domain/target/service.ts';
import { buttonRow, type WordsButton } from '../button.ts';
import { code, inert, label, short } from '../inert.ts';
import { context, type Message, section } from '../message.ts';
import { ago, clockTime, dayTimeAgo } from '../mrkdwn.ts';

/** A service, why it is as it is, and what couldn't be looked at. */
export interface ServiceExplained {
  readonly target: ResolvedService;
  readonly explanation: Explanation;
  readonly running: { readonly running: number; readonly desired: number };
  readonly unread: readonly string[];
  /** The image that a rollback brings back; present where that is the safe next step. */
  readonly before?: ImageCandidate;
  /** What could be deployed instead; present where the image is to blame. */
  readonly tags?: NewestTags;
  readonly at: EpochMs;
}

/** The first line is what a phone shows of a notification: so long at most, the service's name included. */
const FIRST_LINE = 150;
/** Beside however long a name a sentence keeps this much. */
const SENTENCE = 60;
const CLUE = 280;
/** So long a tag and a button's text are at most. */
const LABEL = 30;

/** One sentence that says why, what helps, and what was seen; the first line alone is enough. */
export function explanationMessage(explained: ServiceExplained): Message {
  const { target, explanation, unread, before, tags, at } = explained;
  const { evidence, mend, next } = explanation;
  const [first, ...more] = sentencesOf(explained);
  const lines = [
    `${iconOf(explanation)} *${targetName(target)}* ${first}`,
    ...more,
    ...(mend === undefined ? [] : [`What helps: ${inert(mend)}`]),
    ...(before === undefined ? [] : [beforeLine(before)]),
    ...(tags === undefined ? [] : tagsLines(tags)),
  ];
  const seen = [...evidence.map(clueLine), ...unread.map((why) => `:grey_question: ${short(why, CLUE)}`)];
  return {
    text: [`${targetName(target)} ${first}`, ...more].join('\n'),
    blocks: [
      section(lines.join('\n')),
      ...(seen.length > 0 ? [section(['What was seen:', ...seen].join('\n'))] : []),
      context(`Read from ECS and the log at ${clockTime(at)} · ${target.environment} · ${target.region}`),
      ...buttonRow([
        ...(before === undefined ? [] : [backButton(target, before)]),
        ...(tags?.kind === 'read' && tags.thereNow ? [deployButton(target, tags.thereNow.said)] : []),
        ...next.map((read) => nextButton(read, target)),
      ]),
    ],
  };
}

function iconOf({ kind, standing }: Explanation): string {
  if (kind === 'noted') return ':large_yellow_circle:';
  if (standing === 'well') return ':large_green_circle:';
  if (kind === 'unknown') return ':grey_question:';
  if (kind === 'known') return ':warning:';
  return standing === 'rolling' ? ':large_blue_circle:' : ':white_circle:';
}

/** The first line after the service's name, and the second where there is one. */
function sentencesOf({
  target,
  explanation,
  running: { running, desired },
}: ServiceExplained): [string, ...string[]] {
  const { kind, standing, sentence, tasks, evidence } = explanation;
  const times = tasks === 0 ? '' : ` · ${tasks} ${tasks === 1 ? 'task' : 'tasks'} stopped`;
  const fits = (before: string): string => {
    const taken = `${targetName(target)} ${before}${times}`.length;
    return `${before}${short(sentence, Math.max(SENTENCE, FIRST_LINE - taken))}${times}`;
  };
  if (kind === 'noted') return [fits(`runs: ${running} of ${desired} tasks. `)];
  if (kind === 'none') return [fits(standing === 'well' ? 'is well. ' : '')];
  if (standing !== 'well') return [fits('fails. ')];
  const last = timeOf(evidence);
  const when = last === undefined ? '' : `, ${dayTimeAgo(last)}`;
  return [
    `is well now: ${running} of ${desired} tasks running`,
    `Its last trouble${when}: ${short(sentence, FIRST_LINE)}${times}`,
  ];
}

/** What a rollback brings back. */
const beforeLine = (before: ImageCandidate): string =>
  `Before it ran ${imageWords(before)}, well: roll back to it.`;

const imageWords = ({ tag, digest }: ImageCandidate): string =>
  [...(tag === undefined ? [] : [label(tag, LABEL)]), shortDigest(digest)].map(code).join(' ');

/** What is there to be deployed. */
function tagsLines(tags: NewestTags): string[] {
  if (tags.kind === 'unread')
    return [`:grey_question: Its newest images are unknown: ${short(tags.why, CLUE)}`];
  const names = tags.images.map(
    (image) => `${image.tags.slice(0, 2).map(code).join(' ')} ${ago(image.pushedAt)}`,
  );
  const where = inert(tags.repository);
  return [
    ...(tags.thereNow
      ? [
          `${code(label(briefly(tags.thereNow.said), LABEL))} is there now, pushed ${ago(tags.thereNow.pushedAt)}.`,
        ]
      : []),
    names.length === 0 ? `No image in ${where} has a tag` : `Newest in ${where}: ${names.join(', ')}`,
  ];
}

/** A digest in short, a tag as it is. */
const briefly = (said: string): string => (said.startsWith('sha256:') ? shortDigest(said) : said);

const backButton = (target: ResolvedService, before: ImageCandidate): WordsButton => ({
  label: 'Roll back',
  words: `rollback ${targetName(target)}`,
  style: 'danger',
  confirm: {
    title: 'Roll back?',
    text: `*${targetName(target)}* runs ${code(shortDigest(before.digest))} again, pinned by its digest.`,
    yes: 'Roll back',
  },
});

const deployButton = (target: ResolvedService, said: string): WordsButton => ({
  label: label(`Deploy ${briefly(said)}`, LABEL),
  words: `deploy ${targetName(target)} --image ${said}`,
  confirm: {
    title: 'Deploy it?',
    text: `${code(label(briefly(said), LABEL))} is looked up in ECR and deployed to *${targetName(target)}*, pinned by its digest.`,
    yes: 'Deploy',
  },
});

const timed = (at: EpochMs): boolean => at > 0 && at < Number.MAX_SAFE_INTEGER;

const timeOf = (evidence: readonly Clue[]): EpochMs | undefined => evidence.map(({ at }) => at).find(timed);

const clueLine = ({ at, shown }: Clue): string =>
  `• ${timed(at) ? `${clockTime(at)} ` : ''}${short(shown, CLUE)}`;

const LABELS = { logs: 'Its log', tasks: 'Its tasks', status: 'Status' } as const satisfies Record<
  NextRead,
  string
>;

const nextButton = (read: NextRead, target: ResolvedService): WordsButton => ({
  label: LABELS[read],
  words: `${read} ${targetName(target)}`,
});
