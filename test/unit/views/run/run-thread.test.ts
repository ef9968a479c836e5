import { describe, expect, it } from 'vitest';
import { StepId } from '../../../../src/domain/ids.ts';
import type { RunEvent } from '../../../../src/domain/run/event.ts';
import { runThread } from '../../../../src/views/run/run-thread.ts';
import { asRead } from '../../../../tools/gallery/as-read.ts';
import { aRun } from '../../../support/values.ts';

const step = StepId.parse('ask');
const at = aRun().acceptedAt + 4_000;
const told = (event: RunEvent) => runThread(aRun(), { event, index: 2 });
const read = (message: Parameters<typeof asRead>[0]): string =>
  asRead(message)
    .lines.map(({ text }) => text)
    .join('\n');

describe('a message that is too long', () => {
  const trace = Array.from({ length: 200 }, (_, i) => `  at line ${i} <!channel>`).join('\n');

  it('is cut, and all of it is in a file whose name says run and event', () => {
    const { file, ...message } = told({ kind: 'note', at, step, text: `It broke.\n${trace}` });
    expect(read(message)).toMatch(
      /^ℹ️ It broke\. at line 0 .*…\n📄 … all of it is in the file run-1042-event-3\.txt$/,
    );
    expect(read(message).length).toBeLessThan(2_700);
    expect(file?.name).toBe('run-1042-event-3.txt');
    expect(file?.content).toBe(
      `#1042 restart prod-us-east-1/registry, 2026-11-21T03:00:04.000Z\n\nIt broke.\n${trace}\n`,
    );
  });

  it('says so when Slack doesn’t take the file', () => {
    const { file } = told({ kind: 'effect', at, step, text: trace });
    expect(file && read(file.refused)).toMatch(/…\n📄 … the rest is cut: Slack didn't take the file/);
  });

  it('still says how to answer, when it is a question', () => {
    const evidence = Array.from({ length: 100 }, (_, i) => `${i}: ${'seen '.repeat(20)}`);
    const { file, ...message } = told({ kind: 'question', at, step, text: 'Did it?', evidence });
    expect(read(message)).toContain('/ops resume 1042 happened');
    expect(read(message)).toContain('• 0: seen');
    for (const line of evidence) expect(file?.content).toContain(line.trim());
  });

  it('has its reason cut and its next step whole, when it is an end', () => {
    const outcome = { kind: 'rolled-back', by: 'breaker', reason: trace } as const;
    const { file, ...message } = told({ kind: 'end', at, outcome });
    expect(read(message)).toContain('Find the cause before you try again.');
    expect(file?.content).toContain('at line 199');
  });
});

it('has no file where all of it is said, however many escapes it takes', () => {
  expect(told({ kind: 'note', at, step, text: 'x'.repeat(2_400) }).file).toBeUndefined();
  expect(told({ kind: 'note', at, step, text: '<'.repeat(2_400) }).file).toBeDefined();
});
