/* Statuses and their order, commands and verdicts, shares and percentiles. */
#include "support/cmocka.h"

#include <string.h>

#include "base/clock.h"
#include "model/metrics.h"
#include "model/model.h"

static void test_status_of(void **state)
{
    (void)state;
    static const struct {
        enum fl_err result;
        const char *name;
    } rows[] = {
        {FL_OK, "done"},          {FL_SENT, "sent"},          {FL_E_TIMEOUT, "timeout"},
        {FL_E_RANGE, "rejected"}, {FL_E_UNKNOWN, "rejected"}, {FL_E_REFUSED, "failed"},
        {FL_E_CLOSED, "failed"},  {FL_E_EXPIRED, "expired"},  {FL_E_SUPERSEDED, "superseded"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_string_equal(fl_status_name(fl_status_of(rows[i].result)), rows[i].name);
}

static void test_status_worse(void **state)
{
    (void)state;
    static const struct {
        enum fl_status a, b, worse;
    } rows[] = {
        {FL_STATUS_DONE, FL_STATUS_SENT, FL_STATUS_SENT},
        {FL_STATUS_DONE, FL_STATUS_FAILED, FL_STATUS_FAILED},
        {FL_STATUS_TIMEOUT, FL_STATUS_EXPIRED, FL_STATUS_TIMEOUT},
        {FL_STATUS_SUPERSEDED, FL_STATUS_DONE, FL_STATUS_DONE},
        {FL_STATUS_SUPERSEDED, FL_STATUS_SUPERSEDED, FL_STATUS_SUPERSEDED},
        {FL_STATUS_SUPERSEDED, FL_STATUS_ABORTED, FL_STATUS_ABORTED},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(fl_status_worse(rows[i].a, rows[i].b), rows[i].worse);
        assert_int_equal(fl_status_worse(rows[i].b, rows[i].a), rows[i].worse);
    }
}

static void test_command_owns_its_texts(void **state)
{
    (void)state;
    struct fl_command *c = fl_command_create();
    assert_int_equal(c->entity, -1);
    char text[] = "hello";
    assert_true(fl_command_set(c, 2, (struct fl_value){.known = true, .s = text}, FL_TEXT));
    text[0] = 'x';
    assert_string_equal(c->value[2].s, "hello");
    assert_true(fl_command_set(c, 2, (struct fl_value){.known = true, .s = "again"}, FL_TEXT));
    assert_true(fl_command_set(c, 0, (struct fl_value){.known = true, .i = 4}, FL_INT));
    assert_true(fl_command_set(c, 1, (struct fl_value){0}, FL_TEXT)); /* unknown: no text */
    assert_false(fl_command_set(c, FL_FIELDS_MAX, (struct fl_value){0}, FL_INT));
    assert_int_equal(c->mask, 7);
    fl_command_destroy(c);
    fl_command_destroy(NULL);
}

static void test_request_and_verdict(void **state)
{
    (void)state;
    struct fl_request *r = fl_request_create("villa", "light/set", "7");
    assert_int_equal(r->expires_ms, FL_NEVER);
    struct fl_verdict *v = fl_verdict_create(r, FL_STATUS_FAILED, "why");
    assert_ptr_equal(v->request, r);
    assert_string_equal(v->error, "why");
    fl_verdict_destroy(v);
    v = fl_verdict_create(fl_request_create("a", "b", "c"), FL_STATUS_DONE, NULL);
    assert_null(v->error);
    fl_verdict_destroy(v);
    fl_verdict_destroy(NULL);
}

static void test_quality(void **state)
{
    (void)state;
    static const struct {
        const char *outcomes; /* 1 answered, 0 not */
        unsigned quality;
    } rows[] = {{"", 0}, {"1", 100}, {"0", 0}, {"1110", 75}, {"01", 50}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct fl_metrics m = {0};
        for (const char *o = rows[i].outcomes; *o; o++)
            fl_metrics_note_outcome(&m, *o == '1');
        assert_int_equal(fl_metrics_quality(&m), rows[i].quality);
    }
    struct fl_metrics m = {0};
    for (int i = 0; i < 64; i++)
        fl_metrics_note_outcome(&m, false);
    for (int i = 0; i < 64; i++)
        fl_metrics_note_outcome(&m, true); /* only the last 64 count */
    assert_int_equal(fl_metrics_quality(&m), 100);
}

static void test_percentiles(void **state)
{
    (void)state;
    struct fl_metrics m = {0};
    assert_int_equal(fl_metrics_rtt(&m, 50), 0);
    fl_metrics_note_rtt(&m, 500);
    assert_int_equal(fl_metrics_rtt(&m, 0), 500);
    assert_int_equal(fl_metrics_rtt(&m, 99), 500);
    for (uint32_t i = 0; i < FL_RTT_WINDOW; i++) /* the first is pushed out */
        fl_metrics_note_rtt(&m, (i * 37) % FL_RTT_WINDOW + 1);
    assert_int_equal(fl_metrics_rtt(&m, 50), 32);
    assert_int_equal(fl_metrics_rtt(&m, 99), 64);
    assert_int_equal(fl_metrics_rtt(&m, 100), 64);
    assert_int_equal(fl_metrics_rtt(&m, 0), 1);
    fl_metrics_note_rtt(&m, (uint64_t)UINT32_MAX + 5);
    assert_int_equal(fl_metrics_rtt(&m, 100), UINT32_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_status_of),
        cmocka_unit_test(test_status_worse),
        cmocka_unit_test(test_command_owns_its_texts),
        cmocka_unit_test(test_request_and_verdict),
        cmocka_unit_test(test_quality),
        cmocka_unit_test(test_percentiles),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
