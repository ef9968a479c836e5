import { expect } from 'vitest';

/** A token as Slack gives them to apps, of nobody. */
export const TOKEN = ['xoxb', '12', '34', 'abcdefgh'].join('-');
/** What would come to life, break a line in two, or give a secret away. */
export const EVIL_REASON = `<!channel> <@U0STRANGER> *<https://evil.example|your bank>*\n{forged:1} ${TOKEN}`;
const ALIVE = /<!channel>|<@U0STRANGER>|<https:\/\/evil/;

/** Nothing of the reason comes to life where it is told, and no secret is in it. */
export function isText(told: string): void {
  expect(told).toContain('your bank');
  expect(told).not.toMatch(ALIVE);
  expect(told).not.toContain(TOKEN);
}
