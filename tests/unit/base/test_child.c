/* Programs run by us: their words, their ends, and ours. */
#include "support/cmocka.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/child.h"

enum { LONG_MS = 20000 };

static enum fl_err run(const char *command, int limit_ms, struct fl_error *err)
{
    struct fl_wake stop;
    assert_int_equal(fl_wake_init(&stop, NULL), FL_OK);
    enum fl_err result = fl_child_run(command, limit_ms, &stop, err);
    fl_wake_finish(&stop);
    return result;
}

static void test_ends(void **state)
{
    (void)state;
    static const struct {
        const char *command;
        enum fl_err result;
        const char *words;
    } rows[] = {{"true", FL_OK, ""},
                {"  /bin/true  ", FL_OK, ""},
                {"false", FL_E_SYSTEM, "false ended with status 1"},
                {"sh -c \"exit 7\"", FL_E_SYSTEM, "sh ended with status 7"},
                {"sh -c \"kill -9 $$\"", FL_E_SYSTEM, "sh was ended by signal 9"},
                {"sh -c \"kill -PIPE $$\"", FL_E_SYSTEM, "sh was ended by signal 13"}, /* not ignored */
                {"test \"a b\" = a\" \"b", FL_OK, ""},
                {"test $HOME = \"$HOME\"", FL_OK, ""}, /* no shell looks at it */
                {"test x = x; false", FL_E_SYSTEM, "test ended with status 2"},
                {"sh -c \"test -e /proc/self/fd/9 && exit 3; read x && exit 4; exit 0\"", FL_OK, ""},
                {"/nonexistent/program", FL_E_SYSTEM, "cannot be run: No such file"},
                {"   ", FL_E_SYSTEM, "no program"}};
    assert_int_equal(dup2(1, 9), 9); /* not to be inherited */
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct fl_error err = {0};
        enum fl_err result = run(rows[i].command, LONG_MS, &err);
        if (result != rows[i].result || !strstr(err.text, rows[i].words))
            fail_msg("%s: %s: %s", rows[i].command, fl_err_name(result), err.text);
    }
    close(9);
}

/* Also if it does not want to. */
static void test_takes_too_long(void **state)
{
    (void)state;
    struct fl_error err = {0};
    assert_int_equal(run("sh -c \"sleep 1000 & sleep 1000\"", 100, &err), FL_E_TIMEOUT);
    assert_string_equal(err.text, "sh did not end within 100 ms");
    assert_int_equal(run("sh -c \"trap '' TERM; while :; do sleep 1000; done\"", 100, &err), FL_E_TIMEOUT);
}

static void test_is_stopped(void **state)
{
    (void)state;
    struct fl_wake stop;
    struct fl_error err = {0};
    assert_int_equal(fl_wake_init(&stop, NULL), FL_OK);
    fl_wake_raise(&stop);
    assert_int_equal(fl_child_run("sleep 1000", 1000 * LONG_MS, &stop, &err), FL_E_CLOSED);
    assert_string_equal(err.text, "sleep was stopped");
    fl_wake_finish(&stop);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ends),
        cmocka_unit_test(test_takes_too_long),
        cmocka_unit_test(test_is_stopped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
