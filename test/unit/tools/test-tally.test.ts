import { describe, expect, test } from 'vitest';
import { closingLine, passedAtLast, tallyOf } from '../../../tools/test-tally.ts';

/** A report as Vitest writes it, of files with a status and the statuses of their tests. */
function report(...files: readonly { status: string; tests: readonly string[] }[]): string {
  return JSON.stringify({
    success: files.every((file) => file.status === 'passed'),
    testResults: files.map(({ status, tests }) => ({
      name: '/some/file.test.ts',
      status,
      assertionResults: tests.map((end) => ({ title: 'a test', status: end })),
    })),
  });
}

describe('the tally of a test run', () => {
  test('counts over all files', () => {
    const json = report(
      { status: 'passed', tests: ['passed', 'skipped', 'todo'] },
      { status: 'failed', tests: ['passed', 'failed', 'failed'] },
    );
    expect(tallyOf(json)).toEqual({ passed: 2, failed: 2, skipped: 2 });
  });

  test('a file that could not be loaded is a failure though it has no tests', () => {
    const json = report({ status: 'passed', tests: ['passed'] }, { status: 'failed', tests: [] });
    expect(tallyOf(json)).toEqual({ passed: 1, failed: 1, skipped: 0 });
  });

  test('a file whose set-up failed is a failure, and its tests are skipped', () => {
    const json = report({ status: 'failed', tests: ['skipped', 'skipped'] });
    expect(tallyOf(json)).toEqual({ passed: 0, failed: 1, skipped: 2 });
  });

  test('anything but a report is refused', () => {
    expect(() => tallyOf('{"success": true}')).toThrow();
  });
});

describe('tests that passed when tried again', () => {
  test('are named with what went wrong the first time; who failed for good or never isn’t', () => {
    const test = (fullName: string, status: string, ...failureMessages: string[]) => ({
      fullName,
      status,
      failureMessages,
    });
    const tests = [test('a', 'passed', 'late'), test('b', 'passed'), test('c', 'failed', 'wrong')];
    const json = JSON.stringify({ testResults: [{ status: 'failed', assertionResults: tests }] });
    expect(passedAtLast(json)).toEqual(['passed when tried again: a\nlate']);
  });
});

describe('the closing line', () => {
  test('says both figures always, and the skipped only if there are any', () => {
    expect(closingLine({ passed: 12, failed: 0, skipped: 0 })).toBe('12 passed, 0 failed');
    expect(closingLine({ passed: 0, failed: 3, skipped: 1 })).toBe('0 passed, 3 failed, 1 skipped');
  });
});
