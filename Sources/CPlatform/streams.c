#define _GNU_SOURCE
#include "CPlatform.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

int paidan_open_closed_streams(void) {
    for (int descriptor = 0; descriptor <= 2; descriptor++) {
        if (fcntl(descriptor, F_GETFD) >= 0) continue;
        if (errno != EBADF) return errno;
        // The lowest number that is free, which is this one.
        if (open("/dev/null", O_RDWR) < 0) return errno;
    }
    return 0;
}

int paidan_read(int descriptor, void *bytes, size_t count, size_t *done) {
    ssize_t result = read(descriptor, bytes, count);
    *done = result < 0 ? 0 : (size_t)result;
    return result < 0 ? errno : 0;
}

// A stream that somebody made non-blocking is waited for, as if it were not.
int paidan_write(int descriptor, const void *bytes, size_t count, size_t *done) {
    ssize_t result = write(descriptor, bytes, count);
    *done = result < 0 ? 0 : (size_t)result;
    if (result >= 0) return 0;
    if (errno != EAGAIN) return errno;
    struct pollfd writable = {.fd = descriptor, .events = POLLOUT};
    return poll(&writable, 1, -1) < 0 ? errno : EINTR;
}

int paidan_is_terminal(int descriptor) {
    return isatty(descriptor);
}

int paidan_hide_typing(int descriptor, int is_hidden) {
    struct termios settings;
    if (tcgetattr(descriptor, &settings) != 0) return errno;
    if (is_hidden) settings.c_lflag &= ~(tcflag_t)ECHO;
    else settings.c_lflag |= ECHO;
    // What was typed before the question is no answer to it.
    return tcsetattr(descriptor, is_hidden ? TCSAFLUSH : TCSANOW, &settings) != 0 ? errno : 0;
}

int paidan_reader_is_gone(int descriptor) {
    struct pollfd errors = {.fd = descriptor, .events = 0};
    return poll(&errors, 1, 0) > 0 && (errors.revents & POLLERR) != 0;
}

// Written to by the handler, polled by the reader: so no signal gets lost between looking and sleeping.
static int stop_pipe[2] = {-1, -1};

static void note_stop(int signal) {
    int saved = errno;
    unsigned char byte = (unsigned char)signal;
    ssize_t written = write(stop_pipe[1], &byte, 1);
    (void)written; // A full pipe has been told already.
    errno = saved;
}

int paidan_prepare_signals(void) {
    struct sigaction ignore = {.sa_handler = SIG_IGN};
    if (sigaction(SIGPIPE, &ignore, NULL) != 0) return errno;
    sigset_t stopping;
    sigemptyset(&stopping);
    sigaddset(&stopping, SIGINT);
    sigaddset(&stopping, SIGTERM);
    return pthread_sigmask(SIG_UNBLOCK, &stopping, NULL);
}

static int catch_stop(int signal) {
    struct sigaction present;
    if (sigaction(signal, NULL, &present) != 0) return errno;
    if (present.sa_handler == SIG_IGN) return 0; // As for what a shell starts in the background.
    // Once: the second signal finds the default action and ends the process at once.
    struct sigaction action = {.sa_handler = note_stop, .sa_flags = SA_RESETHAND};
    return sigaction(signal, &action, NULL) == 0 ? 0 : errno;
}

int paidan_catch_stop_signals(void) {
    if (stop_pipe[0] >= 0) return 0;
    if (pipe2(stop_pipe, O_CLOEXEC | O_NONBLOCK) != 0) return errno;
    int failure = catch_stop(SIGINT);
    return failure != 0 ? failure : catch_stop(SIGTERM);
}

int paidan_wait_readable(int descriptor, int *stop_signal) {
    struct pollfd sources[2] = {{.fd = stop_pipe[0], .events = POLLIN}, {.fd = descriptor, .events = POLLIN}};
    *stop_signal = 0;
    if (poll(sources, 2, -1) < 0) return errno;
    unsigned char byte;
    if ((sources[0].revents & POLLIN) != 0 && read(stop_pipe[0], &byte, 1) == 1) *stop_signal = byte;
    return 0;
}

const char *paidan_variable(const char *name) {
    return getenv(name);
}

int paidan_process_id(void) {
    return getpid();
}

int paidan_host_name(char *name, size_t count) {
    if (gethostname(name, count) != 0) return errno;
    name[count - 1] = 0;
    return 0;
}

const char *paidan_error_text(int number) {
    return strerror(number);
}

size_t paidan_find_byte(const void *bytes, size_t count, uint8_t byte) {
    const void *found = memchr(bytes, byte, count);
    return found ? (size_t)((const char *)found - (const char *)bytes) : count;
}

void paidan_exit(int status) {
    exit(status);
}
