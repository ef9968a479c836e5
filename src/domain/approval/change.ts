import { z } from 'zod';

/**
 * What a run turns out to change, once it has looked: one word for each thing that a team may want a second person for.
 * `restart-unproven` may bring other code, since what its image's tag means couldn't be looked up. `rollback-to` is one to
 * something that a person named. `scale-beyond` leaves autoscaling's range, or stops the service. `unfreeze` is no run:
 * whoever says it second lifts the freeze.
 */
export const Change = z.enum([
  'deploy',
  'restart',
  'restart-unproven',
  'rollback',
  'rollback-to',
  'scale-out',
  'scale-in',
  'scale-beyond',
  'unfreeze',
]);
export type Change = z.infer<typeof Change>;

/** Those that a run makes alone: what somebody else can look at afterwards. */
export const RunChange = Change.exclude(['unfreeze']);

/**
 * What a run is about to do, as far as a person decides on it: from what to what, exactly. Never a figure that moves by
 * itself, such as how many tasks run just now.
 */
export const Decided = z.object({
  change: Change,
  rows: z.array(z.object({ label: z.string(), before: z.string().exactOptional(), after: z.string() })),
});
export type Decided = z.infer<typeof Decided>;

/** Something that isn't the same any more. */
export interface Changed {
  readonly label: string;
  readonly before: string;
  readonly after: string;
}

/** What isn't the same any more: a row for each thing, as it was and as it is. Empty: nothing. */
export function decidedAnew(was: Decided, is: Decided): Changed[] {
  const rows = (one: Decided): Map<string, string> =>
    new Map([
      ['What it does', one.change],
      ...one.rows.map(({ label, before, after }): [string, string] => [
        label,
        before === undefined ? after : `${before} → ${after}`,
      ]),
    ]);
  const [old, now] = [rows(was), rows(is)];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((label) => {
    const [before, after] = [old.get(label), now.get(label)];
    return before === after ? [] : [{ label, before: before ?? 'nothing', after: after ?? 'nothing' }];
  });
}
