import { awsFaults } from './aws-faults.ts';
import type { Fault, FaultByKind, FaultKind } from './fault.ts';
import { type FaultCode, faultCodes } from './fault-code.ts';
import type { FaultRule, FaultRules } from './fault-rule.ts';
import { redisFaults } from './redis-faults.ts';
import { slackFaults } from './slack-faults.ts';

/** One row a kind. A kind without a row doesn't compile. */
export const faultTable: FaultRules<FaultKind> = {
  ...awsFaults,
  ...slackFaults,
  ...redisFaults,
  unexpected: {
    means: 'Wheelhouse itself broke at this: a fault of the program.',
    mend: 'Search the log for the code, and report what stands there.',
    retry: 'never',
    effect: 'unknown',
    say: (f) => `Wheelhouse broke at ${f.call}. It isn't certain what was done: look before you try again.`,
    log: 'error',
  },
};

/** A row, said of one fault. */
export interface ToldFault extends Omit<FaultRule<never>, 'say'> {
  /** Stable, searchable. */
  readonly code: FaultCode;
  readonly sentence: string;
}

function told<K extends FaultKind>(kind: K, fault: FaultByKind[K]): ToldFault {
  const { say, ...rule }: FaultRule<FaultByKind[K]> = faultTable[kind];
  return { ...rule, code: faultCodes[kind], sentence: say(fault) };
}

/** The row of a fault, its sentence already said. */
export const ruleFor = (fault: Fault): ToldFault => told(fault.kind, fault);
