import { z } from 'zod';
import { type RunId, RunNumber } from '../../domain/ids.ts';
import type { DueNotice } from '../../domain/ports/notices.ts';
import { RunState, type RunStatus } from '../../domain/run/state.ts';
import { readStory } from './story-record.ts';

/** The fields of a run that a due notice is made of, as Redis gives them. */
export interface DueFields {
  readonly id: RunId;
  readonly number: string | null | undefined;
  readonly revision: string | null | undefined;
  readonly state: string | null | undefined;
  readonly acceptedAt: string | null | undefined;
  /** Where it is told first. Runs of earlier builds have only their request, whole. */
  readonly channel: string | null | undefined;
  readonly request?: string | null | undefined;
  readonly main: string | null;
  readonly events: number;
}

const Status = z.enum([
  'queued',
  'running',
  'waiting',
  'parked',
  'ended',
] as const satisfies readonly RunStatus[]);

const Origin = z.object({ origin: z.object({ channel: z.string() }) });

/** What `read` gives, or the fallback where the text isn't what it should be. */
function lenient<T>(read: () => T, fallback: T): T {
  try {
    return read();
  } catch {
    return fallback;
  }
}

/**
 * Makes the notice. One run that can't be read must not hide the others, so it passes as one that has just been
 * accepted; whoever reads it whole finds out.
 */
export function dueNotice(fields: DueFields): DueNotice {
  const { id, revision, state, acceptedAt, main, events } = fields;
  const number = RunNumber.safeParse(fields.number);
  const story = lenient(() => readStory(main), undefined);
  const shown = Status.safeParse(story?.root?.status);
  const origin = (): string => Origin.parse(JSON.parse(fields.request ?? '')).origin.channel;
  return {
    id,
    ...(number.success ? { number: number.data } : {}),
    revision: Number(revision ?? 0),
    state: lenient<RunState>(() => RunState.parse(JSON.parse(state ?? '')), { status: 'queued' }),
    acceptedAt: Number(acceptedAt ?? 0),
    channel: story?.root?.channel ?? fields.channel ?? lenient(origin, ''),
    ...(story?.root ? { shownAt: story.root.shownAt } : {}),
    ...(shown.success ? { shown: shown.data } : {}),
    untold: Math.max(0, events - (story?.events ?? 0)),
  };
}
