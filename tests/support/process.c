/* Starting, feeding, reading and ending a program. */
#include "support/process.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static long long now_ms(void)
{
    struct timespec ts;
    clock_gettime(CLOCK_MONOTONIC, &ts);
    return (long long)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

static int left_ms(long long until_ms)
{
    long long left = until_ms - now_ms();
    return left > 0 ? (int)left : 0;
}

/* In the child: nothing of the test's signal set-up may reach the program. */
static void become(const char *const *argv, int in, int out, const char *errors)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    signal(SIGPIPE, SIG_DFL);
    dup2(in, STDIN_FILENO);
    dup2(out, STDOUT_FILENO);
    int err = errors ? open(errors, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600) : -1;
    if (err >= 0)
        dup2(err, STDERR_FILENO);
    execvp(argv[0], (char *const *)(uintptr_t)argv); /* execvp does not write to them */
    fprintf(stderr, "%s: %s\n", argv[0], strerror(errno));
    _exit(127);
}

struct process *process_start(const char *const *argv, const char *errors)
{
    int in[2], out[2];
    struct process *p = calloc(1, sizeof *p);
    if (!p || pipe2(in, O_CLOEXEC) != 0) {
        free(p);
        return NULL;
    }
    if (pipe2(out, O_CLOEXEC) != 0) {
        close(in[0]), close(in[1]);
        free(p);
        return NULL;
    }
    signal(SIGPIPE, SIG_IGN);
    p->pid = fork();
    if (p->pid == 0)
        become(argv, in[0], out[1], errors);
    close(in[0]), close(out[1]);
    p->in = in[1];
    p->out = out[0];
    if (p->pid > 0)
        return p;
    p->pid = 0;
    process_destroy(p);
    return NULL;
}

bool process_send(struct process *p, const char *line)
{
    char text[1024];
    int len = snprintf(text, sizeof text, "%s\n", line);
    return len > 0 && (size_t)len < sizeof text && p->in >= 0 && write(p->in, text, (size_t)len) == len;
}

void process_end_input(struct process *p)
{
    if (p->in >= 0)
        close(p->in);
    p->in = -1;
}

/* A whole line that is already there. */
static const char *take_line(struct process *p)
{
    char *end = memchr(p->buf, '\n', p->len);
    if (!end)
        return NULL;
    size_t len = (size_t)(end - p->buf);
    memcpy(p->line, p->buf, len);
    p->line[len] = '\0';
    p->len -= len + 1;
    memmove(p->buf, end + 1, p->len);
    return p->line;
}

const char *process_line(struct process *p, int timeout_ms)
{
    long long until_ms = now_ms() + timeout_ms;
    for (;;) {
        const char *line = take_line(p);
        if (line)
            return line;
        struct pollfd fd = {.fd = p->out, .events = POLLIN};
        int n = poll(&fd, 1, left_ms(until_ms));
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0 || p->len == sizeof p->buf)
            return NULL;
        ssize_t got = read(p->out, p->buf + p->len, sizeof p->buf - p->len);
        if (got <= 0)
            return NULL;
        p->len += (size_t)got;
    }
}

bool process_signal(struct process *p, int signal)
{
    return p->pid > 0 && kill(p->pid, signal) == 0;
}

static void reap(struct process *p)
{
    int status = 0;
    while (waitpid(p->pid, &status, 0) < 0 && errno == EINTR)
        ;
    p->pid = 0;
    p->status = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

bool process_wait(struct process *p, int timeout_ms)
{
    if (p->pid == 0)
        return true;
    int fd = (int)syscall(SYS_pidfd_open, p->pid, 0);
    struct pollfd ended = {.fd = fd, .events = POLLIN};
    long long until_ms = now_ms() + timeout_ms;
    int n;
    do {
        n = poll(&ended, 1, left_ms(until_ms));
    } while (n < 0 && errno == EINTR);
    close(fd);
    if (n > 0)
        reap(p);
    return n > 0;
}

void process_destroy(struct process *p)
{
    if (!p)
        return;
    if (p->pid > 0) {
        kill(p->pid, SIGKILL);
        reap(p);
    }
    process_end_input(p);
    close(p->out);
    free(p);
}

char *process_read_file(const char *path)
{
    char *text = calloc(1, 1);
    size_t len = 0;
    FILE *f = fopen(path, "re");
    while (f && text) {
        char *more = realloc(text, len + 4097);
        if (!more)
            break;
        text = more;
        size_t got = fread(text + len, 1, 4096, f);
        len += got;
        text[len] = '\0';
        if (got == 0)
            break;
    }
    if (f)
        fclose(f);
    return text;
}

int process_run(const char *const *argv, const char *input, char **out, int timeout_ms)
{
    char errors[] = "/tmp/fairlead-run-XXXXXX";
    int fd = mkstemp(errors), status = -1;
    *out = NULL;
    struct process *p = fd >= 0 ? process_start(argv, errors) : NULL;
    if (fd >= 0)
        close(fd);
    if (p) {
        long long until_ms = now_ms() + timeout_ms;
        if (input)
            process_send(p, input);
        process_end_input(p);
        FILE *file = fopen(errors, "ae");
        for (const char *line; file && (line = process_line(p, left_ms(until_ms)));)
            fprintf(file, "%s\n", line);
        if (file)
            fclose(file);
        if (process_wait(p, left_ms(until_ms)))
            status = p->status;
        *out = process_read_file(errors);
    }
    process_destroy(p);
    unlink(errors);
    return status;
}
