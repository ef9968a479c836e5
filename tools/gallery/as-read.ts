import type { Mrkdwn } from '../../sandbox/page/public/mrkdwn.js';
import { parseMrkdwn } from '../../sandbox/page/public/mrkdwn.js';
import type { ChatMessage } from '../../src/views/message.ts';
import { names } from './samples/values.ts';

type Block = ChatMessage['blocks'][number];

/** A line of a message as a person reads it: its text without markup, and the same as Markdown. */
export interface Line {
  readonly text: string;
  readonly markdown: string;
}

/** A button as a person sees it, with what it says and asks. */
export interface SeenButton {
  readonly label: string;
  readonly words: string;
  readonly asks?: string;
}

/** A message as a person sees it. A plan is one line, because Slack shows it folded; `unfolded` are its cards. */
export interface AsRead {
  readonly lines: readonly Line[];
  readonly unfolded: readonly Line[];
  readonly buttons: readonly SeenButton[];
}

/** A message as Slack shows it, dates in UTC. Throws on a block that no view makes. */
export function asRead({ blocks }: Pick<ChatMessage, 'blocks'>): AsRead {
  return {
    lines: blocks.flatMap(linesOf),
    unfolded: blocks.flatMap((block) =>
      block.type === 'plan' ? (block.tasks ?? []).flatMap(cardLines) : [],
    ),
    buttons: blocks.flatMap(buttonsOf),
  };
}

function linesOf(block: Block): Line[] {
  switch (block.type) {
    case 'section':
      return mrkdwnLines(block.text?.text ?? '');
    case 'context':
      return block.elements.flatMap((element) => ('text' in element ? mrkdwnLines(element.text) : []));
    case 'plan':
      return [{ text: block.title, markdown: `▸ ${escaped(block.title)}` }];
    case 'actions':
      return [];
    default:
      throw new Error(`The gallery doesn't know how Slack shows a ${block.type} block`);
  }
}

const MARK: Readonly<Record<string, string>> = { pending: '○', in_progress: '◐', complete: '✓', error: '✕' };

function cardLines(card: object): Line[] {
  const [title, status, details] = ['title', 'status', 'details'].map((key): unknown =>
    Reflect.get(card, key),
  );
  const more = textsIn(details).map((text) => `\u2003${text}`);
  return [`${MARK[String(status)] ?? '?'} ${String(title)}`, ...more].map((text) => ({
    text,
    markdown: escaped(text),
  }));
}

/** The texts of a rich_text block. */
function textsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== 'object' || value === null) return [];
  const text: unknown = Reflect.get(value, 'text');
  return typeof text === 'string' ? [text] : Object.values(value).flatMap(textsIn);
}

function buttonsOf(block: Block): SeenButton[] {
  if (block.type !== 'actions') return [];
  return block.elements.flatMap((element) => {
    if (element.type !== 'button') throw new Error(`No view has a ${element.type}`);
    const { confirm } = element;
    const asks = confirm && `${confirm.title?.text ?? ''} ${plainly(confirm.text?.text ?? '')}`.trim();
    return [{ label: element.text.text, words: element.value ?? '', ...(asks ? { asks } : {}) }];
  });
}

/** Mrkdwn without its marks. */
const plainly = (mrkdwn: string): string =>
  mrkdwnLines(mrkdwn)
    .map(({ text }) => text)
    .join('\n');

function mrkdwnLines(mrkdwn: string): Line[] {
  const lines: { text: string; markdown: string }[] = [{ text: '', markdown: '' }];
  for (const piece of parseMrkdwn(mrkdwn)) {
    if (piece.type === 'break') lines.push({ text: '', markdown: '' });
    const last = lines.at(-1);
    if (last) {
      const { text, markdown } = shown(piece);
      last.text += text;
      last.markdown += markdown;
    }
  }
  return lines;
}

function shown(piece: Mrkdwn): Line {
  switch (piece.type) {
    case 'text':
      return { text: piece.text, markdown: escaped(piece.text) };
    case 'code':
      return { text: piece.text, markdown: `\`${piece.text}\`` };
    case 'bold': {
      const inside = piece.children.map(shown);
      return {
        text: inside.map(({ text }) => text).join(''),
        markdown: `**${inside.map(({ markdown }) => markdown).join('')}**`,
      };
    }
    case 'user':
      return both(`@${names.get(piece.id) ?? piece.id}`);
    case 'channel':
      return both(`#${names.get(piece.id) ?? piece.id}`);
    case 'date':
      return both(piece.fallback);
    case 'break':
      return both('');
    default:
      throw new Error(`No view makes mrkdwn of the kind ${piece.type}`);
  }
}

const both = (text: string): Line => ({ text, markdown: escaped(text) });

const escaped = (text: string): string => text.replace(/[\\`*_[\]<>#|~]/g, (mark) => `\\${mark}`);
