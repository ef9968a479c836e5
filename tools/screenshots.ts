/**
 * Writes the pictures of docs/images from the demo: `node tools/screenshots.ts`. Needs a Chromium, and a Redis that is
 * empty or none: run numbers begin at 1 then.
 */
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page as Tab } from 'playwright-core';
import { type Demo, startDemo } from '../sandbox/demo/demo.ts';
import { approveIn } from '../sandbox/demo/stories/approve.ts';
import { findChromium } from './browser/find-chromium.ts';

const IMAGES = fileURLToPath(new URL('../docs/images/', import.meta.url));

/** More pixels than points, so that text is sharp where the picture is scaled. */
const READER: BrowserContextOptions = { locale: 'en-GB', timezoneId: 'UTC' };
const DESK: BrowserContextOptions = {
  ...READER,
  deviceScaleFactor: 1.5,
  viewport: { width: 1240, height: 800 },
};
const PHONE: BrowserContextOptions = {
  ...READER,
  deviceScaleFactor: 2,
  viewport: { width: 390, height: 780 },
  hasTouch: true,
  isMobile: true,
};

const say = (line: string): void => console.log(line);

await main();

async function main(): Promise<void> {
  const executablePath = await findChromium(say);
  if (executablePath === undefined) {
    process.exitCode = 1;
    return;
  }
  await mkdir(IMAGES, { recursive: true });
  const demo = await startDemo(say);
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic'],
  });
  try {
    await alarmPicture(browser, demo.page.url);
    await pictures(browser, demo);
  } finally {
    await browser.close();
    await demo.stop();
  }
}

/** An alarm on a phone, with its graph and what helps. */
async function alarmPicture(browser: Browser, url: string): Promise<void> {
  const tab = await open(browser, url, DESK);
  const ring = tab.getByRole('switch', { name: 'mcp-gateway-v2-registry-memory-high rings' });
  await ring.click();
  const phone = await open(browser, `${url}#C0ALERTS`, PHONE);
  const told = phone.locator('#log > article').filter({ hasText: 'registry memory-high' }).last();
  await told.getByRole('button', { name: 'Restart registry' }).waitFor();
  await told.getByRole('img').last().waitFor();
  await told.getByText('rings:').waitFor();
  await told.getByText('registry memory-high').first().scrollIntoViewIfNeeded();
  await picture(phone, 'alarm');
  await ring.click();
  await told.getByText('over after').first().waitFor();
  await phone.close();
  await tab.close();
}

/** A deploy in its channel, a form, the Home while it runs, and the question that it asks, on a phone. */
async function pictures(browser: Browser, demo: Demo): Promise<void> {
  const { url } = demo.page;
  const tab = await open(browser, url, DESK);
  await type(tab, '/ops deploy registry --image v2 --reason "tokens are signed faster"');
  const run = tab.locator('#log > article').filter({ hasText: '#1 deploy' }).last();
  await run.getByText('What changes').waitFor();
  await approveIn(demo, { channel: 'C0OPSPROD', about: /#1 deploy/ });
  await run.getByText('of 2 new tasks').first().waitFor();
  await tab.locator('.moving .square.starting').first().waitFor();
  await tab.mouse.move(0, 0);
  await run.getByText('#1 deploy').first().scrollIntoViewIfNeeded();
  await picture(tab, 'demo');

  await tab.getByRole('link', { name: 'Home' }).click();
  await tab.getByRole('button', { name: 'Show #1' }).waitFor();
  await picture(tab, 'home');

  await tab.getByRole('link', { name: '# ops-prod' }).click();
  await run.getByText('watching alarms').first().waitFor({ timeout: 60_000 });
  await tab.getByRole('switch', { name: 'mcp-gateway-v2-registry-cpu-high rings' }).click();
  await run.getByRole('button', { name: 'Keep it' }).waitFor();
  const phone = await open(browser, url, PHONE);
  const asking = phone.locator('#log > article').filter({ hasText: 'needs an answer' }).last();
  await asking.getByRole('button', { name: 'Keep it' }).waitFor();
  await asking.getByText('needs an answer').first().scrollIntoViewIfNeeded();
  await picture(phone, 'phone');

  await type(tab, '/ops deploy');
  const form = tab.getByRole('dialog', { name: 'Deploy' });
  await form.getByRole('combobox', { name: 'Service' }).pressSequentially('prod auth');
  await form.getByRole('option').first().click();
  await form.getByRole('combobox', { name: /^Image/ }).pressSequentially('v');
  await form.getByRole('option').nth(1).waitFor();
  await picture(tab, 'modal');
}

async function open(browser: Browser, url: string, window: BrowserContextOptions): Promise<Tab> {
  const tab = await browser.newPage(window);
  await tab.goto(url);
  await tab.locator('#line').waitFor();
  return tab;
}

async function type(tab: Tab, line: string): Promise<void> {
  await tab.locator('#line').fill(line);
  await tab.locator('#line').press('Enter');
}

async function picture(tab: Tab, name: string): Promise<void> {
  await tab.screenshot({ path: `${IMAGES}${name}.png` });
  say(`docs/images/${name}.png`);
}
