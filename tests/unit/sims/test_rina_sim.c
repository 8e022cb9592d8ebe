/* The simulated bootstrap, called as fairlead-sim calls it: what its options, faults and control lines
 * do to the answers. The rules of a bootstrap itself are tried with the member, in drivers/rina. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "drivers/rina/rina_sim.h"
#include "support/cmocka.h"
#include "support/sim_io.h"

struct bench {
    struct fl_sim_io io;
    void *device;
    struct fl_error err;
    struct rina_pdu pdu; /* of the last answer */
    struct rina_cdap cdap;
    bool readable;
};

static const struct fl_addr member = {.family = 4, .ip = {127, 0, 0, 1}, .port = 7001};

static struct bench *start(const char *words)
{
    struct bench *b = calloc(1, sizeof *b);
    char copy[256], *rest;
    assert_non_null(b);
    sim_io_init(&b->io);
    b->io.address = (struct fl_addr){.family = 4, .ip = {127, 0, 0, 2}, .port = 7000};
    b->io.from = member;
    b->device = calloc(1, rina_sim.device_size);
    assert_non_null(b->device);
    snprintf(copy, sizeof copy, "%s", words);
    for (char *word = strtok_r(copy, " ", &rest); word; word = strtok_r(NULL, " ", &rest)) {
        char *equals = strchr(word, '=');
        assert_non_null(equals);
        *equals = '\0';
        assert_int_equal(rina_sim.option(b->device, word, equals + 1, &b->err), FL_OK);
    }
    assert_int_equal(rina_sim.init(b->device, &b->io, 0), FL_OK);
    return b;
}

static void stop(struct bench *b)
{
    rina_sim.finish(b->device);
    free(b->device);
    free(b);
}

static void change(struct bench *b, const char *name, const char *value)
{
    assert_int_equal(rina_sim.option(b->device, name, value, &b->err), FL_OK);
    rina_sim.tick(b->device, &b->io);
}

static void control(struct bench *b, const char *verb, const char *args)
{
    assert_int_equal(rina_sim.control(b->device, &b->io, verb, args, &b->err), FL_OK);
}

/* Asks, and tells how many datagrams came of it; the first one is in b if it can be read. */
static size_t ask(struct bench *b, enum rina_codec codec, uint64_t from, const struct rina_cdap *cdap)
{
    uint8_t payload[512], datagram[600];
    struct fl_writer w = fl_writer_of(payload, sizeof payload), out = fl_writer_of(datagram, sizeof datagram);
    rina_put(&rina_cdap_type, codec, &w, cdap);
    struct rina_pdu pdu = {.src_addr = from, .dst_addr = 1001, .payload = {payload, w.len}};
    rina_put(&rina_pdu_type, codec, &out, &pdu);
    assert_true(fl_writer_ok(&w) && fl_writer_ok(&out));
    sim_io_forget(&b->io);
    rina_sim.feed(b->device, NULL, &b->io, datagram, out.len);
    b->cdap = (struct rina_cdap){0};
    struct fl_span answer = {b->io.bytes + b->io.sends[0].at, b->io.sends[0].len};
    b->readable = b->io.send_count > 0 && !rina_get_datagram(codec, answer, &b->pdu, &b->cdap);
    return b->io.send_count;
}

static size_t enroll(struct bench *b, enum rina_codec codec, uint64_t address)
{
    uint8_t value[64];
    struct fl_writer w = fl_writer_of(value, sizeof value);
    struct rina_enroll_request r = {
        .ipcp_name = rina_text("gw-1"), .ipcp_address = address, .request_address = address == 0};
    rina_put(&rina_enroll_request_type, codec, &w, &r);
    struct rina_cdap cdap = {.op_code = RINA_CREATE,
                             .obj_name = rina_text("gw-1"),
                             .has_class = true,
                             .obj_class = rina_text("enrollment"),
                             .has_value = true,
                             .obj_value = {.kind = RINA_V_BYTES, .bytes = {value, w.len}},
                             .invoke_id = 7};
    return ask(b, codec, address, &cdap);
}

static size_t probe(struct bench *b)
{
    struct rina_cdap cdap = {
        .op_code = RINA_READ, .obj_name = rina_text("/routing/static/*"), .invoke_id = 8};
    return ask(b, RINA_POSTCARD, 1002, &cdap);
}

static struct rina_enroll_response response(const struct bench *b, enum rina_codec codec)
{
    struct rina_enroll_response r;
    assert_int_equal(rina_get_all(&rina_enroll_response_type, codec, b->cdap.obj_value.bytes, &r), FL_OK);
    return r;
}

static void test_enrolls_in_both_codecs(void **state)
{
    (void)state;
    static const char *const words[] = {"codec=postcard dif=barn", "codec=bincode dif=barn"};
    for (enum rina_codec codec = 0; codec < RINA_CODECS; codec++) {
        struct bench *b = start(words[codec]);
        assert_int_equal(enroll(b, codec, 0), 1);
        assert_int_equal(b->cdap.invoke_id, 7);
        struct rina_enroll_response r = response(b, codec);
        assert_true(r.accepted && r.has_address && rina_is(r.dif_name, "barn"));
        assert_int_equal(r.assigned_address, 1002);
        assert_int_equal(enroll(b, (enum rina_codec)(RINA_CODECS - 1 - codec), 0),
                         0); /* the other one: silence */
        stop(b);
    }
}

