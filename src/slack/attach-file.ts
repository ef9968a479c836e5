import { logFault } from '../domain/fault/log-fault.ts';
import { chatFault } from '../domain/fault/outside-faults.ts';
import type { ChatFault } from '../domain/ports/chat.ts';
import type { Log } from '../domain/ports/log.ts';
import type { ChatMessage } from '../views/message.ts';
import type { Chat, Place } from './chat.ts';

/** A file that belongs beside a message which is there already. */
export interface Beside {
  readonly place: Place;
  /** The message's id. */
  readonly ts: string;
  readonly file: NonNullable<ChatMessage['file']>;
}

/**
 * Attaches a file to a thread. Where Slack doesn't take it, the message says so instead, and the log says why: that is
 * no fault. Files have no mark to be found by: where the process ends between the upload and the note that it was made,
 * or the answer gets lost, it is attached twice. Its name carries run and event, so that people see that it is the same.
 */
export async function attachFile(
  { chat, log }: { readonly chat: Chat; readonly log: Log },
  { place, ts, file }: Beside,
): Promise<ChatFault | undefined> {
  const attached = await chat.attach(place, file);
  if (attached.ok) return undefined;
  if (attached.fault.kind !== 'refused') return attached.fault;
  const fault = chatFault('files.completeUploadExternal', attached.fault);
  logFault(log, fault, { channel: place.channel, file: file.name }, 'a file was not attached');
  const edited = await chat.edit(place.channel, ts, file.refused);
  return edited.ok || edited.fault.kind === 'refused' ? undefined : edited.fault;
}
