import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { loadOperations } from '../../../src/jobs/operations-folder.ts';
import { alarmNeeds } from '../../../tools/permissions/alarms.ts';
import { headNeeds, reads } from '../../../tools/permissions/reads.ts';
import { signing } from '../../../tools/permissions/signing.ts';
import { PERMISSIONS_PAGE, permissionsPage } from '../../../tools/permissions-page.ts';

const { current } = await loadOperations();
const specs = current.map(({ spec }) => spec);
const ADAPTERS = fileURLToPath(new URL('../../../src/aws/', import.meta.url));

/** Every call that an adapter names, in IAM's words. */
const called = new Set(
  readdirSync(ADAPTERS, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => [...readFileSync(join(ADAPTERS, file), 'utf8').matchAll(/'([a-z0-9-]+:[A-Z]\w+)'/g)])
    .map(([, action = '']) => action),
);

/** Actions that AWS asks for besides the call itself (Service Authorization Reference). */
const REVISION_BESIDES = ['ecs:TagResource', 'iam:PassRole'];
/** And for an object that is put with a lock. */
const BESIDES = [...REVISION_BESIDES, 's3:PutObjectRetention'];

const listed = new Set(
  [...reads, ...signing, ...headNeeds, ...alarmNeeds, ...specs].flatMap(({ needs }) => needs),
);

test('docs/permissions.md says what is needed: run `node tools/permissions-page.ts` after a change', () => {
  expect(readFileSync(PERMISSIONS_PAGE, 'utf8')).toBe(permissionsPage(specs));
});

test('every call to AWS is needed by an operation or by something that reads', () => {
  expect([...called].filter((action) => !listed.has(action))).toEqual([]);
});

test('nothing is asked for that is never called', () => {
  expect([...listed].filter((action) => !called.has(action) && !BESIDES.includes(action))).toEqual([]);
});

test('what registers a revision may tag it and pass its roles on', () => {
  for (const { name, needs } of specs.filter((spec) => spec.needs.includes('ecs:RegisterTaskDefinition')))
    expect(needs, name).toEqual(expect.arrayContaining(REVISION_BESIDES));
});

test('who follows a rollout may answer its hooks, and may read why its tasks fail', () => {
  const following = specs.filter(({ plan }) => plan.some(({ id }) => id === 'roll'));
  expect(following.map(({ name }) => name).sort()).toEqual(['deploy', 'restart', 'rollback']);
  for (const { name, needs } of following)
    expect(needs, name).toEqual(
      expect.arrayContaining(['ecs:ContinueServiceDeployment', 'logs:FilterLogEvents']),
    );
});

test('a worker is asked for nothing with which it could sign, and no policy to paste allows it', () => {
  const [bot, worker] = signing;
  expect(bot?.needs).toContain('kms:Sign');
  expect(worker?.needs).toEqual(['kms:GetPublicKey']);
  expect(permissionsPage(specs).split('## As a policy')[1]).not.toContain('kms:');
});

test('no policy to paste lets messages be taken from any queue, or any alarm be set', () => {
  const [, ...statements] = permissionsPage(specs).split('"Effect": "Allow"');
  const everywhere = statements.filter((text) => text.includes('"Resource": "*"'));
  expect(everywhere).toHaveLength(2);
  for (const text of everywhere) expect(text.split('"Resource"')[0]).not.toMatch(/sqs:|sns:|SetAlarmState/);
});
