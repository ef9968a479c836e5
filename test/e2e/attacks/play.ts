import type { Redis } from 'ioredis';
import { expect } from 'vitest';
import { readable } from '../../support/story.ts';
import { waitFor } from '../../support/wait-for.ts';
import { asItIs, withoutThose } from './as-it-is.ts';
import type { Attack, Told } from './attack.ts';
import { books, grown, whyOf } from './audited.ts';
import type { Bare } from './ground.ts';
import type { Answered } from './post.ts';

/** What comes to life in Slack, or in a terminal, and is never in what is told. */
const ALIVE = /<!(?:channel|here|everyone|subteam)|[^\P{Cc}\n]|\u202e|at .*\.ts:\d+/u;

/** Plays one attack, and says everything that isn't as it must be: told, changed, audited, counted, logged. */
export async function play<G extends Bare>(attack: Attack<G>, ground: G, redis: Redis): Promise<void> {
  const audit = books(ground, redis);
  ground.acting.clear();
  const before = await asItIs(ground, redis);
  const place = await audit.newest();
  const counted = await audit.counts();
  const heard = hearing(ground, attack.told);

  const answered = await attack.send(ground);
  expect(answered.status, 'the status').toBe(attack.told.status);
  const told = await heard(answered);
  expect(told).not.toMatch(ALIVE);
  if (attack.never) expect(told).not.toMatch(attack.never);

  const { entries, mark } = await audit.since(place);
  const { leaves } = attack;
  expect(entries.map(whyOf), 'the audit').toEqual('audited' in leaves ? [leaves.audited] : []);
  const word = 'audited' in leaves ? leaves.audited : 'counted' in leaves ? leaves.counted : undefined;
  expect(grown(counted, await audit.counts(), mark), 'the counter').toEqual(
    word === undefined ? {} : { [word]: 1 },
  );
  const answeredTo = new Set([...ground.acting, ...('to' in attack.told ? [attack.told.to] : [])]);
  const after = await asItIs(ground, redis);
  expect(withoutThose(after, answeredTo), 'the world').toEqual(withoutThose(before, answeredTo));
  expect(brokenLines(ground), 'the log').toEqual([]);
}

/** Listens from now on for what is told; gives it once it is there. */
function hearing({ world }: Bare, told: Told): (answered: Answered) => Promise<string> {
  const { slack } = world.sandbox;
  const known = 'to' in told ? slack.ephemerals(told.to).length : 0;
  return async ({ body }) => {
    if ('answer' in told) {
      const said = wordsOf(body);
      if (told.answer === 'nothing') expect(said, 'the answer').toBe('');
      else expect(said, 'the answer').toMatch(told.answer);
      return said;
    }
    const pattern = 'whisper' in told ? told.whisper : told.modal;
    const look = (): readonly string[] =>
      'whisper' in told
        ? slack.ephemerals(told.to).slice(known).map(readable)
        : slack.modal(told.to).map(({ view }) => readable(view));
    const said = await waitFor(() => look().find((text) => pattern.test(text)), {
      what: `somebody to be told ${String(pattern)}`,
      show: look,
    });
    if ('modal' in told) await slack.closeModal({ user: told.to });
    return said;
  };
}

/** What a person reads of an answer: a message, a modal, the problems under a modal's fields; else as it is. */
function wordsOf(body: string): string {
  if (!body.startsWith('{')) return body;
  const json: unknown = JSON.parse(body);
  if (typeof json !== 'object' || json === null) return body;
  const errors: unknown = Reflect.get(json, 'errors');
  // Under a field nothing comes to life (Slack: response_action errors).
  if (errors !== undefined) return JSON.stringify(errors).replaceAll('<', '‹');
  const view: unknown = Reflect.get(json, 'view');
  return readable(typeof view === 'object' && view !== null ? view : json) || body;
}

/** Lines of the bot's log that aren't one JSON object each: somebody wrote a line of their own. */
const brokenLines = ({ bot }: Bare): string[] =>
  bot
    .output()
    .split('\n')
    .slice(1, -1)
    .filter((line) => line !== '' && !isObject(line));

function isObject(line: string): boolean {
  try {
    return typeof JSON.parse(line) === 'object';
  } catch {
    return false;
  }
}
