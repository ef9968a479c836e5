import fc from 'fast-check';

/** What somebody might put where Wheelhouse shows it. */
const NASTY = [
  '<!channel>',
  '<!here|all>',
  '<@U0OPERATOR>',
  '<#C0OPSPROD>',
  '<https://evil.example|the console>',
  '<!date^1^{time}|x>',
  '&lt;!channel&gt;',
  '*bold*',
  '_italic_',
  '~gone~',
  '> quoted',
  '`',
  '```',
  '`code`',
  ':tada:',
  'x:tada:',
  '\u202Eesrever\u202C',
  '\u2066\u2069\u200F',
  'in\u200Bvis\u00ADible\uFEFF',
  '\u0000\u0007\u001B[31m',
  '\r\n:white_check_mark: *#1042 done*',
  '\u2028',
  '\uD800',
  '|',
  '^',
];

/** Text from outside at its worst, long or short. */
export const hostile: fc.Arbitrary<string> = fc
  .array(fc.oneof(fc.constantFrom(...NASTY), fc.string({ unit: 'binary', maxLength: 8 }), fc.constant(' ')), {
    minLength: 1,
    maxLength: 40,
  })
  .map((parts) => parts.join(''));

/** Characters that nobody sees or that turn the reading direction, and controls other than a line break. */
export const HIDDEN = /(?!\n)[\p{Cc}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;
