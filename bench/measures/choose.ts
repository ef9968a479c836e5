import type { Measure } from './measure.ts';

/** Which measures are to run. */
export type Choice =
  | { readonly kind: 'chosen'; readonly measures: readonly Measure[] }
  | { readonly kind: 'unknown'; readonly names: readonly string[] };

/** The named ones in the order of the list, each once; all of them when none is named. */
export function choose(all: readonly Measure[], names: readonly string[]): Choice {
  const unknown = names.filter((name) => !all.some((measure) => measure.name === name));
  if (unknown.length > 0) return { kind: 'unknown', names: unknown };
  return {
    kind: 'chosen',
    measures: names.length === 0 ? all : all.filter(({ name }) => names.includes(name)),
  };
}
