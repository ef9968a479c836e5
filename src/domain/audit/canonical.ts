/**
 * One text for one value: JSON without blanks, the keys of objects in the order of their code units, strings and numbers
 * as `JSON.stringify` writes them. What JSON has no word for is left out of objects and is null in lists. So what was
 * written is found again from what was read, whoever wrote the JSON in between.
 */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((one: unknown) => canonical(one ?? null)).join(',')}]`;
  if (!isRecord(value)) return JSON.stringify(value) ?? 'null';
  let text = '';
  for (const key of Object.keys(value).sort()) {
    const field = value[key];
    if (field === undefined || typeof field === 'function') continue;
    text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${canonical(field)}`;
  }
  return `{${text}}`;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
