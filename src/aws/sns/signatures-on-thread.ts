import type { KeyObject } from 'node:crypto';
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Log } from '../../domain/ports/log.ts';
import { isSignedWith, type Signatures, type SignedText } from './signature.ts';

/** What the thread is asked at once: texts, each with the place of its key. */
export interface Questions {
  readonly number: number;
  readonly keys: readonly KeyObject[];
  readonly texts: readonly (SignedText & { readonly key: number })[];
}

/** What it answers, in the same order. */
export interface Answers {
  readonly number: number;
  readonly signed: readonly boolean[];
}

interface Asked {
  readonly text: SignedText;
  readonly key: KeyObject;
  readonly answer: (signed: boolean) => void;
}

const THREAD = new URL(`./signature-thread${extname(import.meta.url)}`, import.meta.url);

/** In MB: what doors have in hand together (64 MiB) fits. Without a bound the thread might take as much as the whole process may. */
const LIMITS = { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 128 };

/** Starts the thread. It keeps no process alive. */
export function startSignatureThread(): Worker {
  const thread = new Worker(THREAD, { resourceLimits: LIMITS });
  thread.unref();
  return thread;
}

/**
 * Checks signatures on a thread of its own, which begins with the first question: RSA is the dearest part of taking an alarm
 * in, and whoever types a command in a storm doesn't wait for it. What is asked in one turn of the event loop goes over
 * together, because waking a thread costs more than one signature (`npm run bench -- storm`). Where the thread dies or
 * can't begin, everything is checked here, what it had in hand and what comes later; the log says so once.
 */
export function signaturesOnThread(log: Log, start: () => Worker = startSignatureThread): Signatures {
  let thread: Worker | undefined;
  let ended = false;
  let last = 0;
  let next: Asked[] = [];
  const inHand = new Map<number, readonly Asked[]>();

  const checkHere = (asked: readonly Asked[]): void => {
    for (const { text, key, answer } of asked) answer(isSignedWith(text, key));
  };

  const end = (): void => {
    ended = true;
    const left = [...inHand.values()].flat();
    inHand.clear();
    checkHere(left);
  };

  const giveUp = (error: unknown): void => {
    const why = error instanceof Error ? error.name : 'unknown';
    log.error({ why }, 'the thread that checks signatures of SNS died; they are checked without it');
    end();
  };

  const begin = (): Worker => {
    const begun = start();
    begun.on('message', ({ number, signed }: Answers) => {
      const asked = inHand.get(number) ?? [];
      inHand.delete(number);
      asked.forEach(({ answer }, at) => {
        answer(signed[at] === true);
      });
    });
    begun.on('error', giveUp);
    begun.on('exit', end);
    return begun;
  };

  const send = (asked: readonly Asked[]): void => {
    last += 1;
    inHand.set(last, asked);
    const keys = [...new Set(asked.map(({ key }) => key))];
    const texts = asked.map(({ text, key }) => ({ ...text, key: keys.indexOf(key) }));
    const questions: Questions = { number: last, keys, texts };
    try {
      thread ??= begin();
      thread.postMessage(questions);
    } catch (error) {
      giveUp(error);
    }
  };

  const turn = (): void => {
    const asked = next;
    next = [];
    if (ended) checkHere(asked);
    else send(asked);
  };

  return {
    isSigned: (text, key) =>
      new Promise((answer) => {
        if (next.length === 0) setImmediate(turn);
        next.push({ text, key, answer });
      }),
    async stop() {
      ended = true;
      await thread?.terminate();
    },
  };
}
