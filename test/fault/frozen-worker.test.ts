import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, type TestContext } from 'vitest';
import type { WheelhouseProcess } from '../../sandbox/processes/wheelhouse-process.ts';
import { loadOperations } from '../../src/jobs/operations-folder.ts';
import { waitFor, within } from '../support/wait-for.ts';
import { aroundEffects, type Boundary, boundariesOf, type Held } from './boundaries.ts';
import { examplePlays, itsEnd, openPlay } from './plays.ts';
import { begin, REGISTRY, threeAtOnce } from './scene.ts';

threeAtOnce();
const operations = await loadOperations();

/** A rollback takes the steps of a deployment, and dies in all of them in the kill matrix. */
const plays = examplePlays(operations).filter(({ command }) => !command.startsWith('rollback'));

/** Beyond the job's lock (2 s) and the run's lease (3 s) of these tests. */
const FROZEN_MS = 3_500;

/** Lets go what was held, thaws the worker, and waits until it has ended its turn and stopped in order. */
async function thaw(frozen: WheelhouseProcess, held: Held): Promise<void> {
  held.release();
  await frozen.signal('SIGCONT');
  await waitFor(async () => (await fetch(`${frozen.adminUrl}/readyz`)).ok, {
    what: 'the thawed worker to answer',
  });
  await frozen.signal('SIGTERM');
  expect(await within(frozen.ended, 'the thawed worker to stop')).toBe(0);
}

describe.concurrent.for(plays)(
  '$name: its worker is frozen with SIGSTOP beyond its lease, with another one there',
  (play) => {
    /** Freezes the worker in its moment until another one has had the time to take the run over. */
    async function freeze(test: TestContext, boundary: Boundary) {
      const scene = await openPlay(test, play);
      const frozen = scene.worker.process;
      const reached = boundary.reached(scene, scene.worker);
      await begin(scene, play.command);
      const held = await reached;
      await frozen.signal('SIGSTOP');
      await Promise.all([scene.start('worker'), sleep(FROZEN_MS)]);
      return { scene, frozen, held };
    }

    // What it was about to hear or to send goes through only when it thaws: the zombie's chance.
    it.for(boundariesOf(play))(
      '$name, and thaws when the other one has ended the run: it adds nothing',
      async (boundary, test) => {
        const { scene, frozen, held } = await freeze(test, boundary);
        boundary.heal?.(scene);
        await itsEnd(scene, play);
        await thaw(frozen, held);
        await itsEnd(scene, play);
      },
    );

    // One operation shows it: who follows a rollout is the engine's, and so is what a zombie may still write.
    it.for(play.command.startsWith('restart') ? aroundEffects(play) : [])(
      '$name, and thaws while the other one follows the rollout: it adds nothing',
      async (boundary, test) => {
        const { scene, frozen, held } = await freeze(test, {
          ...boundary,
          reached(opened, worker) {
            opened.world.ecs.script(REGISTRY, { kind: 'stuck' });
            return boundary.reached(opened, worker);
          },
        });
        await scene.person.rootReads(/\d of \d (new )?tasks/);
        await thaw(frozen, held);
        scene.world.ecs.script(REGISTRY, undefined);
        await itsEnd(scene, play);
      },
    );
  },
);
