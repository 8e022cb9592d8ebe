/* The files in state_dir. `disk` orders the writers (main and the publisher) and may be held while
 * writing; `lock` guards the table of unsaved data and is never held across a system call, so that
 * a slow card delays no device. */
#include "gateway/store.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fairlead/entity.h>
#include <fairlead/log.h>
#include <uthash.h>

#include "base/clock.h"
#include "base/lock.h"
#include "base/str.h"

enum { SAVE_INTERVAL_MS = 10000, FILE_MAX = 16 * 1024 * 1024 };

#define PUBLISHED ".published"
#define SAVED     ".saved"
#define FOUND     ".found"
#define STATION   "station" /* no device's file: those have a suffix */

struct unsaved {
    char device[FL_KEY_MAX];
    void *data;
    size_t len;
    UT_hash_handle hh;
};

struct fl_store {
    char dir[PATH_MAX / 2];
    struct fl_lock disk; /* one writer at a time */
    struct fl_lock lock; /* the rest */
    struct unsaved *unsaved;
    uint64_t next_flush_ms;
};

static bool path_of(const struct fl_store *s, const char *device, const char *suffix,
                    char path[static PATH_MAX])
{
    return fl_format(path, PATH_MAX, "%s/%s%s", s->dir, device, suffix);
}

/* dir and the folders above it that are missing; 0 or an errno. */
static int make_dir(const char *dir)
{
    char path[PATH_MAX];
    if (!fl_copy(path, sizeof path, dir))
        return ENAMETOOLONG;
    for (char *slash = path + 1; path[0] && (slash = strchr(slash, '/')); slash++) {
        *slash = '\0';
        if (mkdir(path, 0755) && errno != EEXIST)
            return errno;
        *slash = '/';
    }
    return mkdir(path, 0750) && errno != EEXIST ? errno : 0;
}

static enum fl_err check_writable(const char *dir, struct fl_error *err)
{
    int failed = make_dir(dir);
    if (failed)
        return fl_fail(err, FL_E_SYSTEM, "state_dir %s cannot be made: %s; gateway.state_dir names another",
                       dir, strerror(failed));
    if (access(dir, W_OK | X_OK))
        return fl_fail_errno(err, "state_dir %s is not writable", dir);
    return FL_OK;
}

struct fl_store *fl_store_open(const char *dir, struct fl_error *err)
{
    if (check_writable(dir, err))
        return NULL;
    struct fl_store *s = calloc(1, sizeof *s);
    if (!s || !fl_copy(s->dir, sizeof s->dir, dir)) {
        fl_fail(err, s ? FL_E_RANGE : FL_E_NOMEM, "state_dir %s: %s", dir, s ? "too long" : "no memory");
        free(s);
        return NULL;
    }
    fl_lock_init(&s->disk, FL_RANK_DISK);
    fl_lock_init(&s->lock, FL_RANK_STORE);
    return s;
}

static bool write_all(int fd, const char *data, size_t len)
{
    while (len) {
        ssize_t n = write(fd, data, len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        data += n;
        len -= (size_t)n;
    }
    return true;
}

/* Aside and renamed. Not synced: a power cut may lose the last seconds, never both versions.
 * 0 or an errno: the caller says it in the log when no lock is held. */
static int write_file_locked(struct fl_store *s, const char *device, const char *suffix, const void *data,
                             size_t len)
{
    fl_lock_held(&s->disk);
    char path[PATH_MAX], aside[PATH_MAX];
    if (!path_of(s, device, suffix, path) || !fl_format(aside, sizeof aside, "%s.new", path))
        return ENAMETOOLONG;
    int fd = open(aside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0640);
    if (fd < 0)
        return errno;
    int failed = write_all(fd, data, len) ? 0 : errno;
    if (close(fd) && !failed)
        failed = errno;
    if (!failed && rename(aside, path))
        failed = errno;
    return failed;
}

static void report(const struct fl_store *s, const char *device, int failed)
{
    if (failed)
        fl_log(FL_WARN, device, "cannot write to %s: %s", s->dir, strerror(failed));
}

static void *read_fd(int fd, size_t *len)
{
    struct stat st;
    if (fstat(fd, &st) || st.st_size < 0 || st.st_size > FILE_MAX)
        return NULL;
    char *data = malloc((size_t)st.st_size + 1);
    size_t got = 0;
    while (data && got < (size_t)st.st_size) {
        ssize_t n = read(fd, data + got, (size_t)st.st_size - got);
        if (n <= 0)
            break;
        got += (size_t)n;
    }
    if (data && got == (size_t)st.st_size) {
        data[got] = '\0';
        *len = got;
        return data;
    }
    free(data);
    return NULL;
}

static void *read_file(struct fl_store *s, const char *device, const char *suffix, size_t *len)
{
    char path[PATH_MAX], bad[PATH_MAX];
    *len = 0;
    if (!path_of(s, device, suffix, path))
        return NULL;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0 && errno == ENOENT)
        return NULL;
    void *data = fd >= 0 ? read_fd(fd, len) : NULL;
    if (fd >= 0)
        close(fd);
    if (!data && fl_format(bad, sizeof bad, "%s.bad", path)) {
        fl_log(FL_WARN, device, "cannot read %s: set aside as %s, going on without it", path, bad);
        rename(path, bad);
    }
    return data;
}

