import type { AlarmPolicy, Call } from '../domain/alarm/alarm-policy.ts';
import { err, ok, type Result } from '../domain/result.ts';
import type { Config } from './config.ts';
import { isLoopback } from './endpoints.ts';
import type { Environment } from './environment.ts';
import type { ConfigFault } from './fault.ts';
import { FrozenMap } from './frozen.ts';
import { Secret } from './secret.ts';

/** A variable that the section on alarms names, and what it must hold. */
interface AlarmVariable {
  readonly name: string;
  readonly holds: 'address' | 'routing-key' | 'token';
}

function variableOf(call: Call): AlarmVariable[] {
  switch (call.kind) {
    case 'pagerduty':
      return [{ name: call.key, holds: 'routing-key' }];
    case 'webhook':
      return [{ name: call.url, holds: 'address' }];
    case 'group':
    case 'channel':
      return [];
  }
}

/** Every variable that alarms name, once for each thing that it must hold. */
export function alarmVariables(alarms: AlarmPolicy | undefined): readonly AlarmVariable[] {
  const calls = alarms?.escalation.flatMap((level) => level.calls) ?? [];
  const named: AlarmVariable[] = [
    ...calls.flatMap(variableOf),
    ...(alarms?.heartbeat ? [{ name: alarms.heartbeat.url, holds: 'address' as const }] : []),
    ...(alarms?.alertmanagers ?? []).flatMap(({ url, token }): AlarmVariable[] => [
      { name: url, holds: 'address' },
      ...(token === undefined ? [] : [{ name: token, holds: 'token' } as const]),
    ]),
  ];
  const keys = named.map(({ name, holds }) => `${holds} ${name}`);
  return named.filter((_, i) => keys.indexOf(keys[i] ?? '') === i);
}

/** Over TLS, or to this machine; without a user, whom no client would send. */
function isAddress(written: string): boolean {
  if (!URL.canParse(written)) return false;
  const url = new URL(written);
  const isSafe = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url));
  return isSafe && url.username === '' && url.password === '';
}

/** Why a value can't be what it must be. PagerDuty Events API v2: a routing key has 32 characters. */
function wrong({ holds }: AlarmVariable, value: string): string | undefined {
  switch (holds) {
    case 'address':
      return isAddress(value) ? undefined : "isn't an address: write https://…, without a user in it";
    case 'token':
      return /^[\w.~+/=-]{8,4096}$/.test(value)
        ? undefined
        : "isn't a bearer token: write its letters, digits and . ~ + / = - _, without a word before them";
    case 'routing-key':
      return /^[A-Za-z\d]{32}$/.test(value)
        ? undefined
        : "isn't a routing key: write its 32 letters and digits (PagerDuty, the service's Integrations, Events API V2)";
  }
}

/** The values of the variables that alarms name, by their names, as far as they are set. No fault shows a value. */
export function alarmSecrets(
  env: Environment,
  alarms: AlarmPolicy | undefined,
): Result<ReadonlyMap<string, Secret>, ConfigFault[]> {
  const set = alarmVariables(alarms).flatMap((variable) => {
    const value = env[variable.name]?.trim();
    return value ? [{ ...variable, value }] : [];
  });
  const faults = set.flatMap((variable): ConfigFault[] => {
    const message = wrong(variable, variable.value);
    return message === undefined ? [] : [{ where: 'environment', name: variable.name, message }];
  });
  return faults.length > 0
    ? err(faults)
    : ok(new FrozenMap(set.map(({ name, value }) => [name, new Secret(value)] as const)));
}

/** Variables without which a bot can't call whom it is told to call. Workers call nobody. */
export function unsetForAlarms(
  { alarms, alarmSecrets: values }: Pick<Config, 'alarms' | 'alarmSecrets'>,
  role: 'bot' | 'worker' | 'all',
): ConfigFault[] {
  if (role === 'worker') return [];
  const names = new Set(alarmVariables(alarms).map(({ name }) => name));
  return [...names]
    .filter((name) => !values.has(name))
    .map((name) => ({
      where: 'environment',
      name,
      message: "isn't set, though alarms names it: set it, or take its name out",
    }));
}
