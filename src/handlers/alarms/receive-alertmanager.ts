import type { Notice } from '../../domain/alarm/notice.ts';
import type { OnFailure } from '../../domain/fault/log-fault.ts';
import type { DoorCounts, DoorRefusal, Receipt } from '../../domain/ports/alarm-door.ts';
import type { AlarmIntake } from '../../domain/ports/alarm-inbox.ts';
import type { Log } from '../../domain/ports/log.ts';

/** What receiving Alertmanager's webhooks needs. */
export interface AlertmanagerParts {
  readonly intake: AlarmIntake;
  /** What a webhook's JSON says, or what is wrong with it in words without its content. */
  readonly read: (
    body: unknown,
  ) =>
    | { readonly kind: 'notices'; readonly notices: readonly Notice[] }
    | { readonly kind: 'wrong'; readonly problem: string };
  readonly log: Log;
  readonly onFailure: OnFailure;
  readonly counts: DoorCounts;
}

/** Reads and stores one webhook of Alertmanager. `taken` only once all of it is stored. Nothing of the body is logged. */
export function receiveAlertmanager(parts: AlertmanagerParts): (body: string) => Promise<Receipt> {
  const refuse = (why: DoorRefusal, until: 'forever' | 'now', problem?: string): Receipt => {
    parts.counts.refused(why);
    parts.log.warn({ via: 'alertmanager', why, until, problem }, 'a webhook of Alertmanager was refused');
    return { kind: 'refused', why, until };
  };
  return async (body) => {
    const json = parsed(body);
    if (json === undefined) return refuse('alertmanager-unreadable', 'forever', 'no JSON');
    const read = parts.read(json);
    if (read.kind === 'wrong') return refuse('alertmanager-unreadable', 'forever', read.problem);
    if (read.notices.length === 0) return { kind: 'taken' };
    try {
      const outcomes = await parts.intake.take(read.notices);
      parts.counts.received('alertmanager', outcomes.filter((outcome) => outcome === 'stored').length);
      return { kind: 'taken' };
    } catch (error) {
      parts.onFailure("news of an alarm couldn't be stored", error);
      return refuse('alarms-not-stored', 'now');
    }
  };
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
