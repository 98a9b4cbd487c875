/* Stands between a program and the C library, and spoils or writes down what it does to the files of one folder.
 *
 * Preloaded into the children of tests/faults; they say through ctypes what is to happen (see children.py).
 *   shim_watch   the folder that counts
 *   shim_arm     the nth operation of some classes fails with an error, once or from then on, or ends the program
 *   shim_record  every change goes to a log, from which the states a power cut could leave are built (conftest.py)
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

enum { OPEN = 1, READ = 2, WRITE = 4, SYNC = 8, TRUNCATE = 16, NAME = 32, CREATE = 64, FORWRITING = 128 };
enum { FILES = 4096 };

static char root[PATH_MAX];
static char *paths[FILES];          /* what each open file of the folder was opened as */
static int armed, error_number, sticky, deadly, classes, log_file = -1;
static long nth, counted;
static pthread_mutex_t guard = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;

#define REAL(name) ((__typeof__(&name))real(#name))

static void *real(const char *name)
{
    void *found = dlsym(RTLD_NEXT, name);
    if (!found) {
        dprintf(2, "shim: no %s\n", name);
        _exit(99);
    }
    return found;
}

void shim_watch(const char *folder)
{
    snprintf(root, sizeof root, "%s", folder);
}

void shim_arm(int which, long number, int error, int stays, int dies)
{
    classes = which;
    nth = number;
    counted = 0;
    error_number = error;
    sticky = stays;
    deadly = dies;
    armed = 1;
}

long shim_disarm(void)
{
    armed = 0;
    return counted;
}

static int watched(const char *path)
{
    size_t length = strlen(root);
    return length && path && !strncmp(path, root, length) && (path[length] == '/' || !path[length]);
}

static const char *path_of(int fd)
{
    return fd >= 0 && fd < FILES && paths[fd] && watched(paths[fd]) ? paths[fd] : NULL;
}

/* Whether this operation is to fail; errno says how. Does not come back when it is to end the program. */
static int fails(int class, const char *path)
{
    int hit = 0;
    if (!armed || !watched(path) || !(classes & class))
        return 0;
    pthread_mutex_lock(&guard);
    counted++;
    hit = nth && (counted == nth || (sticky && counted > nth));
    pthread_mutex_unlock(&guard);
    if (hit && deadly)
        kill(getpid(), SIGKILL);
    if (hit)
        errno = error_number;
    return hit;
}

/* The log: kind, file number, offset, two lengths, then a path and the bytes. */
static void note(char kind, uint64_t file, int64_t offset, const char *path, const void *bytes, size_t length)
{
    struct { char kind[8]; uint64_t file; int64_t offset; uint32_t path, bytes; } head;
    if (log_file < 0)
        return;
    memset(&head, 0, sizeof head);
    head.kind[0] = kind;
    head.file = file;
    head.offset = offset;
    head.path = path ? strlen(path) : 0;
    head.bytes = length;
    pthread_mutex_lock(&guard);
    if (REAL(write)(log_file, &head, sizeof head) < 0 || (path && REAL(write)(log_file, path, head.path) < 0) ||
        (length && REAL(write)(log_file, bytes, length) < 0))
        _exit(98);
    pthread_mutex_unlock(&guard);
}

int shim_record(const char *path)
{
    log_file = REAL(open)(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    return log_file;
}

void shim_mark(long number)
{
    note('M', 0, number, NULL, NULL, 0);
}

static uint64_t number_of(int fd)
{
    struct stat status;
    return fstat(fd, &status) ? 0 : status.st_ino;
}

static void whole_path(int folder, const char *path, char *whole)
{
    char link[64], place[PATH_MAX];
    ssize_t length = -1;
    if (path[0] != '/') {
        if (folder == AT_FDCWD)
            snprintf(link, sizeof link, "/proc/self/cwd");
        else
            snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
        length = readlink(link, place, sizeof place - 1);
    }
    if (length < 0)
        snprintf(whole, PATH_MAX, "%s", path);
    else
        snprintf(whole, PATH_MAX, "%.*s/%s", (int)length, place, path);
}

static int opened(int folder, const char *path, int flags, mode_t mode)
{
    char whole[PATH_MAX];
    int fd, is_new, class = OPEN;
    whole_path(folder, path, whole);
    if (!watched(whole))
        return REAL(openat)(folder, path, flags, mode);
    is_new = (flags & O_CREAT) && access(whole, F_OK);
    if (is_new)
        class |= CREATE;
    if (flags & (O_WRONLY | O_RDWR))
        class |= FORWRITING;
    if (fails(class, whole))
        return -1;
    fd = REAL(openat)(folder, path, flags, mode);
    if (fd >= 0 && fd < FILES) {
        paths[fd] = strdup(whole);
        note(is_new ? 'C' : 'O', number_of(fd), 0, whole, NULL, 0);
        if (flags & O_TRUNC)
            note('T', number_of(fd), 0, NULL, NULL, 0);
    }
    return fd;
}

#define MODE(last) mode_t mode = 0; if ((last) & (O_CREAT | O_TMPFILE)) { va_list rest; va_start(rest, last); \
    mode = va_arg(rest, mode_t); va_end(rest); }

