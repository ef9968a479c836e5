import { z } from 'zod';
import { interactionForm } from '../../sandbox/slack/delivery/interaction.ts';
import type { SlackSandbox } from '../../sandbox/slack/sandbox.ts';
import { CHANNEL } from '../world/config.ts';

const Payload = z.looseObject({
  type: z.literal('block_suggestion'),
  user: z.looseObject({ id: z.string() }),
});

/**
 * Has a person open the form of a restart in the sandbox and type in its menu, so that there is a request as Slack
 * sends it and an answer that Slack can show. Answers the request's body.
 */
export async function recordSuggestion(slack: SlackSandbox, user: string): Promise<string> {
  await slack.command({ user, channel: CHANNEL, text: 'restart' });
  const suggestion = await slack.suggest({ user, in: 'modal', actionId: 'suggest/service', typed: 's' });
  if (suggestion.kind !== 'offered') {
    const why = suggestion.kind === 'failed' ? suggestion.why : 'nothing is asked for';
    throw new Error(`the menu of services suggests nothing to ${user}: ${why}`);
  }
  return suggestion.delivery.request.body;
}

/** The same request with other things typed, each by the next of the people. */
export function suggestionForms(
  recorded: string,
  users: readonly string[],
  values: readonly string[],
): string[] {
  const payload = Payload.parse(JSON.parse(new URLSearchParams(recorded).get('payload') ?? 'null'));
  return values.map((value, n) => {
    const id = users[n % users.length] ?? payload.user.id;
    const name = id.toLowerCase();
    return interactionForm({ ...payload, user: { ...payload.user, id, name, username: name }, value });
  });
}
