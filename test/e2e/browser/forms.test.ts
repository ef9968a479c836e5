import type { Page as Tab } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { describeInBrowser } from '../../support/browser.ts';
import { registry } from '../../support/values.ts';
import { type BrowserScene, browserScene, on, reads } from './scene.ts';

describeInBrowser('in a form a person', () => {
  let scene: BrowserScene;
  let tab: Tab;
  const effects = (): number => scene.world.ecs.calls('UpdateService').length;
  const focused = async (): Promise<string> =>
    String(await tab.evaluate('document.activeElement?.closest("dialog")?.id ?? document.activeElement?.id'));

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

  /** Opens the form with the keyboard alone. */
  const openForm = async () => {
    const { line, modal } = on(tab);
    await line.press('Escape');
    await line.pressSequentially('/ops restart');
    await line.press('Enter');
    const form = modal('Restart');
    await form.waitFor();
    return {
      form,
      service: form.getByRole('combobox', { name: 'Service' }),
      reason: form.getByRole('textbox', { name: /^Reason/ }),
    };
  };

  it('who leaves out what is needed reads so where it is needed, and loses nothing', async () => {
    const before = effects();
    const { form, service, reason } = await openForm();
    await reason.fill('written at 3 in the morning');
    await form.getByRole('button', { name: 'Restart' }).click();
    await reads(form, 'Please complete this required field.');
    expect(await service.getAttribute('aria-invalid')).toBe('true');
    expect(await reason.inputValue()).toBe('written at 3 in the morning');
    expect(effects()).toBe(before);
    await service.fill('regi');
    await form.getByRole('option', { name: /registry/, selected: true }).waitFor();
    await service.press('Enter');
    await form.getByRole('button', { name: 'Restart' }).click();
    await form.waitFor({ state: 'hidden' });
    await reads(on(tab).newest, /registry done after/);
    await reads(on(tab).newest, 'written at 3 in the morning');
  });

  it('whose service is held by another run is told by which, and can hand the form in again', async () => {
    const held = scene.world.ecs.faults.hold('UpdateService', 'after');
    await on(tab).line.fill('/ops restart auth');
    await on(tab).line.press('Enter');
    await held.held;
    const { form, service, reason } = await openForm();
    await service.fill('auth');
    await form.getByRole('option', { name: /auth/ }).click();
    await reason.fill('once more');
    await form.getByRole('button', { name: 'Restart' }).click();
    await reads(form, /#\d+ \(restart\) holds prod-us-east-1\/auth/);
    expect(await service.inputValue()).toContain('prod-us-east-1/auth');
    expect(await reason.inputValue()).toBe('once more');
    held.release();
    await expect
      .poll(() => scene.world.ecs.service(registry.region, registry.cluster, 'mcp-gateway-v2-auth').steady)
      .toBe(true);
    await expect
      .poll(
        async () => {
          await form
            .getByRole('button', { name: 'Restart' })
            .click({ timeout: 500 })
            .catch(() => undefined);
          return form.isVisible();
        },
        { interval: 300 },
      )
      .toBe(false);
    await reads(on(tab).newest, 'once more');
  });

  it('at the keyboard finds a service by any part of its name, and takes it back', async () => {
    const { form, service } = await openForm();
    const options = form.getByRole('option');
    await service.press('ArrowDown');
    await options.nth(1).waitFor();
    await service.pressSequentially('prod auth');
    await expect.poll(() => options.allTextContents()).toEqual(['prod-us-east-1/auth (production)']);
    await service.press('Escape');
    await options.first().waitFor({ state: 'hidden' });
    expect(await form.isVisible()).toBe(true);
    await service.pressSequentially(' ');
    await options.first().waitFor();
    await service.press('Enter');
    expect(await service.inputValue()).toBe('prod-us-east-1/auth (production)');
    await service.fill('half typ');
    await service.press('Escape');
    await service.press('Tab');
    expect(await service.inputValue()).toBe('prod-us-east-1/auth (production)');
    await service.fill('zzz');
    await reads(form, 'Nothing fits');
    await form.getByRole('button', { name: 'Close everything' }).click();
    await form.waitFor({ state: 'hidden' });
  });

  it('at the keyboard stays in the form until it is left, and is back where they were', async () => {
    const { form } = await openForm();
    for (let i = 0; i < 12; i++) {
      await tab.keyboard.press(i < 8 ? 'Tab' : 'Shift+Tab');
      expect(await focused()).toBe('modal');
    }
    await tab.keyboard.press('Escape');
    await form.waitFor({ state: 'hidden' });
    expect(await focused()).toBe('line');
  });
});
