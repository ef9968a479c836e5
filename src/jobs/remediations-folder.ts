import { readdir } from 'node:fs/promises';
import type { Remediation } from '../domain/alarm/remediation.ts';
import type { OperationSet } from './operations-folder.ts';

const isRemediation = (value: unknown): value is Remediation =>
  typeof value === 'object' && value !== null && 'fits' in value && 'summary' in value;

/** What is asked of the operations. */
type Known = Pick<OperationSet, 'current'>;

/**
 * The remedies as they were given. Throws where two have the same name, and where one starts an operation that nobody
 * may start in this build.
 */
export function remediationSet(all: readonly Remediation[], { current }: Known): readonly Remediation[] {
  const names = all.map(({ name }) => name);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice) throw new Error(`two remedies are called "${twice}": rename one`);
  for (const { name, operation } of all)
    if (operation !== undefined && !current.some(({ spec }) => spec.name === operation))
      throw new Error(`the remedy "${name}" starts an operation that isn't there: "${operation}"`);
  return all;
}

/**
 * Loads every remedy of a folder: each file exports one value made by `defineRemediation`. Throws where a file exports none
 * or several, and as `remediationSet` does: a process doesn't start with half of its remedies.
 */
export async function loadRemediations(
  operations: Known,
  folder = new URL('./remediations/', import.meta.url),
): Promise<readonly Remediation[]> {
  const files = (await readdir(folder))
    .filter((name) => /\.(ts|js)$/.test(name) && !name.endsWith('.d.ts'))
    .sort();
  const loaded: Remediation[] = [];
  for (const file of files) {
    const module: unknown = await import(new URL(file, folder).href);
    const found = Object.values(module ?? {}).filter(isRemediation);
    const [remediation] = found;
    if (!remediation || found.length > 1)
      throw new Error(`${file} must export one remedy, and exports ${found.length}`);
    loaded.push(remediation);
  }
  return remediationSet(loaded, operations);
}
