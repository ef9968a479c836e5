import type { Environment } from './environment.ts';
import type { ConfigFault } from './fault.ts';
import { unescaped } from './pem.ts';
import { Secret } from './secret.ts';

/** The product's own, and those that the AWS SDK reads. */
const KNOWN = [
  'SLACK_BOT_TOKEN',
  'SLACK_SIGNING_SECRET',
  'SLACK_APP_TOKEN',
  'WHEELHOUSE_SIGNING_KEY',
  'ALERTMANAGER_TOKEN',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_CONTAINER_AUTHORIZATION_TOKEN',
];

/** Shorter values stand in ordinary words: the redactor doesn't look for them. */
const SHORTEST = 6;

/** The password of Redis, as it is written in the address and as it is meant. */
function redisPasswords(url: string | undefined): string[] {
  if (url === undefined || !URL.canParse(url)) return [];
  const { password } = new URL(url);
  const written = /^[^@]*:\/\/[^:@]*:(.*)@/.exec(url)?.[1] ?? '';
  try {
    return [written, password, decodeURIComponent(password)];
  } catch {
    return [written, password];
  }
}

/** A private key as it is meant, and what stands between its first and last lines, which is all of the secret. */
function keyForms(written: string | undefined): string[] {
  if (written === undefined) return [];
  const pem = unescaped(written);
  return [pem, ...pem.split('\n').filter((line) => !line.startsWith('-----'))];
}

/** Every value that must never be shown: of the known variables and of the named ones, as far as they are set. */
export function secretValues(env: Environment, named: readonly string[]): readonly Secret[] {
  const set = [...KNOWN, ...named].flatMap((name) => env[name] ?? []);
  const all = [
    ...set,
    ...set.map((value) => value.trim()),
    ...keyForms(env['WHEELHOUSE_SIGNING_KEY']),
    ...redisPasswords(env['REDIS_URL']?.trim()),
  ];
  return [...new Set(all.filter((value) => value !== ''))].map((value) => new Secret(value));
}

/** Named variables that can't be kept secret, because they aren't set (or misspelled) or too short. */
export function unprotected(env: Environment, named: readonly string[]): ConfigFault[] {
  return named.flatMap((name): ConfigFault[] => {
    const value = env[name]?.trim() ?? '';
    const fault = (message: string): ConfigFault[] => [{ where: 'environment', name, message }];
    if (value === '')
      return fault("isn't set, though secrets.environment names it: set it, or take its name out");
    return value.length < SHORTEST
      ? fault(`is too short to be kept out of what is shown: write at least ${SHORTEST} characters`)
      : [];
  });
}
