import type { Catalog } from './catalog.ts';
import { type ResolvedService, targetName } from './service.ts';

type Services = readonly ResolvedService[];
type Said = ReadonlySet<string>;

/** The ways in which a text may name services, from the surest. */
const NAMINGS: readonly ((services: Services, said: Said) => Services)[] = [
  (services, said) => services.filter((service) => said.has(targetName(service))),
  namedAsInEcs,
  (services, said) => services.filter(({ service }) => said.has(service)),
];

/**
 * The services that a text speaks of, such as an alarm's: by `stack/service`, by their name in ECS, or by their own
 * name; the surest of these ways that names any counts. Where a name is of several stacks, a stack or a region that
 * the text names too decides, else the channel's own stack; else all of them are the answer.
 */
export function mentionedServices(catalog: Catalog, channel: string, text: string): Services {
  const said = wordsOf(text);
  const home = catalog.channelStacks.get(channel);
  for (const naming of NAMINGS) {
    const named = naming(catalog.services, said);
    if (named.length === 0) continue;
    return narrowed(named, [
      ({ stack }) => said.has(stack),
      ({ region }) => said.has(region),
      ({ stack }) => stack === home,
    ]);
  }
  return [];
}

/** Alarms are often called after the service in ECS, `mcp-gateway-v2-registry-cpu-high`: the longest such name is meant. */
function namedAsInEcs(services: Services, said: Said): Services {
  const words = [...said];
  const named = services.filter(({ ecsService }) => {
    const name = ecsService.toLowerCase();
    return words.some((word) => word === name || word.startsWith(`${name}-`));
  });
  const longest = Math.max(...named.map(({ ecsService }) => ecsService.length));
  return named.filter(({ ecsService }) => ecsService.length === longest);
}

/** What is left by each test that leaves anything. */
function narrowed(services: Services, tests: readonly ((service: ResolvedService) => boolean)[]): Services {
  return tests.reduce((left, test) => {
    const passing = left.filter(test);
    return passing.length > 0 ? passing : left;
  }, services);
}

/** A text's words, whole and cut at what joins names in paths, ARNs and URLs. */
function wordsOf(text: string): Said {
  const whole = text.toLowerCase().match(/[a-z0-9_/:.-]+/g) ?? [];
  const trimmed = (word: string): string => word.replace(/^[-_/:.]+|[-_/:.]+$/g, '');
  return new Set(
    whole.flatMap((word) => {
      const parts = word.split(/[/:]/).map(trimmed);
      return [trimmed(word), ...parts, ...parts.slice(1).map((part, i) => `${parts[i]}/${part}`)];
    }),
  );
}
