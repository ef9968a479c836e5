import { byId } from './dom.js';

/**
 * @typedef {{ outcome?: string, ms?: number, status?: number | null, error?: string }} Told
 */

/**
 * Asks the sandbox to do something.
 * @param {string} path
 * @param {object} body
 * @returns {Promise<any>} its answer, or `{ error }` with a reason
 */
export const post = async (path, body) => {
  try {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) });
    return await response.json();
  } catch {
    return { error: 'The sandbox does not answer: is it still running?' };
  }
};

/** @type {Record<string, (told: Told) => string>} */
const SENTENCES = {
  acked: ({ ms }) => `Acknowledged in ${ms} ms`,
  heard: () => 'Sent; the bot was told of it',
  unheard: () => 'Sent; the bot hears only what mentions it, where it is a member',
  done: () => 'Done',
  kept: () => 'Not sent: something is missing or wrong',
  'invalid-ack': () => 'The bot answered something Slack can not show',
  refused: ({ status }) => `The bot refused: HTTP ${status}`,
  timeout: () => 'The bot did not answer in time',
  unreachable: () => 'The bot can not be reached',
};

const FINE = ['acked', 'heard', 'unheard', 'done'];

/** @param {Told} told */
export const isFine = ({ error, outcome }) => error === undefined && FINE.includes(outcome ?? '');

/** @param {Told} told */
export const sentence = (told) => told.error ?? SENTENCES[told.outcome ?? '']?.(told) ?? '';

/**
 * Says below the composer what came of it.
 * @param {Told} told
 */
export const tell = (told) => {
  const sent = byId('sent', HTMLElement);
  sent.textContent = sentence(told);
  sent.classList.toggle('failed', !isFine(told));
};

/**
 * Does something and says what came of it.
 * @param {string} path
 * @param {object} body
 */
export const act = async (path, body) => tell(await post(path, body));
