import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { valuesOf } from './resp.ts';

/** Which request to hold: the first that holds all of these texts, backslashes of nested JSON left out. */
export interface HoldAt {
  readonly holding: readonly string[];
  /** Before it reaches Redis, or with Redis's answer: it has happened then, and the process doesn't know. */
  readonly when: 'before' | 'after';
}

/** A request, or its answer, that is held back. What comes behind it on its connection waits, too. */
export interface HeldRequest {
  /** Resolves when it is being held. */
  readonly reached: Promise<void>;
  /** Lets it go on, even when the process that sent it is gone: it was on its way. */
  release(): void;
}

/** A way to Redis that can be disturbed. Nothing of Redis itself changes. */
export interface RedisProxy {
  /** For a process's `REDIS_URL`. */
  readonly url: string;
  hold(at: HoldAt): HeldRequest;
  /** While silent no byte passes in either direction, and connections stay open. */
  silence(on: boolean): void;
  /** While away connections are cut, and new ones as they come. */
  away(on: boolean): void;
  stop(): Promise<void>;
}

interface Trap extends HoldAt {
  readonly reach: () => void;
  readonly released: Promise<void>;
}

/** In RESP3 their confirmation is a push, not an answer. */
const UNANSWERED = /^\*\d+\r\n\$\d+\r\n[ps]?(un)?subscribe\r\n/i;

const isPush = (value: Buffer): boolean => value[0] === '>'.charCodeAt(0);

/** The script isn't known there yet: nothing has happened, and the same request comes again with its text. */
const isNoScript = (value: Buffer): boolean => value.toString('latin1', 0, 9) === '-NOSCRIPT';

/** Starts a proxy before the Redis at `url`. It speaks RESP3, as the product does, and knows no command's meaning. */
export async function startRedisProxy(url: string): Promise<RedisProxy> {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  let traps: Trap[] = [];
  let isAway = false;
  let silence: PromiseWithResolvers<void> | undefined;

  const take = (request: Buffer): Trap | undefined => {
    if (traps.length === 0) return undefined;
    const text = request.toString('latin1').replaceAll('\\', '');
    const trap = traps.find(({ holding }) => holding.every((part) => text.includes(part)));
    traps = traps.filter((other) => other !== trap);
    return trap;
  };

  async function serve(client: Socket): Promise<void> {
    const redis = connect(Number(target.port), target.hostname);
    const answersHeld = new Map<number, Trap>();
    let asked = 0;
    let answered = 0;
    for (const socket of [client, redis]) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => sockets.delete(socket));
    }

    async function requests(): Promise<void> {
      for await (const request of valuesOf(client)) {
        const trap = take(request);
        if (trap?.when === 'before') {
          trap.reach();
          await trap.released;
        }
        await silence?.promise;
        if (!UNANSWERED.test(request.toString('latin1', 0, 40))) asked += 1;
        if (trap?.when === 'after') answersHeld.set(asked, trap);
        redis.write(request);
      }
    }
    async function answers(): Promise<void> {
      for await (const answer of valuesOf(redis)) {
        if (!isPush(answer)) answered += 1;
        const trap = isPush(answer) ? undefined : answersHeld.get(answered);
        if (trap && isNoScript(answer)) traps.push(trap);
        else if (trap) {
          trap.reach();
          await trap.released;
        }
        await silence?.promise;
        client.write(answer);
      }
    }
    // In order: what was held when the process died still reaches Redis once it is released.
    const upstream = requests().finally(() => redis.end());
    const downstream = answers().finally(() => client.destroy());
    await Promise.allSettled([upstream, downstream]);
  }

  const server = createServer((client) => {
    if (isAway) client.destroy();
    else serve(client).catch(() => client.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port');

  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `redis://127.0.0.1:${address.port}`,
    hold(at) {
      const reached = Promise.withResolvers<void>();
      const released = Promise.withResolvers<void>();
      traps.push({ ...at, reach: reached.resolve, released: released.promise });
      return { reached: reached.promise, release: released.resolve };
    },
    silence(on) {
      if (on) silence ??= Promise.withResolvers();
      else {
        silence?.resolve();
        silence = undefined;
      }
    },
    away(on) {
      isAway = on;
      if (on) cut();
    },
    async stop() {
      const closed = once(server, 'close');
      server.close();
      cut();
      await closed;
    },
  };
}
