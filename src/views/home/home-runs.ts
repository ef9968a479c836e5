import type { KnownBlock } from '@slack/types';
import { hash } from '../../domain/ids.ts';
import type { Run } from '../../domain/run/run.ts';
import { targetName } from '../../domain/target/service.ts';
import { buttonRow, type WordsButton } from '../button.ts';
import { inert, short } from '../inert.ts';
import { section } from '../message.ts';
import { dayTime } from '../mrkdwn.ts';
import { cancelButton, runButtons, showButton } from '../run/run-buttons.ts';
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
