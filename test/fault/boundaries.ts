import { operations as ecsOperations } from '../../sandbox/ecs/api/all.ts';
import type { HoldAt } from '../support/redis-proxy.ts';
import { within } from '../support/wait-for.ts';
import type { Play, PlayedEffect } from './plays.ts';
import { changes, type Member, REGISTRY, type Scene } from './scene.ts';

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

/** A step's id as it is written; what begins the ids of errands is left open. */
const stepIs = (step: string): string => `"step":"${step}${step.endsWith('-') ? '' : '"'}`;

/** How the ledger's writes are known from outside: by the words of a request, a journal and a state. */
export const writes = {
  request: (operation: string) => [`"operation":"${operation}"`, '"actor":'],
  intent: (step: string) => ['"kind":"intent"', stepIs(step)],
  done: (step: string) => ['"kind":"done"', stepIs(step)],
  waiting: ['"status":"waiting"', '"for":"rollout"'],
  ended: ['"status":"ended"'],
  lock: ['"kind":"lock"', '"reason":"rolled back by'],
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

/** The moments of the call itself: it is lost on its way, or it has happened and nobody knows. */
const ofCall = ({ id, in: where }: PlayedEffect): Boundary[] => {
  const names = [
    `with the call to ${id} on the way, which never takes effect`,
    `with the call to ${id} done and its answer on the way`,
  ] as const;
  return where === 'ecs'
    ? [atCall(names[0], id, 'before'), atCall(names[1], id, 'after')]
    : [
        atWrite(names[0], { holding: writes.lock, when: 'before' }),
        atWrite(names[1], { holding: writes.lock, when: 'after' }),
      ];
};

const ofEffect = (effect: PlayedEffect): Boundary[] => {
  const { id, moments } = effect;
  if (moments === 'none') return [];
  const known = atWrite(`with the answer to ${id} known, before it is in the journal`, {
    holding: writes.done(id),
    when: 'before',
  });
  if (moments === 'telling') return [...ofCall(effect), known];
  return [
    atWrite(`before the intent to ${id} is stored`, { holding: writes.intent(id), when: 'before' }),
    atWrite(`with the intent to ${id} stored, before the call`, {
      holding: writes.intent(id),
      when: 'after',
    }),
    ...ofCall(effect),
    known,
    atWrite(`with ${id} in the journal`, { holding: writes.done(id), when: 'after' }),
  ];
};

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

/** The moments around a play's effects in ECS. */
export const aroundEffects = ({ effects }: Play): Boundary[] =>
  effects.filter((effect) => effect.in === 'ecs').flatMap(ofEffect);

/** Every kind of moment that a run of this play has, as far as the play is about them. */
export const boundariesOf = ({ effects, whole }: Play): Boundary[] => [
  ...effects.flatMap(ofEffect),
  ...(whole
    ? [
        whileWaiting,
        atWrite('before its end is stored', { holding: writes.ended, when: 'before' }),
        atWrite('with its end stored, before it knows', { holding: writes.ended, when: 'after' }),
      ]
    : []),
];
