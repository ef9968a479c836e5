/** The kinds of pictures that a block can show. https://docs.slack.dev/reference/block-kit/composition-objects/slack-file-object */
export type PictureType = 'image/png' | 'image/jpeg' | 'image/gif';

/** How each of them begins. */
const BEGINNINGS: readonly (readonly [PictureType, string])[] = [
  ['image/png', '89504e470d0a1a0a'],
  ['image/jpeg', 'ffd8ff'],
  ['image/gif', '47494638'],
];

/** What kind of picture these bytes are, whatever the file is called; undefined where they are none. */
export function pictureType(bytes: Uint8Array): PictureType | undefined {
  const beginning = Buffer.from(bytes.subarray(0, 8)).toString('hex');
  return BEGINNINGS.find(([, known]) => beginning.startsWith(known))?.[0];
}
