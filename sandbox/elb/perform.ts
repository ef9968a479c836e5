import { groupName } from '../../src/domain/tasks/target-group.ts';
import { QueryError } from '../aws/query/error.ts';
import type { QueryRequest } from '../aws/query/server.ts';
import type { Xml } from '../aws/query/xml.ts';
import type { ServiceState } from '../ecs/world/state.ts';
import { type Sight, serviceOf, targetsOf } from './targets.ts';

/** Its form (Service Authorization Reference, Elastic Load Balancing V2). */
const ARN = /^arn:aws:elasticloadbalancing:[a-z0-9-]+:\d{12}:targetgroup\/[\w-]{1,32}\/[0-9a-f]{16}$/;

/** The service whose group it is. Throws ValidationError and TargetGroupNotFound, as the API does. */
function groupOf(sight: Sight, region: string, arn: string): ServiceState {
  if (!ARN.test(arn)) throw new QueryError('ValidationError', `'${arn}' is not a valid target group ARN`);
  const found = serviceOf(sight, region, arn);
  if (!found) throw new QueryError('TargetGroupNotFound', 'One or more target groups not found');
  return found;
}

function describeTargetHealth(sight: Sight, { region, input }: QueryRequest): Xml {
  const arn = input.get('TargetGroupArn');
  // TargetGroupArn is required (Elastic Load Balancing API, DescribeTargetHealth).
  if (arn === null) throw new QueryError('ValidationError', 'A target group ARN must be specified');
  return {
    TargetHealthDescriptions: targetsOf(sight, groupOf(sight, region, arn)).map(({ id, port, health }) => ({
      Target: { Id: id, Port: port },
      HealthCheckPort: port,
      TargetHealth: {
        State: health.state,
        ...('reason' in health ? { Reason: health.reason, Description: health.description } : {}),
      },
    })),
  };
}

/** Thresholds and intervals are the defaults of an Application Load Balancer (API, CreateTargetGroup). */
const groupShape = (service: ServiceState): Xml => ({
  TargetGroupArn: service.targetGroupArn,
  TargetGroupName: groupName({ arn: service.targetGroupArn }),
  Protocol: 'HTTP',
  Port: 80,
  TargetType: 'ip',
  HealthCheckProtocol: 'HTTP',
  HealthCheckPort: 'traffic-port',
  HealthCheckEnabled: true,
  HealthCheckIntervalSeconds: 30,
  HealthCheckTimeoutSeconds: 5,
  HealthyThresholdCount: 5,
  UnhealthyThresholdCount: 2,
  HealthCheckPath: service.healthCheck.path,
  Matcher: { HttpCode: service.healthCheck.codes },
});

function describeTargetGroups(sight: Sight, { region, input }: QueryRequest): Xml {
  const arns = [...input]
    .filter(([name]) => name.startsWith('TargetGroupArns.member.'))
    .map(([, arn]) => arn);
  const services =
    arns.length > 0
      ? arns.map((arn) => groupOf(sight, region, arn))
      : sight.world.services.filter((one) => serviceOf(sight, region, one.targetGroupArn) === one);
  return { TargetGroups: services.map(groupShape) };
}

/** Does one call. Throws an QueryError for what is refused. */
export function performElb(sight: Sight, request: QueryRequest): Xml {
  switch (request.action) {
    case 'DescribeTargetHealth':
      return describeTargetHealth(sight, request);
    case 'DescribeTargetGroups':
      return describeTargetGroups(sight, request);
    default:
      throw new QueryError('InvalidAction', `The sandbox has no action ${request.action}.`);
  }
}
