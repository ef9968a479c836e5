import { z } from 'zod';

/** The person's own words on why, as every operation asks for them. */
export const reason = z.string().trim().min(1).max(200).optional().meta({
  label: 'Reason',
  description: 'why, for those who read it later',
});
