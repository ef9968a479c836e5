import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { alarmTopic, seedAlarms } from '../../../../sandbox/cloudwatch/seed.ts';
import { parseConfigFile } from '../../../../src/config/load.ts';

const EXAMPLE = new URL('../../../../wheelhouse.example.yaml', import.meta.url);

it('every alarm of the configuration tells the topic of its account and region when it rings, and nobody when it is over', () => {
  const parsed = parseConfigFile(readFileSync(EXAMPLE, 'utf8'), 'wheelhouse.example.yaml');
  if (!parsed.ok) throw new Error('the example is faulty');
  const { catalog } = parsed.value;
  const alarms = catalog.services.flatMap(({ account }) => seedAlarms(catalog, account));
  expect(alarms.length).toBeGreaterThan(0);
  for (const { actions, region } of alarms) {
    expect(Object.keys(actions ?? {})).toEqual(['ALARM']);
    expect(actions?.ALARM?.map((arn) => arn.split(':')[3])).toEqual([region]);
  }
  expect(alarms.find(({ name }) => name === 'mcp-gateway-v2-auth-cpu-high')?.watched).toMatchObject({
    dimensions: [{ name: 'ClusterName' }, { name: 'ServiceName', value: 'mcp-gateway-v2-auth' }],
  });
  expect(alarmTopic('123456789012', 'us-east-1')).toMatch(
    /^arn:aws:sns:us-east-1:123456789012:mcp-gateway-v2-alarms-/,
  );
});
