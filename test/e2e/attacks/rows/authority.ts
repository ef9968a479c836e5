import { OPERATOR, registry, TEAM } from '../../../support/values.ts';
import { ELSEWHERE, STRANGER } from '../../../support/wheelhouse.ts';
import type { Attack, Theme } from '../attack.ts';
import { FREEZER, RETRIER, SELF, STAGE, STAGER } from '../battlefield.ts';

const PROD = registry.stack;

/** Somebody asks by words for what isn't theirs to do. */
const asks = (
  name: string,
  user: string,
  words: string,
  answer: RegExp,
  audited = 'not-in-role',
): Attack => ({
  name,
  send: ({ command }) => command(words, user),
  told: { status: 200, answer },
  leaves: { audited },
});

const attacks: readonly Attack[] = [
  asks('a stranger who starts something', STRANGER, `restart ${PROD}/registry`, /may not `restart`/),
  asks('a stranger who reads the audit', STRANGER, 'audit --since 7d', /may not|Nobody may/),
  asks(
    'what no rule grants to anybody',
    OPERATOR,
    `rollback ${PROD}/registry`,
    /Nobody may `rollback`/,
    'no-rule',
  ),
  asks('a restart in another environment', STAGER, `restart ${PROD}/registry`, /may not `restart`/),
  asks('a deploy in another environment', STAGER, `deploy ${PROD}/registry`, /may not `deploy`/),
  asks(
    'a scaling to nothing in another environment',
    STAGER,
    `scale ${PROD}/registry 0 --force`,
    /may not `scale`/,
  ),
  asks('a retry of another environment’s run', STAGER, 'retry 1', /may not `retry`/),
  asks('a retry of what one may not start', RETRIER, 'retry 1', /may not `restart`/),
  asks('a cancel of another environment’s run', STAGER, 'cancel 3', /may not `cancel`/),
  asks('an answer to another environment’s run', STAGER, 'resume 3 happened', /may not `resume`/),
  asks('a cancel by who may only retry', RETRIER, 'cancel 3', /may not `cancel`/),
  asks('a freeze of everything by who may freeze somewhere', STAGER, 'freeze all --reason x', /everywhere/),
  asks('a freeze of another environment', STAGER, 'freeze production --reason x', /may not `freeze`/),
  asks('a freeze of another stack', FREEZER, `freeze ${PROD} --reason x`, /may not `freeze`/),
  asks('an unfreeze by who may only freeze', FREEZER, `unfreeze ${STAGE}`, /may not `unfreeze`/),
  asks('an unfreeze of everything by who may unfreeze somewhere', STAGER, 'unfreeze all', /everywhere/),
  asks('an unlock in another environment', STAGER, `unlock ${PROD}/registry`, /may not `unlock`/),
  asks('a lock in another environment', STAGER, `lock ${PROD}/auth --reason x`, /may not `lock`/),
  asks('a restart of what is frozen', STAGER, `restart ${STAGE}/registry`, /is frozen/, 'stopped'),
  asks('a deploy of what is locked', OPERATOR, `deploy ${PROD}/registry`, /is locked/, 'stopped'),
  asks('a second run beside one that goes on', OPERATOR, `restart ${PROD}/auth`, /#3/, 'held'),
  asks(
    'a restart of Wheelhouse itself',
    OPERATOR,
    `restart ${PROD}/${SELF}`,
    /I don't operate on myself/,
    'own-service',
  ),
  asks(
    'a deploy of Wheelhouse itself',
    OPERATOR,
    `deploy ${PROD}/${SELF} --force`,
    /I don't operate on myself/,
    'own-service',
  ),
  asks(
    'a scaling of Wheelhouse itself to nothing',
    OPERATOR,
    `scale ${PROD}/${SELF} 0 --force`,
    /I don't operate on myself/,
    'own-service',
  ),
  asks('a retry of a run that isn’t over', OPERATOR, 'retry 3', /isn't over/, 'not-over'),
  {
    name: 'a freeze from where the bot isn’t',
    send: ({ command }) => command('freeze production --reason x', OPERATOR, { channel_id: ELSEWHERE }),
    told: { status: 200, answer: /invite/i },
    leaves: { audited: 'place' },
  },
  {
    name: 'a restart from the Home, where no channel hears of it',
    send: ({ payload, commandForm, acting }) => {
      acting.add(OPERATOR);
      return commandForm().then(({ trigger_id: trigger }) =>
        payload({
          type: 'block_actions',
          user: { id: OPERATOR, team_id: TEAM },
          team: { id: TEAM },
          api_app_id: 'A0SANDBOX',
          trigger_id: trigger,
          container: { type: 'view', view_id: 'V1' },
          actions: [
            {
              type: 'button',
              action_id: 'home/restart/0',
              action_ts: '1.1',
              value: `restart ${PROD}/registry`,
            },
          ],
        }),
      );
    },
    told: { status: 200, modal: /channel/, to: OPERATOR },
    leaves: { audited: 'place' },
  },
  {
    name: 'a stranger’s shortcut',
    send: ({ interaction }) => interaction({ type: 'shortcut', callback_id: 'ops_run' }, STRANGER),
    told: { status: 200, modal: /may not|Nobody may/, to: STRANGER },
    leaves: { audited: 'not-in-role' },
  },
];

/** People who ask for what isn't theirs to do. */
export const authority: Theme = { theme: 'Authority', attacks };
