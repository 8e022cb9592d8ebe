/* The engine over a scripted connection: sessions, polls, keep-alive, health, commands, stop. */
#include "support/cmocka.h"

#include <string.h>

#include "fixture.h"

/* --- sessions --------------------------------------------------------------------------------------- */

static void test_online_and_stop(void **state)
{
    (void)state;
    struct fixture f;
    fixture_init(&f, &talk);
    fixture_online(&f);
    assert_int_equal(fixture_metrics(&f).connects, 1);
    fl_link_stop(f.link);
    fixture_wait_state(&f, FL_LINK_STOPPED);
    script_expect(f.script, "bye\n"); /* the driver's last word went out */
    fl_link_stop(f.link);
    fixture_finish(&f);
}

static void test_reconnects_after_drop(void **state)
{
    (void)state;
    struct fixture f;
    fixture_init(&f, &talk);
    fixture_online(&f);
    script_drop(f.script);
    script_wait_count(f.script, "hello", 2);
    fixture_wait_state(&f, FL_LINK_ONLINE);
    struct fl_metrics m = fixture_metrics(&f);
    assert_int_equal(m.connects, 2);
    assert_int_equal(m.last_error_code, FL_E_CLOSED);
    assert_true(m.last_error_utc_ms > 0);
    fixture_finish(&f);
}

static void test_refused_again_and_again(void **state)
{
    (void)state;
    struct fixture f;
    fixture_init(&f, &talk);
    f.conf.endpoint.target_count = 2;
    script_refuse(f.script, FL_E_REFUSED);
    fixture_start(&f);
    script_wait_opened(f.script, 1);
    assert_int_equal(script_target(f.script) < 2, 1);
    script_wait_opened(f.script, 4);
    script_refuse(f.script, FL_OK);
    fixture_wait_state(&f, FL_LINK_ONLINE);
    assert_true(fixture_metrics(&f).connect_failures >= 3);
    fixture_finish(&f);
}

static void test_handshake_times_out(void **state)
{
    (void)state;
    struct fixture f;
    fixture_init(&f, &talk);
    f.conf.timing.connect_timeout = 20;
    script_answer(f.script, "hello", "what\n"); /* a frame, but no answer */
    fixture_start(&f);
    script_wait_opened(f.script, 3);
    struct fl_metrics m = fixture_metrics(&f);
    assert_int_equal(m.connects, 0);
    assert_int_equal(m.last_error_code, FL_E_TIMEOUT);
    assert_true(m.bad_frames > 0);
    fixture_finish(&f);
}

static void test_refused_credentials_wait(void **state)
{
    (void)state;
    struct fixture f;
    fixture_init(&f, &talk);
    script_answer(f.script, "hello", "auth\n");
    fixture_start(&f);
    fixture_wait_state(&f, FL_LINK_BACKOFF); /* for 60 s, though reconnect_max is 2 ms */
    assert_int_equal(fixture_metrics(&f).last_error_code, FL_E_AUTH);
    script_answer(f.script, "hello", "auth\nwelcome\n");
    fl_link_retry_now(f.link);
    script_wait_opened(f.script, 2);
    fixture_wait_state(&f, FL_LINK_BACKOFF); /* nothing behind the failure was taken */
    assert_int_equal(script_opened(f.script), 2);
    assert_int_equal(fixture_metrics(&f).connects, 0);
    fixture_finish(&f);
}

static void test_garbage_does_not_end_it(void **state)
{
    (void)state;
    struct fixture f;
    fixture_init(&f, &talk);
    fixture_online(&f);
    script_give(f.script, "\x01\xff nonsense\n\n\nstate");
    script_give(f.script, " 7");
    script_give(f.script, "7\n"); /* a frame in three pieces */
    fixture_wait_level(&f, 77);
    assert_int_equal(fixture_metrics(&f).bad_frames, 3);
    assert_int_equal(fixture_metrics(&f).connects, 1);
    fixture_finish(&f);
}

static void test_endless_frame_ends_it(void **state)
{
    (void)state;
    struct fixture f;
    fixture_init(&f, &talk);
    fixture_online(&f);
    static char flood[70 * 1024];
    memset(flood, 'x', sizeof flood - 1);
    script_give(f.script, flood);
    script_wait_count(f.script, "hello", 2);
    assert_int_equal(fixture_metrics(&f).last_error_code, FL_E_FORMAT);
    fixture_finish(&f);
}

static void test_driver_mistakes_end_it(void **state)
{
    (void)state;
    static const struct {
        const char *frame;
        enum fl_err code;
    } rows[] = {{"swamp\n", FL_E_FULL}, {"boom\n", FL_E_FORMAT}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct fixture f;
        fixture_init(&f, &talk);
        fixture_online(&f);
        script_give(f.script, rows[i].frame);
        script_wait_count(f.script, "hello", 2);
        assert_int_equal(fixture_metrics(&f).last_error_code, rows[i].code);
        fixture_finish(&f);
    }
}

static void test_stalled_peer(void **state)
{
    (void)state;
    struct fixture f;
    fixture_init(&f, &talk);
    fixture_online(&f);
    script_stall(f.script, true);
    assert_int_equal(fixture_do(&f, "r", fixture_builtin("refresh")), FL_OK);
    assert_int_equal(fixture_status(&f, "r"), FL_STATUS_FAILED);
    assert_int_equal(fixture_metrics(&f).last_error_code, FL_E_STALLED);
    fixture_finish(&f);
}

