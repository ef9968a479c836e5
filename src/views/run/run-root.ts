import type { KnownBlock } from '@slack/types';
import { hash } from '../../domain/ids.ts';
import type { Actor } from '../../domain/people/actor.ts';
import type { Question } from '../../domain/run/question.ts';
import type { Run } from '../../domain/run/run.ts';
import { targetName } from '../../domain/target/service.ts';
import { decidedWords } from '../approval/decided-words.ts';
import { byItselfWords, earlyWords } from '../approval/hook-words.ts';
import { buttonRow } from '../button.ts';
import { inert, short } from '../inert.ts';
import { type ChatMessage, context, section } from '../message.ts';
import { clockTime } from '../mrkdwn.ts';
import { outcomeWords } from './outcome-words.ts';
import { type RootNotes, rootNotes } from './root-notes.ts';
import { runButtons } from './run-buttons.ts';
import { planBlock, rolloutFigures, stepWords } from './run-steps.ts';
import { restOfRemark, stateWords } from './state-words.ts';

/**
 * A run's one root message: a function of its present state and of where it is told. At most 6 lines as Slack shows
 * them, the plan folded, and at most 3 buttons. A mirror has none: what they need to be clicked with open eyes is in
 * the thread where the run is told in full.
 */
export function runRoot(run: Run, notes: RootNotes = {}): ChatMessage {
  const { text, lines } = rootLines(run);
  const plan = planBlock(run);
  const buttons = notes.mirrorOf ? [] : buttonRow(runButtons(run));
  const below: KnownBlock[] = [...smallPrint(run, notes), ...buttons];
  const step = stepWords(run);
  const plain = [
    section([...lines, ...(step === undefined ? [] : [`▸ ${inert(step)}`])].join('\n')),
    ...below,
  ];
  if (!plan) return { text, blocks: plain };
  return { text, blocks: [section(lines.join('\n')), plan, ...below], plain };
}

/** What stands first: the headline, alone enough, and what it leaves out. `text` is all of it that a notification needs. */
export function rootLines(run: Run): { readonly text: string; readonly lines: readonly string[] } {
  const { icon, said, when, more } = headline(run);
  const title = `${hash(run.number)} ${inert(run.request.operation)} ${targetName(run.request.target)}`;
  // The mark of emphasis is for the message's own block.
  const [why] = more.map((line) => line.replace(/^\*(.*)\*$/s, '$1'));
  const tellsWhy = run.state.status === 'ended' || run.question !== undefined;
  return {
    // A notification shows its own time.
    text: `${title} ${said}${tellsWhy && why !== undefined ? `: ${why}` : ` · ${when}`}`,
    lines: [`${icon} *${title}* ${said} · ${when}`, ...more, ...figures(run)],
  };
}

/** Who asked, why and in which environment; and what isn't as the reader would expect. */
export const smallPrint = (run: Run, notes: RootNotes = {}): KnownBlock[] =>
  [footer(run), rootNotes(run, notes)].filter((line) => line !== '').map(context);

const MORE = 160;
const QUESTION = 260;
const REASON = 100;

interface Headline {
  readonly icon: string;
  /** Its state. */
  readonly said: string;
  /** Since when it is so. */
  readonly when: string;
  /** Why, and what to do. */
  readonly more: readonly string[];
}

/** The state of a run in words. */
function headline(run: Run): Headline {
  const { state } = run;
  const { icon, said } = stateWords(run);
  const since = `since ${clockTime(run.acceptedAt)}`;
  switch (state.status) {
    case 'queued':
      return { icon, said: run.step === undefined ? `accepted, ${said}` : said, when: since, more: [] };
    case 'running':
    case 'waiting': {
      const more = run.question ? questionWords(run.question) : restOfRemark(run.remark, MORE);
      return { icon, said, when: since, more: more === '' ? [] : [more] };
    }
    case 'parked':
      return {
        icon,
        said,
        when: `since ${clockTime(state.since)}`,
        more: [
          short(state.parked.question, MORE),
          'Look in the ECS console first. What was seen is in the thread.',
        ],
      };
    case 'ended': {
      const { why, next } = outcomeWords(state.outcome);
      const more = [sentence(why), ...(next === undefined ? [] : [next])].filter((line) => line !== '');
      return { icon, said, when: clockTime(state.at), more };
    }
  }
}

const questionWords = ({ text, approval }: Question): string =>
  approval
    ? [
        short(decidedWords(approval.decided), QUESTION),
        `until ${clockTime(approval.until)}`,
        ...(approval.hook
          ? [
              `held by ECS at ${inert(approval.hook.stage ?? 'a PAUSE hook')}; ${byItselfWords(approval.hook)}`,
            ]
          : []),
        ...[earlyWords(approval)].filter((words) => words !== undefined),
      ].join(' · ')
    : short(text, QUESTION);

/** On a line of its own a reason begins as a sentence, unless it begins with a name. */
const sentence = (why: string): string =>
  why.replace(/^[a-z]+(?=\s)/, (word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`);

/** The figures of a rollout that the headline doesn't say already. */
function figures(run: Run): string[] {
  if (!run.progress || run.state.status === 'ended') return [];
  const { running, desired } = run.progress;
  const isSaid = stateWords(run).said.includes(`${running} of ${desired} new tasks`);
  const said = rolloutFigures(run.progress, (text) => `*${text}*`).slice(isSaid ? 1 : 0);
  return said.length === 0 ? [] : [said.join(' · ')];
}

function footer({ request: { actor, reason, target } }: Run): string {
  const why = reason === undefined ? '' : ` · ${short(reason, REASON)}`;
  return `${actorName(actor)}${why} · ${target.environment}`;
}

/** Who asked for it. */
function actorName(actor: Actor): string {
  switch (actor.kind) {
    case 'slack':
      return `Asked by <@${inert(actor.user)}>`;
    case 'alarm':
      return `Started by alarm ${short(actor.name, REASON)}`;
    case 'schedule':
      return `Started by schedule ${short(actor.name, REASON)}`;
    case 'system':
      return 'Started by Wheelhouse';
  }
}
