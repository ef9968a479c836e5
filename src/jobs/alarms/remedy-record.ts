import { Record as RemedyRecord } from '../../domain/alarm/facts.ts';

/**
 * How remedies did, of the hash that the script writes (scripts/write-incidents.ts): `tried/REMEDY`, `helped/REMEDY`
 * and `took/REMEDY`, the last being the sum of the milliseconds. Throws on anything else.
 */
export function readRemedies(hash: Readonly<Record<string, string>>): ReadonlyMap<string, RemedyRecord> {
  const count = (field: string): number => Number(hash[field] ?? 0);
  const remedies = Object.keys(hash).flatMap((field) => /^tried\/(.*)$/s.exec(field)?.[1] ?? []);
  return new Map(
    remedies.map((remedy) => {
      const helped = count(`helped/${remedy}`);
      const took = helped > 0 ? { took: Math.round(count(`took/${remedy}`) / helped) } : {};
      return [remedy, RemedyRecord.parse({ tried: count(`tried/${remedy}`), helped, ...took })];
    }),
  );
}
