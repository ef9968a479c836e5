import type { OnEntry } from '../jobs/audit/sealed.ts';
import type { ProcessLog } from './logger.ts';

/** Every entry is a line of the log, too: a collector of logs has a second copy that nobody can change in Redis. */
export const auditLog =
  (log: ProcessLog): OnEntry =>
  (line) =>
    log.json('audit', line);
