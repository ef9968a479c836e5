import type { Page as Tab } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { describeInBrowser } from '../../support/browser.ts';
import { registry } from '../../support/values.ts';
import { type BrowserScene, browserScene, on, reads } from './scene.ts';

describeInBrowser('at the page a person', () => {
  let scene: BrowserScene;
  let tab: Tab;
  const effects = (): number => scene.world.ecs.calls('UpdateService').length;
  const type = async (text: string): Promise<void> => {
    const { line } = on(tab);
    await line.fill(text);
    await line.press('Enter');
  };

  beforeAll(async () => {
    scene = await browserScene();
  });
  beforeEach(async () => {
    tab = await scene.open();
  });
  afterEach(async () => {
    expect(scene.broken).toEqual([]);
    await tab.close();
  });
  afterAll(() => scene.stop());

  it('reads help, and every verb in it completes', async () => {
    const { line, message } = on(tab);
    await type('/ops help');
    const help = message('What I can do here');
    await reads(help, 'Only visible to you');
    const commands = await help.locator('code').allTextContents();
    const verbs = commands.flatMap((code) => /^\/ops ([a-z]+) /.exec(code)?.[1] ?? []);
    expect(verbs).toContain('restart');
    await line.fill('/ops ');
    for (const verb of verbs) await tab.getByRole('option', { name: new RegExp(`^${verb}\\b`) }).waitFor();
  });

  it('cancels a run, but only after having said yes', async () => {
    const { messages, newest, question } = on(tab);
    const held = scene.world.ecs.faults.hold('UpdateService', 'after');
    await type('/ops restart registry');
    await held.held;
    const cancel = newest.filter({ hasText: /restart .*registry/ }).getByRole('button', { name: 'Cancel' });
    await cancel.click();
    await reads(question, 'What AWS has begun by then goes on by itself');
    await question.getByRole('button', { name: 'Back' }).click();
    await question.waitFor({ state: 'hidden' });
    await cancel.click();
    await question.getByRole('button', { name: /^Cancel #\d+$/ }).click();
    await reads(messages, /Only visible to you.*#\d+ stops at its next safe point/s);
    held.release();
    await reads(newest, /restart .*registry cancelled after/);
  });

  it('is heard at the second question, even if the browser is late to tell that the first is closed', async () => {
    const { messages, newest, question } = on(tab);
    const held = scene.world.ecs.faults.hold('UpdateService', 'after');
    await type('/ops restart auth');
    await held.held;
    await newest
      .filter({ hasText: /restart .*auth/ })
      .getByRole('button', { name: 'Cancel' })
      .waitFor();
    // In one task of the browser: it tells of a dialog's closing in a task of its own.
    await tab.evaluate(`(() => {
      const cancel = [...document.querySelectorAll('[data-key^="say/cancel/"]')].at(-1);
      cancel.click();
      document.querySelector('dialog.confirm[open] button[value="no"]').click();
      cancel.click();
    })()`);
    const yes = question.getByRole('button', { name: /^Cancel #\d+$/ });
    const number = /#\d+/.exec((await yes.textContent()) ?? '')?.[0] ?? '';
    await yes.click();
    await reads(messages, `${number} stops at its next safe point`);
    held.release();
    await reads(newest, /restart .*auth cancelled after/);
  });

  it('sees at Home what runs, and that it ended, without asking again', async () => {
    const { newest } = on(tab);
    const held = scene.world.ecs.faults.hold('UpdateService', 'after');
    await type('/ops restart auth');
    await held.held;
    await tab.getByRole('link', { name: 'Home' }).click();
    const home = tab.getByRole('region', { name: 'Home' });
    await reads(home, /Running.*restart .*\/auth/s);
    await home
      .getByRole('button', { name: /^Show #/ })
      .first()
      .click();
    const shown = tab.getByRole('dialog', { name: 'Wheelhouse' });
    await reads(shown, `restart ${registry.stack}/auth`);
    await tab.keyboard.press('Escape');
    await shown.waitFor({ state: 'hidden' });
    held.release();
    await reads(home, /Ended last.*restart .*\/auth done after/s);
    await tab.getByRole('link', { name: '# ops-prod' }).click();
    await reads(newest, /auth done after/);
  });

  it('asks in the thread of a run without saying which', async () => {
    const { newest, line } = on(tab);
    const number = /#\d+/.exec((await newest.textContent()) ?? '')?.[0] ?? '';
    await newest.getByRole('button', { name: 'Reply in the thread' }).click();
    await line.pressSequentially('@whe');
    await line.press('Tab');
    await line.pressSequentially('show');
    await line.press('Enter');
    await reads(newest.getByRole('article'), /Only visible to you/);
    await reads(newest.getByRole('article'), new RegExp(`${number} restart .*✓`, 's'));
    await type('/ops show');
    await tab.getByText('/ops is not supported in threads').waitFor();
    await tab.getByRole('button', { name: 'Back to the channel' }).click();
    await tab.getByRole('combobox', { name: 'Message to #ops-prod' }).waitFor();
  });

  it('who may not is told so, and so is who is nobody here; nothing starts', async () => {
    const { actAs, messages } = on(tab);
    const before = effects();
    await actAs.selectOption({ label: 'stranger (may look only)' });
    await type('/ops restart registry');
    await reads(messages, 'may-start');
    await actAs.selectOption({ label: 'guest (guest)' });
    await type('/ops restart registry');
    await reads(messages, 'you are a guest');
    expect(await messages.getByText('may-start').count()).toBe(0);
    expect(effects()).toBe(before);
  });

  it('lets the bot into a channel, and is served there', async () => {
    const { messages, button, newest } = on(tab);
    await tab.getByRole('link', { name: '# random' }).click();
    await type(`/ops restart ${registry.stack}/registry`);
    await reads(messages, '/invite');
    await button('Invite @wheelhouse').click();
    await button('Invite @wheelhouse').waitFor({ state: 'hidden' });
    await type(`/ops restart ${registry.stack}/registry`);
    await reads(newest, /registry done after/);
  });

  it('makes trouble, and sees the world and the run suffer from it', async () => {
    const { newest } = on(tab);
    const world = tab.getByRole('complementary', { name: 'The world' });
    await world.getByRole('switch', { name: 'New tasks crash' }).click();
    await type('/ops restart auth');
    await reads(world, /auth.*\d+ failed/s);
    await reads(newest, /auth .*failed/s);
    await world.getByRole('switch', { name: 'New tasks crash', checked: true }).click();
    await reads(newest, /auth done after/);
    await world.getByRole('img', { name: '2 of 2 running' }).first().waitFor();
  });
});
