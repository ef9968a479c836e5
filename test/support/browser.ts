import { type Browser, chromium } from 'playwright-core';
import { describe } from 'vitest';
import { chromiumHere } from '../../tools/browser/find-chromium.ts';

const program = chromiumHere();

/** Like `describe`, in a real browser. Without one its tests are skipped, and their name says why. */
export function describeInBrowser(name: string, tests: () => void): void {
  if (program === undefined) describe.skip(`${name} (skipped: no Chromium found)`, tests);
  else describe(name, tests);
}

/** Starts Debian's Chromium. It asks nothing of the network by itself. */
export function openBrowser(): Promise<Browser> {
  if (program === undefined) throw new Error('There is no Chromium');
  return chromium.launch({
    executablePath: program,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'],
  });
}
