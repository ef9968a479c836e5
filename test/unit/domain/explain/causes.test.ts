import { expect, test } from 'vitest';
import { causes, explain } from '../../../../src/domain/explain/explain.ts';
import { evidenceOf } from './evidence.ts';
import { platformCases } from './sayings.ts';
import { taskCases } from './sayings-of-tasks.ts';

/**
 * What ECS, tasks and logs say (ECS developer guide: stopped task errors, service event messages), and what a person
 * reads. Every cause has a row at least, and every one of the runbooks' troubleshooting sections that ECS or a log shows.
 */
const cases = [...platformCases, ...taskCases];

test.each(cases)('%s', (cause, said, reads) => {
  const explanation = explain(evidenceOf(Array.isArray(said) ? said : [said]));
  expect(explanation).toMatchObject({ kind: 'known', cause, standing: 'troubled' });
  expect(explanation.sentence).toMatch(reads);
  expect(explanation.evidence.length).toBeGreaterThan(0);
  expect(explanation.mend).toMatch(/\.$/);
});

test('every cause has a row', () => {
  const shown = new Set(cases.map(([cause]) => cause));
  expect(causes.map(({ cause }) => cause).filter((cause) => !shown.has(cause))).toEqual([]);
});

test('nothing that pulls the same image again is called worth a try', () => {
  const pulls = causes.filter(({ cause }) => cause.startsWith('image-') && cause !== 'image-registry-limit');
  expect(pulls.map(({ again }) => again)).toEqual(pulls.map(() => 'fails-again'));
});
