/* The simulated ECHONET Lite node, called as fairlead-sim calls it, with a clock of its own. What it
 * answers is compared byte by byte. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "drivers/echonet/echonet_faults.h"
#include "drivers/echonet/echonet_frame.h"
#include "support/cmocka.h"
#include "support/sim_io.h"
#include "unit/drivers/echonet/vectors.h"

enum { HEX_MAX = 4096 };

struct bench {
    struct fl_sim_io io;
    void *device;
    struct fl_error err;
    char hex[HEX_MAX];
};

static const struct fl_addr controller = {.family = 4, .ip = {127, 0, 0, 1}, .port = 50000};

static void set(struct bench *b, const char *name, const char *value)
{
    assert_int_equal(echonet_sim.option(b->device, name, value, &b->err), FL_OK);
}

/* Option words, as --NAME=VALUE. */
static struct bench *start(const char *words)
{
    struct bench *b = calloc(1, sizeof *b);
    char copy[256], *rest;
    assert_non_null(b);
    sim_io_init(&b->io);
    b->io.address = (struct fl_addr){.family = 4, .ip = {127, 0, 0, 2}, .port = ECHONET_PORT};
    b->device = calloc(1, echonet_sim.device_size);
    assert_non_null(b->device);
    snprintf(copy, sizeof copy, "%s", words);
    for (char *word = strtok_r(copy, " ", &rest); word; word = strtok_r(NULL, " ", &rest)) {
        char *equals = strchr(word, '=');
        *equals = '\0';
        set(b, word, equals + 1);
    }
    assert_int_equal(echonet_sim.init(b->device, &b->io, 0), FL_OK);
    return b;
}

static void stop(struct bench *b)
{
    echonet_sim.finish(b->device);
    free(b->device);
    free(b);
}

/* Changes a running node. */
static void change(struct bench *b, const char *name, const char *value)
{
    set(b, name, value);
    echonet_sim.tick(b->device, &b->io);
}

static void feed(struct bench *b, const char *hex)
{
    uint8_t data[512];
    size_t len = echonet_sim_hex(hex, strlen(hex), data, sizeof data);
    b->io.from = controller;
    echonet_sim.feed(b->device, NULL, &b->io, data, len);
    b->io.from = (struct fl_addr){0};
}

static void ask(struct bench *b, const char *hex)
{
    sim_io_forget(&b->io);
    feed(b, hex);
}

static const char *sent(struct bench *b, size_t n)
{
    assert_true(n < b->io.send_count);
    const struct sim_io_send *s = &b->io.sends[n];
    for (size_t i = 0; i < s->len; i++)
        snprintf(b->hex + 2 * i, sizeof b->hex - 2 * i, "%02x", b->io.bytes[s->at + i]);
    return b->hex;
}

/* What one request is answered by, and nothing else leaves. */
static void assert_answer(struct bench *b, const char *request, const char *expected)
{
    ask(b, request);
    assert_int_equal(b->io.send_count, expected ? 1 : 0);
    if (expected)
        assert_string_equal(sent(b, 0), expected);
}

/* An announcement: everything but its TID. */
static void assert_announced(struct bench *b, size_t n, const char *expected)
{
    const char *hex = sent(b, n);
    assert_int_equal(b->io.sends[n].to.family, 0);
    assert_memory_equal(hex, "1081", 4);
    assert_string_equal(hex + 8, expected);
}

static void pass(struct bench *b, uint64_t ms)
{
    sim_io_forget(&b->io);
    b->io.now_ms += ms;
    echonet_sim.tick(b->device, &b->io);
}

static const char *tell(struct bench *b, const char *verb, const char *args)
{
    b->io.reply[0] = '\0';
    assert_int_equal(echonet_sim.control(b->device, &b->io, verb, args, &b->err), FL_OK);
    return b->io.reply;
}

static void assert_stat(struct bench *b, const char *expected)
{
    assert_non_null(strstr(tell(b, "stats", ""), expected));
}

