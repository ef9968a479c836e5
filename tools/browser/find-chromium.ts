import { aptGetInstall } from '../packages.ts';
import { thisMachine } from '../redis/this-machine.ts';
import { type BrowserMachine, chooseChromium, chromiumThere } from './choose-chromium.ts';

/** A getter each, so that it is asked when it is needed: what is installed meanwhile counts. */
const machine: BrowserMachine = {
  pathOf: thisMachine.pathOf,
  get isRoot() {
    return thisMachine.isRoot;
  },
  get isDebianLike() {
    return thisMachine.isDebianLike;
  },
  get chromium() {
    return process.env['CHROMIUM'] || undefined;
  },
};

/** The Chromium of this machine: the one at `CHROMIUM`, else one on the PATH; undefined if there is none. */
export const chromiumHere = (): string | undefined => chromiumThere(machine);

/**
 * Finds Chromium, and installs Debian's package if need be; says so. Undefined where this machine offers no way: what
 * needs a browser is skipped there, which is said too.
 */
export async function findChromium(say: (line: string) => void): Promise<string | undefined> {
  const choice = chooseChromium(machine);
  if (choice.kind === 'program') return choice.path;
  if (choice.kind === 'install-with-apt') {
    say('Chromium: none on this machine; installing it: apt-get install chromium (a minute or more) …');
    await aptGetInstall('chromium').catch((error: unknown) => say(String(error)));
    const path = chromiumHere();
    if (path !== undefined) return path;
  }
  say('Chromium: not found, so tests in a browser are skipped. Install it, or set CHROMIUM to its path.');
  return undefined;
}
