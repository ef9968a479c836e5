import { OPERATOR } from './values.ts';
import type { TestWorldOptions } from './wheelhouse.ts';

/** Who approves, in these worlds; and who may break the glass. */
export const APPROVER = 'U0APPROVER';
export const SECOND = 'U0SECOND';
export const BREAKER = 'U0BREAKER';
/** Another account of the operator, who asks. */
export const OPERATOR_TOO = 'U0OPERATOR2';
export const APPROVERS = 'S0APPROVERS';

/** A world in which deployments and fewer tasks take so many approvals in production. The operator is an approver, too. */
export const approvalWorld = (
  people = 1,
  limits: Readonly<Record<string, string>> = {},
): TestWorldOptions => ({
  members: [APPROVER, SECOND, BREAKER, OPERATOR_TOO],
  groups: [
    {
      id: APPROVERS,
      handle: 'approvers',
      name: 'Approvers',
      users: [APPROVER, SECOND, OPERATOR, OPERATOR_TOO, BREAKER],
    },
  ],
  limits,
  sections: {
    roles: {
      approver: { groups: [APPROVERS], users: [APPROVER, SECOND, OPERATOR, OPERATOR_TOO] },
      'break-glass': { groups: [APPROVERS], users: [BREAKER] },
    },
    approvals: [{ for: ['deploy', 'scale-in'], in: ['production'], people }],
    people: [[OPERATOR, OPERATOR_TOO]],
  },
});

/** The same, with deployments approved while ECS holds them at a PAUSE hook. */
export const hookApprovalWorld = (
  pauses: NonNullable<TestWorldOptions['pauses']>,
  limits: Readonly<Record<string, string>> = {},
): TestWorldOptions => {
  const { sections, ...rest } = approvalWorld(1, limits);
  return {
    ...rest,
    pauses,
    sections: { ...sections, approvals: [{ for: ['deploy'], in: ['production'], at: 'hook' }] },
  };
};
