import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describeFaults, parseConfigFile } from '../../../src/config/load.ts';

/** A whole valid file, with every section in it. */
export const VALID = `version: 1
slack:
  team: T0TEST
access:
  may-start: [U0ONE, W0TWO]
redis:
  keyspace: ops-2
channels:
  C0PROD: { stack: prod }
systems:
  shop:
    services:
      web:
        cluster: main
        service: shop-web
        container: nginx
        log-group: /ecs/shop/web
      api:
        cluster: main
        service: shop-api
        container: api
        log-group: /ecs/shop/api
stacks:
  prod:
    system: shop
    environment: production
    platform: ecs
    account: "012345678901"
    role: arn:aws:iam::012345678901:role/ops/wheelhouse
    region: eu-central-1
  stage:
    system: shop
    environment: staging
    platform: ecs
    account: "111122223333"
    region: us-gov-west-1
limits:
  rollout-every: 20s
  drain: 5000ms
`;

/** The valid file with one thing changed; fails when there is no such thing. */
export function changed(from: string, to: string, text = VALID): string {
  if (!text.includes(from)) throw new Error(`the file has no ${JSON.stringify(from)}`);
  return text.replace(from, () => to);
}

/** What a person reads about a file: its faults, a line each; nothing when it is valid. */
export function faultsOf(text: string): string[] {
  const parsed = parseConfigFile(text, 'wheelhouse.yaml');
  return parsed.ok ? [] : describeFaults(parsed.fault).split('\n');
}

/** An environment in which everything needed is set. */
export const ENVIRONMENT = {
  REDIS_URL: 'rediss://:pass@redis.internal:6379/0',
  SLACK_BOT_TOKEN: 'xoxb-12-34-abc',
  SLACK_SIGNING_SECRET: '0123456789abcdef',
};

/** The same with a key whose signatures count, as a configuration with approvals needs it. */
export const SIGNED_ENVIRONMENT = {
  ...ENVIRONMENT,
  WHEELHOUSE_VERIFY_KEYS: generateKeyPairSync('ed25519')
    .publicKey.export({ type: 'spki', format: 'pem' })
    .toString(),
};

/** The example that comes with the product. */
export const EXAMPLE = readFileSync(new URL('../../../wheelhouse.example.yaml', import.meta.url), 'utf8');
