import type { EpochMs } from '../../clock.ts';
import { ago } from '../../image/age.ts';
import { shortDigest } from '../../image/image.ts';
import type { DeploymentEnd, SeenDeployment } from '../../ports/deployment-history.ts';
import { type Candidate as Back, type Candidates, candidates } from '../../rollback/candidates.ts';
import { serviceNamed } from '../../target/catalog.ts';
import { type Candidate, ranked } from './rank.ts';
import type { Search, Suggestion } from './suggestion.ts';

interface Found extends Candidate {
  readonly suggestion: Suggestion;
}

const ENDED: Readonly<Record<DeploymentEnd['kind'], string>> = {
  succeeded: 'succeeded',
  failed: 'failed',
  'rolled-back': 'rolled back',
  stopped: 'replaced',
};

/** What the form's service may go back to, newest first: with its age, how it ended and which run deployed it. */
export async function deploymentSuggestions({
  catalog,
  typed,
  target,
  deployments,
}: Search): Promise<readonly Suggestion[]> {
  const service = target === undefined ? undefined : serviceNamed(catalog, target);
  if (!service || !deployments) return [];
  const history = await deployments.of(service);
  const now = deployments.now();
  const back = backTo(history, service.container, now);
  return ranked(
    typed,
    back.all.map((one) => found(one, one === back.best, now)),
  ).map(({ suggestion }) => suggestion);
}

/** From memory alone: the deployment that began last is taken for what runs. */
function backTo(history: readonly SeenDeployment[], container: string, now: EpochMs): Candidates {
  const [newest] = history;
  if (!newest) return { all: [] };
  const { id: deployment = '', taskDefinition } = newest;
  return candidates(history, { container, deployment, taskDefinition, digests: [] }, now);
}

/** As much of a digest as people compare, first: Slack shows 75 characters, and a long tag is cut. */
const hexOf = (digest: string): string => shortDigest(digest).slice('sha256:'.length);

function found(one: Back, isBest: boolean, now: EpochMs): Found {
  const revision = one.taskDefinition.slice(one.taskDefinition.lastIndexOf('/') + 1);
  const run = one.by.kind === 'run' ? `#${one.by.run}` : 'outside';
  const age = ago(one.from, now);
  const end = one.end ? ENDED[one.end.kind] : 'end unknown';
  const [value, name, note] =
    one.kind === 'image'
      ? [
          one.digest,
          [hexOf(one.digest), one.tag].filter((word) => word !== undefined).join(' '),
          [age, isBest ? 'last good' : end, run].join(', '),
        ]
      : [revision, revision, `${age}; its tag may mean other code now`];
  return {
    name: name.toLowerCase(),
    of: '',
    also: [one.kind === 'image' ? one.digest : '', revision, run, ...one.tags].join(' ').toLowerCase(),
    suggestion: { value, name, note },
  };
}
