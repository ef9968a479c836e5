import type { Unfit, Unwelcome } from '../../domain/people/entrance.ts';
import type { Message } from '../message.ts';
import { plainMessage } from '../message.ts';

const REFUSALS: Readonly<Record<Unwelcome, string>> = {
  'foreign-team': ":no_entry: I only serve the people of this bot's own workspace. Nothing was started.",
  bot: ':no_entry: I answer people, not bots. Nothing was started.',
  guest:
    ':no_entry: I only serve full members of this workspace, and Slack says that you are a guest. Nothing was started. ' +
    'Ask somebody who is on call here.',
  gone: ':no_entry: Slack says that this account is deactivated. Nothing was started.',
  'shared-channel':
    ':no_entry: This channel is shared with another organisation, or somebody outside is invited to it, and what I ' +
    'say is for this workspace only. Nothing was started. Ask me in a channel of your own, or in a direct message.',
  'person-unknown':
    ":warning: I can't check who you are just now: Slack doesn't answer me. Nothing was started. Try again in a moment.",
  'place-unknown':
    ":warning: I can't check who can read here just now: Slack doesn't answer me. Nothing was started. Try again in a " +
    'moment.',
};

/** Somebody isn't talked to, and why. */
export const unwelcome = (why: Unwelcome): Message => plainMessage(REFUSALS[why]);

const UNFIT: Readonly<Record<Unfit, string>> = {
  'not-a-member':
    ":wave: I'm not in this channel, so I couldn't tell you here how it goes. Nothing was started. Invite me with " +
    '`/invite @wheelhouse` and say it again, or say it in a channel that I am in. I still answer ' +
    'questions here, to you alone.',
  'private-talk':
    ":wave: I'm not part of this conversation, so I couldn't tell you here how it goes. Nothing was started. Say it in a " +
    'channel that I am in, or in a direct message to me. I still answer questions here, to you alone.',
  archived:
    ":file_cabinet: This channel is archived, so I couldn't tell you here how it goes. Nothing was started. Say it in " +
    'another channel. I still answer questions here.',
};

/** Nothing is started in this conversation, and what to do about it. */
export const unfitPlace = (why: Unfit): Message => plainMessage(UNFIT[why]);

/** Words of the App Home that would start a run: a run reports in a channel. */
export const sayItInAChannel: Message = plainMessage(
  ":wave: A run reports in a channel, and the Home tab isn't one. Nothing was started. Say it in a channel that I am in.",
);
