import type { Option } from '../blocks/composition.ts';
import type { Directory } from '../options.ts';
import type { LiveView } from './live-view.ts';
import type { ViewJson } from './view-json.ts';
import { viewJson } from './view-json.ts';

/** A view as its person sees it. What they typed and chose is in `view.state.values`. */
export interface SeenView {
  view: ViewJson;
  /** What is shown under the blocks, by block_id. */
  errors: Record<string, string>;
  /** What is shown at the top, in Slack's words. */
  trouble?: string;
  /** What the app suggested last, by `block_id/action_id`. */
  offered: Record<string, Option[]>;
}

/** A copy of what the person sees. */
export const seenView = (directory: Directory, live: LiveView): SeenView => ({
  view: viewJson(directory, live),
  errors: { ...live.errors },
  ...(live.trouble === undefined ? {} : { trouble: live.trouble }),
  offered: structuredClone(
    Object.fromEntries(Object.entries(live.form.offered).map(([key, options]) => [key, [...options]])),
  ),
});
