import type { Demo } from './demo.ts';
import { alarm } from './stories/alarm.ts';
import { approval } from './stories/approval.ts';
import { conversation } from './stories/conversation.ts';
import { deploy } from './stories/deploy.ts';
import { explain } from './stories/explain.ts';
import { restart } from './stories/restart.ts';
import { rollback } from './stories/rollback.ts';
import type { Story } from './stories/story.ts';

/** Every story that can be played, in the order of a whole tour. */
export const stories: readonly Story[] = [restart, conversation, deploy, explain, rollback, approval, alarm];

/** The stories of these names, or all of them for none; or which name isn't one. */
export function choose(
  names: readonly string[],
): { readonly chosen: readonly Story[] } | { readonly unknown: string } {
  const unknown = names.find((name) => !stories.some((story) => story.name === name));
  if (unknown !== undefined) return { unknown };
  return { chosen: names.length === 0 ? stories : stories.filter((story) => names.includes(story.name)) };
}

/** Plays stories one after another; says `ok STORY` or `FAILED STORY: why` for each. Answers whether all were ok. */
export async function playTour(
  demo: Demo,
  chosen: readonly Story[],
  say: (line: string) => void,
): Promise<boolean> {
  let allOk = true;
  for (const story of chosen) {
    try {
      await story.play(demo, (line) => say(`  ${line}`));
      say(`ok ${story.name}`);
    } catch (error) {
      allOk = false;
      say(`FAILED ${story.name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return allOk;
}
