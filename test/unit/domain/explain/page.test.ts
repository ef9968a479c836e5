import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { causes } from '../../../../src/domain/explain/explain.ts';
import { runbooks } from '../../../../tools/explain/runbooks.ts';
import { scripted } from '../../../../tools/explain/scripted.ts';
import { EXPLAIN_PAGE, explainPage } from '../../../../tools/explain-page.ts';
import { SENTENCES } from '../../../contract/explain/sentences.ts';

const page = readFileSync(EXPLAIN_PAGE, 'utf8');

test('docs/explain.md says what explain says: run `node tools/explain-page.ts` after a change', () => {
  expect(page).toBe(explainPage());
});

test.each(causes.map(({ cause }) => cause))('%s has a row, with what helps and what is offered', (cause) => {
  expect(page).toMatch(
    new RegExp(
      `^\\| \`${cause}\` \\| .+ \\| .+ \\| .+\\.(?:<br>.+\\.)* \\| (?:Roll back, else )?(?:Why|Retry)`,
      'm',
    ),
  );
});

test('no cause has two rules: of a name there is one', () => {
  expect(new Set(causes.map(({ cause }) => cause)).size).toBe(causes.length);
});

test.each(runbooks)('what runbooks call "%s" is known', (_, known) => {
  const names = [...causes.map(({ cause }) => cause), 'none'];
  expect(known.filter((cause) => !names.includes(cause))).toEqual([]);
});

test('its sentences are those that come of the real adapters', () => {
  const here = Object.fromEntries(scripted().map(({ kind, cause, sentence }) => [kind, { cause, sentence }]));
  expect({ ...here, unhealthy: SENTENCES.unhealthy, stuck: SENTENCES.stuck }).toEqual(SENTENCES);
});
