import type { AlarmPolicy } from '../../domain/alarm/alarm-policy.ts';
import { askableSource, sourceOf } from '../../domain/alarm/ask-source.ts';
import type { Proposal } from '../../domain/alarm/facts.ts';
import type { Countdown, Incident, IncidentAlarm } from '../../domain/alarm/incident.ts';
import { automaticFor } from '../../domain/alarm/life/mend.ts';
import { mendingKey } from '../../domain/alarm/mending-key.ts';
import { type Clock, hours } from '../../domain/clock.ts';
import { stoppersOf } from '../../domain/hold/stoppers.ts';
import type { OperationSpec } from '../../domain/operation/operation.ts';
import type { Alarms } from '../../domain/ports/alarms.ts';
import type { AlertStates } from '../../domain/ports/alert-states.ts';
import type { RemedyClerk } from '../../domain/ports/remedy-clerk.ts';
import type { RunIntake } from '../../domain/ports/run-intake.ts';
import type { RunReader } from '../../domain/ports/run-reader.ts';
import type { RunRequest } from '../../domain/run/run.ts';
import { isOwn } from '../../domain/target/catalog.ts';
import type { ResolvedService } from '../../domain/target/service.ts';
import { type GateParts, shutWindows } from '../../domain/window/shut-gates.ts';

/** What beginning remedies needs. */
export interface ClerkParts extends GateParts {
  readonly policy: AlarmPolicy;
  readonly operations: readonly OperationSpec[];
  readonly alarms: Alarms;
  readonly alerts: AlertStates | 'none';
  readonly intake: RunIntake;
  readonly runs: Pick<RunReader, 'ofTarget'>;
  /** The workspace in which its run is told. */
  readonly team: string;
  readonly newId: () => RunRequest['id'];
  readonly clock: Clock;
}

/** So many runs of a service are looked through for those that alarms began. */
const LOOKED_THROUGH = 100;

/** Begins remedies as far as policy, the alarm's state and what stands in the way let it. Nothing is begun twice. */
export const remedyClerk = (parts: ClerkParts): RemedyClerk => ({
  async begin(incident, countdown) {
    const start = startOf(parts, incident, countdown);
    if (!start) return no('it does not fit any more');
    const why = await whyNot(parts, incident, start);
    if (why !== undefined) return no(why);
    const { spec, service } = start;
    const answer = await parts.intake.accept(
      requestOf(parts, incident, start),
      mendingKey(incident, countdown.remedy),
      stoppersOf(spec, service),
      spec.takesOver,
    );
    switch (answer.kind) {
      case 'accepted':
      case 'duplicate':
        return { kind: 'begun', run: answer.id, number: answer.number };
      case 'held':
        return no(`#${answer.by} ${answer.operation} is under way`);
      case 'stopped':
        return no(`it is frozen or locked: ${answer.stoppedBy.map(({ reason }) => reason).join('; ')}`);
      case 'unconfirmed':
        return { kind: 'unconfirmed' };
    }
  },
});

const no = (why: string) => ({ kind: 'no', why }) as const;

interface Start {
  readonly alarm: IncidentAlarm;
  readonly service: ResolvedService;
  readonly spec: OperationSpec;
  readonly input: Readonly<Record<string, unknown>>;
  readonly because: Proposal['because'];
  readonly perDay: number;
}

/** What was counted down, if it still is what the policy would begin. */
function startOf(
  { policy, operations }: ClerkParts,
  incident: Incident,
  { remedy, fingerprint }: Countdown,
): Start | undefined {
  const rule = automaticFor(incident, policy);
  const alarm = incident.alarms.find((one) => one.fingerprint === fingerprint);
  const { facts } = incident.facts ?? {};
  const proposal = facts?.proposals.find((one) => one.remedy === remedy);
  const service = facts?.service ?? alarm?.service;
  const act = proposal?.act;
  const spec = act?.kind === 'run' ? operations.find(({ name }) => name === act.operation) : undefined;
  if (rule?.remedy !== remedy || !alarm || !service || act?.kind !== 'run' || !spec) return undefined;
  return { alarm, service, spec, input: act.input, because: proposal?.because, perDay: rule.perDay };
}

/** Why nothing may begin now, in a few words. Throws where the store is away. */
async function whyNot(parts: ClerkParts, incident: Incident, start: Start): Promise<string | undefined> {
  const { alarm, service, spec, perDay } = start;
  const now = parts.clock.now();
  const own = correlationOf(incident);
  if (isOwn(parts.catalog, service)) return 'Wheelhouse itself runs as this service';
  const unconfirmed = await whyUnconfirmed(parts, incident, alarm);
  if (unconfirmed !== undefined) return unconfirmed;
  const began = (await parts.runs.ofTarget(service, LOOKED_THROUGH)).filter(
    ({ request, acceptedAt }) =>
      request.actor.kind === 'alarm' && acceptedAt > now - hours(24) && request.correlation !== own,
  );
  if (began.length >= perDay)
    return `alarms have begun ${began.length} changes of it in 24 hours, which is the most`;
  const [shut] = await shutWindows(parts, spec, service, now);
  return shut && `the window ${shut.name} stops it: ${shut.reason}`;
}

/** Why it isn't certain that the alarm rings now; undefined: whoever watches it says so. */
async function whyUnconfirmed(
  parts: ClerkParts,
  { stack }: Incident,
  alarm: IncidentAlarm,
): Promise<string | undefined> {
  const source = askableSource(parts, { alarm, stack });
  if (!source) return `no ${sourceOf(alarm)} can be asked whether it still rings`;
  const said = await source.ask();
  if (!said.ok) return `${source.name} can not be asked whether it still rings`;
  if (said.value === 'ALARM') return undefined;
  return said.value === 'gone'
    ? `${source.name} does not list it any more`
    : `${source.name} says that it rings no more`;
}

const requestOf = (
  { team, newId }: ClerkParts,
  incident: Incident,
  { alarm, service, spec, input, because }: Start,
): RunRequest => ({
  id: newId(),
  operation: spec.name,
  version: spec.version,
  plan: [...spec.plan],
  input: spec.input.parse(input),
  target: service,
  actor: { kind: 'alarm', name: alarm.name },
  reason: because === undefined ? `${alarm.name} rings` : `${alarm.name} rings, ${because}`,
  origin: { team, channel: incident.channel },
  correlation: correlationOf(incident),
});

const correlationOf = ({ id, version }: Incident): string => `alarm/${id}/${version}`;
