import { describe } from 'vitest';
import { World } from '../../../sandbox/ecs/world/world.ts';
import { startLogsSandbox } from '../../../sandbox/logs/sandbox.ts';
import { cloudWatchLogs } from '../../../src/aws/logs/cloudwatch-logs.ts';
import { fakeLogs } from './fake-logs.ts';
import { logsAccount, logsContract, logsNow, logsSeed } from './logs.suite.ts';

const world = () => new World({ account: logsAccount, services: [logsSeed], startAt: logsNow });

describe('Logs through the AWS SDK, against CloudWatch Logs on HTTP', () => {
  logsContract(async () => {
    process.env['AWS_ACCESS_KEY_ID'] = 'AKIDSANDBOX';
    process.env['AWS_SECRET_ACCESS_KEY'] = 'sandbox';
    // Ten events are looked at for a page, so that most pages of a search are empty.
    const sandbox = await startLogsSandbox(world(), { now: () => logsNow, lookedAt: 10 });
    const logs = cloudWatchLogs({ endpoint: sandbox.url });
    return {
      logs,
      write: sandbox.write,
      stop: async () => {
        logs.destroy();
        await sandbox.stop();
      },
    };
  });
});

describe('Logs on a world without HTTP', () => {
  logsContract(async () => {
    const logs = fakeLogs(world());
    return { logs, write: logs.write, stop: async () => undefined };
  });
});
