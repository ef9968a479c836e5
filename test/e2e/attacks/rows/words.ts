import { OPERATOR } from '../../../support/values.ts';
import { STRANGER } from '../../../support/wheelhouse.ts';
import type { Attack, Theme } from '../attack.ts';

/** Words by somebody who may do everything; nothing comes of them. */
const says = (name: string, words: string, answer: RegExp, audited: string, never?: RegExp): Attack => ({
  name,
  send: ({ command }) => command(words),
  told: { status: 200, answer },
  leaves: { audited },
  ...(never === undefined ? {} : { never }),
});

/** Words that ask for no change: what they are told is the whole answer. */
const asks = (name: string, words: string, answer: RegExp, unaudited: string, never?: RegExp): Attack => ({
  name,
  send: ({ command }) => command(words),
  told: { status: 200, answer },
  leaves: { unaudited },
  ...(never === undefined ? {} : { never }),
});

const UNKNOWN = /don't know|I know no/;
const READ = 'a read, or words that can’t be read: nothing is changed or asked for';

const attacks: readonly Attack[] = [
  says('a broadcast as the target', 'restart <!channel>', UNKNOWN, 'unknown-target'),
  says(
    'a mention in quotes as the target',
    'restart "<@U0OPERATOR>"',
    UNKNOWN,
    'unknown-target',
    /<@U0OPERATOR>/,
  ),
  says(
    'a link with another text as the target',
    'restart "<javascript:alert(1)|registry>"',
    UNKNOWN,
    'unknown-target',
    /<javascript/,
  ),
  says('marks of emphasis and of code as the target', 'restart "`*registry*`"', UNKNOWN, 'unknown-target'),
  says('a NUL in the target', 'restart reg\u0000istry', UNKNOWN, 'unknown-target'),
  says(
    'colours of terminals in the target',
    'restart "\u001b[2J\u001b[31mregistry"',
    UNKNOWN,
    'unknown-target',
  ),
  says('a text that is turned round in the target', 'restart "\u202eyrtsiger"', UNKNOWN, 'unknown-target'),
  says(
    'a line of the log in the target',
    `restart 'x\n{"level":60,"msg":"forged"}\n'`,
    UNKNOWN,
    'unknown-target',
  ),
  says(
    'a target of ten thousand characters',
    `restart ${'r'.repeat(10_000)}`,
    UNKNOWN,
    'unknown-target',
    /r{200}/,
  ),
  says('Redis’ hash tags in what is frozen', 'freeze "{x}:holds" --reason x', UNKNOWN, 'unknown-target'),
  says(
    'Lua in what is frozen',
    `freeze "]] redis.call('FLUSHALL') --[[" --reason x`,
    UNKNOWN,
    'unknown-target',
  ),
  says('two commands in what is frozen', 'freeze all;unfreeze --reason x', UNKNOWN, 'unknown-target'),
  says('a wildcard as what is unlocked', 'unlock *', UNKNOWN, 'unknown-target'),
  says('a flag twice', 'restart registry --reason a --reason b', /stands twice/, 'bad-value'),
  says('a flag that there isn’t', 'restart registry --as U0OPERATOR', /has no/, 'bad-value'),
  says('a flag by a prototype’s name', 'restart registry --constructor x', /has no/, 'bad-value'),
  says('a flag without its value', 'restart registry --reason', /needs a value/, 'bad-value'),
  says('two targets', 'restart registry auth', /too much/, 'bad-value'),
  says(
    'a reason of three thousand characters',
    `restart registry --reason "${'x'.repeat(3_000)}"`,
    /characters/,
    'bad-value',
  ),
  says(
    'a shell’s command in an image',
    `deploy registry --image "v1'; rm -rf ~; '"`,
    /Say a tag/,
    'bad-value',
  ),
  says(
    'another registry in an image',
    'deploy registry --image evil.example/registry:v1',
    /Say a tag/,
    'bad-value',
  ),
  says(
    'a query of jq in an image',
    'deploy registry --image "v1\\" | .roleArn = \\"x"',
    /Say a tag/,
    'bad-value',
  ),
  says('a number below zero', 'scale registry -1', /COUNT|too|small|number/i, 'bad-value'),
  says('a number beyond every service', 'scale registry 1000000000', /COUNT|5000|too/i, 'bad-value'),
  says('a number that is none in decimals', 'scale registry 0x10', /COUNT|number/i, 'bad-value'),
  says('a run’s number below zero', 'cancel #-1', /Say which run/, 'bad-value'),
  says('a run’s number in hexadecimals', 'cancel 0x3', /Say which run/, 'bad-value'),
  says('a run’s number with an exponent', 'cancel 3e0', /Say which run/, 'bad-value'),
  says('a run’s number with a fraction', 'cancel 3.0', /Say which run/, 'bad-value'),
  says('a run’s number that nobody counts to', 'cancel 999999999999', /no run/, 'unknown-run'),
  says('a run’s number beyond all numbers', 'cancel 99999999999999999999', /Say which run/, 'bad-value'),
  says(
    'the end of a freeze in the past',
    'freeze production --reason x --until 1999-01-01T00:00Z',
    /over already/,
    'bad-value',
  ),
  says(
    'the end of a freeze in a thousand years',
    'freeze production --reason x --until 3026-01-01T00:00Z',
    /90 days/,
    'bad-value',
  ),
  says(
    'the end of a freeze that there isn’t',
    'freeze production --reason x --until 2026-02-30T25:61',
    /no such date|time of day/,
    'bad-value',
  ),
  says('a freeze without a reason', 'freeze production', /why/, 'bad-value'),
  says('an answer to a run that is no word', 'resume 3 "happened; abandon"', /Say which run/, 'bad-value'),
  asks('a quote that is never closed', 'restart "registry', /never closed/, READ),
  asks('a verb by a prototype’s name', '__proto__ registry', /don't know the verb/, READ),
  asks('a verb of ten thousand characters', 'x'.repeat(10_000), /don't know the verb/, READ, /x{200}/),
  asks('a query in the audit’s person', 'audit --user "<@U0OPERATOR> OR 1=1"', /mention the person/, READ),
  asks('a length of the audit that nobody waits for', 'audit --since 999999d', /length such as/, READ),
  asks('a path as the run that is shown', 'show ../../audit', /Say which run/, READ),
  {
    name: 'a pattern of CloudWatch’s that ends the quote',
    send: ({ command }) => command(`logs registry --filter "\\" || { $.level = * } ?x"`, OPERATOR),
    told: { status: 200, answer: 'nothing' },
    leaves: { unaudited: READ },
  },
  {
    name: 'a link that reads like the target, by a stranger',
    send: ({ command }) => command('restart <http://evil.example|registry>', STRANGER),
    told: { status: 200, answer: /may not|Nobody may/ },
    leaves: { audited: 'not-in-role' },
    never: /evil\.example/,
  },
];

/** Words that mean more than they say. */
export const words: Theme = { theme: 'Words', attacks };
