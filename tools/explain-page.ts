/**
 * Writes docs/explain.md from the causes and from the sandbox's scripts: `node tools/explain-page.ts`. A unit test
 * fails while the page is older than they are.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { causes } from '../src/domain/explain/explain.ts';
import { otherImageHelps } from '../src/domain/explain/other-image.ts';
import { runbooks } from './explain/runbooks.ts';
import { type Scripted, scripted } from './explain/scripted.ts';

/** Where the page is. */
export const EXPLAIN_PAGE = new URL('../docs/explain.md', import.meta.url);

/** What a table's cell can hold. */
const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

const code = (text: string): string => `\`${text.replaceAll('`', "'")}\``;

/** AWS's words without what differs from account to account. */
const plainly = (words: string): string =>
  words
    .replaceAll(/\d{12}\.dkr\.ecr\.[a-z0-9-]+\.amazonaws\.com\//g, '…/')
    .replaceAll(/arn:aws:[a-z]+:[a-z0-9-]*:\d{12}:/g, '…:')
    .replaceAll(/\b[0-9a-f]{32}\b/g, '0123…');

const shown = ({ shows }: Scripted): string =>
  shows.length === 0
    ? 'a deployment in which nothing fails and nothing moves'
    : shows.map(({ where, words }) => `${where}: ${code(plainly(words))}`).join('; ');

/** What the end of a run offers. */
function nextStep({ cause, again, back }: Scripted): string {
  const retry = again === 'may-work' ? 'Retry' : 'Why';
  const first = back === 'may-help' ? `Roll back, else ${retry}` : retry;
  return otherImageHelps({ cause }) ? `${first}; the newest tags` : first;
}

function row(cases: readonly Scripted[], cause: string): string {
  const sentences = [...new Set(cases.map(({ sentence }) => sentence))];
  const mends = [...new Set(cases.flatMap(({ mend }) => (mend === '' ? [] : [mend])))];
  const next = [...new Set(cases.map(nextStep))].join('<br>');
  const cells = [
    code(cause),
    cases.map(shown).join('<br>'),
    sentences.join('<br>'),
    mends.join('<br>'),
    next,
  ];
  return `| ${cells.map(cell).join(' | ')} |`;
}

const HEAD =
  '| cause | what AWS shows, for example | what is said | what helps | button |\n|---|---|---|---|---|';

/** The page. */
export function explainPage(): string {
  const all = scripted();
  const rows = causes.flatMap(({ cause }) => {
    const cases = all.filter((one) => one.cause === cause);
    return cases.length === 0 ? [] : [row(cases, cause)];
  });
  const rest = ['unknown', 'none'].map((cause) =>
    row(
      all.filter((one) => one.cause === cause),
      cause,
    ),
  );
  return `# Why tasks fail

<!-- Written by tools/explain-page.ts from src/domain/explain and the sandbox's scripts: change them there and run it. -->

\`/ops explain SERVICE\` (or \`why\`) reads the service's events, its tasks, what its load balancers find of them and the last half hour of its log, and says in one sentence why it is as it is. The end of a run whose rollout failed says the same, and so does its first failure. These are the ${rows.length} causes that it knows, **the more telling first**: of all that fit, the first is said, and the rest stands below it as what was seen.

- A line of the log counts only where tasks fail, because applications log errors on good days, too.
- What was before all was well for the last time doesn't count, unless the service is well now: then it is told as its last trouble.
- What can't be read is said to be unknown, and the rest is explained without it.
- The last column is what an ended run offers beside *Status*; *Why* explains the service as it is then. No button tries again what fails again. Where another image is the way out, the newest tags of the service's repository are shown; an image that was missing and is there by now can be deployed with a click.
- *Roll back* is offered while a deployment is under way, or within an hour after it began, where what was deployed may be to blame and an image is known that ended well before. It never is for what that image needs as well: capacity, roles, secrets, limits of the account.

The names in the examples are those of the sandbox, in which each of these is scripted, reached through the real adapters and compared with the sentence here.

${HEAD}
${rows.join('\n')}

## Where no cause fits

${HEAD}
${rest.join('\n')}

## By what runbooks call it

| entry | causes here |
|---|---|
${runbooks.map(([entry, known]) => `| ${cell(entry)} | ${known.map(code).join(', ')} |`).join('\n')}

Not told by ECS, its load balancers or the log, and so not explained here: a name that doesn't resolve outside the VPC, a certificate whose validation is pending, CORS, and an alarm's own reason.
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(EXPLAIN_PAGE, explainPage());
