#define _GNU_SOURCE
#include "CPlatform.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

// A length of 0 reaches to the end of the file, wherever that will be; l_pid must be 0 for this kind of lock.

int paidan_lock_exclusive(int descriptor) {
    struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    return fcntl(descriptor, F_OFD_SETLK, &lock) == 0 ? 0 : errno;
}

int paidan_is_named(int descriptor, const char *path, int *is_named) {
    struct stat ours, named;
    *is_named = 0;
    if (fstat(descriptor, &ours) != 0) {
        return errno;
    }
    if (stat(path, &named) != 0) {
        return errno == ENOENT ? 0 : errno;
    }
    *is_named = ours.st_dev == named.st_dev && ours.st_ino == named.st_ino;
    return 0;
}

int paidan_lock_is_held(int descriptor, int *held) {
    // Asks whether a shared lock could be had: only an exclusive one stands in its way.
    struct flock lock = {.l_type = F_RDLCK, .l_whence = SEEK_SET};
    *held = 0;
    if (fcntl(descriptor, F_OFD_GETLK, &lock) != 0) {
        return errno;
    }
    *held = lock.l_type == F_WRLCK;
    return 0;
}
