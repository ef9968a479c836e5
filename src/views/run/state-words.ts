import type { Run } from '../../domain/run/run.ts';
import { lackingWords } from '../approval/decided-words.ts';
import { short } from '../inert.ts';
import { outcomeWords, tookWords } from './outcome-words.ts';

/** The first line must not become an essay on a phone, which shows about 44 characters in a row. */
const STATE = 70;

/** A run's state in a few words, with the icon that stands before it: the same words wherever a run is told. */
export function stateWords(run: Run): { readonly icon: string; readonly said: string } {
  const { state } = run;
  switch (state.status) {
    case 'queued':
      return {
        icon: ':white_circle:',
        said: `${run.step === undefined ? 'begins' : 'goes on'} as soon as a worker is free`,
      };
    case 'running':
    case 'waiting': {
      if (run.question?.approval)
        return { icon: ':ballot_box_with_check:', said: lackingWords(run.question.approval) };
      if (run.question) return { icon: ':raised_hand:', said: 'needs an answer' };
      const isFailing = (run.progress?.failed ?? 0) > 0;
      return { icon: isFailing ? ':warning:' : ':large_blue_circle:', said: doing(run) };
    }
    case 'parked':
      return { icon: ':raised_hand:', said: 'needs an answer' };
    case 'ended': {
      const { icon, said } = outcomeWords(state.outcome);
      return { icon, said: `${said}${tookWords(state.outcome, state.at - run.acceptedAt)}` };
    }
  }
}

/** A remark's first sentence, and what comes after it. */
const REMARK = /^(.*?)\.?(?:(?<=\.)\s+(.*))?$/su;

/** What it is doing or waiting for, in a few words. */
const doing = (run: Run): string => short(REMARK.exec(run.remark ?? '')?.[1] ?? '', STATE) || 'under way';

/** What a remark says after its first sentence, cut to a length; '' where that is nothing. */
export const restOfRemark = (remark: string | undefined, most: number): string =>
  short(REMARK.exec(remark ?? '')?.[2] ?? '', most);
