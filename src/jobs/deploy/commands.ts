import type { ResolvedService } from '../../domain/target/service.ts';

/** What a deployment does, as a person with the AWS CLI and jq would do it. */
export function deployCommands(
  target: ResolvedService,
  { from, image }: { readonly from: string; readonly image: string },
): string[] {
  const { region, cluster, ecsService, container } = target;
  const family = from.slice(0, from.lastIndexOf(':'));
  const own =
    '.taskDefinitionArn,.revision,.status,.requiresAttributes,.compatibilities,.registeredAt,.registeredBy';
  const change = `(.containerDefinitions[] | select(.name == "${container}") | .image) = "${image}"`;
  return [
    `aws ecs describe-task-definition --region ${region} --task-definition ${from} --query taskDefinition > old.json`,
    `jq 'del(${own}) | ${change}' old.json > new.json`,
    `aws ecs register-task-definition --region ${region} --cli-input-json file://new.json`,
    `aws ecs update-service --region ${region} --cluster ${cluster} --service ${ecsService} --task-definition ${family}`,
  ];
}
