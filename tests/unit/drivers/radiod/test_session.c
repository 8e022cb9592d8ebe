/* What the session makes of a server's behaviour: channels, values, polls, sweeps. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "drivers/radiod/radiod_name.h"
#include "stage.h"
#include "support/cmocka.h"
#include "vectors.h"

static const struct radiod_conf everything;

static const struct radiod_channel_conf listed_items[] = {
    {.key = "local", .name = "Local", .ssrc = 1000, .lifetime = 60000},
    {.key = "watch", .frequency = 14074000, .preset = "usb", .create = true, .lifetime = 60000}};

static const struct radiod_conf listed = {.channels = {(void *)(uintptr_t)listed_items, 2},
                                          .expose = RADIOD_EXPOSE_LISTED};

static uint32_t watch_ssrc(void)
{
    return radiod_channel_ssrc(&listed_items[1]);
}

/* --- statuses to values ----------------------------------------------------------------------- */
static void a_channel_that_answers_becomes_entities(void **state)
{
    (void)state;
    struct stage *s = stage_create(&everything);
    stage_slot(s, 1000, 1e6);
    stage_online(s);
    assert_true(stage_value(s, "c1000_frequency").r == 1e6);
    assert_true(stage_value(s, "c1000_online").b);
    assert_int_equal(stage_value(s, "c1000_preset").e, 0);
    assert_true(stage_value(s, "c1000_squelch_open").b);
    assert_float_equal(stage_value(s, "c1000_snr").r, 27.6, 0.1);
    assert_false(stage_value(s, "c1000_s_meter").known);
    assert_true(stage_value(s, "ad_level").r == -20);
    assert_int_equal(stage_value(s, "channels").i, 1);
    assert_int_equal(stage_value(s, "sample_rate").i, 2400000);
    assert_int_equal(stage_entity(s, "c1000_demodulator"), -1);
    assert_int_equal(stage_entity(s, "rf_gain"), -1);
    stage_destroy(s);
}

static void a_calibrated_front_end_has_an_s_meter(void **state)
{
    (void)state;
    struct stage *s = stage_create(&everything);
    s->server.calibrated = true;
    stage_slot(s, 1000, 1e6)->power = -73;
    stage_online(s);
    assert_float_equal(stage_value(s, "c1000_s_meter").r, 9, 0.01);
    stage_destroy(s);
}

static void captured_packets_show_what_they_say(void **state)
{
    (void)state;
    const cJSON *item;
    const struct fl_addr from = {.family = 4, .ip = {10, 0, 0, 1}, .port = 40000};
    cJSON_ArrayForEach(item, vectors("status"))
    {
        struct stage *s = stage_create(&everything);
        struct bytes b = hex(text_of(item, "hex"));
        s->server.mute = true;
        stage_open(s, 0);
        stage_feed(s, b.data, b.len, &from);
        stage_run(s, 700);
        assert_true(s->online);
        assert_int_equal(s->bad_frames, 0);
        stage_destroy(s);
    }
}

static void noise_alone_has_no_ratio(void **state)
{
    (void)state;
    static const struct {
        double power;
        bool known;
    } rows[] = {{-88, false},  {-87.5, false}, {-88, false},  {-84, true},
                {-87.4, true}, {-95, false},   {-87.4, false}};
    struct stage *s = stage_create(&everything);
    struct slot *c = stage_slot(s, 1000, 1e6);
    c->power = -95;
    stage_online(s);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        c->power = rows[i].power;
        stage_run(s, 800);
        assert_int_equal(stage_value(s, "c1000_snr").known, rows[i].known);
    }
    stage_destroy(s);
}

static void minus_infinity_is_unknown(void **state)
{
    (void)state;
    struct stage *s = stage_create(&everything);
    stage_slot(s, 1000, 50e6); /* beyond the coverage */
    stage_online(s);
    assert_false(stage_value(s, "c1000_power").known);
    assert_false(stage_value(s, "c1000_snr").known);
    assert_true(stage_value(s, "c1000_frequency").known);
    stage_destroy(s);
}

