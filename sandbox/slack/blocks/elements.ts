import { z } from 'zod';
import { actionId, confirm, overflowOption, style, url } from './composition.ts';
import { LIMITS } from './limits.ts';
import { atMost, plainText, words } from './text-objects.ts';

/** https://docs.slack.dev/reference/block-kit/block-elements/button-element */
export const button = z.strictObject({
  type: z.literal('button'),
  action_id: actionId,
  text: plainText(LIMITS.buttonText),
  value: atMost(LIMITS.buttonValue).optional(),
  url: url.optional(),
  style: style.optional(),
  confirm: confirm.optional(),
  accessibility_label: atMost(LIMITS.accessibilityLabel).optional(),
});

/** https://docs.slack.dev/reference/block-kit/block-elements/overflow-menu-element */
export const overflow = z.strictObject({
  type: z.literal('overflow'),
  action_id: actionId,
  options: z.array(overflowOption).min(1).max(LIMITS.overflowOptions.max),
  confirm: confirm.optional(),
});

/** What ids of files look like; the pattern and the words are the live API's (github.com/slackapi/python-slack-sdk/issues/1521). */
const FILE_ID = '^[F][A-Z0-9]{8,}$';

const fileId = z
  .string()
  .refine((id) => new RegExp(FILE_ID).test(id), { message: `input must match regex pattern: ${FILE_ID}` });

/** https://docs.slack.dev/reference/block-kit/composition-objects/slack-file-object: exactly one of both. */
const slackFile = z
  .strictObject({ id: fileId.optional(), url: z.string().min(1).optional() })
  .refine((file) => (file.id === undefined) !== (file.url === undefined), {
    message: 'must define either `id` or `url`',
  });

/** The keys an image has as a block and as an element; exactly one of the two sources is required. */
export const imageKeys = {
  alt_text: words(LIMITS.imageAltText),
  image_url: url.optional(),
  slack_file: slackFile.optional(),
};

/** A picture that Slack has as a file, by its id or its URL. */
export type SlackFile = z.infer<typeof slackFile>;

/** Tells whether exactly one source of the picture is given. */
export const hasOneSource = (image: { image_url?: unknown; slack_file?: unknown }): boolean =>
  (image.image_url === undefined) !== (image.slack_file === undefined);

/** What Slack says of an image with no source or with two. */
export const ONE_SOURCE = 'must define either `image_url` or `slack_file`';

/** https://docs.slack.dev/reference/block-kit/block-elements/image-element: alt_text is required. */
export const imageElement = z
  .strictObject({ type: z.literal('image'), ...imageKeys })
  .refine(hasOneSource, { message: ONE_SOURCE });
