import { script } from '../ledger/script.ts';

/**
 * Adds what was seen of a deployment to what is known of its service's. Every rule of the merge gives the same in any
 * order: the least, the worst, or all of both.
 * KEYS history · ARGV the deployment as JSON, how many are kept, retention in ms
 */
export const remember = script(`
local worst = {succeeded = 1, stopped = 2, failed = 3, ['rolled-back'] = 4}

local function least(a, b)
  if a == nil or (b ~= nil and b < a) then return b end
  return a
end

local function worse(a, b)
  if a == nil or b == nil then return a or b end
  if a.kind == b.kind then return {kind = a.kind, at = least(a.at, b.at)} end
  return worst[a.kind] > worst[b.kind] and a or b
end

local function both(a, b)
  local all, digested = {}, {}
  for _, images in ipairs({a, b}) do
    for key, image in pairs(images) do
      all[key] = image
      if image.digest then digested[image.container] = true end
    end
  end
  for key, image in pairs(all) do
    if not image.digest and digested[image.container] then all[key] = nil end
  end
  return all
end

local function same(a, b)
  if a.id and b.id then return a.id == b.id end
  return a.serviceDeployment ~= nil and a.serviceDeployment == b.serviceDeployment
end

local function merged(a, b)
  return {
    id = a.id or b.id,
    serviceDeployment = a.serviceDeployment or b.serviceDeployment,
    taskDefinition = least(a.taskDefinition, b.taskDefinition),
    images = both(a.images, b.images),
    tag = least(a.tag, b.tag),
    at = least(a.at, b.at),
    ['end'] = worse(a['end'], b['end']),
    run = least(a.run, b.run),
  }
end

local seen = cjson.decode(ARGV[1])
seen.images = both(seen.images, {})
local known = redis.call('GET', KEYS[1])
local all = {}
for _, one in ipairs(known and cjson.decode(known) or {}) do
  if same(one, seen) then seen = merged(one, seen) else all[#all + 1] = one end
end
all[#all + 1] = seen

local function name(one) return (one.id or '') .. ' ' .. (one.serviceDeployment or '') end
table.sort(all, function(a, b)
  if a.at ~= b.at then return a.at > b.at end
  return name(a) < name(b)
end)
for at = #all, ARGV[2] + 1, -1 do all[at] = nil end
return redis.call('SET', KEYS[1], cjson.encode(all), 'PX', ARGV[3])
`);
