import { z } from 'zod';
import { fieldBlock, PLACE_BLOCK, TARGET_BLOCK } from '../../../src/domain/forms/blocks.ts';
import { formOf } from '../../../src/domain/forms/form.ts';
import { readForm } from '../../../src/domain/forms/read-form.ts';
import type { RawInput } from '../../../src/domain/forms/read-input.ts';
import { serviceSuggestion } from '../../../src/domain/forms/suggest/service-suggestions.ts';
import type { OperationSpec } from '../../../src/domain/operation/operation.ts';
import { targetName } from '../../../src/domain/target/service.ts';
import { formView, type ShownForm } from '../../../src/views/modal/form-view.ts';
import type { Modal } from '../../../src/views/modal/modal.ts';
import {
  changedForm,
  heldHere,
  noChannelChosen,
  unconfirmedForm,
  unknownHere,
  unmarked,
} from '../../../src/views/modal/problems.ts';
import { unfitPlace, unwelcome } from '../../../src/views/reply/entrance.ts';
import { type Entry, modal, type Outside, type State } from '../entry.ts';
import { NUMBER, OPS, operation, registry } from './values.ts';

const here = { place: { channel: OPS } };
const chosen = { ...here, target: serviceSuggestion(registry) };

/** A restart's form, empty unless told. */
const form = (more: Partial<ShownForm> = {}, spec: OperationSpec = operation): Modal =>
  formView({ form: formOf(spec), input: {}, place: {}, ...more });

/** No operation asks for all of this; each kind of field is here once. */
const everyKind: OperationSpec = {
  ...operation,
  name: 'sample',
  summary: 'show a field of every kind',
  input: z.object({
    tag: z
      .string()
      .regex(/^[a-z0-9.]+$/, 'Letters, digits and points only.')
      .max(40)
      .meta({ label: 'Image tag', description: 'such as 1.2.3' }),
    notes: z.string().min(10).max(1000).meta({ label: 'Notes', description: 'for those who read it later' }),
    tasks: z.coerce.number().int().min(0).max(50).default(2).meta({ label: 'Tasks', description: '' }),
    speed: z.enum(['slow', 'fast']).default('slow').meta({ label: 'Speed', description: '' }),
    dryRun: z.boolean().default(true).meta({ label: 'Only look', description: '' }),
    like: z.string().optional().meta({ label: 'Like', description: '', suggest: 'stack' }),
  }),
};

/** What was typed there, all of it wrong, and the errors as the form is read. */
function allWrong(o: Outside): State {
  const input: RawInput = { tag: o('v1 2'), notes: 'short', tasks: '70', speed: 'slow', dryRun: false };
  const answers = Object.entries(input).flatMap(([name, value]) =>
    typeof value === 'string' ? [[fieldBlock(name), [value]] as const] : [],
  );
  const read = readForm(everyKind, new Map(answers));
  const errors = read.kind === 'wrong' ? read.errors : {};
  return modal(
    'it was handed in, and everything in it is wrong',
    form({ ...here, input }, everyKind),
    errors,
  );
}

const forms = (o: Outside): State[] => [
  modal('`/ops restart` in a channel', form(here)),
  modal(
    'its words said something already',
    form({ ...chosen, input: { reason: o('memory leak'), force: true } }),
  ),
  modal('from the Home, where there is no channel', form()),
  modal('a field of every kind, in an operation made up for this page', form(here, everyKind)),
  modal('nothing is filled in', form(here), { [TARGET_BLOCK]: 'Choose one.' }),
  allWrong(o),
];

/** An operation's form, and what it says of what is wrong. */
export const formEntries = (o: Outside): Entry[] => [
  { title: 'An operation’s form', view: formView, seenBy: 'opener', states: forms(o) },
  {
    title: 'A form: another run holds the service',
    view: heldHere,
    seenBy: 'opener',
    states: [
      modal('it isn’t over', form(chosen), { [TARGET_BLOCK]: heldHere(registry, NUMBER, operation.name) }),
    ],
  },
  {
    title: 'A form: the service isn’t known any more',
    view: unknownHere,
    seenBy: 'opener',
    states: [
      modal('the configuration has changed', form(here), {
        [TARGET_BLOCK]: unknownHere(o('prod-us-east-1/payments')),
      }),
    ],
  },
  {
    title: 'A form: no channel is chosen',
    view: noChannelChosen,
    seenBy: 'opener',
    states: [modal('it asks for one', form({ ...chosen, place: {} }), { [PLACE_BLOCK]: noChannelChosen })],
  },
  {
    title: 'A form: nothing can be started in that channel',
    view: unmarked,
    seenBy: 'opener',
    states: [
      modal('the bot isn’t in the channel that was chosen', form({ ...chosen, place: {} }), {
        [PLACE_BLOCK]: unmarked(unfitPlace('not-a-member')),
      }),
      modal('people from outside read in the channel that was chosen', form({ ...chosen, place: {} }), {
        [PLACE_BLOCK]: unmarked(unwelcome('shared-channel')),
      }),
      modal('Slack doesn’t say who reads there', form(chosen), {
        [TARGET_BLOCK]: unmarked(unwelcome('place-unknown')),
      }),
    ],
  },
  {
    title: 'A form: Redis gives no answer',
    view: unconfirmedForm,
    seenBy: 'opener',
    states: [
      modal(
        'after 1.5 s; all that was typed stays',
        form({ ...chosen, input: { reason: o('memory leak') }, notice: unconfirmedForm(OPS) }),
      ),
    ],
  },
  {
    title: 'A form that has changed since it was opened',
    view: changedForm,
    seenBy: 'opener',
    states: [
      modal(
        `${targetName(registry)} was chosen, and Wheelhouse was replaced meanwhile`,
        form({ ...chosen, notice: changedForm }),
      ),
    ],
  },
];