static void test_init_fails(void **state)
{
    (void)state;
    struct fixture f;
    fixture_init(&f, &talk);
    f.options.fails_init = true;
    struct fl_error err = {0};
    struct fl_link_events events = {0};
    assert_null(fl_link_create(&f.conf, script_connector(f.script), &events, &f, (struct fl_span){0}, &err));
    assert_int_equal(err.code, FL_E_NOMEM);
    fixture_finish(&f);
}

static void test_saved_state_comes_back(void **state)
{
    (void)state;
    struct fixture f;
    fixture_init(&f, &talk);
    fixture_create(&f, (struct fl_span){(const uint8_t *)"kept", 4});
    struct fl_view view = {0};
    assert_true(fl_link_view(f.link, &view));
    assert_string_equal(view.values[view.shape->first_slot[TALK_NOTE]].s, "kept");
    assert_true(view.shape->complete);
    assert_false(fl_link_view(f.link, &view)); /* nothing is newer */
    fl_view_finish(&view);
    fixture_finish(&f);
}

static void assert_saved(struct fixture *f, size_t index, const char *text)
{
    const struct fl_output *o = fixture_output(f, index);
    assert_int_equal(o->kind, FL_OUTPUT_SAVE);
    assert_int_equal(o->len, strlen(text));
    assert_memory_equal(o->data, text, o->len);
}

static void test_driver_is_told_of_the_end(void **state)
{
    (void)state;
    struct fixture f;
    fixture_init(&f, &talk_told);
    f.conf.timing.reconnect_min = f.conf.timing.reconnect_max = 50;
    script_refuse(f.script, FL_E_REFUSED); /* an attempt */
    fixture_start(&f);
    assert_saved(&f, 0, "refused: refused by the script");
    script_refuse(f.script, FL_OK);
    fixture_wait_state(&f, FL_LINK_ONLINE);
    size_t before = script_opened(f.script) - 1;
    script_give(f.script, "boom\n"); /* a session */
    assert_saved(&f, before, "format: it said boom");
    script_wait_count(f.script, "hello", 2);
    fixture_wait_state(&f, FL_LINK_ONLINE);
    fl_link_stop(f.link); /* an orderly end is none */
    assert_int_equal(f.output_count, before + 1);
    assert_int_equal(script_count(f.script, "too late"), 0);
    fixture_finish(&f);
}

/* --- polls and keep-alive ------------------------------------------------------------------------------ */

static void test_polls_by_themselves(void **state)
{
    (void)state;
    struct fixture f;
    fixture_init(&f, &talk);
    f.conf.timing.poll_interval = 2;
    fixture_online(&f);
    script_wait_count(f.script, "poll", 5);
    fl_link_stop(f.link);
    struct fl_metrics m = fixture_metrics(&f);
    assert_true(m.polls_asked >= 5);
    assert_in_range(m.polls_asked - m.polls_ok, 0, 1);
    assert_true(m.rtt_count >= 5);
    assert_int_equal(fl_metrics_quality(&m), 100);
    fixture_finish(&f);
}

static void test_poll_now(void **state)
{
    (void)state;
    struct fixture f;
    fixture_init(&f, &talk);
    fixture_online(&f);
    script_give(f.script, "now\n"); /* the next slot would be within the hour */
    script_expect(f.script, "poll\n");
    fixture_wait_level(&f, 1);
    fixture_finish(&f);
}

static void test_timer(void **state)
{
    (void)state;
    struct fixture f;
    fixture_init(&f, &talk);
    fixture_online(&f);
    script_give(f.script, "timer 5\n");
    script_expect(f.script, "tick\n");
    fixture_finish(&f);
}

static void test_keepalive(void **state)
{
    (void)state;
    struct fixture f;
    fixture_init(&f, &talk);
    f.conf.timing.keepalive_interval = 5;
    fixture_online(&f);
    script_wait_count(f.script, "alive", 3);
    fl_link_stop(f.link);
    assert_true(fixture_metrics(&f).keepalives_ok >= 2);
    fixture_finish(&f);
}

static void test_silence_ends_it(void **state)
{
    (void)state;
    struct fixture f;
    fixture_init(&f, &talk);
    f.conf.timing.connection_timeout = 30;
    fixture_online(&f);
    script_wait_count(f.script, "hello", 2);
    struct fl_metrics m = fixture_metrics(&f);
    assert_int_equal(m.last_error_code, FL_E_TIMEOUT);
    assert_non_null(strstr(m.last_error, "silent"));
    fixture_finish(&f);
}

static void test_unanswered_request_ends_it(void **state)
{
    (void)state;
    struct fixture f;
    fixture_init(&f, &talk);
    f.conf.timing.response_timeout = 20;
    script_answer(f.script, "poll", NULL);
    fixture_online(&f);
    assert_int_equal(fixture_do(&f, "r", fixture_builtin("refresh")), FL_OK);
    assert_int_equal(fixture_status(&f, "r"), FL_STATUS_FAILED);
    script_wait_count(f.script, "hello", 2);
    struct fl_metrics m = fixture_metrics(&f);
    assert_int_equal(m.polls_failed, 1);
    assert_int_equal(m.last_error_code, FL_E_TIMEOUT);
    fixture_finish(&f);
}

