import { z } from 'zod';
import { type Answers, answersOf } from './answers.ts';

const View = z.object({
  id: z.string().min(1),
  private_metadata: z.string(),
  state: z.object({ values: z.unknown() }),
});

/** A modal as it was handed in, or as it stands while somebody fills it in. */
export interface SubmittedView {
  /** Slack's id of the view; it stays while the view is updated. */
  readonly id: string;
  readonly metadata: string;
  readonly answers: Answers;
}

/** Reads a request's `view` (Slack: view_submission, block_suggestion); undefined where it isn't one. */
export function submittedView(view: unknown): SubmittedView | undefined {
  const parsed = View.safeParse(view);
  const answers = answersOf(parsed.data?.state.values);
  if (!parsed.success || !answers) return undefined;
  return { id: parsed.data.id, metadata: parsed.data.private_metadata, answers };
}
