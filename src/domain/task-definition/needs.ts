import type { TaskDefinition } from '../ports/task-definitions.ts';
import { type SecretSource, secretSource } from './secret-source.ts';

/** Something outside without which a task can't start. */
export type Need =
  | { readonly kind: 'role'; readonly of: 'execution' | 'task'; readonly role: string }
  | {
      readonly kind: 'source';
      readonly source: Exclude<SecretSource, { readonly kind: 'unknown' }>;
      /** Under which names containers are given it. */
      readonly names: readonly string[];
    }
  | { readonly kind: 'log-group'; readonly group: string; readonly region: string };

/**
 * All that a revision's tasks need besides images, each once. A log group that ECS would make isn't needed, nor is what
 * other log drivers write to.
 */
export function needsOf({ executionRole, taskRole, containers }: TaskDefinition): Need[] {
  return [
    ...(executionRole === undefined ? [] : [{ kind: 'role', of: 'execution', role: executionRole } as const]),
    ...(taskRole === undefined ? [] : [{ kind: 'role', of: 'task', role: taskRole } as const]),
    ...sourcesOf(containers),
    ...groupsOf(containers),
  ];
}

function sourcesOf(containers: TaskDefinition['containers']): Need[] {
  const secrets = containers.flatMap(({ secrets }) =>
    secrets.map(({ name, valueFrom }) => ({ name, source: secretSource(valueFrom) })),
  );
  const ids = [...new Set(secrets.map(({ source }) => source.id))];
  return ids.flatMap((id): Need[] => {
    const same = secrets.filter(({ source }) => source.id === id);
    // Of a secret that is used both ways, the use that follows its changes tells more.
    const source = (same.find((one) => !isPinned(one.source)) ?? same[0])?.source;
    if (!source || source.kind === 'unknown') return [];
    return [{ kind: 'source', source, names: [...new Set(same.map(({ name }) => name))] }];
  });
}

const isPinned = (source: SecretSource): boolean => source.kind === 'secret' && source.follows === 'pinned';

function groupsOf(containers: TaskDefinition['containers']): Need[] {
  const groups = containers.flatMap(({ log }) =>
    log?.driver === 'awslogs' && log.whenMissing === 'task-fails'
      ? { kind: 'log-group' as const, group: log.group, region: log.region }
      : [],
  );
  return groups.filter(
    (one, at) => groups.findIndex(({ group, region }) => group === one.group && region === one.region) === at,
  );
}
