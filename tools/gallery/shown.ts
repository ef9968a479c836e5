import type { KnownBlock } from '@slack/types';
import { asRead } from './as-read.ts';
import type { State } from './entry.ts';
import { escaped, type Line } from './line.ts';

/** A state as Markdown, under its own heading. */
export const shown = (state: State): string => [`### ${state.when}`, '', ...partsOf(state), ''].join('\n');

function partsOf(state: State): string[] {
  switch (state.kind) {
    case 'message': {
      const { message } = state;
      const { lines, unfolded } = asRead(message);
      const cards = unfolded.map(({ markdown }) => `> - ${markdown.trim()}`);
      const file = message.file ? ['', `Beside it: the file \`${message.file.name}\`.`] : [];
      return [quoted(lines), ...(cards.length > 0 ? ['>', ...cards] : []), ...below(message.blocks), ...file];
    }
    case 'home':
      return [quoted(alikeFolded(state.view.blocks)), ...below(state.view.blocks)];
    case 'modal': {
      const { title, submit, close, blocks } = state.view;
      const buttons = [close, submit].flatMap((text) => (text === undefined ? [] : [text.text]));
      const lines = [heading(title.text), ...asRead({ blocks }, state.errors).lines, row(buttons)];
      return [quoted(lines)];
    }
  }
}

/** A long text isn't worth reading here. */
const LONG = 600;
const inPart = (markdown: string): string =>
  markdown.length <= LONG
    ? markdown
    : `${markdown.slice(0, LONG / 3)} (and ${markdown.length - LONG / 3} characters more)`;

const quoted = (lines: readonly Line[]): string =>
  lines.map(({ markdown }) => `> ${inPart(markdown)}`).join('\\\n');

const heading = (text: string): Line => ({ text, markdown: `**${escaped(text)}**` });

/** Buttons side by side. */
const row = (labels: readonly string[]): Line => ({
  text: labels.map((label) => `[${label}]`).join(' '),
  markdown: labels.map((label) => `**[${escaped(label)}]**`).join(' '),
});

/** What a click does, a line each; of buttons that differ in a run's number only, the first. */
function below(blocks: KnownBlock[]): string[] {
  const buttons = asRead({ blocks }).buttons;
  const lines = firstAlike(buttons, ({ label, words }) => `${label} ${words}`).map(
    ({ label, words, does, asks }) =>
      `- **[${label}]** ${does === 'form' ? 'opens the form for' : 'says'} \`${words}\`${
        asks === undefined ? '' : `, and asks first: “${asks}”`
      }`,
  );
  return lines.length > 0 ? ['', ...lines] : [];
}

const unnumbered = (text: string): string => text.replace(/\d+/g, '0');

function firstAlike<T>(all: readonly T[], textOf: (one: T) => string): T[] {
  const seen = new Set<string>();
  return all.filter((one) => {
    const text = unnumbered(textOf(one));
    return !seen.has(text) && seen.add(text);
  });
}

/** A Home's lines with its buttons in their places, and of parts that differ in numbers only the first. */
function alikeFolded(blocks: readonly KnownBlock[]): Line[] {
  const parts = [...partsOfHome(blocks), []];
  const lines: Line[] = [];
  let alike = 0;
  for (const [i, part] of parts.entries()) {
    if (i > 0 && shape(part) === shape(parts[i - 1] ?? [])) {
      alike += 1;
      continue;
    }
    if (alike > 0) lines.push({ text: '', markdown: `*(and ${alike} more like it)*` });
    alike = 0;
    lines.push(...part);
  }
  return lines;
}

const shape = (part: readonly Line[]): string => unnumbered(part.map(({ text }) => text).join('\n'));

/** A section begins a part, and what follows it belongs to it. */
function partsOfHome(blocks: readonly KnownBlock[]): Line[][] {
  const parts: Line[][] = [];
  for (const block of blocks) {
    const { lines, buttons } = asRead({ blocks: [block] });
    const own = buttons.length > 0 ? [row(buttons.map(({ label }) => label))] : lines;
    if (block.type === 'section' || block.type === 'header' || parts.length === 0) parts.push([...own]);
    else parts.at(-1)?.push(...own);
  }
  return parts;
}
