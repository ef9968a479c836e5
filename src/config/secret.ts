import { inspect } from 'node:util';

const MASK = '[secret]';

/**
 * A value that must not be shown. Printing, logging, serializing or inspecting it gives `[secret]`; only `reveal()`
 * gives the value, so that every place that uses one can be found by that word.
 */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
    Object.freeze(this);
  }

  /** The value itself, for the client that needs it. */
  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return MASK;
  }

  toJSON(): string {
    return MASK;
  }

  [inspect.custom](): string {
    return MASK;
  }
}
