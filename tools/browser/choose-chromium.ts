import type { Machine } from '../redis/choose-redis.ts';

/** What can be asked about the machine. */
export type BrowserMachine = Pick<Machine, 'pathOf' | 'isRoot' | 'isDebianLike'> & {
  /** The value of `CHROMIUM`, if set and not empty. */
  readonly chromium: string | undefined;
};

/** Where a Chromium comes from. */
export type ChromiumChoice =
  | { readonly kind: 'program'; readonly path: string }
  | { readonly kind: 'install-with-apt' }
  | { readonly kind: 'none' };

/** The names under which Chromium, or a browser made from it, is installed. */
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'] as const;

/** A Chromium that is there: the one that was given, else the first on the PATH. */
export function chromiumThere({ chromium, pathOf }: BrowserMachine): string | undefined {
  return chromium ?? NAMES.map((name) => pathOf(name)).find((path) => path !== undefined);
}

/** Decides where Chromium comes from; changes nothing. Only Debian's package is installed by itself. */
export function chooseChromium(machine: BrowserMachine): ChromiumChoice {
  const path = chromiumThere(machine);
  if (path !== undefined) return { kind: 'program', path };
  const canInstall = machine.isRoot && machine.isDebianLike && machine.pathOf('apt-get') !== undefined;
  return { kind: canInstall ? 'install-with-apt' : 'none' };
}
