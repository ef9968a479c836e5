import type { EpochMs } from '../../domain/clock.ts';
import { hash } from '../../domain/ids.ts';
import type { Run } from '../../domain/run/run.ts';
import { targetName } from '../../domain/target/service.ts';
import { inert } from '../inert.ts';
import { type Message, plainMessage } from '../message.ts';
import { clockTime, dayTimeAgo } from '../mrkdwn.ts';
import { stateWords } from '../run/state-words.ts';

/** Runs, a line each, as they were at a moment. */
export function runsMessage(title: string, runs: readonly Run[], at: EpochMs): Message {
  const lines = runs.length > 0 ? runs.map(runLine) : ['None.'];
  return plainMessage([`*${inert(title)}* · as of ${clockTime(at)}`, ...lines].join('\n'));
}

function runLine(run: Run): string {
  const { icon, said } = stateWords(run);
  const { number, request } = run;
  return `${icon} *${hash(number)}* ${inert(request.operation)} ${targetName(request.target)} ${said} · ${when(run)}`;
}

function when({ state, acceptedAt }: Run): string {
  if (state.status === 'ended') return dayTimeAgo(state.at);
  return `since ${dayTimeAgo(state.status === 'parked' ? state.since : acceptedAt)}`;
}
