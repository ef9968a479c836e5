import { describe, it } from 'vitest';
import { loadOperations } from '../../src/jobs/operations-folder.ts';
import { within } from '../support/wait-for.ts';
import { boundariesOf, writes } from './boundaries.ts';
import { begin, effectSteps, oneGoodEnd, openTeam, threeAtOnce } from './scene.ts';

threeAtOnce();
const operations = await loadOperations();

// Every operation that the build loads is here without being named: its example is typed, its steps say where.
describe.concurrent.for(operations.all)(
  '/ops $spec.example: its worker is killed with SIGKILL',
  (operation) => {
    const { example } = operation.spec;
    const of = effectSteps(operation).length;

    it.for(boundariesOf(operation))(
      '$name: another one takes it to its one good end',
      async (boundary, test) => {
        const scene = await openTeam(test);
        const reached = boundary.reached(scene, scene.worker);
        await begin(scene, example);
        await reached;
        await Promise.all([scene.worker.kill(), scene.start('worker')]);
        boundary.heal?.(scene);
        await oneGoodEnd(scene, { of });
      },
    );

    it.for(effectSteps(operation))(
      'twice in a row around "$title": the third one takes it to its one good end',
      async ({ id }, test) => {
        const scene = await openTeam(test);
        const intent = scene.worker.redis.hold({ holding: writes.intent(id), when: 'after' });
        await begin(scene, example);
        await within(intent.reached, 'the first intent');
        const [, second] = await Promise.all([scene.worker.kill(), scene.start('worker')]);
        const done = second.redis.hold({ holding: writes.done(id), when: 'before' });
        await within(done.reached, 'the effect to have happened');
        await Promise.all([second.kill(), scene.start('worker')]);
        await oneGoodEnd(scene, { of });
      },
    );
  },
);
