import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { type EpochMs, minutes } from '../../domain/clock.ts';

/** Whether a request is Slack's, or why it isn't taken for one. */
export type Authenticity = 'genuine' | 'unsigned' | 'stale' | 'forged';

/** Slack: Verifying requests from Slack, "a replay attack". */
const OLDEST_MS = minutes(5);

/** Seconds since the epoch, as Slack writes them. */
const TIME = /^\d{1,12}$/;

/**
 * Says of requests with these headers and this body, byte for byte, whether they are signed with the secret: `v0=` and the
 * HMAC-SHA256 of `v0:TIME:BODY` in hexadecimal (Slack: Verifying requests from Slack). How long it takes tells nothing of
 * the right signature. One that is dated ahead is genuine: whoever reads it says what is wrong with its time.
 */
export function slackSignature(
  secret: string,
): (headers: IncomingHttpHeaders, body: Buffer, now: EpochMs) => Authenticity {
  // Made once: Node makes one of any other key, each time.
  const key = createSecretKey(secret, 'utf8');
  return (headers, body, now) => {
    const { 'x-slack-request-timestamp': time, 'x-slack-signature': signature } = headers;
    if (typeof time !== 'string' || typeof signature !== 'string' || !TIME.test(time)) return 'unsigned';
    if (Number(time) * 1000 < now - OLDEST_MS) return 'stale';
    const mac = createHmac('sha256', key).update(`v0:${time}:`).update(body).digest('hex');
    return same(Buffer.from(signature), Buffer.from(`v0=${mac}`)) ? 'genuine' : 'forged';
  };
}

const same = (one: Buffer, other: Buffer): boolean =>
  one.length === other.length && timingSafeEqual(one, other);
