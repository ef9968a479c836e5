import type { DurationMs } from '../domain/clock.ts';
import type { ChatFault } from '../domain/ports/chat.ts';

/** What became of telling a story: all is told, or why not yet. */
export type Telling =
  | { readonly kind: 'told' }
  | { readonly kind: 'later'; readonly after: DurationMs }
  | { readonly kind: 'failed'; readonly fault: Exclude<ChatFault, { kind: 'limited' }> };

/** What is in the way of a story, as what became of telling it. */
export function telling(fault: ChatFault | undefined): Telling {
  if (!fault) return { kind: 'told' };
  return fault.kind === 'limited' ? { kind: 'later', after: fault.after } : { kind: 'failed', fault };
}
