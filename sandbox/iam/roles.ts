import type { World } from '../ecs/world/world.ts';

/** The roles of an account, by their names: IAM knows each name once, whatever its path. */
export class Roles {
  readonly account: string;
  readonly #arns = new Map<string, string>();

  constructor(account: string, arns: readonly string[]) {
    this.account = account;
    for (const arn of arns) this.add(arn);
  }

  /** Makes a role; one of the same name is replaced. */
  add(arn: string): void {
    this.#arns.set(nameOf(arn), arn);
  }

  /** Takes a role away. Throws where there is none. */
  remove(arn: string): void {
    if (this.find(nameOf(arn)) !== arn || !this.#arns.delete(nameOf(arn)))
      throw new Error(`The sandbox has no role ${arn}. It has: ${[...this.#arns.values()].join(', ')}.`);
  }

  /** The ARN of the role of a name. */
  find(name: string): string | undefined {
    return this.#arns.get(name);
  }
}

const nameOf = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1);

/** The roles that an ECS's task definitions name. */
export const rolesOf = ({ account, taskDefinitions }: World): Roles =>
  new Roles(
    account,
    taskDefinitions
      .flatMap(({ rest }) => [rest['executionRoleArn'], rest['taskRoleArn']])
      .filter((arn) => typeof arn === 'string'),
  );
