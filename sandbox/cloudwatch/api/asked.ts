import type { AlarmBoard } from '../world/alarms.ts';

/** Where a call arrived: the alarms, the region that its signature names, and when, in milliseconds since the epoch. */
export interface Asked {
  readonly board: AlarmBoard;
  readonly region: string;
  readonly at: number;
}
