import { badSlackFiles } from '../blocks/slack-files.ts';
import type { Home, Modal, ViewVerdict } from '../views/check-view.ts';
import type { TriggerSource } from '../views/triggers.ts';
import { viewJson } from '../views/view-json.ts';
import type { Shown } from '../views/views.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Answer } from './answer.ts';
import { refuse } from './answer.ts';
import { structured } from './arguments.ts';
import type { Checked } from './content.ts';

/** The argument `view`: JSON, or the text of it in a form. */
export const viewArgument = structured.optional();

/** The view, as it passed this check, or the refusal. */
export const checkedView = <V extends Modal | Home>(
  { files }: Workspace,
  value: unknown,
  check: (value: unknown) => ViewVerdict<V>,
): Checked<V> => {
  if (value === undefined) {
    return { ok: false, refusal: refuse('invalid_arguments', ['[ERROR] missing required field: view']) };
  }
  const verdict = check(value);
  if (!verdict.ok) return { ok: false, refusal: refuse(verdict.error, verdict.messages) };
  const unshown = badSlackFiles(verdict.view.blocks, (file) => files.isShown(file), 'view');
  return unshown.length === 0
    ? { ok: true, value: verdict.view }
    : { ok: false, refusal: refuse('invalid_arguments', unshown) };
};

/** What views.* answers once a view is shown or refused. What is typed in it isn't repeated here. */
export const shownAnswer = ({ directory }: Workspace, shown: Shown<Modal> | Shown<Home>): Answer =>
  shown.ok
    ? { ok: true, view: { ...viewJson(directory, shown.live), state: { values: {} } } }
    : refuse(shown.error, shown.messages);

/** Exchanges a trigger id for a view; it is used up only when the view is shown. */
export const exchange = (
  workspace: Workspace,
  triggerId: string,
  show: (source: TriggerSource) => Shown<Modal>,
): Answer => {
  const trigger = workspace.views.triggers.look(triggerId);
  if (!trigger.ok) return refuse(trigger.error);
  const shown = show(trigger.source);
  if (shown.ok) trigger.spend();
  return shownAnswer(workspace, shown);
};
