import { z } from 'zod';
import { actionId, confirm, option, overflowOption, style, url } from './composition.ts';
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

const optionGroup = z.strictObject({
  label: plainText(LIMITS.optionText),
  options: z.array(option).min(1).max(LIMITS.selectOptions.max),
});

/** https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element (static_select) */
export const staticSelect = z
  .strictObject({
    type: z.literal('static_select'),
    action_id: actionId,
    placeholder: plainText(LIMITS.selectPlaceholder).optional(),
    options: z.array(option).min(1).max(LIMITS.selectOptions.max).optional(),
    option_groups: z.array(optionGroup).min(1).max(LIMITS.selectOptions.max).optional(),
    initial_option: option.optional(),
    confirm: confirm.optional(),
    focus_on_load: z.boolean().optional(),
  })
  .refine((menu) => (menu.options === undefined) !== (menu.option_groups === undefined), {
    message: 'must define either `options` or `option_groups`',
  });

/** https://docs.slack.dev/reference/block-kit/block-elements/overflow-menu-element */
export const overflow = z.strictObject({
  type: z.literal('overflow'),
  action_id: actionId,
  options: z.array(overflowOption).min(1).max(LIMITS.overflowOptions.max),
  confirm: confirm.optional(),
});

const slackFile = z
  .strictObject({ id: z.string().min(1).optional(), url: z.string().min(1).optional() })
  .refine((file) => (file.id === undefined) !== (file.url === undefined), {
    message: 'must define either `id` or `url`',
  });

/** The keys an image has as a block and as an element; exactly one of the two sources is required. */
export const imageKeys = {
  alt_text: words(LIMITS.imageAltText),
  image_url: url.optional(),
  slack_file: slackFile.optional(),
};

/** Tells whether exactly one source of the picture is given. */
export const hasOneSource = (image: { image_url?: unknown; slack_file?: unknown }): boolean =>
  (image.image_url === undefined) !== (image.slack_file === undefined);

/** What Slack says of an image with no source or with two. */
export const ONE_SOURCE = 'must define either `image_url` or `slack_file`';

/** https://docs.slack.dev/reference/block-kit/block-elements/image-element: alt_text is required. */
export const imageElement = z
  .strictObject({ type: z.literal('image'), ...imageKeys })
  .refine(hasOneSource, { message: ONE_SOURCE });
