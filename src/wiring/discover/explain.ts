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

const LOG_IN = 'Log in, such as with "aws sso login" or "aws configure", or choose a profile with --profile.';

/** The adapter's own advice is for a process that runs somewhere, not for a person at a terminal. */
const withoutAdvice = (detail: string): string =>
  detail.replace(/\.? Give the process a task role or AWS_PROFILE\.$/, '.');

/** Why AWS gave no answer, for a person who reads it with an identity of their own, and what they can do. */
export function explainFault(fault: Fault, profile: string | undefined): string {
  switch (fault.kind) {
    case 'denied':
      return fault.action === 'sts:AssumeRole'
        ? `Your AWS identity may not assume that role: allow it sts:AssumeRole, and have the role trust it. (${fault.detail})`
        : `Your AWS identity may not read this: allow it the IAM action ${fault.action}, or choose another one with --profile or --role.`;
    case 'unreachable':
      return fault.detail.startsWith('No AWS credentials')
        ? `${withoutAdvice(fault.detail)} ${profile === undefined ? LOG_IN : `Is there a profile ${profile} in your AWS configuration, and are you logged in with it?`}`
        : `AWS can't be reached for ${fault.call}: ${fault.detail}. Look at the network.`;
    default:
      return ruleFor(fault).sentence;
  }
}
