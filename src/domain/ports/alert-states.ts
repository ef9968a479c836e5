import type { Fault } from '../fault/fault.ts';
import type { Result } from '../result.ts';

/** How the Alertmanagers themselves say that an alert is now. Nothing throws. */
export interface AlertStates {
  /**
   * `firing`: one of them lists it, silenced there or not. `unlisted`: all of them were asked, and none does: it is over, or
   * whoever should have sent it has gone silent. A fault: one that may list it couldn't be asked. `fingerprint`:
   * Alertmanager's own; `name`: the label `alertname`, which narrows the answer.
   */
  read(alert: {
    readonly fingerprint: string;
    readonly name?: string | undefined;
  }): Promise<Result<'firing' | 'unlisted', Fault>>;
}
