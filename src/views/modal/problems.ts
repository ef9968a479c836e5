import type { DurationMs } from '../../domain/clock.ts';
import { hash, type RunNumber } from '../../domain/ids.ts';
import { type ResolvedService, targetName } from '../../domain/target/service.ts';
import { shortVisible } from '../inert.ts';
import type { Message } from '../message.ts';
import { duration } from '../mrkdwn.ts';

/** Errors stand under a block as plain text, without markup (Slack: response_action `errors`). */
export const unmarked = ({ text }: Message): string =>
  text
    .replace(/^(:[a-z_]+:\s*)+/, '')
    .replaceAll(/[*`]/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

/** Another run is at work there. */
export const heldHere = (target: ResolvedService, by: RunNumber, operation: string): string =>
  `${hash(by)} (${operation}) holds ${targetName(target)}. Nothing was started: submit this again when it is over.`;

/** A name that was known when the form was opened, or never. */
export const unknownHere = (words: string): string =>
  `I don't know the service ${shortVisible(words, 80)}. Nothing was started: choose another.`;

/** An alarm, a stack or a service that was there when the form was opened, or never. */
export const nothingToSilence = (words: string): string =>
  `There is no ${shortVisible(words, 80)} to silence. Nothing was silenced: choose another.`;

/** An end that is further away than a silence may last. */
export const silenceTooLongHere = (most: DurationMs): string =>
  `A silence lasts ${duration(most)} at most, so that nobody forgets it. Say an earlier end.`;

/** The choice of an operation was handed in without one. */
export const nothingChosen = 'Choose one.';

/** A form that asks for a channel was handed in without one. */
export const noChannelChosen = 'Choose a channel that I am in.';

/** The store gave no answer; the form stays as it is. */
export const unconfirmedForm = (channel: string): string =>
  `:warning: Not confirmed: my store gave no answer in time. If it was stored, its message appears in <#${channel}> within ` +
  '30 seconds; if none appears, submit this again. However often you submit it, it is started once.';

/** A run's form asks for other things than it did when it was opened. */
export const changedForm =
  ':warning: This form has changed since you opened it. Nothing was started: look it over and submit it again.';
