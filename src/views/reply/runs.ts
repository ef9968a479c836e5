import type { EpochMs } from '../../domain/clock.ts';
import { hash } from '../../domain/ids.ts';
import type { Run } from '../../domain/run/run.ts';
import { targetName } from '../../domain/target/service.ts';
import { type Message, plainMessage } from '../message.ts';
import { duration, inert } from '../mrkdwn.ts';
import { outcomeWords } from '../run/outcome-words.ts';

/** Runs, a line each. */
export function runsMessage(title: string, runs: readonly Run[], at: EpochMs): Message {
  const lines = runs.map((run) => runLine(run, at));
  return plainMessage([`*${title}*`, ...(lines.length > 0 ? lines : ['None.'])].join('\n'));
}

function runLine(run: Run, at: EpochMs): string {
  const { state, request } = run;
  const name = `*${hash(run.number)}* ${inert(request.operation)} ${targetName(request.target)}`;
  const age = `${duration(at - run.acceptedAt)} ago`;
  switch (state.status) {
    case 'ended': {
      const { icon, said } = outcomeWords(state.outcome);
      return `${icon} ${name} ${said} after ${duration(state.at - run.acceptedAt)} · ${age}`;
    }
    case 'parked':
      return `:raised_hand: ${name} needs an answer · ${age}`;
    case 'queued':
    case 'running':
    case 'waiting':
      return `:large_blue_circle: ${name} ${inert(run.remark ?? state.status)} · ${age}`;
  }
}