static void what_a_mode_lacks_becomes_unknown(void **state)
{
    (void)state;
    struct stage *s = stage_create(&listed);
    struct slot *c = stage_slot(s, 1000, 1e6);
    stage_online(s);
    stage_run(s, 1000);
    assert_true(stage_value(s, "local_gain").known);
    assert_int_equal(stage_entity(s, "local_snr_fm"), -1);
    c->demod = 1;
    stage_run(s, 1000);
    assert_false(stage_value(s, "local_gain").known);
    assert_false(stage_value(s, "local_agc").known);
    assert_true(stage_value(s, "local_snr_fm").r == 12.5);
    c->demod = 0;
    stage_run(s, 1000);
    assert_true(stage_value(s, "local_gain").known);
    assert_false(stage_value(s, "local_snr_fm").known);
    stage_destroy(s);
}

static void malformed_packets_are_counted_and_change_nothing(void **state)
{
    (void)state;
    struct stage *s = stage_create(&everything);
    const cJSON *item;
    stage_slot(s, 1000, 1e6);
    stage_online(s);
    size_t bad = 0;
    cJSON_ArrayForEach(item, vectors("malformed_status"))
    {
        struct bytes b = hex(text_of(item, "hex"));
        const char *verdict = text_of(item, "verdict");
        if (strncmp(verdict, "reject", 6) != 0)
            continue;
        stage_feed(s, b.data, b.len, &s->server.at);
        bad++;
    }
    assert_true(bad >= 5);
    assert_int_equal(s->bad_frames, bad);
    assert_true(stage_value(s, "c1000_frequency").r == 1e6);
    stage_destroy(s);
}

/* --- overload and restart ----------------------------------------------------------------------- */
static void an_overload_is_an_event_and_a_problem(void **state)
{
    (void)state;
    struct stage *s = stage_create(&everything);
    stage_slot(s, 1000, 1e6);
    stage_online(s);
    stage_run(s, 1000);
    assert_false(stage_value(s, "overload").b);
    assert_false(stage_value(s, "overload_age").known);
    s->server.overs = 7;
    stage_run(s, 1000);
    assert_true(stage_value(s, "overload").b);
    assert_float_equal(stage_value(s, "overload_age").r, 3, 0.01);
    assert_int_equal(stage_value(s, "overload_count").i, 7);
    assert_true(stage_logged(s, "overload {\"count\":7,\"new\":7}"));
    stage_destroy(s);
}

/* Down for that long, it comes back without the channels that others had made. */
static void check_restart(uint64_t down_ms)
{
    struct stage *s = stage_create(&everything);
    stage_slot(s, 1000, 1e6);
    for (uint32_t i = 0; i < 8; i++)
        stage_slot(s, 2000 + i, 7e6 + i);
    stage_online(s);
    stage_run(s, 2000);
    s->server.mute = true;
    stage_run(s, down_ms);
    s->server.mute = false;
    for (uint32_t i = 0; i < 8; i++)
        stage_find(s, 2000 + i)->ssrc = 0;
    stage_restart(s);
    stage_run(s, 30000);
    for (uint32_t i = 0; i < 8; i++)
        assert_null(stage_find(s, 2000 + i));
    assert_true(stage_logged(s, "restart "));
    assert_int_equal(stage_value(s, "channels").i, 1);
    assert_int_equal(stage_entity(s, "c2000_frequency"), -1);
    assert_true(stage_value(s, "c1000_online").b);
    stage_destroy(s);
}

static void after_a_restart_no_ghosts_come_back(void **state)
{
    (void)state;
    check_restart(600);
    check_restart(1500);
    check_restart(6000);
}

static void a_channel_that_falls_silent_is_not_asked_on(void **state)
{
    (void)state;
    struct stage *s = stage_create(&listed);
    stage_slot(s, 1000, 1e6);
    stage_slot(s, 1001, 1e6);
    stage_online(s);
    stage_run(s, 2000);
    stage_find(s, 1000)->ssrc = 0;
    s->server.mute = true; /* a moment later it would be created again by the question on its way */
    stage_run(s, 1200);
    s->server.mute = false;
    stage_run(s, 30000);
    assert_null(stage_find(s, 1000));
    assert_false(stage_value(s, "local_online").b);
    assert_false(stage_value(s, "local_frequency").known);
    stage_slot(s, 1000, 2e6);
    stage_run(s, 12000);
    assert_true(stage_value(s, "local_online").b);
    assert_true(stage_value(s, "local_frequency").r == 2e6);
    stage_destroy(s);
}

