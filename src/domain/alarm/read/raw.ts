/** What may have come as JSON: any of it may be missing, or of another kind than it should be. */
type Raw = Readonly<Record<string, unknown>>;

/** Most lists that may be there aren't: nothing is made for those. */
const NONE: readonly unknown[] = [];

const isRecord = (value: unknown): value is Raw =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What a text says as JSON, if it is an object; undefined for everything else. Never throws. */
export function parsedObject(text: string): Raw | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The field of this name, or else of its other spelling, that the value has itself (never its prototype's); undefined where
 * it is no object.
 */
function fieldOf(value: unknown, key: string, other: string): unknown {
  if (!isRecord(value)) return undefined;
  if (Object.hasOwn(value, key)) return value[key];
  return Object.hasOwn(value, other) ? value[other] : undefined;
}

/** A field that is a text; `other` is another spelling of the same field. */
export function textIn(value: unknown, key: string, other = key): string | undefined {
  const field = fieldOf(value, key, other);
  return typeof field === 'string' ? field : undefined;
}

/** A field that is a finite number. */
export function numberIn(value: unknown, key: string, other = key): number | undefined {
  const field = fieldOf(value, key, other);
  return typeof field === 'number' && Number.isFinite(field) ? field : undefined;
}

/** A field that is true or false. */
export function truthIn(value: unknown, key: string, other = key): boolean | undefined {
  const field = fieldOf(value, key, other);
  return typeof field === 'boolean' ? field : undefined;
}

/** A field that is an object, or the JSON text of one. */
export function objectIn(value: unknown, key: string, other = key): Raw | undefined {
  const field = fieldOf(value, key, other);
  if (typeof field === 'string') return parsedObject(field);
  return isRecord(field) ? field : undefined;
}

/** The first elements of a field that is a list, so many at most; none where it is no list. */
export function listIn(value: unknown, most: number, key: string, other = key): readonly unknown[] {
  const field = fieldOf(value, key, other);
  return Array.isArray(field) ? field.slice(0, most) : NONE;
}
