import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { story } from '../support/story.ts';
import { waitFor } from '../support/wait-for.ts';
import { type TestWorld, testWorld } from '../support/wheelhouse.ts';

let world: TestWorld;
let person: ReturnType<typeof story>;
let outputs: readonly (() => string)[] = [];

beforeAll(async () => {
  world = await testWorld();
  outputs = [(await world.start('bot')).output, (await world.start('worker')).output];
  person = story(world);
});
afterAll(() => world.stop());

/** What a restart goes through when its tag hasn't moved. */
const STEPS = ['check', 'image', 'ask', 'find', 'roll', 'verify', 'end'];

const Line = z.looseObject({
  room: z.string(),
  msg: z.string(),
  run: z.string().optional(),
  number: z.number().optional(),
  step: z.string().optional(),
  correlation: z.string().optional(),
});

/** The lines of both logs. */
const lines = () =>
  outputs
    .flatMap((output) => output().split('\n'))
    .filter((line) => line.startsWith('{') && line.endsWith('}'))
    .map((line) => Line.parse(JSON.parse(line)));

it('one word finds the whole story of a command in the logs of bots and workers', async () => {
  await person.ops('restart registry');
  await person.rootReads(/done after/);
  const asked = await waitFor(() => lines().find(({ msg }) => msg === 'asked'), {
    what: 'the command in the log',
  });
  const end = await waitFor(() => lines().find(({ msg }) => msg === 'ended'), { what: 'the end in the log' });
  const found = lines().filter(({ correlation }) => correlation === asked.correlation);
  expect(asked.correlation).toMatch(/^command\/T0WHEEL01\/.+/);
  expect(found.map(({ room, msg }) => `${room}: ${msg}`).sort()).toEqual([
    'bot: asked',
    'worker: ended',
    ...STEPS.map(() => 'worker: step begun'),
  ]);
  expect(found.filter(({ msg }) => msg === 'step begun').map(({ step }) => step)).toEqual(STEPS);
  expect(new Set(found.map(({ run }) => run)).size).toBe(1);
  expect(end).toMatchObject({ number: 1, run: asked.run });
});

it('what the bot can not tell names the run, its number and its command', async () => {
  world.sandbox.slack.faults.next('chat.postMessage', { kind: 'refused', error: 'account_inactive' }, 1000);
  await person.ops('restart auth');
  const refused = await waitFor(
    () => lines().find(({ msg, number }) => number === 2 && msg.startsWith('nobody can be told')),
    {
      what: "Slack's refusal in the log",
    },
  );
  expect(refused).toMatchObject({
    code: 'WH-SLACK-REFUSED',
    kind: 'chat-refused',
    call: 'chat.postMessage',
    detail: 'account_inactive',
  });
  const asked = lines().find(({ msg, run }) => msg === 'asked' && run === refused.run);
  expect(asked?.correlation).toBe(refused.correlation);
});
