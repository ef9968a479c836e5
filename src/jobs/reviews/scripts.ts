import { AUDIT } from '../audit/scripts/append.ts';
import { script } from '../ledger/script.ts';

/**
 * Closes a review, with its entry in the audit.
 * KEYS reviews, audit, head of the audit · ARGV number of its run, JSON list of {entry, digest}
 * Answers {closed, place in the audit …} | {none}.
 */
export const closeReview = script(`${AUDIT}
if redis.call('HEXISTS', KEYS[1], ARGV[1]) == 0 then return {'none'} end
local places = audit(KEYS[2], KEYS[3], ARGV[1], cjson.decode(ARGV[2]))
redis.call('HDEL', KEYS[1], ARGV[1])
return {'closed', unpack(places)}
`);
