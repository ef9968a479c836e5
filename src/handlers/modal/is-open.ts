import type { SlackFault } from '../../domain/ports/chat.ts';
import type { Result } from '../../domain/result.ts';

type Opened = Result<undefined, SlackFault>;

/** Slack's words for a trigger that has opened its modal already (Slack: views.open). */
const SPENT: readonly string[] = ['exchanged_trigger_id', 'trigger_exchanged'];

/** Whether the modal is open, by this call or by the same one before. */
export const isOpen = (opened: Opened): opened is Extract<Opened, { ok: true }> =>
  opened.ok || (opened.fault.kind === 'refused' && SPENT.includes(opened.fault.error));
