/* What a configuration may say across options, and where it points. */
#include <stdlib.h>
#include <string.h>

#include "drivers/ipcom/ipcom_session.h"
#include "support/cmocka.h"

extern const struct fl_driver ipcom_driver;

enum { MAX = 4 };

struct row {
    const char *what;
    struct ipcom_output_conf outputs[MAX];
    struct ipcom_cover_conf covers[MAX];
    bool expose_unlisted;
    const char *words; /* NULL: it is fine */
};

static const struct row rows[] = {
    {.what = "nothing"},
    {.what = "all kinds",
     .outputs = {{.key = "a", .module = 1, .output = 1}, {.key = "b", .module = 16, .output = 8}},
     .covers = {{.key = "c", .up = {1, 2}, .down = {1, 3}}},
     .expose_unlisted = true},
    {.what = "a split cover", .covers = {{.key = "c", .up = {1, 2}, .down = {2, 2}}}},
    {.what = "module 0",
     .outputs = {{.key = "a", .module = 0, .output = 1}},
     .words = "no output 1 of module 0"},
    {.what = "module 17", .outputs = {{.key = "a", .module = 17, .output = 1}}, .words = "module 17"},
    {.what = "output 9", .outputs = {{.key = "a", .module = 1, .output = 9}}, .words = "no output 9"},
    {.what = "a relay out of range",
     .covers = {{.key = "c", .up = {1, 2}, .down = {1, 0}}},
     .words = "no output 0"},
    {.what = "two outputs",
     .outputs = {{.key = "a", .module = 1, .output = 1}, {.key = "b", .module = 1, .output = 1}},
     .words = "b: output 1 of module 1 is used by a"},
    {.what = "output and cover",
     .outputs = {{.key = "a", .module = 1, .output = 1}},
     .covers = {{.key = "c", .up = {1, 2}, .down = {1, 1}}},
     .words = "c: output 1 of module 1 is used by a"},
    {.what = "up and down the same",
     .covers = {{.key = "c", .up = {1, 2}, .down = {1, 2}}},
     .words = "used by c"},
    {.what = "two covers",
     .covers = {{.key = "c", .up = {1, 2}, .down = {1, 3}}, {.key = "d", .up = {1, 3}, .down = {1, 4}}},
     .words = "used by c"},
    {.what = "a key twice",
     .outputs = {{.key = "a", .module = 1, .output = 1}, {.key = "a", .module = 1, .output = 2}},
     .words = "a: two outputs or covers have this key"},
    {.what = "a key twice, in both lists",
     .outputs = {{.key = "a", .module = 1, .output = 1}},
     .covers = {{.key = "a", .up = {1, 2}, .down = {1, 3}}},
     .words = "a: two outputs or covers have this key"},
    {.what = "a reserved key",
     .outputs = {{.key = "link", .module = 1, .output = 1}},
     .words = "something else"},
    {.what = "an underscore", .outputs = {{.key = "_a", .module = 1, .output = 1}}, .words = "underscore"},
    {.what = "the key of an unlisted output",
     .outputs = {{.key = "module_1_output_2", .module = 1, .output = 1}},
     .expose_unlisted = true,
     .words = "not listed"},
    {.what = "the same, not exposed", .outputs = {{.key = "module_1_output_2", .module = 1, .output = 1}}},
    {.what = "its own key",
     .outputs = {{.key = "module_1_output_2", .module = 1, .output = 2}},
     .expose_unlisted = true},
};

static void test_check(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct row row = rows[i];
        struct ipcom_conf conf = {.outputs = {row.outputs, 0}, .covers = {row.covers, 0}};
        conf.expose_unlisted = row.expose_unlisted;
        while (conf.outputs.count < MAX && row.outputs[conf.outputs.count].key)
            conf.outputs.count++;
        while (conf.covers.count < MAX && row.covers[conf.covers.count].key)
            conf.covers.count++;
        struct fl_error err = {0};
        enum fl_err result = ipcom_driver.check(&conf, &err);
        if (result != (row.words ? FL_E_CONFIG : FL_OK) || (row.words && !strstr(err.text, row.words)))
            fail_msg("%s: %s, \"%s\"", row.what, fl_err_name(result), err.text);
    }
}

static void test_endpoint(void **state)
{
    (void)state;
    struct ipcom_conf conf = {.host = "192.0.2.1", .fallback_host = "home.example", .port = 5001};
    struct fl_endpoint ep = {0};
    ipcom_driver.endpoint(&conf, &ep);
    assert_int_equal(ep.target_count, 2);
    assert_string_equal(ep.targets[0].host, "192.0.2.1");
    assert_string_equal(ep.targets[1].host, "home.example");
    assert_int_equal(ep.targets[1].port, 5001);
    conf.fallback_host = NULL;
    ep = (struct fl_endpoint){0};
    ipcom_driver.endpoint(&conf, &ep);
    assert_int_equal(ep.target_count, 1);
}

static void test_facts(void **state)
{
    (void)state;
    assert_string_equal(ipcom_driver.name, "ipcom");
    assert_int_equal(ipcom_driver.port, 5000);
    assert_int_equal(ipcom_driver.timing.failure_threshold, 1);
    assert_int_equal(ipcom_driver.timing.write_interval, 200);
    assert_true(ipcom_driver.session_size < 48 * 1024);
    assert_null(ipcom_driver.actions[0].key);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_check),
        cmocka_unit_test(test_endpoint),
        cmocka_unit_test(test_facts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
