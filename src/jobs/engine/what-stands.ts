import { outputOf } from '../../domain/run/journal.ts';
import type { Session } from './session.ts';

/** Whether an effect of the run has happened, be it only a preparation. */
export const hasDoneSomething = ({ journal }: Pick<Session, 'journal'>): boolean =>
  journal.some((entry) => entry.kind === 'intent' && outputOf(journal, entry.step) !== undefined);

/** What a run that ends here has changed, for the person. */
export const whatStands = (session: Pick<Session, 'journal'>): string =>
  hasDoneSomething(session) ? 'What was done before stands.' : 'Nothing was changed.';
