import { describe, expect, it, test } from 'vitest';
import { type Decided, decidedAnew } from '../../../../src/domain/approval/change.ts';
import { subjectOf } from '../../../../src/domain/approval/subject-of.ts';
import { RunId } from '../../../../src/domain/ids.ts';
import type { RunRequest } from '../../../../src/domain/run/run.ts';
import { sha256 } from '../../../../src/jobs/audit/sealed.ts';
import { registry, restartRequest, TEAM } from '../../../support/values.ts';

const decided: Decided = {
  change: 'deploy',
  rows: [
    { label: 'Image', before: 'a', after: 'b' },
    { label: 'Tag', after: 'v2' },
  ],
};
const request = restartRequest('01ARZ3NDEKTSV4RRFFQ69G5FAV', { input: { image: 'v2', force: false } });
const [image, tag] = decided.rows;
if (!image || !tag) throw new Error('there are two rows');
const rows = (...all: Decided['rows']): Decided => ({ ...decided, rows: all });
const of = (more: Partial<RunRequest> = {}, what = decided) =>
  subjectOf({ ...request, ...more }, what, sha256);

describe('what a decision is bound to', () => {
  it('is the same for the same, whatever order its parts were written in', () => {
    expect(of()).toBe(of({}, { rows: [{ after: 'b', label: 'Image', before: 'a' }, tag], change: 'deploy' }));
    expect(of({ input: { image: 'v2', force: false } })).toBe(of({ input: { force: false, image: 'v2' } }));
  });

  test.each<[string, Partial<RunRequest>]>([
    ['run', { id: RunId.parse('01ARZ3NDEKTSV4RRFFQ69G5FAW') }],
    ['operation', { operation: 'rollback' }],
    ['version of the operation', { version: request.version + 1 }],
    ['input', { input: { image: 'v3', force: false } }],
    ['word more of the input', { input: { image: 'v2', force: false, more: 1 } }],
    ['service', { target: { ...registry, ecsService: 'auth' } }],
    ['cluster', { target: { ...registry, cluster: 'other' } }],
    ['account', { target: { ...registry, account: '999988887777' } }],
    ['region', { target: { ...registry, region: 'us-west-2' } }],
    ['role that leads there', { target: { ...registry, role: 'arn:aws:iam::999988887777:role/x' } }],
    ['environment', { target: { ...registry, environment: 'staging' } }],
    ['person who asked', { actor: { kind: 'slack', team: TEAM, user: 'U0OTHER' } }],
    ['workspace of theirs', { actor: { kind: 'slack', team: 'T1', user: 'U0OPERATOR' } }],
    ['kind of asker', { actor: { kind: 'system' } }],
  ])('is another with another %s', (_, more) => {
    expect(of(more)).not.toBe(of());
  });

  test.each<[string, Decided]>([
    ['change', { ...decided, change: 'rollback' }],
    ['value', rows({ ...image, after: 'c' }, tag)],
    ['value before', rows({ ...image, before: 'c' }, tag)],
    ['label', rows({ ...image, label: 'Images' }, tag)],
    ['row less', rows(image)],
    ['row more', rows(image, tag, tag)],
    ['row without what was before', rows({ label: 'Image', after: 'b' }, tag)],
    ['split between what was and what is', rows({ ...image, before: 'a → b', after: '' }, tag)],
  ])('is another with another %s of what is about to be done', (_, what) => {
    expect(of({}, what)).not.toBe(of());
  });
});

describe('what isn’t the same any more', () => {
  test.each<[string, Decided, ReturnType<typeof decidedAnew>]>([
    ['nothing', decided, []],
    ['a value', rows({ ...image, after: 'c' }, tag), [{ label: 'Image', before: 'a → b', after: 'a → c' }]],
    ['a row that is gone', rows(image), [{ label: 'Tag', before: 'v2', after: 'nothing' }]],
    [
      'a row that came',
      rows(image, tag, { label: 'Tasks', after: '3' }),
      [{ label: 'Tasks', before: 'nothing', after: '3' }],
    ],
    [
      'what it does at all',
      { ...decided, change: 'rollback' },
      [{ label: 'What it does', before: 'deploy', after: 'rollback' }],
    ],
    ['the order: nothing', rows(tag, image), []],
  ])('%s', (_, is, changed) => {
    expect(decidedAnew(decided, is)).toEqual(changed);
  });
});
