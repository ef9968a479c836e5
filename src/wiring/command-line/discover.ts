import { endpointFaults } from '../../config/environment.ts';
import type { Terminal } from './terminal.ts';

/** `discover`: the YAML of a stack on stdout, all else on stderr. */
export async function runDiscover(args: readonly string[], terminal: Terminal): Promise<void> {
  const { DISCOVER_USAGE, discoverRequest } = await import('../discover/request.ts');
  if (args.includes('--help')) return terminal.print(DISCOVER_USAGE);
  const request = discoverRequest(args);
  if (!request.ok) return terminal.refuse(request.fault);
  const { environment } = terminal;
  const faults = endpointFaults(environment);
  if (faults.length > 0) return terminal.refuseFaults(faults);
  const { discoverYaml, whereToPut } = await import('../discover/command.ts');
  const yaml = await discoverYaml(request.value, terminal.complain);
  if (!yaml.ok) return terminal.fail(yaml.fault);
  const path = environment['WHEELHOUSE_CONFIG']?.trim() || 'wheelhouse.yaml';
  terminal.complain(whereToPut(request.value, path, terminal.readFile(path)));
  // Names in ECS and CloudWatch, no secrets: the redactor might take one for a secret, and the file would be wrong.
  process.stdout.write(yaml.value);
}
