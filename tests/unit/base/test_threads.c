/* Threads behind a gate, the wake, locks and conditions, the ring, the log's sink. */
#include "support/cmocka.h"

#include <signal.h>
#include <stdatomic.h>
#include <string.h>

#include "base/clock.h"
#include "base/lock.h"
#include "base/log.h"
#include "base/ring.h"
#include "base/thread.h"
#include "base/wake.h"

enum { THREADS = 4 };

struct shared {
    struct fl_lock lock;
    struct fl_cond cond;
    int count; /* under lock */
    _Atomic int ran;
    char name[16];
    bool signals_blocked;
};

static void count_up(void *arg)
{
    struct shared *s = arg;
    sigset_t set;
    pthread_sigmask(SIG_SETMASK, NULL, &set);
    fl_lock_take(&s->lock);
    fl_lock_held(&s->lock);
    s->count++;
    s->signals_blocked = sigismember(&set, SIGTERM);
    pthread_getname_np(pthread_self(), s->name, sizeof s->name);
    fl_cond_signal(&s->cond);
    fl_lock_release(&s->lock);
    atomic_fetch_add(&s->ran, 1);
}

static void shared_init(struct shared *s)
{
    memset(s, 0, sizeof *s);
    fl_lock_init(&s->lock, FL_RANK_LINK);
    fl_cond_init(&s->cond);
}

static void shared_finish(struct shared *s)
{
    fl_cond_finish(&s->cond);
    fl_lock_finish(&s->lock);
}

static void run_behind_gate(struct shared *s, bool run)
{
    struct fl_thread threads[THREADS];
    struct fl_gate *gate = fl_gate_create();
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(fl_thread_create(&threads[i], "counter", FL_STACK_LINK, gate, count_up, s, NULL),
                         FL_OK);
    assert_int_equal(atomic_load(&s->ran), 0); /* none runs before the gate opens */
    fl_gate_open(gate, run);
    for (int i = 0; i < THREADS; i++) {
        fl_thread_join(&threads[i]);
        fl_thread_join(&threads[i]); /* a second time is fine */
    }
    fl_gate_destroy(gate);
}

static void threads_wait_for_the_gate(void **state)
{
    (void)state;
    struct shared s;
    shared_init(&s);
    run_behind_gate(&s, true);
    assert_int_equal(s.count, THREADS);
    assert_string_equal(s.name, "counter");
    assert_true(s.signals_blocked);
    shared_finish(&s);
}

static void a_gate_can_send_them_home(void **state)
{
    (void)state;
    struct shared s;
    shared_init(&s);
    run_behind_gate(&s, false);
    assert_int_equal(s.count, 0);
    shared_finish(&s);
}

static void names_are_cut_to_fit(void **state)
{
    (void)state;
    char name[16];
    fl_thread_name(name, "villa", "poll");
    assert_string_equal(name, "villa/poll");
    fl_thread_name(name, "a_very_long_device_id", "keep");
    assert_string_equal(name, "a_very_lon/keep");
}

static void a_condition_wakes_its_waiter(void **state)
{
    (void)state;
    struct shared s;
    struct fl_thread t;
    shared_init(&s);
    fl_lock_take(&s.lock);
    assert_int_equal(fl_thread_create(&t, "signal", FL_STACK_LINK, NULL, count_up, &s, NULL), FL_OK);
    while (!s.count)
        fl_cond_wait(&s.cond, &s.lock, FL_NEVER);
    fl_lock_release(&s.lock);
    fl_thread_join(&t);
    shared_finish(&s);
}

static void a_condition_gives_up_at_its_time(void **state)
{
    (void)state;
    struct shared s;
    shared_init(&s);
    fl_lock_take(&s.lock);
    uint64_t until = fl_clock_ms() + 20;
    while (fl_cond_wait(&s.cond, &s.lock, until))
        ; /* early wakings are allowed */
    assert_true(fl_clock_ms() >= until);
    fl_lock_release(&s.lock);
    shared_finish(&s);
}

struct door {
    struct fl_lock lock;
    struct fl_bell bell;
    size_t guests;
};

static void come(void *arg)
{
    struct door *d = arg;
    fl_lock_take(&d->lock);
    d->guests++;
    fl_bell_ring(&d->bell);
    fl_lock_release(&d->lock);
}

