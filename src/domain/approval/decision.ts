import { z } from 'zod';
import { Subject } from './subject.ts';

/** What somebody says of a run that waits for an approval. */
export const Verdict = z.enum(['approve', 'reject', 'break-glass']);
export type Verdict = z.infer<typeof Verdict>;

/** A decision as a person takes it. */
export const Decision = z.object({
  subject: Subject,
  verdict: Verdict,
  team: z.string(),
  user: z.string(),
  /** Epoch milliseconds. */
  at: z.number(),
  reason: z.string().exactOptional(),
});
export type Decision = z.infer<typeof Decision>;

/** What the person who decided is called, across workspaces. */
export const personOf = ({ team, user }: Pick<Decision, 'team' | 'user'>): string => `${team}/${user}`;
