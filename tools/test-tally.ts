import { z } from 'zod';

const report = z.object({
  testResults: z.array(
    z.object({
      status: z.string(),
      assertionResults: z.array(
        z.object({
          status: z.string(),
          fullName: z.string().optional(),
          failureMessages: z.array(z.string()).nullish(),
        }),
      ),
    }),
  ),
});

/** How many tests ended how. */
export type Tally = { readonly passed: number; readonly failed: number; readonly skipped: number };

/**
 * Counts the results in the text of Vitest's JSON report. A file that failed outside its tests (it couldn't
 * be loaded, or a hook failed) counts as one failure. Throws if the text is not such a report.
 */
export function tallyOf(json: string): Tally {
  const tally = { passed: 0, failed: 0, skipped: 0 };
  for (const file of report.parse(JSON.parse(json)).testResults) {
    const ends = file.assertionResults.map((test) => test.status);
    const failed = ends.filter((end) => end === 'failed').length;
    const passed = ends.filter((end) => end === 'passed').length;
    tally.passed += passed;
    tally.failed += file.status === 'failed' ? Math.max(failed, 1) : failed;
    tally.skipped += ends.length - passed - failed;
  }
  return tally;
}

/**
 * What went wrong in tests that passed when they were tried again, a text each: such a test is wrong or what it tests is.
 * Throws if the text is not Vitest's JSON report.
 */
export function passedAtLast(json: string): readonly string[] {
  return report
    .parse(JSON.parse(json))
    .testResults.flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status, failureMessages }) => status === 'passed' && (failureMessages?.length ?? 0) > 0)
    .map(
      ({ fullName, failureMessages }) =>
        `passed when tried again: ${fullName ?? 'a test'}\n${failureMessages?.join('\n')}`,
    );
}

/** The line a test run ends with: `12 passed, 1 failed`, and `, 2 skipped` if any were. */
export function closingLine({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
