import { type DurationMs, minutes, seconds } from '../clock.ts';

/** How long a log may be followed at somebody's word. */
const SHORTEST: DurationMs = seconds(30);
const LONGEST: DurationMs = minutes(5);

const LENGTH = /^(?=\d)(?:(\d{1,2})m)?(?:(\d{1,3})s)?$/;

/** For how long a log is followed, or why the words don't say it. */
export type FollowLength =
  | { readonly kind: 'length'; readonly ms: DurationMs }
  | { readonly kind: 'wrong'; readonly problem: string };

/** Reads `--for 90s`; `usual` where nothing is said. */
export function followLength(said: string | undefined, usual: DurationMs): FollowLength {
  if (said === undefined) return { kind: 'length', ms: usual };
  const [, mins = '0', secs = '0'] = LENGTH.exec(said.trim().toLowerCase()) ?? [];
  const ms = minutes(Number(mins)) + seconds(Number(secs));
  if (ms < SHORTEST || ms > LONGEST)
    return { kind: 'wrong', problem: '`--for`: say a length from `30s` to `5m`, such as `2m`.' };
  return { kind: 'length', ms };
}
