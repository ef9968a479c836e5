import { ruleFor } from '../../../src/domain/fault/fault-table.ts';
import { sayItInAChannel, unfitPlace, unwelcome } from '../../../src/views/reply/entrance.ts';
import { notAllowed } from '../../../src/views/reply/not-allowed.ts';
import {
  ambiguousTarget,
  badCommand,
  brokeBefore,
  notConfirmed,
  notOver,
  ownService,
  targetChanged,
  targetHeld,
  unknownRun,
  unknownTarget,
  unknownVerb,
  versionGone,
} from '../../../src/views/reply/refusal.ts';
import { statusUnknown } from '../../../src/views/reply/status.ts';
import {
  foreignAnswer,
  forgedClick,
  malformed,
  otherIncident,
  otherRun,
  wrongTime,
} from '../../../src/views/reply/strange.ts';
import { type Entry, type Outside, state } from '../entry.ts';
import { awsFaults } from './faults.ts';
import { denials } from './guard.ts';
import { freeze } from './holds.ts';
import { inStack, NUMBER, registry } from './values.ts';

const stacks = ['prod-us-east-1', 'staging-us-east-1', 'dev-us-east-1'];
const regions = ['us-west-2', 'eu-west-1', 'eu-central-1'];

/** What people read when nothing came of what they said. */
export const refusalEntries = (o: Outside): Entry[] => [
  {
    title: 'A verb that isn’t one',
    view: unknownVerb,
    seenBy: 'person',
    states: [
      state(
        'some are like it',
        unknownVerb(
          o('restat'),
          ['restart', 'status'],
          (verb) => `${verb} registry --reason "${o('memory leak')}"`,
        ),
      ),
      state('none is', unknownVerb(o('frobnicate'), [])),
    ],
  },
  {
    title: 'Words that can’t be read',
    view: badCommand,
    seenBy: 'person',
    states: [
      state('a quote stays open', badCommand('The quote " is never closed.')),
      state('a flag isn’t one', badCommand('`restart` has no `--now`. It has `--reason`, `--force`.')),
      state(
        'there is too much',
        badCommand(
          `"${o('memory leak')}" is too much: \`restart\` takes one target. Put text with spaces in quotes.`,
        ),
      ),
    ],
  },
  {
    title: 'A service that isn’t one',
    view: unknownTarget,
    seenBy: 'person',
    states: [
      state(
        'some are like it',
        unknownTarget(
          o('registy'),
          ['registry'],
          (target) => `restart ${target} --reason "${o('memory leak')}"`,
        ),
      ),
      state('none is', unknownTarget(o('payments'), [])),
    ],
  },
  {
    title: 'A service that several stacks have',
    view: ambiguousTarget,
    seenBy: 'person',
    states: [
      state(
        'up to five',
        ambiguousTarget(
          'restart',
          stacks.map(inStack),
          ({ stack, service }) => `restart ${stack}/${service} --force`,
        ),
      ),
      state(
        'more',
        ambiguousTarget('restart', [...stacks, ...regions.map((region) => `prod-${region}`)].map(inStack)),
      ),
    ],
  },
  {
    title: 'Another run holds the service',
    view: targetHeld,
    seenBy: 'person',
    states: [
      state('it isn’t over', targetHeld(registry, NUMBER, 'restart')),
      state('a freeze stops it too', targetHeld(registry, NUMBER, 'restart', [freeze(o)])),
    ],
  },
  {
    title: 'Policy says no',
    view: notAllowed,
    seenBy: 'person',
    states: [
      state('the person has none of the roles that may', notAllowed(denials.role)),
      state('it takes a group and a line in the file', notAllowed(denials.strong)),
      state('it isn’t said where yet', notAllowed(denials.somewhere)),
      state('no rule allows it', notAllowed(denials.rule)),
      state('Slack doesn’t say who is in a group', notAllowed(denials.unknown)),
      state('the bot changes nothing', notAllowed(denials.readOnly)),
      state('it is another workspace', notAllowed(denials.foreign)),
    ],
  },
  {
    title: 'Somebody who isn’t talked to',
    view: unwelcome,
    seenBy: 'person',
    states: [
      state('another workspace', unwelcome('foreign-team')),
      state('a guest', unwelcome('guest')),
      state('a bot', unwelcome('bot')),
      state('a deactivated account', unwelcome('gone')),
      state('people from outside read here', unwelcome('shared-channel')),
      state('Slack doesn’t say who it is', unwelcome('person-unknown')),
      state('Slack doesn’t say where it is', unwelcome('place-unknown')),
    ],
  },
  {
    title: 'A place where nothing is started',
    view: unfitPlace,
    seenBy: 'person',
    states: [
      state('the bot isn’t in the channel', unfitPlace('not-a-member')),
      state('direct messages of others', unfitPlace('private-talk')),
      state('an archived channel', unfitPlace('archived')),
    ],
  },
  {
    title: 'The App Home, from which nothing is started',
    view: sayItInAChannel,
    seenBy: 'person',
    states: [state('a button there would start a run', sayItInAChannel)],
  },
  {
    title: 'A run that isn’t there',
    view: unknownRun,
    seenBy: 'person',
    states: [state('no run has that number', unknownRun(NUMBER))],
  },
  {
    title: '`retry` of a run that isn’t over',
    view: notOver,
    seenBy: 'person',
    states: [state('it is under way', notOver(NUMBER))],
  },
  {
    title: '`retry` of a run that can’t be started again',
    view: versionGone,
    seenBy: 'person',
    states: [state('the configuration has changed', versionGone(NUMBER, 'restart'))],
  },
  {
    title: '`retry` of a run whose target is something else by now',
    view: targetChanged,
    seenBy: 'person',
    states: [state('its name means another service', targetChanged(NUMBER, 'restart', registry))],
  },
  {
    title: 'An operation on Wheelhouse itself',
    view: ownService,
    seenBy: 'person',
    states: [state('the configuration or ECS says so', ownService(registry))],
  },
  {
    title: 'Redis gives no answer',
    view: notConfirmed,
    seenBy: 'person',
    states: [state('after 1.5 s', notConfirmed)],
  },
  {
    title: 'A request from another time',
    view: wrongTime,
    seenBy: 'person',
    states: [state('somebody replays it, or a clock is wrong', wrongTime)],
  },
  {
    title: 'A request that Slack wouldn’t make',
    view: malformed,
    seenBy: 'person',
    states: [state('an id is a list, or missing', malformed)],
  },
  {
    title: 'A button that nobody made',
    view: forgedClick,
    seenBy: 'person',
    states: [state('its words aren’t those of its action', forgedClick)],
  },
  {
    title: 'A button of another run',
    view: otherRun,
    seenBy: 'person',
    states: [state('it is on the message of a run, and means another', otherRun)],
  },
  {
    title: 'A button of another alarm',
    view: otherIncident,
    seenBy: 'person',
    states: [state('it is on the message of an alarm, and means another', otherIncident)],
  },
  {
    title: 'An answer that should go elsewhere',
    view: foreignAnswer,
    seenBy: 'person',
    states: [state('its address isn’t Slack’s', foreignAnswer)],
  },
  {
    title: 'Something broke',
    view: brokeBefore,
    seenBy: 'person',
    states: [state('Redis is away, or the program is wrong', brokeBefore)],
  },
  {
    title: '`status` that can’t be read',
    view: statusUnknown,
    seenBy: 'person',
    states: awsFaults(o).map((fault) => {
      const { code, sentence } = ruleFor(fault);
      return state(code, statusUnknown(registry, sentence));
    }),
  },
];
