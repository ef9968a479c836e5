import type { Command, ListenerParts } from '../parts.ts';

/** Words that change an incident, and its number. */
const CHANGES_INCIDENT = /^(?:ack|silence|mend)\s+#?a(\d{1,12})(?:\s|$)/i;

/**
 * Whether a click means another incident than the one whose root message (its `ts`) it was on. Where that can't be read the
 * click is only as much as its words: the same store is asked again before anything is changed.
 */
export async function isOfAnotherIncident(
  { alarms }: Pick<ListenerParts, 'alarms'>,
  { channel, text }: Pick<Command, 'channel' | 'text'>,
  root: string | undefined,
): Promise<boolean> {
  const meant = CHANGES_INCIDENT.exec(text)?.[1];
  if (meant === undefined || root === undefined || alarms === 'none') return false;
  const told = await alarms.incidents.byThread(channel, root).catch(() => undefined);
  return told !== undefined && told.number !== Number(meant);
}
