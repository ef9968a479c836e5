import { z } from 'zod';
import { Verdict } from '../approval/decision.ts';
import { StepId } from '../ids.ts';
import { Outcome } from './outcome.ts';
import { Preview } from './preview.ts';
import { Approval } from './question.ts';

/**
 * What a run tells, in generic words; the wording for people comes from the views. `preview` is what is about to be
 * changed, `effect` is an outside change
 * that was made or found, `note` something worth knowing, `question` what a human must answer, `answered` that somebody did, `approval-asked` that it waits
 * for other people's consent, `decided` what they said, `end` the last one.
 * Texts may hold words of AWS: the views make them inert.
 */
export const RunEvent = z.discriminatedUnion('kind', [
  Preview.extend({ kind: z.literal('preview'), at: z.number(), step: StepId }),
  z.object({ kind: z.literal('effect'), at: z.number(), step: StepId, text: z.string() }),
  z.object({
    kind: z.literal('note'),
    at: z.number(),
    step: StepId,
    text: z.string(),
    /** AWS CLI lines by which a person goes on, where there are some. */
    commands: z.array(z.string()).exactOptional(),
  }),
  z.object({
    kind: z.literal('question'),
    at: z.number(),
    step: StepId,
    text: z.string(),
    evidence: z.array(z.string()),
    /** AWS CLI lines by which a person goes on, where there are some. */
    commands: z.array(z.string()).exactOptional(),
  }),
  /** Somebody answered what the run asked while it went on; `user` is the Slack user's id. */
  z.object({ kind: z.literal('answered'), at: z.number(), user: z.string(), label: z.string() }),
  /** Other people's consent is asked for; `changed`: in place of what was asked before, which is void. */
  z.object({
    kind: z.literal('approval-asked'),
    at: z.number(),
    step: StepId,
    approval: Approval,
    changed: z.array(z.object({ label: z.string(), before: z.string(), after: z.string() })).exactOptional(),
  }),
  /** Nobody has decided yet. */
  z.object({ kind: z.literal('approval-waits'), at: z.number(), step: StepId, approval: Approval }),
  z.object({
    kind: z.literal('decided'),
    at: z.number(),
    user: z.string(),
    verdict: Verdict,
    reason: z.string().exactOptional(),
  }),
  z.object({ kind: z.literal('end'), at: z.number(), outcome: Outcome }),
]);
export type RunEvent = z.infer<typeof RunEvent>;
