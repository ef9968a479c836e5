import type { KnownBlock } from '@slack/types';
import type { Browser, Page as Tab } from 'playwright-core';
import { PNG } from 'pngjs';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { describeInBrowser, openBrowser } from '../../support/browser.ts';
import { clientOf, OPS } from '../slack/workspace.ts';
import type { Stage } from './stage.ts';
import { stage } from './stage.ts';

const plain = (text: string) => ({ type: 'plain_text' as const, text });

const Actions = z.object({ actions: z.array(z.unknown()).optional() });

describeInBrowser('in a browser', () => {
  let browser: Browser;
  let here: Stage;
  let tab: Tab;
  let foreign: string[];

  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    here = await stage();
    tab = await browser.newPage();
    tab.setDefaultTimeout(10_000);
    foreign = [];
    tab.on('request', (asked) => {
      if (!asked.url().startsWith(here.page.url) && !asked.url().startsWith('data:'))
        foreign.push(asked.url());
    });
    await tab.goto(here.page.url);
  });
  afterEach(async () => {
    expect(foreign).toEqual([]);
    await tab.close();
    await here.stop();
  });

  const say = (text: string, blocks?: KnownBlock[]) =>
    clientOf(here.slack).chat.postMessage({ channel: OPS, text, ...(blocks ? { blocks } : {}) });
  const actions = (): unknown[] =>
    here.heard.flatMap(({ payload }): unknown[] => Actions.parse(payload).actions ?? []);

  test('a person types a command, reads the reply and presses a button; a script in a message is inert', async () => {
    const attack =
      '<img src="https://example.org/x" onerror="document.title=1"><script>document.title=1</script>';
    await say('run', [
      { type: 'section', text: { type: 'mrkdwn', text: `*Restart* ${attack}` } },
      { type: 'actions', elements: [{ type: 'button', action_id: 'why', text: plain('Why?') }] },
    ]);
    await tab.getByText(attack).waitFor();
    expect(await tab.locator('#log strong', { hasText: 'Restart' }).count()).toBe(1);
    expect(await tab.locator('#log img, #log script').count()).toBe(0);
    await tab.getByRole('combobox', { name: 'Message to #ops' }).fill('/ops status');
    await tab.keyboard.press('Enter');
    await tab.getByText('on it', { exact: true }).waitFor();
    expect(await tab.getByText('Only visible to you').count()).toBe(1);
    await tab.getByRole('button', { name: 'Why?' }).click();
    await expect.poll(() => actions().length).toBe(1);
    expect(await tab.title()).toBe('Wheelhouse sandbox');
  });

  test('a menu, a list and a search in a message say what was chosen', async () => {
    const options = [
      { text: plain('One'), value: '1' },
      { text: plain('Two'), value: '2' },
    ];
    here.answer(({ payload }) => (payload['type'] === 'block_suggestion' ? { options } : undefined));
    await say('choose', [
      {
        type: 'actions',
        elements: [
          { type: 'overflow', action_id: 'more', options },
          { type: 'static_select', action_id: 'list', placeholder: plain('Pick one'), options },
          { type: 'external_select', action_id: 'search', placeholder: plain('Search'), min_query_length: 0 },
        ],
      },
    ]);
    await tab.getByRole('button', { name: 'More', exact: true }).click();
    await tab.keyboard.press('ArrowDown');
    await tab.keyboard.press('Enter');
    await tab.getByRole('combobox', { name: 'Pick one' }).selectOption('Two');
    await tab.getByRole('combobox', { name: 'Search' }).pressSequentially('o');
    await tab.getByRole('listbox', { name: 'Suggestions' }).getByRole('option', { name: 'One' }).click();
    await expect.poll(actions).toMatchObject([
      { action_id: 'more', selected_option: { value: '2' } },
      { action_id: 'list', selected_option: { value: '2' } },
      { action_id: 'search', selected_option: { value: '1' } },
    ]);
  });

  test('a plan shows its steps with their states, and stays unfolded when the message is edited', async () => {
    const plan = (status: 'in_progress' | 'complete'): KnownBlock[] => [
      {
        type: 'plan',
        title: 'Step 2 of 2',
        tasks: [
          { type: 'task_card', task_id: 'a', title: 'look', status: 'complete' },
          { type: 'task_card', task_id: 'b', title: 'follow', status },
        ],
      },
    ];
    const { ts = '' } = await say('run', plan('in_progress'));
    await tab.getByText('Step 2 of 2').click();
    const follow = tab.locator('.task', { hasText: 'follow' });
    await follow.getByRole('img', { name: 'under way' }).waitFor();
    await clientOf(here.slack).chat.update({ channel: OPS, ts, text: 'run', blocks: plan('complete') });
    await follow.getByRole('img', { name: 'done' }).waitFor();
  });

  test('a file shows its name, its size and how it begins, and all of it on request', async () => {
    const content = Array.from({ length: 20 }, (_, line) => `line ${line + 1} <b>`).join('\n');
    await clientOf(here.slack).files.uploadV2({ channel_id: OPS, filename: 'events.txt', content });
    const message = tab.getByRole('article').filter({ hasText: 'events.txt' });
    await message.getByText(`${Buffer.byteLength(content)} bytes`).waitFor();
    const text = message.locator('pre');
    await expect.poll(() => text.textContent()).toContain('line 6 <b>');
    expect(await text.textContent()).not.toContain('line 7');
    await message.getByRole('button', { name: 'Show all 20 lines' }).click();
    expect(await text.textContent()).toBe(content);
  });

  test('a picture of the workspace is shown, as wide as a phone lets it be and no wider, down to its end', async () => {
    await tab.setViewportSize({ width: 390, height: 700 });
    const client = clientOf(here.slack);
    const file = PNG.sync.write(new PNG({ width: 800, height: 300 }));
    await client.files.uploadV2({ file, filename: 'graph.png' });
    await say('An alarm rings', [
      { type: 'image', slack_file: { id: 'F000000001' }, alt_text: 'CPU of registry', title: plain('CPU') },
      { type: 'section', text: plain('Above 85') },
    ]);
    const picture = tab.getByRole('img', { name: 'CPU of registry' });
    await expect.poll(() => tab.evaluate("document.querySelector('#log img')?.naturalWidth")).toBe(800);
    const box = await picture.boundingBox();
    expect(box?.width).toBeGreaterThan(280);
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThan(390);
    expect((box?.width ?? 0) / (box?.height ?? 1)).toBeCloseTo(800 / 300, 1);
    await expect.poll(() => tab.getByText('Above 85').isVisible()).toBe(true);
    expect(await tab.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
  });

  test('the keyboard stays where it was when what it was on is written anew', async () => {
    const blocks = (text: string): KnownBlock[] => [
      { type: 'section', text: plain(text) },
      { type: 'actions', elements: [{ type: 'button', action_id: 'stop', value: '7', text: plain('Stop') }] },
    ];
    const { ts = '' } = await say('run', blocks('first'));
    const stop = tab.getByRole('button', { name: 'Stop' });
    await stop.focus();
    await clientOf(here.slack).chat.update({ channel: OPS, ts, text: 'run', blocks: blocks('second') });
    await tab.getByText('second').waitFor();
    await tab.keyboard.press('Enter');
    await expect.poll(actions).toMatchObject([{ action_id: 'stop', value: '7' }]);
  });

  test('what comes is read out once; what is only edited stays silent', async () => {
    const announcer = tab.locator('#announcer');
    await say('before');
    await tab.getByText('before').first().waitFor();
    const { ts = '' } = await say('#1 is running');
    await expect.poll(() => announcer.textContent()).toBe('wheelhouse: #1 is running');
    await clientOf(here.slack).chat.update({ channel: OPS, ts, text: '#1 is done' });
    await tab.getByRole('article').getByText('#1 is done').waitFor();
    expect(await announcer.textContent()).toBe('wheelhouse: #1 is running');
  });
});
