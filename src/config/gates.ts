import { StackName } from '../domain/target/service.ts';
import type { Gates } from '../domain/window/shut-gates.ts';
import { type Window, WindowStops } from '../domain/window/window.ts';
import { whereOf } from './access.ts';
import type { FileShape } from './file-shape.ts';
import { windowTimes } from './window-times.ts';

/** The windows, and the critical alarms of each stack: its system's and its own. Of a file without faults. */
export const gatesOf = (file: FileShape): Gates => ({
  windows: (file.windows ?? []).flatMap(windowOf),
  criticalAlarms: file.policy?.['on-critical-alarm'] === 'nothing' ? [] : criticalAlarmsOf(file),
});

function windowOf({ name, stops, in: where, from, to, days, zone, reason }: WrittenWindow): Window[] {
  const times = windowTimes({ from, to, days: days ?? undefined });
  // Not one that can't be read: its fault stops the start.
  if (times.kind === 'wrong') return [];
  const { recurs } = times;
  return [
    {
      name,
      stops: stops?.map((one) => WindowStops.parse(one)) ?? 'new-things',
      where: whereOf(where),
      recurs,
      zone,
      reason,
    },
  ];
}

type WrittenWindow = NonNullable<FileShape['windows']>[number];

const criticalAlarmsOf = ({ systems, stacks }: FileShape): Gates['criticalAlarms'] =>
  Object.entries(stacks).flatMap(([name, stack]) => {
    const all = [...(systems[stack.system]?.['critical-alarms'] ?? []), ...(stack['critical-alarms'] ?? [])];
    return all.length === 0 ? [] : [{ name: StackName.parse(name), alarms: [...new Set(all)] }];
  });
