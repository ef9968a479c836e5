import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shortDigest } from '../../src/domain/image/image.ts';
import { APPROVER, approvalWorld, OPERATOR_TOO } from '../support/approvals.ts';
import { readable, story } from '../support/story.ts';
import { registry } from '../support/values.ts';
import { STRANGER, type TestWorld, testWorld } from '../support/wheelhouse.ts';

let world: TestWorld;
let person: ReturnType<typeof story>;
/** The digest that is approved. */
let approved = '';

beforeAll(async () => {
  world = await testWorld(approvalWorld());
  await Promise.all([world.start('bot'), world.start('worker')]);
  person = story(world);
});
afterAll(() => world.stop());

const REPOSITORY = 'mcp-gateway-registry';
const push = (tag: string): string => world.ecr.push(registry.region, REPOSITORY, { tag });
const changed = (): number =>
  ['RegisterTaskDefinition', 'UpdateService'].reduce((sum, call) => sum + world.ecs.calls(call).length, 0);
/** What the person's modal shows. */
const modal = (user: string): string => {
  const view = world.sandbox.slack.modal(user).at(-1);
  return view ? readable({ blocks: view.view.blocks }) : '';
};
const submit = (user: string, values = {}) => world.sandbox.slack.submit({ user, values });
const say = async (text: string, user: string): Promise<string> => {
  await person.ops(text, user);
  return person.whispers(user).at(-1) ?? '';
};

describe('a deployment in production', () => {
  it('waits for an approval, and says on its card what for, from whom and until when', async () => {
    approved = push('v2');
    await person.ops('deploy registry --image v2 --reason "the fix"');
    const root = readable(await person.rootReads(/needs an approval/));
    expect(root).toContain(shortDigest(approved));
    expect(root).toMatch(/until/);
    const thread = (await person.threadReads(/Needs an approval/)).join('\n');
    expect(thread).toContain('<!subteam^S0APPROVERS>');
    expect(thread).toContain(approved);
    expect(changed()).toBe(0);
  });

  it('isn’t approved by who asked, under any account, nor by who isn’t an approver', async () => {
    await person.click('Approve');
    await person.whispered(/You asked for #1 yourself, so somebody else must approve it/);
    expect(await say('approve 1', OPERATOR_TOO)).toContain('You asked for #1 yourself');
    expect(await say('approve', STRANGER)).toContain('You may not approve #1. That is for *approver*');
    expect(await say('reject 1', STRANGER)).toContain('You may not reject #1');
    expect(await say('break-glass 1', STRANGER)).toContain('You may not break the glass for #1');
    expect(changed()).toBe(0);
  });

  it('shows an approver from the ledger what they approve, and goes on when they do', async () => {
    await person.click('Approve', APPROVER);
    await world.sandbox.slack.waitFor(() => modal(APPROVER) !== '');
    expect(modal(APPROVER)).toContain('deploy prod-us-east-1/registry');
    expect(modal(APPROVER)).toContain('Why: the fix');
    expect(modal(APPROVER)).toContain(approved);
    expect(changed()).toBe(0);
    await submit(APPROVER);
    await person.rootReads(/done after/);
    expect((await person.threadReads(/done/)).join('\n')).toContain(`Approved by <@${APPROVER}>`);
    expect(changed()).toBe(2);
  });

  it('isn’t approved twice, and says so', async () => {
    expect(await say('approve 1', APPROVER)).toContain("#1 doesn't wait for an approval");
    expect(await say('approve', APPROVER)).toContain('Nothing waits for an approval');
  });

  it('ends when somebody rejects it, with their reason', async () => {
    push('v3');
    await person.ops('deploy registry --image v3');
    await person.rootReads(/#2 deploy[\s\S]*needs an approval/);
    await person.ops('reject 2 --reason "not before the release"', APPROVER);
    const root = readable(await person.rootReads(/#2 deploy[\s\S]*rejected/));
    expect(root).toContain('not before the release');
    expect(changed()).toBe(2);
  });

  it('is void where its tag has moved, and asks anew with what is different', async () => {
    const old = push('v4');
    await person.ops('deploy registry --image v4');
    await person.rootReads(/#3 deploy[\s\S]*needs an approval/);
    await person.click('Approve', APPROVER);
    await world.sandbox.slack.waitFor(() => modal(APPROVER).includes('#3') || modal(APPROVER).includes(old));
    const other = push('v4');
    await submit(APPROVER);
    const thread = (await person.threadReads(/is void/)).join('\n');
    expect(thread).toContain(old);
    expect(thread).toContain(other);
    expect(changed()).toBe(2);
    await person.ops('cancel 3');
    await person.rootReads(/#3 deploy[\s\S]*cancelled/);
  });
});

describe('what takes no approval', () => {
  it('a restart of the same code is done at once', async () => {
    await person.ops('restart registry');
    await person.rootReads(/restart[\s\S]*done after/);
  });
});

describe('the audit', () => {
  it('says who approved and who rejected what', async () => {
    await person.ops('audit --run 1');
    await person.whispered(/approved #1/);
    await person.ops('audit --run 2');
    await person.whispered(/rejected #2 .*not before the release/);
  });
});
