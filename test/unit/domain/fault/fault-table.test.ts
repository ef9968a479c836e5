import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { coded, Fault } from '../../../../src/domain/fault/fault.ts';
import { faultCodes } from '../../../../src/domain/fault/fault-code.ts';
import { faultTable, ruleFor } from '../../../../src/domain/fault/fault-table.ts';
import { logFault } from '../../../../src/domain/fault/log-fault.ts';
import type { LogFields } from '../../../../src/domain/ports/log.ts';
import { ERRORS_PAGE, errorsPage } from '../../../../tools/errors-page.ts';

/** A fault of every kind, made from the schema itself. */
const faults: Fault[] = Fault.options.map((option) =>
  Fault.parse({
    kind: option.shape.kind.value,
    call: 'ecs:UpdateService',
    detail: 'their words',
    action: 'iam:PassRole',
    what: 'service registry',
    after: 1000,
  }),
);

test('the manual says what the table says: run `node tools/errors-page.ts` after a change', () => {
  expect(readFileSync(ERRORS_PAGE, 'utf8')).toBe(errorsPage());
});

describe('every kind', () => {
  test('has a code of its own and a row', () => {
    const kinds = faults.map(({ kind }) => kind).sort();
    expect(Object.keys(faultCodes).sort()).toEqual(kinds);
    expect(Object.keys(faultTable).sort()).toEqual(kinds);
    expect(new Set(Object.values(faultCodes)).size).toBe(kinds.length);
    for (const code of Object.values(faultCodes)) expect(code).toMatch(/^WH(-[A-Z]+){1,2}$/);
  });

  test.each(faults)('$kind tells the person a sentence, and carries its code', (fault) => {
    const rule = ruleFor(fault);
    expect(rule.sentence).toMatch(/^[A-Zs].+[.?]$|their words$/);
    expect(rule.sentence).not.toContain('undefined');
    expect(coded(fault)).toEqual({ ...fault, code: faultCodes[fault.kind] });
    expect(rule.code).toBe(faultCodes[fault.kind]);
  });

  test.each(faults)('$kind is logged at its level, with code, call and what is known of it', (fault) => {
    const lines: [string, LogFields, string][] = [];
    const at = (level: string) => (fields: LogFields, message: string) =>
      lines.push([level, fields, message]);
    const log = { info: at('info'), warn: at('warn'), error: at('error') };
    logFault(log, { ...fault, requestId: 'b0c1', cause: 'Error: reset' }, { run: 'R1' }, 'it failed');
    expect(lines).toEqual([
      [
        ruleFor(fault).log,
        expect.objectContaining({
          run: 'R1',
          code: ruleFor(fault).code,
          call: 'ecs:UpdateService',
          requestId: 'b0c1',
          cause: 'Error: reset',
        }),
        'it failed',
      ],
    ]);
  });

  test('survives the journal: what is stored is read back the same, with or without its code', () => {
    fc.assert(
      fc.property(fc.constantFrom(...faults), fc.string(), fc.boolean(), (fault, cause, withCode) => {
        const stored: Fault = { ...(withCode ? coded(fault) : fault), cause };
        expect(Fault.parse(JSON.parse(JSON.stringify(stored)))).toEqual(stored);
      }),
    );
  });
});

test("a fault with another kind's code isn't one", () => {
  const wrong = { kind: 'throttled', code: 'WH-AWS-DENIED', call: 'x', detail: 'y' };
  expect(Fault.safeParse(wrong).success).toBe(false);
});

test('nothing that may have happened is said to be unchanged, and nothing certain is in doubt', () => {
  const doubtful = faults.filter((fault) => ruleFor(fault).effect === 'unknown').map(({ kind }) => kind);
  expect(doubtful).toEqual(['unanswered', 'malformed', 'chat-unanswered', 'store-unanswered', 'unexpected']);
});
