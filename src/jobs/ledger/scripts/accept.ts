import { AUDIT } from '../../audit/scripts/append.ts';
import { script } from '../script.ts';
import { STANDING } from './holds.ts';

/**
 * Stores a run, its dedupe key, its entry in the audit and its place in the indexes, or nothing. A freeze or a lock is asked
 * here, so that none can come in between.
 *
 * KEYS run, dedupe, lastNumber, lock, due, notices, byTime, live, the target's index, holds, audit, head of the audit
 * ARGV id, request JSON, deadline (Redis's clock, ms), dedupe's life in ms, state JSON, channel of changes,
 *   prefix of the keys that find a run by its number, retention in ms, the channel where its story is told,
 *   prefix of the runs' keys, JSON list of the operations that it takes the target over from, the entry for the audit and
 *   its hash begun, the request's signature or '', names of the holds that stop it …
 * Answers {accepted, number, id, place in the audit …} | {duplicate, number, id} | {held, id, hold …} | {stopped, hold …} | {late}.
 */
export const accept = script(`${STANDING}${AUDIT}
local function takesOver(holder)
  local request = redis.call('HGET', ARGV[10] .. holder, 'request')
  if not request then return false end
  local operation = cjson.decode(request).operation
  for _, name in ipairs(cjson.decode(ARGV[11])) do
    if name == operation then return true end
  end
  return false
end
local known = redis.call('GET', KEYS[2])
if known then
  local number, id = string.match(known, '^(%d+) (%w+)$')
  return {'duplicate', number, id}
end
if now > tonumber(ARGV[3]) then return {'late'} end
local stops = standing(KEYS[10], {unpack(ARGV, 15)})
local holder = redis.call('GET', KEYS[4])
if holder and not takesOver(holder) then return {'held', holder, unpack(stops)} end
if #stops > 0 then return {'stopped', unpack(stops)} end
local number = tonumber(redis.call('GET', KEYS[3]) or 0) + 1
local places = audit(KEYS[11], KEYS[12], number, {{entry = ARGV[12], begun = ARGV[13]}})
redis.call('INCR', KEYS[3])
local signed = ARGV[14] ~= '' and {'signature', ARGV[14]} or {}
redis.call('HSET', KEYS[1], 'number', number, 'request', ARGV[2], 'acceptedAt', now, 'epoch', 0, 'revision', 1,
  'status', 'queued', 'state', ARGV[5], 'lockKey', KEYS[4], 'channel', ARGV[9], unpack(signed))
redis.call('SET', KEYS[2], number .. ' ' .. ARGV[1], 'PX', ARGV[4])
redis.call('SET', ARGV[7] .. number, ARGV[1])
redis.call('ZADD', KEYS[5], now, ARGV[1])
redis.call('ZADD', KEYS[6], now, ARGV[1])
redis.call('ZADD', KEYS[7], now, ARGV[1])
redis.call('ZADD', KEYS[8], now, ARGV[1])
redis.call('ZADD', KEYS[9], now, ARGV[1])
redis.call('ZREMRANGEBYSCORE', KEYS[9], '-inf', now - ARGV[8])
redis.call('PEXPIRE', KEYS[9], ARGV[8])
redis.call('PUBLISH', ARGV[6], ARGV[1])
return {'accepted', number, ARGV[1], unpack(places)}
`);
