/* Many links at once, and one that is pulled at from all sides: for the thread sanitizer. */
#include "support/cmocka.h"

#include <pthread.h>
#include <stdio.h>

#include "fixture.h"

enum { LINKS = 8, ROUNDS = 5, COMMANDS = 40 };

static void busy(struct fixture *f, int keepalive)
{
    fixture_init(f, keepalive ? &talk_patient : &talk);
    f->conf.timing.poll_interval = 1;
    f->conf.timing.keepalive_interval = keepalive;
    f->conf.timing.connection_timeout = 2000;
    f->conf.queue_size = COMMANDS;
    script_answer(f->script, "set", "ok\n");
    script_answer(f->script, "do", "ok\n");
}

/* Stopped at whatever point they have reached: never started talking, handshaking, in the middle. */
static void test_start_and_stop(void **state)
{
    (void)state;
    static struct fixture f[LINKS];
    for (int round = 0; round < ROUNDS; round++) {
        for (int i = 0; i < LINKS; i++) {
            busy(&f[i], i % 2);
            fixture_start(&f[i]);
        }
        for (int i = 0; i < round * LINKS / ROUNDS; i++)
            script_wait_count(f[i].script, "poll", 1);
        for (int i = 0; i < LINKS; i++)
            fl_link_close(f[i].link);
        for (int i = 0; i < LINKS; i++)
            fixture_finish(&f[i]);
    }
}

static void *read_views(void *arg)
{
    struct fixture *f = arg;
    struct fl_view view = {0};
    for (int i = 0; i < 200; i++) {
        fl_link_view(f->link, &view);
        fl_shape_unref(fl_link_shape(f->link));
        fixture_metrics(f);
        sched_yield();
    }
    fl_view_finish(&view);
    return NULL;
}

static void *break_it(void *arg)
{
    struct fixture *f = arg;
    for (unsigned i = 1; i <= 10; i++) {
        script_wait_opened(f->script, i);
        if (i % 2)
            script_drop(f->script);
        else
            script_give(f->script, "boom\n");
        fl_link_retry_now(f->link);
    }
    return NULL;
}

/* Every command gets one verdict, whatever becomes of the link meanwhile. */
static void test_one_verdict_each(void **state)
{
    (void)state;
    struct fixture f;
    busy(&f, 1);
    fixture_start(&f);
    pthread_t reader, breaker;
    pthread_create(&reader, NULL, read_views, &f);
    pthread_create(&breaker, NULL, break_it, &f);
    size_t accepted = 0;
    for (int i = 0; i < COMMANDS; i++) {
        char id[16];
        snprintf(id, sizeof id, "c%d", i);
        const struct fl_action *action = i % 10 == 4   ? fixture_builtin("reconnect")
                                         : i % 10 == 8 ? fixture_builtin("refresh")
                                                       : &talk_action;
        accepted += (i % 2 ? fixture_set(&f, id, i % 5, i) : fixture_do(&f, id, action)) == FL_OK;
    }
    pthread_join(reader, NULL);
    pthread_join(breaker, NULL);
    fl_link_stop(f.link);
    assert_int_equal(accepted, COMMANDS);
    assert_int_equal(f.verdict_count, COMMANDS);
    struct fl_metrics m = fixture_metrics(&f);
    uint64_t counted = 0;
    for (size_t i = 0; i < FL_STATUS_COUNT; i++)
        counted += m.verdicts[i];
    assert_int_equal(counted, COMMANDS);
    fixture_finish(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_start_and_stop),
        cmocka_unit_test(test_one_verdict_each),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
