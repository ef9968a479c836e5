import { asRead } from './as-read.ts';
import type { State } from './entry.ts';
import { escaped, type Line } from './line.ts';

/** A state as Markdown, under its own heading. */
export const shown = (state: State): string =>
  [`### ${state.when}`, ...partsOf(state), ''].flatMap((part, i) => (i === 0 ? [part, ''] : [part])).join('\n');

function partsOf(state: State): string[] {
  switch (state.kind) {
    case 'message': {
      const { message } = state;
      const file = message.file ? ['', `Beside it: the file \`${message.file.name}\`.`] : [];
      return [...quoted(asRead(message).lines), ...unfolded(message), ...below(message), ...file];
    }
    case 'home':
      return [...quoted(collapsed(state.view.blocks)), ...below(state.view)];
    case 'modal': {
      const { title, submit, close } = state.view;
      const buttons = [close, submit].flatMap((text) => (text === undefined ? [] : [text.text]));
      return quoted([
        bold([title.text]),
        ...asRead({ blocks: known(state.view) }, state.errors).lines,
        bold(buttons.map((label) => `[${label}]`)),
      ]);
    }
  }
}
