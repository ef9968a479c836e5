import type { KnownBlock } from '@slack/types';
import type { HomeReader } from '../../domain/guard/home-reader.ts';
import { hash } from '../../domain/ids.ts';
import type { Run } from '../../domain/run/run.ts';
import { targetName } from '../../domain/target/service.ts';
import { decidedWords } from '../approval/decided-words.ts';
import { buttonRow, type WordsButton } from '../button.ts';
import { inert, short } from '../inert.ts';
import { section } from '../message.ts';
import { dayTime } from '../mrkdwn.ts';
import { cancelButton, rejectButton, runButtons, showButton } from '../run/run-buttons.ts';
import { smallPrint } from '../run/run-root.ts';
import { stateWords } from '../run/state-words.ts';

/** Whether the reader may change what they see. */
export type Hands = 'may-act' | 'may-look';

/** Buttons of the Home: there is no channel, so what they say is answered in a modal. */
export const homeButtons = (buttons: readonly WordsButton[]): KnownBlock[] =>
  buttonRow(buttons.map((button) => ({ ...button, does: 'home' as const })));

const title = ({ number, request }: Run): string =>
  `${hash(number)} ${inert(request.operation)} ${targetName(request.target)}`;

/** A question is the reason to read on; it may take some lines. */
const QUESTION = 500;

/** A run that waits for a human, with the answers that it takes. */
export function parkedRun(run: Run, hands: Hands): KnownBlock[] {
  const { state } = run;
  if (state.status !== 'parked') return [];
  const { question, evidence } = state.parked;
  const { icon, said } = stateWords(run);
  const lines = [
    `${icon} *${title(run)}* ${said} · since ${dayTime(state.since)}`,
    `*${short(question, QUESTION)}*`,
    ...evidence.slice(0, 3).map((line) => `• ${short(line, 160)}`),
    ...(hands === 'may-act' ? ['Look in the ECS console first, then answer.'] : []),
  ];
  const answers = hands === 'may-act' ? runButtons(run) : [];
  return [section(lines.join('\n')), ...smallPrint(run), ...homeButtons([...answers, showButton(run)])];
}

/**
 * A run that waits for consent: what for, and how it is given. A form to approve it opens where there is a channel, so the
 * words are told; a no is taken here.
 */
export function awaitingRun(run: Run, may: Pick<HomeReader, 'mayDecide'>): KnownBlock[] {
  const approval = run.question?.approval;
  if (!approval) return [];
  const { icon, said } = stateWords(run);
  const how = may.mayDecide(run, 'approve') ? [`You may approve it: \`/ops approve ${run.number}\``] : [];
  const lines = [
    `${icon} *${title(run)}* ${said} · until ${dayTime(approval.until)}`,
    short(decidedWords(approval.decided), QUESTION),
    ...how,
  ];
  const reject = may.mayDecide(run, 'reject') ? [rejectButton(run)] : [];
  return [section(lines.join('\n')), ...homeButtons([showButton(run), ...reject])];
}

/** A run under way. */
export function runningRun(run: Run, hands: Hands): KnownBlock[] {
  const { icon, said } = stateWords(run);
  const cancel = hands === 'may-act' ? [cancelButton(run)] : [];
  return [
    section(`${icon} *${title(run)}* ${said} · since ${dayTime(run.acceptedAt)}`),
    ...homeButtons([showButton(run), ...cancel]),
  ];
}

/** Ended runs, a line each, with what shows more of them. */
export function endedRuns(runs: readonly Run[]): KnownBlock[] {
  const lines = runs.flatMap((run) => {
    if (run.state.status !== 'ended') return [];
    const { icon, said } = stateWords(run);
    return [`${icon} *${title(run)}* ${said} · ${dayTime(run.state.at)}`];
  });
  return lines.length === 0 ? [] : [section(lines.join('\n')), ...homeButtons(runs.map(showButton))];
}
