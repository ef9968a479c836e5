import { type KeyFacts, rememberKeys } from './remember-keys.ts';
import { isAddress, isPlainValue, isSensitiveKey } from './sensitive-key.ts';
import { MASK } from './span.ts';

/** Deeper and wider than anything that is worth reading in a log or a message. */
const DEEPEST = 12;
const MOST_ENTRIES = 1_000;
const MOST_NODES = 10_000;

type Text = (text: string) => string;

/** What one walk remembers. */
interface Walk {
  readonly text: Text;
  readonly key: (key: string) => KeyFacts;
  /** The objects that hold the one at hand. */
  readonly above: Set<object>;
  nodes: number;
}

/** Keys of an error that aren't enumerable, in the order in which they are read. */
const ERROR_KEYS = ['name', 'message', 'code', 'stack', 'cause', 'errors'];

function entriesOf(value: object): [string, unknown][] {
  if (value instanceof Map) return [...value].map(([key, inner]) => [String(key), inner]);
  if (!(value instanceof Error)) return Object.entries(value);
  const keys = new Set([...ERROR_KEYS, ...Object.keys(value)]);
  return [...keys].filter((key) => key in value).map((key) => [key, Reflect.get(value, key)]);
}

/** Whether what stands under `value` there is a secret by the name beside it. */
function namesSecret(walk: Walk, entries: readonly (readonly [string, unknown])[]): boolean {
  return entries.some(
    ([key, inner]) => typeof inner === 'string' && walk.key(key).names && isSensitiveKey(inner),
  );
}

/** What goes before its value in a list of arguments or of raw headers. */
const announces = (before: unknown): boolean =>
  typeof before === 'string' && /^(?:--[\w-]+|[\w-]*authorization)$/i.test(before) && isSensitiveKey(before);

const isBytes = (value: object): value is { readonly byteLength: number } =>
  value instanceof ArrayBuffer || ArrayBuffer.isView(value);

/** A Buffer that went through JSON. */
const isBytesInJson = (value: object): boolean =>
  Reflect.get(value, 'type') === 'Buffer' && Array.isArray(Reflect.get(value, 'data'));

function scalar(walk: Walk, value: unknown, secret: boolean): unknown {
  switch (typeof value) {
    case 'string':
      return secret && !isPlainValue(value) && !isAddress(value) ? MASK : walk.text(value);
    case 'number':
    case 'bigint': {
      const written = String(value);
      return (secret && !isPlainValue(written)) || walk.text(written) !== written ? MASK : value;
    }
    case 'function':
      return '[function]';
    case 'symbol':
      return walk.text(String(value));
    default:
      return value;
  }
}

function list(walk: Walk, items: readonly unknown[], secret: boolean): unknown[] {
  const kept = items
    .slice(0, MOST_ENTRIES)
    .map((item, at) => redact(walk, item, secret || (typeof item === 'string' && announces(items[at - 1]))));
  return items.length > kept.length ? [...kept, `[${items.length - kept.length} more]`] : kept;
}

function record(walk: Walk, value: object): Record<string, unknown> {
  const entries = entriesOf(value);
  const valueIsSecret = namesSecret(walk, entries);
  const more = entries.length - MOST_ENTRIES;
  if (more > 0) entries.length = MOST_ENTRIES;
  // The pairs are this walk's own.
  for (const pair of entries) {
    const [key, inner] = pair;
    const { shown, sensitive, isValue } = walk.key(key);
    pair[0] = shown;
    pair[1] = redact(walk, inner, sensitive || (valueIsSecret && isValue));
  }
  if (more > 0) entries.push(['…', `[${more} more]`]);
  return Object.fromEntries(entries);
}

function inside(walk: Walk, value: object, secret: boolean): unknown {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString();
  if (isBytes(value)) return `[${value.byteLength} bytes]`;
  if (isBytesInJson(value)) return '[bytes]';
  if (Array.isArray(value)) return list(walk, value, secret);
  if (value instanceof Set) return list(walk, [...value], secret);
  if (value instanceof URL || value instanceof URLSearchParams) return scalar(walk, String(value), secret);
  const toJSON: unknown = value instanceof Error ? undefined : Reflect.get(value, 'toJSON');
  return typeof toJSON === 'function'
    ? redact(walk, Reflect.apply(toJSON, value, []), secret)
    : record(walk, value);
}

function redact(walk: Walk, value: unknown, secret: boolean): unknown {
  if (typeof value !== 'object' || value === null) return scalar(walk, value, secret);
  if (walk.above.has(value)) return '[circular]';
  walk.nodes += 1;
  if (walk.above.size >= DEEPEST || walk.nodes > MOST_NODES) return '[more]';
  walk.above.add(value);
  try {
    return inside(walk, value, secret);
  } catch {
    // A getter or a toJSON that throws: what is logged mustn't break who logs.
    return '[unreadable]';
  } finally {
    walk.above.delete(value);
  }
}

/** The deep redaction that goes with the redaction of a text. */
export function valueRedaction(text: Text): (value: unknown) => unknown {
  const key = rememberKeys(text);
  return (value) => redact({ text, key, above: new Set(), nodes: 0 }, value, false);
}
