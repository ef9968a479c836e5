import type { StepContext } from '../../domain/operation/step.ts';
import { revisionName } from './names.ts';

/** How a person with the AWS CLI and jq registers it. */
export function registerCommands(
  { region, container }: StepContext<unknown>['target'],
  { copyOf, image }: { readonly copyOf: string; readonly image: string },
): string[] {
  const own =
    '.taskDefinitionArn,.revision,.status,.requiresAttributes,.compatibilities,.registeredAt,.registeredBy';
  const change = `(.containerDefinitions[] | select(.name == "${container}") | .image) = "${image}"`;
  return [
    `aws ecs describe-task-definition --region ${region} --task-definition ${revisionName(copyOf)} --query taskDefinition > old.json`,
    `jq 'del(${own}) | ${change}' old.json > new.json`,
    `aws ecs register-task-definition --region ${region} --cli-input-json file://new.json`,
  ];
}

/** How a person with the AWS CLI has the service run a revision, and looks at it. */
export const updateCommands = (
  { target: { region, cluster, ecsService } }: Pick<StepContext<unknown>, 'target'>,
  revision: string,
): string[] => [
  `aws ecs update-service --region ${region} --cluster ${cluster} --service ${ecsService} --task-definition ${revision}`,
];

/** How a person with the AWS CLI looks at the service. */
export const lookCommands = ({
  target: { region, cluster, ecsService },
}: Pick<StepContext<unknown>, 'target'>): string[] => [
  `aws ecs describe-services --region ${region} --cluster ${cluster} --services ${ecsService} --query 'services[0].{deployments:deployments,events:events[:5]}'`,
];

/** How a person with the AWS CLI replaces the tasks by new ones. */
export const forceCommand = ({
  target: { region, cluster, ecsService },
}: Pick<StepContext<unknown>, 'target'>): string =>
  `aws ecs update-service --region ${region} --cluster ${cluster} --service ${ecsService} --force-new-deployment`;

/** How a person with the AWS CLI has ECS take a deployment back. */
export const stopCommand = (
  { region }: Pick<StepContext<unknown>['target'], 'region'>,
  arn: string,
): string =>
  `aws ecs stop-service-deployment --region ${region} --service-deployment-arn ${arn} --stop-type ROLLBACK`;
