import { buttonsOf, readable } from '../../support/story.ts';
import { OPERATOR, registry } from '../../support/values.ts';
import { STAGE } from './battlefield.ts';
import type { Bare, Ground, Prepared } from './ground.ts';

/** Two runs that are done, one (#3) that goes on, a frozen stack, a locked service. */
export async function prepare({ world, person }: Bare): Promise<Prepared> {
  const { slack } = world.sandbox;
  const byWords = await person.ops('restart registry');
  await person.rootReads(/registry\* done/);
  await person.ops('restart');
  await slack.suggest({ user: OPERATOR, in: 'modal', actionId: 'suggest/service', typed: 'registry' });
  const byForm = await slack.submit({ user: OPERATOR, values: { target: `${registry.stack}/registry` } });
  if (!byForm.sent) throw new Error(`the form was not sent: ${JSON.stringify(byForm.errors)}`);
  await slack.waitFor(() => person.roots().length === 2);
  await person.rootReads(/registry\* done/);
  world.ecs.script(
    { region: registry.region, cluster: registry.cluster, service: 'mcp-gateway-v2-auth' },
    { kind: 'stuck' },
  );
  await person.ops('restart auth');
  await person.rootReads(/auth[\s\S]*0 of 2 new tasks/);
  await person.ops(`freeze ${STAGE} --reason "peak sales"`);
  const unfreeze = await person.ops(`unfreeze ${STAGE}`);
  await person.ops(`freeze ${STAGE} --reason "peak sales again"`);
  await person.ops('lock registry --reason "rolled back"');
  await slack.waitFor(() => person.roots().some((root) => /is locked/.test(readable(root))));
  return { byWords, byForm: byForm.delivery, unfreeze };
}

/** The message of a run that is told in the channel, by its number as the cast has them. */
export function rootOf({ person }: Pick<Ground, 'person'>, run: 1 | 2 | 3): { ts: string; actionId: string } {
  const root = person.roots().filter((one) => buttonsOf(one).length > 0)[run - 1];
  if (!root) throw new Error(`run #${run} has no message`);
  return { ts: root.ts, actionId: buttonsOf(root)[0]?.actionId ?? '' };
}
