import type { KnownRemedy } from '../../config/alarm-faults.ts';
import { loadOperations } from '../../jobs/operations-folder.ts';
import { loadRemediations } from '../../jobs/remediations-folder.ts';

/** The remedies of this build, which a configuration is held against. Rejects where a file of theirs is faulty. */
export const knownRemedies = async (): Promise<readonly KnownRemedy[]> =>
  loadRemediations(await loadOperations());
