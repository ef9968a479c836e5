import type { Token } from '../../domain/grammar/tokenize.ts';
import { type Place, placeOfScope } from '../../domain/guard/place.ts';
import type { Where } from '../../domain/guard/policy.ts';
import { nearest } from '../../domain/target/nearest.ts';
import type { Gate } from '../../domain/window/gate.ts';
import type { Window } from '../../domain/window/window.ts';
import type { Message } from '../../views/message.ts';
import { noCriticalAlarms, unknownWindow } from '../../views/reply/passes.ts';
import type { HandlerParts } from '../parts.ts';

type Parts = Pick<HandlerParts, 'gates' | 'catalog'>;

/** Which kind of gate words name: `window weekend`, `alarms prod-us-east-1`; undefined: they name a freeze. */
export function gateKind([first, second]: readonly Token[]): Gate['kind'] | undefined {
  if (first?.kind !== 'word' || second === undefined) return undefined;
  const said = first.text.toLowerCase();
  return said === 'window' || said === 'alarms' ? said : undefined;
}

/** The gate that a name means, and where one must be allowed to lift it; or what the person is told instead. */
export type WhichGate =
  | {
      readonly kind: 'gate';
      readonly gate: Gate;
      readonly places: readonly Place[];
      /** Present where it is one. */
      readonly window?: Window;
    }
  | { readonly kind: 'unknown'; readonly message: Message };

/** Finds a window, or the critical alarms of a stack, as the configuration has them. */
export function whichGate(parts: Parts, kind: Gate['kind'], words: string): WhichGate {
  const wanted = words.toLowerCase();
  return kind === 'window' ? whichWindow(parts, wanted) : whichAlarms(parts, wanted);
}

function whichWindow({ gates, catalog }: Parts, wanted: string): WhichGate {
  const window = gates.windows.find(({ name }) => name === wanted);
  if (!window) {
    const names = gates.windows.map(({ name }) => name);
    return { kind: 'unknown', message: unknownWindow(wanted, nearest(wanted, names), names) };
  }
  const gate = { kind: 'window', name: window.name } as const;
  return { kind: 'gate', gate, places: placesOf(catalog, window.where), window };
}

function whichAlarms({ gates, catalog }: Parts, wanted: string): WhichGate {
  const stacks = gates.criticalAlarms.map(({ name }) => name);
  const stack = stacks.find((name) => name === wanted);
  if (stack === undefined)
    return { kind: 'unknown', message: noCriticalAlarms(wanted, nearest(wanted, stacks)) };
  return {
    kind: 'gate',
    gate: { kind: 'alarms', stack },
    places: [placeOfScope(catalog, { kind: 'stack', stack })],
  };
}

/** Everything that a window is over: who lifts it lifts it everywhere. */
function placesOf(catalog: HandlerParts['catalog'], where: Where): readonly Place[] {
  if (where.kind === 'everywhere') return [{ kind: 'all' }];
  const stacks = catalog.services
    .filter(({ stack }) => where.stacks.includes(stack))
    .map(({ stack }) => stack);
  return [
    ...where.environments.map((environment) => ({ kind: 'environment', environment }) as const),
    ...[...new Set(stacks)].map((stack) => placeOfScope(catalog, { kind: 'stack', stack })),
  ];
}
