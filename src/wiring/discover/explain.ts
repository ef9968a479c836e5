import type { Fault } from '../../domain/fault/fault.ts';
import { ruleFor } from '../../domain/fault/fault-table.ts';
import { nearest } from '../../domain/target/nearest.ts';

/** More names than these help nobody. */
const SHOWN = 10;

const listed = (names: readonly string[]): string =>
  names.length > SHOWN
    ? `${names.slice(0, SHOWN).join(', ')} and ${names.length - SHOWN} more`
    : names.join(', ');

/** That a cluster isn't there, and which ones are; `known` is undefined where they couldn't be listed. */
export function noSuchCluster(cluster: string, region: string, known: readonly string[] | undefined): string {
  const gone = `There is no cluster ${cluster} in ${region}.`;
  if (known === undefined) return `${gone} Check its name and the region.`;
  if (known.length === 0)
    return `${gone} There is none at all for this identity: check --region, --profile and --role.`;
  const close = nearest(cluster.toLowerCase(), known);
  return close.length > 0
    ? `${gone} Did you mean ${close.join(' or ')}?`
    : `${gone} There are: ${listed(known)}.`;
}

/** Why AWS gave no answer, for a person who reads it with an identity of their own, and what they can do. */
export function explainFault(fault: Fault): string {
  switch (fault.kind) {
    case 'denied':
      return fault.action === 'sts:AssumeRole'
        ? `Your AWS identity may not assume that role: allow it sts:AssumeRole, and have the role trust it. (${fault.detail})`
        : `Your AWS identity may not read this: allow it the IAM action ${fault.action}, or choose another one with --profile or --role.`;
    case 'unreachable':
      return `${fault.detail}\nLog in to AWS, or choose a profile with --profile; if you are logged in, look at the network.`;
    default:
      return ruleFor(fault).sentence;
  }
}
