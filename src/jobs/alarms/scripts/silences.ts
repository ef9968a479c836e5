import { AUDIT } from '../../audit/scripts/append.ts';
import { script } from '../../ledger/script.ts';

/** What Lua must know of ends: \`ended(text)\`, false of a text that can't be understood. */
const ENDED = `
local function ended(text)
  local read, silence = pcall(cjson.decode, text)
  local ends = read and type(silence) == 'table' and tonumber(silence['until'])
  return ends and ends <= now
end
`;

/**
 * Stores a silence with its entry in the audit and the review that it takes, in the place of another that stands. One that
 * has ended and that nobody has taken off yet is put aside, so that its end is told all the same.
 * KEYS silences, dedupe, audit, head of the audit, reviews · ARGV name, silence JSON without \`since\`, dedupe's life in ms,
 *   channel of changes, JSON list of {entry, begun} for the audit, key and text of the review or nothing
 * Answers {silenced, places, silence} | {replaced, places, silence, silence before} | {over} | {duplicate}.
 */
export const placeSilence = script(`${AUDIT}${ENDED}
if redis.call('EXISTS', KEYS[2]) == 1 then return {'duplicate'} end
local silence = cjson.decode(ARGV[2])
if silence['until'] <= now then return {'over'} end
local before = redis.call('HGET', KEYS[1], ARGV[1])
local places = audit(KEYS[3], KEYS[4], nil, cjson.decode(ARGV[5]))
if ARGV[6] then redis.call('HSETNX', KEYS[5], ARGV[6], ARGV[7]) end
if before and ended(before) then
  redis.call('HSET', KEYS[1], string.format('ended %.0f %s', cjson.decode(before)['until'], ARGV[1]), before)
  before = nil
end
silence.since = now
local text = cjson.encode(silence)
redis.call('HSET', KEYS[1], ARGV[1], text)
redis.call('SET', KEYS[2], ARGV[1], 'PX', ARGV[3])
redis.call('PUBLISH', ARGV[4], ARGV[1])
if before then return {'replaced', places, text, before} end
return {'silenced', places, text}
`);

/**
 * Lifts a silence that stands, with its entry in the audit. KEYS silences, dedupe, audit, head of the audit · ARGV name,
 *   dedupe's life in ms, channel of changes, JSON list of {entry, begun} for the audit
 * Answers {lifted, places, silence} | {none} | {duplicate}.
 */
export const liftSilence = script(`${AUDIT}${ENDED}
if redis.call('EXISTS', KEYS[2]) == 1 then return {'duplicate'} end
local silence = redis.call('HGET', KEYS[1], ARGV[1])
if not silence or ended(silence) then return {'none'} end
local places = audit(KEYS[3], KEYS[4], nil, cjson.decode(ARGV[4]))
redis.call('HDEL', KEYS[1], ARGV[1])
redis.call('SET', KEYS[2], ARGV[1], 'PX', ARGV[2])
redis.call('PUBLISH', ARGV[3], ARGV[1])
return {'lifted', places, silence}
`);

/** All that haven't ended, and what can't be understood. KEYS silences · Answers texts. */
export const standingSilences = script(`${ENDED}
local standing = {}
for _, text in ipairs(redis.call('HVALS', KEYS[1])) do
  if not ended(text) then standing[#standing + 1] = text end
end
return standing
`);

/** All that have ended and weren't taken off yet. KEYS silences · Answers texts. */
export const endedSilences = script(`${ENDED}
local over = {}
for _, text in ipairs(redis.call('HVALS', KEYS[1])) do
  if ended(text) then over[#over + 1] = text end
end
return over
`);

/** Takes those off that had ended by a moment. KEYS silences, and nothing else · ARGV moment in ms · Answers how many. */
export const takeEndedSilences = script(`${ENDED}
local taken = 0
for _, name in ipairs(redis.call('HKEYS', KEYS[1])) do
  local text = redis.call('HGET', KEYS[1], name)
  if ended(text) and cjson.decode(text)['until'] <= tonumber(ARGV[1]) then
    taken = taken + redis.call('HDEL', KEYS[1], name)
  end
end
return taken
`);
