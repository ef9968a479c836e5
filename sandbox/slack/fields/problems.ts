import { isNumber } from '../blocks/inputs.ts';
import { LIMITS } from '../blocks/limits.ts';
import type { InputElement, ViewBlock } from '../blocks/view-blocks.ts';
import type { StateValues } from './state-value.ts';
import { plainValue } from './state-value.ts';

const textProblem = (
  {
    min_length: min = 0,
    max_length: max = LIMITS.textInput.max,
  }: Extract<InputElement, { type: 'plain_text_input' }>,
  text: string,
): string | undefined => {
  if (text.length < min) return `Please enter at least ${min} characters.`;
  return text.length > max ? `Please enter at most ${max} characters.` : undefined;
};

const numberProblem = (
  {
    is_decimal_allowed: decimals,
    min_value: min,
    max_value: max,
  }: Extract<InputElement, { type: 'number_input' }>,
  text: string,
): string | undefined => {
  if (!isNumber(text, decimals ? 'with-decimals' : 'whole')) {
    return decimals ? 'Please enter a number.' : 'Please enter a whole number.';
  }
  if (min !== undefined && Number(text) < Number(min)) return `Please enter a number not below ${min}.`;
  if (max !== undefined && Number(text) > Number(max)) return `Please enter a number not above ${max}.`;
  return undefined;
};

/**
 * What Slack's client itself refuses before it sends a submission, by block_id: an input block without `optional`
 * that is empty, a text too short or too long, a number that is none or out of range. The pages of input-block,
 * plain-text-input-element and number-input-element say that the person gets an error; its words are ours.
 */
export const problemsOf = (blocks: readonly ViewBlock[], values: StateValues): Record<string, string> => {
  const problems: Record<string, string> = {};
  for (const block of blocks) {
    if (block.type !== 'input') continue;
    const { block_id: blockId = '', element, optional } = block;
    const value = values[blockId]?.[element.action_id ?? ''];
    const text = value && plainValue(value);
    let problem: string | undefined;
    if (text === undefined) problem = optional ? undefined : 'Please complete this required field.';
    else if (element.type === 'plain_text_input') problem = textProblem(element, text);
    else if (element.type === 'number_input') problem = numberProblem(element, text);
    if (problem !== undefined) problems[blockId] = problem;
  }
  return problems;
};
