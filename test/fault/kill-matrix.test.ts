import { describe, expect, it } from 'vitest';
import { loadOperations } from '../../src/jobs/operations-folder.ts';
import { within } from '../support/wait-for.ts';
import { boundariesOf, writes } from './boundaries.ts';
import { itsEnd, openPlay, playsOf } from './plays.ts';
import { begin, threeAtOnce } from './scene.ts';

threeAtOnce();
const operations = await loadOperations();
const plays = playsOf(operations);

describe('the plays', () => {
  it.each(operations.all)('let a worker die around every effect of $spec.name', ({ spec, steps }) => {
    const effects = steps.filter(({ kind }) => kind === 'effect').map(({ id }) => id);
    const died = plays
      .filter(({ command }) => command.startsWith(spec.name))
      .flatMap((play) => play.effects.filter(({ moments }) => moments !== 'none').map(({ id }) => id));
    expect(effects.filter((id) => !died.includes(id))).toEqual([]);
  });
});

// Every operation that the build loads is here without being named: its example is typed, its steps say where.
describe.concurrent.for(plays)('$name: its worker is killed with SIGKILL', (play) => {
  it.for(boundariesOf(play))('$name: another one takes it to its one end', async (boundary, test) => {
    const scene = await openPlay(test, play);
    const reached = boundary.reached(scene, scene.worker);
    // Where the command itself is never accepted, that is what the test tells.
    reached.catch(() => undefined);
    await begin(scene, play.command);
    const meanwhile = play.meanwhile(scene);
    await reached;
    await Promise.all([scene.worker.kill(), scene.start('worker'), meanwhile]);
    boundary.heal?.(scene);
    await itsEnd(scene, play);
  });

  it.for(play.effects.filter(({ moments }) => moments === 'all'))(
    'twice in a row around "$title": the third one takes it to its one end',
    async ({ id }, test) => {
      const scene = await openPlay(test, play);
      const intent = scene.worker.redis.hold({ holding: writes.intent(id), when: 'after' });
      await begin(scene, play.command);
      await within(intent.reached, 'the first intent');
      const [, second] = await Promise.all([scene.worker.kill(), scene.start('worker')]);
      const done = second.redis.hold({ holding: writes.done(id), when: 'before' });
      await within(done.reached, 'the effect to have happened');
      await Promise.all([second.kill(), scene.start('worker')]);
      await itsEnd(scene, play);
    },
  );
});
