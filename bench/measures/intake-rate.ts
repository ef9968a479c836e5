import type { SnsSigner } from '../../sandbox/sns/signing/signer.ts';
import { startBareSns } from '../bare/bare-sns.ts';
import type { Child } from '../children/child.ts';
import type { Figure } from '../figures/figure.ts';
import { spreadOf } from '../figures/statistics.ts';
import { range } from '../figures/table.ts';
import { Delivered, type StormOrder } from '../load/storm-load.ts';
import { sign, stormWorld } from '../world/storm-world.ts';

const CHANGES = 120;
const CONNECTIONS = 256;
const ROUNDS = 3;
const WARM_UP = 1_500;

/** How fast a bot takes alarms in, each signed and new, while its desk works on them; beside a server that only verifies. */
export async function intakeRate(
  generator: Child,
  signer: SnsSigner,
  say: (line: string) => void,
): Promise<readonly Figure[]> {
  const signed = await sign(generator, signer, { changes: CHANGES, endsAt: Date.now() });
  const world = await stormWorld(signer);
  const bare = await startBareSns(signer.certificate);
  try {
    const bot = await world.start('bot');
    const urls = { bot: new URL('/sns', bot.eventsUrl).href, bare: bare.url };
    const flood = async (who: 'bot' | 'bare', from: number, count: number): Promise<number> => {
      const order: StormOrder = { kind: 'flood', url: urls[who], from, count, connections: CONNECTIONS };
      const { taken, refused, firstRefusal, seconds } = await generator.ask(order, Delivered);
      if (refused > 0) say(`storm: the ${who} refused ${refused}, the first: ${firstRefusal}`);
      return taken / seconds;
    };
    const rates: Record<'bot' | 'bare', number[]> = { bot: [], bare: [] };
    for (const who of ['bare', 'bot'] as const) await flood(who, 0, WARM_UP);
    const size = Math.floor((signed - WARM_UP) / ROUNDS);
    for (let round = 0; round < ROUNDS; round += 1)
      for (const who of ['bare', 'bot'] as const)
        rates[who].push(await flood(who, WARM_UP + round * size, size));
    const mean = (all: readonly number[]): number => all.reduce((sum, one) => sum + one, 0) / all.length;
    return [
      {
        name: 'storm, alarms taken in and stored',
        value: mean(rates.bot),
        unit: 'per second',
        yardstick: { what: 'a server that only verifies', value: mean(rates.bare) },
        goal: { kind: 'ratio-at-least', limit: 0.5 },
        note: `${ROUNDS} rounds of ${size}, ${CONNECTIONS} connections; ${range(spreadOf(rates.bot), 'per second')}, bare ${range(spreadOf(rates.bare), 'per second')}`,
      },
    ];
  } finally {
    await bare.stop();
    await world.stop();
  }
}
