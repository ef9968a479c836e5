import { script } from '../script.ts';

/** Members of a sorted set that are due by Redis's clock. KEYS set · ARGV limit. */
export const dueMembers = script(
  `return redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now, 'LIMIT', 0, ARGV[1])`,
);

/**
 * Runs that are due on a list, longest due first, each with what says how urgent it is.
 * KEYS notices · ARGV limit, prefix of the runs' keys
 * Answers of each: id, number, revision, state, acceptedAt, channel, request (only where there is no channel: it is
 * long), what is told of its main story, how many events there are. What isn't there is nil.
 */
export const dueRuns = script(`
local found = {}
for _, id in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now, 'LIMIT', 0, ARGV[1])) do
  local run = ARGV[2] .. id
  local number, revision, state, acceptedAt, channel =
    unpack(redis.call('HMGET', run, 'number', 'revision', 'state', 'acceptedAt', 'channel'))
  local request = not channel and redis.call('HGET', run, 'request')
  found[#found + 1] = {id, number, revision, state, acceptedAt, channel, request, redis.call('HGET', run .. ':told', 'main'),
    redis.call('LLEN', run .. ':events')}
end
return found
`);

/** Takes a run off the notices unless it has changed. KEYS run, notices · ARGV id, revision that was told. */
export const settle = script(`
if redis.call('HGET', KEYS[1], 'revision') == ARGV[2] or redis.call('EXISTS', KEYS[1]) == 0 then
  return redis.call('ZREM', KEYS[2], ARGV[1])
end
return 0
`);

/**
 * Puts notices off, each unless its subject has changed.
 * KEYS notices · ARGV prefix of the subjects' keys, then of each: id, revision that was seen, ms from now.
 */
export const postpone = script(`
for at = 2, #ARGV, 3 do
  if redis.call('HGET', ARGV[1] .. ARGV[at], 'revision') == ARGV[at + 1] then
    redis.call('ZADD', KEYS[1], 'XX', now + ARGV[at + 2], ARGV[at])
  end
end
`);

/** Takes or keeps a lease. KEYS lease · ARGV holder, length in ms · Answers 1 when it is the caller's. */
export const holdLease = script(`
local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1
`);

/** Gives a lease back if it is the caller's. KEYS lease · ARGV holder. */
export const releaseLease = script(`
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0
`);

/** An ended run lives on for its retention; an unfinished one is told again before this is over: 90 days. */
const UNFINISHED_MS = 7_776_000_000;

/**
 * Stores how far a run's story is told, unless somebody has written since, and which messages tell it; both expire
 * with the run.
 * KEYS run, told, the names of the messages … · ARGV id, version that the writer knows, field, value, …
 * Answers 1, or 0 when it was too late or the run is gone.
 */
export const tell = script(`
if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
if (redis.call('HGET', KEYS[2], 'version') or '0') ~= ARGV[2] then return 0 end
redis.call('HSET', KEYS[2], 'version', ARGV[2] + 1, unpack(ARGV, 3))
local life = redis.call('PTTL', KEYS[1])
if life > 0 then redis.call('PEXPIRE', KEYS[2], life) end
for at = 3, #KEYS do
  redis.call('SET', KEYS[at], ARGV[1], 'PX', life > 0 and life or ${UNFINISHED_MS})
end
return 1
`);
