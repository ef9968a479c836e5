import { z } from 'zod';
import { RunId, RunNumber } from '../../domain/ids.ts';
import type { DueNotice } from '../../domain/ports/notices.ts';
import { RunState, type RunStatus } from '../../domain/run/state.ts';
import { readStory } from './story-record.ts';

const text = z.string().nullable();

/** A due run as the script answers it. Runs of earlier builds have no channel, but their request, whole. */
export const DueRow = z
  .tuple([RunId, text, text, text, text, text, text, text, z.number()])
  .transform(([id, number, revision, state, acceptedAt, channel, request, main, events]) => ({
    ...{ id, number, revision, state, acceptedAt, channel, request, main, events },
  }));

/** The fields of a run that a due notice is made of. */
export type DueFields = z.infer<typeof DueRow>;

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