char *fl_store_published(struct fl_store *s, const char *device)
{
    size_t len;
    return read_file(s, device, PUBLISHED, &len);
}

/* A copy of what waits to be written; NULL: nothing waits, or there is no memory. */
static void *copy_unsaved(struct fl_store *s, const char *device, size_t *len)
{
    struct unsaved *u;
    void *copy = NULL;
    fl_lock_take(&s->lock);
    HASH_FIND_STR(s->unsaved, device, u);
    if (u && (copy = malloc(u->len ? u->len : 1))) {
        memcpy(copy, u->data, u->len);
        *len = u->len;
    }
    fl_lock_release(&s->lock);
    return copy;
}

/* Takes the family's name and the line's end off the front; false: it is another's. */
static bool take_tag(char *data, size_t *len, const char *driver)
{
    size_t tag = strlen(driver) + 1;
    if (*len < tag || memcmp(data, driver, tag - 1) != 0 || data[tag - 1] != '\n')
        return false;
    *len -= tag;
    memmove(data, data + tag, *len);
    return true;
}

/* A device that starts again at a reload must see its last words, which may not be on disk yet. */
void *fl_store_saved(struct fl_store *s, const char *device, const char *driver, size_t *len)
{
    void *data = copy_unsaved(s, device, len);
    if (!data)
        data = read_file(s, device, SAVED, len);
    if (!data || take_tag(data, len, driver))
        return data;
    fl_log(FL_INFO, device, "what was kept is not of a device of the family %s: it starts afresh", driver);
    free(data);
    return NULL;
}

char *fl_store_found(struct fl_store *s, const char *device)
{
    size_t len;
    return read_file(s, device, FOUND, &len);
}

static void write_text(struct fl_store *s, const char *device, const char *suffix, const char *text)
{
    fl_lock_take(&s->disk);
    int failed = write_file_locked(s, device, suffix, text, strlen(text));
    fl_lock_release(&s->disk);
    report(s, device, failed);
}

void fl_store_published_set(struct fl_store *s, const char *device, const char *json)
{
    write_text(s, device, PUBLISHED, json);
}

void fl_store_found_set(struct fl_store *s, const char *device, const char *json)
{
    write_text(s, device, FOUND, json);
}

void fl_store_saved_set(struct fl_store *s, const char *device, const char *driver, const void *data,
                        size_t len)
{
    size_t tag = strlen(driver) + 1;
    char *copy = malloc(tag + len);
    struct unsaved *fresh = calloc(1, sizeof *fresh), *u;
    if (!copy || !fresh || !fl_copy(fresh->device, sizeof fresh->device, device)) {
        free(copy);
        free(fresh);
        return; /* the next save tries again */
    }
    memcpy(copy, driver, tag - 1);
    copy[tag - 1] = '\n';
    if (len)
        memcpy(copy + tag, data, len);
    fl_lock_take(&s->lock);
    HASH_FIND_STR(s->unsaved, device, u);
    if (!u) {
        u = fresh;
        fresh = NULL;
        HASH_ADD_STR(s->unsaved, device, u);
    }
    free(u->data);
    u->data = copy;
    u->len = tag + len;
    fl_lock_release(&s->lock);
    free(fresh);
}

static struct unsaved *take_unsaved(struct fl_store *s)
{
    fl_lock_take(&s->lock);
    struct unsaved *u = s->unsaved;
    if (u)
        HASH_DEL(s->unsaved, u);
    fl_lock_release(&s->lock);
    return u;
}

