import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { fieldsIn } from '../../../../sandbox/slack/fields/placed.ts';
import { checkModal, type Modal } from '../../../../sandbox/slack/views/check-view.ts';
import { formOf } from '../../../../src/domain/forms/form.ts';
import { RunNumber } from '../../../../src/domain/ids.ts';
import { answerView } from '../../../../src/views/modal/answer-view.ts';
import { choiceView } from '../../../../src/views/modal/choice-view.ts';
import { formView } from '../../../../src/views/modal/form-view.ts';
import { suggestionOptions } from '../../../../src/views/modal/option.ts';
import { accepted } from '../../../../src/views/reply/accepted.ts';
import { ambiguousTarget } from '../../../../src/views/reply/refusal.ts';
import { registry } from '../../../support/values.ts';
import { operationWith, probe } from '../../domain/forms/operations.ts';

/** The view as strict Slack takes it. */
const taken = (view: unknown): Modal => {
  const verdict = checkModal(view);
  if (!verdict.ok) throw new Error(`Slack refuses it: ${verdict.messages.join(' ')}`);
  return verdict.view;
};

const blockTypes = (view: Modal) => view.blocks.map((block) => [block.type, block.block_id]);

const anyText = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.constantFrom('', ' ', '\u0000', '\u202E', '1e9', '-0', '9'.repeat(400), 'x'.repeat(5000), '<!channel>'),
);

describe("an operation's form as a modal", () => {
  it('asks for the target first, then for each field, and says where the run is told', () => {
    const view = taken(formView({ form: formOf(probe), input: {}, place: { channel: 'C0OPS' } }));
    expect(blockTypes(view)).toEqual([
      ['section', undefined],
      ['input', 'target'],
      ...formOf(probe).fields.map(({ name }) => ['input', `field/${name}`]),
      ['context', undefined],
    ]);
  });

  it('asks where the run is told, where nobody knows', () => {
    const view = taken(formView({ form: formOf(probe), input: {}, place: {} }));
    expect(fieldsIn(view.blocks).at(-1)).toMatchObject({
      blockId: 'place',
      element: { type: 'conversations_select', default_to_current_conversation: true },
    });
  });

  it('says what must be known first', () => {
    const form = formOf(probe);
    const [first] = taken(formView({ form, input: {}, place: {}, notice: 'Not confirmed.' })).blocks;
    expect(first).toMatchObject({ type: 'section', text: { text: 'Not confirmed.' } });
  });

  it('is taken by Slack whatever was typed, and whatever an operation calls its things', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom(...Object.keys(probe.input.shape)), anyText),
        fc.record({ value: anyText, name: anyText, note: anyText.map((note) => note.slice(0, 20)) }),
        fc
          .string({ minLength: 1, maxLength: 3000, unit: 'grapheme-ascii' })
          .filter((text) => text.trim() !== ''),
        (input, target, label) => {
          const wordy = operationWith(
            probe.input.extend({ more: z.string().meta({ label, description: label }) }),
            { name: label, summary: label },
          );
          taken(formView({ form: formOf(wordy), target, input, place: { channel: 'C0OPS', thread: '1.2' } }));
        },
      ),
    );
  });
});

describe('the choice of an operation', () => {
  const operations = Array.from({ length: 120 }, (_, i) => ({
    name: `operation-${i}`,
    summary: 'do something that takes many words to say, more than fit in an option of a menu of Slack',
  }));

  it('offers as many as Slack takes, and chooses the only one or the likely one', () => {
    const chosen = (view: Modal) => {
      const [field] = fieldsIn(view.blocks);
      return field?.element.type === 'static_select' ? field.element.initial_option?.value : 'nothing asked';
    };
    expect(chosen(taken(choiceView(operations, {})))).toBeUndefined();
    expect(chosen(taken(choiceView(operations, {}, 'operation-7')))).toBe('operation-7');
    expect(chosen(taken(choiceView(operations, {}, 'gone')))).toBeUndefined();
    expect(chosen(taken(choiceView(operations.slice(0, 1), { channel: 'C0OPS' })))).toBe('operation-0');
  });
});

describe('what else is shown in modals', () => {
  it('an answer has no buttons, because a modal has no channel to answer in', () => {
    const choices = ambiguousTarget('restart', [registry]);
    expect(choices.blocks.map(({ type }) => type)).toContain('actions');
    expect(taken(answerView(choices)).blocks.map(({ type }) => type)).not.toContain('actions');
    expect(taken(answerView(accepted(RunNumber.parse(7), 'restart', registry))).submit).toBeUndefined();
  });

  it('a suggestion keeps what sets it apart, however long its name is', () => {
    const name = `${'very-'.repeat(20)}long/name`;
    const [option] = suggestionOptions([{ value: name, name, note: 'production' }]);
    expect(option?.text.text).toMatch(/^very-.*… \(production\)$/);
    expect(option?.text.text.length).toBeLessThanOrEqual(75);
    expect(option?.value).toBe(name);
    expect(suggestionOptions([{ value: 'x'.repeat(151), name: 'x', note: '' }])).toEqual([]);
  });
});
