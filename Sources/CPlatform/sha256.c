// SHA-256 (FIPS 180-4) with the processor's own instructions, for inputs of a record's size, where the cost of
// setting a hash up outweighs the hash. On processors without them there is nothing here, and callers use a library.
#include "CPlatform.h"

#if defined(__x86_64__)

#include <cpuid.h>
#include <immintrin.h>
#include <string.h>

#define WITH_INSTRUCTIONS __attribute__((target("sha,sse4.1")))

enum { BLOCK = 64 };

static int use_instructions;

__attribute__((constructor(102))) static void look_for_instructions(void) {
    unsigned a, b, c, d, highest = __get_cpuid_max(0, 0);
    const unsigned sha_bit = 1u << 29;
    use_instructions = highest >= 7 && __get_cpuid_count(7, 0, &a, &b, &c, &d) && (b & sha_bit) != 0
        && __get_cpuid(1, &a, &b, &c, &d) && (c & bit_SSE4_1) != 0;
}

// The first 32 bits of the fractional parts of the cube roots of the first 64 primes (section 4.2.2).
static const uint32_t constants[64] __attribute__((aligned(16))) = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

// The working variables as the instructions want them: a, b, e, f and c, d, g, h, the first in the highest place.
typedef struct {
    __m128i abef, cdgh;
} state;

WITH_INSTRUCTIONS static inline state initial(void) {
    return (state){
        _mm_set_epi32(0x6a09e667, (int)0xbb67ae85, 0x510e527f, (int)0x9b05688c),
        _mm_set_epi32(0x3c6ef372, (int)0xa54ff53a, 0x1f83d9ab, 0x5be0cd19)};
}

WITH_INSTRUCTIONS static inline state step(state before, const unsigned char *block) {
    const __m128i big_endian = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
    __m128i words[4];
    for (int index = 0; index < 4; index++) {
        words[index] = _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *)(block + 16 * index)), big_endian);
    }
    state now = before;
#pragma clang loop unroll(full)
    for (int group = 0; group < 16; group++) {
        __m128i oldest = words[group & 3], second = words[(group + 1) & 3];
        __m128i third = words[(group + 2) & 3], newest = words[(group + 3) & 3];
        __m128i sum = _mm_add_epi32(oldest, _mm_load_si128((const __m128i *)(constants + 4 * group)));
        // Two rounds make a new a, b, e, f; the old ones become c, d, g, h: after four, both are back in place.
        now.cdgh = _mm_sha256rnds2_epu32(now.cdgh, now.abef, sum);
        now.abef = _mm_sha256rnds2_epu32(now.abef, now.cdgh, _mm_shuffle_epi32(sum, 0x0e));
        if (group < 12) {
            // W[t] = s1(W[t-2]) + W[t-7] + s0(W[t-15]) + W[t-16], for four t at once.
            __m128i part = _mm_add_epi32(_mm_sha256msg1_epu32(oldest, second), _mm_alignr_epi8(newest, third, 4));
            words[group & 3] = _mm_sha256msg2_epu32(part, newest);
        }
    }
    return (state){_mm_add_epi32(now.abef, before.abef), _mm_add_epi32(now.cdgh, before.cdgh)};
}

WITH_INSTRUCTIONS static void hash(unsigned char prefix, const unsigned char *bytes, size_t count, uint64_t words[4]) {
    const uint64_t bits = 8 * ((uint64_t)count + 1);
    unsigned char block[BLOCK];
    // The first block begins with the prefix; the ones after it are read where they are.
    size_t taken = count < BLOCK - 1 ? count : BLOCK - 1, used = taken + 1;
    block[0] = prefix;
    memcpy(block + 1, bytes, taken);
    state now = initial();
    if (used == BLOCK) {
        now = step(now, block);
        for (; count - taken >= BLOCK; taken += BLOCK) {
            now = step(now, bytes + taken);
        }
        used = count - taken;
        memcpy(block, bytes + taken, used);
    }
    // A one bit, zeros, and the length in bits in the last eight bytes (section 5.1.1).
    block[used++] = 0x80;
    if (used > BLOCK - 8) {
        memset(block + used, 0, BLOCK - used);
        now = step(now, block);
        used = 0;
    }
    memset(block + used, 0, BLOCK - 8 - used);
    const uint64_t length = __builtin_bswap64(bits);
    memcpy(block + BLOCK - 8, &length, 8);
    now = step(now, block);

    const uint64_t ab = (uint64_t)_mm_extract_epi64(now.abef, 1), ef = (uint64_t)_mm_extract_epi64(now.abef, 0);
    const uint64_t cd = (uint64_t)_mm_extract_epi64(now.cdgh, 1), gh = (uint64_t)_mm_extract_epi64(now.cdgh, 0);
    words[0] = ab;
    words[1] = cd;
    words[2] = ef;
    words[3] = gh;
}

int paidan_sha256(uint8_t prefix, const void *bytes, size_t count, uint64_t words[4]) {
    if (!use_instructions) {
        return 0;
    }
    hash(prefix, bytes, count, words);
    return 1;
}

#else

int paidan_sha256(uint8_t prefix, const void *bytes, size_t count, uint64_t words[4]) {
    (void)prefix, (void)bytes, (void)count, (void)words;
    return 0;
}

#endif