static void a_bell_wakes_its_waiter(void **state)
{
    (void)state;
    struct door d = {.guests = 0};
    struct fl_thread t;
    fl_lock_init(&d.lock, FL_RANK_LINK);
    fl_bell_init(&d.bell);
    fl_lock_take(&d.lock);
    for (size_t i = 1; i <= 100; i++) {
        assert_int_equal(fl_thread_create(&t, "ring", FL_STACK_LINK, NULL, come, &d, NULL), FL_OK);
        while (d.guests < i)
            fl_bell_wait(&d.bell, &d.lock, FL_NEVER);
        fl_thread_join(&t);
        fl_bell_ring(&d.bell); /* nobody waits: not to be kept for the next wait */
        fl_bell_ring(&d.bell);
    }
    uint64_t until = fl_clock_ms() + 20;
    assert_false(fl_bell_wait(&d.bell, &d.lock, until));
    assert_true(fl_clock_ms() >= until);
    fl_lock_release(&d.lock);
    fl_bell_finish(&d.bell);
    fl_lock_finish(&d.lock);
}

static void raise_it(void *arg)
{
    fl_wake_raise(arg);
}

static void a_wake_interrupts_a_wait(void **state)
{
    (void)state;
    struct fl_wake w;
    struct fl_thread t;
    assert_int_equal(fl_wake_init(&w, NULL), FL_OK);
    assert_false(fl_wake_wait(&w, fl_clock_ms() + 1));
    assert_int_equal(fl_thread_create(&t, "raise", FL_STACK_LINK, NULL, raise_it, &w, NULL), FL_OK);
    assert_true(fl_wake_wait(&w, FL_NEVER));
    assert_true(fl_wake_wait(&w, FL_NEVER)); /* it stays raised */
    fl_wake_clear(&w);
    assert_false(fl_wake_wait(&w, 0));
    fl_thread_join(&t);
    fl_wake_finish(&w);
    fl_wake_finish(&w);
}

static void a_ring_keeps_order_and_bound(void **state)
{
    (void)state;
    int items[5];
    struct fl_ring r;
    assert_true(fl_ring_init(&r, 3));
    for (int round = 0; round < 3; round++) {
        assert_true(fl_ring_put(&r, &items[0]));
        assert_true(fl_ring_put(&r, &items[1]));
        assert_true(fl_ring_put(&r, &items[2]));
        assert_false(fl_ring_put(&r, &items[3]));
        assert_ptr_equal(fl_ring_take(&r), &items[0]);
        assert_true(fl_ring_put(&r, &items[4]));
        assert_ptr_equal(fl_ring_take(&r), &items[1]);
        assert_ptr_equal(fl_ring_take(&r), &items[2]);
        assert_ptr_equal(fl_ring_take(&r), &items[4]);
        assert_null(fl_ring_take(&r));
    }
    fl_ring_finish(&r);
}

struct heard {
    int count;
    char text[64];
};

static void hear(void *ctx, enum fl_level level, const char *subject, const char *text)
{
    struct heard *h = ctx;
    assert_int_equal(level, FL_WARN);
    assert_string_equal(subject, "villa");
    h->count++;
    strncpy(h->text, text, sizeof h->text - 1);
}

static void the_log_has_a_second_reader(void **state)
{
    (void)state;
    struct heard h = {0};
    fl_log_set_sink(hear, &h, FL_WARN);
    fl_log(FL_WARN, "villa", "odd\nline %d", 1);
    fl_log(FL_INFO, "villa", "not for the sink");
    fl_log_set_sink(NULL, NULL, FL_ERROR);
    fl_log(FL_WARN, "villa", "nobody listens");
    assert_int_equal(h.count, 1);
    assert_string_equal(h.text, "odd line 1"); /* a text cannot forge a line */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(threads_wait_for_the_gate),
        cmocka_unit_test(a_gate_can_send_them_home),
        cmocka_unit_test(names_are_cut_to_fit),
        cmocka_unit_test(a_condition_wakes_its_waiter),
        cmocka_unit_test(a_condition_gives_up_at_its_time),
        cmocka_unit_test(a_bell_wakes_its_waiter),
        cmocka_unit_test(a_wake_interrupts_a_wait),
        cmocka_unit_test(a_ring_keeps_order_and_bound),
        cmocka_unit_test(the_log_has_a_second_reader),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
