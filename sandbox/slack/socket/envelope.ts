import { z } from 'zod';
import type { OutgoingRequest } from '../delivery/deliver.ts';
import { parseJson } from '../web-api/arguments.ts';

/** The path of Socket Mode connections. */
export const LINK_PATH = '/link/';

/** What goes over a Socket Mode connection to the app. https://docs.slack.dev/apis/events-api/using-socket-mode */
export interface Envelope {
  envelope_id: string;
  type: 'slash_commands' | 'interactive' | 'events_api';
  payload: unknown;
  /** Whether the acknowledgement may carry an answer. */
  accepts_response_payload: boolean;
  /** Of events only. */
  retry_attempt?: number;
  retry_reason?: string;
}

/**
 * The envelope of what would be an HTTP request: the payload is the same, the headers' retry is said in fields.
 * Envelopes aren't signed: the connection is the app's own.
 */
export const envelopeOf = (id: string, { headers, body }: OutgoingRequest): Envelope => {
  if (headers['content-type']?.startsWith('application/json') === true) {
    return {
      envelope_id: id,
      type: 'events_api',
      payload: parseJson(body),
      accepts_response_payload: false,
      retry_attempt: Number(headers['x-slack-retry-num'] ?? 0),
      retry_reason: headers['x-slack-retry-reason'] ?? '',
    };
  }
  const form = new URLSearchParams(body);
  const interaction = form.get('payload');
  const common = { envelope_id: id, accepts_response_payload: true };
  return interaction === null
    ? { ...common, type: 'slash_commands', payload: Object.fromEntries(form) }
    : { ...common, type: 'interactive', payload: parseJson(interaction) };
};

const acknowledgement = z.object({ envelope_id: z.string(), payload: z.unknown().optional() });

/** An acknowledgement of the app: which envelope, and the answer as JSON text ('' where there is none). */
export interface Acknowledgement {
  envelopeId: string;
  answer: string;
}

/** Reads what the app sent; undefined when it isn't an acknowledgement. */
export const readAcknowledgement = (frame: string): Acknowledgement | undefined => {
  const parsed = acknowledgement.safeParse(parseJson(frame));
  if (!parsed.success) return undefined;
  const { envelope_id: envelopeId, payload } = parsed.data;
  const empty = typeof payload === 'object' && payload !== null && Object.keys(payload).length === 0;
  return {
    envelopeId,
    answer: payload === undefined || payload === null || empty ? '' : JSON.stringify(payload),
  };
};
