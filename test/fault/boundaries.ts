import { operations as ecsOperations } from '../../sandbox/ecs/api/all.ts';
import type { Operation } from '../../src/domain/operation/operation.ts';
import type { HoldAt } from '../support/redis-proxy.ts';
import { within } from '../support/wait-for.ts';
import { changes, effectSteps, type Member, REGISTRY, type Scene } from './scene.ts';

/** What holds a worker in its moment: a request, an answer, or nothing. */
export interface Held {
  release(): void;
}

/** A call that is held for good: it never takes effect. */
const lost: Held = { release: () => undefined };

/** A moment in a run at which its worker can die. */
export interface Boundary {
  readonly name: string;
  /** Called before the command is typed; resolves at that moment, with the worker held in it. */
  reached(scene: Scene, worker: Member): Promise<Held>;
  /** What has to be done so that the run can go on after the worker's death. */
  heal?(scene: Scene): void;
}

/** How the ledger's writes are known from outside: by the words of a request, a journal and a state. */
export const writes = {
  request: (operation: string) => [`"operation":"${operation}"`, '"actor":'],
  intent: (step: string) => ['"kind":"intent"', `"step":"${step}"`],
  done: (step: string) => ['"kind":"done"', `"step":"${step}"`],
  waiting: ['"status":"waiting"', '"for":"rollout"'],
  ended: ['"status":"ended"'],
} as const;

const atWrite = (name: string, at: HoldAt): Boundary => ({
  name,
  async reached(_scene, worker) {
    const held = worker.redis.hold(at);
    await within(held.reached, name);
    return held;
  },
});

/** The first call that changes something after this step's intent is stored. */
const atCall = (name: string, step: string, when: 'before' | 'after'): Boundary => ({
  name,
  async reached({ world }, worker) {
    const intent = worker.redis.hold({ holding: writes.intent(step), when: 'after' });
    await within(intent.reached, `the intent of ${step}`);
    const calls = [...ecsOperations.keys()].filter(changes).map((call) => {
      const { held, release } = world.ecs.faults.hold(call, when);
      return held.then(() => (when === 'before' ? lost : { release }));
    });
    intent.release();
    const held = await within(Promise.race(calls), name);
    // The other calls of the run aren't meant.
    world.ecs.faults.clear();
    return held;
  },
});

const ofStep = (step: string): Boundary[] => [
  atWrite(`before the intent to ${step} is stored`, { holding: writes.intent(step), when: 'before' }),
  atWrite(`with the intent to ${step} stored, before the call`, {
    holding: writes.intent(step),
    when: 'after',
  }),
  atCall(`with the call to ${step} on the way, which never takes effect`, step, 'before'),
  atCall(`with the call to ${step} done and its answer on the way`, step, 'after'),
  atWrite(`with the answer to ${step} known, before it is in the journal`, {
    holding: writes.done(step),
    when: 'before',
  }),
  atWrite(`with ${step} in the journal`, { holding: writes.done(step), when: 'after' }),
];

const whileWaiting: Boundary = {
  name: 'while it waits for the rollout',
  async reached({ world }, worker) {
    world.ecs.script(REGISTRY, { kind: 'stuck' });
    const waiting = worker.redis.hold({ holding: writes.waiting, when: 'after' });
    await within(waiting.reached, 'the run to wait');
    return waiting;
  },
  heal: ({ world }) => world.ecs.script(REGISTRY, undefined),
};

/** The moments around the effects of an operation. */
export const aroundEffects = (operation: Operation): Boundary[] =>
  effectSteps(operation).flatMap(({ id }) => ofStep(id));

/** Every kind of moment that a run of this operation has. Follows from its definition alone. */
export const boundariesOf = (operation: Operation): Boundary[] => [
  ...aroundEffects(operation),
  whileWaiting,
  atWrite('before its end is stored', { holding: writes.ended, when: 'before' }),
  atWrite('with its end stored, before it knows', { holding: writes.ended, when: 'after' }),
];
