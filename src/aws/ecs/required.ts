/** An answer of AWS lacks something that a decision needs, or has something that isn't known. */
export class Unreadable extends Error {}

/** The value, or Unreadable naming the field. The SDK types every field as optional. */
export const required = <T>(value: T | undefined | null, field: string): T => {
  if (value === undefined || value === null) throw new Unreadable(`${field} is missing`);
  return value;
};

/** The value as one of those that are known, or Unreadable naming the field. */
export const oneOf = <T extends string>(value: string | undefined, known: readonly T[], field: string): T => {
  const found = known.find((one) => one === value);
  if (found === undefined) throw new Unreadable(`${field} is ${value ?? 'missing'}`);
  return found;
};
