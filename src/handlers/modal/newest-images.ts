import { setTimeout as pause } from 'node:timers/promises';
import type { Clock, DurationMs } from '../../domain/clock.ts';
import type { ImagesOfService } from '../../domain/forms/suggest/suggestion.ts';
import { SUGGESTIONS_MAX } from '../../domain/forms/suggest/suggestion.ts';
import type { Image } from '../../domain/image/image.ts';
import type { ImageRegistry } from '../../domain/ports/image-registry.ts';

/** For so long the same answer does: somebody types a tag in seconds. */
const FRESH_MS: DurationMs = 15_000;
/** Slack waits 3 s for suggestions (Slack: block_suggestion); later ones serve the next key. */
const PATIENCE_MS: DurationMs = 1_500;

interface Asked {
  readonly at: number;
  readonly images: Promise<readonly Image[]>;
}

/** The newest images as somebody who types needs them: the registry is asked once in a while, and waited for briefly. */
export function newestImages(registry: Pick<ImageRegistry, 'newest'>, clock: Clock): ImagesOfService {
  const asked = new Map<string, Asked>();
  return {
    now: () => clock.now(),
    async newest({ repository, role }) {
      if (!repository) return [];
      const key = [repository.account, repository.region, repository.name, role ?? ''].join('|');
      const known = asked.get(key);
      const isFresh = known !== undefined && clock.now() - known.at < FRESH_MS;
      const one = isFresh ? known : { at: clock.now(), images: read(registry, { ...repository, role }) };
      asked.set(key, one);
      const gaveUp = new AbortController();
      const late = pause(PATIENCE_MS, [], { signal: gaveUp.signal, ref: false }).catch(() => []);
      return Promise.race([one.images, late]).finally(() => gaveUp.abort());
    },
  };
}

const read = (
  registry: Pick<ImageRegistry, 'newest'>,
  repository: Parameters<ImageRegistry['newest']>[0],
): Promise<readonly Image[]> =>
  registry.newest(repository, SUGGESTIONS_MAX).then((found) => (found.ok ? found.value : []));
