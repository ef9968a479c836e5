import type { WebApiMethod } from '../method.ts';
import { appsConnectionsOpen } from './apps-connections-open.ts';
import { authTest } from './auth-test.ts';
import { chatGetPermalink } from './chat-get-permalink.ts';
import { chatPostEphemeral } from './chat-post-ephemeral.ts';
import { chatPostMessage } from './chat-post-message.ts';
import { chatUpdate } from './chat-update.ts';
import { conversationsHistory } from './conversations-history.ts';
import { conversationsInfo } from './conversations-info.ts';
import { conversationsMembers } from './conversations-members.ts';
import { conversationsOpen } from './conversations-open.ts';
import { conversationsReplies } from './conversations-replies.ts';
import { filesCompleteUploadExternal } from './files-complete-upload-external.ts';
import { filesGetUploadUrlExternal } from './files-get-upload-url-external.ts';
import { reactionsAdd, reactionsRemove } from './reactions.ts';
import { usergroupsList } from './usergroups-list.ts';
import { usergroupsUsersList } from './usergroups-users-list.ts';
import { usersInfo } from './users-info.ts';
import { usersList } from './users-list.ts';
import { viewsOpen } from './views-open.ts';
import { viewsPublish } from './views-publish.ts';
import { viewsPush } from './views-push.ts';
import { viewsUpdate } from './views-update.ts';

/** Every Web API method the sandbox knows, by name. */
export const METHODS: ReadonlyMap<string, WebApiMethod> = new Map(
  [
    appsConnectionsOpen,
    authTest,
    chatGetPermalink,
    chatPostMessage,
    chatUpdate,
    chatPostEphemeral,
    conversationsInfo,
    conversationsMembers,
    conversationsHistory,
    conversationsReplies,
    conversationsOpen,
    filesGetUploadUrlExternal,
    filesCompleteUploadExternal,
    reactionsAdd,
    reactionsRemove,
    usergroupsList,
    usergroupsUsersList,
    usersInfo,
    usersList,
    viewsOpen,
    viewsPush,
    viewsUpdate,
    viewsPublish,
  ].map((method) => [method.name, method]),
);
