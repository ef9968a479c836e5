import type { Redis } from 'ioredis';
import { DECISION_REASON_BLOCK } from '../../../../src/domain/forms/blocks.ts';
import { type Bare, ground } from '../ground.ts';
import { allTold, approvalField, BREAKER, toldOf, waits } from './ground.ts';

/**
 * The glass of #1 was broken, for this reason, and it is done; #2 waits for so long that its glass may be broken; #3 is a
 * restart. No worker is there any more, so nothing goes on by itself: what an attack sends is seen in the ledger.
 */
export async function glassGround(reason: string, redis: Redis): Promise<Bare> {
  const field = await ground(approvalField({ approval: '10m', 'approval-remind': '500ms' }));
  const { person, submits, opened, worker, world } = field;
  await waits(field, 'registry');
  await person.threadReads(/Still needs an approval/);
  await submits(typed(await opened('break-glass 1', BREAKER), reason), BREAKER);
  await world.sandbox.slack.waitFor(() => /#1 deploy[\s\S]*done after/.test(toldOf(field, 1)));
  await waits(field, 'moved');
  await person.threadReads(/Still needs an approval/);
  await person.ops('restart auth');
  await person.rootReads(/auth\* done/);
  await worker.signal('SIGTERM');
  await allTold(field, redis);
  return field;
}

/** A form with a reason typed in. */
export const typed = <V extends object>(view: V, reason: string) => ({
  ...view,
  state: { values: { [DECISION_REASON_BLOCK]: { text: { type: 'plain_text_input', value: reason } } } },
});
