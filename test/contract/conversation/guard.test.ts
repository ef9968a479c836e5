import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AccessPolicy } from '../../../src/domain/people/access.ts';
import { RUN_SHORTCUT } from '../../../src/handlers/listeners/shortcuts.ts';
import { restart } from '../../../src/jobs/operations/restart.ts';
import { scale } from '../../../src/jobs/operations/scale.ts';
import { letting } from '../../support/access.ts';
import { buttonsOf } from '../../support/story.ts';
import { OPERATOR, OPS } from '../slack/workspace.ts';
import { conversation } from './scene.ts';

/** Lets the operator restart in staging, and nothing else. */
const STAGING_ONLY: AccessPolicy = {
  team: 'T0TEAM',
  mode: 'operate',
  roles: [{ name: 'crew', takes: 'either', groups: [], users: [OPERATOR] }],
  rules: [
    { role: 'crew', may: ['restart'], where: { kind: 'places', environments: ['staging'], stacks: [] } },
  ],
  approvals: [],
  reviews: [],
  people: [],
};
const STAGING = 'staging-us-east-1/registry';
const PRODUCTION = 'prod-us-east-1/registry';

let world: Awaited<ReturnType<typeof conversation>>;

beforeEach(async () => {
  world = await conversation();
  world.around.access = STAGING_ONLY;
});
afterEach(() => world.stop());

const ops = (text: string) => world.slack.command({ user: OPERATOR, channel: OPS, text });
const look = async (typed: string): Promise<string[]> => {
  const offered = await world.slack.suggest({
    user: OPERATOR,
    in: 'modal',
    actionId: 'suggest/service',
    typed,
  });
  if (offered.kind !== 'offered') throw new Error(`nothing is offered: ${JSON.stringify(offered)}`);
  return offered.options.map(({ text }) => text.text.split(' ')[0] ?? '');
};

describe('somebody who may restart in staging', () => {
  it('does so by words, and is refused elsewhere', async () => {
    await ops(`restart ${PRODUCTION}`);
    expect(world.seen.whispers().at(-1)).toContain('Nobody may `restart` in *prod-us-east-1* (production)');
    expect(world.asked).toEqual([]);
    await ops(`restart ${STAGING}`);
    expect(world.asked).toHaveLength(1);
  });

  it('finds only services of staging in the form', async () => {
    await ops('restart');
    const found = await look('registry');
    expect(found).toContain(STAGING);
    expect(found.filter((name) => !name.startsWith('staging-us-east-1/'))).toEqual([]);
  });

  it('is refused in the form, which stays, where what is submitted isn’t allowed any more', async () => {
    world.around.access = letting([OPERATOR], STAGING_ONLY);
    await ops('restart');
    await look(PRODUCTION);
    await world.slack.fill({ user: OPERATOR, values: { target: PRODUCTION } });
    world.around.access = STAGING_ONLY;
    const submitted = await world.slack.submit({ user: OPERATOR });
    expect(submitted).toMatchObject({ sent: true });
    expect(world.seen.modal()).toMatchObject({
      errors: { target: expect.stringContaining('Nobody may restart in prod-us-east-1 (production)') },
    });
    expect(world.asked).toEqual([]);
  });

  it('chooses among what they may start, and no form of another operation opens', async () => {
    world.around.operations = [restart.spec, scale.spec];
    await world.slack.shortcut({ user: OPERATOR, callbackId: RUN_SHORTCUT });
    const { view } = await world.slack.waitFor(() => world.seen.modal());
    const choice = JSON.stringify(view);
    expect(choice).toContain('"restart"');
    expect(choice).not.toContain('"scale"');
    await ops('scale');
    expect(world.seen.whispers().at(-1)).toContain('Nobody may `scale`');
  });

  it('is offered only the buttons that are of use to them', async () => {
    world.around.operations = [restart.spec, scale.spec];
    await ops('restart auth-servr');
    expect(buttonsOf(world.slack.ephemerals(OPERATOR, OPS).at(-1)).map(({ label }) => label)).toEqual([
      'auth-server',
    ]);
    await ops(`scaled ${STAGING} 3`);
    expect(buttonsOf(world.slack.ephemerals(OPERATOR, OPS).at(-1))).toEqual([]);
  });
});
