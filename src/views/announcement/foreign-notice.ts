import type { AnnouncedOf } from '../../domain/announcement/announcement.ts';
import { inert, short, shortVisible, visibleLines } from '../inert.ts';
import { type Message, plainMessage } from '../message.ts';

const SUBJECT = 120;
/** Lines of it that are shown, and how long each may be: a phone must not be filled by what is no alarm. */
const LINES = 4;
const LINE = 160;

/** Something that is no alarm came the way of alarms: shown as it is, and nothing more; at most 7 lines. */
export function foreignNoticeMessage({
  notice: { subject, text },
  more,
}: AnnouncedOf<'foreign-notice'>): Message {
  const lines = visibleLines(text)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const isCut = lines.length > LINES || lines.some((line) => shortVisible(line, LINE) !== line);
  const about = subject === undefined ? '' : `: ${short(subject, SUBJECT)}`;
  return plainMessage(
    [
      `:envelope: *Not an alarm, but it came like one*${about}`,
      ...(lines.length === 0
        ? ['It says nothing.']
        : lines.slice(0, LINES).map((line) => short(line, LINE) || inert('…'))),
      ...(isCut ? ['… this is its beginning.'] : []),
      ...(more === undefined
        ? []
        : [`_${more} more came before it and ${more === 1 ? "isn't" : "aren't"} shown._`]),
    ].join('\n'),
  );
}
