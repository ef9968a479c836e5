import { z } from 'zod';
import type { StoryStatus, StoryTold } from '../../domain/ports/notices.ts';

/** Of runs, then of incidents. */
const statuses = [
  'queued',
  'running',
  'waiting',
  'parked',
  'ended',
  'open',
  'closed',
] as const satisfies readonly StoryStatus[];

const Root = z.object({
  channel: z.string(),
  ts: z.string(),
  digest: z.string(),
  status: z.enum(statuses).exactOptional(),
  shownAt: z.number(),
});
const Pending = z.object({ channel: z.string(), mark: z.string(), since: z.number() });

const Story = z.object({
  place: z.number(),
  root: Root.exactOptional(),
  events: z.number(),
  pending: Pending.exactOptional(),
  refused: z.string().exactOptional(),
});

/** The story of which nothing is told yet. */
export const nothingTold: StoryTold = { place: 0, events: 0 };

/** Reads how far a story is told, as Redis keeps it; undefined where nothing is kept. Throws on anything else. */
export const readStory = (text: string | null | undefined): StoryTold | undefined =>
  text === null || text === undefined ? undefined : Story.parse(JSON.parse(text));
