import type { Decided } from '../../domain/approval/change.ts';
import { revisionName } from '../rollout/names.ts';
import type { Found } from './check-rolling.ts';
import type { GoBack } from './go-back.ts';

/**
 * What a rollback is decided on: the deployment that is taken back, or the image that is brought back. To what ended well
 * last is one thing, to what a person named another, unless that is the same.
 */
export function rollbackDecides(
  said: string | undefined,
  { rolling, wanted }: Found,
  back: GoBack | undefined,
): Decided {
  return {
    change: said === undefined || back?.endedWellLast !== undefined ? 'rollback' : 'rollback-to',
    rows: [
      ...(rolling === undefined
        ? []
        : [
            { label: 'Taken back', after: `${revisionName(rolling.taskDefinition)} (${rolling.deployment})` },
          ]),
      ...imageRow(back?.digest ?? wanted?.digest),
      ...(back === undefined ? [] : [{ label: 'Settings of', after: revisionName(back.copyOf) }]),
    ],
  };
}

const imageRow = (digest: string | undefined) =>
  digest === undefined ? [] : [{ label: 'Image', after: digest }];
