import type { Browser, BrowserContextOptions, Locator, Page as Tab } from 'playwright-core';
import { demoPanel } from '../../../sandbox/demo/demo-panel.ts';
import { guideOf } from '../../../sandbox/demo/guide.ts';
import { startPage } from '../../../sandbox/page/page.ts';
import { loadOperations } from '../../../src/jobs/operations-folder.ts';
import { letting } from '../../support/access.ts';
import { openBrowser } from '../../support/browser.ts';
import { OPERATOR, TEAM } from '../../support/values.ts';
import { type TestWorld, type TestWorldOptions, testWorld } from '../../support/wheelhouse.ts';

/** A page as a person sees it, on a whole Wheelhouse with real processes. */
export interface BrowserScene {
  readonly world: TestWorld;
  /** Opens the page in a window of its own; the operator acts. */
  open(): Promise<Tab>;
  /** What broke in the page itself: errors of its scripts, and what its policy forbade. */
  readonly broken: readonly string[];
  stop(): Promise<void>;
}

const DESKTOP: BrowserContextOptions = { viewport: { width: 1280, height: 900 } };

/** A phone: narrow, and touched instead of pointed at. */
export const PHONE: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
};

/** Starts it all, once for a file. */
export async function browserScene(
  window: BrowserContextOptions = DESKTOP,
  options: TestWorldOptions = {},
): Promise<BrowserScene> {
  const [world, browser, { current }] = await Promise.all([
    testWorld(options),
    openBrowser(),
    loadOperations(),
  ]);
  const { slack, catalog } = world.sandbox;
  const page = await startPage({
    slack,
    world: demoPanel(world.sandbox, []),
    guide: guideOf({
      catalog,
      access: letting([OPERATOR], { team: TEAM }),
      operations: current.map(({ spec }) => spec),
      users: slack.directory.users,
      groups: slack.directory.groups,
    }),
  });
  const broken: string[] = [];
  const stop = async (): Promise<void> => {
    await browser.close();
    await page.stop();
    await world.stop();
  };
  await world.start('all').catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return {
    world,
    broken,
    async open() {
      // A modal stays with its person, whichever window they look through.
      if (slack.modal(OPERATOR).length > 0) await slack.closeModal({ user: OPERATOR, how: 'dismiss' });
      return openTab(browser, page.url, window, broken);
    },
    stop,
  };
}

/** Enough for the slowest machine; what never comes fails the test with what was there. */
const PATIENCE_MS = 60_000;

async function openTab(
  browser: Browser,
  url: string,
  window: BrowserContextOptions,
  broken: string[],
): Promise<Tab> {
  const tab = await browser.newPage({ ...window, locale: 'en-GB', timezoneId: 'UTC' });
  tab.setDefaultTimeout(PATIENCE_MS);
  tab.on('pageerror', (error) => broken.push(String(error)));
  tab.on('console', (message) => {
    if (message.type() === 'error' && !/status of 400/.test(message.text())) broken.push(message.text());
  });
  await tab.goto(url);
  await tab.getByRole('combobox', { name: /^Message to/ }).waitFor();
  return tab;
}

/** What a person uses on the page, as they would name it. */
export const on = (tab: Tab) => {
  const messages = tab.getByRole('log', { name: 'Messages' });
  return {
    messages,
    /** Where one types. */
    line: tab.getByRole('combobox', { name: /^Message to|^Reply in/ }),
    /** The newest message of the channel in which a text stands, with its thread. */
    message: (text: string | RegExp): Locator =>
      messages.locator('> article').filter({ hasText: text }).last(),
    /** The newest message that everybody sees, with its thread. */
    newest: messages.locator('> article:not(.whispered)').last(),
    button: (name: string | RegExp): Locator => tab.getByRole('button', { name, exact: true }),
    /** The open modal of that title. */
    modal: (title: string): Locator => tab.getByRole('dialog', { name: title, exact: true }),
    /** The question that a button asks first. */
    question: tab.locator('dialog.confirm[open]'),
    actAs: tab.getByRole('combobox', { name: 'Act as' }),
  };
};

/** Waits until this text stands there. */
export const reads = (there: Locator, text: string | RegExp): Promise<void> =>
  there.filter({ hasText: text }).first().waitFor();
