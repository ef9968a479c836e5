import {
  DescribeTaskDefinitionCommand,
  type TaskDefinition as EcsTaskDefinition,
  ListTaskDefinitionsCommand,
  paginateListTaskDefinitions,
  RegisterTaskDefinitionCommand,
  type Tag,
} from '@aws-sdk/client-ecs';
import type { Fault } from '../../domain/fault/fault.ts';
import type {
  TaskDefinition,
  TaskDefinitionPlace,
  TaskDefinitions,
} from '../../domain/ports/task-definitions.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { EcsClients } from '../clients.ts';
import { ask } from './ask.ts';
import { required, Unreadable } from './required.ts';
import { nextRevision, RUN_TAG, taskDefinition } from './task-definition.ts';

interface Read {
  readonly raw: EcsTaskDefinition;
  readonly tags: readonly Tag[];
  readonly said: TaskDefinition;
}

/** The write was never sent: whatever the read before it met, the write certainly didn't happen. */
const notSent = (fault: Fault): Fault =>
  fault.kind === 'unanswered' || fault.kind === 'malformed'
    ? { kind: 'unreachable', call: fault.call, detail: fault.detail }
    : fault;

const nameOf = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1);
const revisionOf = (arn: string): number => Number(arn.slice(arn.lastIndexOf(':') + 1));

/**
 * Task definitions on the AWS SDK. Permissions: on `*` ecs:DescribeTaskDefinition and ecs:ListTaskDefinitions; on
 * `task-definition/FAMILY:*` ecs:RegisterTaskDefinition and ecs:TagResource; iam:PassRole on the roles that the task
 * definition names (Service Authorization Reference, Amazon ECS).
 */
export const ecsTaskDefinitions = (clients: EcsClients): TaskDefinitions => {
  const read = (place: TaskDefinitionPlace, arn: string): Promise<Result<Read, Fault>> =>
    ask(
      { call: 'ecs:DescribeTaskDefinition', what: `task definition ${nameOf(arn)}` },
      () =>
        clients
          .reading(place)
          .send(new DescribeTaskDefinitionCommand({ taskDefinition: arn, include: ['TAGS'] })),
      ({ taskDefinition: found, tags = [] }) => {
        const raw = required(found, 'taskDefinition');
        return ok({ raw, tags, said: taskDefinition(raw, tags) });
      },
    );

  return {
    async describe(place, arn) {
      const found = await read(place, arn);
      return found.ok ? ok(found.value.said) : found;
    },

    newestRevision: (place, family) =>
      ask(
        { call: 'ecs:ListTaskDefinitions', what: `task definitions ${family}` },
        () =>
          clients
            .reading(place)
            .send(new ListTaskDefinitionsCommand({ familyPrefix: family, sort: 'DESC', maxResults: 1 })),
        ({ taskDefinitionArns = [] }) => ok(Math.max(0, ...taskDefinitionArns.map(revisionOf))),
      ),

    async register(place, { copyOf, ...change }) {
      const found = await read(place, copyOf);
      if (!found.ok) return err(notSent(found.fault));
      const { raw, tags, said } = found.value;
      if (!said.containers.some(({ name }) => name === change.container)) {
        const what = `container ${change.container} in task definition ${nameOf(copyOf)}`;
        return err({ kind: 'missing', call: 'ecs:RegisterTaskDefinition', what, detail: 'nothing was sent' });
      }
      const failed = { call: 'ecs:RegisterTaskDefinition', what: `task definition ${nameOf(copyOf)}` };
      return ask(
        failed,
        () => clients.writing(place).send(new RegisterTaskDefinitionCommand(nextRevision(raw, tags, change))),
        (made) => {
          if (made.taskDefinition === undefined) throw new Unreadable('taskDefinition is missing');
          return ok(taskDefinition(made.taskDefinition, made.tags));
        },
      );
    },

    async findByRun(place, { family, run, after }) {
      const client = clients.reading(place);
      const listed = await ask(
        { call: 'ecs:ListTaskDefinitions', what: `task definitions ${family}` },
        async () => {
          const newer: string[] = [];
          const pages = paginateListTaskDefinitions(
            { client, pageSize: 100 },
            { familyPrefix: family, sort: 'DESC' },
          );
          for await (const { taskDefinitionArns = [] } of pages) {
            newer.push(...taskDefinitionArns.filter((arn) => revisionOf(arn) > after));
            if (taskDefinitionArns.some((arn) => revisionOf(arn) <= after)) break;
          }
          return newer;
        },
        (newer) => ok(newer),
      );
      if (!listed.ok) return listed;
      for (const arn of listed.value) {
        const found = await read(place, arn);
        if (!found.ok) return found;
        const { tags, said } = found.value;
        if (tags.some(({ key, value }) => key === RUN_TAG && value === run)) return ok(said);
      }
      return ok('absent');
    },
  };
};
