import { z } from 'zod';
import { EcsError } from './errors.ts';
import { operation } from './operation.ts';
import { taskDefinitionShape } from './task-definition.ts';

const Container = z.looseObject({
  name: z.string().regex(/^[\w-]{1,255}$/, 'Container.name is not valid.'),
  image: z.string().min(1, 'Container.image should not be null or empty.').max(255),
});

const Input = z.looseObject({
  family: z.string().regex(/^[\w-]{1,255}$/, 'Family is not valid.'),
  containerDefinitions: z.array(Container).min(1, 'Container list cannot be empty.'),
  cpu: z.string().optional(),
  memory: z.string().optional(),
  networkMode: z.string().optional(),
  requiresCompatibilities: z.array(z.string()).optional(),
  tags: z
    .array(z.object({ key: z.string().min(1).max(128), value: z.string().max(256).default('') }))
    .max(50)
    .default([]),
});

/** What ECS makes itself and doesn't take: sending it back is refused by the SDK's and the CLI's own checks. */
const OWN = [
  'taskDefinitionArn',
  'revision',
  'status',
  'requiresAttributes',
  'compatibilities',
  'registeredAt',
  'registeredBy',
];

const client = (message: string): EcsError => new EcsError('ClientException', message);

/** RegisterTaskDefinition: no client token, so a second call makes a second revision (ECS API). */
export const registerTaskDefinition = operation(
  'RegisterTaskDefinition',
  Input,
  (input, { world, region }) => {
    const { family, containerDefinitions, tags, ...rest } = input;
    const own = OWN.filter((field) => field in rest);
    if (own.length > 0)
      throw new EcsError('InvalidParameterException', `Unknown parameter in input: ${own.join(', ')}`);
    const names = containerDefinitions.map(({ name }) => name);
    if (new Set(names).size < names.length) throw client('Container names must be unique.');
    if (rest.requiresCompatibilities?.includes('FARGATE')) {
      if (rest.cpu === undefined || rest.memory === undefined)
        throw client("Fargate requires that 'cpu' be defined at the task level.");
      if (rest.networkMode !== 'awsvpc') throw client('Fargate only supports network mode ‘awsvpc’.');
    }
    const aws = tags.find(({ key }) => /^aws:/i.test(key));
    if (aws) throw new EcsError('InvalidParameterException', `Tag keys cannot start with 'aws:': ${aws.key}`);
    if (new Set(tags.map(({ key }) => key)).size < tags.length)
      throw new EcsError('InvalidParameterException', 'Duplicate tag keys found.');
    const made = world.register(region, family, { containers: containerDefinitions, rest, tags });
    return { taskDefinition: taskDefinitionShape(made), tags: made.tags };
  },
);
