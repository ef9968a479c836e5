import { z } from 'zod';
import { EcsError } from '../ecs/api/errors.ts';
import type { Answer } from '../ecs/api/operation.ts';
import { patternOf } from './pattern.ts';
import type { Written } from './written.ts';

const Input = z.object({
  logGroupName: z.string(),
  startTime: z.number().optional(),
  endTime: z.number().optional(),
  filterPattern: z.string().optional(),
  limit: z.int().min(1).max(10_000).default(10_000),
  nextToken: z.string().optional(),
  startFromHead: z.boolean().default(true),
});

const Token = z.object({ from: z.int().min(0), head: z.boolean() });

/** Searches backwards reach no further (CloudWatch Logs API, FilterLogEvents). */
const BACKWARDS_SINCE = Date.UTC(2024, 0, 1);

const refused = (message: string): EcsError => new EcsError('InvalidParameterException', message);

/** What the call searches. */
export interface Searched {
  /** All that a group holds between two moments; undefined where there is no such group. */
  readonly read: (group: string, from: number, to: number) => readonly Written[] | undefined;
  /** Events looked at for one page: the real one looks at up to 1 MB. */
  readonly lookedAt: number;
  readonly now: number;
}

/**
 * FilterLogEvents: of all streams together, in the order of time or against it. A page is what was found among the
 * events looked at for it, so it can be empty and still have a token (CloudWatch Logs API).
 */
export function filterLogEvents(raw: unknown, { read, lookedAt, now }: Searched): Answer {
  const parsed = Input.safeParse(raw);
  if (!parsed.success) throw refused(z.prettifyError(parsed.error));
  const { logGroupName, startTime, endTime, filterPattern, limit, nextToken, startFromHead } = parsed.data;
  if (!startFromHead && nextToken === undefined && (startTime ?? 0) < BACKWARDS_SINCE)
    throw refused(
      'startFromHead set to false is not supported for a startTime before Jan 1, 2024 00:00:00 UTC.',
    );
  const all = read(logGroupName, startTime ?? 0, endTime ?? now);
  if (all === undefined)
    throw new EcsError('ResourceNotFoundException', 'The specified log group does not exist.');
  const matches = patternOf(filterPattern);
  const { from, head } = nextToken === undefined ? { from: 0, head: startFromHead } : tokenOf(nextToken);
  const ordered = [...all].sort((a, b) => (head ? a.at - b.at : b.at - a.at));
  const events: Written[] = [];
  let at = from;
  while (at < ordered.length && at < from + lookedAt && events.length < limit) {
    const event = ordered[at];
    if (event && matches(event.message)) events.push(event);
    at += 1;
  }
  return {
    events: events.map((event) => ({
      eventId: String(ordered.indexOf(event)).padStart(56, '0'),
      ingestionTime: event.at,
      logStreamName: event.stream,
      message: event.message,
      timestamp: event.at,
    })),
    searchedLogStreams: [],
    ...(at < ordered.length
      ? { nextToken: Buffer.from(JSON.stringify({ from: at, head })).toString('base64url') }
      : {}),
  };
}

function tokenOf(token: string): z.infer<typeof Token> {
  try {
    return Token.parse(JSON.parse(Buffer.from(token, 'base64url').toString()));
  } catch {
    throw refused('The specified nextToken is invalid.');
  }
}
