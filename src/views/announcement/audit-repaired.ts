import type { AnnouncedOf } from '../../domain/announcement/announcement.ts';
import { short } from '../inert.ts';
import { type Message, plainMessage } from '../message.ts';

const MOST = 300;

/** That the audit was broken, what was found, and who let it go on. */
export const auditRepairedMessage = ({ by, reason, found }: AnnouncedOf<'audit-repaired'>): Message =>
  plainMessage(
    [
      `:rotating_light: *The audit was broken, and goes on*: ${short(by, MOST)} ran \`wheelhouse audit repair\`.`,
      `Found: ${short(found, MOST)}`,
      `Why it goes on: ${short(reason, MOST)}`,
      'If nobody you know did this, somebody may have changed it in Redis: `/ops audit`',
    ].join('\n'),
  );
