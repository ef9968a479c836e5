import type { Redis } from 'ioredis';
import type { Delivery } from '../../../../sandbox/slack/delivery/deliver.ts';
import { keysOf } from '../../../../src/jobs/ledger/keys.ts';
import { readable } from '../../../support/story.ts';
import { CHANNEL, OPERATOR, registry } from '../../../support/values.ts';
import { waitFor } from '../../../support/wait-for.ts';
import type { TestWorldOptions } from '../../../support/wheelhouse.ts';
import { type Bare, type FormView, ground } from '../ground.ts';

/** Asks, and approves, and is one person with the second account. */
export const OPERATOR_TOO = 'U0OPERATOR2';
/** Two who approve. */
export const APPROVER = 'U0APPROVER';
export const SECOND = 'U0SECOND';
export const BREAKER = 'U0BREAKER';
/** Listed as an approver, and not in the group any more. */
export const LEFT = 'U0LEFT';
/** Listed as an approver, and never in the group. */
export const LISTED = 'U0LISTED';
/** In the group of the approvers, and not listed. */
export const GROUPED = 'U0GROUPED';
export const APPROVERS = 'S0APPROVERS';
export const IN_GROUP = [APPROVER, SECOND, OPERATOR, OPERATOR_TOO, BREAKER, GROUPED];

/** Services that are deployed and scaled here, besides the registry. */
const SERVICES = ['moved', 'over', 'scaled'];

/** Deployments take one approval in production, and fewer tasks take two. */
export const approvalField = (limits: Readonly<Record<string, string>> = {}): TestWorldOptions => ({
  services: SERVICES,
  members: [APPROVER, SECOND, BREAKER, OPERATOR_TOO, LEFT, LISTED, GROUPED],
  groups: [{ id: APPROVERS, handle: 'approvers', name: 'Approvers', users: [...IN_GROUP, LEFT] }],
  limits,
  sections: {
    roles: {
      approver: { groups: [APPROVERS], users: [APPROVER, SECOND, OPERATOR, OPERATOR_TOO, LEFT, LISTED] },
      'break-glass': { groups: [APPROVERS], users: [BREAKER] },
    },
    approvals: [
      { for: ['deploy'], in: ['production'] },
      { for: ['scale-in'], in: ['production'], people: 2 },
    ],
    people: [[OPERATOR, OPERATOR_TOO]],
  },
});

/** A deployment, by the operator, of a new image; once it waits for an approval. */
export async function waits({ world, person }: Bare, service: string): Promise<void> {
  push({ world }, service, 'v2');
  await person.ops(`deploy ${service} --image v2 --reason "the fix"`);
  await person.rootReads(new RegExp(`${service}[\\s\\S]*needs an approval`));
}

const push = ({ world }: Pick<Bare, 'world'>, service: string, tag: string): string =>
  world.ecr.push(registry.region, `mcp-gateway-${service}`, { tag });

/** Forms that somebody kept, before things were otherwise. */
export interface Kept {
  /** An approver's of #2, which would do something else by now. */
  readonly void: FormView;
  /** An approver's of #3, which is rejected. */
  readonly over: FormView;
  /** An approver's of #5, byte for byte as it was handed in and counted. */
  readonly counted: { readonly body: string; readonly headers: Delivery['request']['headers'] };
  /** Of #1, of somebody who was an approver then. */
  readonly left: FormView;
}

/** What has happened here: the rows' numbers are those of these runs. */
export type ApprovalGround = Bare & { readonly kept: Kept };

/** #1 waits; #2 waits anew, since its tag has moved; #3 is rejected; #4 is done without any; #5 has one approval of two. */
export async function approvalGround(reason: string, redis: Redis): Promise<ApprovalGround> {
  const field = await ground(approvalField());
  const { person, opened, submits } = field;
  const { slack } = field.world.sandbox;
  await waits(field, 'registry');
  const left = await opened('approve 1', LEFT);

  await waits(field, 'moved');
  const kept = await opened('approve 2', APPROVER);
  const forSecond = await opened('approve 2', SECOND);
  push(field, 'moved', 'v2');
  await submits(forSecond, SECOND);
  await person.threadReads(/is void/);

  await waits(field, 'over');
  const over = await opened('approve 3', APPROVER);
  await person.ops(`reject 3 --reason "${reason}"`, SECOND);
  await person.rootReads(/over[\s\S]*rejected/);

  await person.ops('scale scaled 4');
  await person.rootReads(/scaled\* done/);
  await person.ops('scale scaled 2');
  await person.rootReads(/scaled[\s\S]*needs 2 approvals/);
  await person.ops('approve 5', APPROVER);
  await slack.waitFor(() => slack.modal(APPROVER).length > 0);
  const counted = await slack.submit({ user: APPROVER, values: {} });
  if (!counted.sent) throw new Error('the approval was not sent');
  await slack.closeModal({ user: APPROVER });
  await person.rootReads(/scaled[\s\S]*needs 1 more approval/);

  slack.setGroup(APPROVERS, IN_GROUP);
  await waitFor(
    async () => {
      await person.ops('whoami', LEFT);
      return person.whispers(LEFT).at(-1)?.includes('you have no role') ?? false;
    },
    { what: 'Wheelhouse to know who has left the group' },
  );
  await allTold(field, redis);
  return { ...field, kept: { void: kept, over, counted: counted.delivery.request, left } };
}

/** The message of a run, by its number: every run here has one. */
export function messageOf({ person }: Pick<Bare, 'person'>, run: number): string {
  const root = person.roots().find((one) => readable(one).includes(`#${run} `));
  if (!root) throw new Error(`run #${run} has no message`);
  return root.ts;
}

/** Whatever was told of a run: its message and the thread. */
export const toldOf = ({ world }: Pick<Bare, 'world'>, run: number): string =>
  world.sandbox.slack
    .messages(CHANNEL)
    .filter((root) => readable(root).includes(`#${run} `))
    .flatMap((root) => [readable(root), ...root.thread.map(readable)])
    .join('\n');

/** Waits until the bot has told all that runs have to tell. */
export const allTold = ({ world }: Pick<Bare, 'world'>, redis: Redis): Promise<unknown> =>
  waitFor(async () => (await redis.zcard(keysOf(world.redis.keyspace).notices)) === 0, {
    what: 'everything to be told',
  });
