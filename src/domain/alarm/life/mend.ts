import type { EpochMs } from '../../clock.ts';
import type { Actor } from '../../people/actor.ts';
import type { AlarmPolicy, AutomaticRemedy } from '../alarm-policy.ts';
import type { Countdown, Incident, Mending } from '../incident.ts';
import { matches } from '../match.ts';
import { withEvent } from './say.ts';
import { isSilent } from './silences-over.ts';
import { worstOf } from './worst.ts';

/** The remedy that policy lets begin by itself for what an incident shows now; undefined: none. */
export function automaticFor(
  incident: Incident,
  { automatic }: Pick<AlarmPolicy, 'automatic'>,
): AutomaticRemedy | undefined {
  const worst = worstOf(incident);
  const isCertain = worst.state === 'ALARM' && worst.confirmed?.state === 'ALARM';
  if (incident.state === 'closed' || isSilent(incident) || !isCertain) return undefined;
  if (incident.facts?.of !== worst.fingerprint) return undefined;
  const service = incident.facts.facts.service ?? worst.service;
  if (service === undefined) return undefined;
  const subject = { ...worst, stack: service.stack, environment: service.environment };
  for (const { remedy } of incident.facts.facts.proposals) {
    const rule = automatic.find((one) => one.remedy === remedy && matches(one.match, subject));
    if (rule) return rule;
  }
  return undefined;
}

/** Begins the countdown of such a remedy, once in each version of the incident, and not where somebody mends it already. */
export function beginCountdown(
  incident: Incident,
  policy: Pick<AlarmPolicy, 'automatic'>,
  now: EpochMs,
): Incident {
  if (incident.countdown || incident.countedIn === incident.version) return incident;
  if (incident.mendings.some(({ version, end }) => version === incident.version || end === undefined))
    return incident;
  const rule = automaticFor(incident, policy);
  if (!rule) return incident;
  const countdown: Countdown = {
    remedy: rule.remedy,
    fingerprint: worstOf(incident).fingerprint,
    due: now + rule.countdown,
  };
  return withEvent(
    { ...incident, countdown, countedIn: incident.version },
    { kind: 'countdown', at: now, countdown },
  );
}

/** The incident without a countdown. */
function withoutCountdown(incident: Incident): Incident {
  const { countdown: _countdown, ...rest } = incident;
  return rest;
}

/** Somebody stops what would begin by itself. Undefined: nothing would. */
export function stopCountdown(incident: Incident, by: Actor, at: EpochMs): Incident | undefined {
  const { countdown } = incident;
  if (!countdown) return undefined;
  return withEvent(withoutCountdown(incident), { kind: 'countdown-stopped', at, by, countdown });
}

/** Why a remedy didn't begin by itself. */
export const notBegun = (incident: Incident, remedy: string, why: string, at: EpochMs): Incident =>
  withEvent(withoutCountdown(incident), { kind: 'not-begun', at, remedy, why });

/** A remedy was begun: the same run is noted once. */
export function withMending(incident: Incident, mending: Mending): Incident {
  if (incident.mendings.some(({ run }) => run === mending.run)) return withoutCountdown(incident);
  return withEvent(
    { ...withoutCountdown(incident), mendings: [...incident.mendings, mending] },
    { kind: 'mending', at: mending.at, mending },
  );
}
