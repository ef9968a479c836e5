import type { Fault } from '../../domain/fault/fault.ts';
import type { StepContext } from '../../domain/operation/step.ts';
import type { Need } from '../../domain/task-definition/needs.ts';
import { type SecretSource, sourceName } from '../../domain/task-definition/secret-source.ts';

/** What a look at something that tasks need gives. `what` names it: "execution role `x`". */
export type NeedSeen =
  | { readonly kind: 'there' }
  | { readonly kind: 'lacking'; readonly what: string; readonly how: string; readonly mend: string }
  /** It may be there or not. */
  | { readonly kind: 'unchecked'; readonly what: string; readonly fault: Fault };

type Place = Pick<StepContext<unknown>, 'ports' | 'target'>;

const MISSING = "isn't there";

/** Looks whether it is there, as the stack's role sees it. */
export async function lookAtNeed({ ports, target }: Place, need: Need): Promise<NeedSeen> {
  const what = nameOf(need);
  switch (need.kind) {
    case 'role': {
      const seen = await ports.roles.look(target, need.role);
      if (!seen.ok) return { kind: 'unchecked', what, fault: seen.fault };
      if (seen.value === 'there') return { kind: 'there' };
      return { kind: 'lacking', what, how: MISSING, mend: 'make it, or name another one in a new revision' };
    }
    case 'log-group': {
      const seen = await ports.logGroups.look({ ...target, region: need.region }, need.group);
      if (!seen.ok) return { kind: 'unchecked', what, fault: seen.fault };
      if (seen.value === 'there') return { kind: 'there' };
      const mend = `make it: \`aws logs create-log-group --region ${need.region} --log-group-name ${need.group}\``;
      return { kind: 'lacking', what, how: MISSING, mend };
    }
    case 'source': {
      const { source } = need;
      const seen = await ports.secrets.look(target, source);
      if (!seen.ok) return { kind: 'unchecked', what, fault: seen.fault };
      if (seen.value.kind === 'there') return { kind: 'there' };
      return seen.value.why === 'being-deleted'
        ? { kind: 'lacking', what, how: 'is being deleted', mend: restore(source, target.region) }
        : { kind: 'lacking', what, how: MISSING, mend: 'make it, or correct the name in a new revision' };
    }
  }
}

function nameOf(need: Need): string {
  switch (need.kind) {
    case 'role':
      return `${need.of} role \`${need.role.replace(/^arn:[^:]+:iam::\d+:role\//, '')}\``;
    case 'log-group':
      return `log group \`${need.group}\``;
    case 'source':
      return `${need.source.kind} \`${sourceName(need.source)}\` (for ${need.names.join(', ')})`;
  }
}

const restore = (source: SecretSource, region: string): string =>
  `restore it: \`aws secretsmanager restore-secret --region ${source.kind === 'secret' ? source.region : region} --secret-id ${sourceName(source)}\``;
