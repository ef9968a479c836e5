import type { Asked } from '../../domain/audit/entry.ts';
import type { SlackActor } from '../../domain/people/actor.ts';
import type { Message } from '../../views/message.ts';
import type { HandlerParts } from '../parts.ts';

/** Words are kept no longer than this: who typed more has a reason that isn't ours. */
const MOST = 500;

/** A request that was turned away. */
export interface Refusal {
  readonly actor: SlackActor;
  readonly channel?: string | undefined;
  /** The request's id in the logs. */
  readonly request?: string | undefined;
  readonly asked: Asked;
  readonly why: string;
  /** What the person reads. */
  readonly said: Pick<Message, 'text'>;
}

/** Has the audit say that somebody was turned away, and why. After the answer: it holds nobody up. */
export function noteRefusal(
  { audit, redactor }: Pick<HandlerParts, 'audit' | 'redactor'>,
  { actor, channel, request, asked, why, said }: Refusal,
): void {
  // Without secrets first: one that is cut isn't known any more.
  const short = (text: string): string => redactor.text(text).slice(0, MOST);
  audit.note({
    kind: 'request',
    actor,
    origin: {
      ...(channel === undefined || channel === '' ? {} : { channel }),
      ...(request === undefined ? {} : { request }),
    },
    asked: { ...asked, ...(asked.words === undefined ? {} : { words: short(asked.words) }) },
    outcome: { kind: 'refused', why, said: short(said.text) },
  });
}
