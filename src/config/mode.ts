import { MAY_START } from '../domain/guard/policy.ts';
import type { AccessPolicy, Mode } from '../domain/people/access.ts';
import type { PlacedFault } from './file-faults.ts';
import type { FileShape } from './file-shape.ts';
import type { Outline } from './outline.ts';

/** What the file says; where it says nothing, `operate` once it lets somebody do something, and `read-only` until then. */
export const modeOf = ({ mode, access, rules }: Pick<FileShape, 'mode' | 'access' | 'rules'>): Mode =>
  mode ?? ((access?.['may-start'] ?? []).length > 0 || (rules ?? []).length > 0 ? 'operate' : 'read-only');

/** A file that says `operate` and lets nobody do it: a mistake, which would show only at the first command. */
export const modeFaults = ({ mode, access, rules }: Outline): PlacedFault[] =>
  mode === 'operate' && access['may-start'].length === 0 && rules.length === 0
    ? [
        {
          path: ['mode'],
          message:
            'is operate, but nobody may start anything: list people in access: may-start, or write roles and rules, or take this out',
        },
      ]
    : [];

/** The mode in a sentence, for those who check a configuration. */
export function describeMode({ mode, roles, rules }: Pick<AccessPolicy, 'mode' | 'roles' | 'rules'>): string {
  if (mode === 'read-only') return 'read-only: it answers, and changes nothing, whoever asks';
  const all = roles.find(({ name }) => name === MAY_START)?.users.length ?? 0;
  const others = rules.filter(({ role }) => role !== MAY_START);
  const parts = [
    ...(all > 0 ? [`${all} ${all === 1 ? 'person' : 'people'} may start operations`] : []),
    ...(others.length > 0
      ? [`${others.length} ${others.length === 1 ? 'rule says' : 'rules say'} what roles may do`]
      : []),
  ];
  return `operate: ${parts.join('; ')}`;
}
