import type { Mrkdwn } from '../../sandbox/page/public/mrkdwn.js';
import { parseMrkdwn } from '../../sandbox/page/public/mrkdwn.js';
import type { ChatMessage } from '../../src/views/message.ts';
import { fieldLines } from './field-as-read.ts';
import { escaped, type Line, plainLine } from './line.ts';
import { names } from './samples/values.ts';

type Block = ChatMessage['blocks'][number];

/** A button as a person sees it, with what it says and asks. */
interface SeenButton {
  readonly label: string;
  readonly words: string;
  /** Its click says the words, or opens a form that they fill in. */
  readonly does: 'say' | 'form';
  readonly asks?: string;
}

/** Blocks as a person sees them. A plan is one line, because Slack shows it folded; `unfolded` are its cards, and what is no line: pictures. */
interface AsRead {
  readonly lines: readonly Line[];
  readonly unfolded: readonly Line[];
  readonly buttons: readonly SeenButton[];
}

/**
 * A message, a Home or a modal as Slack shows it, dates in UTC, `errors` under the fields that have them. Throws on a
 * block that no view makes.
 */
export function asRead(
  { blocks }: Pick<ChatMessage, 'blocks'>,
  errors: Readonly<Record<string, string>> = {},
): AsRead {
  return {
    lines: blocks.flatMap((block) => linesOf(block, errors)),
    unfolded: blocks.flatMap((block) =>
      block.type === 'plan'
        ? (block.tasks ?? []).flatMap(cardLines)
        : block.type === 'image'
          ? [plainLine(`Picture: ${block.alt_text}`)]
          : [],
    ),
    buttons: blocks.flatMap(buttonsOf),
  };
}

function linesOf(block: Block, errors: Readonly<Record<string, string>>): Line[] {
  switch (block.type) {
    case 'header':
      return [{ text: block.text.text, markdown: `**${escaped(block.text.text)}**` }];
    case 'section':
      return mrkdwnLines(block.text?.text ?? '');
    case 'context':
      return block.elements.flatMap((element) => ('text' in element ? mrkdwnLines(element.text) : []));
    case 'plan':
      return [{ text: block.title, markdown: `▸ ${escaped(block.title)}` }];
    case 'input':
      return fieldLines(block, errors[block.block_id ?? '']);
    case 'actions':
    case 'image':
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
  return [`${MARK[String(status)] ?? '?'} ${String(title)}`, ...more].map(plainLine);
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
    const does = element.action_id?.startsWith('form/') === true ? 'form' : 'say';
    return [{ label: element.text.text, words: element.value ?? '', does, ...(asks ? { asks } : {}) }];
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
      return plainLine(piece.text);
    case 'pre':
      return { text: piece.text.trim(), markdown: `\`${piece.text.trim().replaceAll('\n', ' ⏎ ')}\`` };
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
      return plainLine(`@${names.get(piece.id) ?? piece.id}`);
    case 'channel':
      return plainLine(`#${names.get(piece.id) ?? piece.id}`);
    case 'broadcast':
      // A user group; no view makes another one.
      return plainLine(`@${names.get(piece.id.replace(/^subteam\^/, '')) ?? piece.id}`);
    case 'date':
      return plainLine(piece.fallback);
    case 'break':
      return plainLine('');
    default:
      throw new Error(`No view makes mrkdwn of the kind ${piece.type}`);
  }
}
