import { describe, expect, test } from 'vitest';
import { discoverRequest } from '../../../../src/wiring/discover/request.ts';

const typed = (words: string) => discoverRequest(words.split(' '));
const GATEWAY = '--cluster mcp-gateway-ecs-cluster --region us-east-1';

describe('what is typed', () => {
  test('may be the cluster and the region alone: the rest is named after them', () => {
    expect(typed(GATEWAY)).toEqual({
      ok: true,
      value: {
        clusters: ['mcp-gateway-ecs-cluster'],
        place: { region: 'us-east-1' },
        environment: 'production',
        environmentIs: 'assumed',
        stack: 'prod-us-east-1',
        system: 'mcp-gateway',
      },
    });
  });

  test('may say everything, and the clusters by their ARNs', () => {
    const arn = 'arn:aws:ecs:eu-west-1:111122223333:cluster/Shop';
    const role = 'arn:aws:iam::111122223333:role/wheelhouse';
    const words = `--cluster ${arn} --cluster keycloak --cluster Shop --region eu-west-1 --profile ops --role ${role} --environment staging --stack shop-staging --system shop`;
    expect(typed(words)).toEqual({
      ok: true,
      value: {
        clusters: ['Shop', 'keycloak'],
        place: { region: 'eu-west-1', role },
        profile: 'ops',
        environment: 'staging',
        environmentIs: 'said',
        stack: 'shop-staging',
        system: 'shop',
      },
    });
  });

  test.each([
    ['cluster', 'cluster'],
    ['my-cluster', 'my'],
    ['ecs-cluster', 'ecs'],
    ['Web_App', 'web-app'],
    ['-cluster', 'cluster'],
  ])('names the system after the cluster: %s', (cluster, system) => {
    const request = discoverRequest([`--cluster=${cluster}`, '--region', 'us-east-1']);
    expect(request.ok && request.value.system).toBe(system);
  });

  test.each([
    ['--region us-east-1', 'discover needs --cluster.'],
    ['--cluster a', 'discover needs --region, an AWS region such as us-east-1.'],
    ['--cluster a --region virginia', 'discover needs --region, an AWS region such as us-east-1.'],
    ['--cluster a.b --region us-east-1', '--cluster takes the name of an ECS cluster'],
    [`${GATEWAY} --environment test`, '--environment takes production, staging or development.'],
    [`${GATEWAY} --stack Prod`, '--stack takes a name that people can type'],
    [`${GATEWAY} --system a/b`, '--system takes a name that people can type'],
    [`${GATEWAY} --role wheelhouse`, '--role takes the ARN of an IAM role'],
    [`${GATEWAY} --clutser b`, "Unknown option '--clutser'"],
    [`${GATEWAY} more`, "Unexpected argument 'more'"],
    ['--cluster', 'argument missing'],
  ])('is refused with what to write instead: %s', (words, sentence) => {
    const request = typed(words);
    expect(request.ok ? '' : request.fault).toContain(sentence);
  });
});
