import type { EpochMs } from '../clock.ts';
import type { Place } from '../guard/place.ts';
import { coversPlace } from '../guard/policy.ts';
import type { OperationSpec } from '../operation/operation.ts';
import type { WindowStop } from './stop.ts';
import { standsAt } from './stretch.ts';
import type { Window } from './window.ts';

/** As much of an operation as it takes to say whether a gate stops it. */
export type Gated = Pick<OperationSpec, 'permission' | 'freezable'>;

/** What helps in trouble without bringing other code: on-call people need it at night most of all. */
const REMEDIES: readonly Gated['permission'][] = ['restart', 'rollback', 'scale'];

/** Whether it brings something new: a freeze stops it, and it is no remedy. */
export const bringsNewThings = ({ permission, freezable }: Gated): boolean =>
  freezable === 'stopped-by-freeze' && !REMEDIES.includes(permission);

const isStoppedBy = ({ stops }: Pick<Window, 'stops'>, spec: Gated): boolean =>
  stops === 'new-things' ? bringsNewThings(spec) : stops.some((one) => one === spec.permission);

/** The windows that stand at a moment, each until when. */
export const windowsNow = (windows: readonly Window[], now: EpochMs): readonly WindowStop[] =>
  windows.flatMap((window) => {
    const stretch = standsAt(window, now);
    const { name, reason } = window;
    return stretch ? [{ kind: 'window', name, reason, until: stretch.until }] : [];
  });

/** Whether a window is over a place. What the configuration doesn't know any more every window is over. */
const isOver = ({ where }: Pick<Window, 'where'>, place: Place): boolean =>
  place.kind === 'elsewhere' || coversPlace(where, place);

/** The windows over a place that stand at a moment. */
export const windowsOver = (windows: readonly Window[], place: Place, now: EpochMs): readonly WindowStop[] =>
  windowsNow(
    windows.filter((window) => isOver(window, place)),
    now,
  );

/** The windows that stop an operation in a place at a moment, each until when. Pure: no pass is asked for. */
export const windowsThatStop = (
  windows: readonly Window[],
  spec: Gated,
  place: Place,
  now: EpochMs,
): readonly WindowStop[] =>
  windowsOver(
    windows.filter((window) => isStoppedBy(window, spec)),
    place,
    now,
  );
