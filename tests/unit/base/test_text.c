/* Strings, JSON with limits, numbers as text, times as text, errors. */
#include "support/cmocka.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/json.h"
#include "base/str.h"

static void strings_grow(void **state)
{
    (void)state;
    struct fl_str s = {0};
    for (int i = 0; i < 1000; i++)
        fl_str_addf(&s, "%d,", i % 10);
    assert_int_equal(s.len, 2000);
    assert_int_equal(strlen(s.text), 2000);
    fl_str_clear(&s);
    fl_str_add(&s, "end");
    char *text = fl_str_take(&s);
    assert_string_equal(text, "end");
    free(text);
    text = fl_str_take(&s);
    assert_string_equal(text, "");
    free(text);
}

static void copying_cuts_between_characters(void **state)
{
    (void)state;
    char buf[5];
    assert_true(fl_copy(buf, sizeof buf, "abcd"));
    assert_false(fl_copy(buf, sizeof buf, "abc\xc3\xa4")); /* the last character would be halved */
    assert_string_equal(buf, "abc");
}

static void shortening_leaves_whole_pieces(void **state)
{
    (void)state;
    char buf[16];
    fl_shorten(buf, sizeof buf, "one, two, three");
    assert_string_equal(buf, "one, two, three");
    fl_shorten(buf, sizeof buf, "one, two, threes");
    assert_string_equal(buf, "one, two ...");
    fl_shorten(buf, sizeof buf, "a single long piece");
    assert_string_equal(buf, "a single lo ...");
}

