/* An eventfd as an interruption. */
#include "base/wake.h"

#include <errno.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "base/clock.h"

enum fl_err fl_wake_init(struct fl_wake *w, struct fl_error *err)
{
    int fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (fd < 0) {
        w->fd = -1;
        return fl_fail_errno(err, "no eventfd");
    }
    w->fd = fd;
    return FL_OK;
}

void fl_wake_finish(struct fl_wake *w)
{
    if (w->fd > 0) /* 0 is standard input, so it stands for a zeroed one */
        close(w->fd);
    w->fd = -1;
}

void fl_wake_raise(struct fl_wake *w)
{
    int saved = errno;
    uint64_t one = 1;
    ssize_t written = write(w->fd, &one, sizeof one);
    (void)written; /* full means raised */
    errno = saved;
}

void fl_wake_clear(struct fl_wake *w)
{
    uint64_t count;
    ssize_t got = read(w->fd, &count, sizeof count);
    (void)got; /* not raised is fine */
}

bool fl_wake_wait(struct fl_wake *w, uint64_t until_ms)
{
    for (;;) {
        struct pollfd p = {.fd = w->fd, .events = POLLIN};
        uint64_t now = fl_clock_ms();
        int n = poll(&p, 1, fl_clock_poll_timeout(until_ms, now));
        if (n > 0)
            return true;
        if (n < 0 && errno != EINTR)
            return false;
        if (fl_clock_ms() >= until_ms)
            return false;
    }
}