static void test_missed_adapts_until_the_threshold(void **state)
{
    (void)state;
    struct fixture f;
    fixture_init(&f, &talk_patient);
    f.conf.timing.response_timeout = 10;
    f.conf.timing.poll_interval = 5;
    f.conf.timing.failure_threshold = 3;
    script_answer(f.script, "poll", NULL);
    fixture_online(&f);
    script_wait_count(f.script, "hello", 2);
    assert_true(script_count(f.script, "missed") >= 3);
    assert_non_null(strstr(fixture_metrics(&f).last_error, "3 polls in a row"));
    fixture_finish(&f);
}

static void test_refresh_that_is_missed(void **state)
{
    (void)state;
    struct fixture f;
    fixture_init(&f, &talk_patient);
    f.conf.timing.response_timeout = 10;
    script_answer(f.script, "poll", NULL);
    fixture_online(&f);
    assert_int_equal(fixture_do(&f, "r", fixture_builtin("refresh")), FL_OK);
    assert_int_equal(fixture_status(&f, "r"), FL_STATUS_TIMEOUT);
    assert_int_equal(fixture_metrics(&f).connects, 1);
    fixture_finish(&f);
}

/* --- commands -------------------------------------------------------------------------------------------- */

static void test_done_and_failed(void **state)
{
    (void)state;
    struct fixture f;
    fixture_init(&f, &talk);
    fixture_online(&f);
    assert_int_equal(fixture_set(&f, "a", TALK_LEVEL, 5), FL_OK);
    script_expect(f.script, "set level 5\n");
    assert_false(fixture_has_verdict(&f, "a"));
    script_give(f.script, "ok\n");
    const struct fl_verdict *v = fixture_verdict(&f, "a");
    assert_int_equal(v->status, FL_STATUS_DONE);
    assert_null(v->error);
    assert_int_equal(v->reading_count, 1);
    assert_int_equal(v->readings[0].entity, TALK_LEVEL);
    script_expect(f.script, "poll\n"); /* a poll follows a command at once */
    fixture_wait_level(&f, 1);
    assert_int_equal(fixture_set(&f, "b", TALK_NOTE, 0), FL_OK);
    script_expect(f.script, "set note hello\n");
    script_give(f.script, "no\n");
    v = fixture_verdict(&f, "b");
    assert_int_equal(v->status, FL_STATUS_FAILED);
    assert_string_equal(v->error, "the device said no");
    fixture_finish(&f);
}

static void test_sent(void **state)
{
    (void)state;
    struct fixture f;
    fixture_init(&f, &talk);
    f.options.sends_only = true;
    fixture_online(&f);
    assert_int_equal(fixture_set(&f, "a", TALK_LEVEL, 5), FL_OK);
    assert_int_equal(fixture_status(&f, "a"), FL_STATUS_SENT);
    script_expect(f.script, "set level 5\n");
    script_expect(f.script, "poll\n");
    fixture_finish(&f);
}

static void test_action_with_result(void **state)
{
    (void)state;
    struct fixture f;
    fixture_init(&f, &talk);
    fixture_online(&f);
    assert_int_equal(fixture_do(&f, "a", &talk_action), FL_OK);
    script_expect(f.script, "do ring\n");
    script_give(f.script, "ok\n");
    const struct fl_verdict *v = fixture_verdict(&f, "a");
    assert_int_equal(v->status, FL_STATUS_DONE);
    assert_string_equal(v->result, "{\"n\":1}");
    assert_int_equal(v->reading_count, 0);
    fixture_finish(&f);
}

static void test_timeout(void **state)
{
    (void)state;
    struct fixture f;
    fixture_init(&f, &talk);
    f.options.mute = true;
    f.conf.timing.command_timeout = 10;
    fixture_online(&f);
    assert_int_equal(fixture_set(&f, "a", TALK_LEVEL, 5), FL_OK);
    assert_int_equal(fixture_status(&f, "a"), FL_STATUS_TIMEOUT);
    script_give(f.script, "ok\nstate 9\n"); /* too late: ignored */
    fixture_wait_level(&f, 9);
    assert_int_equal(fixture_metrics(&f).verdicts[FL_STATUS_DONE], 0);
    fixture_finish(&f);
}

static void test_expired_while_offline(void **state)
{
    (void)state;
    struct fixture f;
    fixture_init(&f, &talk);
    f.conf.timing.command_ttl = 10;
    script_hang(f.script, true);
    fixture_start(&f);
    assert_int_equal(fixture_set(&f, "a", TALK_LEVEL, 5), FL_OK);
    const struct fl_verdict *v = fixture_verdict(&f, "a");
    assert_int_equal(v->status, FL_STATUS_EXPIRED);
    assert_string_equal(v->error, "the device is offline");
    fixture_finish(&f);
}

static void test_waits_for_online(void **state)
{
    (void)state;
    struct fixture f;
    fixture_init(&f, &talk);
    script_hang(f.script, true);
    fixture_start(&f);
    assert_int_equal(fixture_set(&f, "a", TALK_LEVEL, 5), FL_OK);
    script_hang(f.script, false);
    script_expect(f.script, "hello\n");
    script_expect(f.script, "set level 5\n");
    script_give(f.script, "ok\n");
    assert_int_equal(fixture_status(&f, "a"), FL_STATUS_DONE);
    fixture_finish(&f);
}

