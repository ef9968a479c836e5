import type { Incident, Mending } from './incident.ts';

/** The run by which a remedy was begun for the very state that an incident is in; undefined: it wasn't. */
export const mendedBefore = ({ mendings, version }: Incident, remedy: string): Mending | undefined =>
  mendings.find((one) => one.remedy === remedy && one.version === version);
