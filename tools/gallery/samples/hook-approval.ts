import { minutes } from '../../../src/domain/clock.ts';
import type { RunEvent } from '../../../src/domain/run/event.ts';
import { type Approval, EarlyReason } from '../../../src/domain/run/question.ts';
import type { Outside } from '../entry.ts';
import { ACCEPTED, step } from './values.ts';

const ARN = 'arn:aws:ecs:us-east-1:111122223333:service-deployment/mcp/registry/VIjLcrHtqYbEpYNhM5o2V';
const ID = 'ecs-pause-2Yd0bJq9mTnC4xkR7vZsWgHfPaLuEo1iN6tXyQwKrMB';
const STAGE = 'PRE_PRODUCTION_TRAFFIC_SHIFT';

/** The same approval, asked for while ECS holds the deployment at a PAUSE hook. */
export const heldAtHook = (o: Outside, base: Approval, digest: string): Approval => ({
  ...base,
  decided: {
    ...base.decided,
    rows: [
      ...base.decided.rows,
      { label: 'ECS waits at', after: o(STAGE) },
      { label: 'Waiting revision', after: 'mcp-gateway-v2-registry:8' },
      { label: 'Waiting image', after: digest },
      { label: 'Deployment', after: ARN.replace(/^.*:/, '') },
      { label: 'Hook', after: ID },
    ],
  },
  hook: {
    id: ID,
    deployment: ARN,
    stage: STAGE,
    otherwise: 'ROLLBACK',
    expiresAt: ACCEPTED + minutes(60),
  },
});

type AskedFor = Extract<RunEvent, { readonly kind: 'approval-asked' }>;

/** What the thread tells of approvals and hooks: held at one, not held and why, and gone past one. */
export const hookEvents = (o: Outside, asked: AskedFor, held: Approval): (readonly [string, RunEvent])[] => [
  ['an approval is asked for while ECS holds it at a PAUSE hook', { ...asked, approval: held }],
  [
    'an approval is asked for while ECS waits at a stage that is new',
    {
      ...asked,
      approval: {
        ...held,
        hook: { id: ID, deployment: ARN, stage: o('BRAND_NEW_STAGE'), otherwise: 'CONTINUE' },
      },
    },
  ],
  ...EarlyReason.options.map((early): readonly [string, RunEvent] => [
    `an approval is asked for before it begins: ${early}`,
    { ...asked, approval: { ...asked.approval, early } },
  ]),
  [
    'it went on past a PAUSE hook without one',
    {
      kind: 'note',
      at: asked.at,
      step: step('roll'),
      text: "Somebody continued it at ECS's PAUSE hook (POST_SCALE_UP) in AWS. It went on without an approval: Wheelhouse couldn't stop it.",
    },
  ],
];
