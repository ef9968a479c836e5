import type { Block, KnownBlock, ModalView } from '@slack/types';
import type { Browser, Locator, Page as Tab } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { describeInBrowser, openBrowser } from '../../support/browser.ts';
import { home, modal, textField } from '../slack/view-kit.ts';
import { clientOf, OPERATOR, OPS } from '../slack/workspace.ts';
import type { Answer, Heard, Stage } from './stage.ts';
import { stage } from './stage.ts';

const plain = (text: string) => ({ type: 'plain_text' as const, text });
const option = (text: string, value: string) => ({ text: plain(text), value });
const input = (blockId: string, label: string, element: Block & Record<string, unknown>) => ({
  type: 'input' as const,
  block_id: blockId,
  label: plain(label),
  element: { action_id: blockId, ...element },
});

const Submitted = z.object({
  view: z.object({ state: z.object({ values: z.record(z.string(), z.unknown()) }) }),
});

describeInBrowser('what the bot opens', () => {
  let browser: Browser;
  let here: Stage;
  let tab: Tab;

  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    here = await stage();
    tab = await browser.newPage({ viewport: { width: 1280, height: 1100 } });
    tab.setDefaultTimeout(10_000);
    await tab.goto(here.page.url);
  });
  afterEach(async () => {
    await tab.close();
    await here.stop();
  });

  const sent = (type: string): Heard[] => here.heard.filter(({ payload }) => payload['type'] === type);
  const dialog = (title: string): Locator => tab.getByRole('dialog', { name: title, exact: true });

  /** The bot opens this view when the person presses a button. */
  const open = async (view: object, otherwise: Answer = () => undefined): Promise<void> => {
    here.answer(async (one) => {
      if (one.payload['type'] !== 'block_actions') return otherwise(one);
      await clientOf(here.slack).apiCall('views.open', {
        trigger_id: one.payload['trigger_id'],
        view: JSON.stringify(view),
      });
      return undefined;
    });
    const blocks: KnownBlock[] = [
      { type: 'actions', elements: [{ type: 'button', action_id: 'go', text: plain('Open it') }] },
    ];
    await clientOf(here.slack).chat.postMessage({ channel: OPS, text: 'open', blocks });
    await tab.getByRole('button', { name: 'Open it' }).click();
  };

  test('every kind of field is filled in as Slack has it, and what is wrong is said before it is sent', async () => {
    const options = [option('One', '1'), option('Two', '2')];
    await open(
      {
        ...modal({ title: plain('All of them') }),
        blocks: [
          input('text', 'Text', { type: 'plain_text_input', multiline: true }),
          input('number', 'Number', { type: 'number_input', is_decimal_allowed: false, max_value: '9' }),
          input('list', 'List', { type: 'static_select', options }),
          input('search', 'Search', { type: 'external_select', min_query_length: 1 }),
          input('person', 'Person', { type: 'users_select' }),
          input('place', 'Place', { type: 'conversations_select', default_to_current_conversation: true }),
          input('boxes', 'Boxes', { type: 'checkboxes', options }),
          input('radio', 'Radio', { type: 'radio_buttons', options }),
          input('day', 'Day', { type: 'datepicker' }),
          input('time', 'Time', { type: 'timepicker' }),
        ],
      },
      ({ payload }) => (payload['type'] === 'block_suggestion' ? { options } : undefined),
    );
    const form = dialog('All of them');
    await form.getByLabel('Text').fill('two\nlines');
    await form.getByLabel('Number').fill('12');
    await form.getByLabel('List').selectOption('Two');
    await form.getByLabel('Search').pressSequentially('o');
    await form.getByRole('listbox').getByRole('option', { name: 'One' }).waitFor();
    await tab.keyboard.press('Enter');
    await form.getByLabel('Person').selectOption('@operator');
    await form.getByRole('group', { name: 'Boxes' }).getByLabel('Two').check();
    await form.getByRole('group', { name: 'Boxes' }).getByLabel('One').check();
    await form.getByRole('radiogroup', { name: 'Radio' }).getByLabel('Two').check();
    await form.getByLabel('Day').fill('2030-01-02');
    await form.getByLabel('Time').fill('03:04');
    await form.getByRole('button', { name: 'Go' }).click();
    await form.getByText('Please enter a number not above 9.').waitFor();
    expect(sent('view_submission')).toEqual([]);
    await form.getByLabel('Number').fill('7');
    await tab.keyboard.press('Enter');
    await form.waitFor({ state: 'hidden' });
    const [submission] = sent('view_submission');
    const { values } = Submitted.parse(submission?.payload).view.state;
    expect(values).toMatchObject({
      text: { text: { value: 'two\nlines' } },
      number: { number: { value: '7' } },
      list: { list: { selected_option: { value: '2' } } },
      search: { search: { selected_option: { value: '1' } } },
      person: { person: { selected_user: OPERATOR } },
      place: { place: { selected_conversation: OPS } },
      boxes: { boxes: { selected_options: [{ value: '1' }, { value: '2' }] } },
      radio: { radio: { selected_option: { value: '2' } } },
      day: { day: { selected_date: '2030-01-02' } },
      time: { time: { selected_time: '03:04' } },
    });
  });

  test('what the bot finds wrong stands under its field; an updated view keeps what was typed', async () => {
    const first = modal({ title: plain('First'), blocks: [textField('reason')] });
    const answers: object[] = [
      { response_action: 'errors', errors: { reason: 'Too short for me' } },
      {
        response_action: 'update',
        view: { ...first, title: plain('Again'), blocks: [...first.blocks, textField('more')] },
      },
    ];
    await open(first, () => answers.shift());
    await dialog('First').getByLabel('reason').fill('because');
    await tab.keyboard.press('Enter');
    await dialog('First').getByText('Too short for me').waitFor();
    expect(await dialog('First').getByLabel('reason').inputValue()).toBe('because');
    await dialog('First').getByLabel('reason').press('Enter');
    const again = dialog('Again');
    await again.getByLabel('more').fill('that is why');
    expect(await again.getByLabel('reason').inputValue()).toBe('because');
    await expect.poll(() => again.getByText('Too short for me').count()).toBe(0);
  });

  test('views lie on each other: the one below is as it was, and one button closes all', async () => {
    const view = (title: string): ModalView => modal({ title: plain(title), close: plain('Back') });
    const answers: object[] = ['Second', 'Third'].map((title) => ({
      response_action: 'push',
      view: view(title),
    }));
    await open(view('First'), () => answers.shift());
    await dialog('First').getByLabel('reason').fill('below');
    await tab.keyboard.press('Enter');
    await dialog('Second').getByLabel('reason').waitFor();
    await dialog('Second').getByRole('button', { name: 'Back' }).click();
    await dialog('First').waitFor();
    expect(await dialog('First').getByLabel('reason').inputValue()).toBe('below');
    await tab.keyboard.press('Enter');
    await dialog('Third').waitFor();
    await dialog('Third').getByRole('button', { name: 'Close everything' }).click();
    await expect.poll(() => here.slack.modal(OPERATOR)).toEqual([]);
    await tab.getByRole('dialog').waitFor({ state: 'hidden' });
  });

  test('a form that the bot can not take stays, says so, and can be handed in again', async () => {
    let fails = true;
    await open(modal({ title: plain('Try') }), () => (fails ? { response_action: 'nonsense' } : undefined));
    const form = dialog('Try');
    await form.getByLabel('reason').fill('kept');
    await form.getByRole('button', { name: 'Go' }).click();
    await form.getByRole('alert').getByText('We had some trouble connecting').waitFor();
    fails = false;
    expect(await form.getByLabel('reason').inputValue()).toBe('kept');
    await form.getByRole('button', { name: 'Go' }).click();
    await form.waitFor({ state: 'hidden' });
  });

  test('the Home is asked for at each visit, changes before one’s eyes, and its buttons ask first', async () => {
    const confirm = { text: plain('Really?'), confirm: plain('Yes, stop'), deny: plain('No') };
    const button = { type: 'button' as const, action_id: 'stop', value: '7', text: plain('Stop'), confirm };
    const publish = (text: string) =>
      clientOf(here.slack).views.publish({
        user_id: OPERATOR,
        view: home(text, { blocks: [{ type: 'section', text: plain(text), accessory: button }] }),
      });
    await tab.getByRole('link', { name: 'Home' }).click();
    await tab.getByText('The app has shown nothing here yet.').waitFor();
    await expect
      .poll(() => here.slack.events.sent.map(({ event }) => event.type))
      .toEqual(['app_home_opened']);
    await publish('one runs');
    await tab.getByText('one runs').waitFor();
    await publish('two run');
    await tab.getByText('two run').waitFor();
    await tab.getByRole('button', { name: 'Stop' }).click();
    await tab.getByRole('button', { name: 'No' }).click();
    await tab.getByRole('button', { name: 'Stop' }).click();
    await tab.getByRole('button', { name: 'Yes, stop' }).click();
    await expect.poll(() => sent('block_actions').length).toBe(1);
    expect(sent('block_actions')[0]?.payload).toMatchObject({
      container: { type: 'view' },
      actions: [{ action_id: 'stop', value: '7' }],
    });
  });
});
