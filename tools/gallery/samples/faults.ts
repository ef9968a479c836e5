import { Fault } from '../../../src/domain/fault/fault.ts';
import { faultCodes } from '../../../src/domain/fault/fault-code.ts';
import type { Outside } from '../entry.ts';

/** AWS's own words, or Node's. */
const DETAIL: Readonly<Record<string, string>> = {
  unanswered: 'socket hang up',
  unreachable: 'ECONNREFUSED',
};

/** A fault of AWS of every kind. Those of Slack and Redis are told in words of their own, or logged only. */
export const awsFaults = (o: Outside): readonly Fault[] =>
  Fault.options
    .map((option) => option.shape.kind.value)
    .filter((kind) => faultCodes[kind].startsWith('WH-AWS-'))
    .map((kind) =>
      Fault.parse({
        kind,
        call: 'ecs:UpdateService',
        detail: o(DETAIL[kind] ?? 'The service was not active.'),
        action: 'ecs:UpdateService',
        what: 'service registry in mcp-gateway-ecs-cluster (us-east-1)',
      }),
    );
