import { describe, expect, test } from 'vitest';
import type { Guide } from '../../../sandbox/page/guide.ts';
import type { Typing } from '../../../sandbox/page/public/complete.js';
import { completions } from '../../../sandbox/page/public/complete.js';

const guide: Guide = {
  command: '/ops',
  description: 'Steer services',
  verbs: [
    { name: 'help', summary: '', takes: 'nothing', answers: [], flags: [] },
    {
      name: 'restart',
      summary: 'replace the tasks',
      takes: 'target',
      answers: [],
      flags: [
        { flag: 'reason', takes: 'value', description: 'why' },
        { flag: 'force', takes: 'nothing', description: '' },
      ],
    },
    { name: 'resume', summary: '', takes: 'run', answers: ['happened', 'didnt'], flags: [] },
  ],
  targets: [
    { stack: 'prod', service: 'registry', environment: 'production' },
    { stack: 'prod', service: 'auth', environment: 'production' },
    { stack: 'staging', service: 'registry', environment: 'staging' },
  ],
  channelStacks: { C0OPS: 'prod' },
  shortcuts: [],
  tries: [],
  people: {},
};

const typing = (line: string, more: Partial<Typing> = {}): Typing => ({
  line,
  caret: line.length,
  guide,
  channel: 'C0OPS',
  isThread: false,
  isBotHere: true,
  bot: 'wheelhouse',
  people: ['operator'],
  runs: [
    { number: '12', note: 'restart prod/registry done' },
    { number: '7', note: 'restart prod/auth done' },
  ],
  ...more,
});

const offered = (line: string, more: Partial<Typing> = {}): string[] =>
  completions(typing(line, more))?.options.map(({ label }) => label) ?? [];

describe('completion offers', () => {
  test.each<[string, string[]]>([
    ['/', ['/ops']],
    ['/ops ', ['help', 'restart', 'resume']],
    ['/ops re', ['restart', 'resume']],
    ['/ops restart ', ['registry', 'auth', 'staging/registry']],
    ['/ops restart reg', ['registry', 'staging/registry']],
    ['/ops restart staging/', ['staging/registry']],
    ['/ops restart registry ', ['--reason', '--force']],
    ['/ops restart registry --f', ['--force']],
    ['/ops restart registry --force ', ['--reason']],
    ['/ops resume ', ['#12', '#7']],
    ['/ops resume 1', ['#12']],
    ['/ops resume 12 ', ['happened', 'didnt']],
    ['@', ['@wheelhouse', '@operator']],
    ['hello @op', ['@operator']],
    ['@wheelhouse rest', ['restart']],
    ['@wheelhouse restart au', ['auth']],
  ])('%j: %j', (line, labels) => {
    expect(offered(line)).toEqual(labels);
  });

  test.each([
    ['a whole word', '/ops restart registry'],
    ['a whole number', '/ops resume 7'],
    ['the value of a flag', '/ops restart registry --reason '],
    ['inside of quotes', '/ops restart registry --reason "reg'],
    ['an unknown verb', '/ops rstrt reg'],
    ['plain words', 'the registry is slow'],
    ['another command', '/invite @op'],
  ])('nothing for %s', (_, line) => {
    expect(completions(typing(line))).toBeUndefined();
  });

  test('whole names where the channel means no stack, and the way in where the bot isn’t', () => {
    expect(offered('/ops restart reg', { channel: 'C0RANDOM' })).toEqual([
      'prod/registry',
      'staging/registry',
    ]);
    expect(offered('/', { isBotHere: false })).toEqual(['/ops', '/invite @wheelhouse']);
  });

  test('no command in a thread, where Slack takes none, but the same words after the bot’s name', () => {
    expect(offered('/o', { isThread: true })).toEqual([]);
    expect(offered('@wheelhouse re', { isThread: true })).toEqual(['restart', 'resume']);
  });

  test('the word at the caret is replaced, and Enter takes the first only where a word was begun', () => {
    const line = '/ops rest registry';
    expect(completions(typing(line, { caret: 9 }))).toMatchObject({ from: 5, to: 9, isEager: true });
    expect(completions(typing(line, { caret: 7 }))).toBeUndefined();
    expect(completions(typing('/ops '))?.isEager).toBe(false);
  });

  test('a value goes between its quotes', () => {
    const [reason] = completions(typing('/ops restart registry --re'))?.options ?? [];
    expect(reason).toEqual({ label: '--reason', note: 'why', insert: '--reason ""', caret: 1 });
  });
});
