import { randomUUID } from 'node:crypto';
import { refuse } from '../web-api/answer.ts';
import type { HttpAnswer } from '../web-api/http.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Origin } from './origin.ts';
import { showReply } from './origin.ts';
import { readReply } from './reply.ts';

/** A response URL works 5 times within 30 minutes. docs.slack.dev/interactivity/handling-user-interaction */
const RESPONSE_URL = { uses: 5, lifeMs: 30 * 60_000 } as const;

/** The response URLs handed out with commands and interactions. */
export interface ResponseUrls {
  /** The last part of a fresh URL whose replies go to this origin. */
  issue(origin: Origin): string;
  /** Takes a POST to that URL. 404 when unknown, used up (`used_url`) or too old (`expired_url`). */
  take(id: string, contentType: string | undefined, body: string): HttpAnswer;
}

/** No response URLs yet, for this workspace on this clock. */
export const responseUrls = (workspace: Workspace, now: () => number): ResponseUrls => {
  const issued = new Map<string, { origin: Origin; at: number; uses: number }>();
  return {
    issue: (origin) => {
      const id = randomUUID();
      issued.set(id, { origin, at: now(), uses: 0 });
      return id;
    },
    take: (id, contentType, body) => {
      const url = issued.get(id);
      if (url === undefined) return { status: 404, body: refuse('no_such_url') };
      if (now() - url.at > RESPONSE_URL.lifeMs) return { status: 404, body: refuse('expired_url') };
      if (url.uses >= RESPONSE_URL.uses) return { status: 404, body: refuse('used_url') };
      const reply = readReply(contentType, body, workspace.files);
      if (reply.kind === 'invalid') return { status: 400, body: refuse(reply.error, reply.messages) };
      if (reply.kind === 'nothing') return { status: 400, body: refuse('no_text') };
      url.uses += 1;
      showReply(workspace, url.origin, reply);
      return { status: 200, body: { ok: true } };
    },
  };
};
