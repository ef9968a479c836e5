import type { Approval, AwaitedHook, EarlyReason } from '../../domain/run/question.ts';
import { inert } from '../inert.ts';
import { clockTime } from '../mrkdwn.ts';

/** What runs while ECS waits there (ECS API, DeploymentLifecycleHook.lifecycleStages). */
const STAGES: ReadonlyMap<string, string> = new Map([
  ['RECONCILE_SERVICE', 'nothing new runs'],
  ['PRE_SCALE_UP', 'nothing new runs'],
  ['POST_SCALE_UP', 'the new tasks run'],
  ['POST_TEST_TRAFFIC_SHIFT', 'the new tasks run and have test traffic'],
  ['PRE_PRODUCTION_TRAFFIC_SHIFT', 'the new tasks run, and production traffic goes to them next'],
  ['POST_PRODUCTION_TRAFFIC_SHIFT', 'the new tasks have all production traffic'],
]);

/** Where ECS waits, and what runs there meanwhile: `POST_SCALE_UP: the new tasks run`. */
function stageWords({ stage }: AwaitedHook): string {
  if (stage === undefined) return 'a PAUSE hook';
  const runs = STAGES.get(stage);
  return `its PAUSE hook ${inert(stage)}${runs === undefined ? '' : `: ${runs}`}`;
}

/** What ECS does there without anybody, Wheelhouse too, and when. */
export function byItselfWords({ otherwise, expiresAt }: AwaitedHook): string {
  const what = otherwise === 'ROLLBACK' ? 'rolls back' : 'continues';
  return expiresAt === undefined
    ? `ECS ${what} by itself in time`
    : `ECS itself ${what} at ${clockTime(expiresAt)}`;
}

/** That ECS holds it, where, and what comes of it: approved it goes on, else it is rolled back. */
export const hookLine = (hook: AwaitedHook): string =>
  `ECS holds it at ${stageWords(hook)}. Approved it goes on, else it is rolled back. With nobody there, and Wheelhouse down, ${byItselfWords(hook)}.`;

const EARLY: Readonly<Record<EarlyReason, string>> = {
  'no-hook': 'the service has no PAUSE hook',
  'too-late': 'its PAUSE hooks come too late, or not surely',
  'goes-on': 'its PAUSE hook continues when nobody answers',
  'not-known': "its PAUSE hooks couldn't be read",
  'no-deployment': 'ECS makes no deployment of it that a hook could hold',
};

/** Why it is asked before anything begins, where it was to be asked at a hook; undefined: it wasn't, or it is. */
export const earlyWords = ({ early }: Pick<Approval, 'early'>): string | undefined =>
  early && `Asked before it begins: ${EARLY[early]}`;
