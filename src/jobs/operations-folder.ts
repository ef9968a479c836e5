import { readdir } from 'node:fs/promises';
import type { Operation } from '../domain/operation/operation.ts';

/** The operations that this build knows, in every version for which it has steps. */
export interface OperationSet {
  readonly all: readonly Operation[];
  /** What people may start: the newest version of each. */
  readonly current: readonly Operation[];
  /** The operation of that name and version; undefined where this build doesn't know it. */
  find(name: string, version: number): Operation | undefined;
}

const isOperation = (value: unknown): value is Operation =>
  typeof value === 'object' && value !== null && 'spec' in value && 'steps' in value;

/** A set of operations. Throws where two have the same name and version. */
export function operationSet(all: readonly Operation[]): OperationSet {
  const names = all.map(({ spec }) => `${spec.name}@${spec.version}`);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice) throw new Error(`two operations are called "${twice}": rename one, or raise its version`);
  const newest = new Map<string, Operation>();
  for (const operation of [...all].sort((a, b) => a.spec.version - b.spec.version)) {
    newest.set(operation.spec.name, operation);
  }
  return {
    all,
    current: [...newest.values()],
    find: (name, version) => all.find(({ spec }) => spec.name === name && spec.version === version),
  };
}

/**
 * Loads every operation of a folder: each file exports one value made by `defineOperation`; an older version that live
 * runs still need is a file of its own. Throws where a file exports none or several, or two have the same name and
 * version: a process doesn't start with half of its operations.
 */
export async function loadOperations(
  folder = new URL('./operations/', import.meta.url),
): Promise<OperationSet> {
  const files = (await readdir(folder))
    .filter((name) => /\.(ts|js)$/.test(name) && !name.endsWith('.d.ts'))
    .sort();
  const loaded: Operation[] = [];
  for (const file of files) {
    const module: unknown = await import(new URL(file, folder).href);
    const found = Object.values(module ?? {}).filter(isOperation);
    const [operation] = found;
    if (!operation || found.length > 1)
      throw new Error(`${file} must export one operation, and exports ${found.length}`);
    loaded.push(operation);
  }
  return operationSet(loaded);
}
