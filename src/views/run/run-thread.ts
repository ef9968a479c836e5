import { hash } from '../../domain/ids.ts';
import type { RunEvent } from '../../domain/run/event.ts';
import type { Run } from '../../domain/run/run.ts';
import { context, type Message, plainMessage } from '../message.ts';
import { clockTime, duration, inert } from '../mrkdwn.ts';
import { outcomeWords } from './outcome-words.ts';

/** Whether an event is told as it happens, or so long afterwards that the reader must know. */
export type Timing = 'timely' | 'late';

/** One event of a run as a message in its thread. */
export function runThread(run: Run, event: RunEvent, timing: Timing = 'timely'): Message {
  const message = told(run, event);
  if (timing === 'timely') return message;
  const { text, blocks } = message;
  return { text, blocks: [...blocks, context(`:hourglass: happened at ${clockTime(event.at)}, told late`)] };
}

function told(run: Run, event: RunEvent): Message {
  switch (event.kind) {
    case 'effect':
      return plainMessage(`:gear: ${inert(event.text)}`);
    case 'note':
      return plainMessage(`:information_source: ${inert(event.text)}`);
    case 'question':
      return plainMessage(question(run, event));
    case 'end': {
      const words = outcomeWords(event.outcome);
      const next = words.next === undefined ? '' : `\n${words.next}`;
      const took = duration(event.at - run.acceptedAt);
      return plainMessage(
        `${words.icon} *${hash(run.number)} ${words.said}* after ${took}: ${words.why}${next}`,
      );
    }
  }
}

function question(run: Run, { text, evidence }: Extract<RunEvent, { kind: 'question' }>): string {
  const seen = evidence.map((line) => `• ${inert(line)}`).join('\n');
  const { number } = run;
  return [
    `:raised_hand: *${inert(text)}* Nothing more is done until somebody says.`,
    seen,
    `Look in the ECS console, then answer with \`/ops resume ${number} happened\`, \`/ops resume ${number} didnt\` or ` +
      `\`/ops resume ${number} abandon\`.`,
  ].join('\n');
}
