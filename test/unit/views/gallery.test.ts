import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { checkBlocks } from '../../../sandbox/slack/blocks/check-blocks.ts';
import { checkHome, checkModal } from '../../../sandbox/slack/views/check-view.ts';
import { faultCodes } from '../../../src/domain/fault/fault-code.ts';
import { Outcome } from '../../../src/domain/run/outcome.ts';
import type { ChatMessage } from '../../../src/views/message.ts';
import { asRead } from '../../../tools/gallery/as-read.ts';
import type { State } from '../../../tools/gallery/entry.ts';
import { gallery, galleryPage } from '../../../tools/gallery/page.ts';
import { outcomes } from '../../../tools/gallery/samples/values.ts';
import { GALLERY_PAGE } from '../../../tools/gallery.ts';
import { HIDDEN, hostile } from './hostile.ts';
import { live, mrkdwnOf } from './live.ts';

const VIEWS = new URL('../../../src/views/', import.meta.url);

/** What views are made of: they give words, blocks and names, not what is shown whole. */
const WORDS = new Set([
  'outcomeWords',
  'rootNotes',
  'rootLines',
  'smallPrint',
  'stateWords',
  'restOfRemark',
  'tookWords',
  'runButtons',
  'cancelButton',
  'rejectButton',
  'showButton',
  'statusButton',
  'stepWords',
  'planBlock',
  'rolloutFigures',
  // Of alarms.
  'alarmIcon',
  'alarmName',
  'severityIcon',
  'conditionWords',
  'incidentLine',
  'incidentState',
  'incidentTitle',
  'lasted',
  'incidentNotes',
  'incidentButtons',
  'acknowledgeButton',
  'mendWords',
  'factsOfWorst',
  'factsLines',
  'offeredRemedies',
  'underWay',
  'recordWords',
  'proposalNotes',
  'scopeWords',
  'silencedWords',
  'silenceLine',
  'openAlarms',
  // Of announcements.
  'policyChangedMessage',
  'silenceEndedMessage',
  'alarmEscalatedMessage',
  'alarmAfterDeployMessage',
  'foreignNoticeMessage',
  'alarmsLateMessage',
  'auditRepairedMessage',
  // Of the Home.
  'homeButtons',
  'awaitingRun',
  'parkedRun',
  'runningRun',
  'endedRuns',
  'homeDigest',
  // Of approvals.
  'changedText',
  'approvalTexts',
  'askedLines',
  'waitsLines',
  'decidedLines',
  'CHANGE_WORDS',
  'rowWords',
  'decidedWords',
  'lackingWords',
  'byItselfWords',
  'hookLine',
  'earlyWords',
  'DECISION_CALLBACK',
  // Of modals.
  'FORM_CALLBACK',
  'SILENCE_CALLBACK',
  'CHOICE_CALLBACK',
  'SUGGEST',
  'CHOOSE_AGAIN',
  'typeAgain',
  'capital',
  'plain',
  'wordOption',
  'suggestionOptions',
  'searchMenu',
  'fieldInput',
]);

/** Everything that the folders of views export, by name; what isn't in a folder makes no view by itself. */
async function exportedViews(): Promise<[string, unknown][]> {
  const files = readdirSync(VIEWS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => readdirSync(new URL(name, VIEWS)).map((file) => `${name}/${file}`));
  const modules = await Promise.all(
    files.map((file): Promise<Record<string, unknown>> => import(new URL(file, VIEWS).href)),
  );
  return modules.flatMap((module) => Object.entries(module)).filter(([name]) => !WORDS.has(name));
}

/** What Slack gets, with what strict Slack makes of it and what it says in red. */
interface Form {
  readonly text: string;
  readonly blocks: ChatMessage['blocks'];
  readonly verdict: { readonly ok: boolean };
  readonly errors: Readonly<Record<string, string>>;
}

/** A state in each form in which Slack may get it. A view has no text of its own; a modal's title stands for it. */
function forms(state: State): readonly Form[] {
  switch (state.kind) {
    case 'message': {
      const { text, blocks, plain, file } = state.message;
      return [
        { text, blocks },
        ...(plain ? [{ text, blocks: plain }] : []),
        ...(file ? [file.refused] : []),
      ].map((form) => ({ ...form, verdict: checkBlocks(form.blocks), errors: {} }));
    }
    case 'home': {
      const { blocks } = state.view;
      return [{ text: 'Home', blocks, verdict: checkHome(state.view), errors: {} }];
    }
    case 'modal': {
      const { title, blocks } = state.view;
      return [{ text: title.text, blocks, verdict: checkModal(state.view), errors: state.errors }];
    }
  }
}

/** Each view with every form of its every state. */
const views = gallery().map(({ title, seenBy, states }) => ({
  title,
  seenBy,
  shown: states.flatMap((state) => forms(state).map((form) => ({ when: state.when, form }))),
}));

test('docs/gallery.md shows the views as they are: run `node tools/gallery.ts` after a change', () => {
  expect(readFileSync(GALLERY_PAGE, 'utf8')).toBe(galleryPage());
});

test('every view is in the gallery', async () => {
  const inGallery = new Set(gallery().map(({ view }) => view));
  const missing = (await exportedViews()).filter(([, view]) => !inGallery.has(view)).map(([name]) => name);
  expect(missing, 'views without a sample in tools/gallery/samples').toEqual([]);
});

