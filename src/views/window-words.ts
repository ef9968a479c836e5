import type { Where } from '../domain/guard/policy.ts';
import type { Stretch } from '../domain/window/stretch.ts';
import type { Window } from '../domain/window/window.ts';
import { inert, short } from './inert.ts';
import { dayTime } from './mrkdwn.ts';

const REASON = 160;
const list = new Intl.ListFormat('en', { type: 'conjunction' });

/** A window that stands, as a line of a list. */
export const windowLine = (window: Window, { until }: Stretch): string =>
  `:calendar: The window *${inert(window.name)}* stops ${stopsWords(window)} until ${dayTime(until)}: “${short(window.reason, REASON)}”`;

/** A window that will stand, as a line of a list. */
export const nextWindowLine = (window: Window, { since, until }: Stretch): string =>
  `:calendar: Next is the window *${inert(window.name)}*: it stops ${stopsWords(window)} from ${dayTime(since)} until ${dayTime(until)}`;

/** `deploy and scale in *production*`. */
const stopsWords = ({ stops, where }: Window): string =>
  `${stops === 'new-things' ? 'what brings something new, such as deploys,' : list.format(stops)} ${placesWords(where)}`;

function placesWords(where: Where): string {
  if (where.kind === 'everywhere') return '*everywhere*';
  const places = [...where.environments, ...where.stacks].map((name) => `*${inert(name)}*`);
  return `in ${list.format(places)}`;
}
