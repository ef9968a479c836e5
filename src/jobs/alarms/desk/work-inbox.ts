import type { Incident } from '../../../domain/alarm/incident.ts';
import { resolveCalls } from '../../../domain/alarm/life/escalate.ts';
import { foldNews, keyFor } from '../../../domain/alarm/life/fold-news.ts';
import type { Heard, NewIncident } from '../../../domain/alarm/life/heard.ts';
import { underSilences } from '../../../domain/alarm/life/silences-over.ts';
import type { AlarmReport } from '../../../domain/alarm/report.ts';
import { channelOf, severityOf } from '../../../domain/alarm/route.ts';
import type { ArrivedNotice } from '../../../domain/ports/alarm-inbox.ts';
import type { DeskParts } from './desk-parts.ts';
import { toWrite } from './to-write.ts';

/** So many notices are worked on in one step: more would keep commands waiting, fewer would write incidents more often. */
const PAGE = 300;

/** How the work went: `empty`, nothing was there; `more`, there may be more; `conflict`: somebody else has written meanwhile. */
export type Worked = 'empty' | 'more' | 'conflict';

/**
 * Works on the oldest news: folds them into incidents and takes them off the inbox in one step. Whatever dies before that
 * has them worked on again, and what is done before it (an announcement, a hint) happens once or does no harm.
 */
export async function workInbox(parts: DeskParts): Promise<Worked> {
  const { inbox, incidents, silences, policy, clock } = parts;
  const batch = await inbox.oldest(PAGE);
  const [first, last] = [batch[0], batch.at(-1)];
  if (!first || !last) return 'empty';
  const news: Heard[] = [];
  for (const one of batch) {
    if ('unreadable' in one) {
      const { place, unreadable: why } = one;
      parts.log.error({ place, why }, 'news of an alarm can not be read, and are passed over');
      continue;
    }
    const { what, id } = one.notice;
    switch (what.kind) {
      case 'alarm':
        if (what.fingerprint !== parts.synthetic?.fingerprint) news.push(heard(parts, one, what));
        else if (what.state === 'ALARM' && one.notice.via !== 'reading') await parts.synthetic.heard(one.at);
        break;
      case 'ecs':
        await parts.onEcs(what).catch((error: unknown) => {
          parts.onFailure('who watches a cluster could not be told that it changed', error);
        });
        break;
      case 'other':
        await parts.foreign.show(id, what);
        break;
    }
  }
  const fingerprints = [...new Set(news.map(({ report }) => report.fingerprint))];
  const [toldUnder, known] = await Promise.all([
    incidents.toldUnder(fingerprints),
    incidents.untold(fingerprints),
  ]);
  const keys = [...[...toldUnder.values()].map(({ key }) => key), ...news.map(keyFor)];
  const newest = await incidents.newest([...new Set(keys)]);
  const standing = news.length === 0 ? [] : await silences.all();
  const now = clock.now();
  const opened: NewIncident[] = [];
  const { incidents: changed, untold } = await foldNews(
    { newest, toldUnder, untold: known },
    news,
    async () => {
      const one = await parts.newIncidents.next();
      opened.push(one);
      return one;
    },
  );
  const before = new Map([...newest.values()].map((incident): [string, Incident] => [incident.id, incident]));
  const writes = [...changed.values()].map((incident) => {
    const was = before.get(incident.id);
    return toWrite(was, resolveCalls(underSilences(incident, standing, now), now), policy, now);
  });
  const written = await incidents.write(writes, { inbox: { from: first.place, upTo: last.place }, untold });
  if (written === 'written') return 'more';
  parts.newIncidents.giveBack(opened);
  parts.log.info({}, 'somebody else worked on alarms; they are read again');
  return 'conflict';
}

/** What news of an alarm mean here. */
function heard(parts: DeskParts, { at, notice }: ArrivedNotice, report: AlarmReport): Heard {
  const { policy } = parts;
  const target = parts.targetOf(report);
  const { stack, environment } = target;
  const subject = {
    name: report.name,
    labels: report.labels,
    ...(stack === undefined ? {} : { stack }),
    ...(environment === undefined ? {} : { environment }),
  };
  const severity = severityOf(policy, parts.criticalOf(stack), subject, report.severity);
  const channel = channelOf(policy, { ...subject, severity }, at);
  return { report, via: notice.via, at, ...target, severity, channel };
}
