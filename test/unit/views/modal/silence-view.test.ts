import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fieldsIn } from '../../../../sandbox/slack/fields/placed.ts';
import { checkModal } from '../../../../sandbox/slack/views/check-view.ts';
import { silenceChoices } from '../../../../src/domain/alarm/silence-choices.ts';
import { type ShownSilence, silenceView } from '../../../../src/views/modal/silence-view.ts';
import { NOW } from '../../../support/enriched-incident.ts';

const shown = (more: Partial<ShownSilence> = {}): ShownSilence => ({
  choices: silenceChoices(NOW, 'Europe/Berlin'),
  fields: {},
  metadata: { verb: 'silence', openedAt: NOW, channel: 'C0OPS' },
  ...more,
});

/** The view as strict Slack takes it. */
const taken = (more?: Partial<ShownSilence>) => {
  const verdict = checkModal(silenceView(shown(more)));
  if (!verdict.ok) throw new Error(`Slack refuses it: ${verdict.messages.join(' ')}`);
  return verdict.view;
};

/** The end that is chosen when it opens. */
const chosenEnd = (more?: Partial<ShownSilence>): string | undefined => {
  const until = fieldsIn(taken(more).blocks).find(({ blockId }) => blockId === 'field/until');
  return until?.element.type === 'static_select' ? until.element.initial_option?.value : undefined;
};

describe('the form of a silence as a modal', () => {
  it('asks what, until when and why; two hours unless something else was chosen', () => {
    expect(fieldsIn(taken().blocks).map(({ blockId }) => blockId)).toEqual([
      'target',
      'field/until',
      'field/other',
      'field/reason',
    ]);
    expect(chosenEnd()).toBe('2h');
    expect(chosenEnd({ fields: { until: '30m' } })).toBe('30m');
    expect(chosenEnd({ fields: { until: 'an end that was offered yesterday' } })).toBe('2h');
  });

  it('is taken by Slack, whatever was typed and whatever an alarm is called', () => {
    const text = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary', maxLength: 400 }),
      fc.constant('x'.repeat(5000)),
    );
    fc.assert(
      fc.property(text, text, text, text, (value, name, other, reason) => {
        taken({ target: { value, name, note: 'critical' }, fields: { other, reason } });
      }),
      { numRuns: 30 },
    );
  });
});
