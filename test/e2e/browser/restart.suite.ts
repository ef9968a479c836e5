import type { BrowserContextOptions, Page as Tab } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { registry } from '../../support/values.ts';
import { type BrowserScene, browserScene, on, reads } from './scene.ts';

/** How a new user restarts a service, in a window of any width. */
export function restartSuite(window?: BrowserContextOptions): void {
  let scene: BrowserScene;
  let tab: Tab;
  let before: number;

  const effects = (): number => scene.world.ecs.calls('UpdateService').length;
  const wide = async (): Promise<number> =>
    Number(await tab.evaluate('document.documentElement.scrollWidth'));

  beforeAll(async () => {
    scene = await browserScene(window);
  });
  beforeEach(async () => {
    tab = await scene.open();
    before = effects();
  });
  afterEach(async () => {
    expect(await wide()).toBeLessThanOrEqual(tab.viewportSize()?.width ?? 0);
    expect(scene.broken).toEqual([]);
    await tab.close();
  });
  afterAll(() => scene.stop());

  /** The newest run of a service is told to its end, was asked of ECS once, and is over there too. */
  const isDone = async (service: string, why?: string): Promise<void> => {
    const told = on(tab).newest.filter({
      hasText: new RegExp(`restart ${registry.stack}/${service} done after`),
    });
    await told.waitFor();
    if (why !== undefined) await reads(told, why);
    await reads(told.getByRole('article'), /done after/);
    expect(effects()).toBe(before + 1);
  };

  it('by a command that completes itself: the command, the verb, the service', async () => {
    const { line, messages } = on(tab);
    await line.pressSequentially('/o');
    await line.press('Enter');
    await line.pressSequentially('rest');
    await line.press('Tab');
    await line.pressSequentially('re');
    await tab.getByRole('option', { name: /^registry/ }).waitFor();
    await line.press('Enter');
    expect(await line.inputValue()).toBe('/ops restart registry ');
    await line.press('Enter');
    await reads(messages, /Only visible to you.*Accepted as #\d+/s);
    await isDone('registry');
  });

  it('by the form, in which three letters find the service', async () => {
    const { line, modal } = on(tab);
    await line.fill('/ops restart');
    await line.press('Enter');
    const form = modal('Restart');
    const service = form.getByRole('combobox', { name: 'Service' });
    await service.pressSequentially('aut');
    await form.getByRole('option', { name: `${registry.stack}/auth (production)` }).waitFor();
    await service.press('Enter');
    expect(await service.inputValue()).toBe(`${registry.stack}/auth (production)`);
    await form.getByRole('textbox', { name: /^Reason/ }).fill('it answers slowly');
    await form.getByRole('button', { name: 'Restart' }).click();
    await form.waitFor({ state: 'hidden' });
    await isDone('auth', 'it answers slowly');
  });

  it('by the shortcut beside the line, which asks what and where', async () => {
    const { button, modal } = on(tab);
    await button('Shortcuts').click();
    await tab.getByRole('menuitem', { name: /^Run an operation/ }).click();
    const choice = modal('Run an operation');
    await choice.getByRole('combobox', { name: 'Operation' }).selectOption('restart');
    await choice.getByRole('button', { name: 'Next' }).click();
    const form = modal('Restart');
    const place = form.getByRole('combobox', { name: 'Channel to report in' });
    expect(await place.locator('option:checked').textContent()).toBe('#ops-prod');
    await form.getByRole('combobox', { name: 'Service' }).pressSequentially('regis');
    await form.getByRole('option', { name: /registry/ }).click();
    await form.getByRole('button', { name: 'Restart' }).click();
    const answer = modal('Wheelhouse');
    await reads(answer, /Accepted as #\d+: restart .*registry/);
    await answer.getByRole('button', { name: 'Close', exact: true }).click();
    await isDone('registry');
  });

  it('by the menu of a message that speaks of it', async () => {
    const { line, message, modal } = on(tab);
    await line.fill('the auth of prod-us-east-1 is slow again');
    await line.press('Enter');
    const said = message('is slow again');
    await said.hover();
    await said.getByRole('button', { name: /^More actions/ }).click();
    await tab.getByRole('menuitem', { name: /^Act on this/ }).click();
    const choice = modal('Run an operation');
    await reads(choice, `For ${registry.stack}/auth`);
    await choice.getByRole('combobox', { name: 'Operation' }).selectOption('restart');
    await choice.getByRole('button', { name: 'Next' }).click();
    const form = modal('Restart');
    const service = form.getByRole('combobox', { name: 'Service' });
    expect(await service.inputValue()).toContain(`${registry.stack}/auth`);
    await form.getByRole('button', { name: 'Restart' }).click();
    await form.waitFor({ state: 'hidden' });
    await isDone('auth');
  });
}
