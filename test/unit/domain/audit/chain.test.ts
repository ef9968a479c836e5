import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonical } from '../../../../src/domain/audit/canonical.ts';
import {
  type AuditLine,
  GENESIS,
  hashOf,
  lineText,
  linkHash,
  placeOf,
  type Sha256,
} from '../../../../src/domain/audit/chain.ts';
import { type Verified, verifyChain } from '../../../../src/domain/audit/verify.ts';

const sha256: Sha256 = (content) => createHash('sha256').update(content).digest('hex');

/** A chain of these entries, from the very beginning. */
function chainOf(entries: readonly unknown[]): AuditLine[] {
  const lines: AuditLine[] = [];
  for (const entry of entries) {
    const before = lines.at(-1) ?? GENESIS;
    const place = { seq: before.seq + 1, at: 1_700_000_000_000 + before.seq, prev: before.hash };
    lines.push({ ...place, hash: linkHash(place, sha256(canonical(entry)), sha256), entry });
  }
  return lines;
}
const check = (lines: readonly AuditLine[], head?: AuditLine): Verified =>
  verifyChain(lines.map(lineText), sha256, head ? [placeOf(head)] : []);

/** A chain of three to thirty entries, with what an entry may well hold, and a place in it. */
const chains = fc
  .array(fc.jsonValue(), { minLength: 3, maxLength: 30 })
  .map((entries) => chainOf(entries.map((said, i) => ({ kind: 'note', i, said: parsed(canonical(said)) }))));
const chainWithPlace = chains.chain((lines) =>
  fc.record({ lines: fc.constant(lines), at: fc.nat({ max: lines.length - 1 }) }),
);
const lineAt = (lines: readonly AuditLine[], at: number): AuditLine => {
  const line = lines[at];
  if (!line) throw new Error('the test asks for a line that is not there');
  return line;
};
/** The same line saying something else, with a hash that fits what it says. */
const rewritten = (line: AuditLine): AuditLine => {
  const forged = { ...line, entry: { kind: 'forged' } };
  return { ...forged, hash: hashOf(forged, sha256) };
};

describe('a chain that nobody touched', () => {
  it('is whole, whatever its entries hold, and its own end proves it', () => {
    fc.assert(
      fc.property(chainWithPlace, ({ lines, at }) => {
        const [first, last] = [lines[0], lines.at(-1)];
        expect(check(lines)).toEqual({ kind: 'whole', entries: lines.length, first, last, head: 'none' });
        expect(check(lines, lineAt(lines, at))).toMatchObject({ kind: 'whole', head: 'matched' });
      }),
    );
  });

  it('stays whole when another program has written its JSON anew, with other blanks and in another order', () => {
    fc.assert(
      fc.property(chains, (lines) => {
        const anew = lines.map(({ entry, ...place }) =>
          JSON.stringify({ entry, ...place }, undefined, ' ').replaceAll('\n', ''),
        );
        expect(verifyChain(anew, sha256).kind).toBe('whole');
      }),
    );
  });

  it('and whose oldest side retention cut off is whole only with the entry that says so', () => {
    const lines = chainOf([{ n: 1 }, { n: 2 }, { n: 3 }, { kind: 'cut', upTo: 2 }, { n: 5 }]);
    expect(check(lines.slice(2))).toMatchObject({ kind: 'whole', first: { seq: 3 } });
    expect(check(lines.slice(3))).toEqual({ kind: 'broken', what: 'missing', line: 1, seq: 3 });
    expect(check(lines.slice(2), lines[0])).toMatchObject({ kind: 'whole', head: 'older' });
    expect(check(lines.slice(2), lines[1])).toMatchObject({ kind: 'whole', head: 'matched' });
  });
});

