import { describe, expect, it } from 'vitest';
import { explain, explainedShort } from '../../../../src/domain/explain/explain.ts';
import { aSnapshot } from '../../../support/values.ts';
import { evidenceOf, failing, NOW, STEADY } from './evidence.ts';

const missing = { stop: ['TaskFailedToStart', 'CannotPullContainerError: api/web:v43: not found'] } as const;

describe('of several signs', () => {
  it('the surest is said, and the others stand in the evidence', () => {
    const said = explain(
      evidenceOf([
        { exit: 1 },
        { event: '(service x) is unable to consistently start tasks successfully.' },
        { log: 'ERROR connect ECONNREFUSED 10.0.4.5:5432' },
      ]),
    );
    expect(said.cause).toBe('database-unreachable');
    expect(said.evidence.map(({ shown }) => shown)).toEqual([
      'Log: ERROR connect ECONNREFUSED 10.0.4.5:5432',
      'Task 01234567 stopped: Essential container in task exited (registry exited with 1)',
      'ECS: (service x) is unable to consistently start tasks successfully.',
    ]);
  });

  it('what one container did to the others of its task comes after what ended it', () => {
    const [task] = evidenceOf([{ exit: 1 }]).stopped;
    if (!task) throw new Error('there is a task');
    const both = { ...task, containers: [{ name: 'proxy', exitCode: 143 }, ...task.containers] };
    expect(explain({ ...evidenceOf([]), stopped: [both] }).sentence).toBe(
      'registry crashes: it exited with 1',
    );
  });

  it('it says how many tasks stopped for it', () => {
    const said = explain(evidenceOf([missing, missing, { exit: 1 }]));
    expect(said.tasks).toBe(2);
    expect(explainedShort(said)).toBe(
      "The image api/web:v43 isn't in the registry (2 tasks). Task 01234567 stopped: CannotPullContainerError: api/web:v43: not found",
    );
  });
});

describe('a trouble that is over', () => {
  it("isn't taken for the present one", () => {
    const before = { ...missing, at: STEADY - 60_000 };
    expect(explain(evidenceOf([before, { exit: 139 }])).cause).toBe('segmentation-fault');
  });

  it('is still explained while the tasks that failed are shown, and the service is called well', () => {
    const back = aSnapshot({ events: [{ at: NOW, message: '(service x) has reached a steady state.' }] });
    expect(explain(evidenceOf([missing], back))).toMatchObject({ standing: 'well', cause: 'image-missing' });
  });
});

describe('nothing is made up', () => {
  it('an unknown cause shows what ECS said and says that it is unknown', () => {
    const said = explain(evidenceOf([{ stop: ['NewCode', 'Something that nobody has seen'] }]));
    expect(said).toMatchObject({ kind: 'unknown', cause: 'unknown', next: ['logs', 'tasks'] });
    expect(said.sentence).toMatch(/isn't known/);
    expect(said.evidence[0]?.shown).toContain('Something that nobody has seen');
  });

  it('tasks that are missing without a word from ECS are unknown, too', () => {
    const said = explain(evidenceOf([], aSnapshot({ running: 1 })));
    expect(said).toMatchObject({ kind: 'unknown', standing: 'troubled' });
    expect(said.evidence[0]?.shown).toContain('has reached a steady state');
  });

  it('errors in the log of a service whose tasks run explain nothing', () => {
    const said = explain(evidenceOf([{ log: 'ERROR connection refused' }], aSnapshot()));
    expect(said).toMatchObject({ kind: 'none', standing: 'well' });
    expect(said.sentence).toBe('Nothing fails: 2 of 2 tasks running, and none of the last hour failed');
  });

  it('tasks that ECS replaced in the course of things explain nothing', () => {
    const replaced = {
      stop: ['ServiceSchedulerInitiated', 'Scaling activity initiated by (deployment ecs-svc/2)'],
    } as const;
    expect(explain(evidenceOf([{ ...replaced, exit: 143 }], aSnapshot())).kind).toBe('none');
  });
});

describe('while nothing has failed', () => {
  const rolling = (createdAt: number) => {
    const snapshot = failing({ running: 2, pending: 1 });
    return aSnapshot({
      ...snapshot,
      deployments: snapshot.deployments.map((one) => ({ ...one, failed: 0, createdAt })),
    });
  };

  it('a deployment that is under way is said to be that', () => {
    expect(explain(evidenceOf([], rolling(NOW - 60_000)))).toMatchObject({
      kind: 'none',
      standing: 'rolling',
      sentence: 'Nothing has failed so far: a deployment is under way, 2 of 2 tasks running, 1 starting',
    });
  });

  it('one that takes too long is said to', () => {
    expect(explain(evidenceOf([], rolling(NOW - 32 * 60_000))).sentence).toMatch(
      /isn't over after 32 minutes/,
    );
  });

  it('a service that is scaled to 0 or deleted says so', () => {
    expect(explain(evidenceOf([], aSnapshot({ desired: 0, running: 0 })))).toMatchObject({
      standing: 'scaled-to-zero',
    });
    expect(explain(evidenceOf([], aSnapshot({ status: 'DRAINING' })))).toMatchObject({ standing: 'gone' });
  });
});
