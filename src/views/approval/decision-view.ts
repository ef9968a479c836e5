import type { Verdict } from '../../domain/approval/decision.ts';
import type { Pending } from '../../domain/approval/pending.ts';
import { shortSubject } from '../../domain/approval/subject.ts';
import { DECISION_REASON_BLOCK } from '../../domain/forms/blocks.ts';
import { type DecisionMetadata, written } from '../../domain/forms/metadata.ts';
import { hash } from '../../domain/ids.ts';
import type { Actor } from '../../domain/people/actor.ts';
import { targetName } from '../../domain/target/service.ts';
import { inert, short } from '../inert.ts';
import { context, section } from '../message.ts';
import type { Modal } from '../modal/modal.ts';
import { plain } from '../modal/option.ts';
import { clockTime } from '../mrkdwn.ts';
import { CHANGE_WORDS, rowWords } from './decided-words.ts';
import { hookLine } from './hook-words.ts';

/** Marks the modal in which somebody decides (Slack: callback_id). */
export const DECISION_CALLBACK = 'decision';

/** Longer reasons are nobody's to read at night. */
const REASON_MAX = 300;

const TITLES: Readonly<Record<Verdict, string>> = {
  approve: 'Approve',
  reject: 'Reject',
  'break-glass': 'Break the glass',
};

/**
 * What somebody decides on, as the ledger has it: the message that they clicked may have been edited. Who breaks the glass
 * says why.
 */
export function decisionView(
  { run, approval, subject }: Pending,
  verdict: Verdict,
  metadata: DecisionMetadata,
  reason?: string,
): Modal {
  const { request, number } = run;
  const { decided, people, by, until } = approval;
  const why = request.reason === undefined ? '' : `\nWhy: ${short(request.reason, REASON_MAX)}`;
  return {
    type: 'modal',
    callback_id: DECISION_CALLBACK,
    private_metadata: written(metadata),
    title: plain(`${TITLES[verdict]} ${hash(number)}`, 24),
    submit: plain(TITLES[verdict], 24),
    close: plain('Back', 24),
    blocks: [
      section(
        [
          `*${inert(request.operation)} ${targetName(request.target)}* (${request.target.environment})`,
          `It ${CHANGE_WORDS[decided.change]}:`,
          ...decided.rows.map((row) => `• ${inert(rowWords(row, 'whole'))}`),
        ].join('\n') + why,
      ),
      ...(approval.hook ? [context(`:pause_button: ${hookLine(approval.hook)}`)] : []),
      context(
        [
          `Asked by ${who(request.actor)}`,
          people === 1 ? 'takes 1 approval' : `takes ${people} approvals, has ${by.length}`,
          `until ${clockTime(until)}`,
          `digest \`${shortSubject(subject)}\``,
        ].join(' · '),
      ),
      ...(verdict === 'break-glass'
        ? [
            context(
              ':rotating_light: It goes on without an approval. All who may approve are told, and somebody else must review it.',
            ),
            {
              type: 'input' as const,
              block_id: DECISION_REASON_BLOCK,
              label: plain('Why it can’t wait', 24),
              element: {
                type: 'plain_text_input' as const,
                action_id: 'text',
                min_length: 3,
                max_length: REASON_MAX,
                ...(reason === undefined ? {} : { initial_value: reason.slice(0, REASON_MAX) }),
              },
            },
          ]
        : []),
    ],
  };
}

const who = (actor: Actor): string =>
  actor.kind === 'slack' ? `<@${inert(actor.user)}>` : inert('name' in actor ? actor.name : 'Wheelhouse');
