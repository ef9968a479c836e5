/** The constants of the rounds (FIPS 180-4, 4.2.2). */
const K = `
  428a2f98 71374491 b5c0fbcf e9b5dba5 3956c25b 59f111f1 923f82a4 ab1c5ed5 d807aa98 12835b01 243185be 550c7dc3 72be5d74
  80deb1fe 9bdc06a7 c19bf174 e49b69c1 efbe4786 0fc19dc6 240ca1cc 2de92c6f 4a7484aa 5cb0a9dc 76f988da 983e5152 a831c66d
  b00327c8 bf597fc7 c6e00bf3 d5a79147 06ca6351 14292967 27b70a85 2e1b2138 4d2c6dfc 53380d13 650a7354 766a0abb 81c2c92e
  92722c85 a2bfe8a1 a81a664b c24b8b70 c76c51a3 d192e819 d6990624 f40e3585 106aa070 19a4c116 1e376c08 2748774c 34b0bcb5
  391c0cb3 4ed8aa4a 5b9cca4f 682e6ff3 748f82ee 78a5636f 84c87814 8cc70208 90befffa a4506ceb bef9a3f7 c67178f2`
  .trim()
  .split(/\s+/);

/** The first value of the hash (FIPS 180-4, 5.3.3). */
const H = '6a09e667 bb67ae85 3c6ef372 a54ff53a 510e527f 9b05688c 1f83d9ab 5be0cd19'.split(' ');

const LETTERS = [...'abcdefgh'];

/** The words of the message's schedule: sixteen are kept at a time. */
const WORDS = Array.from({ length: 16 }, (_, i) => `w${i}`);
const word = (i: number): string => `w${i % 16}`;

/** One round, written out: instead of moving eight values on, the next round names them otherwise. */
function round(k: string, i: number): string {
  const [a, b, , d, e, f, g, h] = LETTERS.map((_, at) => LETTERS[(at - i + 64) % 8]);
  const [w, x, y] = [word(i), word(i + 1), word(i + 14)];
  const next = `${w} = ${w} + ${word(i + 9)} + bxor(rol(${x}, 25), rol(${x}, 14), shr(${x}, 3)) + bxor(rol(${y}, 15), rol(${y}, 13), shr(${y}, 10))`;
  // The majority of a, b and c is b ⊕ ((a ⊕ b) ∧ (b ⊕ c)), and the next round's b ⊕ c is this one's a ⊕ b.
  const [ab, bc] = i % 2 === 0 ? ['p', 'q'] : ['q', 'p'];
  return `${i < 16 ? '' : next}
  ${h} = ${h} + bxor(rol(${e}, 26), rol(${e}, 21), rol(${e}, 7)) + bxor(${g}, band(${e}, bxor(${f}, ${g}))) + 0x${k} + ${w}
  ${d} = ${d} + ${h}
  ${ab} = bxor(${a}, ${b})
  ${h} = ${h} + bxor(rol(${a}, 30), rol(${a}, 19), rol(${a}, 10)) + bxor(${b}, band(${ab}, ${bc}))`;
}

/**
 * SHA-256 for Redis's Lua (FIPS 180-4, 6.2), which itself knows SHA-1 only: `sha256(text)` gives 64 hexadecimal digits,
 * `sha256(text, hex)` the same of the bytes that `hex` says, a multiple of 128 digits, and then the text.
 * `bit` takes any number below 2^51 modulo 2^32 and gives signed ones, so sums are cut to 32 bits once a block. The
 * rounds are written out because a loop's tables and moves cost Redis a third more. Still each 64 bytes cost it some
 * hundredths of a millisecond, so what it is given should be short.
 */
export const SHA256 = `
local function compress(hash, ${WORDS.join(', ')})
  local band, bxor, rol, shr, tobit = bit.band, bit.bxor, bit.rol, bit.rshift, bit.tobit
  local a, b, c, d, e, f, g, h = unpack(hash)
  local p, q = 0, bxor(b, c)
  ${K.map(round).join('')}
  return {${LETTERS.map((letter, i) => `tobit(hash[${i + 1}] + ${letter})`).join(', ')}}
end
local function sha256(text, hex)
  local hash = {${H.map((value) => `0x${value}`).join(', ')}}
  hex = hex or ''
  for from = 1, #hex, 128 do
    hash = compress(hash, ${WORDS.map((_, i) => `tonumber(string.sub(hex, from + ${i * 8}, from + ${i * 8 + 7}), 16)`).join(', ')})
  end
  local padded = text .. '\\128' .. string.rep('\\0', (55 - #text) % 64) .. struct.pack('>I8', #hex * 4 + #text * 8)
  for from = 1, #padded, 64 do
    hash = compress(hash, struct.unpack('>${'I4'.repeat(16)}', padded, from))
  end
  for i = 1, 8 do hash[i] = bit.tohex(hash[i]) end
  return table.concat(hash)
end
`;
