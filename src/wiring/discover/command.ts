import { ecsClients } from '../../aws/clients.ts';
import { ecsInventory } from '../../aws/ecs/ecs-inventory.ts';
import { namesInFile } from '../../config/names-in-file.ts';
import { stackYaml } from '../../config/stack-yaml.ts';
import type { Result } from '../../domain/result.ts';
import { discover } from './discover.ts';
import type { DiscoverRequest } from './request.ts';

/** Reads ECS with the person's own identity and gives the YAML of what it finds, or a sentence on why it couldn't. */
export async function discoverYaml(
  request: DiscoverRequest,
  say: (line: string) => void,
): Promise<Result<string, string>> {
  const { profile } = request;
  const clients = ecsClients(profile === undefined ? {} : { profile });
  try {
    const draft = await discover(ecsInventory(clients), request, say);
    return draft.ok ? { ok: true, value: stackYaml(draft.value) } : draft;
  } finally {
    clients.destroy();
  }
}

/** Where the lines belong; `text` is the configuration file as far as there is one. */
export function whereToPut(
  { stack, system }: Pick<DiscoverRequest, 'stack' | 'system'>,
  path: string,
  text: string | undefined,
): string {
  if (text === undefined || text.trim() === '') {
    return `There is no ${path} yet: begin it with "version: 1" and "slack: { team: T… }", and put these lines below.`;
  }
  const names = namesInFile(text);
  const check = `then check it: wheelhouse check-config ${path}`;
  if (names.systems.length + names.stacks.length === 0)
    return `Put these lines at the end of ${path}, ${check}`;
  const put = `Put these lines under "systems:" and "stacks:" of ${path}, ${check}`;
  const twice = [
    ...(names.systems.includes(system) ? [`a system ${system} (--system NAME)`] : []),
    ...(names.stacks.includes(stack) ? [`a stack ${stack} (--stack NAME)`] : []),
  ];
  return twice.length === 0
    ? put
    : `${put}\nIt has ${twice.join(' and ')} already: replace it by this one, or give this one another name.`;
}
