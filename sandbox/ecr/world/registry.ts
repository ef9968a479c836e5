import { createHash } from 'node:crypto';
import type { ImageState, RepositoryState } from './image.ts';

/** Which image: by a tag or by its digest. */
export type ImageRef = { readonly tag: string } | { readonly digest: string };

/** What is pushed. */
export interface Push {
  readonly tag: string;
  /** A new one of its own if left out. */
  readonly digest?: string;
  /** `linux/amd64` and `linux/arm64` if left out. */
  readonly platforms?: readonly string[];
  /** When; now if left out. Milliseconds since the epoch. */
  readonly at?: number;
}

/** What an image's name says: `ACCOUNT.dkr.ecr.REGION.amazonaws.com/NAME:TAG` or `…@DIGEST`. */
const URI =
  /^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com\/([^:@]+)(?::([\w][\w.-]{0,127}))?(?:@(sha256:[0-9a-f]{64}))?$/;

const sha = (text: string): string => `sha256:${createHash('sha256').update(text).digest('hex')}`;

/** An ECR of one account: its repositories in all regions. The same pushes in the same order give the same digests. */
export class Registry {
  readonly account: string;
  readonly #now: () => number;
  readonly #repositories: RepositoryState[] = [];
  #pushes = 0;

  constructor(account: string, now: () => number) {
    this.account = account;
    this.#now = now;
  }

  /** A repository, or undefined where there is none. Not to be changed by the reader. */
  find(region: string, name: string): RepositoryState | undefined {
    return this.#repositories.find((one) => one.region === region && one.name === name);
  }

  /** The repositories of a region. */
  all(region: string): readonly RepositoryState[] {
    return this.#repositories.filter((one) => one.region === region);
  }

  /** Makes a repository, unless there is one. */
  create(region: string, name: string): RepositoryState {
    const known = this.find(region, name);
    if (known) return known;
    const made = { region, name, createdAt: this.#now(), images: [] };
    this.#repositories.push(made);
    return made;
  }

  /**
   * Pushes an image: the tag moves to it, whatever it was on before. Answers its digest. A digest that is there gets
   * the tag and keeps its time. The repository is made where there is none.
   */
  push(region: string, name: string, { tag, digest, platforms, at }: Push): string {
    const repository = this.create(region, name);
    this.#pushes += 1;
    const pushed = digest ?? sha(`${region}/${name} ${this.#pushes}`);
    for (const image of repository.images) image.tags = image.tags.filter((one) => one !== tag);
    const known = repository.images.find((one) => one.digest === pushed);
    if (known) known.tags.push(tag);
    else {
      const built = platforms ?? ['linux/amd64', 'linux/arm64'];
      repository.images.push({
        digest: pushed,
        tags: [tag],
        pushedAt: at ?? this.#now(),
        sizeBytes: 268_435_456 + this.#pushes,
        platforms: built.map((platform) => ({ platform, digest: sha(`${pushed} ${platform}`) })),
      });
    }
    return pushed;
  }

  /** Takes an image away, with all its tags. Throws where there is none. */
  remove(region: string, name: string, ref: ImageRef): void {
    const repository = this.find(region, name);
    const image = repository && this.image(repository, ref);
    if (!repository || !image)
      throw new Error(`The sandbox has no image ${JSON.stringify(ref)} in ${region}/${name}.`);
    repository.images = repository.images.filter((one) => one !== image);
  }

  /** An image of a repository. */
  image(repository: RepositoryState, ref: ImageRef): ImageState | undefined {
    return repository.images.find((one) =>
      'tag' in ref ? one.tags.includes(ref.tag) : one.digest === ref.digest,
    );
  }

  /**
   * What a pull of this name gets now: a digest, or undefined where it isn't there. A name of another registry gets
   * the digest of its own words: everything else is there.
   */
  pull(uri: string): string | undefined {
    const [, account, region = '', name = '', tag = 'latest', digest] = URI.exec(uri) ?? [];
    if (account !== this.account) return digest ?? /@(sha256:[0-9a-f]{64})$/.exec(uri)?.[1] ?? sha(uri);
    const repository = this.find(region, name);
    return repository && this.image(repository, digest === undefined ? { tag } : { digest })?.digest;
  }
}