static void test_broken_while_running(void **state)
{
    (void)state;
    struct fixture f;
    fixture_init(&f, &talk);
    fixture_online(&f);
    assert_int_equal(fixture_set(&f, "a", TALK_LEVEL, 5), FL_OK);
    script_expect(f.script, "set level 5\n");
    script_drop(f.script);
    const struct fl_verdict *v = fixture_verdict(&f, "a");
    assert_int_equal(v->status, FL_STATUS_FAILED);
    assert_non_null(v->error);
    fixture_finish(&f);
}

static void test_superseded_and_full(void **state)
{
    (void)state;
    struct fixture f;
    fixture_init(&f, &talk);
    f.conf.queue_size = 2;
    script_hang(f.script, true);
    fixture_start(&f);
    assert_int_equal(fixture_set(&f, "a", TALK_LEVEL, 1), FL_OK);
    assert_int_equal(fixture_set(&f, "p1", TALK_PULSE, 1), FL_OK);
    assert_int_equal(fixture_set(&f, "p2", TALK_PULSE, 1), FL_E_FULL); /* momentary: never merged */
    assert_int_equal(fixture_set(&f, "b", TALK_LEVEL, 2), FL_OK);
    assert_int_equal(fixture_status(&f, "a"), FL_STATUS_SUPERSEDED);
    script_hang(f.script, false);
    script_expect(f.script, "hello\n");
    script_expect(f.script, "set level 2\n"); /* in the place of the old one */
    script_expect(f.script, "set pulse on\n");
    script_give(f.script, "ok\nok\n");
    assert_int_equal(fixture_status(&f, "b"), FL_STATUS_DONE);
    assert_int_equal(fixture_status(&f, "p1"), FL_STATUS_DONE);
    fixture_finish(&f);
}

static void test_one_verdict_for_several_pieces(void **state)
{
    (void)state;
    struct fixture f;
    fixture_init(&f, &talk);
    script_hang(f.script, true);
    fixture_start(&f);
    struct fl_command *both[] = {fixture_command(&f, TALK_LEVEL, 1), fixture_command(&f, TALK_NOTE, 0)};
    assert_int_equal(fixture_submit(&f, "both", both, 2), FL_OK);
    assert_int_equal(fixture_set(&f, "newer", TALK_LEVEL, 2), FL_OK);
    struct fl_command *mixed[] = {fixture_command(&f, TALK_PULSE, 1), fixture_command(&f, TALK_OTHER, 3)};
    assert_int_equal(fixture_submit(&f, "mixed", mixed, 2), FL_OK);
    script_hang(f.script, false);
    script_wait_count(f.script, "set pulse", 1);
    script_give(f.script, "ok\nok\nok\n");
    script_wait_count(f.script, "set other", 1); /* another group: a turn of its own */
    script_give(f.script, "no\n");
    const struct fl_verdict *v = fixture_verdict(&f, "both");
    assert_int_equal(v->status, FL_STATUS_DONE); /* the superseded piece does not spoil it */
    assert_int_equal(v->reading_count, 2);
    assert_int_equal(fixture_status(&f, "newer"), FL_STATUS_DONE);
    assert_int_equal(fixture_status(&f, "mixed"), FL_STATUS_FAILED);
    fl_link_stop(f.link);
    assert_int_equal(f.verdict_count, 3);
    fixture_finish(&f);
}

static void test_toggle(void **state)
{
    (void)state;
    struct fixture f;
    fixture_init(&f, &talk);
    fixture_online(&f);
    struct fl_command *c = fixture_command(&f, TALK_LIGHT, 0);
    c->toggle = true;
    assert_int_equal(fixture_submit(&f, "unknown", &c, 1), FL_OK);
    assert_int_equal(fixture_status(&f, "unknown"), FL_STATUS_REJECTED);
    assert_non_null(fixture_verdict(&f, "unknown")->error);
    script_give(f.script, "state 1\n");
    fixture_wait_level(&f, 1);
    c = fixture_command(&f, TALK_LIGHT, 1);
    c->toggle = true;
    assert_int_equal(fixture_submit(&f, "off", &c, 1), FL_OK);
    script_expect(f.script, "set light off\n");
    c = fixture_command(&f, TALK_LEVEL, 1);
    c->toggle = true;
    assert_int_equal(fixture_submit(&f, "number", &c, 1), FL_E_RANGE);
    fixture_finish(&f);
}

static void test_driver_takes_it_later(void **state)
{
    (void)state;
    struct fixture f;
    fixture_init(&f, &talk);
    f.options.refuses = true;
    fixture_online(&f);
    assert_int_equal(fixture_set(&f, "a", TALK_LEVEL, 5), FL_OK);
    assert_int_equal(fixture_do(&f, "r", fixture_builtin("refresh")), FL_OK); /* goes past it */
    assert_int_equal(fixture_status(&f, "r"), FL_STATUS_DONE);
    script_expect(f.script, "poll\n");
    script_give(f.script, "more\n");
    script_expect(f.script, "set level 5\n");
    fixture_finish(&f);
}

/* Two toggles that wait together are back where they began. */
static void test_toggles_in_turn(void **state)
{
    (void)state;
    struct fixture f;
    fixture_init(&f, &talk);
    f.options.refuses = true;
    fixture_online(&f);
    script_give(f.script, "state 1\n");
    fixture_wait_level(&f, 1);
    for (size_t i = 0; i < 2; i++) {
        struct fl_command *c = fixture_command(&f, TALK_LIGHT, 1);
        c->toggle = true;
        assert_int_equal(fixture_submit(&f, i ? "second" : "first", &c, 1), FL_OK);
    }
    script_give(f.script, "more\n");
    script_expect(f.script, "set light off\n");
    script_give(f.script, "state 0\nok\n");
    script_expect(f.script, "set light on\n");
    fixture_finish(&f);
}

