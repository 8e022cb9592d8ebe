/* The real families' rows keep the rules that rows have, and every example in config/ loads. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
#include <glob.h>

#include "config/rows.h"

static const struct fl_option *find(const struct fl_option *rows, const char *key)
{
    while (rows->key && strcmp(rows->key, key) != 0)
        rows++;
    return rows->key ? rows : NULL;
}

static bool is_number(const struct fl_option *row)
{
    return row->type == FL_OPT_INT || row->type == FL_OPT_REAL || row->type == FL_OPT_DURATION;
}

/* A row without a help line, or with a default that it would refuse. */
static void check_rows(const struct fl_option *rows)
{
    for (const struct fl_option *row = rows; row->key; row++) {
        if (!row->help)
            fail_msg("%s has no help", row->key);
        if (is_number(row) && !row->required && !fl_row_allows(row, row->def))
            fail_msg("the default of %s is out of its own range", row->key);
        if (row->items)
            check_rows(row->items);
    }
}

static void rows_are_sound(void **state)
{
    (void)state;
    check_rows(fl_config_top_rows);
    check_rows(fl_config_link_rows);
    check_rows(fl_config_device_rows);
    check_rows(fl_config_driver_rows);
    check_rows(fl_config_discover_rows);
    for (size_t i = 0; fl_drivers[i]; i++)
        check_rows(fl_drivers[i]->options);
}

/* A family's key that every device has already would never be read. */
static void families_take_no_common_key(void **state)
{
    (void)state;
    for (size_t i = 0; fl_drivers[i]; i++) {
        for (const struct fl_option *row = fl_drivers[i]->options; row->key; row++) {
            if (find(fl_config_link_rows, row->key) || find(fl_config_device_rows, row->key) ||
                find(fl_config_driver_rows, row->key))
                fail_msg("%s: every device has a %s", fl_drivers[i]->name, row->key);
        }
    }
}

static void families_name_known_link_settings(void **state)
{
    (void)state;
    for (size_t i = 0; fl_drivers[i]; i++) {
        const struct fl_driver *driver = fl_drivers[i];
        for (const struct fl_option *row = fl_config_link_rows; row->key; row++) {
            int own = fl_row_family_default(row, driver);
            if (own && !fl_row_allows(row, own == FL_OFF ? 0 : own))
                fail_msg("%s: %s is out of range", driver->name, row->key);
        }
        for (const struct fl_alias *alias = driver->aliases; alias && alias->key; alias++) {
            if (!find(fl_config_link_rows, alias->means))
                fail_msg("%s: %s means %s, which is no link setting", driver->name, alias->key, alias->means);
        }
    }
}

static void examples_load(void **state)
{
    (void)state;
    glob_t found;
    assert_int_equal(glob(FL_SOURCE_DIR "/config/*.example", 0, NULL, &found), 0);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        struct fl_problems problems = {0};
        struct fl_config *c = fl_config_load(found.gl_pathv[i], &problems);
        fl_problems_print(&problems, stderr);
        assert_non_null(c);
        assert_int_equal(problems.errors, 0); /* a password that everybody may read is warned of */
        assert_true(c->device_count + c->discover_count > 0);
        fl_config_destroy(c);
        fl_problems_finish(&problems);
    }
    globfree(&found);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_sound),
        cmocka_unit_test(families_take_no_common_key),
        cmocka_unit_test(families_name_known_link_settings),
        cmocka_unit_test(examples_load),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
