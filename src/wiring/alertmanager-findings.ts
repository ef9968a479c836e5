import type { Config } from '../config/config.ts';
import type { Finding } from '../domain/finding.ts';
import { alertStates } from '../health/alertmanagers.ts';
import { ALERTMANAGER_MS, namedAlertmanagers } from './alarms/alertmanagers.ts';

/** An alert that nobody has. */
const NOBODYS = { fingerprint: 'wheelhouse-doctor', name: 'WheelhouseDoctor' } as const;

/** Whether each Alertmanager that the configuration names says what fires. Addresses are secret: their variables are named. */
export async function alertmanagerFindings(
  config: Pick<Config, 'alarms' | 'alarmSecrets'>,
): Promise<readonly Finding[]> {
  return Promise.all(
    namedAlertmanagers(config).map(async (one): Promise<Finding> => {
      const read = await alertStates([one], ALERTMANAGER_MS).read(NOBODYS);
      return read.ok
        ? { level: 'ok', what: `The Alertmanager of ${one.variable} says what fires` }
        : {
            level: 'fault',
            what: `The Alertmanager of ${one.variable} can't be asked what fires: ${read.fault.detail}`,
            mend: `check ${one.variable} (its address up to where /api/v2 begins) and its token; until then no remedy is offered for its alerts`,
          };
    }),
  );
}
