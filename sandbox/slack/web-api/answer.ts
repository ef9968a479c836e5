/** The body of a Web API answer. */
export type Answer =
  | { ok: true; [key: string]: unknown }
  | {
      ok: false;
      error: string;
      response_metadata?: { messages: string[] };
      errors?: string[];
      /** With `missing_scope`: what the call needs, and what the token has. */
      needed?: string;
      provided?: string;
    };

/**
 * A refusal as Slack words it. `messages` are Slack's `[ERROR] …` lines; the same without the prefix are
 * repeated under `errors`, as the live API does.
 */
export const refuse = (error: string, messages: readonly string[] = []): Answer =>
  messages.length === 0
    ? { ok: false, error }
    : {
        ok: false,
        error,
        errors: messages.map((message) => message.replace(/^\[ERROR\] /, '')),
        response_metadata: { messages: [...messages] },
      };
