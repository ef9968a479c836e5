import { describe, expect, it } from 'vitest';
import { readSilenceForm, silenceFields } from '../../../../src/domain/alarm/silence-form.ts';

const chosen = { target: 'A17', until: '2h', reason: 'load test' };

describe('the form of a silence', () => {
  it('says what its command would: the end that was chosen, or the one that was typed instead', () => {
    expect(readSilenceForm(chosen)).toEqual({
      kind: 'filled',
      ...chosen,
      untilBlock: 'field/until',
    });
    expect(readSilenceForm({ ...chosen, other: 'tomorrow 9:00' })).toEqual({
      kind: 'filled',
      ...chosen,
      until: 'tomorrow 9:00',
      untilBlock: 'field/other',
    });
  });

  it('takes spaces for nothing', () => {
    const answers = new Map([
      ['target', ['A17']],
      ['field/until', ['30m']],
      ['field/other', ['  ']],
      ['field/reason', ['  load test ']],
    ]);
    expect(readSilenceForm(silenceFields(answers))).toMatchObject({ until: '30m', reason: 'load test' });
  });

  it('says all that is wrong at once, each under its field', () => {
    expect(readSilenceForm({})).toEqual({
      kind: 'wrong',
      errors: {
        target: 'Choose one.',
        'field/until': 'Choose one, or say another time in a few words: 3h.',
        'field/reason': 'Say why: whoever misses the alarm reads it.',
      },
    });
    const long = { ...chosen, other: 'x'.repeat(41), reason: ' ' };
    expect(readSilenceForm(long)).toMatchObject({
      errors: { 'field/other': expect.stringContaining('few words'), 'field/reason': expect.any(String) },
    });
  });
});
