import { createPrivateKey } from 'node:crypto';
import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { planStorm } from '../../sandbox/cloudwatch/storm.ts';
import { sealed, twiceAndShuffled } from '../../sandbox/sns/storm-mail.ts';
import { parseConfigFile } from '../../src/config/load.ts';
import { serve } from '../children/serve.ts';
import { ACCOUNT } from '../world/config.ts';
import { openLoop } from './open-loop.ts';
import { type Delivered, StormOrder } from './storm-load.ts';

/** SNS keeps connections open and uses many. */
const agent = new Agent({ keepAlive: true, maxSockets: 256, maxFreeSockets: 256 });
/** A delivery comes so many places too late at most: some overtake the next two of the same alarm. */
const LATE = 500;
/** SNS waits a second before its first tries again (Amazon SNS Developer Guide, delivery retries). */
const AGAIN_MS = 1_000;
const MOST_TRIES = 100;

let first: readonly string[] = [];
let rest: readonly string[] = [];

/** One try. Answers what is wrong with it; undefined: it was taken. */
const post = (url: string, body: string): Promise<string | undefined> =>
  new Promise((resolve) => {
    const headers = {
      'content-type': 'text/plain; charset=UTF-8',
      'content-length': Buffer.byteLength(body),
    };
    request(url, { method: 'POST', agent, headers }, (response) => {
      const { statusCode } = response;
      text(response).then(
        (said) => resolve(statusCode === 200 ? undefined : `${statusCode} ${said.trim()}`),
        (error: unknown) => resolve(String(error)),
      );
    })
      .on('error', (error) => resolve(String(error)))
      .end(body);
  });

/** Delivers until each is taken, and counts. */
function courier(url: string) {
  const began = performance.now();
  const done = { taken: 0, refused: 0, firstRefusal: undefined as string | undefined };
  return {
    async deliver(body: string): Promise<void> {
      for (let tries = 0; tries < MOST_TRIES; tries += 1) {
        const wrong = await post(url, body);
        if (wrong === undefined) {
          done.taken += 1;
          return;
        }
        done.refused += 1;
        done.firstRefusal ??= wrong;
        await sleep(AGAIN_MS);
      }
    },
    end(): Delivered {
      const { firstRefusal, ...counts } = done;
      return {
        ...counts,
        ...(firstRefusal === undefined ? {} : { firstRefusal }),
        seconds: (performance.now() - began) / 1000,
      };
    },
  };
}

serve(StormOrder, async (order) => {
  switch (order.kind) {
    case 'sign': {
      const parsed = parseConfigFile(order.config, 'storm.yaml');
      if (!parsed.ok) throw new Error(JSON.stringify(parsed.fault));
      const signer = { ...order.signer, key: createPrivateKey(order.signer.key) };
      const storm = planStorm(parsed.value.catalog, ACCOUNT, order);
      first = storm.first.map((notice) => sealed(notice, signer));
      rest = storm.rest.map((notice) => sealed(notice, signer));
      return { count: first.length + rest.length };
    }
    case 'send': {
      const { deliver, end } = courier(order.url);
      // That they ring comes first: what is over before anything is known of it isn't told.
      const bodies = [...first, ...first, ...twiceAndShuffled(rest, LATE, Math.random)];
      await openLoop({ count: bodies.length, perSecond: order.perSecond }, async (n) =>
        deliver(bodies[n] ?? ''),
      );
      return end();
    }
    case 'flood': {
      const { deliver, end } = courier(order.url);
      const bodies = [...first, ...rest].slice(order.from, order.from + order.count).values();
      await Promise.all(
        Array.from({ length: order.connections }, async () => {
          for (const body of bodies) await deliver(body);
        }),
      );
      return end();
    }
  }
});
