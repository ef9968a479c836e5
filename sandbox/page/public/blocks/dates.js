const TIME = /** @type {const} */ ({ hour: '2-digit', minute: '2-digit' });
const LONG = /** @type {const} */ ({ year: 'numeric', month: 'long', day: 'numeric' });
const SHORT = /** @type {const} */ ({ year: 'numeric', month: 'short', day: 'numeric' });
const WHOLE = /** @type {const} */ ({ ...LONG, weekday: 'long' });

const DAY_MS = 86_400_000;

/** @param {Date} date */
const midnight = (date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();

/** @type {[Intl.RelativeTimeFormatUnit, number][]} */
const UNITS = [
  ['day', DAY_MS],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
];

/** @param {Date} date */
const ago = (date) => {
  const distance = date.getTime() - Date.now();
  const [unit, size] = UNITS.find(([, ms]) => Math.abs(distance) >= ms) ?? ['second', 1000];
  return new Intl.RelativeTimeFormat().format(Math.round(distance / size), unit);
};

/**
 * A day near today in a word, as Slack's `_pretty` dates have it.
 * @param {Date} date
 * @param {Intl.DateTimeFormatOptions} otherwise
 */
const pretty = (date, otherwise) => {
  const days = Math.round((midnight(date) - midnight(new Date())) / DAY_MS);
  if (Math.abs(days) > 1) return date.toLocaleDateString(undefined, otherwise);
  return new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' }).format(days, 'day');
};

/** @type {Record<string, (date: Date) => string>} */
const TOKENS = {
  '{time}': (date) => date.toLocaleTimeString(undefined, TIME),
  '{time_secs}': (date) => date.toLocaleTimeString(undefined, { ...TIME, second: '2-digit' }),
  '{date_num}': (date) =>
    date.toLocaleDateString(undefined, { year: 'numeric', month: '2-digit', day: '2-digit' }),
  '{date}': (date) => date.toLocaleDateString(undefined, LONG),
  '{date_short}': (date) => date.toLocaleDateString(undefined, SHORT),
  '{date_long}': (date) => date.toLocaleDateString(undefined, WHOLE),
  '{date_pretty}': (date) => pretty(date, LONG),
  '{date_short_pretty}': (date) => pretty(date, SHORT),
  '{date_long_pretty}': (date) => pretty(date, WHOLE),
  '{ago}': ago,
};

/** @param {Date} date */
export const clock = (date) => date.toLocaleTimeString(undefined, TIME);

/**
 * A moment in Slack's format, in the reader's zone and language.
 * @param {number} at seconds since the epoch
 * @param {string} format Slack's, e.g. `{date_short} at {time}`
 * @param {string} fallback shown when the format has a token the page doesn't know
 */
export const dateText = (at, format, fallback) => {
  const date = new Date(at * 1000);
  let known = true;
  const text = format.replaceAll(/\{[a-z_]+\}/g, (token) => {
    known &&= TOKENS[token] !== undefined;
    return TOKENS[token]?.(date) ?? '';
  });
  return known ? text : fallback || date.toISOString();
};
