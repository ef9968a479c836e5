import type { ViewBlock } from '../blocks/view-blocks.ts';
import type { Form } from '../fields/form.ts';
import type { Home, Modal } from './check-view.ts';

/** A view that a person has before them, or had below the one on top. Its blocks have all their ids. */
export interface LiveView<V extends Modal | Home = Modal | Home> {
  readonly id: string;
  readonly user: string;
  readonly rootId: string;
  /** The view below it in the stack. */
  readonly previousId: string | null;
  view: V;
  /** Changes with every change of the view, not with what the person types. */
  hash: string;
  form: Form;
  /** What is shown under the blocks, by block_id: the client's own complaints or the app's. */
  errors: Record<string, string>;
  /** What is shown at the top when a submission came to nothing. */
  trouble: string | undefined;
}

/** The blocks of a view of either kind. */
export const blocksOf = ({ view }: LiveView): readonly ViewBlock[] => view.blocks;
