import { z } from 'zod';
import { Verdict } from '../approval/decision.ts';
import { Subject } from '../approval/subject.ts';
import { RunNumber } from '../ids.ts';

/** Where a form was opened, and so where its run is told. */
const Place = {
  /** Absent where the form asks for it. */
  channel: z.string().min(1).max(50).optional(),
  thread: z.string().min(1).max(50).optional(),
};

/** What a form carries unseen (Slack: private_metadata) from its opening to its submission. */
const FormMetadata = z.strictObject({
  operation: z.string().min(1).max(100),
  version: z.number().int().positive(),
  ...Place,
});
export type FormMetadata = z.infer<typeof FormMetadata>;

/** The same of the modal in which an operation is chosen. */
const ChoiceMetadata = z.strictObject({ target: z.string().min(1).max(300).optional(), ...Place });
export type ChoiceMetadata = z.infer<typeof ChoiceMetadata>;

/** The same of the modal in which somebody decides on a run. */
const DecisionMetadata = z.strictObject({
  run: RunNumber,
  subject: Subject,
  verdict: Verdict,
  channel: z.string().min(1).max(50).optional(),
});
export type DecisionMetadata = z.infer<typeof DecisionMetadata>;

/** The same of the form of a silence. */
const SilenceMetadata = z.strictObject({
  verb: z.literal('silence'),
  /** When it was opened: what rings, and the mornings that it offers, are of then. */
  openedAt: z.number().int().nonnegative(),
  channel: z.string().min(1).max(50),
  thread: Place.thread,
});
export type SilenceMetadata = z.infer<typeof SilenceMetadata>;

/** As it travels. */
export const written = (
  metadata: FormMetadata | ChoiceMetadata | DecisionMetadata | SilenceMetadata,
): string => JSON.stringify(metadata);

/** A form's metadata; undefined where it is somebody else's, or nobody's. */
export const formMetadata = (text: string): FormMetadata | undefined => read(FormMetadata, text);

/** A choice's metadata; undefined where it is somebody else's, or nobody's. */
export const choiceMetadata = (text: string): ChoiceMetadata | undefined => read(ChoiceMetadata, text);

/** A decision's metadata; undefined where it is somebody else's, or nobody's. */
export const decisionMetadata = (text: string): DecisionMetadata | undefined => read(DecisionMetadata, text);

/** A silence form's metadata; undefined where it is somebody else's, or nobody's. */
export const silenceMetadata = (text: string): SilenceMetadata | undefined => read(SilenceMetadata, text);

function read<T>(schema: z.ZodType<T>, text: string): T | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
