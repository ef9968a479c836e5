import { shortSubject } from '../domain/approval/subject.ts';
import type { AuditLine } from '../domain/audit/chain.ts';
import { AuditEntry, type AuditEntryOf } from '../domain/audit/entry.ts';
import { scopeName } from '../domain/hold/scope.ts';
import type { Actor } from '../domain/people/actor.ts';
import { gateName } from '../domain/window/gate.ts';
import { alarmAuditWords } from './alarm-audit-words.ts';

/** Plain words for an entry, as they stand in a file: outside text in them is untouched. */
export interface EntryWords {
  readonly icon: string;
  /** A Slack user's id where it is a person. */
  readonly who: { readonly user: string } | { readonly name: string };
  readonly what: string;
}

const whoIs = (actor: Actor): EntryWords['who'] => {
  switch (actor.kind) {
    case 'slack':
      return { user: actor.user };
    case 'system':
      return { name: 'Wheelhouse' };
    case 'alarm':
    case 'schedule':
      return { name: `${actor.kind} ${actor.name}` };
  }
};

/** What an entry says, in a short sentence without its subject. An entry of a later build says its kind. */
export function entryWords({ entry, number }: AuditLine): EntryWords {
  const known = AuditEntry.safeParse(entry);
  if (!known.success) return { icon: ':grey_question:', who: { name: 'somebody' }, what: strange(entry) };
  const { icon, what } = saidOf(known.data, number === undefined ? '' : `#${number}`);
  return { icon, who: whoIs(known.data.actor), what };
}

const strange = (entry: unknown): string => {
  const kind: unknown = typeof entry === 'object' && entry !== null ? Reflect.get(entry, 'kind') : undefined;
  return `an entry that this Wheelhouse doesn't know (${typeof kind === 'string' ? kind : 'no kind'})`;
};

type Said = Pick<EntryWords, 'icon' | 'what'>;

function saidOf(entry: AuditEntry, run: string): Said {
  switch (entry.kind) {
    case 'request':
      return requestWords(entry, run);
    case 'signal':
      return { icon: ':speech_balloon:', what: signalWords(entry, run) };
    case 'decision':
      return decisionWords(entry, run);
    case 'review':
      return { icon: ':mag:', what: `reviewed ${run}${REVIEWED[entry.of ?? 'glass']}: ${entry.note}` };
    case 'forgery':
      return {
        icon: ':rotating_light:',
        what: `ignored what wasn't signed (${entry.what.join(', ')}) and pretended to be for ${run}`,
      };
    case 'unapproved':
      return { icon: ':rotating_light:', what: `${run} went on without an approval: ${entry.how}` };
    case 'effect':
      return effectWords(entry, run);
    case 'hold':
      return holdWords(entry);
    case 'pass':
      return {
        icon: ':unlock:',
        what: `lifted ${gateName(entry.gate)} until ${new Date(entry.outcome.until).toISOString()}: ${entry.outcome.reason}`,
      };
    case 'alarm':
      return alarmAuditWords(entry);
    case 'end':
      return {
        icon: entry.outcome.kind === 'succeeded' ? ':white_check_mark:' : ':black_square_for_stop:',
        what: `${run} ended: ${entry.outcome.kind}`,
      };
    case 'policy':
      return policyWords(entry);
    case 'cut':
      return {
        icon: ':file_cabinet:',
        what: `cut off what is older than the retention, up to entry ${entry.upTo}`,
      };
    case 'repair':
      return {
        icon: ':wrench:',
        what: `the audit was repaired by ${entry.by}: ${entry.found}. Why: ${entry.reason}`,
      };
  }
}

function requestWords({ asked, outcome }: AuditEntryOf<'request'>, run: string): Said {
  const meant = [asked.operation, asked.target].filter((word) => word !== undefined).join(' ');
  const said = asked.words ?? (meant === '' ? 'a form' : meant);
  if (outcome.kind === 'accepted')
    return { icon: ':arrow_right:', what: `asked for ${meant}: accepted as ${run}` };
  return { icon: ':no_entry:', what: `was refused (${outcome.why}): ${said}` };
}

const VERDICTS = { approve: 'approved', reject: 'rejected', 'break-glass': 'broke the glass for' } as const;

function decisionWords({ verdict, subject, reason }: AuditEntryOf<'decision'>, run: string): Said {
  const why = reason === undefined ? '' : `: ${reason}`;
  return {
    icon: verdict === 'reject' ? ':no_entry:' : ':ballot_box_with_check:',
    what: `${VERDICTS[verdict]} ${run} (${shortSubject(subject)})${why}`,
  };
}

function signalWords({ signal, said }: AuditEntryOf<'signal'>, run: string): string {
  switch (signal) {
    case 'cancel':
      return `cancelled ${run}`;
    case 'answer':
      return `answered ${run}: ${said ?? ''}`;
    case 'resume':
      return `said of ${run}: ${said ?? ''}`;
    case 'yield':
      return `took over from ${run}: ${said ?? ''}`;
  }
}

function effectWords({ step, call, outcome }: AuditEntryOf<'effect'>, run: string): Said {
  const what = `${run} ${step}${call === undefined ? '' : ` (${call})`}`;
  switch (outcome.kind) {
    case 'begun':
      return { icon: ':arrow_forward:', what: `${what}: begins` };
    case 'happened': {
      const found = outcome.found === 'answer' ? '' : ', found by reading back';
      const ids = outcome.requests.length === 0 ? '' : `, AWS request ${outcome.requests.join(', ')}`;
      return { icon: ':zap:', what: `${what}: happened${found}${ids}` };
    }
    case 'failed':
    case 'unclear': {
      const id = outcome.fault.requestId === undefined ? '' : `, AWS request ${outcome.fault.requestId}`;
      return outcome.kind === 'failed'
        ? { icon: ':x:', what: `${what}: didn't happen (${outcome.fault.kind}${id})` }
        : { icon: ':grey_question:', what: `${what}: no clear answer (${outcome.fault.kind}${id})` };
    }
    case 'no-trace':
      return { icon: ':x:', what: `${what}: its worker died, and no trace of it appeared` };
    case 'not-sent':
      return { icon: ':x:', what: `${what}: was not sent` };
  }
}

function holdWords({ hold, scope, outcome }: AuditEntryOf<'hold'>): Said {
  const name = scopeName(scope);
  if (outcome.kind === 'lifted')
    return { icon: ':unlock:', what: `${hold === 'freeze' ? 'unfroze' : 'unlocked'} ${name}` };
  const until = outcome.until === undefined ? '' : ` until ${new Date(outcome.until).toISOString()}`;
  const verb = hold === 'freeze' ? 'froze' : 'locked';
  return {
    icon: hold === 'freeze' ? ':snowflake:' : ':lock:',
    what: `${verb} ${name}${until}: ${outcome.reason}`,
  };
}

function policyWords({ outcome }: AuditEntryOf<'policy'>): Said {
  if (outcome.kind === 'loaded')
    return { icon: ':scroll:', what: `began to work under policy ${outcome.digest.slice(0, 12)}` };
  const changes = outcome.changes.map(
    ({ path, before, after }) => `${path} ${before ?? 'nothing'} → ${after ?? 'nothing'}`,
  );
  return { icon: ':scroll:', what: `began to work under another policy: ${changes.join('; ')}` };
}

/** What was reviewed, besides its run. */
const REVIEWED = { glass: '', alone: ' (done alone)' } as const;
