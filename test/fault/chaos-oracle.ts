import type { RecordedCall } from '../../sandbox/slack/web-api/record.ts';
import type { RootMessage } from '../../sandbox/slack/workspace/message.ts';
import { readable } from '../support/story.ts';

/** A run as the channel tells it. */
export interface ToldRun {
  readonly ts: string;
  readonly number: number;
  readonly target: string;
  /** How the root says that it ended; its whole text while it doesn't. */
  readonly root: string;
  /** How each message of an end in the thread says it. */
  readonly ends: readonly string[];
}

/** `:icon: *#12 restart prod/registry* done after 3 s · …`; what was not started took no time. */
const ROOT = /\*#(\d+) \S+ (\S+)\* ((.+?)(?: after \d+ ?(?:ms|s|min)\b|(?<=not started) ·))?/;
/** `:icon: *#12 done* after 3 s: …`, `:icon: *#12 not started*: …` */
const END = /\*#\d+ ([^*]+)\*(?: after |(?<=not started\*):)/;

/** What every root of the channel tells. Throws on a root that is no run's. */
export const runsTold = (roots: readonly RootMessage[]): ToldRun[] =>
  roots.map((message) => {
    const text = readable(message);
    const [, number, target, , said] = ROOT.exec(text) ?? [];
    if (number === undefined || target === undefined) throw new Error(`This is no run's root: ${text}`);
    const ends = message.thread.flatMap((reply) => END.exec(readable(reply))?.[1] ?? []);
    return { ts: message.ts, number: Number(number), target, root: said ?? text, ends };
  });

const hadItsEffect = ({ answer }: RecordedCall): boolean =>
  answer.kind === 'answered' ? answer.body.ok : answer.done;

const parsed = (value: unknown): unknown => (typeof value === 'string' ? JSON.parse(value) : value);

/** Edits that take a root back from its end to something else. States only go forward: there must be none. */
export function storyFaults(record: readonly RecordedCall[]): string[] {
  const ended = new Map<unknown, string>();
  const faults: string[] = [];
  for (const call of record) {
    if (call.method !== 'chat.update' || !hadItsEffect(call)) continue;
    const { ts, blocks } = call.args;
    const text = readable({ blocks: parsed(blocks) });
    const before = ended.get(ts);
    if (before !== undefined && before !== text) faults.push(`${before}\n→ ${text}`);
    if (ROOT.exec(text)?.[4] !== undefined) ended.set(ts, text);
  }
  return faults;
}

/** What was said at and under a root, for the one who looks for what went wrong. */
export const historyOf = (record: readonly RecordedCall[], ts: string): string[] =>
  record
    .filter(({ args, answer }) => {
      const postedTs = answer.kind === 'answered' && 'ts' in answer.body ? answer.body['ts'] : undefined;
      return args['ts'] === ts || args['thread_ts'] === ts || postedTs === ts;
    })
    .map(({ at, method, args, answer }) => `${at} ${method} ${answer.kind}: ${String(args['text'])}`);
