import { defineRemediation } from '../../domain/alarm/remediation.ts';
import { troubleOf } from '../../domain/alarm/trouble.ts';
import { targetName } from '../../domain/target/service.ts';

/** A look at the service's log: it changes nothing, and always fits. More telling where requests fail. */
export const logs = defineRemediation({
  name: 'logs',
  summary: 'show what the service logged in the last 15 minutes',
  fits({ alarm, service }) {
    return {
      rank: troubleOf(alarm) === 'server-errors' ? 30 : 20,
      label: 'Show logs',
      words: `logs ${targetName(service)} --since 15m`,
    };
  },
});
