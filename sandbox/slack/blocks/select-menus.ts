import { z } from 'zod';
import { actionId, areAmong, confirm, option, optionGroup } from './composition.ts';
import { LIMITS } from './limits.ts';
import { plainText } from './text-objects.ts';

/** What every select menu may have. */
const menu = {
  action_id: actionId,
  placeholder: plainText(LIMITS.selectPlaceholder).optional(),
  confirm: confirm.optional(),
  focus_on_load: z.boolean().optional(),
};

interface WithOptions {
  options?: readonly z.infer<typeof option>[] | undefined;
  option_groups?: readonly z.infer<typeof optionGroup>[] | undefined;
}

/** Every option of a menu, those of its groups one after the other. */
export const allOptions = ({ options, option_groups }: WithOptions): z.infer<typeof option>[] => [
  ...(options ?? (option_groups ?? []).flatMap((group) => group.options)),
];

/** https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element#static_select */
export const staticSelect = z
  .strictObject({
    type: z.literal('static_select'),
    ...menu,
    options: z.array(option).min(1).max(LIMITS.selectOptions.max).optional(),
    option_groups: z.array(optionGroup).min(1).max(LIMITS.optionGroups.max).optional(),
    initial_option: option.optional(),
  })
  .refine((select) => (select.options === undefined) !== (select.option_groups === undefined), {
    message: 'must define either `options` or `option_groups`',
  })
  .refine(
    (select) => select.initial_option === undefined || areAmong([select.initial_option], allOptions(select)),
    { message: '`initial_option` must be one of the options', path: ['initial_option'] },
  );

/**
 * https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element#external_select: at least
 * `min_query_length` (3) characters are typed before Slack asks the app.
 */
export const externalSelect = z.strictObject({
  type: z.literal('external_select'),
  ...menu,
  initial_option: option.optional(),
  min_query_length: z.number().int().min(0).optional(),
});

/** https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element#users_select */
export const usersSelect = z.strictObject({
  type: z.literal('users_select'),
  ...menu,
  initial_user: z.string().min(1).optional(),
});

/** https://docs.slack.dev/reference/block-kit/composition-objects/conversation-filter-object */
const filter = z
  .strictObject({
    include: z
      .array(z.enum(['im', 'mpim', 'private', 'public']))
      .min(1)
      .optional(),
    exclude_external_shared_channels: z.boolean().optional(),
    exclude_bot_users: z.boolean().optional(),
  })
  .refine((given) => Object.values(given).some((value) => value !== undefined), {
    message: 'must define at least one of the fields of a filter',
  });

const conversations = {
  type: z.literal('conversations_select'),
  ...menu,
  initial_conversation: z.string().min(1).optional(),
  default_to_current_conversation: z.boolean().optional(),
  filter: filter.optional(),
};

/** https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element#conversations_select */
export const conversationsSelect = z.strictObject(conversations);

/** The same in an input block of a modal, the only place where `response_url_enabled` works. */
export const conversationsInput = z.strictObject({
  ...conversations,
  response_url_enabled: z.boolean().optional(),
});