static void write_unsaved(struct fl_store *s)
{
    for (struct unsaved *u; (u = take_unsaved(s));) {
        fl_lock_take(&s->disk);
        int failed = write_file_locked(s, u->device, SAVED, u->data, u->len);
        fl_lock_release(&s->disk);
        report(s, u->device, failed);
        free(u->data);
        free(u);
    }
}

uint64_t fl_store_flush(struct fl_store *s, uint64_t now_ms)
{
    if (now_ms >= s->next_flush_ms) {
        write_unsaved(s);
        s->next_flush_ms = now_ms + SAVE_INTERVAL_MS;
    }
    return s->next_flush_ms;
}

void fl_store_forget(struct fl_store *s, const char *device)
{
    static const char *const suffixes[] = {PUBLISHED, SAVED};
    struct unsaved *u;
    fl_lock_take(&s->disk);
    fl_lock_take(&s->lock);
    HASH_FIND_STR(s->unsaved, device, u);
    if (u)
        HASH_DEL(s->unsaved, u);
    fl_lock_release(&s->lock);
    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
        char path[PATH_MAX];
        if (path_of(s, device, suffixes[i], path))
            unlink(path);
    }
    fl_lock_release(&s->disk);
    if (u)
        free(u->data);
    free(u);
}

void fl_store_found_forget(struct fl_store *s, const char *device)
{
    char path[PATH_MAX];
    fl_lock_take(&s->disk);
    if (path_of(s, device, FOUND, path))
        unlink(path);
    fl_lock_release(&s->disk);
}

/* The device that a file name with this suffix belongs to: into id. */
static bool device_of(const char *name, const char *suffix, char id[static FL_KEY_MAX])
{
    size_t len = strlen(name), tail = strlen(suffix);
    if (len <= tail || len - tail >= FL_KEY_MAX || strcmp(name + len - tail, suffix))
        return false;
    memcpy(id, name, len - tail);
    id[len - tail] = '\0';
    return fl_key_ok(id);
}

static char **list_devices(const struct fl_store *s, const char *suffix)
{
    size_t count = 0;
    char **ids = calloc(1, sizeof *ids), id[FL_KEY_MAX];
    DIR *dir = opendir(s->dir);
    for (struct dirent *e; ids && dir && (e = readdir(dir));) {
        if (!device_of(e->d_name, suffix, id))
            continue;
        char **more = realloc(ids, (count + 2) * sizeof *ids);
        if (!more)
            break;
        ids = more;
        ids[count] = strdup(id);
        if (ids[count])
            ids[++count] = NULL;
    }
    if (dir)
        closedir(dir);
    return ids;
}

char **fl_store_devices(struct fl_store *s)
{
    return list_devices(s, PUBLISHED);
}

char **fl_store_found_devices(struct fl_store *s)
{
    return list_devices(s, FOUND);
}

/* text: two digits a byte, at least. */
static bool parse_station(const char *text, uint8_t station[static FL_STATION_ID])
{
    for (size_t i = 0; i < FL_STATION_ID; i++) {
        char digits[3] = {0}, *end;
        memcpy(digits, text + 2 * i, 2);
        station[i] = (uint8_t)strtoul(digits, &end, 16);
        if (end != digits + 2)
            return false;
    }
    return true;
}

enum fl_err fl_store_station(struct fl_store *s, uint8_t station[static FL_STATION_ID], struct fl_error *err)
{
    size_t len;
    char text[2 * FL_STATION_ID + 1], *kept = read_file(s, STATION, "", &len);
    bool good = kept && len >= sizeof text - 1 && parse_station(kept, station);
    free(kept);
    if (good)
        return FL_OK;
    if (getrandom(station, FL_STATION_ID, 0) != FL_STATION_ID)
        return fl_fail_errno(err, "no random numbers");
    for (size_t i = 0; i < FL_STATION_ID; i++)
        snprintf(text + 2 * i, 3, "%02x", station[i]);
    write_text(s, STATION, "", text);
    return FL_OK;
}

void fl_store_close(struct fl_store *s)
{
    if (!s)
        return;
    write_unsaved(s);
    fl_lock_finish(&s->lock);
    fl_lock_finish(&s->disk);
    free(s);
}