/* --- what a sound node does ------------------------------------------------------------------- */
static void test_node_profile(void **state)
{
    struct bench *b = start("model=home live=off");
    (void)state;
    assert_announced(b, 0, "0ef0010ef0017301d51005013001029001029002026301026f01");
    /* searched by either name of the node profile, answered at port 3610 whatever port asked */
    assert_answer(b, "108100010ef0010ef0016201d600",
                  "108100010ef0010ef0017201d61005013001029001029002026301026f01");
    assert_int_equal(b->io.sends[0].to.port, ECHONET_PORT);
    assert_true(fl_addr_same_host(&b->io.sends[0].to, &controller));
    assert_answer(b, "1081000105ff010ef0006201d600",
                  "108100010ef00105ff017201d61005013001029001029002026301026f01");
    assert_answer(b, "1081000205ff010ef0016205d300d400d7008a008200",
                  "108100020ef00105ff017205d303000005d4020005d7090401300290"
                  "0263026f8a030000778204010e0100");
    assert_answer(b, "1081000205ff010ef00162019f00",
                  "108100020ef00105ff0172019f100f808283888a8c8d9d9e9fbfd3d4d6d7");
    assert_answer(b, "1081000205ff010ef00162029d009e00", "108100020ef00105ff0172029d030280d59e0201bf");
    stop(b);
}

static void test_reading(void **state)
{
    static const struct {
        const char *request, *answer;
    } rows[] = {
        {"1081000105ff01013001620180"
         "00",
         "1081000101300105ff017201800131"},
        {"1081000305ff010130016203b300e900bb00", "1081000301300105ff015203b3011ae900bb011c"},
        {"1081000905ff0101310162018000", NULL}, /* no such object: no answer */
        {"1081000905ff0101300262018000", NULL},
        {"1081000605ff010130016301b300", "1081000601300105ff017301b3011a"},
        {"1081000605ff010130016301e900", "1081000601300105ff015301e900"},
        {"1081000105ff01013001620100", NULL},   /* PDC is missing */
        {"1081000105ff0101300162017f00", NULL}, /* no property: below 0x80 */
        {"1081000105ff010130016200", NULL},
        {"1082000105ff0101300162018000", NULL}, /* the free format */
    };
    struct bench *b = start("live=off inf_to=asker");
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_answer(b, rows[i].request, rows[i].answer);
    assert_stat(b, "bad=2 unknown=2");
    change(b, "inf_to", "group");
    ask(b, "1081000605ff010130016301b300");
    assert_int_equal(b->io.sends[0].to.family, 0);
    ask(b, "1081000805ff0102900062018000"); /* instance 00: one answer for each */
    assert_int_equal(b->io.send_count, 2);
    assert_string_equal(sent(b, 0), "1081000802900105ff017201800131");
    assert_string_equal(sent(b, 1), "1081000802900205ff017201800131");
    stop(b);
}

/* What the maps list is what it answers and takes. */
static void test_maps_are_true(void **state)
{
    (void)state;
    for (size_t m = 0; echonet_models[m].name; m++) {
        char words[128], object[8], request[64], args[32];
        snprintf(words, sizeof words, "model=%s live=off answer=0 fault=none refuse=none alone=none limit=0",
                 echonet_models[m].name);
        struct bench *b = start(words);
        const struct echonet_group *g = echonet_models[m].groups;
        snprintf(object, sizeof object, "%04X%02X", g->class_code, g->first);
        snprintf(args, sizeof args, "%s 9F", object);
        uint8_t edt[17];
        struct echonet_map map;
        const char *hex = tell(b, "edt", args);
        size_t len = echonet_sim_hex(hex, strlen(hex), edt, sizeof edt);
        assert_int_equal(echonet_map_decode(&map, (struct fl_span){edt, len}), FL_OK);
        assert_true(echonet_map_count(&map) >= 8);
        for (unsigned epc = 0x80; epc < 0x100; epc++) {
            snprintf(request, sizeof request, "1081000105ff01%s6201%02x00", object, epc);
            bool unset = g->class_code == 0x0287 && strstr(echonet_models[m].preset, "unset") &&
                         (epc == 0xB3 || epc == 0xB7);
            ask(b, request);
            assert_int_equal(b->io.send_count, 1);
            assert_int_equal(b->io.bytes[10], echonet_map_has(&map, (uint8_t)epc) && !unset
                                                  ? ECHONET_GET_RES
                                                  : ECHONET_GET_SNA);
        }
        stop(b);
    }
}

