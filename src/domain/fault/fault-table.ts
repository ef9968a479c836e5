import type { Fault, FaultKind } from './fault.ts';

/** What is done about a fault, in one place. */
export interface FaultRule<F> {
  /** Stable, searchable. */
  readonly code: string;
  /** Whether asking again later can help a read, or an effect that certainly didn't happen. */
  readonly retry: 'never' | 'later';
  /** Whether an effect that met it certainly didn't happen, or may have. */
  readonly effect: 'did-not-happen' | 'unknown';
  /** What the person reads; ends with what to do where there is something. */
  readonly say: (fault: F) => string;
  readonly log: 'warn' | 'error';
}

type Rules = { readonly [K in FaultKind]: FaultRule<Extract<Fault, { kind: K }>> };

/** One row a kind. A kind without a row doesn't compile. */
const faultTable: Rules = {
  denied: {
    code: 'WH-AWS-DENIED',
    retry: 'never',
    effect: 'did-not-happen',
    say: (f) => `AWS refused ${f.call}: the role lacks \`${f.action}\`. Allow it and try again.`,
    log: 'error',
  },
  throttled: {
    code: 'WH-AWS-THROTTLED',
    retry: 'later',
    effect: 'did-not-happen',
    say: (f) => `AWS is limiting ${f.call}.`,
    log: 'warn',
  },
  unreachable: {
    code: 'WH-AWS-UNREACHABLE',
    retry: 'later',
    effect: 'did-not-happen',
    say: (f) => `AWS can't be reached for ${f.call}.`,
    log: 'warn',
  },
  unanswered: {
    code: 'WH-AWS-UNANSWERED',
    retry: 'later',
    effect: 'unknown',
    say: (f) => `AWS gave no clear answer to ${f.call} (${f.detail}).`,
    log: 'warn',
  },
  missing: {
    code: 'WH-AWS-MISSING',
    retry: 'never',
    effect: 'did-not-happen',
    say: (f) => `${f.what} isn't there. Check the name, the account and the region in the configuration.`,
    log: 'error',
  },
  invalid: {
    code: 'WH-AWS-INVALID',
    retry: 'never',
    effect: 'did-not-happen',
    say: (f) => `AWS refused ${f.call}: ${f.detail}`,
    log: 'error',
  },
  malformed: {
    code: 'WH-AWS-MALFORMED',
    retry: 'later',
    effect: 'unknown',
    say: (f) => `AWS answered ${f.call} with something that can't be read.`,
    log: 'error',
  },
};

/** The row of a fault, its sentence already said. */
export function ruleFor(fault: Fault): Omit<FaultRule<Fault>, 'say'> & { readonly sentence: string } {
  const rule = <F extends Fault>(row: FaultRule<F>, f: F) => ({ ...row, sentence: row.say(f) });
  switch (fault.kind) {
    case 'denied':
      return rule(faultTable.denied, fault);
    case 'throttled':
      return rule(faultTable.throttled, fault);
    case 'unreachable':
      return rule(faultTable.unreachable, fault);
    case 'unanswered':
      return rule(faultTable.unanswered, fault);
    case 'missing':
      return rule(faultTable.missing, fault);
    case 'invalid':
      return rule(faultTable.invalid, fault);
    case 'malformed':
      return rule(faultTable.malformed, fault);
  }
}
