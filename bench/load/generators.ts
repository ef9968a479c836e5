import { type Child, startChild } from '../children/child.ts';

/** Room for what thousands of requests leave behind: a generator that collects garbage takes a processor from the bot. */
const ROOM = ['--max-semi-space-size=64', '--min-semi-space-size=64'];

/** Starts the generator of HTTP loads, a process of its own. */
export const startLoadGenerator = (): Promise<Child> =>
  startChild(new URL('./load-process.ts', import.meta.url), {}, ROOM);

/** Starts the generator of Socket Mode loads, a process of its own. */
export const startSocketLoadGenerator = (): Promise<Child> =>
  startChild(new URL('./socket-load-process.ts', import.meta.url), {}, ROOM);
