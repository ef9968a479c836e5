import { type DurationMs, type EpochMs, minutes } from '../../domain/clock.ts';
import type { TookLately } from '../../domain/history/took-lately.ts';
import { ago, utc } from '../../domain/image/age.ts';
import { shortDigest } from '../../domain/image/image.ts';
import { ecrRepositoryOf, imageName } from '../../domain/image/image-name.ts';
import { rollCapacity } from '../../domain/rollout/capacity.ts';
import type { Preview } from '../../domain/run/preview.ts';
import type { ResolvedService } from '../../domain/target/service.ts';
import { definitionChanges } from '../../domain/task-definition/definition-changes.ts';
import { revisionName } from '../rollout/names.ts';
import type { Chosen } from './chosen.ts';
import type { DeployFacts } from './deploy-facts.ts';

type Row = Preview['rows'][number];

/** What a deployment changes, what is worth a look, and what stays as it is. Pure. */
export function previewDeploy(
  target: ResolvedService,
  facts: DeployFacts,
  chosen: Chosen,
  now: EpochMs,
): readonly Row[] {
  const old = facts.definition.containers.find(({ name }) => name === target.container)?.image ?? '';
  return [...warnings(target, facts, old), ...changes(facts, chosen, old, now), ...steady(facts)];
}

function warnings(
  { repository }: ResolvedService,
  { snapshot, definition, unused, ringing, holds }: DeployFacts,
  old: string,
): Row[] {
  const elsewhere = ecrRepositoryOf(old)?.name !== repository?.name;
  const warning = (label: string, after: string): Row => ({ label, after, level: 'warning' });
  return [
    ...ringing.map(({ name, since, condition }) =>
      warning(
        `Alarm ${name}`,
        `rings since ${utc(since)}${condition === undefined ? '' : ` (${condition})`}`,
      ),
    ),
    ...holds.map(({ kind, reason }) => warning(kind === 'freeze' ? 'Frozen' : 'Locked', reason)),
    ...(snapshot.breaker === 'off'
      ? [warning('Circuit breaker', 'none: when new tasks fail, ECS goes on trying by itself')]
      : []),
    ...(elsewhere ? [warning('Repository', `what runs is from ${imageName(old).repository}`)] : []),
    ...(unused === undefined
      ? []
      : [
          warning(
            'Not taken',
            `${revisionName(unused.arn)} is newer than what runs and isn't used: ${differs(definition, unused)}`,
          ),
        ]),
    ...(snapshot.running < snapshot.desired
      ? [warning('Tasks now', `${snapshot.running} of ${snapshot.desired} running`)]
      : []),
  ];
}

/** In what an unused revision differs, by names. */
function differs(running: DeployFacts['definition'], unused: DeployFacts['definition']): string {
  const rows = definitionChanges(running, unused).map(({ label, after }) => `${label} ${after}`);
  return rows.length === 0 ? 'it is the same' : rows.join('; ');
}

function changes(
  { snapshot, definition, running, took }: DeployFacts,
  chosen: Chosen,
  old: string,
  now: EpochMs,
): Row[] {
  const digests = [
    ...new Set(running.map(({ digest }) => (digest === undefined ? 'unknown' : shortDigest(digest)))),
  ];
  const { tag, digest } = imageName(old);
  // Without either ECS pulls `latest` (ECS API, ContainerDefinition.image).
  const oldName = digest === undefined ? `\`${tag ?? 'latest'}\`` : 'pinned';
  const capacity = rollCapacity(snapshot);
  const kept = capacity
    ? `, at least ${capacity.atLeast} keep running, at most ${capacity.atMost} run at once`
    : '';
  return [
    {
      label: 'Image',
      before: `${oldName} (${digests.join(', ') || 'nothing runs'})`,
      after: `${chosen.said} (${shortDigest(chosen.digest)}), pushed ${utc(chosen.pushedAt)}, ${ago(chosen.pushedAt, now)}`,
      level: 'change',
    },
    {
      label: 'Revision',
      before: revisionName(definition.arn),
      after: `${chosen.family}:${chosen.newestRevision + 1}, which pins that digest and changes nothing else`,
      level: 'change',
    },
    { label: 'Tasks', after: `${snapshot.desired} are replaced${kept}`, level: 'change' },
    ...(took ? [{ label: 'Took lately', after: tookWords(took), level: 'change' } as const] : []),
  ];
}

/** What stays: said in one line, so that nobody wonders. */
function steady({ snapshot, definition }: DeployFacts): Row[] {
  const names = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;
  const environment = definition.containers.reduce((sum, one) => sum + one.environment.length, 0);
  const secrets = definition.containers.reduce((sum, one) => sum + one.secrets.length, 0);
  const same = (label: string, after: string | undefined): Row[] =>
    after === undefined ? [] : [{ label, after, level: 'same' }];
  return [
    ...same('Environment', names(environment, 'variable')),
    ...same('Secrets', names(secrets, 'secret')),
    ...same('CPU', definition.cpu),
    ...same('Memory', definition.memory === undefined ? undefined : `${definition.memory} MiB`),
    ...same('Strategy', snapshot.rolls?.strategy.toLowerCase().replace('_', '/')),
    ...same('Circuit breaker', snapshot.breaker === 'off' ? undefined : BREAKER[snapshot.breaker]),
  ];
}

const BREAKER = { stops: 'stops a failing rollout', 'rolls-back': 'rolls a failing rollout back' } as const;

const tookWords = ({ shortest, longest, of }: TookLately): string => {
  const range =
    inMinutes(shortest) === inMinutes(longest)
      ? inMinutes(longest)
      : `${inMinutes(shortest)} to ${inMinutes(longest)}`;
  return `${range}, the last ${of === 1 ? 'one' : of}`;
};

const inMinutes = (ms: DurationMs): string =>
  ms < minutes(1) ? 'under a minute' : `${Math.round(ms / minutes(1))} min`;
