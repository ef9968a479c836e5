import type { Image } from '../../domain/image/image.ts';
import { Unreadable } from '../ecs/required.ts';

/** Manifests that list others, one a platform (OCI image specification, image index; Docker, manifest list). */
export const INDEX_TYPES = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
] as const;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The platforms that an index lists. Entries for no platform, such as buildx's attestations (`unknown/unknown`), are
 * left out. Throws Unreadable on what is no index.
 */
export function platformsOf(manifest: string): NonNullable<Image['platforms']> {
  const listed = parsed(manifest)['manifests'];
  if (!Array.isArray(listed)) throw new Unreadable('the image index has no manifests');
  return listed.flatMap((entry: unknown) => {
    if (!isRecord(entry) || !isRecord(entry['platform'])) return [];
    const { os, architecture, variant } = entry['platform'];
    const { digest } = entry;
    if (typeof digest !== 'string' || typeof os !== 'string' || typeof architecture !== 'string') return [];
    if (os === 'unknown' || architecture === 'unknown') return [];
    return [
      { digest, platform: [os, architecture, ...(typeof variant === 'string' ? [variant] : [])].join('/') },
    ];
  });
}

function parsed(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (isRecord(value)) return value;
  } catch {
    // Said below.
  }
  throw new Unreadable('the image index is no JSON object');
}
