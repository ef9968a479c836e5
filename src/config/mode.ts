import type { Mode } from '../domain/people/access.ts';
import type { PlacedFault } from './file-faults.ts';
import type { FileShape } from './file-shape.ts';
import type { Outline } from './outline.ts';

/** What the file says; where it says nothing, `operate` once `access` lists somebody, and `read-only` until then. */
export const modeOf = ({ mode, access }: Pick<FileShape, 'mode' | 'access'>): Mode =>
  mode ?? ((access?.['may-start'] ?? []).length > 0 ? 'operate' : 'read-only');

/** A file that says `operate` and lets nobody do it: a mistake, which would show only at the first command. */
export const modeFaults = ({ mode, access }: Outline): PlacedFault[] =>
  mode === 'operate' && access['may-start'].length === 0
    ? [
        {
          path: ['mode'],
          message:
            'is operate, but nobody may start anything: list people in access: may-start, or take this out',
        },
      ]
    : [];

/** The mode in a sentence, for those who check a configuration. */
export const describeMode = (mode: Mode, people: number): string =>
  mode === 'read-only'
    ? 'read-only: it answers, and changes nothing, whoever asks'
    : `operate: ${people} ${people === 1 ? 'person' : 'people'} may start operations`;
