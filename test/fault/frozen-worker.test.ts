import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { loadOperations } from '../../src/jobs/operations-folder.ts';
import { waitFor, within } from '../support/wait-for.ts';
import { boundariesOf } from './boundaries.ts';
import { begin, effectSteps, oneGoodEnd, openTeam, threeAtOnce } from './scene.ts';

threeAtOnce();
const operations = await loadOperations();

/** Beyond the job's lock (2 s) and the run's lease (3 s) of these tests. */
const FROZEN_MS = 3_500;

describe.concurrent.for(operations.all)(
  '/ops $spec.example: its worker is frozen with SIGSTOP beyond its lease, with another one there, and thaws',
  (operation) => {
    const of = effectSteps(operation).length;

    // What it was about to hear or to send goes through only after the other one is done: the zombie's chance.
    it.for(boundariesOf(operation))(
      '$name: the other one takes it to its one good end, and the thawed one adds nothing',
      async (boundary, test) => {
        const scene = await openTeam(test);
        const frozen = scene.worker.process;
        const reached = boundary.reached(scene, scene.worker);
        await begin(scene, operation.spec.example);
        const held = await reached;
        await frozen.signal('SIGSTOP');
        await Promise.all([scene.start('worker'), sleep(FROZEN_MS)]);
        boundary.heal?.(scene);
        await oneGoodEnd(scene, { of });

        held.release();
        await frozen.signal('SIGCONT');
        await waitFor(async () => (await fetch(`${frozen.adminUrl}/readyz`)).ok, {
          what: 'the thawed worker to answer',
          timeoutMs: 15_000,
        });
        // Its turn is over when it has stopped.
        await frozen.signal('SIGTERM');
        expect(await within(frozen.ended, 'the thawed worker to stop')).toBe(0);
        await oneGoodEnd(scene, { of });
      },
    );
  },
);
