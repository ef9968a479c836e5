import type { Mrkdwn } from '../../../sandbox/page/public/mrkdwn.js';
import { parseMrkdwn } from '../../../sandbox/page/public/mrkdwn.js';

/** What a piece of markup does or looks like: nothing for text, line breaks and code. */
function lives(piece: Mrkdwn): string[] {
  switch (piece.type) {
    case 'text':
    case 'break':
    case 'code':
      return [];
    case 'bold':
    case 'italic':
    case 'strike':
    case 'quote':
      return [piece.type, ...piece.children.flatMap(lives)];
    case 'date':
      return [`date ${piece.at} ${piece.format}`];
    case 'link':
      return [`link ${piece.url}`];
    case 'pre':
      return ['pre'];
    case 'user':
    case 'channel':
    case 'broadcast':
      return [`${piece.type} ${piece.id}`];
  }
}

/** What lives in some mrkdwn, as the sandbox's page reads it: mentions, links, dates, emphasis, quotations. */
export const live = (mrkdwn: string): string[] => parseMrkdwn(mrkdwn).flatMap(lives);

/** Every mrkdwn of a message, wherever it stands; its own text is one, too. */
export function mrkdwnOf(message: { readonly text: string; readonly blocks: readonly unknown[] }): string[] {
  const found: string[] = [message.text];
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(walk);
    else if (typeof value === 'object' && value !== null) {
      const text: unknown = Reflect.get(value, 'text');
      if (Reflect.get(value, 'type') === 'mrkdwn' && typeof text === 'string') found.push(text);
      Object.values(value).forEach(walk);
    }
  };
  walk(message.blocks);
  return found;
}
