import type { PauseSeed } from '../../../sandbox/ecs/world/options.ts';
import { registry, TEAM } from '../../support/values.ts';
import { awaiting, type guarded, guardedAtHook, SECOND } from './approval-scene.ts';

/** The service, as the sandbox's world calls it. */
export const KEY = { region: registry.region, cluster: registry.cluster, service: registry.ecsService };
/** A hook that holds before production traffic, longer than our own time. */
export const BEFORE_TRAFFIC: PauseSeed = { stage: 'POST_SCALE_UP', timeoutMinutes: 120 };

/** A deployment whose approval is asked for while ECS holds it. */
export function held({
  pauses = [BEFORE_TRAFFIC],
  policy = guardedAtHook(),
}: {
  readonly pauses?: readonly PauseSeed[];
  readonly policy?: ReturnType<typeof guarded>;
} = {}) {
  const it = awaiting(policy, { pauses });
  const { ecs, ledger, request, world, clock } = it;
  const told = (): number =>
    ecs.calls.filter(({ method, didIt }) => didIt && method === 'continueDeployment').length;
  const deployment = () => {
    const [one] = world.service(KEY).serviceDeployments;
    if (!one) throw new Error('there is no service deployment');
    return one;
  };
  const hook = () => deployment().hooks.at(-1);
  /** The digests that the tasks run. */
  const runs = () => [
    ...new Set(
      world
        .service(KEY)
        .tasks.filter(({ lastStatus }) => lastStatus === 'RUNNING')
        .map(({ images }) => images[0]?.digest),
    ),
  ];
  const question = async () => (await ledger.peek(request.id))?.question;
  /** Somebody who may resume says it, or whoever can write to the store does. */
  async function answer(word: string, key?: string, user = SECOND) {
    const open = await question();
    const signal = { kind: 'answer', at: clock.now(), team: TEAM, user, answer: word } as const;
    return ledger.signal(request.id, { ...signal, question: key ?? open?.key ?? '' });
  }
  const said = (): string => JSON.stringify(ledger.eventsOf(request.id));
  return { ...it, told, deployment, hook, runs, question, answer, said };
}
