import { type EpochMs, hours } from '../clock.ts';
import { momentOf, nextDay, wallTimeIn } from '../hold/wall-clock.ts';

/** An end of a silence that is chosen and not typed. */
export interface SilenceChoice {
  /** As `--until` takes it. */
  readonly until: string;
  /** What the person reads. */
  readonly label: string;
}

/** What most silences last: long enough to mend something, short enough to be looked at again today. */
export const USUAL_SILENCE = '2h';

/** When people are back at work. */
const MORNING = { hour: 9, minute: 0 } as const;

/**
 * The ends that are offered at a moment: lengths, and the mornings that come in the person's zone (IANA), each as the
 * moment it is now, so that it means the same when the form is handed in after midnight. Without a zone in UTC, and said.
 */
export function silenceChoices(now: EpochMs, zone?: string): readonly SilenceChoice[] {
  const own = zone ?? 'UTC';
  const today = { ...wallTimeIn(own, now), ...MORNING };
  const mornings = [
    ['Today', today],
    ['Tomorrow', nextDay(today)],
  ] as const;
  return [
    { until: '30m', label: '30 minutes' },
    { until: USUAL_SILENCE, label: '2 hours' },
    { until: '8h', label: '8 hours' },
    ...mornings.flatMap(([day, wall]): SilenceChoice[] => {
      const at = momentOf(own, wall);
      if (at === undefined || at < now + hours(1)) return [];
      const label = `${day} 9:00${zone === undefined ? ' UTC' : ''}`;
      return [{ until: `${new Date(at).toISOString().slice(0, 16)}Z`, label }];
    }),
  ];
}
