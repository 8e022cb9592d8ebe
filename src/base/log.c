/* One line an event, on stderr. A line is built on the stack and written by one write, so lines of
 * several threads never mix; the lock only orders them. */
#include "base/log.h"

#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/json.h"
#include "base/lock.h"

const char *const fl_level_names[] = {"error", "warn", "info", "debug", "trace", NULL};

/* The log is the one thing that every thread shares from its first line on. */
static struct {
    _Atomic int level, format;
    pthread_once_t once;
    struct fl_lock lock;
    fl_log_sink *sink;
    void *sink_ctx;
    enum fl_level sink_level;
} state = {.level = FL_INFO, .once = PTHREAD_ONCE_INIT};

static void start(void)
{
    fl_lock_init(&state.lock, FL_RANK_LOG);
}

void fl_log_set_level(enum fl_level level)
{
    atomic_store(&state.level, (int)level);
}

enum fl_level fl_log_level(void)
{
    return (enum fl_level)atomic_load(&state.level);
}

void fl_log_set_format(enum fl_log_format format)
{
    atomic_store(&state.format, (int)format);
}

void fl_log_set_sink(fl_log_sink *sink, void *ctx, enum fl_level level)
{
    pthread_once(&state.once, start);
    fl_lock_take(&state.lock);
    state.sink = sink;
    state.sink_ctx = ctx;
    state.sink_level = level;
    fl_lock_release(&state.lock);
}

bool fl_log_enabled(enum fl_level level)
{
    return (int)level <= atomic_load(&state.level);
}

/* A line break or control character inside a text would forge a line. */
static void tame(char *text)
{
    for (unsigned char *p = (unsigned char *)text; *p; p++)
        if (*p < ' ' || *p == 0x7f)
            *p = ' ';
}

static int line_text(char *line, size_t cap, const char *level, const char *subject, const char *text)
{
    char when[FL_TIME_TEXT];
    return snprintf(line, cap, "%s %-5s %s: %s\n", fl_clock_text(fl_clock_utc_ms(), when), level, subject,
                    text);
}

static int line_journal(char *line, size_t cap, enum fl_level level, const char *subject, const char *text)
{
    static const int priority[] = {3, 4, 6, 7, 7}; /* syslog's err, warning, info, debug */
    return snprintf(line, cap, "<%d>%s: %s\n", priority[level], subject, text);
}

static int line_json(char *line, size_t cap, const char *level, const char *subject, const char *text)
{
    char when[FL_TIME_TEXT];
    cJSON *o = cJSON_CreateObject();
    cJSON_AddStringToObject(o, "ts", fl_clock_text(fl_clock_utc_ms(), when));
    cJSON_AddStringToObject(o, "level", level);
    cJSON_AddStringToObject(o, "subject", subject);
    cJSON_AddStringToObject(o, "message", text);
    bool fits = cJSON_PrintPreallocated(o, line, (int)cap - 2, false);
    cJSON_Delete(o);
    if (!fits)
        return line_text(line, cap, level, subject, text);
    size_t len = strlen(line);
    line[len] = '\n';
    return (int)len + 1;
}

static void write_line(const char *line, size_t len)
{
    ssize_t written = write(STDERR_FILENO, line, len);
    (void)written; /* nowhere else to say it */
}

void fl_vlog(enum fl_level level, const char *subject, const char *fmt, va_list ap)
{
    if (!fl_log_enabled(level))
        return;
    char text[640], line[1024]; /* link threads have small stacks */
    vsnprintf(text, sizeof text, fmt, ap);
    tame(text);
    const char *name = fl_level_names[level];
    int len;
    switch ((enum fl_log_format)atomic_load(&state.format)) {
    case FL_LOG_JSON:
        len = line_json(line, sizeof line, name, subject, text);
        break;
    case FL_LOG_JOURNAL:
        len = line_journal(line, sizeof line, level, subject, text);
        break;
    case FL_LOG_TEXT:
    default:
        len = line_text(line, sizeof line, name, subject, text);
        break;
    }
    if (len >= (int)sizeof line) {
        len = (int)sizeof line;
        line[len - 1] = '\n';
    }

    pthread_once(&state.once, start);
    fl_lock_take(&state.lock);
    write_line(line, (size_t)len);
    fl_log_sink *sink = level <= state.sink_level ? state.sink : NULL;
    void *ctx = state.sink_ctx;
    fl_lock_release(&state.lock);
    if (sink)
        sink(ctx, level, subject, text);
}

void fl_log(enum fl_level level, const char *subject, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    fl_vlog(level, subject, fmt, ap);
    va_end(ap);
}
