import { LINK_BYTES } from '../../../domain/audit/chain.ts';
import { K } from '../sha256-constants.ts';

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
 * What Lua must know of hashes: `link(begun, prev, seq, at, number)` is the hash of an entry in its place (`linkHash`),
 * number being that of its run, or nothing. Redis's scripts know only SHA-1, so SHA-256 is written out here (FIPS 180-4,
 * 6.2); but the first of its two blocks is its writer's (`begun`), and the second holds nothing but numbers.
 * `bit` takes any number below 2^51 modulo 2^32 and gives signed ones, so sums are cut to 32 bits only at the end. There is
 * no loop, because its tables and moves would cost Redis a third more.
 */
export const LINK = `
local function compress(hash, ${WORDS.join(', ')})
  local band, bxor, rol, shr, tohex = bit.band, bit.bxor, bit.rol, bit.rshift, bit.tohex
  local a, b, c, d, e, f, g, h = unpack(hash)
  local p, q = 0, bxor(b, c)
  ${K.map(round).join('')}
  return ${LETTERS.map((letter, i) => `tohex(hash[${i + 1}] + ${letter})`).join(' .. ')}
end
local function words(hex)
  local found = {}
  for at = 1, 64, 8 do found[#found + 1] = tonumber(string.sub(hex, at, at + 7), 16) end
  return found
end
local function link(begun, prev, seq, at, number)
  local p = words(prev)
  local high = 4294967296
  return compress(words(begun), p[1], p[2], p[3], p[4], p[5], p[6], p[7], p[8], math.floor(seq / high), seq % high,
    math.floor(at / high), at % high, number or 0, 0x80000000, 0, ${LINK_BYTES * 8})
end
`;
