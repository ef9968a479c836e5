import type { Config } from '../../config/config.ts';
import { type DurationMs, seconds } from '../../domain/clock.ts';
import type { AlertStates } from '../../domain/ports/alert-states.ts';
import { type Alertmanager, alertStates } from '../../health/alertmanagers.ts';

/** What gathers facts waits so long for a part; a click gives up sooner by itself. */
export const ALERTMANAGER_MS: DurationMs = seconds(3);

type Named = Pick<Config, 'alarms' | 'alarmSecrets'>;

/** The Alertmanagers that the configuration names, each with the variable of its address; those alone whose address is set. */
export const namedAlertmanagers = ({
  alarms,
  alarmSecrets,
}: Named): readonly (Alertmanager & { readonly variable: string })[] =>
  (alarms?.alertmanagers ?? []).flatMap(({ url: variable, token }) => {
    const url = alarmSecrets.get(variable)?.reveal();
    const bearer = token === undefined ? undefined : alarmSecrets.get(token)?.reveal();
    return url === undefined ? [] : [{ variable, url, token: bearer }];
  });

/** Asks them whether an alert still fires; `none`: there is none to ask. */
export function askedAlertmanagers(config: Named): AlertStates | 'none' {
  const all = namedAlertmanagers(config);
  return all.length === 0 ? 'none' : alertStates(all, ALERTMANAGER_MS);
}
