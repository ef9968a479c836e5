import { z } from 'zod';

/**
 * Everything that a rule can let a role do: what operations are for, and the other verbs that change something. One
 * list, so that a configuration can't grant what isn't there, nor an operation need what nobody can grant.
 */
export const Permission = z.enum([
  'deploy',
  'restart',
  'rollback',
  'scale',
  'cancel',
  'resume',
  'retry',
  'freeze',
  'unfreeze',
  'lock',
  'unlock',
  'acknowledge',
  'silence',
]);
export type Permission = z.infer<typeof Permission>;
