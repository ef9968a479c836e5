import { parentPort } from 'node:worker_threads';
import { isSignedWith } from './signature.ts';
import type { Answers, Questions } from './signatures-on-thread.ts';

// A thread's own file: answers questions as they come, until it is ended.
parentPort?.on('message', ({ number, texts, keys }: Questions) => {
  const answers: Answers = {
    number,
    signed: texts.map((text) => {
      const key = keys[text.key];
      return key !== undefined && isSignedWith(text, key);
    }),
  };
  parentPort?.postMessage(answers);
});
