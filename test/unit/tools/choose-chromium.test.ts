import { describe, expect, test } from 'vitest';
import { type BrowserMachine, chooseChromium } from '../../../tools/browser/choose-chromium.ts';

/** A machine without anything, plus what the test says. Programs are found in /bin. */
const machine = ({
  programs = [],
  ...has
}: Partial<BrowserMachine> & { readonly programs?: readonly string[] }): BrowserMachine => ({
  chromium: undefined,
  isRoot: false,
  isDebianLike: false,
  ...has,
  pathOf: (program) => (programs.includes(program) ? `/bin/${program}` : undefined),
});

describe('a Chromium', () => {
  test('that was given comes before the one that is installed', () => {
    const choice = chooseChromium(machine({ chromium: '/opt/chrome', programs: ['chromium'] }));
    expect(choice).toEqual({ kind: 'program', path: '/opt/chrome' });
  });

  test.each(['chromium', 'google-chrome'])('is the installed %s', (program) => {
    const choice = chooseChromium(
      machine({ programs: [program, 'apt-get'], isRoot: true, isDebianLike: true }),
    );
    expect(choice).toEqual({ kind: 'program', path: `/bin/${program}` });
  });

  test('is installed for root on Debian, and for nobody else', () => {
    const debian = { programs: ['apt-get'], isRoot: true, isDebianLike: true };
    expect(chooseChromium(machine(debian))).toEqual({ kind: 'install-with-apt' });
    expect(chooseChromium(machine({ ...debian, isRoot: false }))).toEqual({ kind: 'none' });
    expect(chooseChromium(machine({ ...debian, isDebianLike: false }))).toEqual({ kind: 'none' });
  });
});