static void a_dying_channel_says_so(void **state)
{
    (void)state;
    struct stage *s = stage_create(&listed);
    stage_slot(s, 1000, 1e6);
    stage_online(s);
    stage_run(s, 1000);
    struct bytes b = packet_named("status", "removed_channel_last_answer");
    struct radiod_status st;
    assert_int_equal(radiod_decode(&st, b.data, b.len), FL_OK);
    uint8_t buf[256];
    struct radiod_builder out = radiod_begin(buf, sizeof buf, RADIOD_PACKET_STATUS);
    radiod_put_int(&out, RADIOD_OUTPUT_SSRC, 1000);
    radiod_put_int(&out, RADIOD_DEMOD_TYPE, 255);
    stage_find(s, 1000)->ssrc = 0;
    s->answer_count = 0;
    size_t len = radiod_end(&out);
    /* its GPS time is missing, so it is as new as any that comes after a clock was set */
    s->session->channels.at[0]->gps_ns = 0;
    stage_feed(s, buf, len, &s->server.at);
    assert_false(stage_value(s, "local_online").b);
    stage_run(s, 5000);
    assert_null(stage_find(s, 1000));
    stage_destroy(s);
}

/* --- polls -------------------------------------------------------------------------------------- */
static void channels_are_asked_each_tick(void **state)
{
    (void)state;
    struct stage *s = stage_create(&everything);
    for (uint32_t i = 0; i < 30; i++)
        stage_slot(s, 1000 + i, 1e6 + i);
    stage_online(s);
    size_t before = s->server.polls;
    stage_run(s, 3500);
    size_t asked = s->server.polls - before;
    assert_true(asked >= 29 * 9 && asked <= 30 * 11);
    stage_destroy(s);
}

static void others_channels_with_a_lifetime_are_left_to_die(void **state)
{
    (void)state;
    struct stage *s = stage_create(&everything);
    stage_slot(s, 1000, 1e6);
    struct slot *c = stage_slot(s, 1001, 2e6);
    c->lifetime = c->left = 500; /* 10 s */
    stage_online(s);
    stage_run(s, 5000);
    assert_int_equal(c->commands, 0);
    assert_true(stage_value(s, "c1001_frequency").r == 2e6);
    stage_run(s, 6000);
    assert_null(stage_find(s, 1001));
    stage_run(s, 30000);
    assert_null(stage_find(s, 1001));
    assert_int_equal(stage_entity(s, "c1001_frequency"), -1);
    stage_destroy(s);
}

static void the_budget_stretches_polls(void **state)
{
    (void)state;
    struct radiod_conf conf = {.max_rate = 20};
    struct stage *s = stage_create(&conf);
    for (uint32_t i = 0; i < 40; i++)
        stage_slot(s, 1000 + i, 1e6);
    stage_online(s);
    stage_run(s, 2000);
    size_t before = s->server.received;
    stage_run(s, 10000);
    size_t sent = s->server.received - before;
    assert_true(sent >= 180 && sent <= 212);
    for (uint32_t i = 0; i < 40; i++)
        assert_true(stage_find(s, 1000 + i)->commands >= 3); /* each gets its turn */
    stage_destroy(s);
}

/* Their answers are as good as ours, if they come soon enough. */
static void what_others_ask_for_is_not_asked_again(void **state)
{
    (void)state;
    struct stage *s = stage_create(&everything);
    stage_slot(s, 1000, 1e6);
    stage_online(s);
    size_t before = s->server.polls;
    for (int i = 0; i < 60; i++) {
        stage_find(s, 1000)->answer_ms = s->now_ms + 1;
        stage_run(s, 100);
    }
    assert_true(s->server.polls - before <= 2);
    stage_destroy(s);
}

static void a_status_that_was_overtaken_is_old(void **state)
{
    (void)state;
    struct stage *s = stage_create(&everything);
    struct slot *c = stage_slot(s, 1000, 1e6);
    stage_online(s);
    stage_run(s, 1000);
    struct answer late = {.len = 0};
    while (!s->answer_count)
        stage_run(s, 1);
    late = s->answers[0];
    c->frequency = 2e6;
    stage_run(s, 1000);
    assert_true(stage_value(s, "c1000_frequency").r == 2e6);
    stage_feed(s, late.data, late.len, &late.from);
    assert_true(stage_value(s, "c1000_frequency").r == 2e6);
    assert_false(stage_logged(s, "restart"));
    stage_destroy(s);
}

