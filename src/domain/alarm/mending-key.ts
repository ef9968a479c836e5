import type { Incident } from './incident.ts';

/** What makes a remedy one shot: the same for everybody who clicks it while the same alarms ring. */
export const mendingKey = ({ id, version }: Pick<Incident, 'id' | 'version'>, remedy: string): string =>
  `mend/${id}/${version}/${remedy}`;
