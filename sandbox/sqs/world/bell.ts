/** Rings when there may be something to receive. */
export class Bell {
  readonly #listening = new Set<() => void>();

  /** Wakes everybody who listens. */
  ring(): void {
    for (const wake of [...this.#listening]) wake();
  }

  /** How many listen. */
  get listeners(): number {
    return this.#listening.size;
  }

  /** Resolves when it rings, or after so many milliseconds, or when the signal is given. */
  async heard(withinMs: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, withinMs);
    signal.addEventListener('abort', () => resolve(), { once: true });
    this.#listening.add(resolve);
    try {
      await promise;
    } finally {
      clearTimeout(timer);
      this.#listening.delete(resolve);
    }
  }
}
