import { createHash } from 'node:crypto';

/** Makes ids that look like ECS's. The same calls in the same order give the same ids, so a test can be repeated. */
export class Ids {
  #count = 0;

  #hex(kind: string): string {
    this.#count += 1;
    return createHash('sha256').update(`${kind} ${this.#count}`).digest('hex');
  }

  #digits(kind: string): string {
    return BigInt(`0x${this.#hex(kind).slice(0, 24)}`)
      .toString()
      .padStart(19, '1')
      .slice(0, 19);
  }

  /** A task's id: 32 hex digits. */
  task(): string {
    return this.#hex('task').slice(0, 32);
  }

  /** `ecs-svc/` and 19 digits. */
  deployment(): string {
    return `ecs-svc/${this.#digits('deployment')}`;
  }

  /** The last part of a service revision's ARN: 19 digits. */
  revision(): string {
    return this.#digits('revision');
  }

  /** The last part of a service deployment's ARN: 21 letters. */
  serviceDeployment(): string {
    return Buffer.from(this.#hex('service deployment'), 'hex').toString('base64url').slice(0, 21);
  }

  /** A PAUSE hook's id. */
  hook(): string {
    return `ecs-pause-${Buffer.from(this.#hex('hook'), 'hex').toString('base64url')}`;
  }

  /** An event's id: a UUID's shape. */
  event(): string {
    const hex = this.#hex('event');
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
      '-',
    );
  }
}
