import type { AuditOrigin } from '../../domain/audit/entry.ts';
import type { Command } from '../parts.ts';

/** Where words were said, as the audit keeps it. */
export const originOf = ({ channel, dedupeKey }: Pick<Command, 'channel' | 'dedupeKey'>): AuditOrigin => ({
  channel,
  request: dedupeKey,
});
