import { z } from 'zod';

/** Tells what was decided from everything else that could be: 64 hexadecimal digits. */
export const Subject = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .brand<'Subject'>();
export type Subject = z.infer<typeof Subject>;

/** As many digits as a person compares. */
export const shortSubject = (subject: Subject): string => subject.slice(0, 8);
