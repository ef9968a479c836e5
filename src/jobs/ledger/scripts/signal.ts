import { AUDIT } from '../../audit/scripts/append.ts';
import { script } from '../script.ts';

/**
 * Sends a signal to an unfinished run and makes it due, in one step. An observation has no line: it only counts.
 *
 * KEYS run, inbox, due, notices, events, audit, head of the audit · ARGV id, line of the inbox or '', channel of changes, key of the question that the
 *   line answers or '', line of the events or '', JSON list of {entry, begun} to append to the audit, which goes first
 * Answers {sent, place in the audit …} | {parked} | {not-asked} | {ended} | {gone}. A parked run takes no signal: it waits for an answer of its own.
 */
export const signal = script(`${AUDIT}
local status = redis.call('HGET', KEYS[1], 'status')
if not status then return {'gone'} end
if status == 'ended' then return {'ended'} end
if status == 'parked' then return {'parked'} end
if ARGV[4] ~= '' then
  local question = redis.call('HGET', KEYS[1], 'question')
  if not question or question == '' or cjson.decode(question).key ~= ARGV[4] then return {'not-asked'} end
end
local places = audit(KEYS[6], KEYS[7], redis.call('HGET', KEYS[1], 'number'), cjson.decode(ARGV[6]))
if ARGV[4] ~= '' then redis.call('HSET', KEYS[1], 'question', '') end
if ARGV[5] ~= '' then redis.call('RPUSH', KEYS[5], ARGV[5]) end
redis.call('HINCRBY', KEYS[1], 'signals', 1)
if ARGV[2] ~= '' then
  redis.call('RPUSH', KEYS[2], ARGV[2])
  redis.call('HINCRBY', KEYS[1], 'revision', 1)
  redis.call('ZADD', KEYS[4], now, ARGV[1])
  redis.call('PUBLISH', ARGV[3], ARGV[1])
end
if status == 'waiting' then redis.call('ZADD', KEYS[3], now, ARGV[1]) end
return {'sent', unpack(places)}
`);
