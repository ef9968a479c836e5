import type { EpochMs } from '../../domain/clock.ts';
import { hash } from '../../domain/ids.ts';
import type { Run } from '../../domain/run/run.ts';
import { targetName } from '../../domain/target/service.ts';
import { inert } from '../inert.ts';
import { type Message, plainMessage } from '../message.ts';
import { clockTime, dayTimeAgo, duration } from '../mrkdwn.ts';
import { outcomeWords } from '../run/outcome-words.ts';
import { doing } from '../run/run-root.ts';

/** Runs, a line each, as they were at a moment. */
export function runsMessage(title: string, runs: readonly Run[], at: EpochMs): Message {
  const lines = runs.length > 0 ? runs.map(runLine) : ['None.'];
  return plainMessage([`*${inert(title)}* · as of ${clockTime(at)}`, ...lines].join('\n'));
}

function runLine(run: Run): string {
  const { state, request } = run;
  const name = `*${hash(run.number)}* ${inert(request.operation)} ${targetName(request.target)}`;
  const since = `since ${dayTimeAgo(run.acceptedAt)}`;
  switch (state.status) {
    case 'ended': {
      const { icon, said } = outcomeWords(state.outcome);
      return `${icon} ${name} ${said} after ${duration(state.at - run.acceptedAt)} · ${dayTimeAgo(state.at)}`;
    }
    case 'parked':
      return `:raised_hand: ${name} needs an answer · since ${dayTimeAgo(state.since)}`;
    case 'queued':
      return `:white_circle: ${name} begins as soon as a worker is free · ${since}`;
    case 'running':
    case 'waiting':
      return `:large_blue_circle: ${name} ${doing(run)} · ${since}`;
  }
}
