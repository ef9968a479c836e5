import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Evidence, explain } from '../../../../src/domain/explain/explain.ts';
import type { LogLine } from '../../../../src/domain/logs/log-line.ts';
import type { StoppedTask } from '../../../../src/domain/rollout/stopped-task.ts';
import { TARGET_STATES, type Target } from '../../../../src/domain/tasks/target-group.ts';
import { explanationMessage } from '../../../../src/views/reply/explanation.ts';
import { registry } from '../../../support/values.ts';
import { HIDDEN, hostile } from '../../views/hostile.ts';
import { live, mrkdwnOf } from '../../views/live.ts';
import { aGroup, failing, NOW, type Said } from './evidence.ts';
import { platformCases } from './sayings.ts';
import { taskCases } from './sayings-of-tasks.ts';

const sayings: readonly Said[] = [...platformCases, ...taskCases].flatMap(([, said]) => said);
const words = (of: (said: Said) => string | undefined): fc.Arbitrary<string> =>
  fc.oneof(fc.constantFrom(...sayings.flatMap((said) => of(said) ?? [])), hostile);

const at = fc.integer({ min: NOW - 30 * 60_000, max: NOW });
const stoppedTask: fc.Arbitrary<StoppedTask> = fc.record(
  {
    taskArn: fc.string({ maxLength: 20 }),
    stopCode: fc.constantFrom('TaskFailedToStart', 'EssentialContainerExited', 'SpotInterruption', 'NewCode'),
    reason: words(({ stop }) => stop?.[1]),
    stoppedAt: at,
    // A task's containers have names of their own (ECS API, RegisterTaskDefinition).
    containers: fc.uniqueArray(
      fc.record(
        {
          name: fc.oneof(fc.constantFrom('registry', 'proxy'), hostile),
          exitCode: fc.constantFrom(0, 1, 126, 137, 139, 143),
          reason: words(({ container }) => container),
        },
        { requiredKeys: ['name'] },
      ),
      { maxLength: 3, selector: ({ name }) => name },
    ),
  },
  { requiredKeys: ['taskArn', 'reason', 'containers'] },
);
const event = fc.record({
  at,
  message: fc.oneof(
    words((said) => said.event),
    fc.constant('(service x) has reached a steady state.'),
  ),
});
const line: fc.Arbitrary<LogLine> = fc.record({
  at,
  stream: fc.constant('registry/registry/0123'),
  text: words(({ log }) => log),
});
const target: fc.Arbitrary<Target> = fc.record(
  {
    id: fc.oneof(fc.ipV4(), hostile),
    port: fc.integer({ min: 1, max: 65_535 }),
    state: fc.constantFrom(...TARGET_STATES),
    reason: fc.oneof(fc.constantFrom('Target.Timeout', 'Target.NotInUse', 'Elb.InternalError'), hostile),
    description: hostile,
  },
  { requiredKeys: ['id', 'state'] },
);

/** Whatever AWS may say of a service, in any mixture. */
const anyEvidence: fc.Arbitrary<Evidence> = fc
  .record({
    running: fc.integer({ min: 0, max: 3 }),
    pending: fc.integer({ min: 0, max: 3 }),
    failed: fc.integer({ min: 0, max: 2 }),
    rolloutState: fc.constantFrom('IN_PROGRESS' as const, 'COMPLETED' as const, 'FAILED' as const),
    stopped: fc.array(stoppedTask, { maxLength: 4 }),
    events: fc.array(event, { maxLength: 4 }),
    log: fc.array(line, { maxLength: 4 }),
    targets: fc.array(target, { maxLength: 4 }),
  })
  .map(({ running, pending, failed, rolloutState, stopped, events, log, targets }): Evidence => {
    const [primary] = failing().deployments;
    const deployments = primary ? [{ ...primary, failed, rolloutState }] : [];
    return {
      at: NOW,
      snapshot: failing({ running, pending, deployments, events }),
      stopped,
      log,
      targets: [aGroup(...targets)],
    };
  });

const backwards = <T>(list: readonly T[]): T[] => [...list].reverse();
const reversed = (evidence: Evidence): Evidence => ({
  ...evidence,
  snapshot: {
    ...evidence.snapshot,
    deployments: backwards(evidence.snapshot.deployments),
    events: backwards(evidence.snapshot.events),
  },
  stopped: backwards(evidence.stopped).map((task) => ({ ...task, containers: backwards(task.containers) })),
  log: backwards(evidence.log),
  targets: backwards(evidence.targets ?? []).map((group) =>
    group.kind === 'gone' ? group : { ...group, targets: backwards(group.targets) },
  ),
});

const messageOf = (evidence: Evidence) =>
  explanationMessage({
    target: registry,
    explanation: explain(evidence),
    running: evidence.snapshot,
    unread: [],
    at: NOW,
  });

test('the same evidence is explained the same, in whatever order it comes', () => {
  fc.assert(
    fc.property(anyEvidence, (evidence) => {
      const said = explain(evidence);
      expect(explain(structuredClone(evidence))).toEqual(said);
      expect(explain(reversed(evidence))).toEqual(said);
    }),
  );
});

test("a service that doesn't run what it should is never explained by nothing", () => {
  fc.assert(
    fc.property(anyEvidence, (evidence) => {
      const { sentence, standing, kind } = explain(evidence);
      expect(sentence).toMatch(/\w{2}/);
      const { running, desired } = evidence.snapshot;
      if (running < desired && standing !== 'rolling') expect(kind).not.toBe('none');
      if (standing === 'troubled') expect(kind).not.toBe('none');
    }),
  );
});

test('the first line has 150 characters at most, whatever was said outside', () => {
  fc.assert(
    fc.property(anyEvidence, (evidence) => {
      expect((messageOf(evidence).text.split('\n')[0] ?? '').length).toBeLessThanOrEqual(150);
    }),
  );
});

test('nothing from outside comes to life or hides', () => {
  const ours = /^(?:bold|date \d+ \{)/;
  fc.assert(
    fc.property(anyEvidence, (evidence) => {
      for (const text of mrkdwnOf(messageOf(evidence))) {
        expect(live(text).filter((what) => !ours.test(what))).toEqual([]);
        expect(live(text).filter((what) => what === 'bold').length).toBeLessThanOrEqual(1);
        expect(text).not.toMatch(HIDDEN);
      }
    }),
  );
});
