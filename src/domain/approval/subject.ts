import { z } from 'zod';
import { canonical } from '../audit/canonical.ts';
import type { Sha256 } from '../audit/chain.ts';
import type { RunRequest } from '../run/run.ts';
import type { Decided } from './change.ts';

/** Tells what was decided from everything else that could be: 64 hexadecimal digits. */
export const Subject = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .brand<'Subject'>();
export type Subject = z.infer<typeof Subject>;

/**
 * What an approval is bound to: this run, who asked for it, with what words and where, and what it is about to do. The
 * digest of all that, so that nothing of it can be another afterwards.
 */
export const subjectOf = (request: RunRequest, decided: Decided, sha256: Sha256): Subject => {
  const { id, operation, version, input, target, actor } = request;
  return Subject.parse(sha256(canonical({ id, operation, version, input, target, actor, decided })));
};

/** As many digits as a person compares. */
export const shortSubject = (subject: Subject): string => subject.slice(0, 8);