static void submit_toggle(struct fixture *f, const char *id)
{
    struct fl_command *c = fixture_command(f, TALK_LIGHT, 1);
    c->toggle = true;
    assert_int_equal(fixture_submit(f, id, &c, 1), FL_OK);
}

/* A light that is on, as each poll says, with commands that leave the turn free while they run. */
static void begin_with_light(struct fixture *f, int command_timeout)
{
    fixture_init(f, &talk);
    f->options.mute = true;
    f->conf.timing.command_timeout = command_timeout;
    fixture_online(f);
    script_give(f->script, "state 1\n");
    fixture_wait_level(f, 1);
}

/* Whatever could begin before it has begun when this is done: nothing overtakes an action. */
static void refresh(struct fixture *f, const char *id)
{
    assert_int_equal(fixture_do(f, id, fixture_builtin("refresh")), FL_OK);
    assert_int_equal(fixture_status(f, id), FL_STATUS_DONE);
}

static void test_toggle_waits_for_what_runs(void **state)
{
    (void)state;
    struct fixture f;
    begin_with_light(&f, HOUR_MS);
    submit_toggle(&f, "first");
    script_wait_count(f.script, "set light off", 1);
    submit_toggle(&f, "second");
    refresh(&f, "r");
    assert_int_equal(script_count(f.script, "set light"), 1);
    script_answer(f.script, "poll", "state 0\n");
    script_give(f.script, "state 0\nok\n");
    script_wait_count(f.script, "set light on", 1);
    fixture_finish(&f);
}

/* Nor does a later command of its entity begin before a toggle that waits. */
static void test_toggle_is_not_overtaken(void **state)
{
    (void)state;
    struct fixture f;
    begin_with_light(&f, HOUR_MS);
    assert_int_equal(fixture_set(&f, "runs", TALK_LIGHT, 1), FL_OK);
    script_wait_count(f.script, "set light on", 1);
    submit_toggle(&f, "toggle");
    assert_int_equal(fixture_set(&f, "later", TALK_LIGHT, 1), FL_OK);
    refresh(&f, "r");
    assert_int_equal(script_count(f.script, "set light"), 1);
    script_give(f.script, "ok\n");
    script_wait_count(f.script, "set light off", 1);
    script_give(f.script, "ok\n");
    script_wait_count(f.script, "set light on", 2);
    fixture_finish(&f);
}

/* The end that no byte from the device brings. */
static void test_toggle_begins_after_a_timeout(void **state)
{
    (void)state;
    struct fixture f;
    begin_with_light(&f, 50);
    submit_toggle(&f, "first");
    script_wait_count(f.script, "set light", 1);
    submit_toggle(&f, "second");
    assert_int_equal(fixture_status(&f, "first"), FL_STATUS_TIMEOUT);
    script_wait_count(f.script, "set light", 2);
    fixture_finish(&f);
}

/* The words of a piece that did not make the verdict are not told. */
static void test_superseded_piece_leaves_no_words(void **state)
{
    (void)state;
    struct fixture f;
    fixture_init(&f, &talk);
    f.conf.timing.write_interval = HOUR_MS;
    fixture_online(&f);
    struct fl_command *both[] = {fixture_command(&f, TALK_LEVEL, 1), fixture_command(&f, TALK_OTHER, 2)};
    assert_int_equal(fixture_submit(&f, "both", both, 2), FL_OK);
    script_expect(f.script, "set level 1\n");
    script_give(f.script, "ok\n");
    script_expect(f.script, "poll\n"); /* it is done: the other one waits for the interval */
    assert_int_equal(fixture_set(&f, "newer", TALK_OTHER, 3), FL_OK);
    const struct fl_verdict *v = fixture_verdict(&f, "both");
    assert_int_equal(v->status, FL_STATUS_DONE);
    assert_null(v->error);
    fixture_finish(&f);
}

static void test_retired_entity(void **state)
{
    (void)state;
    struct fixture f;
    fixture_init(&f, &talk);
    fixture_online(&f);
    assert_int_equal(fixture_set(&f, "first", TALK_LEVEL, 5), FL_OK);
    script_expect(f.script, "set level 5\n");
    assert_int_equal(fixture_set(&f, "a", TALK_OTHER, 5), FL_OK); /* waits for the turn */
    script_give(f.script, "gone\nok\n");
    assert_int_equal(fixture_status(&f, "a"), FL_STATUS_REJECTED);
    struct fl_command *c = fixture_command(&f, TALK_LEVEL, 5);
    c->entity = TALK_OTHER;
    assert_int_equal(fixture_submit(&f, "b", &c, 1), FL_E_UNKNOWN);
    fixture_finish(&f);
}

