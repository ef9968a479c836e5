import type { HomeView, KnownBlock } from '@slack/types';
import type { EpochMs } from '../../domain/clock.ts';
import type { HomeReader } from '../../domain/guard/home-reader.ts';
import type { Decision, Denial } from '../../domain/guard/may-do.ts';
import type { HomeFacts } from '../../domain/home/home-facts.ts';
import type { Run } from '../../domain/run/run.ts';
import type { Stop } from '../../domain/window/stop.ts';
import { buttonRow } from '../button.ts';
import { inert } from '../inert.ts';
import { context, type Message, plainMessage, section } from '../message.ts';
import { dayTime } from '../mrkdwn.ts';
import { groupWords } from '../role-words.ts';
import { stopLine } from '../stop-words.ts';
import { openAlarms } from './home-alarms.ts';
import { awaitingRun, endedRuns, type Hands, homeButtons, parkedRun, runningRun } from './home-runs.ts';

/** A view for the Home tab, of blocks that are known. */
export type Home = Omit<HomeView, 'blocks'> & { readonly blocks: KnownBlock[] };

/** How many runs are shown with buttons: 100 blocks are all that Slack takes (Slack: views). */
const AWAITING = 5;
const PARKED = 10;
const RUNNING = 20;
/** How many freezes and locks are told: a section of Slack holds 3,000 characters. */
const HELD = 8;
/** How many operations are offered as buttons; help lists all. */
const OFFERED = 10;

/**
 * A person's App Home at a moment: what waits for people first, then what runs, what ended last, and what they can do
 * from here. A section that has nothing to say isn't there.
 */
export function homeView(facts: HomeFacts, reader: HomeReader, at: EpochMs): Home {
  const hands = (run: Run, permission: 'cancel' | 'resume'): Hands =>
    reader.mayTo(run, permission) ? 'may-act' : 'may-look';
  return {
    type: 'home',
    blocks: [
      section(summary(facts)),
      ...limits(reader.may),
      ...titled('Alarms', openAlarms(facts.alarms ?? [])),
      ...titled('Frozen and locked', heldHere(facts.holds)),
      ...list('Waits for an approval', facts.awaiting, AWAITING, (run) => awaitingRun(run, reader)),
      ...list('Waits for an answer', facts.parked, PARKED, (run) => parkedRun(run, hands(run, 'resume'))),
      ...list('Running', facts.running, RUNNING, (run) => runningRun(run, hands(run, 'cancel'))),
      ...titled('Ended last', endedRuns(facts.ended)),
      ...titled('What you can do', offers(reader)),
      context(`As of ${dayTime(at)}. This page changes by itself while something happens.`),
    ],
  };
}

/** A Home that only says something: somebody isn't served, or the store can't be read. */
export const homeNotice = ({ blocks }: Message): Home => ({ type: 'home', blocks });

/** One line that is enough on a phone. */
function summary({ awaiting, parked, running, unread, alarms = [] }: HomeFacts): string {
  const waits = awaiting.length === 1 ? '*1* run waits' : `*${awaiting.length}* runs wait`;
  const asks =
    parked.length === 1 ? '*1* run waits for an answer' : `*${parked.length}* runs wait for an answer`;
  const rings = alarms.length === 1 ? '*1* alarm is open' : `*${alarms.length}* alarms are open`;
  const parts = [
    ...(alarms.length > 0 ? [rings] : []),
    ...(awaiting.length > 0 ? [`${waits} for an approval`] : []),
    ...(parked.length > 0 ? [asks] : []),
    ...(running.length > 0 ? [`*${running.length}*${unread === 'some' ? ' or more' : ''} running`] : []),
  ];
  if (parts.length === 0) return ':white_check_mark: Nothing runs, and nothing waits for anybody.';
  const isAsked = parked.length + awaiting.length > 0;
  const icon = alarms.length > 0 ? ':rotating_light:' : isAsked ? ':raised_hand:' : ':large_blue_circle:';
  const more = unread === 'some' ? ' Older ones may be hidden: `/ops runs --live` lists more.' : '';
  return `${icon} ${parts.join(' · ')}.${more}`;
}

/** What the reader can't do here, and who can change that. */
function limits(may: Decision): KnownBlock[] {
  return may.kind === 'yes' ? [] : [context(`:lock: ${limitWords(may)}`)];
}

function limitWords(may: Denial): string {
  switch (may.why) {
    case 'read-only':
      return "Read-only: I only look and tell. Nothing is started or changed until Wheelhouse's configuration allows it.";
    case 'foreign-team':
      return "I only serve this bot's own workspace.";
    case 'memberships-unknown':
      return (
        `You can look at everything here. Slack doesn't tell me who is in the ${groupWords(may.groups)}, so I don't know ` +
        'whether you may do more.'
      );
    case 'not-in-role':
    case 'no-rule':
      return 'You can look at everything here. Who may do more, and whom to ask, says `/ops whoami`.';
  }
}

const titled = (title: string, blocks: readonly KnownBlock[]): KnownBlock[] =>
  blocks.length === 0 ? [] : [{ type: 'header', text: { type: 'plain_text', text: title } }, ...blocks];

function list(
  title: string,
  runs: readonly Run[],
  most: number,
  show: (run: Run) => readonly KnownBlock[],
): KnownBlock[] {
  const hidden = runs.length - most;
  const more = hidden > 0 ? [context(`And ${hidden} more: \`/ops runs --live\` lists them.`)] : [];
  return titled(title, [...runs.slice(0, most).flatMap(show), ...more]);
}

/** Freezes and locks, a line each. They are lifted in a channel, where everybody reads that. */
function heldHere(holds: readonly Stop[]): KnownBlock[] {
  if (holds.length === 0) return [];
  const more = holds.length > HELD ? [`… and ${holds.length - HELD} more`] : [];
  return [
    section([...holds.slice(0, HELD).map(stopLine), ...more].join('\n')),
    ...homeButtons([{ label: 'What is held', words: 'locks' }]),
  ];
}

/** Operations and their forms, for those who may start them; and what anybody may ask. */
function offers({ operations }: HomeReader): KnownBlock[] {
  const asks = [
    { label: 'Last runs', words: 'runs' },
    { label: 'What I may do', words: 'whoami' },
    { label: 'Help', words: 'help' },
  ];
  const offered = operations.slice(0, OFFERED);
  const lines = [
    ...offered.map(({ example, summary }) => `\`/ops ${inert(example)}\`  ${inert(summary)}`),
    '`/ops status SERVICE`  how a service is',
    'Say it in any channel that I am in, or mention me with the same words.',
  ];
  const forms = offered.map(({ name }) => ({
    label: `${name.slice(0, 1).toUpperCase()}${name.slice(1)}…`,
    words: name,
    does: 'form' as const,
  }));
  return [section(lines.join('\n')), ...buttonRow(forms), ...homeButtons(asks)];
}

/** What a Home shows while the runs can't be read. */
export const storeAway: Message = plainMessage(
  ":warning: I can't read my store just now, so I don't know what is running. Whatever runs goes on. Open this page again in a moment.",
);