static void our_channels_live_on_however_rarely_we_poll(void **state)
{
    (void)state;
    struct stage *s = stage_create(&listed);
    s->timing.poll_interval = 3600000;
    stage_slot(s, 1000, 1e6);
    stage_online(s);
    stage_run(s, 1000);
    struct slot *c = stage_find(s, watch_ssrc());
    uint64_t commands = c->commands;
    stage_run(s, 300000);
    assert_ptr_equal(stage_find(s, watch_ssrc()), c);
    assert_true(c->commands > commands && c->commands < commands + 30);
    stage_destroy(s);
}

static void lost_answers_are_borne(void **state)
{
    (void)state;
    struct stage *s = stage_create(&everything);
    stage_slot(s, 1000, 1e6);
    stage_online(s);
    s->server.lose_answers = 2;
    s->server.doubled = 10;
    stage_run(s, 6000);
    assert_true(stage_value(s, "c1000_online").b);
    assert_false(s->failed);
    stage_destroy(s);
}

/* --- sweeps ------------------------------------------------------------------------------------- */
static void a_thousand_channels_are_found_in_one_sweep(void **state)
{
    (void)state;
    struct stage *s = stage_create(&everything);
    for (uint32_t i = 0; i < 1000; i++)
        stage_slot(s, 1000 + i, 1e6 + i);
    stage_online(s);
    assert_int_equal(s->server.sweeps, 1);
    assert_int_equal(stage_value(s, "channels").i, 1000);
    assert_true(stage_value(s, "c1999_frequency").r == 1e6 + 999);
    stage_run(s, 30000);
    assert_true(s->server.shortest_sweep_gap_ms >= 5500);
    assert_true(s->most_effects <= FL_IO_EFFECTS_MAX);
    assert_int_equal(stage_value(s, "channels").i, 1000);
    stage_destroy(s);
}

static struct stage *with_foreign_channels(uint32_t count)
{
    struct stage *s = stage_create(&everything);
    for (uint32_t i = 0; i < count; i++) {
        struct slot *c = stage_slot(s, 1000 + i, 1e6 + i);
        c->lifetime = c->left = 1000000; /* known by sweeps only */
    }
    return s;
}

static void a_sweep_that_lost_answers_makes_nobody_vanish(void **state)
{
    (void)state;
    struct stage *s = with_foreign_channels(300);
    stage_online(s);
    size_t sweeps = s->server.sweeps;
    while (s->server.sweeps == sweeps)
        stage_run(s, 1);
    stage_run(s, 500);
    s->server.lose_answers = 150;
    stage_run(s, 3000);
    assert_int_equal(s->server.lose_answers, 0);
    for (int i = 0; i < 100; i++) {
        stage_run(s, 100);
        assert_int_equal(stage_value(s, "channels").i, 300);
        assert_true(stage_value(s, "c1299_online").b);
    }
    s->server.slots[299].ssrc = 0;
    stage_run(s, 25000);
    assert_int_equal(stage_value(s, "channels").i, 299);
    assert_int_equal(stage_entity(s, "c1299_frequency"), -1);
    stage_destroy(s);
}

/* The gateway's machine was busy: what came meanwhile waits to be read when the timer rings. */
static void a_stall_does_not_end_a_sweep(void **state)
{
    (void)state;
    struct stage *s = with_foreign_channels(300);
    stage_open(s, 0);
    stage_run(s, 400);
    s->open = false;
    stage_run(s, 700);
    s->open = true;
    s->wake_first = true;
    stage_run(s, 2500);
    assert_int_equal(stage_value(s, "channels").i, 300);
    assert_int_equal(s->server.sweeps, 1);
    stage_destroy(s);
}

static void what_is_not_listed_is_counted_only(void **state)
{
    (void)state;
    struct stage *s = stage_create(&listed);
    for (uint32_t i = 0; i < 50; i++)
        stage_slot(s, 1000 + i, 1e6 + i);
    stage_online(s);
    stage_run(s, 3000);
    assert_int_equal(stage_entity(s, "c1001_frequency"), -1);
    assert_int_equal(stage_find(s, 1001)->commands, 0);
    assert_int_equal(stage_value(s, "channels").i, 51); /* and the one that is created */
    assert_true(stage_value(s, "local_frequency").r == 1e6);
    stage_destroy(s);
}

