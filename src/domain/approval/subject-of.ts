import { canonical } from '../audit/canonical.ts';
import type { Sha256 } from '../audit/chain.ts';
import type { RunRequest } from '../run/run.ts';
import type { Decided } from './change.ts';
import { Subject } from './subject.ts';

/**
 * What an approval is bound to: this run, who asked for it, with what words and where, and what it is about to do. The
 * digest of all that, so that nothing of it can be another afterwards.
 */
export const subjectOf = (request: RunRequest, decided: Decided, sha256: Sha256): Subject => {
  const { id, operation, version, input, target, actor } = request;
  return Subject.parse(sha256(canonical({ id, operation, version, input, target, actor, decided })));
};
