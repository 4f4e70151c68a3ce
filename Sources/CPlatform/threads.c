#define _GNU_SOURCE
#include "CPlatform.h"

#include <errno.h>
#include <pthread.h>
#include <sys/resource.h>
#include <stdlib.h>
#include <string.h>

enum { STACK_BYTES = 1 << 20, NAME_BYTES_MAX = 15 };

_Static_assert(sizeof(pthread_t) <= sizeof(uint64_t), "a thread's identity travels as 64 bits");

typedef struct {
    char name[NAME_BYTES_MAX + 1];
    void (*body)(void *);
    void *context;
} start;

static void *run(void *argument) {
    start own = *(start *)argument;
    free(argument);
    pthread_setname_np(pthread_self(), own.name);
    own.body(own.context);
    return NULL;
}

int paidan_thread_start(const char *name, void (*body)(void *), void *context, uint64_t *thread) {
    start *argument = calloc(1, sizeof *argument);
    if (argument == NULL) {
        return ENOMEM;
    }
    memcpy(argument->name, name, strnlen(name, NAME_BYTES_MAX));
    argument->body = body;
    argument->context = context;

    pthread_t identity;
    pthread_attr_t attributes;
    int failure = pthread_attr_init(&attributes);
    if (failure == 0) {
        failure = pthread_attr_setstacksize(&attributes, STACK_BYTES);
        if (failure == 0) {
            failure = pthread_create(&identity, &attributes, run, argument);
        }
        pthread_attr_destroy(&attributes);
    }
    if (failure != 0) {
        free(argument);
        return failure;
    }
    *thread = (uint64_t)identity;
    return 0;
}

int paidan_thread_join(uint64_t thread) {
    return pthread_join((pthread_t)thread, NULL);
}

void paidan_thread_lower_priority(void) {
    // On Linux niceness belongs to a thread, and 0 means the calling one.
    (void)setpriority(PRIO_PROCESS, 0, 19);
}
