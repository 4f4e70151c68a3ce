// What the two halves of CRC-32C share.
#ifndef PAIDAN_CRC32C_H
#define PAIDAN_CRC32C_H

#include <stdint.h>

// The Castagnoli polynomial without its top term, bit-reversed: bit 31 stands for x^0, bit 0 for x^31.
#define PAIDAN_CRC32C_POLYNOMIAL 0x82f63b78u

// Appending zero bytes to a message is a linear map of its register. The map for a fixed number of zeros is kept
// as what it does to each of the register's four bytes.
typedef struct {
    uint32_t of_byte[4][256];
} paidan_crc32c_shift;

// The register after `byte_count` zero bytes.
void paidan_crc32c_make_shift(paidan_crc32c_shift *shift, unsigned byte_count);

static inline uint32_t paidan_crc32c_apply(const paidan_crc32c_shift *shift, uint32_t crc) {
    return shift->of_byte[0][crc & 0xff] ^ shift->of_byte[1][crc >> 8 & 0xff] ^ shift->of_byte[2][crc >> 16 & 0xff]
        ^ shift->of_byte[3][crc >> 24];
}

#endif
