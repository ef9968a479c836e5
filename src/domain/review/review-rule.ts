import { z } from 'zod';
import { type Change, RunChange } from '../approval/change.ts';
import { type ChangeRule, concerns } from '../approval/change-rule.ts';
import type { Place } from '../guard/place.ts';
import { AlarmAct } from './alarm-act.ts';

/** What can be done alone and looked at by somebody else the next day: changes that runs make, and what is done about alarms. */
export const Reviewable = z.enum([...RunChange.options, ...AlarmAct.options]);
export type Reviewable = z.infer<typeof Reviewable>;

/** What is looked at the next day, and where. */
export type ReviewRule = ChangeRule<Reviewable>;

/** Whether somebody else looks at it the next day, there or in a part of that, where it was done without a consent. */
export const isReviewed = (rules: readonly ReviewRule[], what: Reviewable | Change, place: Place): boolean =>
  rules.some((rule) => concerns<Reviewable | Change>(rule, what, place));
