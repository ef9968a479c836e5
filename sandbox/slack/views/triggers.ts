import { randomBytes } from 'node:crypto';

/**
 * A trigger id lives for 3 seconds and is exchanged once.
 * https://docs.slack.dev/interactivity/handling-user-interaction, "using trigger_id".
 */
const LIFE_MS = 3_000;

/** Whose doing a trigger came from, and on which surface. */
export interface TriggerSource {
  user: string;
  from: 'elsewhere' | 'modal' | 'home';
}

/** What Slack makes of a trigger id; the codes are those of views.open. */
export type Exchange =
  | { ok: true; source: TriggerSource; spend: () => void }
  | { ok: false; error: 'invalid_trigger_id' | 'expired_trigger_id' | 'exchanged_trigger_id' };

/** The trigger ids that were handed out. */
export interface Triggers {
  /** A fresh one, in Slack's form `132456.7890123.abcdef`. */
  issue(source: TriggerSource): string;
  /** Looks whether it can be exchanged now. It is used up only by `spend`: a view that is refused costs nothing. */
  look(id: string): Exchange;
}

/** No triggers yet, on this clock. */
export const triggers = (now: () => number): Triggers => {
  const issued = new Map<string, { source: TriggerSource; at: number; spent: boolean }>();
  return {
    issue: (source) => {
      const id = `${Math.floor(now() / 1000)}.${issued.size + 1}.${randomBytes(6).toString('hex')}`;
      issued.set(id, { source, at: now(), spent: false });
      return id;
    },
    look: (id) => {
      const found = issued.get(id);
      if (found === undefined) return { ok: false, error: 'invalid_trigger_id' };
      if (found.spent) return { ok: false, error: 'exchanged_trigger_id' };
      if (now() - found.at > LIFE_MS) return { ok: false, error: 'expired_trigger_id' };
      const spend = (): void => {
        found.spent = true;
      };
      return { ok: true, source: found.source, spend };
    },
  };
};
