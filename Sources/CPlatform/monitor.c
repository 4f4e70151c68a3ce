#define _GNU_SOURCE
#include "CPlatform.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <time.h>

struct paidan_monitor {
    pthread_mutex_t mutex;
    pthread_cond_t changed;
};

// Only a bug, or no memory at all, makes one of these calls fail; there is nothing to go on with.
static void must(int failure) {
    if (failure != 0) {
        abort();
    }
}

paidan_monitor *paidan_monitor_create(void) {
    paidan_monitor *monitor = malloc(sizeof *monitor);
    pthread_condattr_t attributes;
    must(monitor == NULL);
    must(pthread_mutex_init(&monitor->mutex, NULL));
    must(pthread_condattr_init(&attributes));
    // The wall clock may be set back while somebody waits.
    must(pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC));
    must(pthread_cond_init(&monitor->changed, &attributes));
    must(pthread_condattr_destroy(&attributes));
    return monitor;
}

void paidan_monitor_destroy(paidan_monitor *monitor) {
    must(pthread_cond_destroy(&monitor->changed));
    must(pthread_mutex_destroy(&monitor->mutex));
    free(monitor);
}

void paidan_monitor_lock(paidan_monitor *monitor) {
    must(pthread_mutex_lock(&monitor->mutex));
}

void paidan_monitor_unlock(paidan_monitor *monitor) {
    must(pthread_mutex_unlock(&monitor->mutex));
}

void paidan_monitor_wait(paidan_monitor *monitor) {
    must(pthread_cond_wait(&monitor->changed, &monitor->mutex));
}

int paidan_monitor_wait_until(paidan_monitor *monitor, int64_t monotonic_nanoseconds) {
    int64_t instant = monotonic_nanoseconds < 0 ? 0 : monotonic_nanoseconds;
    struct timespec time = {.tv_sec = instant / 1000000000, .tv_nsec = instant % 1000000000};
    int result = pthread_cond_timedwait(&monitor->changed, &monitor->mutex, &time);
    must(result != 0 && result != ETIMEDOUT);
    return result == ETIMEDOUT;
}

void paidan_monitor_signal(paidan_monitor *monitor) {
    must(pthread_cond_signal(&monitor->changed));
}

void paidan_monitor_broadcast(paidan_monitor *monitor) {
    must(pthread_cond_broadcast(&monitor->changed));
}
