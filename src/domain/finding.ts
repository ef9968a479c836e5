/** One thing that `doctor` looked at. A `fault` must be mended; a `weak` spot works, and says what it risks. */
export interface Finding {
  readonly level: 'ok' | 'weak' | 'fault';
  readonly what: string;
  /** What to do, for all but `ok`. */
  readonly mend?: string;
}
