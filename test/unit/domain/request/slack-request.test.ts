import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { saidBy, strangeness } from '../../../../src/domain/request/slack-request.ts';
import { buttonRow, type WordsButton } from '../../../../src/views/button.ts';

const click = (action: object, more: object = {}) => ({
  type: 'block_actions',
  user: { id: 'U1', team_id: 'T1' },
  team: { id: 'T1' },
  trigger_id: '1.2.3',
  container: { type: 'message', message_ts: '1.1' },
  api_app_id: 'A1',
  actions: [action],
  ...more,
});

const does = fc.constantFrom('say', 'share', 'form', 'home');

describe('a click on a button of ours', () => {
  it('is never strange, whatever its words are', () => {
    fc.assert(
      fc.property(does, fc.string({ unit: 'binary', minLength: 1, maxLength: 200 }), (kind, words) => {
        const button: WordsButton = { label: 'x', words, does: kind };
        const [row] = buttonRow([button]);
        const [element] = row?.type === 'actions' ? row.elements : [];
        const container = { type: kind === 'home' ? 'view' : 'message' };
        fc.pre(element !== undefined && 'action_id' in element && (element.action_id?.length ?? 0) <= 255);
        expect(strangeness(click({ ...element }, { container }))).toBeUndefined();
      }),
    );
  });

  it.each([
    ['names another verb than its words', { action_id: 'say/cancel/0', value: 'restart registry' }, {}],
    ['has no words', { action_id: 'say/cancel/0' }, {}],
    ['is of the Home, and in a channel', { action_id: 'home/runs/0', value: 'runs' }, {}],
    [
      'is on a message by another app',
      { action_id: 'say/runs/0', value: 'runs' },
      { message: { app_id: 'A2' } },
    ],
  ])('is forged where it %s', (_what, action, more) => {
    expect(strangeness(click(action, more))).toBe('forged-click');
  });

  it('isn’t judged by its words where it is no button of ours', () => {
    expect(
      strangeness(click({ action_id: 'suggest/service' }, { container: { type: 'view' } })),
    ).toBeUndefined();
  });
});

describe('what isn’t as Slack makes it', () => {
  it.each([
    ['nothing', undefined],
    ['a text', 'restart'],
    ['a list', []],
    ['a command of a list of people', { command: '/ops', user_id: ['U1', 'U2'], team_id: 'T1' }],
    ['a click of nobody', click({ action_id: 'say/runs/0', value: 'runs' }, { user: null })],
    ['a click on a list of words', click({ action_id: 'say/runs/0', value: ['runs'] })],
    ['an event without a workspace', { type: 'event_callback', event: { type: 'app_mention' } }],
    ['a kind that there isn’t', { type: 'dialog_submission', user: { id: 'U1' } }],
  ])('%s is malformed', (_what, body) => {
    expect(strangeness(body)).toBe('malformed');
  });

  it('is told of all the same: who, where and what, as far as it can be read', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (body) => {
        const { team, user } = saidBy(body);
        expect([typeof team, typeof user]).toEqual(['string', 'string']);
      }),
    );
    expect(saidBy({ user_id: ['U1'], team_id: 'T1', text: 'restart' })).toEqual({
      team: 'T1',
      user: 'unknown',
      channel: undefined,
      words: 'restart',
    });
  });
});