test('every outcome and every fault of AWS that a person can meet is in it', () => {
  const kinds = outcomes((text) => text).map(([, { kind }]) => kind);
  expect(new Set(kinds)).toEqual(new Set(Outcome.options.map((option) => option.shape.kind.value)));
  const page = galleryPage();
  for (const code of Object.values(faultCodes)) {
    if (code.startsWith('WH-AWS-')) expect(page.split(`### ${code}`)).toHaveLength(3);
  }
});

describe.each(views)('$title', ({ shown }) => {
  it('is taken by Slack in every state', () => {
    for (const { when, form } of shown) {
      expect(form.verdict, when).toMatchObject({ ok: true });
      expect(form.text, when).not.toBe('');
      expect(form.text.length, when).toBeLessThanOrEqual(4_000);
    }
  });

  it('has no link but those that it writes itself: Slack looks for none', () => {
    for (const { when, form } of shown) {
      const found = JSON.stringify(
        form.blocks.filter(({ type }) => type === 'section' || type === 'context'),
      );
      expect(found.split('"mrkdwn"').length, when).toBe(found.split('"verbatim":true').length);
    }
  });

  it('reads well: every emoji is one, nothing is undefined, no line ends in a space or in two dots', () => {
    for (const { when, form } of shown) {
      const read = asRead(form, form.errors)
        .lines.map(({ text }) => text)
        .join('\n');
      expect(read, when).not.toMatch(/:[a-z_]+:(?!\d)/);
      expect(read, when).not.toMatch(/undefined|NaN|\[object|\.\.| {3}| $/m);
    }
  });
});

test.each(views.filter(({ seenBy }) => seenBy === 'channel'))(
  '$title says what, where, state and since when in its first line, in every state',
  ({ shown }) => {
    for (const { when, form } of shown) {
      expect(asRead(form).lines[0]?.text, when).toMatch(
        /^\S+ #1042 (?:restart|deploy) (?:prod|staging)-us-east-1\/registry .+ · (?:since )?\d\d:\d\d UTC$/,
      );
    }
  },
);

test.each(views.filter(({ seenBy }) => seenBy === 'alarm'))(
  '$title says which alarm, where it is, how it stands and since when in its first line, in every state',
  ({ shown }) => {
    for (const { when, form } of shown) {
      expect(asRead(form).lines[0]?.text, when).toMatch(
        /^\S+ A17 .*(?:prod-us-east-1).* · .*(?:since \d\d:\d\d UTC|over after .+ · \d\d:\d\d UTC)$/,
      );
    }
  },
);

/** Characters in a row of Slack on a phone of 390 px: some 330 px are left for text of 15 px. */
const ROW = 44;

test('a root has at most 6 lines and 3 buttons, and a phone shows its first line in 3 rows, whatever comes from outside', () => {
  fc.assert(
    fc.property(hostile, (bad) => {
      for (const { seenBy, states } of gallery((text) => text + bad)) {
        if (seenBy !== 'channel' && seenBy !== 'alarm') continue;
        for (const form of states.flatMap(forms)) {
          const { lines, buttons } = asRead(form);
          expect(lines.length).toBeLessThanOrEqual(6);
          expect(buttons.length).toBeLessThanOrEqual(3);
          expect(Math.ceil((lines[0]?.text.length ?? 0) / ROW)).toBeLessThanOrEqual(3);
        }
      }
    }),
    { numRuns: 30, examples: [['']] },
  );
});

test('words from outside stay words: no mention, link, date or emphasis comes or goes, and Slack takes it all', () => {
  const benign = gallery().map(({ states }) => states.map((state) => forms(state).map(livesIn)));
  fc.assert(
    fc.property(hostile, (bad) => {
      for (const [i, { states }] of gallery((text) => `${bad} ${text} ${bad}`).entries()) {
        for (const [j, state] of states.entries()) {
          for (const [k, form] of forms(state).entries()) {
            // A text that has become too long has one form more, with a file.
            expect(livesIn(form)).toEqual(benign[i]?.[j]?.[k] ?? benign[i]?.[j]?.[0]);
            expect(form.verdict).toMatchObject({ ok: true });
            expect(JSON.parse(JSON.stringify(form.blocks))).toEqual(form.blocks);
            const { text, blocks, errors } = form;
            for (const said of textsIn({ text, blocks, errors })) expect(said).not.toMatch(HIDDEN);
          }
        }
      }
    }),
    // Once backticks of two texts made a span that took emphasis of ours with it.
    { numRuns: 60, examples: [['*bold*\r\n:white_check_mark: *#1042 done*```']] },
  );
});

test('an error stands under a field that the form has', () => {
  for (const { title, shown } of views) {
    for (const { when, form } of shown) {
      const blocks = form.blocks.map((block) => (block.type === 'input' ? block.block_id : ''));
      expect(blocks, `${title}: ${when}`).toEqual(expect.arrayContaining(Object.keys(form.errors)));
    }
  }
});

function livesIn(form: Form): string[] {
  return mrkdwnOf(form).flatMap(live).sort();
}

/** All that is shown: a button's value isn't, and what stands in a field is what the reader typed. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
    key === 'value' || key === 'initial_value' ? [] : textsIn(inner),
  );
}
