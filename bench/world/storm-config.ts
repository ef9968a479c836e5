import { stringify } from 'yaml';
import { alarmTopic } from '../../sandbox/cloudwatch/seed.ts';
import { ACCOUNT, CHANNEL, people, serviceName, TEAM } from './config.ts';

/** Each stack of the storm is in a region of its own. */
const REGIONS = [
  ...['us-east-1', 'us-east-2', 'us-west-1', 'us-west-2', 'eu-west-1'],
  ...['eu-west-2', 'eu-west-3', 'eu-central-1', 'ap-south-1', 'sa-east-1'],
];
const SERVICES = 20;

/** How many alarms there are, and of how many stacks. */
export const STORM = { stacks: REGIONS.length, alarms: REGIONS.length * SERVICES };

/** A configuration with 10 stacks of 20 services, each with one alarm; all are told in one channel. Every limit is the default. */
export const stormConfig = (keyspace: string): string =>
  stringify({
    version: 1,
    slack: { team: TEAM },
    access: { 'may-start': people },
    redis: { keyspace },
    channels: { [CHANNEL]: { stack: `storm-${REGIONS[0]}` } },
    systems: {
      storm: {
        services: Object.fromEntries(
          Array.from({ length: SERVICES }, (_, n): [string, object] => {
            const name = serviceName(n);
            return [
              name,
              {
                cluster: 'storm',
                service: `storm-${name}`,
                container: 'main',
                'log-group': `/ecs/${name}`,
                alarms: [`${name}-cpu-high`],
              },
            ];
          }),
        ),
      },
    },
    stacks: Object.fromEntries(
      REGIONS.map((region) => [
        `storm-${region}`,
        { system: 'storm', environment: 'production', platform: 'ecs', account: ACCOUNT, region },
      ]),
    ),
    alarms: { channel: CHANNEL, topics: REGIONS.map((region) => alarmTopic(ACCOUNT, region)) },
  });
