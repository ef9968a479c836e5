import { expect, it } from 'vitest';
import { suggestionForms } from '../../../bench/measures/suggestion-forms.ts';

const payloadOf = (form: string | undefined): unknown =>
  JSON.parse(new URLSearchParams(form).get('payload') ?? 'null');

it('a recorded request is sent again with other things typed, each by the next of the people', () => {
  const recorded = {
    type: 'block_suggestion',
    team: { id: 'T0TEAM' },
    user: { id: 'U0FIRST', name: 'first', username: 'first', team_id: 'T0TEAM' },
    action_id: 'suggest/service',
    value: 's',
    view: { id: 'V1', state: { values: {} } },
  };
  const body = new URLSearchParams({ payload: JSON.stringify(recorded) }).toString();
  const forms = suggestionForms(body, ['U0ONE', 'U0TWO'], ['sv', 'scv', 'svc']);
  expect(forms.map(payloadOf)).toEqual(
    [
      ['U0ONE', 'sv'],
      ['U0TWO', 'scv'],
      ['U0ONE', 'svc'],
    ].map(([id = '', value]) => ({
      ...recorded,
      user: { id, name: id.toLowerCase(), username: id.toLowerCase(), team_id: 'T0TEAM' },
      value,
    })),
  );
  expect(() => suggestionForms('payload=%7B%7D', ['U0ONE'], ['s'])).toThrow('block_suggestion');
});
