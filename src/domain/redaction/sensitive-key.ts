/**
 * Last words of keys that say something about a secret and don't hold it: `DB_PASSWORD_FILE`, `token_endpoint`,
 * `secretArn`.
 */
const ABOUT = new Set(
  `age algorithm arn at attempts bucket changed count counter created date dir directory enabled endpoint env
  environment exchange expired expires expiration expiry exists field file folder format hint id ids in index issuer
  kind label length lifespan lifetime limit location manager max min mode name names needed path pattern policy
  prefix provider reference ref required reset rotated rotation rule rules scope set size source status state store
  strength ttl type uri url usage used valid version`.split(/\s+/),
);

/** Keys of AWS that look like a secret's and aren't: cursors, and tokens against repetition. */
const HARMLESS = /^-{0,2}(?:next[_-]?|client|clientRequest|idempotency[_-]?)token$/i;

const SECRET_WORD = /password|passwd|passphrase|^pwd$|^passcode$|(?:secret|token|authorization|cookie)$/;

const SECRET_PHRASE =
  /apikey|accesskey|secretkey|privatekey|signingkey|encryptionkey|sharedkey|masterkey|clientkeydata|amzsignature$/;

/** What every sensitive key holds. Most words don't, and are told apart by this alone. */
const HINT = /pass|pwd|secret|token|key|auth|cookie|signature/i;

/** Whether a text may hold a sensitive key at all. */
export const mayHoldKeys = (text: string): boolean => HINT.test(text);

const wordsOf = (key: string): string[] =>
  key
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .map((word) => word.replace(/^\d+|\d+$/g, ''))
    .filter((word) => word !== '');

/** Longer runs of letters are no keys. */
const LONGEST = 200;

/**
 * Whether what stands under a key is a secret: `password`, `SLACK_BOT_TOKEN`, `clientSecret`, `x-api-key`. Plurals
 * (`tokens`, `secrets`) are counts and lists, and keys that end in a word such as `file` or `name` tell about one.
 */
export function isSensitiveKey(key: string): boolean {
  if (!HINT.test(key) || key.length > LONGEST || HARMLESS.test(key)) return false;
  const words = wordsOf(key);
  if (ABOUT.has(words.at(-1) ?? '')) return false;
  return words.some((word) => SECRET_WORD.test(word)) || SECRET_PHRASE.test(words.join(''));
}

/** Values that plainly are no secrets: words of a sentence or of a program. */
const PLAIN = new Set(
  `a an and any are as be been but by can cannot changed could denied disabled does empty enabled error exists expired
  expires failed false for found from granted had has hidden if in incorrect invalid is it its masked mismatch missing
  must needed never no none not null ok on optional or please provided redacted rejected required revoked rotated
  setting string that the this to true unable undefined unknown unset updated valid was wrong you your yes`.split(
    /\s+/,
  ),
);

/** What begins like this is an address or a name, whatever its key says; their own secrets are found apart. */
const ADDRESS = /^(?:arn:aws[a-z-]{0,10}:|[a-z][a-z0-9+.-]{1,20}:\/\/)/i;
/** A reference to a variable, a template, stars. */
const REFERENCE = /^(?:\$\{[\w.:-]+\}|\$[A-Z]+(?:_[A-Z]+)+|\{\{.*\}\}|\*+|\d{1,3})$/;
const ERROR_NAME = /^[A-Z][A-Za-z]*(?:Exception|Error|Failure|Fault)[:.]?$/;
const LONGEST_PLAIN = 80;

/** Whether a text begins like an ARN or a URL. Looks at its beginning only. */
export const isAddress = (value: string): boolean => ADDRESS.test(value);

/** Whether a value under a sensitive key is no secret all the same. */
export const isPlainValue = (value: string): boolean =>
  value.length <= LONGEST_PLAIN &&
  (value.trim() === '' || PLAIN.has(value.toLowerCase()) || REFERENCE.test(value) || ERROR_NAME.test(value));
