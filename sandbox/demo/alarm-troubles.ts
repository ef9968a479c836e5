import type { Sandbox } from '../sandbox.ts';
import type { Trouble } from './troubles.ts';

/** How many alarms the panel has a switch for: those of the services that people look at first. */
const SHOWN = 4;

/** Alarms of the first stack that has some: they ring while their switch is on. */
export function alarmTroubles({ catalog, cloudwatch }: Pick<Sandbox, 'catalog' | 'cloudwatch'>): Trouble[] {
  const [first] = catalog.services.filter(({ alarms }) => alarms.length > 0);
  if (!first) return [];
  const { stack, account, region } = first;
  const { board } = cloudwatch(account);
  const names = catalog.services.filter((one) => one.stack === stack).flatMap(({ alarms }) => alarms);
  const stateOf = (name: string) => board.in(region).find((alarm) => alarm.name === name)?.state;
  return [...new Set(names)]
    .filter((name) => stateOf(name) === 'OK')
    .slice(0, SHOWN)
    .map((name) => ({
      id: `alarm-${name}`,
      label: `${name} rings (${stack})`,
      group: 'Alarms',
      how: 'switch',
      isOn: () => stateOf(name) === 'ALARM',
      set: (on) => board.set(region, name, on ? 'ALARM' : 'OK'),
    }));
}
