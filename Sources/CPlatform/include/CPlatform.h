// What Swift cannot say well: futexes, open-file-description locks, atomics on mapped memory, and errno-returning
// file calls. Functions that can fail return 0 or a positive errno.
#ifndef PAIDAN_CPLATFORM_H
#define PAIDAN_CPLATFORM_H

#include <stddef.h>
#include <stdint.h>

// Atomics on shared 64-bit words, sequentially consistent.
uint64_t paidan_load(const uint64_t *word);
void paidan_store(uint64_t *word, uint64_t value);
uint64_t paidan_add(uint64_t *word, uint64_t value); // gives the new value

// Sleeps while the low half of *word equals `expected`, for at most `nanoseconds`. Shared between processes.
void paidan_futex_wait(uint64_t *word, uint32_t expected, int64_t nanoseconds);
void paidan_futex_wake_all(uint64_t *word);

// Files. Each call maps to one system call; none retries.
int paidan_open(const char *path, int flags, unsigned mode, int *descriptor);
// EISDIR if it is a directory, which can be opened for reading like a file.
int paidan_refuse_directory(int descriptor);
int paidan_pread(int descriptor, void *bytes, size_t count, uint64_t offset, size_t *done);
int paidan_pwrite(int descriptor, const void *bytes, size_t count, uint64_t offset, size_t *done);
// Says that the file will be read from its beginning to its end, so that the kernel reads further ahead.
void paidan_expect_forward_reads(int descriptor);
int paidan_fdatasync(int descriptor);
int paidan_fsync(int descriptor);
// Claims blocks for the first bytes and leaves the size as it is, also when it fails half-way.
int paidan_claim(int descriptor, uint64_t byte_count);
// The same, and extends the file to that size.
int paidan_fallocate(int descriptor, uint64_t byte_count);
int paidan_ftruncate(int descriptor, uint64_t byte_count);
int paidan_file_size(int descriptor, uint64_t *byte_count);
int paidan_close(int descriptor);
// Raises how many files the process may have open as far as it may itself, and gives how many that is; 0 where nobody
// says.
uint64_t paidan_raise_open_files(void);

// Names. `each` is called with every name but . and .., in no order.
int paidan_list(const char *path, void (*each)(const char *name, void *context), void *context);
int paidan_make_directory(const char *path, unsigned mode);
int paidan_rename(const char *source, const char *target);
int paidan_remove(const char *path);
int paidan_remove_directory(const char *path);

// Open-file-description locks over the whole file. Taking one that is held gives EAGAIN.
int paidan_lock_exclusive(int descriptor);
// Ends the lock for every descriptor of this open file description.
int paidan_unlock(int descriptor);
// Sets *is_named to 1 if the open file is the one that has this name now.
int paidan_is_named(int descriptor, const char *path, int *is_named);
// Sets *held to 1 if another open file description holds an exclusive lock.
int paidan_lock_is_held(int descriptor, int *held);

int paidan_map_shared(int descriptor, size_t count, void **address);
// The same for loads alone: a store into it ends the process.
int paidan_map_shared_read_only(int descriptor, size_t count, void **address);
int paidan_unmap(void *address, size_t count);

// Streams: a process's standard input, output and error.
// Opens /dev/null in place of each that is closed: otherwise the next file opened would get its number, and what is
// meant for the stream would be written into that file. Before anything else is opened.
int paidan_open_closed_streams(void);
// Each of these two maps to one system call.
int paidan_read(int descriptor, void *bytes, size_t count, size_t *done);
int paidan_write(int descriptor, const void *bytes, size_t count, size_t *done);
int paidan_is_terminal(int descriptor);
// Whether the terminal shows what is typed; ENOTTY where there is none.
int paidan_hide_typing(int descriptor, int is_hidden);
// Whether a pipe's reading end has been closed. Does not wait.
int paidan_reader_is_gone(int descriptor);
// From now on writing into such a pipe gives EPIPE, and SIGINT and SIGTERM come through: a parent that started this
// process from a pool of threads leaves them blocked.
int paidan_prepare_signals(void);
// From now on the first SIGINT and the first SIGTERM only wake paidan_wait_readable(); the second ends the process.
int paidan_catch_stop_signals(void);
// Sleeps until there is something to read, or the end, or a caught signal, whose number it gives; 0 for none.
int paidan_wait_readable(int descriptor, int *stop_signal);

// The process and its surroundings. The texts belong to the C library.
const char *paidan_variable(const char *name); // NULL if it is not set
int paidan_process_id(void);
int paidan_host_name(char *name, size_t count);
const char *paidan_error_text(int number);
_Noreturn void paidan_exit(int status);

// The index of the first such byte; `count` if there is none.
size_t paidan_find_byte(const void *bytes, size_t count, uint8_t byte);

// A monotonic clock in nanoseconds, and the wall clock in milliseconds since 1970.
int64_t paidan_monotonic_nanoseconds(void);
int64_t paidan_wall_milliseconds(void);
// How far local clocks are ahead of UTC, in seconds, at a moment in seconds since 1970; 0 where nobody can say.
int64_t paidan_seconds_from_utc(int64_t seconds);

// Mutex and condition variable (on the monotonic clock) in one block of memory.
typedef struct paidan_monitor paidan_monitor;
paidan_monitor *paidan_monitor_create(void);
void paidan_monitor_destroy(paidan_monitor *monitor);
void paidan_monitor_lock(paidan_monitor *monitor);
void paidan_monitor_unlock(paidan_monitor *monitor);
void paidan_monitor_wait(paidan_monitor *monitor);
// Returns 1 if the time was up.
int paidan_monitor_wait_until(paidan_monitor *monitor, int64_t monotonic_nanoseconds);
void paidan_monitor_signal(paidan_monitor *monitor);
void paidan_monitor_broadcast(paidan_monitor *monitor);

// Starts a thread of `name` (15 characters at most) with 1 MiB of stack that runs `body(context)`.
int paidan_thread_start(const char *name, void (*body)(void *), void *context, uint64_t *thread);
int paidan_thread_join(uint64_t thread);
// Makes the calling thread as nice as can be (19). Never fails; a refusal changes nothing.
void paidan_thread_lower_priority(void);

#endif