static void test_aborted(void **state)
{
    (void)state;
    struct fixture f;
    fixture_init(&f, &talk);
    fixture_online(&f);
    assert_int_equal(fixture_set(&f, "runs", TALK_LEVEL, 5), FL_OK);
    script_expect(f.script, "set level 5\n");
    assert_int_equal(fixture_set(&f, "waits", TALK_OTHER, 5), FL_OK);
    fl_link_close(f.link);
    assert_int_equal(fixture_status(&f, "waits"), FL_STATUS_ABORTED);
    script_give(f.script, "ok\n"); /* what runs may come to its end */
    fl_link_stop(f.link);
    assert_int_equal(fixture_status(&f, "runs"), FL_STATUS_DONE);
    assert_int_equal(fixture_set(&f, "late", TALK_LEVEL, 5), FL_E_CLOSED);
    fixture_finish(&f);
}

static void test_lanes(void **state)
{
    (void)state;
    struct fixture f;
    fixture_init(&f, &talk_lanes);
    fixture_online(&f);
    assert_int_equal(fixture_set(&f, "one", TALK_LEVEL, 1), FL_OK);
    script_expect(f.script, "set level 1\n");
    assert_int_equal(fixture_set(&f, "again", TALK_LEVEL, 2), FL_OK); /* its lane is busy */
    assert_int_equal(fixture_set(&f, "two", TALK_OTHER, 2), FL_OK);   /* another lane */
    script_expect(f.script, "set other 2\n");
    script_give(f.script, "ok 2\n");
    assert_int_equal(fixture_status(&f, "two"), FL_STATUS_DONE);
    assert_int_equal(script_count(f.script, "set level 2"), 0);
    script_give(f.script, "ok 1\n");
    script_wait_count(f.script, "set level 2", 1);
    script_give(f.script, "ok 1\n");
    assert_int_equal(fixture_status(&f, "again"), FL_STATUS_DONE);
    fixture_finish(&f);
}

static void test_write_interval(void **state)
{
    (void)state;
    struct fixture f;
    fixture_init(&f, &talk);
    f.conf.timing.write_interval = 20;
    f.conf.timing.request_gap = 1;
    fixture_online(&f);
    for (int i = 0; i < 3; i++) {
        char id[8] = {(char)('a' + i)};
        assert_int_equal(fixture_set(&f, id, TALK_LEVEL, i), FL_OK);
        script_wait_count(f.script, "set level", (size_t)i + 1);
        script_give(f.script, "ok\n");
        assert_int_equal(fixture_status(&f, id), FL_STATUS_DONE);
        if (i > 0)
            assert_true(fixture_verdict(&f, id)->total_ms + 5 >= 15); /* less only by what came before */
    }
    fixture_finish(&f);
}

/* Only commands are writes: what else was asked does not delay the first of them. */
static void test_write_interval_is_not_for_polls(void **state)
{
    (void)state;
    struct fixture f;
    fixture_init(&f, &talk);
    f.conf.timing.write_interval = HOUR_MS;
    fixture_online(&f);
    refresh(&f, "r");
    script_expect(f.script, "poll\n");
    assert_int_equal(fixture_set(&f, "a", TALK_LEVEL, 5), FL_OK);
    script_expect(f.script, "set level 5\n");
    fixture_finish(&f);
}

/* --- the engine's own actions ------------------------------------------------------------------------------ */

static void test_refresh(void **state)
{
    (void)state;
    for (int quiet = 0; quiet < 2; quiet++) {
        struct fixture f;
        fixture_init(&f, &talk);
        f.options.quiet_poll = quiet;
        fixture_online(&f);
        assert_int_equal(fixture_do(&f, "r", fixture_builtin("refresh")), FL_OK);
        assert_int_equal(fixture_status(&f, "r"), FL_STATUS_DONE);
        script_expect(f.script, quiet ? "look\n" : "poll\n");
        fixture_finish(&f);
    }
}

static void test_reconnect_online(void **state)
{
    (void)state;
    struct fixture f;
    fixture_init(&f, &talk);
    fixture_online(&f);
    assert_int_equal(fixture_do(&f, "r", fixture_builtin("reconnect")), FL_OK);
    assert_int_equal(fixture_status(&f, "r"), FL_STATUS_DONE);
    script_expect(f.script, "bye\n");
    script_expect(f.script, "hello\n");
    assert_int_equal(fixture_metrics(&f).connects, 2);
    fixture_finish(&f);
}

static void test_reconnect_ends_backoff(void **state)
{
    (void)state;
    struct fixture f;
    fixture_init(&f, &talk);
    f.conf.timing.reconnect_min = f.conf.timing.reconnect_max = HOUR_MS;
    script_refuse(f.script, FL_E_REFUSED);
    fixture_start(&f);
    fixture_wait_state(&f, FL_LINK_BACKOFF);
    assert_int_equal(fixture_do(&f, "no", fixture_builtin("reconnect")), FL_OK);
    const struct fl_verdict *v = fixture_verdict(&f, "no");
    assert_int_equal(v->status, FL_STATUS_FAILED);
    assert_string_equal(v->error, "refused by the script");
    script_refuse(f.script, FL_OK);
    assert_int_equal(fixture_do(&f, "yes", fixture_builtin("reconnect")), FL_OK);
    assert_int_equal(fixture_status(&f, "yes"), FL_STATUS_DONE);
    fixture_finish(&f);
}

static const struct fl_action wake_action = {.key = "wake", .act = FL_ACT_WAKE};

static const struct {
    const char *command;
    enum fl_status status;
    const char *words;
} wakes[] = {{"true", FL_STATUS_DONE, NULL},
             {"sh -c \"exit 3\"", FL_STATUS_FAILED, "sh ended with status 3"}};

