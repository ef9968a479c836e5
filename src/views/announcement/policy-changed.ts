import type { AnnouncedOf } from '../../domain/announcement/announcement.ts';
import { canonical } from '../../domain/audit/canonical.ts';
import type { PolicyChange } from '../../domain/audit/entry.ts';
import { readRule } from '../../domain/guard/read-rule.ts';
import { code, short } from '../inert.ts';
import { type Message, plainMessage } from '../message.ts';
import { ruleWords } from '../role-words.ts';

/** So many changes are told; the others are counted. */
const LINES = 10;
/** On one line of a phone, nearly. */
const VALUE = 120;

/** Who may do more or less than before, by what stands in the configuration. */
export function policyChangedMessage({ changes }: AnnouncedOf<'policy-changed'>): Message {
  const lines = changes.slice(0, LINES).map((change) => `• ${changeWords(change)}`);
  const rest = changes.length - lines.length;
  const more = rest > 0 ? [`… and ${rest} more.`] : [];
  const head = ':scroll: *The policy has changed*: Wheelhouse was started with another configuration.';
  return plainMessage([head, ...lines, ...more, 'All of it: `/ops audit`'].join('\n'));
}

/** `access.roles.approver.users`: added @new; taken away @old. */
function changeWords({ path, before, after }: PolicyChange): string {
  const [was, is] = [before, after].map(parsed);
  const name = code(path);
  const [old, now] = [listOf(was), listOf(is)];
  if (!old || !now) return `${name}: ${valueWords(was)} → ${valueWords(is)}`;
  const added = now.filter((one) => !has(old, one));
  const gone = old.filter((one) => !has(now, one));
  const said = [listWords('added', added), listWords('taken away', gone)].filter((words) => words !== '');
  return `${name}: ${said.join('; ') || 'now an empty list'}`;
}

const listWords = (verb: string, all: readonly unknown[]): string =>
  all.length === 0 ? '' : `${verb} ${all.map(valueWords).join(', ')}`;

const has = (all: readonly unknown[], one: unknown): boolean =>
  all.some((other) => canonical(other) === canonical(one));

/** A list; an empty one for what isn't there; undefined for any other value. */
function listOf(value: unknown): readonly unknown[] | undefined {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : undefined;
}

/** A value as the audit has it: JSON. */
function parsed(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function valueWords(value: unknown): string {
  if (value === undefined) return 'nothing';
  const rule = readRule(value);
  if (rule) return `${code(cut(rule.role))} may ${ruleWords(rule)}`;
  if (typeof value !== 'string') return code(cut(canonical(value)));
  if (/^[UW][A-Z0-9]+$/.test(value)) return `<@${value}>`;
  if (/^[CG][A-Z0-9]+$/.test(value)) return `<#${value}>`;
  return value === '' ? 'nothing' : short(value, VALUE);
}

const cut = (text: string): string => (text.length <= VALUE ? text : `${text.slice(0, VALUE - 1)}…`);
