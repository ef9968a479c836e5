import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { demoPanel } from '../../../sandbox/demo/demo-panel.ts';
import { guideOf } from '../../../sandbox/demo/guide.ts';
import { seat } from '../../../sandbox/demo/seat.ts';
import { killed } from '../../../sandbox/demo/troubles.ts';
import type { WorldPanel } from '../../../sandbox/page/world-panel.ts';
import { type Sandbox, startSandbox } from '../../../sandbox/sandbox.ts';
import { loadOperations } from '../../../src/jobs/operations-folder.ts';
import { letting } from '../../support/access.ts';
import { CHANNEL, OPERATOR, registry, TEAM } from '../../support/values.ts';
import { clientOf } from '../slack/workspace.ts';

const ALARM = 'mcp-gateway-v2-registry-cpu-high';
const catalog = {
  services: [{ ...registry, alarms: [ALARM], health: 'https://registry.example.com/health' }],
  channelStacks: new Map([[CHANNEL, registry.stack]]),
};
const users = [
  { id: OPERATOR, name: 'operator' },
  { id: 'U0STRANGER', name: 'stranger' },
  { id: 'U0GUEST', name: 'guest', kind: 'guest' as const },
  { id: 'U0OUTSIDER', name: 'outsider', team: 'T0ELSEWHERE' },
];

describe('the demo’s panel', () => {
  let sandbox: Sandbox;
  let signals: string[];
  let panel: WorldPanel;
  let changes: number;

  beforeEach(async () => {
    sandbox = await startSandbox({
      catalog,
      team: TEAM,
      users,
      channels: [{ id: CHANNEL, name: 'ops-prod', botIsMember: true }],
      rates: 'off',
    });
    signals = [];
    const worker = seat(async () => ({
      role: 'worker',
      pid: 1,
      url: '',
      adminUrl: '',
      output: () => '',
      ended: Promise.resolve(0),
      signal: async (signal) => {
        signals.push(signal);
      },
    }));
    await worker.fill();
    panel = demoPanel(sandbox, [killed('worker-killed', 'The worker is killed', worker)]);
    changes = 0;
    panel.onChange(() => {
      changes += 1;
    });
  });
  afterEach(() => sandbox.stop());

  const isOn = (id: string) => panel.faults().find((fault) => fault.id === id)?.on;
  const post = () =>
    clientOf(sandbox.slack, sandbox.env['SLACK_BOT_TOKEN'])
      .chat.postMessage({ channel: CHANNEL, text: 'hello' })
      .then(
        () => 'posted',
        (error: unknown) => String(error),
      );

  test('calls services as people do', () => {
    expect(panel.view().services).toMatchObject([
      { name: registry.ecsService, short: 'registry', tasks: [{}, {}] },
    ]);
  });

  test('makes Slack busy or away for as long as the switch is on', async () => {
    panel.setFault('slack-429', true);
    expect([await post(), await post()]).toEqual(Array(2).fill(expect.stringMatching(/rate-limit/)));
    panel.setFault('slack-429', false);
    panel.setFault('slack-away', true);
    expect(await post()).toMatch(/request error occurred/);
    panel.setFault('slack-away', false);
    expect(await post()).toBe('posted');
  });

  test('makes an alarm ring for as long as its switch is on', () => {
    const state = () => sandbox.cloudwatch(registry.account).board.in(registry.region)[0]?.state;
    panel.setFault(`alarm-${ALARM}`, true);
    expect([state(), isOn(`alarm-${ALARM}`)]).toEqual(['ALARM', true]);
    panel.setFault(`alarm-${ALARM}`, false);
    expect([state(), isOn(`alarm-${ALARM}`)]).toEqual(['OK', false]);
  });

  test('lets deployments wait at a hook, and begins one from outside', () => {
    const service = () =>
      sandbox.ecs(registry.account).service(registry.region, registry.cluster, registry.ecsService);
    panel.setFault(`hook-${registry.stack}`, true);
    expect([service().pauses.length, isOn(`hook-${registry.stack}`)]).toEqual([1, true]);
    panel.setFault(`hook-${registry.stack}`, false);
    expect(isOn(`hook-${registry.stack}`)).toBe(false);
    panel.setFault(`outside-${registry.stack}`, true);
    expect(service().deployments).toHaveLength(2);
  });

  test('lets a health endpoint fail for as long as its switch is on', async () => {
    const status = async () => (await fetch(sandbox.health.urlOf(registry))).status;
    expect(await status()).toBe(200);
    panel.setFault('health-registry', true);
    expect([await status(), isOn('health-registry')]).toEqual([503, true]);
    panel.setFault('health-registry', false);
    expect(await status()).toBe(200);
  });

  test('kills a process and starts another, and says so when it has happened', async () => {
    panel.setFault('worker-killed', true);
    await expect.poll(() => [isOn('worker-killed'), changes]).toEqual([true, 2]);
    panel.setFault('worker-killed', false);
    await expect.poll(() => [isOn('worker-killed'), changes]).toEqual([false, 4]);
    expect(signals).toEqual(['SIGKILL']);
  });

  test('passes what it doesn’t know itself on to ECS, which says what there is', () => {
    panel.setFault('throttle', true);
    expect(isOn('throttle')).toBe(true);
    expect(() => panel.setFault('flood', true)).toThrow(/No fault flood/);
  });
});

describe('the guide', () => {
  test('says what the product’s own definitions say', async () => {
    const { current } = await loadOperations();
    const operations = current.map(({ spec }) => spec);
    const access = letting([OPERATOR], { team: TEAM });
    const guide = guideOf({ catalog, access, operations, users, groups: [] });
    expect(guide.command).toBe('/ops');
    for (const { name } of operations) expect(guide.verbs.map((verb) => verb.name)).toContain(name);
    expect(guide.verbs.find(({ name }) => name === 'restart')).toMatchObject({
      takes: 'target',
      answers: [],
    });
    expect(guide.verbs.find(({ name }) => name === 'resume')).toMatchObject({
      takes: 'run',
      answers: ['happened', 'didnt', 'abandon', 'continue', 'back', 'keep', 'wait'],
    });
    expect(guide.verbs.find(({ name }) => name === 'runs')?.flags.map(({ flag }) => flag)).toContain('live');
    expect(guide.channelStacks).toEqual({ [CHANNEL]: registry.stack });
    expect(guide.shortcuts.map(({ kind, callbackId }) => [kind, callbackId])).toEqual([
      ['global', 'ops_run'],
      ['message', 'ops_on_message'],
    ]);
    expect(guide.people).toEqual({
      [OPERATOR]: 'may operate',
      U0STRANGER: 'may look only',
      U0GUEST: 'guest',
      U0OUTSIDER: 'another workspace',
    });
  });
});
