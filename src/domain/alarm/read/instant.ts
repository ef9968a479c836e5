import type { EpochMs } from '../../clock.ts';
import { minutes } from '../../clock.ts';

/** RFC 3339, and CloudWatch's and EventBridge's `+0000` without a colon. */
const WRITTEN = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d{1,9})?(?:Z|([+-]\d\d):?(\d\d))$/;

/** What is older tells of no alarm: such as the year 1 that Alertmanager writes for "not yet". */
const OLDEST = Date.UTC(2000, 0, 1);

/** As much as clocks of AWS may differ. */
const AHEAD = minutes(5);

/** A moment as it is written in what comes in; undefined where it can't be one. */
export function instantOf(written: string | undefined): EpochMs | undefined {
  const parts = written === undefined || written.length > 40 ? null : WRITTEN.exec(written);
  if (parts === null) return undefined;
  const [, moment = '', fraction = '', hours, rest] = parts;
  const zone = hours === undefined || rest === undefined ? 'Z' : `${hours}:${rest}`;
  const at = Date.parse(`${moment}${fraction.slice(0, 4)}${zone}`);
  return at >= OLDEST ? at : undefined;
}

/** The first of these moments that can be one and isn't after the message that tells of it; else when the message was sent. */
export function saidInstant(sent: EpochMs, ...written: readonly (string | undefined)[]): EpochMs {
  for (const one of written) {
    const at = instantOf(one);
    if (at !== undefined && at <= sent + AHEAD) return at;
  }
  return sent;
}
