import { createServer, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type EcsSandbox, startEcsSandbox } from '../../../sandbox/ecs/sandbox.ts';
import { ecsClients } from '../../../src/aws/clients.ts';
import { ecsServices } from '../../../src/aws/ecs/ecs-services.ts';

const account = '123456789012';
const role = `arn:aws:iam::${account}:role/wheelhouse-operator`;
const target = { account, role, region: 'us-east-1', cluster: 'gateway', ecsService: 'registry' };

const assumed = `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>
  <Credentials><AccessKeyId>ASIAASSUMED</AccessKeyId><SecretAccessKey>secret</SecretAccessKey>
  <SessionToken>token</SessionToken><Expiration>2100-01-01T00:00:00Z</Expiration></Credentials>
  </AssumeRoleResult></AssumeRoleResponse>`;
const sentence = `User: arn:aws:iam::${account}:user/bot is not authorized to perform: sts:AssumeRole on resource: ${role}`;
const denied = `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type>
  <Code>AccessDenied</Code><Message>${sentence}</Message></Error></ErrorResponse>`;

let sandbox: EcsSandbox;
let sts: Server;
let answer: { status: number; body: string } | 'hang up';
let asked: string[];

beforeEach(async () => {
  asked = [];
  sts = createServer((request, response) => {
    void text(request).then((body) => {
      asked.push(body);
      if (answer === 'hang up') response.destroy();
      else response.writeHead(answer.status, { 'content-type': 'text/xml' }).end(answer.body);
    });
  });
  const listening = Promise.withResolvers<void>();
  sts.listen(0, '127.0.0.1', listening.resolve);
  await listening.promise;
  const address = sts.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  process.env['AWS_ACCESS_KEY_ID'] = 'AKIDSANDBOX';
  process.env['AWS_SECRET_ACCESS_KEY'] = 'sandbox';
  process.env['AWS_ENDPOINT_URL_STS'] = `http://127.0.0.1:${port}`;
  const where = { region: 'us-east-1', cluster: 'gateway', service: 'registry' };
  const services = [{ ...where, container: 'registry', image: 'registry:latest', desired: 1 }];
  sandbox = await startEcsSandbox({ account, services });
});

afterEach(async () => {
  Reflect.deleteProperty(process.env, 'AWS_ENDPOINT_URL_STS');
  sts.closeAllConnections();
  sts.close();
  await sandbox.stop();
});

/** Forces a deployment with the role, STS answering so. */
const force = async (stsAnswers: typeof answer) => {
  answer = stsAnswers;
  const clients = ecsClients({ endpoint: sandbox.url });
  const result = await ecsServices(clients).forceNewDeployment(target);
  clients.destroy();
  return result;
};

describe('a target with a role', () => {
  it('is called as that role', async () => {
    expect(await force({ status: 200, body: assumed })).toMatchObject({ ok: true });
    expect(new URLSearchParams(asked[0]).get('RoleArn')).toBe(role);
    expect(sandbox.calls('UpdateService')).toHaveLength(1);
  });

  it('that may not be assumed is a missing permission, and nothing is sent', async () => {
    expect(await force({ status: 403, body: denied })).toMatchObject({
      ok: false,
      fault: { kind: 'denied', call: 'ecs:UpdateService', action: 'sts:AssumeRole', detail: sentence },
    });
    expect(sandbox.record).toEqual([]);
  });

  it('is unreachable when STS hangs up: the call itself was never sent', async () => {
    expect(await force('hang up')).toMatchObject({ ok: false, fault: { kind: 'unreachable' } });
    expect(sandbox.record).toEqual([]);
  });
});
