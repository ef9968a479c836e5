import type { Verdict } from '../../domain/approval/decision.ts';
import { hash, type RunNumber } from '../../domain/ids.ts';
import type { Taken } from '../../domain/ports/run-signals.ts';
import type { Run } from '../../domain/run/run.ts';
import { targetName } from '../../domain/target/service.ts';
import { decidedWords } from '../approval/decided-words.ts';
import { buttonRow } from '../button.ts';
import { inert } from '../inert.ts';
import { type Message, plainMessage, section, withBlocks } from '../message.ts';
import { showButton } from '../run/run-buttons.ts';
import { unknownRun } from './refusal.ts';

const TAKEN: Readonly<Record<Verdict, string>> = {
  approve: 'Approved',
  reject: 'Rejected',
  'break-glass': 'The glass is broken',
};

/** What became of a decision. */
export function decisionMessage(number: RunNumber, verdict: Verdict, taken: Taken): Message {
  switch (taken.kind) {
    case 'unknown-run':
      return unknownRun(number);
    case 'taken':
      return plainMessage(
        taken.lacks > 0 && verdict === 'approve'
          ? // Others may decide in the same moment: how many are missing by now, its message tells.
            `Your approval of ${hash(number)} counts. It needs more than one: its message says how many are missing.`
          : `${TAKEN[verdict]}: ${hash(number)}. Its message says how it goes on.`,
      );
    case 'again':
      return plainMessage(
        `You have approved ${hash(number)} already, and one person counts once: somebody else must, too. To take it back: \`/ops reject ${number}\``,
      );
    case 'late':
      return plainMessage(
        `:hourglass: The time for deciding on ${hash(number)} is over. Nothing was decided. Ask for it again.`,
      );
    case 'changed':
      return withBlocks(
        plainMessage(
          `:warning: ${hash(number)} would do something else now than what you were shown. Nothing was decided. Look again, then decide.`,
        ),
        buttonRow([{ label: 'Look again', words: `approve ${number}` }]),
      );
    case 'not-asked':
      return notWaiting(number);
  }
}

/** A run that waits for no approval. */
export const notWaiting = (number: RunNumber): Message =>
  withBlocks(
    plainMessage(
      `${hash(number)} doesn't wait for an approval: it was decided already, is over, or never needed one. Nothing was decided.`,
    ),
    buttonRow([showButton({ number })]),
  );

const line = ({ number, request, question }: Run): string => {
  const what = question?.approval ? `: ${inert(decidedWords(question.approval.decided))}` : '';
  return `*${hash(number)}* ${inert(request.operation)} *${targetName(request.target)}*${what}`;
};

/** So many are listed; the rest are counted. */
const LISTED = 5;

/** Several runs wait, or none: which one is meant. */
export function whichDecision(verdict: Verdict, waiting: readonly Run[]): Message {
  if (waiting.length === 0) return plainMessage('Nothing waits for an approval.');
  const shown = waiting.slice(0, LISTED);
  const more = waiting.length > shown.length ? [`… and ${waiting.length - shown.length} more`] : [];
  return {
    text: `${waiting.length} runs wait for an approval: say which one.`,
    blocks: [
      section(
        [`${waiting.length} runs wait for an approval. Say which one:`, ...shown.map(line), ...more].join(
          '\n',
        ),
      ),
      ...buttonRow(shown.map(({ number }) => ({ label: `${hash(number)}`, words: `${verdict} ${number}` }))),
    ],
  };
}

/** What would be decided on, where no form can be opened by itself: a click opens it. */
export const decisionOffer = (run: Run, verdict: Verdict): Message => ({
  text: `${hash(run.number)} waits for an approval.`,
  blocks: [
    section(line(run)),
    ...buttonRow([
      {
        label: verdict === 'approve' ? 'Look and approve' : 'Look and break the glass',
        words: `${verdict} ${run.number}`,
        style: verdict === 'approve' ? 'primary' : 'danger',
      },
    ]),
  ],
});
