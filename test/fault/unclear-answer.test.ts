import { describe, expect, it } from 'vitest';
import { begin, effects, oneGoodEnd, openTeam, threeAtOnce } from './scene.ts';

threeAtOnce();

describe.concurrent('UpdateService gives no clear answer', () => {
  it.for([
    ['500', { kind: 'status', status: 500, when: 'after' }],
    ['a cut connection', { kind: 'reset', when: 'after' }],
    ["an answer that can't be read", { kind: 'garbage' }],
  ] as const)(
    '%s, after having done it: it is found, told as such and followed, not repeated',
    async ([, fault], test) => {
      const scene = await openTeam(test);
      scene.world.ecs.faults.next('UpdateService', fault);
      await begin(scene, 'restart registry');
      const thread = (await oneGoodEnd(scene)).join('\n');
      expect(thread).toContain('Looking whether it happened before anything else is done');
      expect(thread).toContain(
        "begun after this run asked, and follows it instead of asking twice. ECS doesn't say who began it.",
      );
      expect(scene.world.ecs.calls('UpdateService')).toHaveLength(1);
    },
  );

  it('500 without having done it: the run asks a human, keeps its lock, and asks ECS once more when told to', async (test) => {
    const scene = await openTeam(test);
    const { person } = scene;
    scene.world.ecs.faults.next('UpdateService', { kind: 'status', status: 500, when: 'before' });
    await begin(scene, 'restart registry');
    await person.rootReads(/needs an answer/);
    const question = (await person.threadReads(/Nothing more is done until somebody answers/)).at(-1);
    expect(question).toContain('`/ops resume 1 happened`');
    expect(effects(scene)).toHaveLength(0);
    await person.ops('restart registry');
    expect(person.whispers().at(-1)).toContain('#1 (restart) holds');

    await person.ops('resume 1 didnt');
    await oneGoodEnd(scene);
    await person.ops('resume 1 happened');
    expect(person.whispers().at(-1)).toContain("#1 isn't waiting for an answer");
  });
});
