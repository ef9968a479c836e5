import type { TaskDefinition } from '../../../../src/domain/ports/task-definitions.ts';
import type { Container } from '../../../../src/domain/task-definition/container.ts';

const ECR = '111122223333.dkr.ecr.us-east-1.amazonaws.com';

/** The registry's container, as its Terraform makes it. */
export const aContainer = (more: Partial<Container> = {}): Container => ({
  name: 'registry',
  image: `${ECR}/mcp-gateway-registry:latest`,
  environment: [
    { name: 'AUTH_PROVIDER', digest: 'a1' },
    { name: 'REGISTRY_URL', digest: 'b1' },
  ],
  secrets: [
    {
      name: 'ADMIN_PASSWORD',
      valueFrom: 'arn:aws:secretsmanager:us-east-1:111122223333:secret:mcp-gateway-v2-admin-password-AbCdEf',
    },
  ],
  log: { driver: 'awslogs', group: '/ecs/registry', region: 'us-east-1', whenMissing: 'task-fails' },
  ...more,
});

/** A revision with that container. */
export const aDefinition = (more: Partial<TaskDefinition> = {}): TaskDefinition => ({
  arn: 'arn:aws:ecs:us-east-1:111122223333:task-definition/mcp-gateway-v2-registry:7',
  family: 'mcp-gateway-v2-registry',
  revision: 7,
  status: 'ACTIVE',
  containers: [aContainer()],
  platform: 'linux/amd64',
  cpu: '1024',
  memory: '2048',
  executionRole: 'arn:aws:iam::111122223333:role/ecs/registry-execution',
  taskRole: 'arn:aws:iam::111122223333:role/registry-task',
  ...more,
});