static void others_ask_all(struct stage *s)
{
    static const uint8_t packet[] = {1, 18, 4, 0xff, 0xff, 0xff, 0xff, 1, 1, 9, 0};
    const struct fl_addr from = {.family = 4, .ip = {10, 0, 0, 7}, .port = 50000};
    stage_feed(s, packet, sizeof packet, &from);
    for (size_t i = 0; i < SLOTS_MAX; i++) {
        struct slot *c = &s->server.slots[i];
        c->answer_ms = c->ssrc ? s->now_ms + (i / 4 + 1) * BLOCK_MS : 0;
    }
}

static void sweeps_of_others_serve_us(void **state)
{
    (void)state;
    struct stage *s = stage_create(&everything);
    stage_slot(s, 1000, 1e6);
    stage_online(s);
    size_t before = s->server.sweeps;
    for (int i = 0; i < 10; i++) {
        others_ask_all(s);
        stage_run(s, 6000);
    }
    assert_int_equal(s->server.sweeps, before);
    stage_slot(s, 1001, 2e6);
    others_ask_all(s);
    stage_run(s, 2500);
    assert_true(stage_value(s, "c1001_frequency").r == 2e6);
    stage_destroy(s);
}

static void a_client_that_starves_others_is_told_of(void **state)
{
    (void)state;
    struct stage *s = with_foreign_channels(300);
    stage_online(s);
    for (int i = 0; i < 100; i++) {
        others_ask_all(s);
        stage_run(s, 350);
    }
    assert_true(stage_logged(s, "another client asks all channels so often"));
    assert_true(stage_value(s, "c1299_online").b); /* not heard, but nobody knows that it is gone */
    assert_int_equal(stage_value(s, "channels").i, 300);
    stage_destroy(s);
}

/* --- silence ------------------------------------------------------------------------------------ */
static size_t count(const char *text, const char *what)
{
    size_t n = 0;
    while ((text = strstr(text, what)))
        n++, text++;
    return n;
}

static void silence_is_explained_once(void **state)
{
    (void)state;
    struct stage *s = stage_create(&everything);
    s->server.mute = true;
    for (int i = 0; i < 3; i++) {
        stage_open(s, 0);
        stage_run(s, 5000);
        assert_int_equal(s->failed, FL_E_TIMEOUT);
    }
    assert_int_equal(count(s->log, "no channel answers in group 239.1.2.3"), 1);
    assert_true(stage_logged(s, "querier"));
    s->server.mute = false;
    stage_slot(s, 1000, 1e6);
    stage_online(s);
    s->server.mute = true;
    stage_run(s, 30000);
    assert_int_equal(s->failed, FL_E_TIMEOUT);
    assert_int_equal(count(s->log, "no channel answers in group 239.1.2.3"), 2);
    stage_destroy(s);
}

/* Commands of other clients are no sign of life of a server. */
static void others_commands_keep_nobody_alive(void **state)
{
    (void)state;
    struct stage *s = stage_create(&everything);
    stage_slot(s, 1000, 1e6);
    stage_online(s);
    s->server.mute = true;
    struct bytes b = packet_named("commands", "control: poll");
    for (int i = 0; i < 300 && !s->failed; i++) {
        stage_feed(s, b.data, b.len, &(struct fl_addr){.family = 4, .ip = {10, 0, 0, 7}, .port = 1});
        stage_run(s, 100);
    }
    assert_int_equal(s->failed, FL_E_TIMEOUT);
    stage_destroy(s);
}

static void the_name_s_group_is_said(void **state)
{
    (void)state;
    struct radiod_conf conf = {.group = "siggen-test.local"};
    struct stage *s = stage_create(&conf);
    stage_open(s, 1);
    assert_true(stage_logged(s, "239.170.19.156"));
    stage_destroy(s);
}

/* --- sources ------------------------------------------------------------------------------------ */
static void another_server_does_not_count(void **state)
{
    (void)state;
    struct stage *s = stage_create(&everything);
    stage_slot(s, 1000, 1e6);
    stage_online(s);
    struct bytes b = packet_named("status", "am_linear_carrier");
    stage_feed(s, b.data, b.len, &(struct fl_addr){.family = 4, .ip = {10, 0, 0, 2}, .port = 40000});
    stage_feed(s, b.data, b.len, &(struct fl_addr){.family = 4, .ip = {10, 0, 0, 2}, .port = 40000});
    assert_int_equal(count(s->log, "10.0.0.2"), 1);
    assert_false(stage_logged(s, "restart"));
    assert_true(stage_value(s, "c1000_power").r == -60);
    stage_destroy(s);
}

