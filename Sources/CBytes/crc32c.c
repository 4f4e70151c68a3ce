// CRC-32C with the processor's own instruction. It takes eight bytes and gives a result every cycle, but each
// result is three cycles late; so three parts of the input run at once and are joined afterwards:
// register(a b) = shift(register(a), length of b) ^ register(b begun at 0).
#include "CBytes.h"
#include "crc32c.h"

#include <string.h>

#if defined(__x86_64__)

#include <cpuid.h>
#include <nmmintrin.h>
#define WITH_INSTRUCTION __attribute__((target("sse4.2")))
#define STEP_WORD(crc, word) ((uint32_t)_mm_crc32_u64((crc), (word)))
#define STEP_BYTE(crc, byte) _mm_crc32_u8((crc), (byte))

static int instruction_is_there(void) {
    unsigned a, b, c, d;
    return __get_cpuid(1, &a, &b, &c, &d) && (c & bit_SSE4_2) != 0;
}

#elif defined(__aarch64__)

#include <sys/auxv.h>
#define WITH_INSTRUCTION __attribute__((target("crc")))
#define STEP_WORD(crc, word) __builtin_arm_crc32cd((crc), (word))
#define STEP_BYTE(crc, byte) __builtin_arm_crc32cb((crc), (byte))

static int instruction_is_there(void) {
    const unsigned long crc32_bit = 1ul << 7; // HWCAP_CRC32
    return (getauxval(AT_HWCAP) & crc32_bit) != 0;
}

#endif

#ifdef WITH_INSTRUCTION

// Bytes in each of the three parts. Long ones make joining rare, short ones serve small frames.
enum { LONG_PART = 2048, SHORT_PART = 128 };

static paidan_crc32c_shift long_shift, short_shift;
static int use_instruction;

__attribute__((constructor(102))) static void look_for_instruction(void) {
    use_instruction = instruction_is_there();
    if (use_instruction) {
        paidan_crc32c_make_shift(&long_shift, LONG_PART);
        paidan_crc32c_make_shift(&short_shift, SHORT_PART);
    }
}

static inline uint64_t word_at(const unsigned char *bytes) {
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
    return word;
}

// Three parts of `part` bytes each.
WITH_INSTRUCTION static inline uint32_t step_three(
    uint32_t first, const unsigned char *bytes, size_t part, const paidan_crc32c_shift *shift
) {
    uint32_t second = 0, third = 0;
    for (size_t offset = 0; offset < part; offset += 8) {
        first = STEP_WORD(first, word_at(bytes + offset));
        second = STEP_WORD(second, word_at(bytes + offset + part));
        third = STEP_WORD(third, word_at(bytes + offset + 2 * part));
    }
    return paidan_crc32c_apply(shift, paidan_crc32c_apply(shift, first) ^ second) ^ third;
}

WITH_INSTRUCTION static uint32_t with_instruction(uint32_t crc, const unsigned char *bytes, size_t count) {
    crc = ~crc;
    for (; count >= 3 * LONG_PART; bytes += 3 * LONG_PART, count -= 3 * LONG_PART) {
        crc = step_three(crc, bytes, LONG_PART, &long_shift);
    }
    for (; count >= 3 * SHORT_PART; bytes += 3 * SHORT_PART, count -= 3 * SHORT_PART) {
        crc = step_three(crc, bytes, SHORT_PART, &short_shift);
    }
    for (; count >= 8; bytes += 8, count -= 8) {
        crc = STEP_WORD(crc, word_at(bytes));
    }
    for (; count > 0; count--) {
        crc = STEP_BYTE(crc, *bytes++);
    }
    return ~crc;
}

#endif

uint32_t paidan_crc32c(uint32_t crc, const void *bytes, size_t count) {
#ifdef WITH_INSTRUCTION
    if (use_instruction) {
        return with_instruction(crc, bytes, count);
    }
#endif
    return paidan_crc32c_portable(crc, bytes, count);
}
