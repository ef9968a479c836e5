/** What may have come as JSON: any of it may be missing, or of another kind than it should be. */
type Raw = Readonly<Record<string, unknown>>;

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

/** The first of these fields that the value has itself (never its prototype's); undefined where it is no object. */
function fieldOf(value: unknown, keys: readonly string[]): unknown {
  if (!isRecord(value)) return undefined;
  const key = keys.find((one) => Object.hasOwn(value, one));
  return key === undefined ? undefined : value[key];
}

/** A field that is a text; keys are spellings of the same field. */
export function textIn(value: unknown, ...keys: readonly string[]): string | undefined {
  const field = fieldOf(value, keys);
  return typeof field === 'string' ? field : undefined;
}

/** A field that is a finite number. */
export function numberIn(value: unknown, ...keys: readonly string[]): number | undefined {
  const field = fieldOf(value, keys);
  return typeof field === 'number' && Number.isFinite(field) ? field : undefined;
}

/** A field that is true or false. */
export function truthIn(value: unknown, ...keys: readonly string[]): boolean | undefined {
  const field = fieldOf(value, keys);
  return typeof field === 'boolean' ? field : undefined;
}

/** A field that is an object, or the JSON text of one. */
export function objectIn(value: unknown, ...keys: readonly string[]): Raw | undefined {
  const field = fieldOf(value, keys);
  if (typeof field === 'string') return parsedObject(field);
  return isRecord(field) ? field : undefined;
}

/** The first elements of a field that is a list, so many at most; none where it is no list. */
export function listIn(value: unknown, most: number, ...keys: readonly string[]): readonly unknown[] {
  const field: unknown = fieldOf(value, keys);
  return Array.isArray(field) ? field.slice(0, most) : [];
}