static void test_pace(void **state)
{
    (void)state;
    struct bench *b = start("pace=100ms");
    for (int i = 0; i < 4; i++) {
        assert_int_equal(enroll(b, RINA_POSTCARD, 1002), 1);
        assert_int_equal(b->io.sends[0].delay_ms, 100 * i); /* all at once: one after the other */
    }
    stop(b);
}

static void test_pool_and_restart(void **state)
{
    (void)state;
    struct bench *b = start("pool=1");
    enroll(b, RINA_POSTCARD, 0);
    assert_int_equal(b->cdap.result, 0);
    enroll(b, RINA_POSTCARD, 0);
    assert_int_equal(b->cdap.result, 1);
    assert_true(rina_is(b->cdap.result_reason, "Address allocation failed: Address pool exhausted"));
    assert_int_equal(probe(b), 1);
    control(b, "restart", "");
    assert_int_equal(probe(b), 0); /* knows nobody any more */
    enroll(b, RINA_POSTCARD, 0);
    assert_int_equal(response(b, RINA_POSTCARD).assigned_address, 1002); /* and gives it once more */
    stop(b);
}

static void test_faults(void **state)
{
    (void)state;
    static const struct {
        const char *fault;
        size_t answers;
        bool readable;
    } rows[] = {{"none", 1, true},         {"silent", 0, false},      {"lose:1", 0, false},
                {"twice", 2, true},        {"late:500", 1, true},     {"malformed", 1, false},
                {"empty", 1, false},       {"cut", 1, false},         {"nested", 1, false},
                {"foreign_port", 1, true}, {"mute_routes", 0, false}, {"wrong_invoke", 1, true}};
    struct bench *b = start("pace=0");
    enroll(b, RINA_POSTCARD, 0);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        change(b, "fault", rows[i].fault);
        assert_int_equal(probe(b), rows[i].answers);
        if (strcmp(rows[i].fault, "malformed") != 0 && b->readable != rows[i].readable)
            fail_msg("fault=%s", rows[i].fault);
        if (!strcmp(rows[i].fault, "wrong_invoke"))
            assert_int_not_equal(b->cdap.invoke_id, 8);
        if (!strcmp(rows[i].fault, "late:500"))
            assert_int_equal(b->io.sends[0].delay_ms, 500);
    }
    change(b, "refuse", "go away");
    change(b, "fault", "reject");
    enroll(b, RINA_POSTCARD, 1002);
    assert_true(rina_is(b->cdap.result_reason, "go away"));
    stop(b);
}

static void test_control(void **state)
{
    (void)state;
    struct bench *b = start("churn=100ms");
    control(b, "objects", "");
    assert_string_equal(b->io.reply, "1, version 1");
    control(b, "set", "/x some text");
    control(b, "route", "1005 7009");
    sim_io_forget(&b->io);
    control(b, "objects", "");
    assert_string_equal(b->io.reply, "3, version 3");
    control(b, "remove", "/x");
    b->io.now_ms = b->io.wake_ms;
    rina_sim.tick(b->device, &b->io);
    sim_io_forget(&b->io);
    control(b, "objects", "");
    assert_string_equal(b->io.reply, "3, version 5");
    control(b, "stop", "");
    assert_false(b->io.listening);
    control(b, "start", "");
    assert_true(b->io.listening);
    static const char *const bad[][2] = {
        {"set", "/x"}, {"route", "a b"}, {"route", "1 70000"}, {"remove", ""}};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_int_equal(rina_sim.control(b->device, &b->io, bad[i][0], bad[i][1], &b->err), FL_E_FORMAT);
    assert_int_equal(rina_sim.control(b->device, &b->io, "dance", "", &b->err), FL_E_UNKNOWN);
    stop(b);
}

static void test_options(void **state)
{
    (void)state;
    static const struct {
        const char *name, *value;
        enum fl_err result;
    } rows[] = {
        {"codec", "json", FL_E_RANGE},     {"log", "0", FL_E_RANGE},        {"pace", "10ms", FL_OK},
        {"pace", "x", FL_E_RANGE},         {"dif", "", FL_E_FORMAT},        {"fault", "late:1s", FL_E_RANGE},
        {"fault", "reject:3", FL_E_RANGE}, {"fault", "gone", FL_E_CONFIG},  {"fault", "lose:0", FL_E_RANGE},
        {"fault", "late:9,twice", FL_OK},  {"colour", "red", FL_E_UNKNOWN}, {"sync", "complete", FL_OK}};
    struct bench *b = start("");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rina_sim.option(b->device, rows[i].name, rows[i].value, &b->err) != rows[i].result)
            fail_msg("%s=%s", rows[i].name, rows[i].value);
    stop(b);
}

static void test_help_has_every_word(void **state)
{
    (void)state;
    for (size_t i = 0; rina_sim_word(i); i++) {
        char word[64];
        snprintf(word, sizeof word, "  %s", rina_sim_word(i));
        if (!strstr(rina_sim_help, word) && !strstr(rina_sim_more_help, word))
            fail_msg("%s is not in the help", word);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_enrolls_in_both_codecs),
        cmocka_unit_test(test_pace),
        cmocka_unit_test(test_pool_and_restart),
        cmocka_unit_test(test_faults),
        cmocka_unit_test(test_control),
        cmocka_unit_test(test_options),
        cmocka_unit_test(test_help_has_every_word),
    };
    return cmocka_run_group_tests_name("rina simulator", tests, NULL, NULL);
}
