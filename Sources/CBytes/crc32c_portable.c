// CRC-32C eight bytes at a time ("slicing by 8"): the register after eight bytes is the sum of what each byte
// contributes alone, and each contribution is one lookup.
#include "CBytes.h"
#include "crc32c.h"

#include <string.h>

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "words are loaded as they lie");

// contribution[n][b]: the register after byte b and n zero bytes, begun at 0.
static uint32_t contribution[8][256];

static uint32_t step(uint32_t crc, unsigned char byte) {
    return crc >> 8 ^ contribution[0][(crc ^ byte) & 0xff];
}

// Before main and before other constructors of ordinary priority, so that no call needs to test for it.
__attribute__((constructor(101))) static void fill_contributions(void) {
    for (uint32_t byte = 0; byte < 256; byte++) {
        uint32_t crc = byte;
        for (int bit = 0; bit < 8; bit++) {
            crc = crc >> 1 ^ (crc & 1 ? PAIDAN_CRC32C_POLYNOMIAL : 0);
        }
        contribution[0][byte] = crc;
    }
    for (int zeros = 1; zeros < 8; zeros++) {
        for (int byte = 0; byte < 256; byte++) {
            contribution[zeros][byte] = step(contribution[zeros - 1][byte], 0);
        }
    }
}

void paidan_crc32c_make_shift(paidan_crc32c_shift *shift, unsigned byte_count) {
    // Linear: 32 single bits are walked through the zeros, every other entry is a sum of those.
    for (int position = 0; position < 4; position++) {
        uint32_t *entry = shift->of_byte[position];
        entry[0] = 0;
        for (unsigned bit = 0; bit < 8; bit++) {
            uint32_t crc = UINT32_C(1) << (position * 8 + bit);
            for (unsigned count = 0; count < byte_count; count++) {
                crc = step(crc, 0);
            }
            for (unsigned below = 0; below < 1u << bit; below++) {
                entry[1u << bit | below] = crc ^ entry[below];
            }
        }
    }
}

uint32_t paidan_crc32c_portable(uint32_t crc, const void *bytes, size_t count) {
    const unsigned char *next = bytes;
    crc = ~crc;
    for (; count >= 8; next += 8, count -= 8) {
        uint32_t low, high;
        memcpy(&low, next, 4);
        memcpy(&high, next + 4, 4);
        low ^= crc;
        crc = contribution[7][low & 0xff] ^ contribution[6][low >> 8 & 0xff] ^ contribution[5][low >> 16 & 0xff]
            ^ contribution[4][low >> 24] ^ contribution[3][high & 0xff] ^ contribution[2][high >> 8 & 0xff]
            ^ contribution[1][high >> 16 & 0xff] ^ contribution[0][high >> 24];
    }
    for (; count > 0; count--) {
        crc = step(crc, *next++);
    }
    return ~crc;
}
