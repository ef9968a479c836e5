/** Nobody types more before they look at what is suggested. */
const KEYS = 6;

/** What is asked for while somebody types a name: at each key what stands there then, up to six characters. */
export const keystrokes = (name: string): readonly string[] =>
  Array.from({ length: Math.min(KEYS, name.length) }, (_, n) => name.slice(0, n + 1));

/** The second and third characters change places. */
const swapped = (name: string): string =>
  `${name.slice(0, 1)}${name.slice(2, 3)}${name.slice(1, 2)}${name.slice(3)}`;

/** The second character is the key beside it. */
const besides = (name: string): string => `${name.slice(0, 1)}b${name.slice(2)}`;

/** As little as can be told from another name. */
const SLIP_FROM = 3;

/**
 * What people type who look for a service: its name from the beginning; its end, which is what they know; its name with
 * a slip of the finger, as soon as that can be told from another name.
 */
export const typedFor = (name: string): readonly string[] => [
  ...keystrokes(name),
  ...keystrokes(name.slice(-4)),
  ...[swapped(name), besides(name)].flatMap((slip) =>
    keystrokes(slip).filter(({ length }) => length >= SLIP_FROM),
  ),
];
