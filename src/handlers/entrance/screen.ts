import type { AllMiddlewareArgs, AnyMiddlewareArgs, App } from '@slack/bolt';
import { saidBy, strangeness } from '../../domain/request/slack-request.ts';
import type { Message } from '../../views/message.ts';
import { answerView } from '../../views/modal/answer-view.ts';
import { foreignAnswer, forgedClick, malformed, wrongTime } from '../../views/reply/strange.ts';
import { noteRefusal } from '../audit/note-refusal.ts';
import type { ListenerParts } from '../parts.ts';
import { isAnsweredToSlack } from './answer-address.ts';
import { isTimely } from './timely.ts';

/** Why a whole request is turned away, whoever sent it. */
type Why = 'wrong-time' | 'malformed' | 'forged-click' | 'foreign-answer';

const SAID: Readonly<Record<Why, Message>> = {
  'wrong-time': wrongTime,
  malformed,
  'forged-click': forgedClick,
  'foreign-answer': foreignAnswer,
};

/**
 * Looks at every request before any listener does. What is signed is Slack's, unless the secret has leaked: so what comes
 * from another time, hasn't the form of Slack's, wasn't made by a button of ours, or wants its answer sent elsewhere is
 * turned away, in the audit, and answered as far as it can be.
 */
export function screenRequests(app: App, parts: ListenerParts, slackApiUrl: string): void {
  app.use(async (args) => {
    const why = whyNot(parts, args, slackApiUrl);
    if (why === undefined) return args.next();
    const { team, user, channel, words } = saidBy(args.body);
    parts.log.warn({ team, user, why }, 'a request was turned away');
    noteRefusal(parts, {
      actor: { kind: 'slack', team, user },
      channel,
      asked: words === undefined ? {} : { words },
      why,
      said: SAID[why],
    });
    await answer(args, SAID[why], why);
  });
}

type Args = AnyMiddlewareArgs & AllMiddlewareArgs;

function whyNot(parts: ListenerParts, { body, context }: Args, slackApiUrl: string): Why | undefined {
  if (!isTimely(parts, context['requestTime'])) return 'wrong-time';
  const strange = strangeness(body) ?? (isOfItsType(body, context['contentType']) ? undefined : 'malformed');
  return strange ?? (isAnsweredToSlack(body, slackApiUrl) ? undefined : 'foreign-answer');
}

/** Slack sends events as JSON and all else as a form (Slack: Events API, interactivity). Over Socket Mode there is no type. */
function isOfItsType(body: Args['body'], contentType: unknown): boolean {
  if (typeof contentType !== 'string') return true;
  return 'event' in body === contentType.startsWith('application/json');
}

/** Tells the person where Slack shows it; never at an address that isn't Slack's. */
async function answer(args: Args, message: Message, why: Why): Promise<void> {
  if ('command' in args) return args.ack({ response_type: 'ephemeral', ...message });
  if ('options' in args) return args.ack({ options: [] });
  if ('view' in args)
    return args.body.type === 'view_submission'
      ? args.ack({ response_action: 'update', view: answerView(message) })
      : args.ack();
  if ('shortcut' in args || 'action' in args) {
    await args.ack();
    const isHeard = 'response_url' in args.body && why !== 'foreign-answer';
    if (isHeard) await args.respond({ response_type: 'ephemeral', replace_original: false, ...message });
  }
}
