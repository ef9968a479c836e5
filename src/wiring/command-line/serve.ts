import { unsetForAlarms } from '../../config/alarm-variables.ts';
import { signingFaults } from '../../config/signing.ts';
import { type Role, startProcess } from '../run-process.ts';
import { knownRemedies } from './known-remedies.ts';
import type { Terminal } from './terminal.ts';

/** `bot`, `worker`, `all`: runs until it is told to stop (SIGTERM, SIGINT), then drains and exits 0. */
export const serve =
  (role: Role) =>
  async (_args: readonly string[], terminal: Terminal): Promise<void> => {
    const config = terminal.configured(await knownRemedies());
    if (!config) return;
    const faults = [...signingFaults(config.signing, role), ...unsetForAlarms(config, role)];
    if (faults.length > 0) {
      terminal.refuseFaults(faults);
      return;
    }
    const { drain } = config.limits;
    const running = await startProcess(config, role);
    let stopping = false;
    const stop = (): void => {
      if (stopping) return;
      stopping = true;
      // Whatever isn't over by then goes on elsewhere.
      setTimeout(() => process.exit(0), drain).unref();
      running.stop().then(
        () => process.exit(0),
        (error: unknown) => {
          terminal.complain(String(error));
          process.exit(1);
        },
      );
    };
    process.on('SIGTERM', stop);
    process.on('SIGINT', stop);
  };
