import { script } from '../script.ts';

/** What is known of who isn't among the viewers any more goes, too. */
const PRUNE = `
local function forget(users)
  for _, user in ipairs(users) do
    redis.call('ZREM', KEYS[1], user)
    redis.call('HDEL', KEYS[2], user)
  end
end
`;

/**
 * Somebody opened their Home. What it shows is unknown. KEYS viewers, shown · ARGV user, life in ms, how many at most ·
 * Answers the version. It starts with the time, so that nobody mistakes it for that of an earlier viewing.
 */
export const homeOpened = script(`${PRUNE}
local known = redis.call('HGET', KEYS[2], ARGV[1])
local version = now
if known then version = cjson.decode(known).version + 1 end
redis.call('ZADD', KEYS[1], now, ARGV[1])
redis.call('HSET', KEYS[2], ARGV[1], cjson.encode({version = version, digest = 'unknown', shownAt = 0}))
forget(redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now - ARGV[2]))
forget(redis.call('ZRANGE', KEYS[1], 0, -1 - ARGV[3]))
redis.call('PEXPIRE', KEYS[1], ARGV[2])
redis.call('PEXPIRE', KEYS[2], ARGV[2])
return version
`);

/** Who has opened their Home and what it shows. KEYS viewers, shown · ARGV life in ms · Answers user, record, … */
export const homeViewers = script(`
local answer = {}
for _, user in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], now - ARGV[1], '+inf')) do
  local record = redis.call('HGET', KEYS[2], user)
  if record then
    answer[#answer + 1] = user
    answer[#answer + 1] = record
  end
end
return answer
`);

/**
 * A Home was published. Unknown what it shows where somebody has written since that version.
 * KEYS shown · ARGV user, version that the writer knows, digest · Answers 1, or 0 when it is unknown or forgotten.
 */
export const homeShown = script(`
local known = redis.call('HGET', KEYS[1], ARGV[1])
if not known then return 0 end
local version = cjson.decode(known).version
local mine = version == tonumber(ARGV[2])
local record = {version = version + 1, digest = 'unknown', shownAt = now}
if mine then record.digest = ARGV[3] end
redis.call('HSET', KEYS[1], ARGV[1], cjson.encode(record))
return mine and 1 or 0
`);

/** Forgets a viewer. KEYS viewers, shown · ARGV user */
export const homeForgotten = script(`${PRUNE}
forget({ARGV[1]})
return 1
`);