static void test_setting(void **state)
{
    struct bench *b = start("live=off");
    (void)state;
    ask(b, "1081015f05ff010130016101800130");
    assert_string_equal(sent(b, 0), "1081015f01300105ff0171018000");
    assert_announced(b, 1, "0130010ef0017301800130");
    assert_answer(b, "1081015f05ff010130016101800130", "1081015f01300105ff0171018000"); /* no change */
    assert_answer(b, "1081015f05ff010130016101b3011b", "1081015f01300105ff017101b300"); /* not in 9D */
    /* accepted ones have PDC 0 and are in force, refused ones echo */
    assert_answer(b, "1081000405ff010130016102b30118f00101", "1081000401300105ff015102b300f00101");
    assert_string_equal(tell(b, "edt", "013001 B3"), "18");
    assert_answer(b, "1081000a05ff010130016101b00199", "1081000a01300105ff015101b00199");
    assert_answer(b, "1081000a05ff010130016101b3021818", "1081000a01300105ff015101b3021818");
    assert_answer(b, "1081000a05ff010130016101bb0118", "1081000a01300105ff015101bb0118");
    assert_answer(b, "1081000a05ff010130016001b30119", NULL); /* SetI: silence is success */
    assert_answer(b, "1081000a05ff010130016001b30140", "1081000a01300105ff015001b30140");
    assert_answer(b, "1081000705ff010130016e01b3011801bb00", "1081000701300105ff017e01b30001bb011c");
    assert_answer(b, "1081000705ff010130016e01b3014001bb00", "1081000701300105ff015e01b3014001bb011c");
    change(b, "sna", "empty");
    assert_answer(b, "1081000a05ff010130016101b00199", "1081000a01300105ff015101b000");
    change(b, "setget", "bare");
    assert_answer(b, "1081000705ff010130016e01b3011801bb00", "1081000701300105ff015e00");
    stop(b);
}

static void test_announcing(void **state)
{
    struct bench *b = start("live=off announce=before");
    (void)state;
    ask(b, "1081000105ff010290016101800130");
    assert_announced(b, 0, "0290010ef0017301800130");
    assert_string_equal(sent(b, 1), "1081000102900105ff0171018000");
    change(b, "repeat", "on");
    ask(b, "1081000105ff010290016101800130");
    assert_int_equal(b->io.send_count, 2);
    change(b, "announce", "off");
    ask(b, "1081000105ff010290016101800131");
    assert_int_equal(b->io.send_count, 1);
    change(b, "announce", "after");
    sim_io_forget(&b->io);
    tell(b, "edt", "029002 80 30"); /* by its wall switch */
    assert_announced(b, 0, "0290020ef0017301800130");
    sim_io_forget(&b->io);
    tell(b, "announce", "029002 80 B0");
    assert_announced(b, 0, "0290020ef0017302800130b00164");
    stop(b);
}

static void test_confirmed_announcement(void **state)
{
    struct bench *b = start("live=off confirm=on");
    char answer[64];
    (void)state;
    ask(b, "1081000105ff0102900162018000");
    sim_io_forget(&b->io);
    tell(b, "edt", "029001 80 30");
    assert_int_equal(b->io.sends[0].to.port, ECHONET_PORT);
    assert_non_null(strstr(sent(b, 0), "0290010ef0017401800130"));
    pass(b, 3000);
    assert_int_equal(b->io.send_count, 1); /* again */
    snprintf(answer, sizeof answer, "1081%.4s05ff010290017a018000", sent(b, 0) + 4);
    feed(b, answer);
    pass(b, 3000);
    assert_int_equal(b->io.send_count, 0);
    stop(b);
}

static void test_objects_come_and_go(void **state)
{
    struct bench *b = start("model=crowd live=off");
    (void)state;
    assert_int_equal(b->io.send_count, 2); /* D5 holds 84 */
    assert_int_equal(b->io.bytes[b->io.sends[0].at + 14], 84);
    assert_int_equal(b->io.bytes[b->io.sends[1].at + 14], 16);
    stop(b);
    b = start("live=off");
    sim_io_forget(&b->io);
    tell(b, "remove", "029001");
    assert_announced(b, 0, "0ef0010ef0017301d50d04013001029002026301026f01");
    assert_answer(b, "1081000105ff0102900162018000", NULL);
    assert_string_equal(tell(b, "objects", ""), "013001 029002 026301 026F01");
    sim_io_forget(&b->io);
    tell(b, "restore", "029001");
    assert_announced(b, 0, "0ef0010ef0017301d51005013001029001029002026301026f01");
    sim_io_forget(&b->io);
    tell(b, "move", "127.0.0.9");
    assert_int_equal(b->io.address.ip[3], 9);
    assert_int_equal(b->io.send_count, 1);
    stop(b);
}

