import { type Child, startChild } from '../children/child.ts';

/** Starts the generator of HTTP loads, a process of its own. */
export const startLoadGenerator = (): Promise<Child> =>
  startChild(new URL('./load-process.ts', import.meta.url));

/** Starts the generator of Socket Mode loads, a process of its own. */
export const startSocketLoadGenerator = (): Promise<Child> =>
  startChild(new URL('./socket-load-process.ts', import.meta.url));
