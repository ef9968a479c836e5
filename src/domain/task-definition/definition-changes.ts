import { shortDigest } from '../image/image.ts';
import { imageName } from '../image/image-name.ts';
import type { TaskDefinition } from '../ports/task-definitions.ts';
import type { Preview } from '../run/preview.ts';
import type { Container, ContainerLog } from './container.ts';

type Row = Preview['rows'][number];

/** What two values of a named thing are compared by. */
type Named = ReadonlyMap<string, string>;

/**
 * What differs between two revisions, a row for each thing, none where nothing does: images, variables and secrets by
 * their names (never a value), CPU and memory, roles, logs. With more than one container its name stands in the label.
 */
export function definitionChanges(from: TaskDefinition, to: TaskDefinition): Row[] {
  const names = [...new Set([...from.containers, ...to.containers].map(({ name }) => name))];
  return [
    ...names.flatMap((name) => {
      const label = names.length > 1 ? ` of ${name}` : '';
      const [old, young] = [named(from, name), named(to, name)];
      return old && young ? containerChanges(old, young, label) : containerRow(name, old, young);
    }),
    ...changed('CPU', from.cpu, to.cpu),
    ...changed('Memory', mebibytes(from.memory), mebibytes(to.memory)),
    ...changed('Execution role', roleName(from.executionRole), roleName(to.executionRole)),
    ...changed('Task role', roleName(from.taskRole), roleName(to.taskRole)),
    ...changed('Platform', from.platform, to.platform),
  ];
}

const named = ({ containers }: TaskDefinition, name: string): Container | undefined =>
  containers.find((one) => one.name === name);

const containerRow = (name: string, old: Container | undefined, young: Container | undefined): Row[] =>
  changed(`Container ${name}`, old && imageWords(old.image), young && imageWords(young.image));

function containerChanges(old: Container, young: Container, label: string): Row[] {
  return [
    ...(old.image === young.image ? [] : changed(`Image${label}`, ...toldApart(old.image, young.image))),
    ...namesChanged(`Environment${label}`, variables(old), variables(young)),
    ...namesChanged(`Secrets${label}`, sources(old), sources(young)),
    ...changed(`Log${label}`, logWords(old.log), logWords(young.log)),
  ];
}

const variables = ({ environment }: Container): Named =>
  new Map(environment.map(({ name, digest }) => [name, digest]));
const sources = ({ secrets }: Container): Named =>
  new Map(secrets.map(({ name, valueFrom }) => [name, valueFrom]));

/** Only names are said: what a secret comes from may tell too much, and a variable's value certainly does. */
function namesChanged(label: string, old: Named, young: Named): Row[] {
  const said = [
    ...[...young].flatMap(([name, value]) => {
      if (!old.has(name)) return `${name} added`;
      return old.get(name) === value ? [] : `${name} changed`;
    }),
    ...[...old.keys()].filter((name) => !young.has(name)).map((name) => `${name} removed`),
  ];
  return said.length === 0 ? [] : [{ label, after: said.join(', '), level: 'change' }];
}

const NOTHING = 'none';

const changed = (label: string, old: string | undefined, young: string | undefined): Row[] =>
  old === young ? [] : [{ label, before: old ?? NOTHING, after: young ?? NOTHING, level: 'change' }];

/** The names in short; whole where they would read the same, as those of two registries do. */
function toldApart(old: string, young: string): [string, string] {
  const short: [string, string] = [imageWords(old), imageWords(young)];
  return short[0] === short[1] ? [old, young] : short;
}

/** An image's name without its registry, a digest in short. */
function imageWords(image: string): string {
  const { repository, tag, digest } = imageName(image);
  const name = repository.slice(repository.lastIndexOf('/') + 1);
  return `${name}${tag === undefined ? '' : `:${tag}`}${digest === undefined ? '' : `@${shortDigest(digest)}`}`;
}

const mebibytes = (memory: string | undefined): string | undefined =>
  memory === undefined ? undefined : `${memory} MiB`;

/** A role's ARN without what is the same for every role of the account. */
const roleName = (role: string | undefined): string | undefined =>
  role?.replace(/^arn:[^:]+:iam::\d+:role\//, '');

function logWords(log: ContainerLog | undefined): string | undefined {
  if (log === undefined) return undefined;
  return log.driver === 'awslogs' ? `${log.group} (${log.region})` : log.name;
}
