import { ulid } from 'ulid';
import { describe, expect, it } from 'vitest';
import { deploy } from '../../../src/jobs/operations/deploy.ts';
import { registry, requestOf } from '../../support/values.ts';
import { mortalEngine } from './mortal-engine.ts';

const REPOSITORY = 'mcp-gateway-registry';
const { account, region } = registry;
const uri = `${account}.dkr.ecr.${region}.amazonaws.com/${REPOSITORY}`;
const secret = (name: string, key = ''): string =>
  `arn:aws:secretsmanager:${region}:${account}:secret:${name}-AbCdEf${key}`;
const role = (use: string): string => `arn:aws:iam::${account}:role/mcp-gateway-v2-registry-${use}`;

/** A deploy of `v2` to a service whose tasks need two secrets, a parameter, two roles and a log group. */
function deploying() {
  const { id: _own, ...more } = requestOf(deploy.spec, ulid(), {
    input: { image: 'v2', force: false, dryRun: false },
  });
  const it = mortalEngine(
    {
      image: `${uri}:v1`,
      logGroup: registry.logGroup,
      secrets: {
        DB_USERNAME: secret('shop/database', ':username::'),
        DB_PASSWORD: secret('shop/database', ':password::'),
        API_KEY: secret('shop/api'),
        HOST: '/shop/host',
      },
    },
    more,
  );
  it.images.push(region, REPOSITORY, { tag: 'v1' });
  it.images.push(region, REPOSITORY, { tag: 'v2' });
  return it;
}

type Deploying = ReturnType<typeof deploying>;

async function endOf(it: Deploying) {
  await it.untilOver();
  const [end] = it.ends();
  return end?.kind === 'end' ? end.outcome : undefined;
}

const changes = (it: Deploying): readonly number[] => [
  it.outside.taskDefinitions.registered.length,
  it.made(),
];

const roleGone = (use: string) => (it: Deploying) => it.around.roles.remove(role(use));

describe('a deploy whose tasks could not start', () => {
  it.each([
    [
      'without its execution role',
      roleGone('execution'),
      "Its tasks need the execution role `mcp-gateway-v2-registry-execution`, which isn't there. Nothing was changed.",
      /^Make it, or name another one/,
    ],
    [
      'without its task role',
      roleGone('task'),
      "Its tasks need the task role `mcp-gateway-v2-registry-task`, which isn't there. Nothing was changed.",
      /^Make it, or name another one/,
    ],
    [
      'without a secret, which is named once for both of its keys',
      (it: Deploying) => {
        const { secrets } = it.around.vault;
        secrets.splice(
          secrets.findIndex(({ arn }) => arn === secret('shop/database')),
          1,
        );
      },
      "Its tasks need the secret `shop/database` (for DB_USERNAME, DB_PASSWORD), which isn't there. Nothing was changed.",
      /^Make it, or correct the name/,
    ],
    [
      'with a secret that waits to be deleted',
      (it: Deploying) => it.around.vault.remove('shop/api', 0),
      'Its tasks need the secret `shop/api` (for API_KEY), which is being deleted. Nothing was changed.',
      /^Restore it: `aws secretsmanager restore-secret --region us-east-1 --secret-id shop\/api`/,
    ],
    [
      'without a parameter',
      (it: Deploying) => it.around.vault.remove('/shop/host', 0),
      "Its tasks need the parameter `/shop/host` (for HOST), which isn't there. Nothing was changed.",
      /^Make it, or correct the name/,
    ],
    [
      'without its log group',
      (it: Deploying) => it.around.logGroups.remove(region, registry.logGroup),
      "Its tasks need the log group `/ecs/mcp-gateway-v2-registry`, which isn't there. Nothing was changed.",
      /^Make it: `aws logs create-log-group --region us-east-1 --log-group-name \/ecs\/mcp-gateway-v2-registry`/,
    ],
  ] as const)('%s ends before it changes anything, with the mend', async (_name, take, reason, next) => {
    const it = deploying();
    take(it);
    const end = await endOf(it);
    expect(end).toMatchObject({ kind: 'failed', reason });
    expect(end).toMatchObject({ next: expect.stringMatching(next) });
    expect(changes(it)).toEqual([0, 0]);
    expect(it.ledger.holderOf(it.request)).toBeUndefined();
  });

  it('says all that lacks at once, each with its mend', async () => {
    const it = deploying();
    roleGone('execution')(it);
    it.around.vault.remove('/shop/host', 0);
    expect(await endOf(it)).toMatchObject({
      kind: 'failed',
      reason: "Its tasks need 2 things that aren't there. Nothing was changed.",
      next: expect.stringMatching(
        /^Execution role `[^`]+` isn't there: make it, [^·]+ · Parameter `\/shop\/host` \(for HOST\) isn't there: make it, /,
      ),
    });
    expect(changes(it)).toEqual([0, 0]);
  });
});

describe('a deploy whose tasks have all that they need', () => {
  it('goes through', async () => {
    const it = deploying();
    expect(await endOf(it)).toMatchObject({ kind: 'succeeded' });
    expect(changes(it)).toEqual([1, 1]);
  });
});
