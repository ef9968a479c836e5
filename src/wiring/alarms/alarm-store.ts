import type { Config } from '../../config/config.ts';
import { days } from '../../domain/clock.ts';
import type { AlarmInbox, AlarmIntake } from '../../domain/ports/alarm-inbox.ts';
import type { IncidentNotices, Incidents } from '../../domain/ports/incidents.ts';
import type { Log } from '../../domain/ports/log.ts';
import type { Silences } from '../../domain/ports/silences.ts';
import { redisAlarmInbox } from '../../jobs/alarms/inbox.ts';
import { redisIncidentNotices } from '../../jobs/alarms/incident-notices.ts';
import { redisIncidents } from '../../jobs/alarms/incidents.ts';
import { redisAlarmIntake } from '../../jobs/alarms/intake.ts';
import { redisSilences } from '../../jobs/alarms/silences.ts';
import { redactorOf } from '../redactor.ts';
import type { Store } from '../store.ts';

/** What is stored of alarms. */
export interface AlarmStore {
  readonly intake: AlarmIntake;
  readonly inbox: AlarmInbox;
  readonly incidents: Incidents;
  readonly notices: IncidentNotices;
  readonly silences: Silences;
}

/** SNS sends again for an hour at most, and queues what was received before it was deleted for as long as they keep it. */
const KNOWN_FOR = days(1);
/** About 100 MB in Redis: hours of a storm that nobody works on. */
const MOST_WAITING = 100_000;

/** Alarms on one of the store's connections: the hasty one where somebody waits. */
export function alarmStore(
  config: Config,
  { connections, keys, onEntry }: Store,
  log: Log,
  which: 'hasty' | 'patient',
): AlarmStore {
  const redis = connections[which];
  const redactor = redactorOf(config);
  const { retention, dedupe } = config.limits;
  return {
    intake: redisAlarmIntake(redis, keys, { redactor, dedupe: KNOWN_FOR, most: MOST_WAITING }),
    inbox: redisAlarmInbox(redis, connections.listening, keys),
    incidents: redisIncidents(redis, keys, { retention, untoldFor: KNOWN_FOR, redactor, onEntry }),
    notices: redisIncidentNotices(redis, keys),
    silences: redisSilences(redis, keys, {
      dedupe,
      redactor,
      onEntry,
      onUnreadable: (text) =>
        log.error({ text: redactor.text(text) }, 'a silence can not be read, and silences nothing'),
    }),
  };
}
