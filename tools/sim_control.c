/* Control lines on standard input: "3 fault=silent", "* fault=none", "0 output 3.4=255", "0 drop".
 * Each is answered by one line on standard output, "ok", "ok VALUE" or "error: WHY". */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "sim_private.h"

/* One word: an option when it has a "=", for a running device. */
static enum fl_err set_option(struct sim_device *d, char *word, struct fl_error *err)
{
    char *equals = strchr(word, '=');
    if (!equals)
        return fl_fail(err, FL_E_FORMAT, "%s: not of the form name=value", word);
    *equals = '\0';
    enum fl_err e = sim_device_option(d, word, equals + 1, err);
    if (e == FL_E_UNKNOWN)
        fl_fail(err, e, "%s: no such option of %s", word, d->sim->name);
    return e;
}

static enum fl_err set_options(struct sim_device *d, char *words, struct fl_error *err)
{
    enum fl_err e = FL_OK;
    char *rest;
    for (char *word = strtok_r(words, " ", &rest); word && !e; word = strtok_r(NULL, " ", &rest))
        e = set_option(d, word, err);
    sim_device_tick(d); /* also what was set before an error takes effect */
    return e;
}

static enum fl_err act(struct sim_device *d, char *text, struct fl_error *err)
{
    size_t verb_len = strcspn(text, " ");
    if (memchr(text, '=', verb_len))
        return set_options(d, text, err);
    char *args = text + verb_len;
    if (*args)
        *args++ = '\0';
    struct fl_sim_io io = sim_io_of(d, NULL);
    enum fl_err e = FL_E_UNKNOWN;
    if (d->sim->control)
        e = d->sim->control(d->state, &io, text, args, err);
    if (e == FL_E_UNKNOWN && d->dgram && !strcmp(text, "move"))
        return sim_dgram_move(d, args, err);
    if (e == FL_E_UNKNOWN)
        fl_fail(err, e, "%s: no such verb of %s; see fairlead-sim %s --help", text, d->sim->name,
                d->sim->name);
    return e;
}

/* The verb changes its text, so that each of several devices gets a copy. */
static enum fl_err act_on_copy(struct sim_device *d, const char *text, struct fl_error *err)
{
    char copy[SIM_LINE_MAX];
    fl_copy(copy, sizeof copy, text);
    return act(d, copy, err);
}

/* "*": all devices, told apart in the reply by their numbers. */
static enum fl_err act_on_all(struct sim_run *run, const char *text, struct fl_error *err)
{
    for (size_t i = 0; i < run->device_count; i++) {
        size_t before = run->reply.len;
        enum fl_err e = act_on_copy(run->devices[i], text, err);
        if (e)
            return e;
        if (run->reply.len == before)
            continue;
        struct fl_str all = {0};
        fl_str_add_n(&all, run->reply.text, before);
        fl_str_addf(&all, "%s%zu: %s", before ? "; " : "", i, run->reply.text + before);
        fl_str_finish(&run->reply);
        run->reply = all;
    }
    return FL_OK;
}

static enum fl_err obey(struct sim_run *run, const char *line, struct fl_error *err)
{
    size_t len = strcspn(line, " ");
    const char *text = line + len + strspn(line + len, " ");
    if (!*text)
        return fl_fail(err, FL_E_FORMAT, "%s: nothing to do; DEVICE NAME=VALUE or DEVICE VERB", line);
    if (len == 1 && *line == '*')
        return act_on_all(run, text, err);
    char *end;
    errno = 0;
    unsigned long number = strtoul(line, &end, 10);
    if (end != line + len || errno || number >= run->device_count)
        return fl_fail(err, FL_E_UNKNOWN, "%.*s: no such device; there are 0 to %zu, and * for all", (int)len,
                       line, run->device_count - 1);
    return act_on_copy(run->devices[number], text, err);
}

static void answer_line(struct sim_run *run)
{
    struct fl_error err = {0};
    const char *line = run->line + strspn(run->line, " \t");
    if (!*line || *line == '#')
        return;
    fl_str_clear(&run->reply);
    enum fl_err e = run->line_cut
                        ? fl_fail(&err, FL_E_FORMAT, "the line is longer than %d bytes", SIM_LINE_MAX - 1)
                        : obey(run, line, &err);
    if (e)
        printf("error: %s\n", err.text);
    else
        printf("ok%s%s\n", run->reply.len ? " " : "", run->reply.len ? run->reply.text : "");
    fflush(stdout);
}

static void take_char(struct sim_run *run, char ch)
{
    if (ch == '\n') {
        while (run->line_len && strchr(" \t\r", run->line[run->line_len - 1]))
            run->line_len--;
        run->line[run->line_len] = '\0';
        answer_line(run);
        run->line_len = 0;
        run->line_cut = false;
    } else if (run->line_len < SIM_LINE_MAX - 1) {
        run->line[run->line_len++] = ch;
    } else {
        run->line_cut = true;
    }
}

void sim_control_read(struct sim_run *run)
{
    char buf[SIM_LINE_MAX];
    ssize_t len = read(run->control.fd, buf, sizeof buf);
    if (len < 0 && (errno == EINTR || errno == EAGAIN))
        return;
    if (len <= 0) {
        if (run->line_len)
            take_char(run, '\n'); /* a last line without its end */
        run->stop = true;
        return;
    }
    for (ssize_t i = 0; i < len; i++)
        take_char(run, buf[i]);
}

static void control_ready(struct sim_source *source, uint32_t events)
{
    (void)events;
    sim_control_read(SIM_OWNER(source, struct sim_run, control));
}

/* epoll refuses plain files (EPERM); reading one never blocks, so it is read once a turn. */
enum fl_err sim_control_open(struct sim_run *run, struct fl_error *err)
{
    run->control = (struct sim_source){.ready = control_ready, .fd = STDIN_FILENO};
    if (!sim_watch(run, &run->control, EPOLLIN))
        return FL_OK;
    if (errno != EPERM)
        return fl_fail_errno(err, "--control: standard input");
    run->control_file = true;
    return FL_OK;
}
