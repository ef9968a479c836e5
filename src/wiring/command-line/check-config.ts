import { describeAutomatic } from '../../config/describe-automatic.ts';
import { describeWindow } from '../../config/describe-windows.ts';
import { parseConfigFile } from '../../config/load.ts';
import { describeMode } from '../../config/mode.ts';
import { systemClock } from '../../domain/clock.ts';
import { isOwn } from '../../domain/target/catalog.ts';
import { targetName } from '../../domain/target/service.ts';
import { knownRemedies } from './known-remedies.ts';
import type { Terminal } from './terminal.ts';

/** `check-config FILE`: every fault of a configuration file at once. */
export async function checkConfig([path]: readonly string[], terminal: Terminal): Promise<void> {
  const text = path === undefined ? undefined : terminal.readFile(path);
  if (path === undefined || text === undefined) {
    terminal.refuse(
      path === undefined ? 'check-config needs the path of a file' : `${path} can't be read: check the path`,
    );
    return;
  }
  const parsed = parseConfigFile(text, path, await knownRemedies());
  if (!parsed.ok) {
    terminal.refuseFaults(parsed.fault);
    return;
  }
  const { catalog, access, gates, alarms } = parsed.value;
  terminal.print(`${path} is fine: ${catalog.services.length} services.`);
  const own = catalog.services.filter((service) => isOwn(catalog, service)).map(targetName);
  if (own.length > 0) terminal.print(`only looked at, because Wheelhouse runs as them: ${own.join(', ')}`);
  terminal.print(`mode ${describeMode(access)}`);
  for (const window of gates.windows) terminal.print(`window ${describeWindow(window, systemClock.now())}`);
  for (const { name, alarms } of gates.criticalAlarms)
    terminal.print(`while one of ${alarms.join(', ')} rings, nothing new comes to ${name}`);
  for (const remedy of alarms?.automatic ?? []) terminal.print(describeAutomatic(remedy));
}
