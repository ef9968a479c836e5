import type { DurationMs, EpochMs } from '../domain/clock.ts';

/** A date in the reader's own zone and language, by Slack's tokens (docs.slack.dev, "Formatting message text", dates). */
const dated = (at: EpochMs, format: string, fallback: string): string =>
  `<!date^${Math.floor(at / 1000)}^${format}|${fallback} UTC>`;

const utc = (at: EpochMs): string => new Date(at).toISOString();

/** A moment of today in the reader's own zone: `03:12`; in UTC where Slack can't. */
export const clockTime = (at: EpochMs): string => dated(at, '{time}', utc(at).slice(11, 16));

/** A moment of any day in the reader's own zone: `yesterday 03:12`; in UTC where Slack can't. */
export const dayTime = (at: EpochMs): string =>
  dated(at, '{date_short_pretty} {time}', utc(at).slice(0, 16).replace('T', ' '));

/**
 * A moment with its distance: `yesterday 03:12, 8 hours ago`. Slack's `{ago}` is reckoned where it is read, so that it
 * doesn't grow old as a length that we write would. For what is read once, not for what stays in a channel.
 */
export const dayTimeAgo = (at: EpochMs): string =>
  dated(at, '{date_short_pretty} {time}, {ago}', utc(at).slice(0, 16).replace('T', ' '));

/** How long ago, as it is read: `5 minutes ago`. */
export const ago = (at: EpochMs): string => dated(at, '{ago}', `at ${utc(at).slice(11, 16)}`);

/** A length of time in the two largest units: `45 s`, `1 min 12 s`, `2 h 5 min`. */
export function duration(ms: DurationMs): string {
  const total = Math.max(0, Math.round(ms / 1000));
  if (total < 60) return `${total} s`;
  const units = [
    { size: 86_400, name: 'd' },
    { size: 3600, name: 'h' },
    { size: 60, name: 'min' },
    { size: 1, name: 's' },
  ];
  const first = units.findIndex(({ size }) => total >= size);
  const parts = units.slice(first, first + 2).map(({ size, name }, i) => {
    const upper = i === 0 ? Number.POSITIVE_INFINITY : (units[first]?.size ?? 1);
    return { count: Math.floor((total % upper) / size), name };
  });
  return parts
    .filter(({ count }) => count > 0)
    .map(({ count, name }) => `${count} ${name}`)
    .join(' ');
}