/* --- time ------------------------------------------------------------------------------------- */
static void test_shutter_travels(void **state)
{
    struct bench *b = start("");
    (void)state;
    ask(b, "1081000105ff010263016101e00141");
    assert_string_equal(tell(b, "edt", "026301 EA"), "43");
    pass(b, 10000);
    assert_string_equal(tell(b, "edt", "026301 E1"), "32");
    ask(b, "1081000105ff010263016101e00143");
    assert_string_equal(tell(b, "edt", "026301 EA"), "45");
    ask(b, "1081000105ff010263016101e1010a");
    assert_string_equal(tell(b, "edt", "026301 E1"), "32"); /* where it is */
    assert_string_equal(tell(b, "edt", "026301 EA"), "44");
    pass(b, 20000);
    assert_string_equal(tell(b, "edt", "026301 E1"), "0A");
    ask(b, "1081000105ff010263016101e00142");
    pass(b, 20000);
    assert_announced(b, 0, "0263010ef0017301ea0142");
    stop(b);
}

static void test_values_live(void **state)
{
    struct bench *b = start("model=aircon");
    (void)state;
    ask(b, "1081000105ff010130016103800130b00142b30114"); /* cool to 20 */
    pass(b, 600 * 1000);
    assert_string_equal(tell(b, "edt", "013001 BB"), "14");
    assert_string_not_equal(tell(b, "edt", "013001 85"), "000186A0");
    stop(b);
    b = start("model=meter speed=100");
    unsigned long before = strtoul(tell(b, "edt", "028801 E0"), NULL, 16);
    for (int i = 0; i < 100; i++)
        pass(b, 10000);
    assert_true(strtoul(tell(b, "edt", "028801 E0"), NULL, 16) > before);
    stop(b);
}

/* --- faults ----------------------------------------------------------------------------------- */
static const char get80[] = "1081000105ff0102900162018000", res80[] = "1081000102900105ff017201800131";

static void test_answers_go_astray(void **state)
{
    struct bench *b = start("live=off fault=silent:1");
    (void)state;
    assert_answer(b, get80, NULL);
    assert_answer(b, get80, res80);
    change(b, "fault", "lose:2");
    assert_answer(b, get80, res80);
    assert_answer(b, get80, NULL);
    change(b, "fault", "late:700");
    assert_answer(b, get80, res80);
    assert_int_equal(b->io.sends[0].delay_ms, 700);
    b->io.now_ms += 1000;
    change(b, "fault", "foreign_port");
    assert_answer(b, get80, res80);
    assert_int_equal(b->io.sends[0].from_port, 0);
    change(b, "fault", "foreign_port:2524");
    assert_answer(b, get80, res80);
    assert_int_equal(b->io.sends[0].from_port, 2524);
    change(b, "fault", "wrong_tid");
    ask(b, get80);
    assert_string_not_equal(sent(b, 0), res80);
    assert_string_equal(sent(b, 0) + 8, res80 + 8);
    change(b, "fault", "twice");
    ask(b, get80);
    assert_int_equal(b->io.send_count, 2);
    assert_string_equal(sent(b, 1), res80);
    change(b, "fault", "twin");
    ask(b, get80);
    assert_int_equal(b->io.send_count, 2);
    assert_string_not_equal(sent(b, 0), res80);
    assert_string_equal(sent(b, 1), res80);
    change(b, "fault", "damaged");
    for (int i = 0; i < 10; i++) {
        struct echonet_frame f;
        ask(b, get80);
        assert_int_not_equal(echonet_decode(&f, b->io.bytes, b->io.len), FL_OK);
    }
    assert_stat(b, "overlooked=2");
    stop(b);
}

static void test_limits(void **state)
{
    static const char three[] = "1081000105ff010290016203800088008a00";
    struct bench *b = start("live=off limit=2");
    (void)state;
    assert_answer(b, three, "1081000102900105ff015203800088008a00");
    change(b, "over", "truncate");
    assert_answer(b, three, "1081000102900105ff017202800131880142");
    change(b, "over", "silent");
    assert_answer(b, three, NULL);
    change(b, "limit", "0");
    change(b, "refuse", "029001.88");
    assert_answer(b, three,
                  "1081000102900105ff0152038001318800"
                  "8a03000077");
    change(b, "fault", "split");
    ask(b, three);
    assert_int_equal(b->io.send_count, 2);
    assert_string_equal(sent(b, 0), "1081000102900105ff0172028001318a03000077");
    assert_string_equal(sent(b, 1), "1081000102900105ff0152018800");
    change(b, "refuse", "none");
    change(b, "alone", "88");
    assert_answer(b, three, NULL);
    assert_answer(b, "1081000105ff0102900162018800", "1081000102900105ff017201880142");
    change(b, "mute", "88");
    assert_answer(b, "1081000105ff0102900162018800", NULL);
    stop(b);
}