static void utf8_is_checked(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t len;
        bool ok;
    } cases[] = {
        {"", 0, true},
        {"plain", 5, true},
        {"\xc3\xa4\xe2\x82\xac\xf0\x9f\x98\x80", 9, true},
        {"\x00", 1, true},
        {"\x80", 1, false},
        {"\xc3", 1, false},
        {"\xc0\xaf", 2, false},         /* overlong */
        {"\xed\xa0\x80", 3, false},     /* surrogate */
        {"\xf4\x90\x80\x80", 4, false}, /* beyond U+10FFFF */
        {"\xff", 1, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(fl_utf8_ok(cases[i].text, cases[i].len), cases[i].ok);
}

static void keys_are_checked(void **state)
{
    (void)state;
    char longest[66];
    memset(longest, 'a', 65);
    longest[65] = '\0';
    assert_true(fl_key_ok("kitchen_light_2"));
    assert_true(fl_key_ok(longest + 1));
    assert_false(fl_key_ok(longest));
    assert_false(fl_key_ok(""));
    assert_false(fl_key_ok("Kitchen"));
    assert_false(fl_key_ok("kitchen-light"));
    assert_false(fl_key_ok("a/b"));
}

static void distances(void **state)
{
    (void)state;
    assert_int_equal(fl_str_distance("poll_interval", "poll_interval", 3), 0);
    assert_int_equal(fl_str_distance("pol_intervall", "poll_interval", 3), 2);
    assert_int_equal(fl_str_distance("", "abc", 3), 3);
    assert_int_equal(fl_str_distance("host", "password", 3), 4); /* more than the limit */
}

static const char *refusal_of(const char *text, size_t len)
{
    static struct fl_error err;
    cJSON *json;
    assert_int_equal(fl_json_parse(&json, text, len, &err), FL_E_FORMAT);
    assert_null(json);
    return err.text;
}

static const char *refusal(const char *text)
{
    return refusal_of(text, strlen(text));
}

static void json_has_limits(void **state)
{
    (void)state;
    cJSON *json;
    static const char good[] = " {\"a\": [1, {\"b\": \"[[[[[[[[[[[[[[[[[[\"}]} \n";
    assert_int_equal(fl_json_parse(&json, good, sizeof good - 1, NULL), FL_OK);
    cJSON_Delete(json);

    char deep[2 * (FL_JSON_DEPTH + 1) + 1];
    memset(deep, '[', FL_JSON_DEPTH + 1);
    memset(deep + FL_JSON_DEPTH + 1, ']', FL_JSON_DEPTH + 1);
    assert_non_null(strstr(refusal_of(deep, 2 * (FL_JSON_DEPTH + 1)), "deep"));
    assert_int_equal(fl_json_parse(&json, deep + 1, 2 * (size_t)FL_JSON_DEPTH, NULL), FL_OK);
    cJSON_Delete(json);

    assert_non_null(strstr(refusal("{\"a\":1,\"b\":{\"x\":1,\"y\":2,\"x\":3}}"), "\"x\" stands twice"));
    assert_non_null(strstr(refusal("1 2"), "follows"));
    assert_non_null(strstr(refusal("\"\xff\""), "UTF-8"));
    assert_non_null(strstr(refusal("{\"a\":"), "not valid JSON"));
    assert_non_null(strstr(refusal(""), "not valid JSON"));
    char *large = malloc(FL_JSON_SIZE + 1);
    memset(large, ' ', FL_JSON_SIZE + 1);
    assert_non_null(strstr(refusal_of(large, FL_JSON_SIZE + 1), "at most"));
    free(large);
}

static void json_reads_only_its_bytes(void **state)
{
    (void)state;
    cJSON *json;
    char *exact = malloc(2);
    memcpy(exact, "42", 2); /* no NUL: the sanitizer sees a read past the end */
    assert_int_equal(fl_json_parse(&json, exact, 2, NULL), FL_OK);
    assert_true(json->valuedouble == 42);
    cJSON_Delete(json);
    free(exact);
}

static void numbers_print_without_artefacts(void **state)
{
    (void)state;
    static const struct {
        double value, step;
        const char *text;
    } cases[] = {
        {21.5, 0.5, "21.5"},
        {284.28000000000003, 0.01, "284.28"},
        {0.1 + 0.2, 0, "0.30000000000000004"},
        {0.1, 0, "0.1"},
        {7.1e6, 1, "7100000"},
        {100, 0.1, "100"},
        {-0.04, 0.1, "0"},
        {14074000.0, 0.001, "14074000"},
        {47, 5, "45"},
        {1e300, 0.1, "1e+300"},
        {NAN, 0.1, "null"},
        {-INFINITY, 0, "null"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char buf[32];
        assert_string_equal(fl_real_text(cases[i].value, cases[i].step, buf), cases[i].text);
    }
    cJSON *item = fl_json_int(INT64_MAX);
    char *text = fl_json_text(item);
    assert_string_equal(text, "9223372036854775807");
    cJSON_free(text);
    cJSON_Delete(item);
}

static void times_print_as_rfc_3339(void **state)
{
    (void)state;
    char buf[FL_TIME_TEXT];
    assert_string_equal(fl_clock_text(0, buf), "1970-01-01T00:00:00.000Z");
    assert_string_equal(fl_clock_text(1795176000123, buf), "2026-11-20T12:00:00.123Z");
    assert_string_equal(fl_clock_text(-1, buf), "1969-12-31T23:59:59.999Z");
}

static void deadlines_saturate(void **state)
{
    (void)state;
    assert_true(fl_clock_add(FL_NEVER, 5) == FL_NEVER);
    assert_true(fl_clock_add(10, 5) == 15);
    assert_int_equal(fl_clock_poll_timeout(FL_NEVER, 0), -1);
    assert_int_equal(fl_clock_poll_timeout(5, 10), 0);
    assert_int_equal(fl_clock_poll_timeout(15, 10), 5);
}

static void errors_carry_their_words(void **state)
{
    (void)state;
    struct fl_error err;
    assert_int_equal(fl_fail(&err, FL_E_RANGE, "%d is below %d", 20, 50), FL_E_RANGE);
    assert_string_equal(err.text, "20 is below 50");
    errno = ENOENT;
    assert_int_equal(fl_fail_errno(&err, "cannot open %s", "x"), FL_E_SYSTEM);
    assert_string_equal(err.text, "cannot open x: No such file or directory");
    assert_int_equal(fl_fail(NULL, FL_E_FULL, "nobody asks"), FL_E_FULL);
    for (int i = 0; i < FL_ERR_COUNT; i++)
        assert_true(strlen(fl_err_name((enum fl_err)i)) > 1);
    assert_string_equal(fl_err_name(FL_ERR_COUNT), "invalid");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(strings_grow),
        cmocka_unit_test(copying_cuts_between_characters),
        cmocka_unit_test(shortening_leaves_whole_pieces),
        cmocka_unit_test(utf8_is_checked),
        cmocka_unit_test(keys_are_checked),
        cmocka_unit_test(distances),
        cmocka_unit_test(json_has_limits),
        cmocka_unit_test(json_reads_only_its_bytes),
        cmocka_unit_test(numbers_print_without_artefacts),
        cmocka_unit_test(times_print_as_rfc_3339),
        cmocka_unit_test(deadlines_saturate),
        cmocka_unit_test(errors_carry_their_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
