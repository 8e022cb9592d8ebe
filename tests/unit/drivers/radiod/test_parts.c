/* The pure parts by themselves: derived values, the schedule of sweeps, the options' checks. */
#include <math.h>
#include <string.h>

#include "drivers/radiod/radiod_derive.h"
#include "drivers/radiod/radiod_session.h"
#include "support/cmocka.h"
#include "vectors.h"

extern const struct fl_driver radiod_driver;

/* --- derived values ------------------------------------------------------------------------------- */
static void signal_to_noise_is_as_recorded(void **state)
{
    (void)state;
    const cJSON *item;
    int known = 0;
    cJSON_ArrayForEach(item, vectors("status"))
    {
        const cJSON *wanted = cJSON_GetObjectItem(cJSON_GetObjectItem(item, "derived"), "snr_db");
        struct bytes b = hex(text_of(item, "hex"));
        struct radiod_status st;
        double db;
        assert_int_equal(radiod_decode(&st, b.data, b.len), FL_OK);
        bool got = radiod_snr(&st, &db);
        assert_int_equal(got, cJSON_IsNumber(wanted));
        if (!got)
            continue;
        assert_float_equal(db, cJSON_GetNumberValue(wanted), 0.01);
        known++;
    }
    assert_true(known >= 5);
}

static struct radiod_status levels(uint8_t *buf, size_t cap, double hz, double power)
{
    struct radiod_builder b = radiod_begin(buf, cap, RADIOD_PACKET_STATUS);
    struct radiod_status st;
    radiod_put_int(&b, RADIOD_OUTPUT_SSRC, 1);
    radiod_put_real(&b, RADIOD_RF_LEVEL_CAL, 0);
    radiod_put_real(&b, RADIOD_RADIO_FREQUENCY, hz);
    radiod_put_real(&b, RADIOD_BASEBAND_POWER, power);
    radiod_put_int(&b, RADIOD_SAMPLES_SINCE_OVER, 4800000);
    radiod_put_int(&b, RADIOD_INPUT_SAMPRATE, 2400000);
    radiod_put_int(&b, RADIOD_FILTER_BLOCKSIZE, 48000);
    radiod_put_int(&b, RADIOD_GPS_TIME, UINT64_C(1479252303380262640));
    assert_int_equal(radiod_decode(&st, buf, radiod_end(&b)), FL_OK);
    return st;
}

static void s_units_times_and_clocks_are_derived(void **state)
{
    (void)state;
    static const struct {
        double hz, power, units;
    } rows[] = {{7e6, -73, 9}, {7e6, -79, 8}, {7e6, -53, 12.333}, {7e6, -140, 0}, {145e6, -93, 9}};
    uint8_t buf[128];
    double v;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct radiod_status st = levels(buf, sizeof buf, rows[i].hz, rows[i].power);
        assert_true(radiod_s_units(&st, &v));
        assert_float_equal(v, rows[i].units, 0.01);
    }
    struct radiod_status st = levels(buf, sizeof buf, 7e6, -(double)INFINITY);
    assert_true(radiod_seconds_since_over(&st, &v) && v == 2);
    assert_true(radiod_block_seconds(&st, &v) && v == 0.02);
    int64_t ms;
    /* 2026-11-20 23:24:45.380 UTC, as in the packet am_linear_carrier */
    assert_true(radiod_clock_offset(&st, INT64_C(1795217085380), &ms));
    assert_int_equal(ms, 0);
}

/* --- sweeps ---------------------------------------------------------------------------------------- */
static void sweeps_keep_their_distance(void **state)
{
    (void)state;
    struct radiod_sweep s = {0};
    radiod_sweep_reset(&s, 1000);
    assert_true(radiod_sweep_due(&s, 1000));
    radiod_sweep_asked(&s, 1000, 10000);
    assert_false(radiod_sweep_due(&s, 1000));
    radiod_sweep_heard(&s, 1030);
    assert_int_equal(radiod_sweep_look(&s, 1529), RADIOD_SWEEP_GOES_ON);
    assert_int_equal(radiod_sweep_at(&s), 1530);
    assert_int_equal(radiod_sweep_look(&s, 1530), RADIOD_SWEEP_WHOLE);
    assert_int_equal(s.slots, 1);
    assert_int_equal(radiod_sweep_at(&s), 11000);
    radiod_sweep_hurry(&s);
    assert_int_equal(radiod_sweep_at(&s), 3000);
    radiod_sweep_overhear(&s, 2500, 10000);
    assert_true(s.running && s.number == 2);
    assert_int_equal(s.next_ms, 12500);
}

static void many_channels_make_them_rarer(void **state)
{
    (void)state;
    struct radiod_sweep s = {0};
    radiod_sweep_asked(&s, 1000, 2000);
    for (uint64_t i = 0; i < 1000; i++)
        radiod_sweep_heard(&s, 1000 + i * 5);
    assert_int_equal(radiod_sweep_look(&s, 6499), RADIOD_SWEEP_GOES_ON);
    assert_int_equal(radiod_sweep_look(&s, 6500), RADIOD_SWEEP_WHOLE);
    radiod_sweep_asked(&s, 7000, 2000);
    assert_int_equal(s.next_ms, 7000 + 5500);
}

