import { setTimeout as sleep } from 'node:timers/promises';
import type { Held } from '../../sandbox/ecs/http/faults.ts';
import type { RecordedCall } from '../../sandbox/ecs/http/record.ts';
import type { BenchWorld } from '../world/bench-world.ts';
import { CHANNEL, people, serviceName } from '../world/config.ts';
import type { DeployedProcess } from '../world/deployed-process.ts';

const LONGEST_MS = 120_000;
const POLL_MS = 5;

/** A restart whose worker has asked ECS for it and waits for the answer, and another worker that is there already. */
export interface InHand {
  /** The call whose answer is held; ECS has done it. */
  readonly update: Held;
  /** When the answer began to be held, by `performance.now()`. */
  readonly heldAt: number;
  readonly standby: DeployedProcess;
  /** Whoever has the run in hand now makes the next call for its service: how long after this moment it came, in ms. */
  nextCall(): Promise<number>;
}

const mentions = (call: RecordedCall, service: string): boolean =>
  JSON.stringify(call.input).includes(`"${service}"`);

/** Restarts the nth service, holds the answer to its UpdateService, and starts a second worker. */
export async function takeInHand(world: BenchWorld, n: number): Promise<InHand> {
  const [name, user = ''] = [serviceName(n), people[0]];
  const update = world.ecs.faults.hold('UpdateService', 'after');
  const typed = await world.sandbox.slack.command({ user, channel: CHANNEL, text: `restart ${name}` });
  if (!typed.body.includes('Accepted')) throw new Error(`restart ${name} wasn't accepted: ${typed.body}`);
  await update.held;
  const heldAt = performance.now();
  const standby = await world.start('worker');
  return {
    update,
    heldAt,
    standby,
    async nextCall() {
      const [known, began] = [world.ecs.record.length, performance.now()];
      for (;;) {
        const came = world.ecs.record.slice(known).some((call) => mentions(call, `bench-${name}`));
        const ms = performance.now() - began;
        if (came) return ms;
        if (ms > LONGEST_MS) throw new Error(`nobody went on with ${name} in ${LONGEST_MS / 1000} s`);
        await sleep(POLL_MS);
      }
    },
  };
}
