import { AUDIT } from '../../audit/scripts/append.ts';
import { script } from '../script.ts';

/**
 * What Lua must know of holds. `stands(hold)`: whether a hold, as JSON text or nothing, stands by Redis's clock.
 * `standingOf(holds)`: those of them that stand, in their order. `standing(key, names)`: those of these names. A hold
 * that isn't JSON breaks the script that asks: in doubt nothing is accepted.
 */
export const STANDING = `
local function stands(hold)
  if not hold then return false end
  local ends = cjson.decode(hold)['until']
  return not ends or ends > now
end
local function standingOf(holds)
  local found = {}
  for _, hold in ipairs(holds) do
    if stands(hold) then found[#found + 1] = hold end
  end
  return found
end
local function standing(key, names)
  return #names == 0 and {} or standingOf(redis.call('HMGET', key, unpack(names)))
end
`;

/** Takes freezes that have ended off the hash. */
const PRUNE = `
local function prune(key)
  for _, name in ipairs(redis.call('HKEYS', key)) do
    if not stands(redis.call('HGET', key, name)) then redis.call('HDEL', key, name) end
  end
end
`;

/** Those of these names that stand. KEYS holds · ARGV name … · Answers JSON texts in the order of the names. */
export const standingHolds = script(`${STANDING}
return standing(KEYS[1], ARGV)
`);

/** All that stand. KEYS holds · Answers JSON texts. */
export const allHolds = script(`${STANDING}
return standingOf(redis.call('HVALS', KEYS[1]))
`);

/**
 * Stores a hold with its entry in the audit, unless somebody else's stands in its place that ends later, or as late, or
 * never.
 * KEYS holds, dedupe, audit, head of the audit · ARGV name, hold JSON without \`since\`, who asks, dedupe's life in ms,
 *   channel of changes, JSON list of {entry, begun} for the audit
 * Answers {placed, places, hold} | {replaced, places, hold, hold before} | {standing, hold} | {over} | {duplicate}.
 */
export const placeHold = script(`${STANDING}${PRUNE}${AUDIT}
if redis.call('EXISTS', KEYS[2]) == 1 then return {'duplicate'} end
local hold = cjson.decode(ARGV[2])
local ends = hold['until']
if ends and ends <= now then return {'over'} end
prune(KEYS[1])
local before = redis.call('HGET', KEYS[1], ARGV[1])
if before then
  local was = cjson.decode(before)
  local outlasts = not was['until'] or (ends and was['until'] >= ends)
  if was.asker ~= ARGV[3] and outlasts then return {'standing', before} end
end
local places = audit(KEYS[3], KEYS[4], nil, cjson.decode(ARGV[6]))
hold.since = now
hold.asker = ARGV[3]
local text = cjson.encode(hold)
redis.call('HSET', KEYS[1], ARGV[1], text)
redis.call('SET', KEYS[2], ARGV[1], 'PX', ARGV[4])
redis.call('PUBLISH', ARGV[5], ARGV[1])
if before then return {'replaced', places, text, before} end
return {'placed', places, text}
`);

/**
 * Lifts a hold, with its entry in the audit. KEYS holds, dedupe, audit, head of the audit · ARGV name, dedupe's life in
 *   ms, channel of changes, JSON list of {entry, begun} for the audit
 * Answers {lifted, places, hold} | {none} | {duplicate}.
 */
export const liftHold = script(`${STANDING}${PRUNE}${AUDIT}
if redis.call('EXISTS', KEYS[2]) == 1 then return {'duplicate'} end
prune(KEYS[1])
local hold = redis.call('HGET', KEYS[1], ARGV[1])
if not hold then return {'none'} end
local places = audit(KEYS[3], KEYS[4], nil, cjson.decode(ARGV[4]))
redis.call('HDEL', KEYS[1], ARGV[1])
redis.call('SET', KEYS[2], ARGV[1], 'PX', ARGV[2])
redis.call('PUBLISH', ARGV[3], ARGV[1])
return {'lifted', places, hold}
`);