/* In any state; and a session that there is, is left alone. */
static void check_wake(size_t row, bool online)
{
    struct fixture f;
    fixture_init(&f, &talk);
    f.conf.wake_command = wakes[row].command;
    f.conf.wake_after = 1000;
    f.conf.timing.reconnect_min = f.conf.timing.reconnect_max = HOUR_MS;
    script_refuse(f.script, online ? FL_OK : FL_E_REFUSED);
    fixture_start(&f);
    fixture_wait_state(&f, online ? FL_LINK_ONLINE : FL_LINK_BACKOFF);
    assert_int_equal(fixture_do(&f, "w", &wake_action), FL_OK);
    const struct fl_verdict *v = fixture_verdict(&f, "w");
    assert_int_equal(v->status, wakes[row].status);
    if (wakes[row].words)
        assert_string_equal(v->error, wakes[row].words);
    else if (!online)
        script_wait_opened(f.script, 2); /* tried at once */
    assert_int_equal(fixture_metrics(&f).connects, online);
    fixture_finish(&f);
}

static void test_wake(void **state)
{
    (void)state;
    for (size_t row = 0; row < sizeof wakes / sizeof *wakes; row++) {
        check_wake(row, false);
        check_wake(row, true);
    }
}

static void test_wake_after_failed_attempts(void **state)
{
    (void)state;
    struct fixture f;
    fixture_init(&f, &talk);
    f.conf.wake_command = "true";
    f.conf.wake_after = 1;
    f.conf.timing.reconnect_min = f.conf.timing.reconnect_max = HOUR_MS;
    script_refuse(f.script, FL_E_REFUSED);
    fixture_start(&f);
    script_wait_opened(f.script, 3); /* what else would end the pause? */
    script_refuse(f.script, FL_OK);
    fixture_wait_state(&f, FL_LINK_ONLINE);
    fixture_finish(&f);
}

static void test_stop_ends_the_waking(void **state)
{
    (void)state;
    struct fixture f;
    fixture_init(&f, &talk);
    f.conf.wake_command = "sleep 1000";
    f.conf.wake_after = 1000;
    fixture_online(&f);
    assert_int_equal(fixture_do(&f, "w", &wake_action), FL_OK);
    assert_int_equal(fixture_do(&f, "too", &wake_action), FL_OK); /* the same run is meant */
    fl_link_stop(f.link);
    assert_int_equal(fixture_status(&f, "w"), FL_STATUS_FAILED);
    assert_int_equal(fixture_status(&f, "too"), FL_STATUS_FAILED);
    fixture_finish(&f);
}

static void test_wake_is_refused(void **state)
{
    (void)state;
    struct fixture f;
    fixture_init(&f, &talk);
    fixture_online(&f);
    assert_int_equal(fixture_do(&f, "w", &wake_action), FL_E_UNSUPPORTED);
    fixture_finish(&f);
}

static void test_move(void **state)
{
    (void)state;
    struct fixture f;
    fixture_init(&f, &talk);
    fixture_online(&f);
    struct fl_addr to = {.family = 4, .ip = {192, 0, 2, 1}, .port = 7};
    fl_link_move(f.link, &to);
    script_wait_count(f.script, "hello", 2);
    fixture_wait_state(&f, FL_LINK_ONLINE);
    unsigned opened = script_opened(f.script);
    fl_link_move(f.link, &to); /* it is there already */
    assert_int_equal(fixture_do(&f, "r", fixture_builtin("refresh")), FL_OK);
    assert_int_equal(fixture_status(&f, "r"), FL_STATUS_DONE);
    assert_int_equal(script_opened(f.script), opened);
    fixture_finish(&f);
}

/* --- what is no value ---------------------------------------------------------------------------------------- */

static void test_outputs(void **state)
{
    (void)state;
    struct fixture f;
    fixture_init(&f, &talk);
    fixture_online(&f);
    script_give(f.script, "event { \"n\":2}\nevent {}\nevent\nimage\nsave x\n");
    const struct fl_output *o = fixture_output(&f, 0);
    assert_int_equal(o->kind, FL_OUTPUT_EVENT);
    assert_string_equal(o->data, "{\"event_type\":\"bell\",\"n\":2}");
    assert_int_equal(o->len, strlen(o->data));
    assert_string_equal(fixture_output(&f, 1)->data, "{\"event_type\":\"bell\"}");
    assert_string_equal(fixture_output(&f, 2)->data, "{\"event_type\":\"bell\"}");
    o = fixture_output(&f, 3);
    assert_int_equal(o->kind, FL_OUTPUT_IMAGE);
    assert_string_equal(o->name, "picture");
    assert_string_equal(o->mime, "image/jpeg");
    assert_memory_equal(o->data, "jpg", 3);
    o = fixture_output(&f, 4);
    assert_int_equal(o->kind, FL_OUTPUT_SAVE);
    assert_memory_equal(o->data, "x", 1);
    fixture_finish(&f);
}

static bool one_drop(const struct fl_metrics *m)
{
    return m->drops == 1;
}

static void test_datagrams_of_others_are_dropped(void **state)
{
    (void)state;
    struct fixture f;
    fixture_init(&f, &talk_datagram);
    fixture_online(&f);
    struct fl_addr peer = {.family = 4, .ip = {192, 0, 2, 1}, .port = 1}, other = peer;
    other.port = 2;
    script_give_from(f.script, &peer, "peer\n");
    script_give_from(f.script, &other, "state 5\n");
    script_give_from(f.script, &peer, "state 6\n");
    fixture_wait_level(&f, 6);
    fixture_wait_metrics(&f, one_drop);
    fixture_finish(&f);
}