static void a_pinned_source_alone_counts(void **state)
{
    (void)state;
    struct radiod_conf conf = {.source = "10.0.0.9"};
    struct stage *s = stage_create(&conf);
    stage_slot(s, 1000, 1e6);
    stage_open(s, 0);
    stage_run(s, 2000);
    assert_false(s->online);
    s->server.at.ip[3] = 9;
    stage_online(s);
    stage_destroy(s);
}

/* --- channels of the configuration -------------------------------------------------------------- */
static void configured_channels_are_created_and_kept(void **state)
{
    (void)state;
    struct stage *s = stage_create(&listed);
    stage_slot(s, 1000, 1e6);
    stage_online(s);
    stage_run(s, 500);
    struct slot *c = stage_find(s, watch_ssrc());
    assert_non_null(c);
    assert_true(c->frequency == 14074000 && !strcmp(c->preset, "usb"));
    assert_int_equal(c->lifetime, 3000);
    assert_true(stage_value(s, "watch_online").b);
    stage_run(s, 120000);
    assert_ptr_equal(stage_find(s, watch_ssrc()), c);
    assert_true(stage_logged(s, "created channel"));
    stage_destroy(s);
}

static void a_server_without_channels_gets_the_configured_one(void **state)
{
    (void)state;
    struct stage *s = stage_create(&listed);
    stage_online(s);
    assert_non_null(stage_find(s, watch_ssrc()));
    stage_destroy(s);
}

static void a_restart_brings_the_configured_one_back(void **state)
{
    (void)state;
    struct stage *s = stage_create(&listed);
    stage_slot(s, 1000, 1e6);
    stage_online(s);
    stage_run(s, 5000);
    stage_restart(s);
    assert_null(stage_find(s, watch_ssrc()));
    stage_run(s, 8000);
    assert_true(stage_find(s, watch_ssrc())->frequency == 14074000);
    stage_destroy(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_channel_that_answers_becomes_entities),
        cmocka_unit_test(a_calibrated_front_end_has_an_s_meter),
        cmocka_unit_test(captured_packets_show_what_they_say),
        cmocka_unit_test(noise_alone_has_no_ratio),
        cmocka_unit_test(minus_infinity_is_unknown),
        cmocka_unit_test(what_a_mode_lacks_becomes_unknown),
        cmocka_unit_test(malformed_packets_are_counted_and_change_nothing),
        cmocka_unit_test(an_overload_is_an_event_and_a_problem),
        cmocka_unit_test(after_a_restart_no_ghosts_come_back),
        cmocka_unit_test(a_channel_that_falls_silent_is_not_asked_on),
        cmocka_unit_test(a_dying_channel_says_so),
        cmocka_unit_test(channels_are_asked_each_tick),
        cmocka_unit_test(others_channels_with_a_lifetime_are_left_to_die),
        cmocka_unit_test(the_budget_stretches_polls),
        cmocka_unit_test(what_others_ask_for_is_not_asked_again),
        cmocka_unit_test(a_status_that_was_overtaken_is_old),
        cmocka_unit_test(our_channels_live_on_however_rarely_we_poll),
        cmocka_unit_test(lost_answers_are_borne),
        cmocka_unit_test(a_thousand_channels_are_found_in_one_sweep),
        cmocka_unit_test(a_sweep_that_lost_answers_makes_nobody_vanish),
        cmocka_unit_test(a_stall_does_not_end_a_sweep),
        cmocka_unit_test(what_is_not_listed_is_counted_only),
        cmocka_unit_test(sweeps_of_others_serve_us),
        cmocka_unit_test(a_client_that_starves_others_is_told_of),
        cmocka_unit_test(silence_is_explained_once),
        cmocka_unit_test(others_commands_keep_nobody_alive),
        cmocka_unit_test(the_name_s_group_is_said),
        cmocka_unit_test(another_server_does_not_count),
        cmocka_unit_test(a_pinned_source_alone_counts),
        cmocka_unit_test(configured_channels_are_created_and_kept),
        cmocka_unit_test(a_server_without_channels_gets_the_configured_one),
        cmocka_unit_test(a_restart_brings_the_configured_one_back),
    };
    return cmocka_run_group_tests_name("radiod session", tests, vectors_setup, vectors_teardown);
}
