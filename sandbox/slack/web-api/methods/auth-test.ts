import { defineMethod } from '../method.ts';

/** https://docs.slack.dev/reference/methods/auth.test */
export const authTest = defineMethod('auth.test', {}, ({ directory: { team, bot } }) => ({
  ok: true,
  url: `https://${team.name}.slack.com/`,
  team: team.name,
  user: bot.name,
  team_id: team.id,
  user_id: bot.userId,
  bot_id: bot.botId,
  is_enterprise_install: false,
}));
