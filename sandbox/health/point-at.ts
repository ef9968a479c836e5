import { isMap, parseDocument } from 'yaml';
import { ServiceName, StackName } from '../../src/domain/target/service.ts';
import type { HealthSandbox } from './sandbox.ts';

/**
 * A configuration whose health endpoints are the sandbox's: the same services have one, at an address of this machine.
 * So a Wheelhouse that reads it asks the sandbox, and knows nothing of it.
 */
export function healthAt(configuration: string, { urlOf }: Pick<HealthSandbox, 'urlOf'>): string {
  const document = parseDocument(configuration);
  const stacks = document.get('stacks');
  if (!isMap(stacks)) return configuration;
  for (const { key } of stacks.items) {
    const stack = StackName.parse(String(key));
    const health = document.getIn(['stacks', stack, 'health']);
    if (!isMap(health)) continue;
    for (const { key: name } of health.items) {
      const service = ServiceName.parse(String(name));
      document.setIn(['stacks', stack, 'health', service], urlOf({ stack, service }));
    }
  }
  return document.toString();
}
