import { describe, expect, it } from 'vitest';
import { typedFor } from '../../../bench/load/typing.ts';
import { benchConfig, serviceName } from '../../../bench/world/config.ts';
import { parseConfigFile } from '../../../src/config/load.ts';
import { suggest } from '../../../src/domain/forms/suggest/sources.ts';

const values = typedFor(serviceName(371));

describe('what people type who look for svc-0371', () => {
  it('grows key by key to six characters, by the name, by its end, and misspelt', () => {
    expect(values.slice(0, 10)).toEqual([
      ...['s', 'sv', 'svc', 'svc-', 'svc-0', 'svc-03'],
      ...['0', '03', '037', '0371'],
    ]);
    expect(values.slice(10)).toEqual([
      ...['scv', 'scv-', 'scv-0', 'scv-03'],
      ...['sbc', 'sbc-', 'sbc-0', 'sbc-03'],
    ]);
  });

  it('always means something: an empty answer is never the expected one', async () => {
    const config = parseConfigFile(benchConfig({ services: 1000, clusters: 10 }, 'bench'), 'bench.yaml');
    if (!config.ok) throw new Error(JSON.stringify(config.fault));
    const { catalog } = config.value;
    for (const value of values) {
      const found = await suggest('service', { catalog, typed: value });
      expect(found, value).not.toEqual([]);
    }
  });
});
