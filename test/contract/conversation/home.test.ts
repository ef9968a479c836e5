import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { waitFor } from '../../support/wait-for.ts';
import { COLLEAGUE, GUEST, homeScene, OPERATOR, VISITOR } from './home-scene.ts';

let scene: Awaited<ReturnType<typeof homeScene>>;

beforeEach(async () => {
  scene = await homeScene();
});

afterEach(() => scene.stop());

describe('the App Home', () => {
  it('is there as soon as somebody opens it, without any keeper', async () => {
    const run = await scene.run();
    await scene.slack.openHome(OPERATOR);
    await scene.says(OPERATOR, `#${run.number} restart`);
    expect(scene.home(OPERATOR)).toContain('What you can do');
  });

  it('follows what happens: a run begins, asks, is answered and ends', async () => {
    scene.keeper();
    await scene.slack.openHome(OPERATOR);
    await scene.says(OPERATOR, 'Nothing runs');
    const run = await scene.run();
    await scene.says(OPERATOR, '*1* running');
    await run.remark('1 of 2 new tasks running');
    await scene.says(OPERATOR, '1 of 2 new tasks running');
    await run.park('Did ECS take it?');
    await scene.says(OPERATOR, 'Did ECS take it?');
    expect(scene.home(OPERATOR)?.split('\n')[0]).toContain('*1* run waits for an answer');
    expect(await scene.click(OPERATOR, `resume ${run.number} abandon`)).toContain(`#${run.number}`);
    await scene.says(OPERATOR, 'Ended last');
    expect(scene.button(OPERATOR, `resume ${run.number} abandon`)).toBe(false);
  });

  it('tells what is frozen from when somebody freezes it until it is lifted', async () => {
    scene.keeper();
    await scene.slack.openHome(OPERATOR);
    await scene.says(OPERATOR, 'Nothing runs');
    const scope = { kind: 'environment', environment: 'production' } as const;
    const by = { kind: 'slack', team: 'T0TEAM', user: COLLEAGUE } as const;
    const until = Date.now() + 3_600_000;
    await scene.holds.place({ kind: 'freeze', scope, reason: 'peak sales', by, until }, 'freeze');
    await scene.says(OPERATOR, `by <@${COLLEAGUE}>: “peak sales”`);
    expect(await scene.click(OPERATOR, 'locks')).toContain('*production* is frozen until');
    await scene.holds.lift('freeze', scope, 'unfreeze');
    await waitFor(() => !scene.home(OPERATOR)?.includes('peak sales'), { what: 'the Home to forget it' });
  });

  it('is published for those only who opened theirs, and not again while nothing changes', async () => {
    scene.keeper();
    await scene.slack.openHome(OPERATOR);
    await scene.says(OPERATOR, 'Nothing runs');
    await scene.run();
    await scene.says(OPERATOR, '*1* running');
    const before = scene.published(OPERATOR);
    await scene.slack.openHome(COLLEAGUE);
    await scene.says(COLLEAGUE, '*1* running');
    const second = await scene.run();
    await scene.says(OPERATOR, '*2* running');
    await scene.says(COLLEAGUE, '*2* running');
    await second.end();
    await scene.says(OPERATOR, 'Ended last');
    expect(scene.published(VISITOR)).toBe(0);
    expect(scene.published(OPERATOR) - before).toBeLessThanOrEqual(3);
  });

  it('answers its buttons in a modal: a run shown, a run cancelled, and help', async () => {
    const run = await scene.run();
    await scene.slack.openHome(OPERATOR);
    await scene.says(OPERATOR, '*1* running');
    expect(await scene.click(OPERATOR, `show ${run.number}`)).toContain(`#${run.number} restart`);
    expect(await scene.click(OPERATOR, 'help')).toContain('/ops status');
    expect(await scene.click(OPERATOR, `cancel ${run.number}`)).toContain(`#${run.number}`);
    expect(await scene.click(OPERATOR, 'runs')).toContain(`#${run.number}`);
  });

  it('lets somebody look who may not act', async () => {
    const run = await scene.run();
    await scene.slack.openHome(COLLEAGUE);
    await scene.says(COLLEAGUE, '`/ops whoami`');
    expect(scene.button(COLLEAGUE, `cancel ${run.number}`)).toBe(false);
    expect(await scene.click(COLLEAGUE, `show ${run.number}`)).toContain(`#${run.number}`);
  });

  it('tells nothing of any run to guests and people of other workspaces, and is not kept for them', async () => {
    const run = await scene.run();
    scene.keeper();
    for (const user of [VISITOR, GUEST]) await scene.slack.openHome(user);
    await scene.says(VISITOR, 'you are a guest');
    await scene.says(GUEST, "bot's own workspace");
    for (const user of [VISITOR, GUEST]) expect(scene.home(user)).not.toContain(`#${run.number}`);
    expect(await scene.viewers.all()).toEqual([]);
  });
});

describe('the App Home in trouble', () => {
  it('says so when the runs cannot be read, and is put right when they can', async () => {
    await scene.run();
    scene.is.storeAway = true;
    await scene.slack.openHome(OPERATOR);
    await scene.says(OPERATOR, "can't read my store");
    scene.is.storeAway = false;
    scene.keeper();
    await scene.says(OPERATOR, '*1* running');
  });

  it('comes late when Slack was away, and shows what is true by then', async () => {
    scene.keeper();
    await scene.slack.openHome(OPERATOR);
    await scene.says(OPERATOR, 'Nothing runs');
    scene.slack.away(true);
    const run = await scene.run();
    await waitFor(() => scene.logged.some((line) => line.includes('no clear answer')), {
      what: 'a try that Slack did not answer',
    });
    await run.end();
    scene.slack.away(false);
    await scene.says(OPERATOR, 'Ended last');
  });

  it('is published by the keeper when the bot that was asked could not', async () => {
    scene.slack.faults.next('views.publish', { kind: 'status', status: 500 });
    await scene.slack.openHome(OPERATOR);
    await waitFor(() => scene.logged.includes('a Home is not shown yet'), { what: 'the try that failed' });
    expect(scene.home(OPERATOR)).toBeUndefined();
    scene.keeper();
    await scene.says(OPERATOR, 'Nothing runs');
  });

  it('goes on with another bot when its keeper stops', async () => {
    const first = scene.keeper();
    await scene.slack.openHome(OPERATOR);
    await scene.says(OPERATOR, 'Nothing runs');
    await first.stop();
    await scene.run();
    scene.keeper();
    await scene.says(OPERATOR, '*1* running');
  });

  it('shows what is true in the end when a frozen keeper publishes after another has taken over', async () => {
    await scene.slack.openHome(OPERATOR);
    await scene.says(OPERATOR, 'Nothing runs');
    const { faults } = scene.slack;
    const [late, current] = [faults.hold('views.publish', 'before'), faults.hold('views.publish', 'after')];
    const version = async () => (await scene.viewers.all())[0]?.version ?? 0;
    const before = await version();
    const run = await scene.run();
    scene.keeper(100);
    await late.reached;
    // Its lease passes while its publication, of one running run, is on its way.
    await run.end();
    scene.keeper();
    await current.reached;
    await scene.says(OPERATOR, 'Ended last');
    late.release();
    await scene.says(OPERATOR, '*1* running');
    await waitFor(async () => (await version()) > before, { what: 'what the frozen one says it has shown' });
    // The other one has published earlier, and hears of it later.
    current.release();
    await scene.says(OPERATOR, 'Ended last');
  });
});
