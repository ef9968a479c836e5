import type { WebApiMethod } from '../method.ts';
import { authTest } from './auth-test.ts';
import { chatPostEphemeral } from './chat-post-ephemeral.ts';
import { chatPostMessage } from './chat-post-message.ts';
import { chatUpdate } from './chat-update.ts';
import { conversationsHistory } from './conversations-history.ts';
import { conversationsInfo } from './conversations-info.ts';
import { conversationsOpen } from './conversations-open.ts';
import { conversationsReplies } from './conversations-replies.ts';
import { usersInfo } from './users-info.ts';

/** Every Web API method the sandbox knows, by name. */
export const METHODS: ReadonlyMap<string, WebApiMethod> = new Map(
  [
    authTest,
    chatPostMessage,
    chatUpdate,
    chatPostEphemeral,
    conversationsInfo,
    conversationsHistory,
    conversationsReplies,
    conversationsOpen,
    usersInfo,
  ].map((method) => [method.name, method]),
);
