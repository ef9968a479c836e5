import type { Sha256 } from '../audit/chain.ts';
import type { Approval } from '../run/question.ts';
import type { Run } from '../run/run.ts';
import type { Subject } from './subject.ts';
import { subjectOf } from './subject-of.ts';

/** A run that waits for consent. */
export interface Pending {
  readonly run: Run;
  readonly approval: Approval;
  /** Made anew from what the run says that it is about to do: what somebody is shown is what they decide on. */
  readonly subject: Subject;
}

/** What a run waits to be consented to; undefined where it waits for nothing of the kind. */
export function pendingOf(run: Run, sha256: Sha256): Pending | undefined {
  const approval = run.state.status === 'ended' ? undefined : run.question?.approval;
  return approval && { run, approval, subject: subjectOf(run.request, approval.decided, sha256) };
}
