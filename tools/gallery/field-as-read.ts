import type { InputBlock } from '@slack/types';
import { escaped, type Line, plainLine } from './line.ts';

/** What kind of field it is, what stands in it and what can be chosen. */
interface Holds {
  readonly kind: string;
  readonly value?: string | undefined;
  readonly choices?: readonly string[];
}

/** A field as a person sees it: its label, its kind, what stands in it, its hint and what is wrong with it. */
export function fieldLines({ label, hint, optional, element }: InputBlock, error?: string): Line[] {
  const { kind, value = 'empty', choices } = holds(element);
  // Slack writes "(optional)" behind the label by itself.
  const name = `${label.text}${optional === true ? ' (optional)' : ''}`;
  const field = `[${kind}] ${value}`;
  return [
    { text: `${name} ${field}`, markdown: `**${escaped(name)}** ${escaped(field)}` },
    ...(choices ?? []).map((choice) => plainLine(`\u2003○ ${choice}`)),
    ...(hint === undefined ? [] : [plainLine(`\u2003${hint.text}`)]),
    ...(error === undefined ? [] : [{ text: `✕ ${error}`, markdown: `✕ **${escaped(error)}**` }]),
  ];
}

function holds(element: InputBlock['element']): Holds {
  switch (element.type) {
    case 'plain_text_input':
      return {
        kind: element.multiline === true ? 'several lines' : 'text',
        value: element.initial_value?.replaceAll('\n', ' ⏎ '),
      };
    case 'number_input':
      return { kind: 'number', value: element.initial_value };
    case 'checkboxes': {
      const ticked = (element.initial_options ?? []).length > 0;
      return { kind: 'tick', value: ticked ? '☑ Yes' : '☐ Yes' };
    }
    case 'static_select': {
      const choices = (element.options ?? []).map(
        ({ text, description }) => `${text.text}${description ? `: ${description.text}` : ''}`,
      );
      return { kind: 'menu', value: chosen(element.initial_option), choices };
    }
    case 'external_select':
      return {
        kind: 'menu with search',
        value: chosen(element.initial_option) ?? `“${element.placeholder?.text ?? ''}”`,
      };
    case 'conversations_select':
      return { kind: 'menu of channels', value: 'the one that the person looks at, where there is one' };
    default:
      throw new Error(`No view has a ${element.type}`);
  }
}

const chosen = (option: { readonly text: { readonly text: string } } | undefined): string | undefined =>
  option?.text.text;
