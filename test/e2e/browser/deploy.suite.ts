import type { BrowserContextOptions, Page as Tab } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { shortDigest } from '../../../src/domain/image/image.ts';
import { registry } from '../../support/values.ts';
import { waitFor } from '../../support/wait-for.ts';
import { type BrowserScene, browserScene, on, reads } from './scene.ts';

const ALARM = 'mcp-gateway-v2-registry-cpu-high';
const REPOSITORY = 'mcp-gateway-registry';

/** How a new user deploys, and says what is to become of a deployment in trouble, in a window of any width. */
export function deploySuite(window?: BrowserContextOptions): void {
  let scene: BrowserScene;
  let tab: Tab;
  const push = (tag: string): string => scene.world.ecr.push(registry.region, REPOSITORY, { tag });
  const digests = (): (string | undefined)[] =>
    scene.world.ecs
      .service(registry.region, registry.cluster, registry.ecsService)
      .tasks.filter(({ lastStatus }) => lastStatus === 'RUNNING')
      .map(({ images }) => images.find(({ container }) => container === registry.container)?.digest);

  beforeAll(async () => {
    scene = await browserScene(window, { alarms: [ALARM], alarmPace: { period: 1, periods: 1 } });
  });
  beforeEach(async () => {
    tab = await scene.open();
  });
  afterEach(async () => {
    expect(Number(await tab.evaluate('document.documentElement.scrollWidth'))).toBeLessThanOrEqual(
      tab.viewportSize()?.width ?? 0,
    );
    expect(scene.broken).toEqual([]);
    await tab.close();
  });
  afterAll(() => scene.stop());

  it('by the form, in which the newest tags of the chosen service are offered', async () => {
    const digest = push('v3');
    const { line, modal, newest } = on(tab);
    await line.fill('/ops deploy');
    await line.press('Enter');
    const form = modal('Deploy');
    await form.getByRole('combobox', { name: 'Service' }).pressSequentially('regis');
    await form.getByRole('option', { name: /registry/ }).click();
    const image = form.getByRole('combobox', { name: /^Image/ });
    // What the registry says too late for one key serves the next one.
    const tagged = form.getByRole('option', { name: /^v3.*just now/ });
    await waitFor(
      async () => {
        await image.fill('');
        await image.pressSequentially('v3');
        await tagged.waitFor({ timeout: 2_000 });
        return true;
      },
      { what: 'the newest tag among the suggestions', show: () => form.innerText() },
    );
    await tagged.click();
    await form.getByRole('button', { name: 'Deploy' }).click();
    await form.waitFor({ state: 'hidden' });
    const told = newest.filter({ hasText: /deploy .*registry done after/ });
    await reads(told, shortDigest(digest));
    await reads(told, 'its alarm is quiet');
    expect(digests()).toEqual([digest, digest]);
  });

  it('and has a deployment rolled back by the button of the question', async () => {
    const before = digests();
    push('v4');
    const { line, newest, question } = on(tab);
    // The alarms look for longer than it takes to make one ring.
    const { board } = scene.world.sandbox.cloudwatch(registry.account);
    const update = scene.world.ecs.faults.hold('UpdateService', 'after');
    await line.fill('/ops deploy registry --image v4');
    await line.press('Enter');
    await update.held;
    board.set(registry.region, ALARM, 'ALARM');
    update.release();
    const asking = newest.filter({ hasText: 'needs an answer' });
    await reads(asking, `Alarm ${ALARM} rings`);
    await asking.getByRole('button', { name: 'Keep it' }).waitFor();
    await asking.getByRole('button', { name: 'Roll back' }).click();
    await reads(question, /image from before/);
    await question.getByRole('button', { name: 'Roll back' }).click();
    await reads(newest, /deploy .*registry rolled back by hand after/);
    expect(digests()).toEqual(before);
    board.set(registry.region, ALARM, 'OK');
  });
}
