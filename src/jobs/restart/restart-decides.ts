import type { Decided } from '../../domain/approval/change.ts';
import type { Before } from '../rollout/check-service.ts';
import { revisionName } from '../rollout/names.ts';
import type { Code } from './same-code.ts';

/** What a restart is decided on: whether it surely runs the same code again, and which. */
export function restartDecides({ taskDefinition }: Before, { same, pinned, byDigest }: Code): Decided {
  const code = same?.digest ?? byDigest;
  return {
    change: code === undefined ? 'restart-unproven' : 'restart',
    rows: [
      { label: 'Revision', after: revisionName(taskDefinition) },
      ...(code === undefined ? [] : [{ label: 'Image', after: code }]),
      ...(pinned === undefined ? [] : [{ label: 'Pinned', after: pinned.image }]),
    ],
  };
}
