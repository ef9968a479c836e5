import { z } from 'zod';

/**
 * What a run is about to change, before it does: a row for each thing, and the commands by which a person would do the
 * same (AWS CLI), none where they aren't asked for. `warning` rows are worth a look even where nothing changes,
 * `same` ones say what stays.
 */
export const Preview = z.object({
  rows: z.array(
    z.object({
      label: z.string(),
      before: z.string().optional(),
      after: z.string(),
      level: z.enum(['change', 'warning', 'same']),
    }),
  ),
  commands: z.array(z.string()),
});
export type Preview = z.infer<typeof Preview>;
