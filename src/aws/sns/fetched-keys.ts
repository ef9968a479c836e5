import { type Clock, type DurationMs, type EpochMs, hours, minutes, seconds } from '../../domain/clock.ts';
import type { Log } from '../../domain/ports/log.ts';
import { type Fetch, fetchCertificate } from './fetch-certificate.ts';
import { isIssuedFor, readCertificate, type SigningCertificate } from './signing-certificate.ts';
import type { KeyAnswer, SigningKeys } from './signing-keys.ts';

/** What fetching needs. */
export interface FetchedKeysParts {
  readonly fetch: Fetch;
  readonly clock: Clock;
  readonly log: Log;
  /** For one certificate, from the name to the last byte; 3 s unless told: SNS waits 15 s for us. */
  readonly within?: DurationMs;
}

/** A region signs with one certificate at a time, and changes it about once a year. */
const MOST_KEPT = 32;
/** An older one is used on while it is fetched anew, so that no message waits for that. */
const RENEWED_AFTER = hours(24);
/** Longer than that nothing is believed by a certificate that couldn't be fetched again. */
const DROPPED_AFTER = hours(72);
/** Anybody may name addresses that have the form: so many that were never good are asked for. */
const MOST_A_MINUTE = 12;
/** An address that failed isn't asked again so soon. */
const FAILED_FOR = seconds(10);

interface Kept {
  readonly certificate: SigningCertificate;
  readonly at: EpochMs;
}

type None = Extract<KeyAnswer, { kind: 'none' }>;

const AWAY: None = { kind: 'none', why: 'sns-certificate-away', until: 'now' };
/** By our clock, which may be what is wrong. */
const OUT_OF_DATE: None = { kind: 'none', why: 'sns-wrong-certificate', until: 'now' };
const WRONG: None = { kind: 'none', why: 'sns-wrong-certificate', until: 'forever' };

/**
 * Fetches certificates when messages name them, and keeps the good ones. Messages that name one address at the same time
 * share one fetch. What failed is asked again by a later message, but nobody can make this ask without bound.
 */
export function fetchedKeys({ fetch, clock, log, within = seconds(3) }: FetchedKeysParts): SigningKeys {
  /** The one that was used longest ago comes first. */
  const kept = new Map<string, Kept>();
  const asking = new Map<string, Promise<None | undefined>>();
  const failed = new Map<string, { readonly until: EpochMs; readonly answer: None }>();
  let asked: readonly EpochMs[] = [];

  const mayAsk = (): boolean => {
    const now = clock.now();
    asked = asked.filter((at) => now >= at && now - at < minutes(1));
    if (asked.length >= MOST_A_MINUTE) return false;
    asked = [...asked, now];
    return true;
  };

  const keep = (url: string, certificate: SigningCertificate): void => {
    kept.delete(url);
    kept.set(url, { certificate, at: clock.now() });
    for (const oldest of kept.keys()) {
      if (kept.size <= MOST_KEPT) break;
      kept.delete(oldest);
    }
  };

  const fetchOnce = async (url: string): Promise<None | undefined> => {
    const answer = await fetchCertificate(fetch, url, within);
    const certificate = answer.kind === 'text' ? readCertificate(answer.text) : undefined;
    if (certificate !== undefined) {
      keep(url, certificate);
      return undefined;
    }
    // SNS says that there is no such certificate (any more): what was kept doesn't count either.
    if (answer.kind === 'status' && answer.status < 500 && answer.status !== 429) kept.delete(url);
    const why =
      answer.kind === 'none'
        ? answer.why
        : answer.kind === 'status'
          ? `HTTP ${answer.status}`
          : 'no certificate of an RSA key';
    log.warn({ url, why }, "a certificate of SNS couldn't be had");
    return AWAY;
  };

  /** Asks an address, once for all who want to know now. Undefined: it is kept. */
  const ask = (url: string): Promise<None | undefined> => {
    const running = asking.get(url);
    if (running) return running;
    const run = fetchOnce(url).then((answer) => {
      asking.delete(url);
      if (answer) failed.set(url, { until: clock.now() + FAILED_FOR, answer });
      return answer;
    });
    asking.set(url, run);
    return run;
  };

  /** Why it isn't asked for now, from what was learnt before. */
  const refusal = (url: string): None | undefined => {
    for (const [known, { until }] of failed) if (until <= clock.now()) failed.delete(known);
    const before = failed.get(url);
    if (before) return before.answer;
    return asking.has(url) || mayAsk() ? undefined : AWAY;
  };

  const judged = ({ certificate }: Kept, topic: Parameters<SigningKeys['of']>[1]): KeyAnswer => {
    if (!isIssuedFor(certificate.name, topic)) return WRONG;
    const now = clock.now();
    return now >= certificate.from && now <= certificate.to
      ? { kind: 'key', key: certificate.key }
      : OUT_OF_DATE;
  };

  return {
    of(url, topic) {
      const known = kept.get(url);
      const age = known === undefined ? Number.POSITIVE_INFINITY : clock.now() - known.at;
      if (known && age < DROPPED_AFTER) {
        // Used last, so dropped last.
        kept.delete(url);
        kept.set(url, known);
        if (age >= RENEWED_AFTER && !failed.has(url)) void ask(url);
        return judged(known, topic);
      }
      const no = refusal(url);
      if (no) return no;
      return ask(url).then((none) => {
        const now = kept.get(url);
        return none ?? (now ? judged(now, topic) : AWAY);
      });
    },
  };
}
