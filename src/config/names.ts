import { ServiceName, StackName } from '../domain/target/service.ts';
import { type PlacedFault, suggestion } from './file-faults.ts';
import { LimitsSection, limitConflicts, limitKey, withDefaults } from './limits.ts';
import type { Outline } from './outline.ts';

const WORD = "isn't a name that can be typed: use lower-case letters, digits and hyphens";

/** Names that people give (of systems, services and stacks), and the channels' ids. */
export function nameFaults({ systems, stacks, channels }: Outline): PlacedFault[] {
  const places = [
    ...Object.keys(systems).map((name) => ({
      path: ['systems', name],
      fits: ServiceName.safeParse(name).success,
    })),
    ...Object.entries(systems).flatMap(([system, { services }]) =>
      Object.keys(services).map((name) => ({
        path: ['systems', system, 'services', name],
        fits: ServiceName.safeParse(name).success,
      })),
    ),
    ...Object.keys(stacks).map((name) => ({
      path: ['stacks', name],
      fits: StackName.safeParse(name).success,
    })),
  ];
  const ids = Object.keys(channels).filter((id) => !/^[CG][A-Z0-9]+$/.test(id));
  return [
    ...places.filter(({ fits }) => !fits).map(({ path }) => ({ path, message: WORD })),
    ...ids.map((id) => ({
      path: ['channels', id],
      message: "isn't a channel's id: write the id, such as C0OPSPROD (the channel's details, at the bottom)",
    })),
  ];
}

/** References to a system, stack or service that doesn't exist. */
export function referenceFaults({ systems, stacks, channels }: Outline): PlacedFault[] {
  const missing = (kind: string, name: string | undefined, known: readonly string[], path: string[]) =>
    name === undefined || known.length === 0 || known.includes(name)
      ? []
      : [{ path, message: `there is no such ${kind}: ${suggestion(name, known)}` }];
  return [
    ...Object.entries(stacks).flatMap(([stack, { system }]) =>
      missing('system', system, Object.keys(systems), ['stacks', stack, 'system']),
    ),
    ...Object.entries(stacks).flatMap(([stack, { system, health }]) =>
      Object.keys(health).flatMap((name) =>
        missing('service', name, Object.keys(systems[system ?? '']?.services ?? {}), [
          'stacks',
          stack,
          'health',
          name,
        ]),
      ),
    ),
    ...Object.entries(channels).flatMap(([channel, { stack }]) =>
      missing('stack', stack, Object.keys(stacks), ['channels', channel, 'stack']),
    ),
  ];
}

/** Limits that contradict each other; those that can't be read count with their default. */
export function limitFaults({ limits }: Outline): PlacedFault[] {
  const readable = Object.fromEntries(
    Object.entries(limits).flatMap(([key, written]) => {
      const one = LimitsSection.safeParse({ [key]: written });
      return one.success ? Object.entries(one.data) : [];
    }),
  );
  return limitConflicts(withDefaults(readable)).map(({ name, message }) => ({
    path: ['limits', limitKey(name)],
    message,
  }));
}
