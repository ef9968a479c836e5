import { describe, expect, test } from 'vitest';
import type { Mrkdwn } from '../../../sandbox/page/public/mrkdwn.js';
import { parseMrkdwn, withEmoji } from '../../../sandbox/page/public/mrkdwn.js';

const text = (said: string): Mrkdwn => ({ type: 'text', text: said });

describe('mrkdwn', () => {
  test.each<[string, Mrkdwn[]]>([
    ['plain', [text('plain')]],
    ['*bold* here', [{ type: 'bold', children: [text('bold')] }, text(' here')]],
    [
      '_so_ ~not~',
      [{ type: 'italic', children: [text('so')] }, text(' '), { type: 'strike', children: [text('not')] }],
    ],
    ['*a _b_*', [{ type: 'bold', children: [text('a '), { type: 'italic', children: [text('b')] }] }]],
    ['`a *b*`', [{ type: 'code', text: 'a *b*' }]],
    ['```\na\n*b*\n```\nafter', [{ type: 'pre', text: 'a\n*b*' }, text('after')]],
    ['a\nb', [text('a'), { type: 'break' }, text('b')]],
    [
      '&gt; one\n> two\nafter',
      [{ type: 'quote', children: [text('one'), { type: 'break' }, text('two')] }, text('after')],
    ],
    [
      '<@U1> in <#C1|ops>',
      [{ type: 'user', id: 'U1', label: '' }, text(' in '), { type: 'channel', id: 'C1', label: 'ops' }],
    ],
    ['<!here>', [{ type: 'broadcast', id: 'here', label: '' }]],
    [
      '<!date^1795140000^{date_short} {time}|earlier>',
      [{ type: 'date', at: 1795140000, format: '{date_short} {time}', fallback: 'earlier' }],
    ],
    [
      '<https://example.org/?a=1&amp;b=2|docs>',
      [{ type: 'link', url: 'https://example.org/?a=1&b=2', label: 'docs' }],
    ],
    [':rocket: :no_such_emoji:', [text('🚀'), text(' '), text(':no_such_emoji:')]],
    ['snake_case_name and 2*3*4', [text('snake_case_name and 2*3*4')]],
    ['arn:aws:ecs:eu-west-1', [text('arn'), text(':aws:'), text('ecs:eu-west-1')]],
    ['1 &lt; 2 &amp;&amp; 3 &gt; 2', [text('1 < 2 && 3 > 2')]],
  ])('%j', (source, pieces) => {
    expect(parseMrkdwn(source)).toEqual(pieces);
  });

  test.each(['<script>alert(1)</script>', '<img src=x onerror=alert(1)>', '<javascript:alert(1)|click>'])(
    '%j holds nothing but text',
    (source) => {
      const pieces = parseMrkdwn(source);
      expect(pieces.map(({ type }) => type)).toEqual(pieces.map(() => 'text'));
      expect(pieces.map((piece) => (piece.type === 'text' ? piece.text : '')).join('')).toBe(source);
    },
  );

  test('plain text knows emoji and nothing else', () => {
    expect(withEmoji(':lock: *not bold*')).toBe('🔒 *not bold*');
  });
});
