import type { Permission } from '../../domain/guard/permission.ts';
import { placeOf } from '../../domain/guard/place.ts';
import type { RunNumber } from '../../domain/ids.ts';
import type { SlackActor } from '../../domain/people/actor.ts';
import { unknownRun } from '../../views/reply/refusal.ts';
import type { HandlerParts } from '../parts.ts';
import { type GuardParts, type Refused, refusal } from './ask-guard.ts';

/** What somebody is told who may not do that to this run, or where there is no such run; undefined: they may. */
export async function refusalForRun(
  parts: GuardParts & Pick<HandlerParts, 'catalog' | 'runs'>,
  actor: SlackActor,
  permission: Permission,
  number: RunNumber,
): Promise<Refused | undefined> {
  const run = await parts.runs.byNumber(number);
  if (!run) return { why: 'unknown-run', message: unknownRun(number) };
  return refusal(parts, actor, { permission, place: placeOf(parts.catalog, run.request.target) });
}
