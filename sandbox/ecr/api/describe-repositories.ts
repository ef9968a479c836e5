import { z } from 'zod';
import { cut, seconds } from '../../ecs/api/operation.ts';
import { repositoryNotFound } from './errors.ts';
import { ecrOperation, ecrPage } from './operation.ts';

const Input = z.object({
  registryId: z.string().optional(),
  repositoryNames: z.array(z.string()).min(1).max(100).optional(),
  ...ecrPage,
});

/** DescribeRepositories: those that are named, or all of the region by pages. Tags can be moved: they are MUTABLE. */
export const describeRepositories = ecrOperation(
  'DescribeRepositories',
  Input,
  (input, { registry, region }) => {
    const { account } = registry;
    const own = (input.registryId ?? account) === account;
    const named = input.repositoryNames?.map((name) => {
      const found = own ? registry.find(region, name) : undefined;
      if (!found) throw repositoryNotFound(name, input.registryId ?? account);
      return found;
    });
    const { items, ...rest } = cut(named ?? (own ? registry.all(region) : []), input);
    return {
      repositories: items.map(({ name, createdAt }) => ({
        repositoryArn: `arn:aws:ecr:${region}:${account}:repository/${name}`,
        registryId: account,
        repositoryName: name,
        repositoryUri: `${account}.dkr.ecr.${region}.amazonaws.com/${name}`,
        createdAt: seconds(createdAt),
        imageTagMutability: 'MUTABLE',
      })),
      ...rest,
    };
  },
);
