/* Names looked up aside: numeric ones at once, the others when the name service has answered. */
#include "support/cmocka.h"

#include "base/clock.h"
#include "gateway/names.h"

enum { PATIENCE_MS = 20000 };

static struct fl_wake wake;

static struct fl_names *make(void)
{
    struct fl_error err;
    assert_int_equal(fl_wake_init(&wake, &err), FL_OK);
    struct fl_names *n = fl_names_create(&wake);
    assert_non_null(n);
    return n;
}

static void drop(struct fl_names *n)
{
    fl_names_destroy(n);
    fl_wake_finish(&wake);
}

static void wait_settled(struct fl_names *n)
{
    uint64_t until_ms = fl_clock_ms() + PATIENCE_MS;
    while (!fl_names_settled(n)) {
        assert_true(fl_wake_wait(&wake, until_ms));
        fl_wake_clear(&wake);
    }
}

static void numeric_hosts_need_no_asking(void **state)
{
    (void)state;
    struct fl_addr at;
    struct fl_names *n = make();
    fl_names_want(n, "192.0.2.7");
    assert_true(fl_names_settled(n));
    assert_true(fl_names_find(n, "192.0.2.8", &at));
    assert_int_equal(at.ip[3], 8);
    drop(n);
}

static void names_have_their_answer_in_time(void **state)
{
    (void)state;
    struct fl_addr at;
    struct fl_names *n = make();
    assert_false(fl_names_find(n, "localhost", &at));
    fl_names_want(n, "localhost");
    fl_names_want(n, "localhost"); /* twice is once */
    wait_settled(n);
    assert_true(fl_names_find(n, "localhost", &at));
    assert_true(at.family == 4 ? at.ip[0] == 127 : at.ip[15] == 1);
    assert_int_equal(fl_names_changes(n), 1);
    drop(n);
}

static void what_nobody_knows_settles_too(void **state)
{
    (void)state;
    struct fl_addr at;
    struct fl_names *n = make();
    fl_names_want(n, "nobody.invalid");
    wait_settled(n);
    assert_false(fl_names_find(n, "nobody.invalid", &at));
    drop(n);
}

static void ending_waits_for_no_answer(void **state)
{
    (void)state;
    struct fl_names *n = make();
    fl_names_want(n, "nobody.invalid");
    drop(n);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numeric_hosts_need_no_asking),
        cmocka_unit_test(names_have_their_answer_in_time),
        cmocka_unit_test(what_nobody_knows_settles_too),
        cmocka_unit_test(ending_waits_for_no_answer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
