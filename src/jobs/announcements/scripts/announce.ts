import { script } from '../../ledger/script.ts';

/**
 * What Lua must know of announcements, for scripts that store what is announced in the same step:
 * `announce(outbox, key, id, body)` does nothing where that id was announced before.
 */
export const ANNOUNCE = `
local function announce(outbox, key, id, body)
  if redis.call('EXISTS', key) == 1 then return 0 end
  redis.call('HSET', key, 'at', string.format('%.0f', now), 'version', 0, 'body', body)
  redis.call('ZADD', outbox, now, id)
  return 1
end
`;

/** Announces something by itself. KEYS outbox, announcement · ARGV id, body · Answers 0 where it was announced before. */
export const announceAlone = script(`${ANNOUNCE}
return announce(KEYS[1], KEYS[2], ARGV[1], ARGV[2])
`);

/**
 * Stores how far one addressee is told, unless somebody has written since.
 * KEYS announcement · ARGV version that the writer knows, field, value · Answers 1, or 0 when it was too late.
 */
export const tellAddressee = script(`
if redis.call('HGET', KEYS[1], 'version') ~= ARGV[1] then return 0 end
redis.call('HSET', KEYS[1], 'version', ARGV[1] + 1, ARGV[2], ARGV[3])
return 1
`);

/** Takes an announcement off the list. KEYS outbox, announcement · ARGV id, ms for which its id stays known. */
export const settleAnnouncement = script(`
redis.call('PEXPIRE', KEYS[2], ARGV[2])
return redis.call('ZREM', KEYS[1], ARGV[1])
`);

/** Puts an announcement off. KEYS outbox · ARGV id, ms from now. */
export const postponeAnnouncement = script(
  `return redis.call('ZADD', KEYS[1], 'XX', now + ARGV[2], ARGV[1])`,
);
