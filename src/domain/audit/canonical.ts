/**
 * One text for one value: JSON without blanks, the keys of objects in the order of their code units, strings and numbers
 * as `JSON.stringify` writes them. What JSON has no word for is left out of objects and is null in lists. So what was
 * written is found again from what was read, whoever wrote the JSON in between.
 */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((one: unknown) => canonical(one ?? null)).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined && typeof field !== 'function')
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, field]) => `${JSON.stringify(key)}:${canonical(field)}`);
  return `{${fields.join(',')}}`;
}