static void test_the_target_is_told(void **state)
{
    (void)state;
    struct fixture f;
    fixture_init(&f, &talk_datagram);
    fixture_online(&f);
    script_give(f.script, "where\n");
    script_wait_count(f.script, "192.0.2.9:7", 1);
    fixture_finish(&f);
}

/* --- stop in every state --------------------------------------------------------------------------------------- */

static void test_stop_in_every_state(void **state)
{
    (void)state;
    static const enum fl_link_state states[] = {FL_LINK_CONNECTING, FL_LINK_HANDSHAKING, FL_LINK_ONLINE,
                                                FL_LINK_BACKOFF};
    for (size_t i = 0; i < sizeof states / sizeof *states; i++) {
        struct fixture f;
        fixture_init(&f, &talk);
        f.conf.timing.reconnect_min = f.conf.timing.reconnect_max = HOUR_MS;
        script_hang(f.script, states[i] == FL_LINK_CONNECTING);
        script_refuse(f.script, states[i] == FL_LINK_BACKOFF ? FL_E_REFUSED : FL_OK);
        if (states[i] == FL_LINK_HANDSHAKING)
            script_answer(f.script, "hello", NULL);
        fixture_start(&f);
        script_wait_opened(f.script, 1);
        fixture_wait_state(&f, states[i]);
        fl_link_stop(f.link);
        fixture_wait_state(&f, FL_LINK_STOPPED);
        fixture_finish(&f);
    }
}

static void test_stop_without_start(void **state)
{
    (void)state;
    struct fixture f;
    fixture_init(&f, &talk);
    fixture_create(&f, (struct fl_span){0});
    assert_int_equal(fixture_set(&f, "a", TALK_LEVEL, 1), FL_OK);
    assert_int_equal(fixture_do(&f, "r", fixture_builtin("reconnect")), FL_OK);
    fl_link_stop(f.link);
    assert_int_equal(fixture_status(&f, "a"), FL_STATUS_ABORTED);
    assert_int_equal(fixture_status(&f, "r"), FL_STATUS_FAILED);
    struct fl_error err;
    assert_int_equal(fl_link_start(f.link, &err), FL_E_CLOSED);
    fixture_finish(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_online_and_stop),
        cmocka_unit_test(test_reconnects_after_drop),
        cmocka_unit_test(test_refused_again_and_again),
        cmocka_unit_test(test_handshake_times_out),
        cmocka_unit_test(test_refused_credentials_wait),
        cmocka_unit_test(test_garbage_does_not_end_it),
        cmocka_unit_test(test_endless_frame_ends_it),
        cmocka_unit_test(test_driver_mistakes_end_it),
        cmocka_unit_test(test_driver_is_told_of_the_end),
        cmocka_unit_test(test_stalled_peer),
        cmocka_unit_test(test_init_fails),
        cmocka_unit_test(test_saved_state_comes_back),
        cmocka_unit_test(test_polls_by_themselves),
        cmocka_unit_test(test_poll_now),
        cmocka_unit_test(test_timer),
        cmocka_unit_test(test_keepalive),
        cmocka_unit_test(test_silence_ends_it),
        cmocka_unit_test(test_unanswered_request_ends_it),
        cmocka_unit_test(test_missed_adapts_until_the_threshold),
        cmocka_unit_test(test_refresh_that_is_missed),
        cmocka_unit_test(test_done_and_failed),
        cmocka_unit_test(test_sent),
        cmocka_unit_test(test_action_with_result),
        cmocka_unit_test(test_timeout),
        cmocka_unit_test(test_expired_while_offline),
        cmocka_unit_test(test_waits_for_online),
        cmocka_unit_test(test_broken_while_running),
        cmocka_unit_test(test_superseded_and_full),
        cmocka_unit_test(test_one_verdict_for_several_pieces),
        cmocka_unit_test(test_toggle),
        cmocka_unit_test(test_toggles_in_turn),
        cmocka_unit_test(test_toggle_waits_for_what_runs),
        cmocka_unit_test(test_toggle_is_not_overtaken),
        cmocka_unit_test(test_toggle_begins_after_a_timeout),
        cmocka_unit_test(test_superseded_piece_leaves_no_words),
        cmocka_unit_test(test_driver_takes_it_later),
        cmocka_unit_test(test_retired_entity),
        cmocka_unit_test(test_aborted),
        cmocka_unit_test(test_lanes),
        cmocka_unit_test(test_write_interval),
        cmocka_unit_test(test_write_interval_is_not_for_polls),
        cmocka_unit_test(test_refresh),
        cmocka_unit_test(test_reconnect_online),
        cmocka_unit_test(test_reconnect_ends_backoff),
        cmocka_unit_test(test_wake),
        cmocka_unit_test(test_wake_after_failed_attempts),
        cmocka_unit_test(test_stop_ends_the_waking),
        cmocka_unit_test(test_wake_is_refused),
        cmocka_unit_test(test_move),
        cmocka_unit_test(test_outputs),
        cmocka_unit_test(test_datagrams_of_others_are_dropped),
        cmocka_unit_test(test_the_target_is_told),
        cmocka_unit_test(test_stop_in_every_state),
        cmocka_unit_test(test_stop_without_start),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
