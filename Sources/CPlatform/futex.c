#define _GNU_SOURCE
#include "CPlatform.h"

#include <limits.h>
#include <linux/futex.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "a word's low half is at its address");

// Not the private kind: the waiters may be in other processes that map the same file.

void paidan_futex_wait(uint64_t *word, uint32_t expected, int64_t nanoseconds) {
    int64_t rest = nanoseconds < 0 ? 0 : nanoseconds;
    struct timespec time = {.tv_sec = rest / 1000000000, .tv_nsec = rest % 1000000000};
    syscall(SYS_futex, (uint32_t *)word, FUTEX_WAIT, expected, &time, NULL, 0);
}

void paidan_futex_wake_all(uint64_t *word) {
    syscall(SYS_futex, (uint32_t *)word, FUTEX_WAKE, INT_MAX, NULL, NULL, 0);
}
