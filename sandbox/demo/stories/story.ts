import type { Demo } from '../demo.ts';

/** A main job of the product, played without a person. */
export interface Story {
  readonly name: string;
  /** Plays it. Rejects, with what was expected and what was seen, when it doesn't go as promised. */
  readonly play: (demo: Demo, tell: (line: string) => void) => Promise<void>;
}

/** Fails a story unless a fact holds. */
export function expectThat(fact: boolean, what: string): asserts fact {
  if (!fact) throw new Error(what);
}
