import { AUDIT } from '../audit/scripts/append.ts';
import { script } from '../ledger/script.ts';

/**
 * Closes those of some reviews of one thing that are open still, each with its entry in the audit.
 * KEYS reviews, audit, head of the audit · ARGV number of their run or '', JSON list of {key, entry, begun}
 * Answers the keys of those that it closed, and their places in the audit.
 */
export const closeReviews = script(`${AUDIT}
local open, keys = {}, {}
for _, one in ipairs(cjson.decode(ARGV[2])) do
  if redis.call('HEXISTS', KEYS[1], one.key) == 1 then
    open[#open + 1] = one
    keys[#keys + 1] = one.key
  end
end
if #open == 0 then return {keys, keys} end
local places = audit(KEYS[2], KEYS[3], ARGV[1] ~= '' and ARGV[1] or nil, open)
redis.call('HDEL', KEYS[1], unpack(keys))
return {keys, places}
`);
