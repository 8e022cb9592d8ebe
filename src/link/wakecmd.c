/* wake_command: a program of the user's that wakes a device which does not answer (a camera, by Bluetooth). It
 * takes seconds, so it has a thread of its own, which exists only where there is a command. */
#include "link/link_private.h"

#include "base/child.h"

enum { LIMIT_MS = 60 * 1000 };

/* What the program achieved. If the device is to be awake now, it is tried at once. */
static void woken(struct fl_link *l, enum fl_err result, const char *why)
{
    if (result == FL_OK)
        fl_link_log(l, FL_INFO, "wake_command was run");
    else if (!l->stopping)
        fl_link_log(l, FL_WARN, "wake_command: %s", why);
    fl_link_settle_wakes(l,
                         result == FL_E_TIMEOUT ? FL_STATUS_TIMEOUT
                         : result               ? FL_STATUS_FAILED
                                                : FL_STATUS_DONE,
                         l->stopping ? FL_LINK_STOPS : why);
    if (result != FL_OK || l->state != FL_LINK_BACKOFF)
        return;
    l->retry = true;
    fl_wake_raise(&l->wake);
}

static void run_once(struct fl_link *l)
{
    struct fl_error err = {0};
    l->waker.wanted = false;
    l->waker.running = true;
    fl_link_leave(l);
    enum fl_err result = fl_child_run(l->conf->wake_command, LIMIT_MS, &l->waker.stop, &err);
    fl_link_enter(l);
    l->waker.running = false;
    woken(l, result, result ? err.text : NULL);
}

static void run_waker(void *arg)
{
    struct fl_link *l = arg;
    fl_link_enter(l);
    while (!l->stopping) {
        if (l->waker.wanted)
            run_once(l);
        else
            fl_link_wait(l, &l->waker.bell, FL_NEVER);
    }
    fl_link_leave(l);
}

enum fl_err fl_link_create_waker(struct fl_link *l, struct fl_error *err)
{
    char name[16];
    if (!l->conf->wake_command)
        return FL_OK;
    enum fl_err failed = l->waker.stop.fd >= 0 ? FL_OK : fl_wake_init(&l->waker.stop, err);
    if (failed)
        return failed;
    fl_thread_name(name, l->conf->id, "wake");
    return fl_thread_create(&l->waker.thread, name, FL_STACK_DEFAULT, l->gate, run_waker, l, err);
}

void fl_link_stop_waker(struct fl_link *l)
{
    fl_bell_ring(&l->waker.bell);
    if (l->waker.stop.fd >= 0)
        fl_wake_raise(&l->waker.stop);
}

void fl_link_finish_waker(struct fl_link *l)
{
    fl_bell_finish(&l->waker.bell);
    if (l->waker.stop.fd >= 0)
        fl_wake_finish(&l->waker.stop);
}

void fl_link_run_waker(struct fl_link *l)
{
    if (l->waker.running)
        return; /* who waits is told how that one ends */
    l->waker.wanted = true;
    fl_bell_ring(&l->waker.bell);
}

void fl_link_attempt_failed(struct fl_link *l)
{
    if (!l->conf->wake_command || ++l->waker.failed < (unsigned)l->conf->wake_after)
        return;
    l->waker.failed = 0;
    fl_link_run_waker(l);
}

void fl_link_attempt_succeeded(struct fl_link *l)
{
    l->waker.failed = 0;
}
