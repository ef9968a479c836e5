/** An ECS service, by its cluster and its name there. */
interface Named {
  readonly cluster: string;
  readonly name: string;
}

/**
 * A name that people can type, made of any other: lower-case letters, digits and hyphens, never empty. So
 * `MyApp_Web` becomes `myapp-web`.
 */
export const typeable = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '') || 'unnamed';

/** The words that all of them begin with; each of them has at least one word more. */
function commonWords(names: readonly (readonly string[])[]): number {
  const [first = [], ...others] = names;
  if (others.length === 0) return 0;
  const most = Math.min(...names.map((words) => words.length - 1));
  let count = 0;
  while (count < most && others.every((words) => words[count] === first[count])) count += 1;
  return count;
}

/** What the services of one cluster are called without what they all begin with. */
function shortened(services: readonly Named[]): ReadonlyMap<Named, string> {
  const words = services.map(({ name }) => typeable(name).split('-'));
  const from = commonWords(words);
  return new Map(services.map((service, at) => [service, words[at]?.slice(from).join('-') ?? '']));
}

/** Gives each name that several have to the first of them, and a number behind it to the others. */
function numbered(names: readonly string[]): string[] {
  const taken = new Set(names);
  const given = new Set<string>();
  return names.map((name) => {
    let own = name;
    for (let n = 2; given.has(own) || (own !== name && taken.has(own)); n += 1) own = `${name}-${n}`;
    given.add(own);
    return own;
  });
}

/**
 * The short names of a system's services, in their order: each can be typed, and no two are the same. What all
 * services of a cluster begin with is left away (`shop-v2-web`, `shop-v2-api`: `web`, `api`), unless two clusters would
 * then have the same name.
 */
export function shortNames(services: readonly Named[]): string[] {
  const clusters = [...new Set(services.map(({ cluster }) => cluster))];
  const short = new Map(
    clusters.flatMap((cluster) => [...shortened(services.filter((service) => service.cluster === cluster))]),
  );
  const shorts = services.map((service) => short.get(service) ?? '');
  const clashes = (name: string): boolean => shorts.indexOf(name) !== shorts.lastIndexOf(name);
  return numbered(
    services.map(({ name }, at) => (clashes(shorts[at] ?? '') ? typeable(name) : (shorts[at] ?? ''))),
  );
}
