import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  choiceMetadata,
  formMetadata,
  silenceMetadata,
  written,
} from '../../../../src/domain/forms/metadata.ts';
import { submittedView } from '../../../../src/domain/forms/submitted.ts';

const ours = { operation: 'restart', version: 1, channel: 'C0OPS', thread: '1.2' };

describe('what a form carries unseen', () => {
  it('comes back as it was', () => {
    expect(formMetadata(written(ours))).toEqual(ours);
    expect(choiceMetadata(written({ channel: 'C0OPS', target: 'prod/registry' }))).toEqual({
      channel: 'C0OPS',
      target: 'prod/registry',
    });
    const silence = { verb: 'silence', openedAt: 1, channel: 'C0OPS' } as const;
    expect(silenceMetadata(written(silence))).toEqual(silence);
  });

  it('of one kind of form is none of another', () => {
    expect(silenceMetadata(written(ours))).toBeUndefined();
    expect(formMetadata('{"verb":"silence","openedAt":1,"channel":"C0OPS"}')).toBeUndefined();
    expect(silenceMetadata('{"verb":"silence","openedAt":1}')).toBeUndefined();
  });

  it.each([
    '',
    '{',
    'null',
    '[]',
    '{"operation":"restart"}',
    '{"operation":"restart","version":"1"}',
    '{"operation":"restart","version":1,"admin":true}',
    '{"operation":"","version":1}',
    JSON.stringify({ operation: 'restart', version: 1, channel: 'C'.repeat(51) }),
  ])('%s is nobody’s', (text) => {
    expect(formMetadata(text)).toBeUndefined();
  });

  it('is read or refused, whatever comes, and so is a whole view', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        const read = formMetadata(text);
        if (read) expect(formMetadata(written(read))).toEqual(read);
      }),
    );
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (view, values) => {
        submittedView(view);
        submittedView({ id: 'V1', private_metadata: '', state: { values } });
      }),
    );
  });
});
