#define _GNU_SOURCE
#include "CPlatform.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int paidan_list(const char *path, void (*each)(const char *name, void *context), void *context) {
    DIR *directory = opendir(path);
    if (directory == NULL) {
        return errno;
    }
    struct dirent *entry;
    // The end and a failure both give NULL; only errno tells them apart.
    while (errno = 0, (entry = readdir(directory)) != NULL) {
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0) {
            each(entry->d_name, context);
        }
    }
    int failure = errno;
    closedir(directory);
    return failure;
}

int paidan_make_directory(const char *path, unsigned mode) {
    return mkdir(path, mode) == 0 ? 0 : errno;
}

int paidan_rename(const char *source, const char *target) {
    return rename(source, target) == 0 ? 0 : errno;
}

int paidan_remove(const char *path) {
    return unlink(path) == 0 ? 0 : errno;
}

int paidan_remove_directory(const char *path) {
    return rmdir(path) == 0 ? 0 : errno;
}
