#include "CBytes.h"

#include <string.h>

int paidan_is_zero(const void *bytes, size_t count) {
    enum { LEAD = 16 };
    const unsigned char *start = bytes;
    size_t lead = count < LEAD ? count : LEAD;
    unsigned char seen = 0;
    for (size_t index = 0; index < lead; index++) {
        seen |= start[index];
    }
    // If every byte equals the one LEAD before it and the first LEAD are zero, all are.
    return seen == 0 && (count <= LEAD || memcmp(start, start + LEAD, count - LEAD) == 0);
}
