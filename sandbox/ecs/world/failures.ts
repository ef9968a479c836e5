import { endFailures } from './failures/ending.ts';
import { healthFailures } from './failures/health.ts';
import { placeFailures } from './failures/placing.ts';
import type { FailureScript } from './failures/script.ts';
import { startFailures } from './failures/starting.ts';
import type { TaskFailure } from './options.ts';

/**
 * Every way to fail, in files by when it happens. The words are those of AWS's documentation, of error reports that
 * operators have published, and of the libraries that write the logs.
 */
export const failureScripts: Readonly<Record<TaskFailure, FailureScript>> = {
  ...startFailures,
  ...endFailures,
  ...placeFailures,
  ...healthFailures,
};
