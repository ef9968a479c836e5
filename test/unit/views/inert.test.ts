import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMrkdwn, withEmoji } from '../../../sandbox/page/public/mrkdwn.js';
import { code, inert, label, short, visible, visibleLines } from '../../../src/views/inert.ts';
import { HIDDEN, hostile } from './hostile.ts';
import { live } from './live.ts';

const celebrations = (text: string): number => text.split('🎉').length - 1;

describe('text from outside', () => {
  it.each([
    ['<!channel> & <https://x.example|click>', '&lt;!channel&gt; &amp; &lt;https://x.example|click&gt;'],
    ['*bold* _italic_ ~gone~', '∗bold∗ ˍitalicˍ ∼gone∼'],
    ['my_service 2*3*4 a ~ b --force', 'my_service 2*3*4 a ~ b --force'],
    ['> quoted', '› quoted'],
    [':tada: at 03:00:12, x:8080:9090', '∶tada: at 03:00:12, x:8080:9090'],
    ['AWS refused ecs:UpdateService: no', 'AWS refused ecs:UpdateService: no'],
    ['type `restart x --force` *now*', 'type `restart x --force` ∗now∗'],
    ['one ` alone', "one ' alone"],
    ['in arn:aws:ecs:us-east-1:1:service/a_b_', 'in `arn:aws:ecs:us-east-1:1:service/a_b_`'],
    ['a\r\nb\u2028c\u0000', 'a b c'],
    ['\u202Etxt.exe\u200B', 'txt.exe'],
  ])('%j reads %j', (text, said) => {
    expect(inert(text)).toBe(said);
  });

  it('never comes to life, whatever it is and wherever it stands', () => {
    fc.assert(
      fc.property(hostile, hostile, (one, other) => {
        const said = `*Wheelhouse* says ${inert(one)} · ${inert(other)} <@U1>\n${inert(one)}`;
        expect(live(said)).toEqual(['bold', 'user U1']);
        expect(said).not.toMatch(HIDDEN);
        // One that was typed as itself stays; a name makes none.
        expect(celebrations(JSON.stringify(parseMrkdwn(said)))).toBe(celebrations(said));
      }),
      { numRuns: 1000 },
    );
  });

  it('stays in its code span, and in its label', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(parseMrkdwn(`a ${code(text)} b`).map(({ type }) => type)).toEqual(['text', 'code', 'text']);
        expect(withEmoji(label(text, 200))).toBe(label(text, 200));
      }),
    );
  });
});

describe('a short text', () => {
  it('is never longer than it may be, escapes included, and inert', () => {
    fc.assert(
      fc.property(hostile, fc.integer({ min: 0, max: 120 }), (text, most) => {
        const said = short(text, most);
        expect(said.length).toBeLessThanOrEqual(most);
        expect(live(`${said} end`)).toEqual([]);
        expect(said).not.toMatch(/&(?!(?:amp|lt|gt);)/);
      }),
    );
  });

  it('is cut at a word’s end, and whole where there is room', () => {
    expect(short('tasks stopped because of an error', 30)).toBe('tasks stopped because of an…');
    expect(short('tasks stopped', 13)).toBe('tasks stopped');
    expect(short('x'.repeat(50), 10)).toBe(`${'x'.repeat(9)}…`);
  });
});

it('a file keeps the lines and the indentation, and nothing that hides', () => {
  expect(visibleLines('a\r\n\tb\u202E\n\u0000c  \n')).toBe('a\n\tb\n c\n');
  expect(visible('a\n\tb')).toBe('a b');
});
