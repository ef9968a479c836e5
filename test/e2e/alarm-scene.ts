import type { TestContext } from 'vitest';
import { alarmTopic } from '../../sandbox/cloudwatch/seed.ts';
import type { AlarmState } from '../../sandbox/cloudwatch/world/alarm.ts';
import type { RootMessage } from '../../sandbox/slack/workspace/message.ts';
import { buttonsOf, readable } from '../support/story.ts';
import { OPERATOR, registry } from '../support/values.ts';
import { type TestWorldOptions, testWorld } from '../support/wheelhouse.ts';

/** Where warnings are told. */
export const ALERTS = 'C0ALERTS';
/** Where critical alarms of production are told. */
export const CRITICAL = 'C0CRITICAL';
export const CPU = 'mcp-gateway-v2-registry-cpu-high';
export const MEMORY = 'mcp-gateway-v2-registry-memory-high';
export const ERRORS = 'mcp-gateway-v2-alb-5xx-errors';
/** A stack in which remedies may begin by themselves, in a region of its own. */
export const staging = {
  name: 'staging-us-west-2',
  environment: 'staging',
  account: registry.account,
  region: 'us-west-2',
};

/** An alarm is told within so long of its publication: three times what the product promises, for a machine that is busy. */
export const SOON_MS = 15_000;

/** The section `alarms` of the scene's configuration. */
export const ALARMS_SECTION = {
  channel: ALERTS,
  topics: [alarmTopic(registry.account, registry.region), alarmTopic(staging.account, staging.region)],
  critical: [{ alarms: ['*-5xx-errors'], in: ['production'] }],
  routes: [{ for: { severity: ['critical'], in: ['production'] }, channel: CRITICAL }],
  automatic: [
    { remedy: 'restart', for: { alarms: ['*-memory-high'], in: ['staging'] }, countdown: '3s', 'at-most': 3 },
  ],
};

/** Wheelhouse with alarms, in a world whose alarms really tell topics, and what a person does and sees there. */
export async function alarmScene(test: Pick<TestContext, 'onTestFinished'>, options: TestWorldOptions = {}) {
  const world = await testWorld({
    alarms: [CPU, MEMORY, ERRORS],
    alarmPace: { period: 10, periods: 1 },
    alarmWay: 'http',
    alarmChannels: [ALERTS, CRITICAL],
    stacks: [staging],
    ...options,
    sections: { alarms: ALARMS_SECTION, ...options.sections },
    limits: {
      'alarm-look-every': '500ms',
      'alarm-facts-every': '500ms',
      'alarm-lease': '2s',
      ...options.limits,
    },
  });
  test.onTestFinished(() => world.stop());
  const { slack } = world.sandbox;
  const seen = (channel: string, pattern: RegExp, timeoutMs?: number): Promise<RootMessage> =>
    slack.waitFor(() => slack.messages(channel).findLast((root) => pattern.test(readable(root))), timeoutMs);
  return {
    world,
    slack,
    /** CloudWatch puts an alarm into a state, and tells the topic where it has an action for it. */
    alarm: (name: string, state: AlarmState, region: string = registry.region) =>
      world.sandbox.cloudwatch(registry.account).board.set(region, name, state),
    /** The newest root message of a channel that reads so, once there is one. */
    seen,
    /** The roots of a channel. */
    roots: (channel: string) => slack.messages(channel),
    ops: (text: string, channel = ALERTS, user = OPERATOR) => slack.command({ user, channel, text }),
    whispered: (pattern: RegExp, channel = ALERTS, user = OPERATOR): Promise<string> =>
      slack.waitFor(() =>
        slack
          .ephemerals(user, channel)
          .map(readable)
          .findLast((text) => pattern.test(text)),
      ),
    /** Clicks a button of a message, and says yes where it asks. */
    click: (channel: string, root: RootMessage, label: string, user = OPERATOR) => {
      const button = buttonsOf(root).find((one) => one.label === label);
      if (!button) throw new Error(`no button ${label} among ${labels(root).join(', ')}`);
      return slack.click({ user, channel, ts: root.ts, actionId: button.actionId, confirm: true });
    },
    /** Waits until a reply in the thread of a root reads so. */
    replied: (channel: string, { ts }: RootMessage, pattern: RegExp): Promise<string> =>
      slack.waitFor(() =>
        slack
          .messages(channel)
          .find((root) => root.ts === ts)
          ?.thread.map(readable)
          .findLast((text) => pattern.test(text)),
      ),
  };
}

/** The labels of a message's buttons. */
export const labels = (root: RootMessage): string[] => buttonsOf(root).map(({ label }) => label);
