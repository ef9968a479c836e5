import type { AlarmSeed, AlarmState, SandboxAlarm } from './alarm.ts';

/** The alarms of one account, and the way to make them ring. */
export class AlarmBoard {
  readonly account: string;
  readonly #now: () => number;
  readonly #alarms = new Map<string, SandboxAlarm>();

  constructor(account: string, now: () => number, seeds: readonly AlarmSeed[] = []) {
    this.account = account;
    this.#now = now;
    for (const seed of seeds) this.put(seed);
  }

  /** Adds an alarm, or puts another in its place. */
  put(seed: AlarmSeed): void {
    const state = seed.state ?? 'OK';
    const alarm = { ...seed, state, reason: reasonOf(seed, state), since: this.#now() };
    this.#alarms.set(keyOf(seed.region, seed.name), alarm);
  }

  /** Puts an alarm into a state. Throws where there is no such alarm. */
  set(region: string, name: string, state: AlarmState, reason?: string): void {
    const alarm = this.#alarms.get(keyOf(region, name));
    if (!alarm) throw new Error(`there is no alarm ${name} in ${region}`);
    const since = alarm.state === state ? alarm.since : this.#now();
    this.#alarms.set(keyOf(region, name), {
      ...alarm,
      state,
      since,
      reason: reason ?? reasonOf(alarm, state),
    });
  }

  /** The alarms of a region, by name. */
  in(region: string): SandboxAlarm[] {
    return [...this.#alarms.values()]
      .filter((alarm) => alarm.region === region)
      .sort((a, b) => a.name.localeCompare(b.name));
  }
}

const keyOf = (region: string, name: string): string => `${region} ${name}`;

/** CloudWatch's own way to give a reason (CloudWatch User Guide, "Alarm evaluation"). */
function reasonOf({ watched }: AlarmSeed, state: AlarmState): string {
  if (watched.kind === 'composite') return `Its rule ${watched.rule} is now ${state}.`;
  if (state === 'INSUFFICIENT_DATA') return 'Unchecked: Initial alarm creation';
  const crossed = state === 'ALARM' ? 'greater than' : 'not greater than';
  const than = watched.kind === 'band' ? 'the upper bound' : `the threshold (${watched.threshold})`;
  return `Threshold Crossed: ${watched.periods} datapoints were ${crossed} ${than}.`;
}
