import { alarmMessage } from '../notification/alarm-message.ts';
import { type Publish, publishNowhere } from '../publish.ts';
import type { AlarmSeed, AlarmState, SandboxAlarm } from './alarm.ts';
import { childrenOf } from './children.ts';
import { reasonOf } from './reason.ts';
import { recentOf } from './series.ts';

/** What CloudWatch says of an alarm that it hasn't evaluated yet. */
const UNCHECKED = 'Unchecked: Initial alarm creation';

const NOBODY = { ALARM: [], OK: [], INSUFFICIENT_DATA: [] } as const;

/** The alarms of one account, and the way to make them ring. A state that changes is told to those its actions name. */
export class AlarmBoard {
  readonly account: string;
  readonly #now: () => number;
  readonly #publish: Publish;
  readonly #alarms = new Map<string, SandboxAlarm>();

  constructor(
    account: string,
    now: () => number,
    seeds: readonly AlarmSeed[] = [],
    publish: Publish = publishNowhere,
  ) {
    this.account = account;
    this.#now = now;
    this.#publish = publish;
    for (const seed of seeds) this.put(seed);
  }

  /** Adds an alarm, or puts another in its place. It tells nobody. */
  put(seed: AlarmSeed): void {
    const { region, name, state = 'OK', actions, actionsEnabled = true } = seed;
    const at = seed.since ?? this.#now();
    const alarm: SandboxAlarm = {
      ...seed,
      arn: `arn:aws:cloudwatch:${region}:${this.account}:alarm:${name}`,
      account: this.account,
      actions: { ...NOBODY, ...actions },
      actionsEnabled,
      state,
      reason: '',
      since: at,
      configuredAt: at,
      history: [{ state, at }],
    };
    const reason = state === 'INSUFFICIENT_DATA' ? UNCHECKED : this.#reason(alarm, state, at);
    this.#alarms.set(keyOf(region, name), { ...alarm, reason });
  }

  /** Puts an alarm into a state, and its metric with it. Throws where there is no such alarm. */
  set(region: string, name: string, state: AlarmState, reason?: string): void {
    const alarm = this.#find(region, name);
    const at = this.#now();
    const turned = alarm.history.at(-1)?.state !== state;
    const followed: SandboxAlarm = turned ? { ...alarm, history: [...alarm.history, { state, at }] } : alarm;
    this.#change(followed, state, reason ?? this.#reason(followed, state, at));
  }

  /**
   * SetAlarmState: an alarm says that it is in a state, whatever its metric does, until it is evaluated next. Throws
   * where there is no such alarm.
   */
  pretend(region: string, name: string, state: AlarmState, reason: string): void {
    this.#change(this.#find(region, name), state, reason);
  }

  /**
   * Looks at all metrics, as CloudWatch does every period: alarms that only said so return to how their metric is. Composite
   * ones stay: they return when a child of theirs changes (CloudWatch API, SetAlarmState).
   */
  evaluate(): void {
    for (const alarm of this.#alarms.values()) {
      const actual = alarm.history.at(-1)?.state ?? alarm.state;
      if (alarm.watched.kind === 'composite' || actual === alarm.state) continue;
      this.#change(alarm, actual, this.#reason(alarm, actual, this.#now()));
    }
  }

  /** The alarms of a region, by name. */
  in(region: string): SandboxAlarm[] {
    return [...this.#alarms.values()]
      .filter((alarm) => alarm.region === region)
      .sort((a, b) => a.name.localeCompare(b.name));
  }

  #find(region: string, name: string): SandboxAlarm {
    const alarm = this.#alarms.get(keyOf(region, name));
    if (!alarm) throw new Error(`there is no alarm ${name} in ${region}`);
    return alarm;
  }

  #reason(alarm: SandboxAlarm, state: AlarmState, at: number): string {
    const child = childrenOf({ ...alarm, state }, this.in(alarm.region)).sort((a, b) => b.since - a.since)[0]
      ?.arn;
    return reasonOf(alarm, { state, at, recent: recentOf(alarm, at), child });
  }

  /** Actions are taken only when the state becomes another (CloudWatch API, SetAlarmState). */
  #change(alarm: SandboxAlarm, state: AlarmState, reason: string): void {
    const changes = alarm.state !== state;
    const changed = { ...alarm, state, reason, since: changes ? this.#now() : alarm.since };
    this.#alarms.set(keyOf(alarm.region, alarm.name), changed);
    if (!changes || !changed.actionsEnabled) return;
    const children = childrenOf(changed, this.in(changed.region));
    const published = alarmMessage({ alarm: changed, was: alarm.state, children });
    for (const topic of changed.actions[state]) this.#publish(topic, published);
  }
}

const keyOf = (region: string, name: string): string => `${region} ${name}`;
