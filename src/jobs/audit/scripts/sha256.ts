/**
 * SHA-256 for Redis's Lua (FIPS 180-4, 6.2), which itself knows SHA-1 only: `sha256(text)` gives 64 hexadecimal digits.
 * `bit` gives signed 32-bit numbers; a sum of a few of them is exact in a double, and `tobit` cuts it to 32 bits.
 * Costs Redis about a tenth of a millisecond for each 64 bytes, so texts that it is given should be short.
 */
export const SHA256 = `
local function sha256(text)
  local band, bxor, rol, shr, tobit = bit.band, bit.bxor, bit.rol, bit.rshift, bit.tobit
  local K = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2}
  local H = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19}
  local length = #text
  local padded = text .. '\\128' .. string.rep('\\0', (55 - length) % 64) .. struct.pack('>I8', length * 8)
  local W = {}
  for from = 1, #padded, 64 do
    for i = 1, 16 do
      local at = from + (i - 1) * 4
      local b1, b2, b3, b4 = string.byte(padded, at, at + 3)
      W[i] = tobit(b1 * 16777216 + b2 * 65536 + b3 * 256 + b4)
    end
    for i = 17, 64 do
      local x, y = W[i - 15], W[i - 2]
      W[i] = tobit(W[i - 16] + bxor(rol(x, 25), rol(x, 14), shr(x, 3)) + W[i - 7]
        + bxor(rol(y, 15), rol(y, 13), shr(y, 10)))
    end
    local a, b, c, d, e, f, g, h = unpack(H)
    for i = 1, 64 do
      local one = h + bxor(rol(e, 26), rol(e, 21), rol(e, 7)) + bxor(g, band(e, bxor(f, g))) + K[i] + W[i]
      local two = bxor(rol(a, 30), rol(a, 19), rol(a, 10)) + bxor(band(a, bxor(b, c)), band(b, c))
      h, g, f, e, d, c, b, a = g, f, e, tobit(d + one), c, b, a, tobit(one + two)
    end
    local sums = {a, b, c, d, e, f, g, h}
    for i = 1, 8 do H[i] = tobit(H[i] + sums[i]) end
  end
  local hex = {}
  for i = 1, 8 do hex[i] = bit.tohex(H[i]) end
  return table.concat(hex)
end
`;
