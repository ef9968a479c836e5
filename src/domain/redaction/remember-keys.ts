import { isSensitiveKey } from './sensitive-key.ts';

/** What is known of a key without looking at what stands under it. */
export interface KeyFacts {
  /** The key as it may be shown. */
  readonly shown: string;
  /** What stands under it is a secret. */
  readonly sensitive: boolean;
  /** It says what a `value` beside it is: `{name: 'DB_PASSWORD', value: …}` in a task definition. */
  readonly names: boolean;
  /** It is that `value`. */
  readonly isValue: boolean;
}

/** Keys are short, and the same few come again with everything that passes. */
const LONGEST = 64;
const MOST = 2_000;

/** What is known of keys, with a memory of those that hold no secret themselves. */
export function rememberKeys(redact: (text: string) => string): (key: string) => KeyFacts {
  const known = new Map<string, KeyFacts>();
  return (key) => {
    const before = known.get(key);
    if (before) return before;
    const facts: KeyFacts = {
      shown: redact(key),
      sensitive: isSensitiveKey(key),
      names: /^(?:name|key)$/i.test(key),
      isValue: /^value$/i.test(key),
    };
    if (facts.shown === key && key.length <= LONGEST) {
      if (known.size >= MOST) known.clear();
      known.set(key, facts);
    }
    return facts;
  };
}