static void test_sets_without_effect(void **state)
{
    static const char on[] = "1081000105ff010290016101800130", res[] = "1081000102900105ff0171018000";
    struct bench *b = start("live=off fault=ignore_sets:1");
    (void)state;
    assert_answer(b, on, res);
    assert_string_equal(tell(b, "edt", "029001 80"), "31");
    change(b, "fault", "late_sets:500");
    assert_answer(b, on, res);
    assert_string_equal(tell(b, "edt", "029001 80"), "31");
    assert_int_equal(b->io.wake_ms, b->io.now_ms + 500);
    pass(b, 500);
    assert_announced(b, 0, "0290010ef0017301800130");
    ask(b, "1081000105ff010290016101800131");
    b->io.now_ms += 300;
    ask(b, "1081000105ff010290026101800130");
    pass(b, 200); /* the first one only */
    assert_string_equal(tell(b, "edt", "029001 80"), "31");
    assert_string_equal(tell(b, "edt", "029002 80"), "31");
    pass(b, 300);
    assert_string_equal(tell(b, "edt", "029002 80"), "30");
    stop(b);
}

static void test_busy_bridge_loses(void **state)
{
    struct bench *b = start("model=bridge live=off");
    (void)state;
    ask(b, get80);
    assert_in_range(b->io.sends[0].delay_ms, 150, 260);
    assert_answer(b, "1081000205ff0102900262018000", NULL);
    assert_stat(b, "lost=1");
    assert_stat(b, "overlapping=1 repeated=0 in_flight=2");
    b->io.now_ms += 1000;
    assert_answer(b, get80, res80);
    stop(b);
}

/* Two controllers may ask at the same time, each of them one thing. */
static void test_requests_in_flight(void **state)
{
    struct bench *b = start("live=off answer=400ms");
    (void)state;
    feed(b, get80);
    b->io.from = (struct fl_addr){.family = 4, .ip = {127, 0, 0, 7}, .port = ECHONET_PORT};
    const uint8_t other[] = {0x10, 0x81, 0, 9, 5, 0xFF, 1, 2, 0x90, 1, 0x62, 1, 0x80, 0};
    echonet_sim.feed(b->device, NULL, &b->io, other, sizeof other);
    feed(b, get80); /* the same once more: repeated */
    assert_stat(b, "overlapping=0 repeated=1 in_flight=1");
    b->io.to_many = true;
    feed(b, "108100050ef0010ef0016201d600"); /* a search goes beside it */
    b->io.to_many = false;
    assert_stat(b, "overlapping=0 repeated=1 in_flight=1");
    feed(b, "1081000605ff0102900162018000");
    assert_stat(b, "overlapping=1 repeated=1 in_flight=2");
    tell(b, "stats", "reset");
    assert_stat(b, "Get=0");
    stop(b);
}

static void test_identities(void **state)
{
    static const char get83[] = "1081000105ff010ef00162018300";
    static const struct {
        const char *id, *answer;
    } rows[] = {
        {"own", "108100010ef00105ff0172018311fe000077017f0000020000000000000000"},
        {"same", "108100010ef00105ff0172018311fe000077010000000000000000"
                 "00000000"},
        {"zeros", "108100010ef00105ff0172018311fe000077000000000000000000"
                  "00000000"},
        {"short", "108100010ef00105ff0172018309fe000077017f000002"},
        {"refused", "108100010ef00105ff0152018300"},
    };
    struct bench *b = start("live=off");
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        change(b, "id", rows[i].id);
        assert_answer(b, get83, rows[i].answer);
    }
    stop(b);
}

static void test_no_multicast(void **state)
{
    struct bench *b = start("live=off fault=no_multicast");
    (void)state;
    assert_int_equal(b->io.send_count, 0);
    b->io.to_many = true;
    assert_answer(b, "108100010ef0010ef0016201d600", NULL);
    b->io.to_many = false;
    assert_answer(b, get80, res80);
    assert_answer(b, "1081000105ff010290016101800130", "1081000102900105ff0171018000");
    stop(b);
}

