// What Swift cannot say well of bytes in memory: checksum instructions. No system call.
#ifndef PAIDAN_CBYTES_H
#define PAIDAN_CBYTES_H

#include <stddef.h>
#include <stdint.h>

// CRC-32C (Castagnoli, reflected polynomial 0x82f63b78) of `count` bytes, continued from `crc` (0 to begin).
// RFC 3720 appendix B.4 has the check values.
uint32_t paidan_crc32c(uint32_t crc, const void *bytes, size_t count);
// The portable table version of the same, for machines without the instruction and for testing the other.
uint32_t paidan_crc32c_portable(uint32_t crc, const void *bytes, size_t count);

// True if all `count` bytes are zero.
int paidan_is_zero(const void *bytes, size_t count);

#endif
