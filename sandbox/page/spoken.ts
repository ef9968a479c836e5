import type { Directory } from '../slack/options.ts';

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const literal = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

/**
 * What a typed message is to Slack: `@name` of somebody who is there becomes `<@U…>`, the three characters of markup
 * are escaped. https://docs.slack.dev/messaging/formatting-message-text
 */
export const spoken = ({ bot, users }: Directory, text: string): string => {
  const ids = new Map([...users.map(({ name, id }) => [name, id] as const), [bot.name, bot.userId] as const]);
  const names = [...ids.keys()].sort((a, b) => b.length - a.length).map((name) => literal(escaped(name)));
  return escaped(text).replaceAll(
    new RegExp(`(?<![\\w@])@(${names.join('|')})(?![\\w-])`, 'g'),
    (whole, name: string) => {
      const id = ids.get(name);
      return id === undefined ? whole : `<@${id}>`;
    },
  );
};
