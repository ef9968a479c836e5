import { type Message, plainMessage } from '../message.ts';

/** A request whose time is too far off: a replay, or a clock that is wrong. */
export const wrongTime: Message = plainMessage(
  ":no_entry: This request carries a time that is too far from mine. Nothing was started. If it happens again, the clock of Wheelhouse's machine may be wrong.",
);

/** A request that isn't as Slack makes them. */
export const malformed: Message = plainMessage(
  ":no_entry: I can't read this request: it isn't as Slack makes them. Nothing was started. Say it again, or type `/ops help`.",
);

/** A click on what no button of ours says. */
export const forgedClick: Message = plainMessage(
  ":no_entry: This isn't a button that I made. Nothing was started. Type what you want instead; `/ops help` lists it.",
);

/** A click on a run's message that means another run. */
export const otherRun: Message = plainMessage(
  ":no_entry: This button means another run than the message that it is on. Nothing was started. Look at that run's own message.",
);

/** A click on an alarm's message that means another alarm. */
export const otherIncident: Message = plainMessage(
  ":no_entry: This button means another alarm than the message that it is on. Nothing was changed. Look at that alarm's own message.",
);

/** A request that wants its answer sent to somebody else. */
export const foreignAnswer: Message = plainMessage(
  ":no_entry: This request wants its answer sent somewhere that isn't Slack. Nothing was started.",
);
