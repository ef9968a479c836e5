import type { World } from '../ecs/world/world.ts';

/** A secret of Secrets Manager without its value. Times are milliseconds since the epoch. */
export interface SecretState {
  readonly arn: string;
  readonly createdAt: number;
  changedAt: number;
  /** Since when it waits to be deleted. */
  deletedAt?: number;
}

/** A parameter of the Parameter Store. */
export interface ParameterState {
  readonly arn: string;
  readonly name: string;
  readonly type: 'String' | 'SecureString';
  version: number;
  changedAt: number;
}

const DAY_MS = 86_400_000;

const regionOf = (arn: string): string => arn.split(':')[3] ?? '';

/** The secrets and parameters of an account in all regions. */
export class Vault {
  readonly account: string;
  readonly secrets: SecretState[] = [];
  readonly parameters: ParameterState[] = [];

  constructor(account: string) {
    this.account = account;
  }

  /** Makes a secret of this ARN, the six characters at its end included, where it isn't there already. */
  addSecret(arn: string, at: number): void {
    if (!this.secrets.some((one) => one.arn === arn))
      this.secrets.push({ arn, createdAt: at, changedAt: at });
  }

  /** Makes a parameter of this name in a region, where it isn't there already. */
  addParameter(
    region: string,
    name: string,
    at: number,
    type: ParameterState['type'] = 'SecureString',
  ): void {
    if (this.parameter(region, name)) return;
    const arn = `arn:aws:ssm:${region}:${this.account}:parameter${name.startsWith('/') ? '' : '/'}${name}`;
    this.parameters.push({ arn, name, type, version: 1, changedAt: at });
  }

  /** By its ARN, also without the six characters at its end, or by its name (Secrets Manager API, DescribeSecret). */
  secret(region: string, id: string): SecretState | undefined {
    const prefix = `arn:aws:secretsmanager:${region}:${this.account}:secret:`;
    const whole = id.startsWith('arn:') ? id : prefix + id;
    return this.secrets.find(
      ({ arn }) => regionOf(arn) === region && (arn === whole || arn.replace(/-\w{6}$/, '') === whole),
    );
  }

  /** By name or ARN. */
  parameter(region: string, id: string): ParameterState | undefined {
    return this.parameters.find(({ arn, name }) => regionOf(arn) === region && (id === name || id === arn));
  }

  /** Somebody changes the secrets or the parameter of this name, in every region. Throws where there are none. */
  change(name: string, at: number): void {
    for (const parameter of this.#named(name)) parameter.changedAt = at;
  }

  /** Somebody deletes it: a secret then waits for its end, a parameter is gone. Throws where there is none. */
  remove(name: string, at: number): void {
    for (const one of this.#named(name)) {
      if ('version' in one) this.parameters.splice(this.parameters.indexOf(one), 1);
      else one.deletedAt = at;
    }
  }

  #named(name: string): (SecretState | ParameterState)[] {
    const found = [
      ...this.secrets.filter(({ arn }) => arn.replace(/-\w{6}$/, '').endsWith(`:secret:${name}`)),
      ...this.parameters.filter((one) => one.name === name),
    ];
    if (found.length === 0) throw new Error(`The sandbox has no secret and no parameter ${name}.`);
    return found;
  }
}

/** What the containers of an ECS's task definitions are given: each was last changed a quarter of a year ago. */
export function vaultOf({ account, taskDefinitions, now }: World): Vault {
  const vault = new Vault(account);
  const at = now - 90 * DAY_MS;
  for (const { region, containers } of taskDefinitions) {
    for (const valueFrom of containers.flatMap((one) => sourcesOf(one['secrets']))) {
      if (valueFrom.includes(':secretsmanager:'))
        vault.addSecret(valueFrom.split(':').slice(0, 7).join(':'), at);
      else vault.addParameter(region, valueFrom.replace(/^arn:.*?:parameter/, ''), at);
    }
  }
  return vault;
}

const sourcesOf = (secrets: unknown): string[] =>
  Array.isArray(secrets)
    ? secrets.flatMap((one: unknown) => {
        const from: unknown =
          typeof one === 'object' && one !== null ? Reflect.get(one, 'valueFrom') : undefined;
        return typeof from === 'string' ? from : [];
      })
    : [];
