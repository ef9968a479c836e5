const refuse = (): never => {
  throw new TypeError('the configuration is frozen: change the file and start again');
};

/** A map that can't be changed once it is made: `Object.freeze` alone doesn't stop `set`. */
export class FrozenMap<K, V> extends Map<K, V> {
  constructor(entries: Iterable<readonly [K, V]>) {
    super();
    for (const [key, value] of entries) super.set(key, value);
    Object.freeze(this);
  }

  override set(): never {
    return refuse();
  }

  override delete(): never {
    return refuse();
  }

  override clear(): never {
    return refuse();
  }
}

/** Freezes a value and all that it holds, and gives it back. Maps must be `FrozenMap`s. */
export function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) deepFreeze(inner);
  }
  return value;
}
