import { randomUUID } from 'node:crypto';
import { S3Error } from './error.ts';

/** How a version is kept from being deleted. */
export interface Lock {
  readonly mode: 'GOVERNANCE' | 'COMPLIANCE';
  readonly until: number;
}

/** One version of an object. */
export interface Version {
  readonly id: string;
  readonly body: string;
  readonly at: number;
  readonly lock?: Lock;
}

interface Bucket {
  readonly hasLock: boolean;
  /** By key, the newest version last. A deletion marker is a version without a body. */
  readonly objects: Map<string, (Version | 'deleted')[]>;
}

const accessDenied = (): S3Error =>
  new S3Error(403, 'AccessDenied', 'Access Denied because object protected by object lock.');

/** The buckets of all accounts, as far as Object Lock goes (S3 user guide, "Locking objects with Object Lock"). */
export class Buckets {
  readonly #buckets = new Map<string, Bucket>();
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** A bucket, whose Object Lock is on or off. */
  create(name: string, objectLock: 'locks' | 'plain'): void {
    this.#buckets.set(name, { hasLock: objectLock === 'locks', objects: new Map() });
  }

  /** Whether the bucket locks objects. */
  hasLock(bucket: string): boolean {
    return this.#of(bucket).hasLock;
  }

  /** Adds a version. `onlyNew`: not where there is one. */
  put(bucket: string, key: string, body: string, { lock, onlyNew }: { lock?: Lock; onlyNew?: true }): string {
    const { hasLock, objects } = this.#of(bucket);
    if (lock && !hasLock)
      throw new S3Error(400, 'InvalidRequest', 'Bucket is missing Object Lock Configuration');
    if (lock && lock.until <= this.#now())
      throw new S3Error(400, 'InvalidArgument', 'The retain until date must be in the future!');
    const versions = objects.get(key) ?? [];
    const last = versions.at(-1);
    if (onlyNew && last !== undefined && last !== 'deleted')
      throw new S3Error(
        412,
        'PreconditionFailed',
        'At least one of the pre-conditions you specified did not hold',
      );
    const version = { id: randomUUID(), body, at: this.#now(), ...(lock ? { lock } : {}) };
    objects.set(key, [...versions, version]);
    return version.id;
  }

  /** The newest version, or the one that is named. */
  get(bucket: string, key: string, version?: string): Version {
    const versions = this.#of(bucket).objects.get(key) ?? [];
    const last =
      version === undefined
        ? versions.at(-1)
        : versions.find((one) => one !== 'deleted' && one.id === version);
    if (last === undefined || last === 'deleted')
      throw new S3Error(404, 'NoSuchKey', 'The specified key does not exist.');
    return last;
  }

  /** The keys that begin so and come after that one, in their order. */
  keys(bucket: string, prefix: string, after = ''): string[] {
    return this.allKeys(bucket, prefix, after).filter(
      (key) => this.versions(bucket, key).at(-1) !== 'deleted',
    );
  }

  /** The same with those that are hidden. */
  allKeys(bucket: string, prefix: string, after = ''): string[] {
    return [...this.#of(bucket).objects.keys()].filter((key) => key.startsWith(prefix) && key > after).sort();
  }

  /** Every version of an object, the oldest first. */
  versions(bucket: string, key: string): readonly (Version | 'deleted')[] {
    return this.#of(bucket).objects.get(key) ?? [];
  }

  /** Hides an object, or takes one version away, unless that is locked. */
  delete(bucket: string, key: string, version?: string, bypass = false): void {
    const { objects } = this.#of(bucket);
    const versions = objects.get(key) ?? [];
    if (version === undefined) {
      objects.set(key, [...versions, 'deleted']);
      return;
    }
    const found = versions.find((one) => one !== 'deleted' && one.id === version);
    const lock = found === 'deleted' ? undefined : found?.lock;
    const isLocked = lock !== undefined && lock.until > this.#now();
    if (isLocked && !(bypass && lock.mode === 'GOVERNANCE')) throw accessDenied();
    objects.set(
      key,
      versions.filter((one) => one !== found),
    );
  }

  #of(bucket: string): Bucket {
    const found = this.#buckets.get(bucket);
    if (!found) throw new S3Error(404, 'NoSuchBucket', 'The specified bucket does not exist');
    return found;
  }
}
