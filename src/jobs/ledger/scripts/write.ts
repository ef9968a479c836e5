import { script } from '../script.ts';

/**
 * The one script that changes a run after it was accepted. Writes only when a field of the run still has the value
 * that the writer knows (its epoch, or the status \`parked\`), and never to a run that has ended.
 *
 * KEYS run, journal, events, due, notices, told
 * ARGV id, change JSON, channel of changes. The change:
 *   when {field, is}     the fence
 *   journal, events      lists of JSON lines to append
 *   set                  fields of the run
 *   due                  ms from now until the run must be looked at again; -1: never
 *   ended                true: release the lock, and let everything expire after \`retention\` ms
 * Answers written | fenced.
 */
export const write = script(`
local change = cjson.decode(ARGV[2])
if redis.call('HGET', KEYS[1], change.when.field) ~= change.when.is then return 'fenced' end
if redis.call('HGET', KEYS[1], 'status') == 'ended' then return 'fenced' end
for _, line in ipairs(change.journal) do redis.call('RPUSH', KEYS[2], line) end
for _, line in ipairs(change.events) do redis.call('RPUSH', KEYS[3], line) end
for field, value in pairs(change.set) do redis.call('HSET', KEYS[1], field, value) end
if change.due >= 0 then redis.call('ZADD', KEYS[4], now + change.due, ARGV[1])
else redis.call('ZREM', KEYS[4], ARGV[1]) end
redis.call('HINCRBY', KEYS[1], 'revision', 1)
redis.call('ZADD', KEYS[5], now, ARGV[1])
redis.call('PUBLISH', ARGV[3], ARGV[1])
if change.ended then
  local lock = redis.call('HGET', KEYS[1], 'lockKey')
  if redis.call('GET', lock) == ARGV[1] then redis.call('DEL', lock) end
  for _, key in ipairs({KEYS[1], KEYS[2], KEYS[3], KEYS[6]}) do redis.call('PEXPIRE', key, change.retention) end
end
return 'written'
`);