int open(const char *path, int flags, ...) { MODE(flags) return opened(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE(flags) return opened(AT_FDCWD, path, flags, mode); }
int openat(int folder, const char *path, int flags, ...) { MODE(flags) return opened(folder, path, flags, mode); }
int openat64(int folder, const char *path, int flags, ...) { MODE(flags) return opened(folder, path, flags, mode); }

int close(int fd)
{
    if (fd >= 0 && fd < FILES && paths[fd])
        paths[fd] = NULL;           /* not freed: the program is short-lived */
    return REAL(close)(fd);
}

ssize_t read(int fd, void *bytes, size_t length)
{
    return fails(READ, path_of(fd)) ? -1 : REAL(read)(fd, bytes, length);
}

ssize_t pread64(int fd, void *bytes, size_t length, off64_t offset)
{
    return fails(READ, path_of(fd)) ? -1 : REAL(pread64)(fd, bytes, length, offset);
}

ssize_t write(int fd, const void *bytes, size_t length)
{
    const char *path = path_of(fd);
    off64_t offset;
    ssize_t done;
    if (!path)
        return REAL(write)(fd, bytes, length);
    if (fails(WRITE, path))
        return -1;
    offset = lseek64(fd, 0, SEEK_CUR);
    done = REAL(write)(fd, bytes, length);
    if (done > 0)
        note('W', number_of(fd), offset, NULL, bytes, done);
    return done;
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t offset)
{
    ssize_t done;
    if (fails(WRITE, path_of(fd)))
        return -1;
    done = REAL(pwrite64)(fd, bytes, length, offset);
    if (done > 0 && path_of(fd))
        note('W', number_of(fd), offset, NULL, bytes, done);
    return done;
}

static int synced(int fd, int (*really)(int))
{
    int done;
    if (fails(SYNC, path_of(fd)))
        return -1;
    done = really(fd);
    if (!done && path_of(fd))
        note('S', number_of(fd), 0, path_of(fd), NULL, 0);
    return done;
}

int fsync(int fd) { return synced(fd, REAL(fsync)); }
int fdatasync(int fd) { return synced(fd, REAL(fdatasync)); }

int ftruncate64(int fd, off64_t length)
{
    int done;
    if (fails(TRUNCATE, path_of(fd)))
        return -1;
    done = REAL(ftruncate64)(fd, length);
    if (!done && path_of(fd))
        note('T', number_of(fd), length, NULL, NULL, 0);
    return done;
}

int ftruncate(int fd, off_t length) { return ftruncate64(fd, length); }

int unlinkat(int folder, const char *path, int flags)
{
    char whole[PATH_MAX];
    int done;
    whole_path(folder, path, whole);
    if (fails(NAME, whole))
        return -1;
    done = REAL(unlinkat)(folder, path, flags);
    if (!done && watched(whole))
        note('U', 0, 0, whole, NULL, 0);
    return done;
}

int unlink(const char *path) { return unlinkat(AT_FDCWD, path, 0); }
int rmdir(const char *path) { return unlinkat(AT_FDCWD, path, AT_REMOVEDIR); }

int renameat(int from_folder, const char *from, int to_folder, const char *to)
{
    char old[PATH_MAX], new[PATH_MAX];
    int done;
    whole_path(from_folder, from, old);
    whole_path(to_folder, to, new);
    if (fails(NAME, new))
        return -1;
    done = REAL(renameat)(from_folder, from, to_folder, to);
    if (!done && (watched(old) || watched(new)))
        note('R', 0, 0, old, new, strlen(new));
    return done;
}

int rename(const char *from, const char *to) { return renameat(AT_FDCWD, from, AT_FDCWD, to); }

int mkdir(const char *path, mode_t mode)
{
    int done;
    if (fails(NAME, path))
        return -1;
    done = REAL(mkdir)(path, mode);
    if (!done && watched(path))
        note('D', 0, 0, path, NULL, 0);
    return done;
}
