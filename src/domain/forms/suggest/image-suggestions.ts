import { ago } from '../../image/age.ts';
import { type Image, shortDigest } from '../../image/image.ts';
import { IMAGE_SAID } from '../../image/image-ref.ts';
import { serviceNamed } from '../../target/catalog.ts';
import { type Candidate, ranked } from './rank.ts';
import type { Search, Suggestion } from './suggestion.ts';

interface Found extends Candidate {
  readonly suggestion: Suggestion;
}

/** The newest tags of the form's service, newest first; what was typed itself where it may be a tag or a digest. */
export async function imageSuggestions({
  catalog,
  typed,
  target,
  images,
}: Search): Promise<readonly Suggestion[]> {
  const service = target === undefined ? undefined : serviceNamed(catalog, target);
  const newest = service && images ? await images.newest(service) : [];
  const found = ranked(
    typed,
    newest.flatMap((image) =>
      image.tags.map((tag) => candidate(tag, image, images?.now() ?? image.pushedAt)),
    ),
  ).map(({ suggestion }) => suggestion);
  const said = typed.trim();
  const isNew = IMAGE_SAID.test(said) && !found.some(({ value }) => value === said);
  return isNew ? [...found, { value: said, name: said, note: 'as typed' }] : found;
}

const candidate = (tag: string, { digest, pushedAt }: Image, now: number): Found => ({
  name: tag.toLowerCase(),
  of: '',
  also: digest,
  suggestion: { value: tag, name: tag, note: `${ago(pushedAt, now)}, ${shortDigest(digest)}` },
});
