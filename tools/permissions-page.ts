/**
 * Writes docs/permissions.md from the operations' own `needs` and from what reads: `node tools/permissions-page.ts`. A
 * unit test fails while the page is older than they are, or while a call to AWS isn't on it.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { OperationSpec } from '../src/domain/operation/operation.ts';
import { loadOperations } from '../src/jobs/operations-folder.ts';
import { alarmNeeds } from './permissions/alarms.ts';
import { headNeeds, reads } from './permissions/reads.ts';
import { signing } from './permissions/signing.ts';

/** Where the page is. */
export const PERMISSIONS_PAGE = new URL('../docs/permissions.md', import.meta.url);

const codes = (actions: readonly string[]): string =>
  [...actions]
    .sort()
    .map((action) => `\`${action}\``)
    .join(', ');

interface Statement {
  readonly actions: Iterable<string>;
  readonly on: string;
}

const policy = (...statements: readonly Statement[]): string =>
  JSON.stringify(
    {
      Version: '2012-10-17',
      Statement: statements.map(({ actions, on }) => ({
        Effect: 'Allow',
        Action: [...new Set(actions)].sort(),
        Resource: on,
      })),
    },
    undefined,
    2,
  );

/** What the ways of alarms need, each on its own kind of resource; the names are those of docs/alarms.md. */
const alarmStatements: readonly Statement[] = [
  { service: 'sns', on: 'arn:aws:sns:us-east-1:111122223333:alarms' },
  { service: 'sqs', on: 'arn:aws:sqs:us-east-1:111122223333:wheelhouse-alarms*' },
  { service: 'cloudwatch', on: 'arn:aws:cloudwatch:us-east-1:111122223333:alarm:wheelhouse-synthetic' },
].map(({ service, on }) => ({
  on,
  actions: alarmNeeds.flatMap(({ needs }) => needs).filter((action) => action.startsWith(`${service}:`)),
}));

/** What the role of a stack needs; taking on that role is for the bot's own identity. */
const toRead = reads.flatMap(({ needs }) => needs).filter((action) => action !== 'sts:AssumeRole');

/** The page. */
export function permissionsPage(all: readonly OperationSpec[]): string {
  const specs = all.toSorted((a, b) => a.name.localeCompare(b.name));
  return `# What it needs to be allowed

<!-- Written by tools/permissions-page.ts from the operations and from what reads: change them, and run it. -->

The identity that Wheelhouse runs with, or the stack's \`role\` where it has one, needs these IAM actions. Every refusal names the action that lacks. Nothing here reads the value of a secret: \`ssm:GetParameters\` is asked for without decryption, and what it answers is dropped but for names and dates.

## To look

| what | actions | without them |
|---|---|---|
${reads.map(({ what, needs, without }) => `| ${what} | ${codes(needs)} | ${without} |`).join('\n')}

## To change

| operation | actions |
|---|---|
${specs.map(({ name, needs }) => `| \`${name}\` | ${codes(needs)} |`).join('\n')}

\`iam:PassRole\` is for the roles that the task definitions name; \`ecs:TagResource\` for the revisions that Wheelhouse registers. Of \`deploy\`'s checks, \`iam:GetRole\`, \`secretsmanager:DescribeSecret\`, \`ssm:GetParameters\` and \`logs:DescribeLogGroups\` may lack: then it goes on, and says what wasn't checked.

## To take alarms

Only where the configuration has \`alarms\`, for bots; [alarms.md](alarms.md) says how alarms come. Each on those topics, queues and that alarm alone: in another account by the stack's \`role\`.

| what | actions | without them |
|---|---|---|
${alarmNeeds.map(({ what, needs, without }) => `| ${what} | ${codes(needs)} | ${without} |`).join('\n')}

## To sign

Where a key of AWS KMS signs ([signing.md](signing.md)), the process's own identity needs these on that key, and a worker's may not have \`kms:Sign\`:

| process | actions | without them |
|---|---|---|
${signing.map(({ who, needs, without }) => `| ${who} | ${codes(needs)} | ${without} |`).join('\n')}

## To keep the audit's heads in S3

Only where the configuration has \`audit: head-s3\`, on that bucket alone, for Wheelhouse's own identity and not a stack's \`role\`. Give it neither \`s3:DeleteObjectVersion\` nor \`s3:BypassGovernanceRetention\`.

| who | actions | without them |
|---|---|---|
${headNeeds.map(({ what, needs, without }) => `| ${what} | ${codes(needs)} | ${without} |`).join('\n')}

## As a policy

To look only:

\`\`\`json
${policy({ actions: toRead, on: '*' })}
\`\`\`

To change as well:

\`\`\`json
${policy({ actions: [...toRead, ...specs.flatMap(({ needs }) => needs)], on: '*' })}
\`\`\`

For alarms besides, with the names of your own topics, queues and synthetic alarm:

\`\`\`json
${policy(...alarmStatements)}
\`\`\`

Narrow \`Resource\` down as far as you like: most ECS actions take the cluster's, the service's or the family's ARN, the ECR ones the repositories that the configuration names, \`iam:PassRole\` the roles of the tasks. \`cloudwatch:DescribeAlarms\`, \`application-autoscaling:DescribeScalableTargets\` and \`elasticloadbalancing:Describe…\` take \`*\` only.
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { current } = await loadOperations();
  writeFileSync(PERMISSIONS_PAGE, permissionsPage(current.map(({ spec }) => spec)));
}
