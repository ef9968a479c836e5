import { AUDIT } from '../../audit/scripts/append.ts';
import { script } from '../script.ts';

/**
 * The one script that changes a run after it was accepted. Writes only when a field of the run still has the value
 * that the writer knows (its epoch, or the status `parked`), and never to a run that has ended. A change that puts
 * the run to wait is refused while a signal is unread, so that nothing is missed in between. The entries of the audit
 * go first: where they can't be written, nothing else is.
 *
 * KEYS run, journal, events, due, notices, told, inbox, live, watchers, audit, head of the audit, reviews
 * ARGV id, change JSON, channel of changes, prefix of the keys that find a run by its number. The change:
 *   when {field, is}     the fence
 *   seen                 how many signals the writer has read
 *   waits                true: the run is put to wait
 *   heeds                true: it is refused while a signal is unread, as if the run were put to wait
 *   journal, events      lists of JSON lines to append
 *   audit                list of {entry, begun} to append to the audit
 *   set                  fields of the run
 *   due                  ms from now until the run must be looked at again; -1: never
 *   watch {key, cluster, line}   what the run watches while it waits
 *   unwatch              true: it watches nothing any more
 *   once                 a key that no earlier change has named
 *   ended                true: open the review that the run keeps, if any, release the lock, and let everything expire after `retention` ms
 * Answers {written | news (written, and there are signals that the writer hasn't read), place in the audit …} | {fenced} |
 *   {unread}.
 */
export const write = script(`${AUDIT}
local change = cjson.decode(ARGV[2])
if redis.call('HGET', KEYS[1], change.when.field) ~= change.when.is then return {'fenced'} end
if redis.call('HGET', KEYS[1], 'status') == 'ended' then return {'fenced'} end
local news = tonumber(redis.call('HGET', KEYS[1], 'signals') or 0) > change.seen
if news and (change.waits or change.heeds) then return {'unread'} end
if change.once and redis.call('EXISTS', change.once) == 1 then return {'fenced'} end
local places = audit(KEYS[10], KEYS[11], redis.call('HGET', KEYS[1], 'number'), change.audit)
if change.once then redis.call('SET', change.once, ARGV[1], 'PX', change.retention) end
for _, line in ipairs(change.journal) do redis.call('RPUSH', KEYS[2], line) end
for _, line in ipairs(change.events) do redis.call('RPUSH', KEYS[3], line) end
for field, value in pairs(change.set) do redis.call('HSET', KEYS[1], field, value) end
if change.due >= 0 then redis.call('ZADD', KEYS[4], now + change.due, ARGV[1])
else redis.call('ZREM', KEYS[4], ARGV[1]) end
if change.watch then
  redis.call('HSET', change.watch.key, ARGV[1], change.watch.line)
  redis.call('HSET', KEYS[1], 'watchKey', change.watch.key)
  redis.call('ZADD', KEYS[9], 'NX', now, change.watch.cluster)
elseif change.unwatch then
  local watched = redis.call('HGET', KEYS[1], 'watchKey')
  if watched then redis.call('HDEL', watched, ARGV[1]) end
end
redis.call('HINCRBY', KEYS[1], 'revision', 1)
redis.call('ZADD', KEYS[5], now, ARGV[1])
redis.call('PUBLISH', ARGV[3], ARGV[1])
if change.ended then
  local review = redis.call('HGET', KEYS[1], 'review')
  if review and review ~= '' then
    redis.call('HSETNX', KEYS[12], redis.call('HGET', KEYS[1], 'number'), review)
  end
  local lock = redis.call('HGET', KEYS[1], 'lockKey')
  if redis.call('GET', lock) == ARGV[1] then redis.call('DEL', lock) end
  redis.call('ZREM', KEYS[8], ARGV[1])
  local number = ARGV[4] .. redis.call('HGET', KEYS[1], 'number')
  for _, key in ipairs({KEYS[1], KEYS[2], KEYS[3], KEYS[6], KEYS[7], number}) do
    redis.call('PEXPIRE', key, change.retention)
  end
end
return {news and 'news' or 'written', unpack(places)}
`);