static void a_disturbed_sweep_ends_at_last(void **state)
{
    (void)state;
    struct radiod_sweep s = {0};
    radiod_sweep_asked(&s, 0, 10000);
    enum radiod_sweep_end end = RADIOD_SWEEP_GOES_ON;
    uint64_t now = 0;
    for (; end == RADIOD_SWEEP_GOES_ON && now < 100000; now += 350) {
        radiod_sweep_overhear(&s, now, 10000);
        end = radiod_sweep_look(&s, now + 349);
    }
    assert_int_equal(end, RADIOD_SWEEP_DISTURBED);
    assert_true(now < 15000);
}

/* --- options --------------------------------------------------------------------------------------- */
static enum fl_err check(const struct radiod_channel_conf *items, size_t count, struct fl_error *err)
{
    const struct radiod_conf conf = {.group = "hf.local", .channels = {(void *)(uintptr_t)items, count}};
    *err = (struct fl_error){0};
    return radiod_driver.check(&conf, err);
}

static void channels_that_cannot_be_are_refused(void **state)
{
    (void)state;
    static const struct {
        struct radiod_channel_conf items[2];
        const char *why;
    } rows[] = {
        {{{.key = "a", .ssrc = 1}, {.key = "a", .ssrc = 2}}, "two channels have this key"},
        {{{.key = "a", .ssrc = 1}, {.key = "b", .ssrc = 1}}, "has the ssrc of a"},
        {{{.key = "a"}, {.key = "b", .ssrc = 1}}, "set its ssrc"},
        {{{.key = "a", .create = true}, {.key = "b", .ssrc = 1}}, "takes a frequency"},
        {{{.key = "rf", .ssrc = 1}, {.key = "b", .ssrc = 2}}, "are the server's"},
        {{{.key = "c7", .ssrc = 1}, {.key = "b", .ssrc = 2}}, "what channel 7 is called"},
        {{{.key = "_a", .ssrc = 1}, {.key = "b", .ssrc = 2}}, "underscore"},
        {{{.key = "a", .ssrc = 1, .low_edge = 5, .high_edge = -5}, {.key = "b", .ssrc = 2}}, "is not below"},
        {{{.key = "a", .ssrc = 1, .preset = "nosuch"}, {.key = "b", .ssrc = 2}}, "add it to presets"},
        {{{.key = "a23456789012345678901234567890123456789012345678901234567890", .ssrc = 1},
          {.key = "b", .ssrc = 2}},
         "characters are allowed"},
    };
    struct fl_error err;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(check(rows[i].items, 2, &err), FL_E_CONFIG);
        if (!strstr(err.text, rows[i].why))
            fail_msg("%s, not %s", err.text, rows[i].why);
    }
    static const struct radiod_channel_conf fine[] = {
        {.key = "c7", .ssrc = 7}, {.key = "x", .frequency = 7e6, .create = true, .preset = "USB"}};
    assert_int_equal(check(fine, 2, &err), FL_OK);
}

static void servers_that_cannot_be_are_refused(void **state)
{
    (void)state;
    static const char *const odd[] = {"nice \"one\""};
    static const struct {
        struct radiod_conf conf;
        const char *why;
    } rows[] = {{{.group = "192.168.1.5"}, "no multicast group"},
                {{.group = "239.1.2.3", .source = "radio.local"}, "no IPv4 address"},
                {{.group = "239.1.2.3", .presets = {(void *)(uintptr_t)odd, 1}}, "letters, digits"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct fl_error err = {0};
        assert_int_equal(radiod_driver.check(&rows[i].conf, &err), FL_E_CONFIG);
        assert_non_null(strstr(err.text, rows[i].why));
    }
}

static void a_local_name_has_its_group_as_second_target(void **state)
{
    (void)state;
    struct radiod_conf conf = {.group = "siggen-test.local", .ttl = 3};
    struct fl_endpoint ep = {0};
    radiod_driver.endpoint(&conf, &ep);
    assert_int_equal(ep.target_count, 2);
    assert_int_equal(ep.targets[0].ip, 0);
    assert_int_equal(ep.targets[1].ip, 0xefaa139c);
    assert_int_equal(ep.ttl, 3);
    assert_null(ep.group);
    conf.group = "239.1.2.3";
    ep = (struct fl_endpoint){0};
    radiod_driver.endpoint(&conf, &ep);
    assert_int_equal(ep.target_count, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(signal_to_noise_is_as_recorded),
        cmocka_unit_test(s_units_times_and_clocks_are_derived),
        cmocka_unit_test(sweeps_keep_their_distance),
        cmocka_unit_test(many_channels_make_them_rarer),
        cmocka_unit_test(a_disturbed_sweep_ends_at_last),
        cmocka_unit_test(channels_that_cannot_be_are_refused),
        cmocka_unit_test(servers_that_cannot_be_are_refused),
        cmocka_unit_test(a_local_name_has_its_group_as_second_target),
    };
    return cmocka_run_group_tests_name("radiod parts", tests, vectors_setup, vectors_teardown);
}
