import { ANNOUNCE } from '../../announcements/scripts/announce.ts';
import { AUDIT } from '../../audit/scripts/append.ts';
import { script } from '../script.ts';

/**
 * Sends a decision to a run that asks for one, in one step: while its question is open, in time by this clock, and a consent
 * once for each person, who may still say no. `approvedBy` of the run is the question's key and the people who have
 * consented, each between blanks.
 *
 * KEYS run, inbox, due, notices, events, audit, head of the audit, reviews, outbox, announcement
 * ARGV id, line of the inbox, channel of changes, key of the question, line of the events, JSON list of {entry, begun} to
 *   append to the audit, until when (ms), after how many consents the question is closed, a review to open or '', id and
 *   body of the announcement that goes with it or '', names of the person …
 * Answers {sent, place in the audit …} | {parked} | {not-asked} | {ended} | {gone} | {late} | {again}.
 */
export const decide = script(`${AUDIT}${ANNOUNCE}
local status = redis.call('HGET', KEYS[1], 'status')
if not status then return {'gone'} end
if status == 'ended' then return {'ended'} end
if status == 'parked' then return {'parked'} end
local question = redis.call('HGET', KEYS[1], 'question')
if not question or question == '' or cjson.decode(question).key ~= ARGV[4] then return {'not-asked'} end
if now > tonumber(ARGV[7]) then return {'late'} end
local known = redis.call('HGET', KEYS[1], 'approvedBy')
if not known or string.sub(known, 1, #ARGV[4] + 1) ~= ARGV[4] .. ' ' then known = ARGV[4] .. ' ' end
for i = 12, #ARGV do
  if tonumber(ARGV[8]) > 0 and string.find(known, ' ' .. ARGV[i] .. ' ', 1, true) then return {'again'} end
end
local places = audit(KEYS[6], KEYS[7], redis.call('HGET', KEYS[1], 'number'), cjson.decode(ARGV[6]))
known = known .. ARGV[12] .. ' '
redis.call('HSET', KEYS[1], 'approvedBy', known)
local _, words = string.gsub(known, '%S+', '')
if words - 1 >= tonumber(ARGV[8]) then redis.call('HSET', KEYS[1], 'question', '') end
if ARGV[9] ~= '' then
  redis.call('HSET', KEYS[8], redis.call('HGET', KEYS[1], 'number'), ARGV[9])
  announce(KEYS[9], KEYS[10], ARGV[10], ARGV[11])
end
redis.call('RPUSH', KEYS[5], ARGV[5])
redis.call('RPUSH', KEYS[2], ARGV[2])
redis.call('HINCRBY', KEYS[1], 'signals', 1)
redis.call('HINCRBY', KEYS[1], 'revision', 1)
redis.call('ZADD', KEYS[4], now, ARGV[1])
redis.call('PUBLISH', ARGV[3], ARGV[1])
if status == 'waiting' then redis.call('ZADD', KEYS[3], now, ARGV[1]) end
return {'sent', unpack(places)}
`);
