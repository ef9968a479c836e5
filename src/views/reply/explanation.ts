import type { EpochMs } from '../../domain/clock.ts';
import type { NextRead } from '../../domain/explain/cause-rule.ts';
import type { Clue } from '../../domain/explain/clue.ts';
import type { Explanation } from '../../domain/explain/explain.ts';
import { type ResolvedService, targetName } from '../../domain/target/service.ts';
import { buttonRow, type WordsButton } from '../button.ts';
import { inert, short } from '../inert.ts';
import { context, type Message, section } from '../message.ts';
import { clockTime, dayTimeAgo } from '../mrkdwn.ts';

/** A service, why it is as it is, and what couldn't be looked at. */
export interface ServiceExplained {
  readonly target: ResolvedService;
  readonly explanation: Explanation;
  readonly running: { readonly running: number; readonly desired: number };
  readonly unread: readonly string[];
  readonly at: EpochMs;
}

/** Sentences may hold an image's name; what was said outside may be as long as it likes. */
const SENTENCE = 300;
const CLUE = 280;

/** One sentence that says why, what helps, and what was seen; the first line alone is enough. */
export function explanationMessage({ target, explanation, running, unread, at }: ServiceExplained): Message {
  const { evidence, mend, next } = explanation;
  const name = `*${targetName(target)}*`;
  const said = sentenceOf(explanation, running);
  const lines = [
    `${iconOf(explanation)} ${name} ${said}`,
    ...(mend === undefined ? [] : [`What helps: ${inert(mend)}`]),
  ];
  const seen = [...evidence.map(clueLine), ...unread.map((why) => `:grey_question: ${short(why, CLUE)}`)];
  return {
    text: `${targetName(target)} ${said}`,
    blocks: [
      section(lines.join('\n')),
      ...(seen.length > 0 ? [section(['What was seen:', ...seen].join('\n'))] : []),
      context(`Read from ECS and the log at ${clockTime(at)} · ${target.environment} · ${target.region}`),
      ...buttonRow(next.map((read) => nextButton(read, target))),
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

function sentenceOf(explanation: Explanation, { running, desired }: ServiceExplained['running']): string {
  const { kind, standing, sentence, tasks, evidence } = explanation;
  const times = tasks === 0 ? '' : ` · ${tasks} ${tasks === 1 ? 'task' : 'tasks'} stopped`;
  const why = `${short(sentence, SENTENCE)}${times}`;
  if (kind === 'noted') return `runs: ${running} of ${desired} tasks. ${why}`;
  if (kind === 'none') return standing === 'well' ? `is well. ${why}` : why;
  if (standing !== 'well') return `fails. ${why}`;
  const last = timeOf(evidence);
  const when = last === undefined ? '' : `, ${dayTimeAgo(last)}`;
  return `is well now: ${running} of ${desired} tasks running. Its last trouble${when}: ${why}`;
}

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
