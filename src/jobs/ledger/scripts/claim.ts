import { script } from '../script.ts';

/**
 * Makes the caller the only one who may write to a run: raises the run's epoch, which every write compares, and
 * takes its lock. A run whose lock is another's is claimed all the same, so that the caller can end it.
 * The lock's key is read off the run; it shares the slot of the declared keys.
 *
 * KEYS run, due, notices
 * ARGV id, lease in ms, state JSON of a running run, channel of changes
 * Answers {claimed, epoch, signals} | {held, epoch, signals, holder's id} | {early, ms left} | {closed} | {gone};
 * signals is how many the run has ever been sent.
 */
export const claim = script(`
local status = redis.call('HGET', KEYS[1], 'status')
if not status then return {'gone'} end
if status ~= 'queued' and status ~= 'running' and status ~= 'waiting' then return {'closed'} end
if status == 'waiting' then
  local due = tonumber(redis.call('ZSCORE', KEYS[2], ARGV[1]) or now)
  if due > now then return {'early', due - now} end
end
local epoch = redis.call('HINCRBY', KEYS[1], 'epoch', 1)
redis.call('HINCRBY', KEYS[1], 'revision', 1)
redis.call('HSET', KEYS[1], 'status', 'running', 'state', ARGV[3])
redis.call('ZADD', KEYS[2], now + ARGV[2], ARGV[1])
redis.call('ZADD', KEYS[3], now, ARGV[1])
redis.call('PUBLISH', ARGV[4], ARGV[1])
local lock = redis.call('HGET', KEYS[1], 'lockKey')
local holder = redis.call('GET', lock)
local signals = tonumber(redis.call('HGET', KEYS[1], 'signals') or 0)
if holder and holder ~= ARGV[1] then return {'held', epoch, signals, holder} end
redis.call('SET', lock, ARGV[1])
redis.call('HSETNX', KEYS[1], 'heldSince', now)
return {'claimed', epoch, signals}
`);
