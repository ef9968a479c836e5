import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes a minute or more because something is away, limited or frozen for as long. */
const outages = ['slack-away', 'chaos', 'frozen-worker', 'ecs-trouble'].map(
  (name) => `test/fault/${name}.test.ts`,
);

/** What takes minutes begins first, so that nothing else has to wait for it alone in the end. */
const LONGEST = [
  'frozen-worker',
  'kill-matrix',
  'bot-killed',
  'approval-killed',
  'slack-away',
  'two-builds',
  'chaos',
  'ecs-trouble',
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification) =>
      LONGEST.some((name) => moduleId.includes(`/${name}.`));
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

/**
 * A test's own waits end after a minute and say what didn't come; these are behind them, for what hangs without a word.
 * What a test waits for is there or not; how quick it is says `bench/`, beside a yardstick.
 */
const [MINUTES_2, MINUTES_4] = [120_000, 240_000];
const withProcesses = { testTimeout: MINUTES_4, hookTimeout: MINUTES_4 };

export default defineConfig({
  test: {
    projects: [
      {
        extends: true,
        test: { name: 'unit', include: ['test/unit/**/*.test.ts'], testTimeout: MINUTES_2, maxWorkers: 2 },
      },
      {
        extends: true,
        test: {
          name: 'contract',
          include: ['test/contract/**/*.test.ts'],
          testTimeout: MINUTES_2,
          hookTimeout: MINUTES_2,
          maxWorkers: 2,
        },
      },
      {
        extends: true,
        // Mostly waiting for time to pass, so they may wait together.
        test: {
          ...withProcesses,
          name: 'outages',
          include: outages,
          maxWorkers: 3,
          sequence: { groupOrder: 2 },
        },
      },
      {
        extends: true,
        // People wait for machines here, so some of them may wait at the same time.
        test: {
          ...withProcesses,
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          maxWorkers: 3,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          ...withProcesses,
          name: 'processes',
          include: ['test/fault/**/*.test.ts'],
          exclude: outages,
          maxWorkers: 3,
          // Once in several runs one of them failed: a process whose port another one had taken was believed ready. Ports are
          // chosen otherwise since; until runs have shown that this was all, what passed only the second time is printed.
          retry: 1,
          sequence: { groupOrder: 3 },
        },
      },
    ],
    sequence: { sequencer: LongestFirst },
    expect: { poll: { timeout: 60_000 } },
    setupFiles: ['test/support/node-version.ts', 'test/support/left-as-found.ts'],
    isolate: false,
    pool: 'forks',
  },
});
