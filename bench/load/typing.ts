/** Nobody types more before they look at what is suggested. */
const KEYS = 6;

/** Shorter ones can't be told from the beginning of another name. */
const SLIP_FROM = 3;

/** What stands in a menu at each key while somebody types a name, up to six characters. */
const keystrokes = (name: string): readonly string[] =>
  Array.from({ length: Math.min(KEYS, name.length) }, (_, n) => name.slice(0, n + 1));

/** A name typed with a slip of the finger: two characters change places, or another key is hit. */
const slips = (name: string): readonly string[] => [
  `${name.slice(0, 1)}${name.slice(2, 3)}${name.slice(1, 2)}${name.slice(3)}`,
  `${name.slice(0, 1)}b${name.slice(2)}`,
];

/**
 * What is asked for, key by key, while people look for a service: by its name from the beginning; by the end of its
 * name, which is what they know; by its name with a slip of the finger.
 */
export const typedFor = (name: string): readonly string[] => [
  ...keystrokes(name),
  ...keystrokes(name.slice(-4)),
  ...slips(name).flatMap((slip) => keystrokes(slip).filter(({ length }) => length >= SLIP_FROM)),
];
