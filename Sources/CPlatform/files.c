#define _GNU_SOURCE
#include "CPlatform.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

_Static_assert(sizeof(off_t) == 8, "offsets have 64 bits");

static int errno_unless(int success) {
    return success ? 0 : errno;
}

int paidan_open(const char *path, int flags, unsigned mode, int *descriptor) {
    *descriptor = open(path, flags | O_CLOEXEC, mode);
    return errno_unless(*descriptor >= 0);
}

int paidan_refuse_directory(int descriptor) {
    struct stat status;
    if (fstat(descriptor, &status) != 0) {
        return errno;
    }
    return S_ISDIR(status.st_mode) ? EISDIR : 0;
}

int paidan_pread(int descriptor, void *bytes, size_t count, uint64_t offset, size_t *done) {
    ssize_t result = pread(descriptor, bytes, count, (off_t)offset);
    *done = result < 0 ? 0 : (size_t)result;
    return errno_unless(result >= 0);
}

int paidan_pwrite(int descriptor, const void *bytes, size_t count, uint64_t offset, size_t *done) {
    ssize_t result = pwrite(descriptor, bytes, count, (off_t)offset);
    *done = result < 0 ? 0 : (size_t)result;
    return errno_unless(result >= 0);
}

uint64_t paidan_raise_open_files(void) {
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) {
        return 0;
    }
    struct rlimit raised = {.rlim_cur = limit.rlim_max, .rlim_max = limit.rlim_max};
    return setrlimit(RLIMIT_NOFILE, &raised) == 0 ? raised.rlim_cur : limit.rlim_cur;
}

void paidan_expect_forward_reads(int descriptor) {
    // A hint: what refuses it reads as before.
    (void)posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL);
}

int paidan_fdatasync(int descriptor) {
    return errno_unless(fdatasync(descriptor) == 0);
}

int paidan_fsync(int descriptor) {
    return errno_unless(fsync(descriptor) == 0);
}

int paidan_claim(int descriptor, uint64_t byte_count) {
    return errno_unless(fallocate(descriptor, FALLOC_FL_KEEP_SIZE, 0, (off_t)byte_count) == 0);
}

int paidan_fallocate(int descriptor, uint64_t byte_count) {
    return errno_unless(fallocate(descriptor, 0, 0, (off_t)byte_count) == 0);
}

int paidan_ftruncate(int descriptor, uint64_t byte_count) {
    return errno_unless(ftruncate(descriptor, (off_t)byte_count) == 0);
}

int paidan_file_size(int descriptor, uint64_t *byte_count) {
    struct stat status;
    int result = fstat(descriptor, &status);
    *byte_count = result == 0 ? (uint64_t)status.st_size : 0;
    return errno_unless(result == 0);
}

int paidan_close(int descriptor) {
    return errno_unless(close(descriptor) == 0);
}

static int map_shared(int descriptor, size_t count, int protection, void **address) {
    void *result = mmap(NULL, count, protection, MAP_SHARED, descriptor, 0);
    *address = result == MAP_FAILED ? NULL : result;
    return errno_unless(result != MAP_FAILED);
}

int paidan_map_shared(int descriptor, size_t count, void **address) {
    return map_shared(descriptor, count, PROT_READ | PROT_WRITE, address);
}

int paidan_map_shared_read_only(int descriptor, size_t count, void **address) {
    return map_shared(descriptor, count, PROT_READ, address);
}

int paidan_unmap(void *address, size_t count) {
    return errno_unless(munmap(address, count) == 0);
}
