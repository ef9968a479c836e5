import { flagsOf } from '../../src/domain/grammar/flags.ts';
import { MAY_START } from '../../src/domain/guard/policy.ts';
import { heldRoles, standingOf } from '../../src/domain/guard/standing.ts';
import type { OperationSpec } from '../../src/domain/operation/operation.ts';
import type { AccessPolicy } from '../../src/domain/people/access.ts';
import type { Catalog } from '../../src/domain/target/catalog.ts';
import { ownVerbsHelp } from '../../src/handlers/command/answer-command.ts';
import type { VerbHelp } from '../../src/views/reply/help.ts';
import { manifest } from '../../src/wiring/manifest.ts';
import type { Guide, GuideFlag, GuideShortcut, GuideVerb } from '../page/guide.ts';
import type { SandboxUser, SandboxUserGroup } from '../slack/options.ts';

/** What a guide is made from. */
export interface GuideParts {
  readonly catalog: Catalog;
  readonly access: AccessPolicy;
  readonly operations: readonly OperationSpec[];
  readonly users: readonly SandboxUser[];
  readonly groups: readonly SandboxUserGroup[];
}

/** The main jobs, in the order in which each is best understood. */
const FIRST = [
  {
    words: 'deploy registry --image v2',
    what: 'A new image: become approver (top right) and approve it. Switch an alarm on in “The world” meanwhile: it asks you.',
  },
  { words: 'rollback registry', what: 'What ran before comes back, by its digest; then deploys are locked.' },
  {
    words: 'restart registry',
    what: 'New tasks of the same code. Overwrite latest in “The world” first: it says so and offers both.',
  },
  {
    words: 'alarms',
    what: 'What rings. Switch an alarm on in “The world”: #alerts or #critical hears of it, with its graph and the buttons that mend it.',
  },
  { words: 'explain registry', what: 'Why tasks fail, in one sentence. Let new tasks crash first.' },
];

const HELP_FLAG: GuideFlag = { flag: 'help', takes: 'nothing', description: 'what it takes, and an example' };

/** Everything that the page offers, from the product's own definitions: its verbs, its manifest, its configuration. */
export function guideOf({ catalog, access, operations, users, groups }: GuideParts): Guide {
  const { features } = manifest({ kind: 'socket' });
  const [slash] = features?.slash_commands ?? [];
  return {
    command: slash?.command ?? '/ops',
    description: slash?.description ?? '',
    verbs: [
      ...ownVerbsHelp.map(({ help, flags }) => verbOf(help, [...flagsInWords(help), ...flags.map(flagOf)])),
      ...operations.map((spec) => verbOf(spec, byFlag(spec).map(flagOf))),
    ],
    targets: catalog.services.map(({ stack, service, environment }) => ({ stack, service, environment })),
    channelStacks: Object.fromEntries(catalog.channelStacks),
    shortcuts: (features?.shortcuts ?? []).map(
      ({ type, name, callback_id: callbackId, description }): GuideShortcut => ({
        kind: type,
        name,
        callbackId,
        description,
      }),
    ),
    tries: FIRST.map(({ words, what }) => ({ line: `${slash?.command ?? '/ops'} ${words}`, what })),
    people: Object.fromEntries(users.map((user) => [user.id, whatTheyAre(access, groups, user)])),
  };
}

/** What stands after the target without a flag isn't offered as one. */
const byFlag = (spec: OperationSpec) => flagsOf(spec).filter(({ typed }) => typed === 'flag');

const flagOf = ({ flag, takes, description }: GuideFlag): GuideFlag => ({ flag, takes, description });

/** What a verb's own help says in code, such as `--live` or `abandon`. */
const inCode = ({ summary }: VerbHelp): string[] =>
  [...summary.matchAll(/`([^`]+)`/g)].flatMap(([, code]) => (code === undefined ? [] : [code]));

const flagsInWords = (help: VerbHelp): GuideFlag[] =>
  inCode(help)
    .filter((code) => code.startsWith('--'))
    .map((code) => ({ flag: code.slice(2), takes: 'nothing', description: '' }));

/** What follows a verb is what follows it in its example. */
function verbOf(help: VerbHelp, flags: readonly GuideFlag[]): GuideVerb {
  const [, first] = help.example.split(' ');
  const takes = first === undefined ? 'nothing' : /^\d+$/.test(first) ? 'run' : 'target';
  return {
    name: help.name,
    summary: help.summary.replaceAll('`', ''),
    takes,
    answers: takes === 'run' ? inCode(help).filter((code) => !code.startsWith('--')) : [],
    flags: takes === 'nothing' ? [] : [...flags, HELP_FLAG],
  };
}

function whatTheyAre(
  access: AccessPolicy,
  groups: readonly SandboxUserGroup[],
  { id, team = access.team, kind }: SandboxUser,
): string {
  if (team !== access.team) return 'another workspace';
  if (kind !== undefined && kind !== 'member') return kind.replaceAll('-', ' ');
  const standing = standingOf(access, { kind: 'slack', team, user: id }, (group) =>
    groups.find((one) => one.id === group)?.users.includes(id) ? 'in' : 'out',
  );
  const roles = heldRoles(standing).map(({ role }) => role.name);
  if (access.mode === 'read-only' || roles.length === 0) return 'may look only';
  return roles.includes(MAY_START) ? 'may operate' : roles.join(', ');
}
