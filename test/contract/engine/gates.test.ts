import { describe, expect, it } from 'vitest';
import { hours } from '../../../src/domain/clock.ts';
import type { Outcome } from '../../../src/domain/run/outcome.ts';
import { StackName } from '../../../src/domain/target/service.ts';
import { deploy } from '../../../src/jobs/operations/deploy.ts';
import { restart } from '../../../src/jobs/operations/restart.ts';
import { rollback } from '../../../src/jobs/operations/rollback.ts';
import { weekend } from '../../support/gates.ts';
import { registry } from '../../support/values.ts';
import { type SceneOptions, scene } from './asked-meanwhile.ts';

const ALARM = 'mcp-gateway-v2-alb-5xx-errors';
const stack = StackName.parse(registry.stack);
const colleague = { kind: 'slack', team: 'T', user: 'U0COLLEAGUE' } as const;

/** A run on the registry. The engine's clock begins on a Saturday, while the window `weekend` stands. */
function running({ operation, input }: Pick<SceneOptions, 'operation' | 'input'>) {
  const it = scene({ operation, input });
  it.push('v2');
  it.outside.board.put({
    region: registry.region,
    name: ALARM,
    watched: {
      kind: 'metric',
      namespace: 'AWS/ApplicationELB',
      metric: 'HTTPCode_ELB_5XX_Count',
      statistic: 'Sum',
      threshold: 10,
      period: 300,
      periods: 1,
    },
  });
  const set = (state: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA'): void =>
    it.outside.board.set(registry.region, ALARM, state);
  async function ended(): Promise<Outcome | undefined> {
    await it.untilOver();
    return it.outcome();
  }
  const changed = (): number[] => [it.outside.taskDefinitions.registered.length, it.made()];
  const isCritical = (name = ALARM): void => it.gated({ criticalAlarms: [{ name: stack, alarms: [name] }] });
  return { ...it, set, ended, changed, isCritical };
}

const deploying = () => running({ operation: deploy, input: { image: 'v2', force: false, dryRun: false } });
const restarting = () => running({ operation: restart, input: { force: false } });

describe('a window that stands', () => {
  it('ends a deploy that was accepted before, before it changes anything', async () => {
    const it = deploying();
    it.gated({ windows: [weekend] });
    expect(await it.ended()).toEqual({
      kind: 'rejected',
      reason: 'Nothing was changed.',
      stoppedBy: [
        {
          kind: 'window',
          name: 'weekend',
          reason: 'no deploys over the weekend',
          until: Date.UTC(2026, 10, 23, 7),
        },
      ],
    });
    expect(it.changed()).toEqual([0, 0]);
    expect(it.ledger.holderOf(it.request)).toBeUndefined();
  });

  it('lets a deploy go on that has changed something before it began', async () => {
    const it = deploying();
    it.whenBegun('find', () => it.gated({ windows: [weekend] }));
    expect(await it.ended()).toMatchObject({ kind: 'succeeded' });
  });

  it('that begins after a revision was registered stops the deploy: nothing uses that', async () => {
    const it = deploying();
    it.whenBegun('ask', () => it.gated({ windows: [weekend] }));
    expect(await it.ended()).toMatchObject({
      kind: 'rejected',
      reason: 'What was prepared stays, and nothing uses it.',
    });
    expect(it.changed()).toEqual([1, 0]);
  });

  it('lets a restart through unless it names it', async () => {
    const it = restarting();
    it.gated({ windows: [{ ...weekend, stops: 'new-things' }] });
    expect(await it.ended()).toMatchObject({ kind: 'succeeded' });
    const named = restarting();
    named.gated({ windows: [{ ...weekend, stops: ['restart'] }] });
    expect(await named.ended()).toMatchObject({ kind: 'rejected', stoppedBy: [{ kind: 'window' }] });
  });

  it('of another place lets everything through', async () => {
    const it = deploying();
    const where = { kind: 'places', environments: ['staging'], stacks: ['prod-us-west-2'] } as const;
    it.gated({ windows: [{ ...weekend, where }] });
    expect(await it.ended()).toMatchObject({ kind: 'succeeded' });
  });

  it('is passed as long as somebody’s pass stands, and not longer', async () => {
    const pass = (it: ReturnType<typeof deploying>) =>
      it.passes.give(
        {
          gate: { kind: 'window', name: 'weekend' },
          reason: 'fix',
          by: colleague,
          until: it.clock.now() + hours(1),
        },
        'request',
      );
    const it = deploying();
    it.gated({ windows: [weekend] });
    await pass(it);
    expect(await it.ended()).toMatchObject({ kind: 'succeeded' });
    const late = deploying();
    late.gated({ windows: [weekend] });
    await pass(late);
    late.pass(hours(1));
    expect(await late.ended()).toMatchObject({ kind: 'rejected' });
  });
});

describe('a critical alarm of the stack', () => {
  it('that rings ends a deploy before it changes anything, and says since when and what for', async () => {
    const it = deploying();
    it.isCritical();
    it.set('ALARM');
    expect(await it.ended()).toEqual({
      kind: 'rejected',
      reason: 'Nothing was changed.',
      stoppedBy: [
        {
          kind: 'alarm',
          stack: registry.stack,
          name: ALARM,
          since: expect.any(Number),
          reason: 'HTTPCode_ELB_5XX_Count > 10 for 5 min',
        },
      ],
    });
    expect(it.changed()).toEqual([0, 0]);
  });

  it.each(['OK', 'INSUFFICIENT_DATA'] as const)('that is %s lets deploys through', async (state) => {
    const it = deploying();
    it.isCritical();
    it.set(state);
    expect(await it.ended()).toMatchObject({ kind: 'succeeded' });
  });

  it('that rings lets a restart through', async () => {
    const it = restarting();
    it.isCritical();
    it.set('ALARM');
    expect(await it.ended()).toMatchObject({ kind: 'succeeded' });
  });

  it('never keeps a rollback from what it is for', async () => {
    const it = running({ operation: rollback, input: { force: false, dryRun: false } });
    it.isCritical();
    it.set('ALARM');
    const end = await it.ended();
    expect(end?.kind === 'rejected' ? end.stoppedBy : undefined).toBeUndefined();
  });

  it('that begins to ring while a deploy is under way stops it no more', async () => {
    const it = deploying();
    it.isCritical();
    it.whenBegun('find', () => it.set('ALARM'));
    expect(await it.ended()).toMatchObject({ kind: 'succeeded' });
  });

  it('that CloudWatch doesn’t have stops deploys: nobody knows whether it would ring', async () => {
    const it = deploying();
    it.isCritical('misspelled');
    expect(await it.ended()).toMatchObject({
      kind: 'rejected',
      stoppedBy: [{ kind: 'no-alarm', name: 'misspelled' }],
    });
  });

  it('that can’t be read keeps a deploy waiting, says so, and lets it go on once it is known', async () => {
    const it = deploying();
    it.isCritical();
    const alarms = it.outside.alarms.read;
    let away = true;
    let asked = 0;
    it.whenBegun('register', () => {
      Object.assign(it.outside.alarms, {
        read: (...args: Parameters<typeof alarms>) => {
          asked += 1;
          const fault = {
            kind: 'unreachable',
            call: 'cloudwatch:DescribeAlarms',
            detail: 'ECONNREFUSED',
          } as const;
          return away ? Promise.resolve({ ok: false, fault }) : alarms(...args);
        },
      });
    });
    while (asked < 3) await it.turn();
    const run = await it.ledger.peek(it.id);
    expect(run?.remark).toMatch(/^Whether a critical alarm rings couldn't be read: .* Trying again\.$/);
    expect(it.changed()).toEqual([0, 0]);
    away = false;
    expect(await it.ended()).toMatchObject({ kind: 'succeeded' });
  });

  it('that may never be read ends the deploy, which has changed nothing', async () => {
    const it = deploying();
    it.isCritical();
    it.whenBegun('register', () => {
      const fault = {
        kind: 'denied',
        call: 'cloudwatch:DescribeAlarms',
        action: 'cloudwatch:DescribeAlarms',
        detail: 'not authorized',
      } as const;
      Object.assign(it.outside.alarms, { read: async () => ({ ok: false, fault }) });
    });
    expect(await it.ended()).toMatchObject({
      kind: 'rejected',
      reason: expect.stringMatching(
        /^Whether a critical alarm rings couldn't be read: .* Nothing was changed\.$/,
      ),
    });
    expect(it.changed()).toEqual([0, 0]);
  });

  it('is passed with a pass for the stack, and CloudWatch isn’t asked then', async () => {
    const it = deploying();
    it.isCritical();
    it.set('ALARM');
    const gate = { kind: 'alarms', stack } as const;
    const until = it.clock.now() + hours(1);
    await it.passes.give({ gate, reason: 'the fix', by: colleague, until }, 'request');
    expect(await it.ended()).toMatchObject({ kind: 'succeeded' });
  });
});
