import type { AccessPolicy } from '../people/access.ts';
import { type Decision, mayDoAnything } from './may-do.ts';
import type { Standing } from './standing.ts';

/**
 * Whether somebody may read the audit: who may change something anywhere, since refusals hold what people typed. The
 * read-only mode changes nothing about who that is: when everything is stopped the audit is needed most.
 */
export const mayReadAudit = (policy: AccessPolicy, standing: Standing): Decision =>
  mayDoAnything({ ...policy, mode: 'operate' }, standing);
