/* A child process with a time limit, by posix_spawn(3) and a pidfd. */
#include "base/child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/str.h"

enum { WORDS_MAX = 32, GRACE_MS = 2000 }; /* from SIGTERM to SIGKILL */

/* --- words ----------------------------------------------------------------------------------- */
/* Cuts a word off *text, in place; NULL: there is none. An open quote ends with the text. */
static char *cut_word(char **text)
{
    char *from = *text + strspn(*text, " \t"), *to = from, *word = from;
    bool quoted = false;
    if (!*from)
        return NULL;
    for (; *from && (quoted || (*from != ' ' && *from != '\t')); from++) {
        if (*from == '"')
            quoted = !quoted;
        else
            *to++ = *from;
    }
    *text = *from ? from + 1 : from;
    *to = '\0';
    return word;
}

/* --- the program ----------------------------------------------------------------------------- */
/* Signals are blocked or ignored in our threads, and not all our descriptors close by themselves. */
static int spawn(pid_t *pid, char *const words[])
{
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attr;
    sigset_t none, ignored;
    sigemptyset(&none);
    sigemptyset(&ignored);
    sigaddset(&ignored, SIGPIPE);
    if (posix_spawn_file_actions_init(&files) != 0)
        return ENOMEM;
    posix_spawnattr_init(&attr);
    posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
    posix_spawnattr_setsigmask(&attr, &none);
    posix_spawnattr_setsigdefault(&attr, &ignored);
    posix_spawnattr_setpgroup(&attr, 0);
    int failed = posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    if (!failed)
        failed = posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    if (!failed)
        failed = posix_spawn_file_actions_addclosefrom_np(&files, STDERR_FILENO + 1);
    if (!failed)
        failed = posix_spawnp(pid, words[0], &files, &attr, words, environ);
    posix_spawnattr_destroy(&attr);
    posix_spawn_file_actions_destroy(&files);
    return failed;
}

/* FL_OK: it ended; FL_E_CLOSED: stop (may be NULL) was raised; FL_E_TIMEOUT. */
static enum fl_err await(int pidfd, const struct fl_wake *stop, uint64_t until_ms)
{
    for (;;) {
        struct pollfd fds[2] = {{.fd = pidfd, .events = POLLIN},
                                {.fd = stop ? stop->fd : -1, .events = POLLIN}};
        uint64_t now_ms = fl_clock_ms();
        int left_ms = until_ms > now_ms ? (int)(until_ms - now_ms) : 0;
        int ready = poll(fds, 2, left_ms);
        if (fds[0].revents)
            return FL_OK;
        if (fds[1].revents)
            return FL_E_CLOSED;
        if (ready == 0 && fl_clock_ms() >= until_ms)
            return FL_E_TIMEOUT;
    }
}

/* It is not reaped yet, so its number is nobody else's. */
static void end(pid_t pid, int pidfd)
{
    kill(-pid, SIGTERM);
    if (await(pidfd, NULL, fl_clock_ms() + GRACE_MS) != FL_OK)
        kill(-pid, SIGKILL);
}

static enum fl_err judge(const char *program, int status, struct fl_error *err)
{
    if (WIFSIGNALED(status))
        return fl_fail(err, FL_E_SYSTEM, "%s was ended by signal %d", program, WTERMSIG(status));
    if (WEXITSTATUS(status) != 0)
        return fl_fail(err, FL_E_SYSTEM, "%s ended with status %d", program, WEXITSTATUS(status));
    return FL_OK;
}

static enum fl_err run(char *const words[], int limit_ms, struct fl_wake *stop, struct fl_error *err)
{
    pid_t pid;
    int status = 0, failed = spawn(&pid, words);
    if (failed)
        return fl_fail(err, FL_E_SYSTEM, "%s cannot be run: %s", words[0], strerror(failed));
    int pidfd = pidfd_open(pid, 0);
    enum fl_err result = FL_E_TIMEOUT; /* without a pidfd nobody can wait: it ends at once */
    if (pidfd >= 0)
        result = await(pidfd, stop, fl_clock_ms() + (uint64_t)limit_ms);
    if (result != FL_OK)
        end(pid, pidfd);
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
        ;
    if (pidfd >= 0)
        close(pidfd);
    if (result == FL_E_TIMEOUT)
        return fl_fail(err, result, "%s did not end within %d ms", words[0], limit_ms);
    if (result == FL_E_CLOSED)
        return fl_fail(err, result, "%s was stopped", words[0]);
    return judge(words[0], status, err);
}

enum fl_err fl_child_run(const char *command, int limit_ms, struct fl_wake *stop, struct fl_error *err)
{
    char *words[WORDS_MAX + 1] = {NULL}, *copy = fl_strdup(command), *rest = copy;
    if (!copy)
        return fl_fail(err, FL_E_NOMEM, "no memory");
    for (size_t i = 0; i < WORDS_MAX; i++)
        if (!(words[i] = cut_word(&rest)))
            break;
    enum fl_err result =
        words[0] ? run(words, limit_ms, stop, err) : fl_fail(err, FL_E_SYSTEM, "no program is named");
    free(copy);
    return result;
}