static void test_board(void **state)
{
    struct bench *b = start("model=board_new live=off");
    (void)state;
    assert_answer(b, "1081000105ff010287016201b700", "1081000102870105ff015201b700");
    assert_answer(b, "1081000105ff010287016101b6021e02", "1081000102870105ff017101b600");
    assert_answer(b, "1081000105ff010287016201b700", "1081000102870105ff017201b70a1e020000000a00000014");
    stop(b);
}

/* --- vectors, options, help ------------------------------------------------------------------- */
/* Damaged frames and those of other nodes get no answer and change nothing. */
static void test_vectors(void **state)
{
    struct bench *b = start("live=off");
    cJSON *all = vectors_load("echonet_frames"),
          *cases = cJSON_GetObjectItem(cJSON_GetObjectItem(all, "malformed"), "cases");
    const cJSON *item;
    (void)state;
    assert_true(cJSON_GetArraySize(cases) > 20);
    cJSON_ArrayForEach(item, cases)
    {
        const char *hex = cJSON_GetObjectItem(item, "hex")->valuestring;
        bool request = strlen(hex) > 22 && !strncmp(hex + 20, "62", 2);
        ask(b, hex);
        const char *verdict = cJSON_GetObjectItem(item, "verdict")->valuestring;
        assert_int_equal(b->io.send_count, request && !strcmp(verdict, "accept") ? 1 : 0);
    }
    cJSON_ArrayForEach(item, cJSON_GetObjectItem(all, "frames"))
    {
        uint8_t esv = 0;
        const char *hex = cJSON_GetObjectItem(item, "hex")->valuestring;
        assert_int_equal(echonet_sim_hex(hex + 20, 2, &esv, 1), 1);
        ask(b, hex);
        assert_int_equal(b->io.send_count > 0, esv >= ECHONET_SETI && esv <= ECHONET_SETGET);
    }
    cJSON_Delete(all);
    stop(b);
}

static void test_wrong_words(void **state)
{
    static const char *const options[][2] = {
        {"model", "toaster"}, {"id", "his"},  {"limit", "256"},  {"answer", "soon"},   {"refuse", "B"},
        {"fault", "silence"}, {"speed", "0"}, {"alone", "1.B3"}, {"fault", "split:1"}, {"fault", "late:x"},
    };
    static const char *const controls[][2] = {
        {"edt", "013001"},    {"edt", "013009 80"}, {"edt", "013001 80 3"}, {"edt", "013001 9F 00"},
        {"announce", "0130"}, {"remove", "013009"}, {"move", "nowhere"},    {"stats", "now"},
    };
    struct bench *b = start("");
    (void)state;
    for (size_t i = 0; i < sizeof options / sizeof *options; i++) {
        enum fl_err e = echonet_sim.option(b->device, options[i][0], options[i][1], &b->err);
        assert_true(e != FL_OK && e != FL_E_UNKNOWN);
        assert_non_null(strstr(b->err.text, options[i][0]));
    }
    assert_int_equal(echonet_sim.option(b->device, "colour", "red", &b->err), FL_E_UNKNOWN);
    for (size_t i = 0; i < sizeof controls / sizeof *controls; i++)
        assert_int_not_equal(echonet_sim.control(b->device, &b->io, controls[i][0], controls[i][1], &b->err),
                             FL_OK);
    assert_int_equal(echonet_sim.control(b->device, &b->io, "dance", "", &b->err), FL_E_UNKNOWN);
    stop(b);
}

static void test_help_names_everything(void **state)
{
    const char *word;
    (void)state;
    for (size_t i = 0; (word = echonet_sim_word(i)); i++)
        assert_true(strstr(echonet_sim.options_help, word) || strstr(echonet_sim.more_help, word));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_node_profile),
        cmocka_unit_test(test_reading),
        cmocka_unit_test(test_maps_are_true),
        cmocka_unit_test(test_setting),
        cmocka_unit_test(test_announcing),
        cmocka_unit_test(test_confirmed_announcement),
        cmocka_unit_test(test_objects_come_and_go),
        cmocka_unit_test(test_shutter_travels),
        cmocka_unit_test(test_values_live),
        cmocka_unit_test(test_answers_go_astray),
        cmocka_unit_test(test_limits),
        cmocka_unit_test(test_sets_without_effect),
        cmocka_unit_test(test_busy_bridge_loses),
        cmocka_unit_test(test_requests_in_flight),
        cmocka_unit_test(test_identities),
        cmocka_unit_test(test_no_multicast),
        cmocka_unit_test(test_board),
        cmocka_unit_test(test_vectors),
        cmocka_unit_test(test_wrong_words),
        cmocka_unit_test(test_help_names_everything),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
