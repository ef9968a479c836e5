import type { WebClient } from '@slack/web-api';
import { type DurationMs, type Monotonic, seconds, systemMonotonic } from '../domain/clock.ts';
import { logFault } from '../domain/fault/log-fault.ts';
import { chatFault } from '../domain/fault/outside-faults.ts';
import type { Log } from '../domain/ports/log.ts';
import type { Memberships } from '../domain/ports/memberships.ts';
import type { Redactor } from '../domain/redaction/redactor.ts';
import { chatFaultOf } from './chat-fault.ts';
import { type Heard, remembered } from './remembered.ts';

/** An admission waits for it no longer than for the directory, and at the same time. */
const PATIENCE_MS = seconds(1);
/** After no answer nothing is asked for this long, unless Slack says for how long: who comes gets what is known, at once. */
const PAUSE_MS = seconds(1);
/** How often in the life of an answer it is looked whether it is half as old. */
const LOOKS = 8;

/** What reading the groups needs. */
export interface MembershipParts {
  /** The groups that the policy names. */
  readonly groups: readonly string[];
  /** How long an answer counts (`groups-for`). After that, without a newer one, nothing is known. */
  readonly groupsFor: DurationMs;
  readonly log: Log;
  readonly redactor: Redactor;
  /** The machine's own unless told. */
  readonly time?: Monotonic;
}

/** The memberships on Slack's Web API. */
export interface SlackMemberships extends Memberships {
  /** Reads every group before its answer is too old, from now until it is stopped, so that nobody waits for that. */
  keepFresh(): { stop(): void };
}

/**
 * Memberships as Slack tells them (docs: usergroups.users.list, tier 2: 20 a minute), remembered for a while. A group
 * that Slack doesn't know, or that is disabled, has nobody in it. `client` must not retry by itself, and must give up
 * before long.
 */
export function slackMemberships(client: WebClient, parts: MembershipParts): SlackMemberships {
  const { groupsFor, log, redactor, time = systemMonotonic } = parts;
  const groups = [...new Set(parts.groups)];

  const ask = async (group: string): Promise<Heard<ReadonlySet<string>>> => {
    try {
      const { users = [] } = await client.usergroups.users.list({ usergroup: group });
      return { kind: 'value', value: new Set(users) };
    } catch (error) {
      const fault = chatFaultOf(error, redactor);
      logFault(log, chatFault('usergroups.users.list', fault), { group }, 'Slack tells of no members');
      return fault.kind === 'refused' && fault.error === 'no_such_subteam'
        ? { kind: 'value', value: new Set() }
        : { kind: 'nothing', pause: fault.kind === 'limited' ? fault.after : PAUSE_MS };
    }
  };
  const members = remembered<ReadonlySet<string>>(
    time,
    { fresh: () => groupsFor / 2, stale: groupsFor, patience: PATIENCE_MS, most: groups.length },
    ask,
  );

  return {
    async of(user) {
      const known = new Map(
        await Promise.all(groups.map(async (group) => [group, await members.get(group)] as const)),
      );
      return (group) => {
        const users = known.get(group) ?? 'unknown';
        if (users === 'unknown') return users;
        return users.has(user) ? 'in' : 'out';
      };
    },
    forget: members.forget,
    keepFresh() {
      const look = (): void => {
        for (const group of groups) void members.get(group);
      };
      look();
      const timer = setInterval(look, groupsFor / LOOKS);
      return { stop: () => clearInterval(timer) };
    },
  };
}
