/**
 * Writes docs/errors.md from the fault table: `node tools/errors-page.ts`. A unit test fails while the page is older
 * than the table.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { FaultByKind, FaultKind } from '../src/domain/fault/fault.ts';
import { faultCodes } from '../src/domain/fault/fault-code.ts';
import { faultTable, ruleFor } from '../src/domain/fault/fault-table.ts';

/** Where the page is. */
export const ERRORS_PAGE = new URL('../docs/errors.md', import.meta.url);

const of = (call: string) => ({ call, detail: "the other side's own sentence" });

/** A fault of each kind, to show its sentence with. */
const examples: FaultByKind = {
  denied: { kind: 'denied', action: 'ecs:UpdateService', ...of('ecs:UpdateService') },
  throttled: { kind: 'throttled', ...of('ecs:DescribeServices') },
  unreachable: { kind: 'unreachable', ...of('ecs:DescribeServices') },
  unanswered: { kind: 'unanswered', ...of('ecs:UpdateService') },
  missing: {
    kind: 'missing',
    what: 'service registry in mcp-gateway (us-east-1)',
    ...of('ecs:DescribeServices'),
  },
  invalid: { kind: 'invalid', ...of('ecs:UpdateService') },
  malformed: { kind: 'malformed', ...of('ecs:UpdateService') },
  'chat-limited': { kind: 'chat-limited', after: 30_000, ...of('chat.postMessage') },
  'chat-refused': { kind: 'chat-refused', call: 'chat.postMessage', detail: 'not_in_channel' },
  'chat-unanswered': { kind: 'chat-unanswered', ...of('chat.postMessage') },
  'store-unreachable': { kind: 'store-unreachable', ...of('redis') },
  'store-unanswered': { kind: 'store-unanswered', ...of('redis') },
  'store-refused': { kind: 'store-refused', call: 'redis', detail: 'OOM command not allowed' },
  'store-unreadable': { kind: 'store-unreadable', what: 'A record in Redis', ...of('redis') },
  unexpected: { kind: 'unexpected', ...of('answering a command') },
};

const EDGES: readonly { readonly title: string; readonly kinds: (code: string) => boolean }[] = [
  { title: 'AWS', kinds: (code) => code.startsWith('WH-AWS-') },
  { title: 'Slack', kinds: (code) => code.startsWith('WH-SLACK-') },
  { title: 'Redis', kinds: (code) => code.startsWith('WH-REDIS-') },
  { title: 'Wheelhouse itself', kinds: (code) => code === 'WH-UNEXPECTED' },
];

const EFFECT = {
  'did-not-happen': 'Nothing was changed.',
  unknown: 'It may have happened: it is read back, never just repeated.',
} as const;

const RETRY = {
  later: 'Tried again by itself, as far as that is safe.',
  never: 'Not tried again.',
} as const;

function entry(kind: FaultKind): string {
  const rule = ruleFor(examples[kind]);
  return `### ${rule.code}

${rule.means}

> ${rule.sentence}

- ${EFFECT[rule.effect]} ${RETRY[rule.retry]}
- ${rule.mend}
- Logged as \`${rule.log}\`.
`;
}

/** The page, from the table. */
export function errorsPage(): string {
  const kinds = Object.values(examples).map((example) => example.kind);
  const parts = EDGES.map(
    ({ title, kinds: belongs }) =>
      `## ${title}\n\n${kinds
        .filter((kind) => belongs(faultCodes[kind]))
        .map(entry)
        .join('\n')}`,
  );
  return `# Errors

<!-- Written by tools/errors-page.ts from src/domain/fault: change the table there and run it. -->

What can go wrong outside, in ${Object.keys(faultTable).length} kinds. Each has a code that never changes. Log lines carry it as \`code\`, beside \`call\`, the other side's own sentence as \`detail\`, the original error as \`cause\` and, where AWS gave one, its \`requestId\`, which AWS's support asks for. Secrets are taken out of all of them. That somebody may not do something is no error and has no code.

${parts.join('\n')}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(ERRORS_PAGE, errorsPage());
