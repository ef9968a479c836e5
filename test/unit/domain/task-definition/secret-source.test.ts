import { expect, test } from 'vitest';
import { secretSource, sourceName } from '../../../../src/domain/task-definition/secret-source.ts';

const SECRET =
  'arn:aws:secretsmanager:us-east-1:111122223333:secret:mcp-gateway/documentdb/credentials-AbCdEf';
const secret = { kind: 'secret', id: SECRET, region: 'us-east-1' };

test.each([
  ['an ARN', SECRET, { ...secret, follows: 'its-changes' }],
  ['an ARN and a JSON key', `${SECRET}:password::`, { ...secret, follows: 'its-changes' }],
  ['a version stage', `${SECRET}:password:AWSCURRENT:`, { ...secret, follows: 'its-changes' }],
  ['a version id', `${SECRET}:::0123-4567`, { ...secret, follows: 'pinned' }],
  ['a parameter by name', '/keycloak/admin_password', { kind: 'parameter', id: '/keycloak/admin_password' }],
  [
    'a parameter by ARN',
    'arn:aws:ssm:us-west-2:111122223333:parameter/keycloak/admin',
    {
      kind: 'parameter',
      id: 'arn:aws:ssm:us-west-2:111122223333:parameter/keycloak/admin',
      region: 'us-west-2',
    },
  ],
  ['something else', 'arn:aws:s3:::bucket/file.env', { kind: 'unknown', id: 'arn:aws:s3:::bucket/file.env' }],
])('%s says where a secret comes from', (_name, valueFrom, expected) => {
  expect(secretSource(valueFrom)).toEqual(expected);
});

test.each([
  [`${SECRET}:password::`, 'mcp-gateway/documentdb/credentials'],
  ['arn:aws:ssm:us-west-2:111122223333:parameter/keycloak/admin', '/keycloak/admin'],
  ['plain', 'plain'],
])('%s is known to people as %s', (valueFrom, name) => {
  expect(sourceName(secretSource(valueFrom))).toBe(name);
});
