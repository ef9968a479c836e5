import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readable, story } from '../support/story.ts';
import { registry } from '../support/values.ts';
import { type TestWorld, testWorld } from '../support/wheelhouse.ts';

let world: TestWorld;
let person: ReturnType<typeof story>;

beforeAll(async () => {
  world = await testWorld();
  await Promise.all([world.start('bot'), world.start('worker')]);
  person = story(world);
});
afterAll(() => world.stop());

const changed = (): number[] =>
  ['RegisterTaskDefinition', 'UpdateService'].map((call) => world.ecs.calls(call).length);

describe('/ops deploy, before it changes anything', () => {
  it('goes on where a check is denied, and says what was not checked', async () => {
    const { iam, secrets } = {
      iam: world.sandbox.iam(registry.account),
      secrets: world.sandbox.secrets(registry.account),
    };
    const give = [
      iam.faults.next('GetRole', { kind: 'deny' }, Number.POSITIVE_INFINITY),
      secrets.parameterStore.faults.next('GetParameters', { kind: 'deny' }, Number.POSITIVE_INFINITY),
    ];
    await person.ops('deploy registry --image v2');
    await person.rootReads(/#1 deploy.*done after/);
    for (const back of give) back();
    const thread = (await person.threadReads(/Couldn't be checked/)).join('\n');
    expect(thread).toContain(
      'the execution role `mcp-gateway-v2-registry-execution`, the task role `mcp-gateway-v2-registry-task`: I lack the permission `iam:GetRole`',
    );
    expect(thread).toMatch(
      /the parameter `\/mcp-gateway\/documentdb\/endpoint`.*I lack the permission `ssm:GetParameters`/,
    );
    expect(thread).not.toContain('the secret `');
    expect(changed()).toEqual([1, 1]);
  });

  it('goes on where a check is not answered, too', async () => {
    const [registered = 0, updated = 0] = changed();
    const { secretsManager } = world.sandbox.secrets(registry.account);
    const back = secretsManager.faults.next(
      'DescribeSecret',
      { kind: 'status', status: 503, when: 'before' },
      Number.POSITIVE_INFINITY,
    );
    await person.ops('deploy registry --image v1 --force');
    await person.rootReads(/#2 deploy.*done after/);
    back();
    const thread = (await person.threadReads(/Couldn't be checked/)).join('\n');
    expect(thread).toMatch(/the secret `mcp-gateway-v2-admin-password`.*: AWS gave no clear answer/);
    expect(changed()).toEqual([registered + 1, updated + 1]);
  });

  it('says which role is missing, and changes nothing', async () => {
    const before = changed();
    const { roles } = world.sandbox.iam(registry.account);
    const role = `arn:aws:iam::${registry.account}:role/mcp-gateway-v2-registry-execution`;
    roles.remove(role);
    await person.ops('deploy registry --image latest --force');
    const root = readable(await person.rootReads(/#3 deploy.*failed after/));
    roles.add(role);
    expect(root).toContain(
      "Its tasks need the execution role `mcp-gateway-v2-registry-execution`, which isn't there. Nothing was changed.",
    );
    expect(changed()).toEqual(before);
  });

  it('says all that its tasks will lack, with the mend, and changes nothing', async () => {
    const before = changed();
    world.logs.groups.remove(registry.region, registry.logGroup);
    world.sandbox.secrets(registry.account).vault.remove('mcp-gateway-keycloak-client-secret', Date.now());
    await person.ops('deploy registry --image latest --force');
    const root = readable(await person.rootReads(/#4 deploy.*failed after/));
    expect(root).toContain("Its tasks need 2 things that aren't there. Nothing was changed.");
    const thread = (await person.threadReads(/failed/)).join('\n');
    expect(thread).toContain(
      'Secret `mcp-gateway-keycloak-client-secret` (for KEYCLOAK_CLIENT_SECRET) is being deleted: restore it: `aws secretsmanager restore-secret --region us-east-1 --secret-id mcp-gateway-keycloak-client-secret`',
    );
    expect(thread).toContain(
      "Log group `/ecs/mcp-gateway-v2-registry` isn't there: make it: `aws logs create-log-group",
    );
    expect(changed()).toEqual(before);
  });

  it('reads no value of a secret or a parameter', () => {
    const said = JSON.stringify(person.roots());
    expect(said).not.toContain('a-value-of-the-sandbox');
    expect(said).not.toContain('ciphertext');
  });
});
