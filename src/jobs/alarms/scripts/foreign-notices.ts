import { ANNOUNCE } from '../../announcements/scripts/announce.ts';
import { script } from '../../ledger/script.ts';

/**
 * Announces a notice, or holds it back where one of its sender was shown lately, or others wait. Nothing where it was
 * announced or held back before.
 *
 * KEYS outbox, announcement, foreign, held · ARGV sender, announcement's id, its body, ms between two, the notice as JSON
 */
export const showOrHold = script(`${ANNOUNCE}
if redis.call('EXISTS', KEYS[2]) == 1 or redis.call('SISMEMBER', KEYS[4], ARGV[2]) == 1 then return 0 end
local shown = tonumber(redis.call('HGET', KEYS[3], 'shown ' .. ARGV[1]) or 0)
if now - shown >= tonumber(ARGV[4]) and redis.call('SCARD', KEYS[4]) == 0 then
  redis.call('HSET', KEYS[3], 'shown ' .. ARGV[1], now)
  return announce(KEYS[1], KEYS[2], ARGV[2], ARGV[3])
end
redis.call('SADD', KEYS[4], ARGV[2])
redis.call('HSET', KEYS[3], 'latest ' .. ARGV[1], ARGV[5], 'latest-id ' .. ARGV[1], ARGV[2])
return 0
`);

/**
 * What is held back of a sender, once it may be told.
 * KEYS foreign, held · ARGV sender, ms between two · Answers {how many, announcement's id of the latest, the latest} | nothing.
 */
export const heldBack = script(`
local count = redis.call('SCARD', KEYS[2])
if count == 0 or now - tonumber(redis.call('HGET', KEYS[1], 'shown ' .. ARGV[1]) or 0) < tonumber(ARGV[2]) then
  return false
end
return {count, redis.call('HGET', KEYS[1], 'latest-id ' .. ARGV[1]), redis.call('HGET', KEYS[1], 'latest ' .. ARGV[1])}
`);

/**
 * Announces what was held back, which is over with that, unless more came meanwhile.
 * KEYS outbox, announcement, foreign, held · ARGV sender, announcement's id, its body, how many it tells of
 */
export const tellHeld = script(`${ANNOUNCE}
if redis.call('SCARD', KEYS[4]) ~= tonumber(ARGV[4]) then return 0 end
redis.call('DEL', KEYS[4])
redis.call('HDEL', KEYS[3], 'latest ' .. ARGV[1], 'latest-id ' .. ARGV[1])
redis.call('HSET', KEYS[3], 'shown ' .. ARGV[1], now)
return announce(KEYS[1], KEYS[2], ARGV[2], ARGV[3])
`);
