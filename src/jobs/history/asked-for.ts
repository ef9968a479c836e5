import { z } from 'zod';
import type { AskedFor } from '../../domain/history/see-deployments.ts';
import { StepId } from '../../domain/ids.ts';
import type { RunReader } from '../../domain/ports/run-reader.ts';
import { outputOf } from '../../domain/run/journal.ts';
import type { ResolvedService } from '../../domain/target/service.ts';

/** The steps of operations that choose an image, ask ECS for a deployment, and find its service deployment. */
const IMAGE = StepId.parse('image');
const ASK = StepId.parse('ask');
const FIND = StepId.parse('find');

const Chosen = z.object({ output: z.object({ tag: z.string() }) });
const Asked = z.object({ output: z.object({ deployment: z.string() }) });
const Found = z.object({ output: z.object({ serviceDeployment: z.string() }) });

/** How many of a service's runs are looked through: more don't run between two looks. */
const NEWEST_RUNS = 10;

/** The deployments that the newest runs of a service asked for. Throws where the ledger can't be read. */
export async function askedFor(
  runs: Pick<RunReader, 'ofTarget' | 'journalOf'>,
  service: ResolvedService,
): Promise<readonly AskedFor[]> {
  const newest = await runs.ofTarget(service, NEWEST_RUNS);
  const asked = await Promise.all(
    newest.map(async ({ request, number: run }): Promise<AskedFor[]> => {
      const journal = await runs.journalOf(request.id);
      const ask = Asked.safeParse(outputOf(journal, ASK));
      const image = Chosen.safeParse(outputOf(journal, IMAGE));
      const find = Found.safeParse(outputOf(journal, FIND));
      if (!ask.success) return [];
      const { deployment: id } = ask.data.output;
      return [
        {
          run,
          id,
          ...(find.success ? { serviceDeployment: find.data.output.serviceDeployment } : {}),
          ...(image.success ? { tag: image.data.output.tag } : {}),
        },
      ];
    }),
  );
  return asked.flat();
}
