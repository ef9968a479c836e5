import type { z } from 'zod';
import { Permission } from '../guard/permission.ts';

/** What a person does about alarms that somebody else can look at afterwards: in the words of who may. */
export const AlarmAct = Permission.extract(['acknowledge', 'silence']);
export type AlarmAct = z.infer<typeof AlarmAct>;
