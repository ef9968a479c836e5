import type { DurationMs, EpochMs } from '../domain/clock.ts';

/**
 * Makes outside text inert: Slack's three escapes (Slack: "Formatting text"), so that no mention, link or broadcast
 * comes to life, and no control characters.
 */
export const inert = (text: string): string =>
  text
    .replace(/\p{Cc}+/gu, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');

/** A moment in the reader's own zone; in UTC where Slack can't (Slack: date formatting). */
export function clockTime(at: EpochMs): string {
  const utc = new Date(at).toISOString().slice(11, 16);
  return `<!date^${Math.floor(at / 1000)}^{time}|${utc} UTC>`;
}

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