describe('a change of one thing is found, and where it is', () => {
  it('in what an entry says, in its time, its number or its run', () => {
    const change = fc.constantFrom<Partial<AuditLine>>({ entry: 'x' }, { at: 1 }, { number: 7 });
    fc.assert(
      fc.property(chainWithPlace, change, ({ lines, at }, changed) => {
        const touched = lines.with(at, { ...lineAt(lines, at), ...changed });
        expect(check(touched)).toEqual({ kind: 'broken', what: 'changed', line: at + 1, seq: at + 1 });
      }),
    );
  });

  it('in any single character of a line', () => {
    fc.assert(
      fc.property(chainWithPlace, fc.nat(), fc.constantFrom('0', 'a', '{', ' '), ({ lines, at }, n, put) => {
        const texts = lines.map(lineText);
        const text = lineText(lineAt(lines, at));
        const i = n % text.length;
        const touched = text.slice(0, i) + put + text.slice(i + 1);
        fc.pre(canonical(parsed(touched)) !== canonical(parsed(text)));
        expect(verifyChain(texts.with(at, touched), sha256)).toMatchObject({ kind: 'broken', line: at + 1 });
      }),
      { numRuns: 300 },
    );
  });

  it('with a hash that fits, by the entry after it', () => {
    fc.assert(
      fc.property(chainWithPlace, ({ lines, at }) => {
        fc.pre(at < lines.length - 1);
        const touched = lines.with(at, rewritten(lineAt(lines, at)));
        expect(check(touched)).toEqual({ kind: 'broken', what: 'replaced', line: at + 2, seq: at + 2 });
      }),
    );
  });

  it('with a chain written anew from there on, by a head that was exported before', () => {
    fc.assert(
      fc.property(chainWithPlace, ({ lines, at }) => {
        const entries = lines.map(({ entry }, i) => (i === at ? { kind: 'forged' } : entry));
        const anew = chainOf(entries);
        expect(check(anew).kind).toBe('whole');
        expect(check(anew, lines.at(-1))).toEqual({
          kind: 'broken',
          what: 'not-as-exported',
          line: lines.length,
          seq: lines.length,
        });
      }),
    );
  });
});

describe('an entry', () => {
  it('that is taken out is missed by its number', () => {
    fc.assert(
      fc.property(chainWithPlace, ({ lines, at }) => {
        fc.pre(at < lines.length - 1);
        const touched = lines.toSpliced(at, 1);
        expect(check(touched)).toEqual({ kind: 'broken', what: 'missing', line: at + 1, seq: at + 1 });
      }),
    );
  });

  it('that is put in between is found there, whether it has a hash that fits or not', () => {
    fc.assert(
      fc.property(chainWithPlace, fc.boolean(), ({ lines, at }, fits) => {
        const { hash } = lineAt(lines, at);
        const place = { seq: at + 2, at: 5, prev: hash };
        const digest = sha256(canonical({ kind: 'forged' }));
        const forged = {
          ...place,
          hash: fits ? linkHash(place, digest, sha256) : '1'.repeat(64),
          entry: { kind: 'forged' },
        };
        fc.pre(at < lines.length - 1);
        const found = check(lines.toSpliced(at + 1, 0, forged));
        expect(found).toEqual(
          fits
            ? { kind: 'broken', what: 'duplicated', line: at + 3, seq: at + 2 }
            : { kind: 'broken', what: 'changed', line: at + 2, seq: at + 2 },
        );
      }),
    );
  });

  it('that stands twice is found where it stands again', () => {
    fc.assert(
      fc.property(chainWithPlace, ({ lines, at }) => {
        const touched = lines.toSpliced(at + 1, 0, lineAt(lines, at));
        expect(check(touched)).toEqual({ kind: 'broken', what: 'duplicated', line: at + 2, seq: at + 1 });
      }),
    );
  });

  it('that has changed places with another is out of order from the first of the two on', () => {
    fc.assert(
      fc.property(chainWithPlace, fc.nat(), ({ lines, at }, n) => {
        const other = n % lines.length;
        const [low, high] = [Math.min(at, other), Math.max(at, other)];
        fc.pre(low !== high && low > 0);
        const touched = lines.with(low, lineAt(lines, high)).with(high, lineAt(lines, low));
        expect(check(touched)).toEqual({
          kind: 'broken',
          what: 'out-of-order',
          line: low + 1,
          seq: high + 1,
        });
      }),
    );
  });
});

describe('a cut-off end', () => {
  it('is found by an exported head, and by nothing else', () => {
    fc.assert(
      fc.property(chainWithPlace, ({ lines, at }) => {
        fc.pre(at > 0);
        const cut = lines.slice(0, at);
        expect(check(cut).kind).toBe('whole');
        expect(check(cut, lines.at(-1))).toEqual({
          kind: 'broken',
          what: 'truncated',
          line: at + 1,
          seq: at + 1,
        });
      }),
    );
  });

  it('of everything is one, too; a text without an entry is no chain', () => {
    const lines = chainOf([1, 2, 3]);
    expect(check([], lines[2])).toEqual({ kind: 'broken', what: 'truncated', line: 1, seq: 1 });
    expect(check([])).toEqual({ kind: 'broken', what: 'missing', line: 1, seq: 1 });
  });
});

describe('the canonical text', () => {
  it('is the same for the same value, however it was built, and means that value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonical(value);
        expect(canonical(JSON.parse(text))).toBe(text);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
    expect(canonical({ b: 1, a: [undefined, { d: undefined, c: 'é' }] })).toBe(
      '{"a":[null,{"c":"é"}],"b":1}',
    );
  });
});

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
