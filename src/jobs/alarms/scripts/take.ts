import { script } from '../../ledger/script.ts';

/**
 * Stores news that isn't known yet, all of it or nothing, and gives one hint for all.
 *
 * Each id is a key of its own, which Redis forgets by itself: a sorted set would be as large, would need pruning with
 * every call, and would stay as it is when nothing comes any more.
 *
 * KEYS inbox · ARGV prefix of the known ids, for how many ms one is known, how many the inbox takes, channel of hints,
 *   id, notice JSON, id, notice JSON, … · Answers {1 where it was stored, 0 where it was known, …} | nothing: it is full.
 */
export const takeNotices = script(`
if redis.call('XLEN', KEYS[1]) + (#ARGV - 4) / 2 > tonumber(ARGV[3]) then return false end
local stored, any = {}, false
for at = 5, #ARGV, 2 do
  if redis.call('SET', ARGV[1] .. ARGV[at], 1, 'NX', 'PX', ARGV[2]) then
    redis.call('XADD', KEYS[1], '*', 'notice', ARGV[at + 1])
    stored[#stored + 1] = 1
    any = true
  else
    stored[#stored + 1] = 0
  end
end
if any then redis.call('PUBLISH', ARGV[4], 'arrived') end
return stored
`);
