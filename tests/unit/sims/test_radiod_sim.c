/* The simulated radiod, called as fairlead-sim calls it, with a clock of its own that goes from block to
 * block. What it is compared with was seen on a real server (ka9q/ka9q-radio commit 4e0033b4). */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "drivers/radiod/radiod_sim_server.h"
#include "support/cmocka.h"
#include "support/sim_io.h"
#include "unit/drivers/radiod/vectors.h"

enum { BLOCK_MS = 20, HEARD_MAX = 2048, PACKET_MAX = 4096 };

/* Status packets since the last ask(). */
struct heard {
    uint32_t ssrc;
    uint64_t tag;
    unsigned block; /* since then */
    bool copy;      /* on the data group */
};

struct bench {
    struct fl_sim_io io;
    struct radiod_sim_server *device;
    struct fl_error err;
    unsigned blocks;
    size_t count, copies;
    struct heard heard[HEARD_MAX];
    uint8_t bytes[PACKET_MAX]; /* the last status on the status group */
    struct radiod_status last;
};

static const struct fl_addr status_group = {.family = 4, .ip = {239, 170, 19, 156}, .port = RADIOD_PORT};
static const struct fl_addr data_group = {.family = 4, .ip = {239, 108, 162, 58}, .port = RADIOD_PORT};

/* --- the bench ------------------------------------------------------------------------------ */
static void set(struct bench *b, const char *name, const char *value)
{
    assert_int_equal(radiod_sim.option(b->device, name, value, &b->err), FL_OK);
}

/* Option words, as --NAME=VALUE; nothing drifts and nobody speaks unasked unless they say so. */
static struct bench *start(const char *words)
{
    struct bench *b = calloc(1, sizeof *b);
    char copy[256], *rest;
    assert_non_null(b);
    sim_io_init(&b->io);
    b->io.address = (struct fl_addr){.family = 4, .ip = {127, 0, 0, 2}, .port = RADIOD_PORT};
    b->io.group = status_group;
    b->device = calloc(1, radiod_sim.device_size);
    assert_non_null(b->device);
    snprintf(copy, sizeof copy, "live=off status_interval=0 %s", words);
    for (char *word = strtok_r(copy, " ", &rest); word; word = strtok_r(NULL, " ", &rest)) {
        char *equals = strchr(word, '=');
        *equals = '\0';
        set(b, word, equals + 1);
    }
    assert_int_equal(radiod_sim.init(b->device, &b->io, 0), FL_OK);
    return b;
}

static void stop(struct bench *b)
{
    radiod_sim.finish(b->device);
    free(b->device);
    free(b);
}

static void note(struct bench *b, const struct sim_io_send *s)
{
    struct radiod_status status;
    assert_true(b->count < HEARD_MAX && s->len <= PACKET_MAX);
    if (radiod_decode(&status, b->io.bytes + s->at, s->len) || status.packet != RADIOD_PACKET_STATUS)
        return;
    uint64_t tag = 0;
    radiod_int(&status, RADIOD_COMMAND_TAG, &tag);
    b->heard[b->count++] = (struct heard){status.ssrc, tag, b->blocks, s->to.family != 0};
    b->copies += s->to.family != 0;
    if (s->to.family) {
        assert_true(fl_addr_equal(&s->to, &data_group));
        return;
    }
    memcpy(b->bytes, b->io.bytes + s->at, s->len);
    assert_int_equal(radiod_decode(&b->last, b->bytes, s->len), FL_OK);
}

/* So many milliseconds go by; what is sent is noted. */
static void pass(struct bench *b, unsigned ms)
{
    for (uint64_t until = b->io.now_ms + ms; b->io.now_ms < until;) {
        uint64_t next = b->io.wake_ms && b->io.wake_ms < until ? b->io.wake_ms : until;
        b->blocks += b->io.wake_ms == next;
        b->io.now_ms = next;
        sim_io_forget(&b->io);
        radiod_sim.tick(b->device, &b->io);
        for (size_t i = 0; i < b->io.send_count; i++)
            note(b, &b->io.sends[i]);
    }
}

static void run(struct bench *b, unsigned blocks)
{
    pass(b, blocks * BLOCK_MS);
}

static void forget(struct bench *b)
{
    b->count = b->copies = 0;
    b->blocks = 0;
    b->last = (struct radiod_status){0};
}

static void feed(struct bench *b, const uint8_t *data, size_t len)
{
    sim_io_forget(&b->io);
    b->io.to_many = true;
    radiod_sim.feed(b->device, NULL, &b->io, data, len);
    b->io.to_many = false;
}

static void feed_hex(struct bench *b, const char *text)
{
    struct bytes packet = hex(text);
    feed(b, packet.data, packet.len);
}

static void poll_one(struct bench *b, uint32_t ssrc, uint64_t tag)
{
    uint8_t data[32];
    struct radiod_builder p = radiod_begin(data, sizeof data, RADIOD_PACKET_COMMAND);
    radiod_put_int(&p, RADIOD_OUTPUT_SSRC, ssrc);
    radiod_put_int(&p, RADIOD_COMMAND_TAG, tag);
    feed(b, data, radiod_end(&p));
}

static void put_value(struct radiod_builder *p, enum radiod_tag tag, double value)
{
    enum radiod_wire wire = radiod_tag_info(tag)->wire;
    if (wire == RADIOD_FLOAT || wire == RADIOD_DOUBLE)
        radiod_put_real(p, tag, value);
    else
        radiod_put_int(p, tag, (uint64_t)value);
}

/* One value and its answer; preset NULL: none. */
static void order(struct bench *b, uint32_t ssrc, const char *preset, enum radiod_tag tag, double value)
{
    uint8_t data[128];
    struct radiod_builder p = radiod_begin(data, sizeof data, RADIOD_PACKET_COMMAND);
    radiod_put_int(&p, RADIOD_OUTPUT_SSRC, ssrc);
    if (tag != RADIOD_EOL)
        put_value(&p, tag, value);
    if (preset)
        radiod_put_text(&p, RADIOD_PRESET, preset);
    forget(b);
    feed(b, data, radiod_end(&p));
    run(b, 2);
}

/* A poll and its answer. */
static void look(struct bench *b, uint32_t ssrc)
{
    forget(b);
    poll_one(b, ssrc, 7);
    run(b, 2);
    assert_int_equal(b->last.ssrc, ssrc);
}

static double value_of(struct bench *b, enum radiod_tag tag)
{
    enum radiod_wire wire = radiod_tag_info(tag)->wire;
    uint64_t number = 0;
    double real = 0;
    assert_true(radiod_has(&b->last, tag));
    if (wire == RADIOD_FLOAT || wire == RADIOD_DOUBLE)
        assert_true(radiod_real(&b->last, tag, &real));
    else
        assert_true(radiod_int(&b->last, tag, &number));
    return real + (double)number;
}

static void assert_value(struct bench *b, enum radiod_tag tag, double expected)
{
    double value = value_of(b, tag);
    bool wide = radiod_tag_info(tag)->wire == RADIOD_DOUBLE;
    if (wide ? fabs(value - expected) > 0 : fabs(value - (double)(float)expected) > 0)
        fail_msg("%s is %.17g, not %.17g", radiod_tag_info(tag)->name, value, expected);
}

static const char *tell(struct bench *b, const char *verb, const char *args)
{
    b->io.reply[0] = '\0';
    assert_int_equal(radiod_sim.control(b->device, &b->io, verb, args, &b->err), FL_OK);
    return b->io.reply;
}

static void assert_stat(struct bench *b, const char *expected)
{
    if (!strstr(tell(b, "stats", ""), expected))
        fail_msg("%s is not in %s", expected, b->io.reply);
}

static size_t different_answers(const struct bench *b)
{
    size_t different = 0;
    for (size_t i = 0; i < b->count; i++) {
        bool first = true;
        for (size_t k = 0; k < i; k++)
            first = first && b->heard[k].ssrc != b->heard[i].ssrc;
        different += first;
    }
    return different;
}

/* --- the command parser --------------------------------------------------------------------- */
/* What a real server did with each datagram; channel 1000 exists. */
static void test_command_handling(void **state)
{
    static const struct {
        const char *hex, *before;
        bool answered;
        uint64_t tag;
        enum radiod_tag look;
        double expected;
    } rows[] = {
        {"01120203e801015500", NULL, true, 0x55, RADIOD_EOL, 0},
        /* no end: the last value is overlooked, and with it perhaps the SSRC */
        {"01120203e801014d2108412e886800000000", NULL, true, 77, RADIOD_RADIO_FREQUENCY, 1e6},
        {"01120203e8", NULL, false, 0, RADIOD_EOL, 0},
        {"01120203e800", "01120203e801014d00", true, 77, RADIOD_EOL, 0},
        /* broken lengths end the list */
        {"01120203e80104aabb", NULL, true, 0, RADIOD_CMD_CNT, 1},
        {"01120203e8018000", "01120203e801014d00", true, 0, RADIOD_EOL, 0},
        {"01120203e821847fffffff0000000000000000000000000000000000000000", NULL, true, 0,
         RADIOD_RADIO_FREQUENCY, 1e6},
        {"01120203e801810309080700", NULL, true, 0x090807, RADIOD_EOL, 0},
        {"01120203e8010901020304050607080900", NULL, true, 0x0203040506070809, RADIOD_EOL, 0},
        {"01120800000000000003e801015500", NULL, true, 0x55, RADIOD_EOL, 0},
        {"01120001015600", NULL, false, 0, RADIOD_EOL, 0},
        {"0101015700", NULL, false, 0, RADIOD_EOL, 0},
        {"01120203e8120203e701015800", NULL, true, 0x58, RADIOD_EOL, 0}, /* the first SSRC */
        {"02120203e801015900", NULL, false, 0, RADIOD_EOL, 0},
        {"0100120203e801015b00", NULL, false, 0, RADIOD_EOL, 0},
        {"01120203e8c80301020301015c00", NULL, true, 0x5c, RADIOD_EOL, 0},
        {"01120203e801015d0000", NULL, true, 0x5d, RADIOD_EOL, 0},
        {"01120203e801015f01016000", NULL, true, 0x60, RADIOD_EOL, 0},
        {"01120203e81105010203040501016100", NULL, true, 0x61, RADIOD_EOL, 0},
        {"01120203e801016221044974240000", NULL, true, 0x62, RADIOD_RADIO_FREQUENCY, 6.0886088960518e-315},
        {"01120203e80101634408403500000000000000", NULL, true, 0x63, RADIOD_GAIN, 21},
        {"01120203e801016455066e6f7375636800", NULL, true, 0x64, RADIOD_HIGH_EDGE, 5000},
        /* low above high is refused, high then is in force */
        {"01120203e80101652704457a00002804459c400000", "01120203e82704c4fa00002804451c400000", true, 0x65,
         RADIOD_LOW_EDGE, -2000},
        {"01120203e80101662108c12e84800000000000", NULL, true, 0x66, RADIOD_RADIO_FREQUENCY, 1e6},
        {"01120203e801016721087ff000000000000000", NULL, true, 0x67, RADIOD_RADIO_FREQUENCY, 1e6},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct bench *b = start("front=sig_gen");
        if (rows[i].before) {
            feed_hex(b, rows[i].before);
            run(b, 2);
        }
        forget(b);
        feed_hex(b, rows[i].hex);
        run(b, 3);
        assert_int_equal(b->count, rows[i].answered ? 2 : 0);
        if (rows[i].answered) {
            assert_int_equal(b->last.ssrc, 1000);
            assert_int_equal(b->heard[0].tag, rows[i].tag);
        }
        if (rows[i].look)
            assert_value(b, rows[i].look, rows[i].expected);
        stop(b);
    }
}

/* --- what a status holds -------------------------------------------------------------------- */
static size_t types_of(const uint8_t *data, size_t len, uint8_t types[static RADIOD_TAG_COUNT])
{
    struct fl_reader r = fl_reader_of(data, len);
    struct radiod_tlv tlv;
    size_t count = 0;
    fl_get_u8(&r);
    while (radiod_next(&r, &tlv) == FL_OK && count < RADIOD_TAG_COUNT)
        types[count++] = tlv.type;
    return count;
}

/* The fields of each mode, in the order of the packets that a real server sent. */
static void test_layouts_are_real(void **state)
{
    static const struct {
        const char *vector;
        uint32_t ssrc;
        const char *preset;
        enum radiod_tag tag;
        double value;
        bool twice; /* the captured one is not the first */
    } rows[] = {
        {"am_linear_carrier", 1000, NULL, RADIOD_EOL, 0, false},
        {"am_noise_only", 620, NULL, RADIOD_EOL, 0, false},
        {"usb_manual_gain", 999, "usb", RADIOD_GAIN, 30, false},
        {"fm_silent", 700, NULL, RADIOD_EOL, 0, false},
        {"sam_pll_locked", 1000, "sam", RADIOD_EOL, 0, false},
        {"bad_preset_name_echoed", 1000, "sam", RADIOD_EOL, 0, false},
        {"filter2_on", 1000, NULL, RADIOD_FILTER2, 1, false},
        {"opus", 1000, NULL, RADIOD_OUTPUT_ENCODING, 3, false},
        {"out_of_coverage", 1000, NULL, RADIOD_RADIO_FREQUENCY, 50e6, false},
        {"implicit_create_later", 555001, NULL, RADIOD_LIFETIME, 500, true},
        {"fm_on_carrier", 700, "fm", RADIOD_EOL, 0, false},
        {"wfm", 700, "wfm", RADIOD_EOL, 0, false},
        {"spectrum_float_bins", 555010, NULL, RADIOD_DEMOD_TYPE, 3, true},
        {"spectrum_200_byte_bins", 555012, NULL, RADIOD_DEMOD_TYPE, 4, true},
        {"idle_demod", 810, NULL, RADIOD_DEMOD_TYPE, 5, false},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct bench *b = start("front=sig_gen");
        struct bytes real = packet_named("status", rows[i].vector);
        uint8_t types[RADIOD_TAG_COUNT], real_types[RADIOD_TAG_COUNT];
        order(b, rows[i].ssrc, rows[i].preset, rows[i].tag, rows[i].value);
        if (rows[i].twice)
            look(b, rows[i].ssrc);
        size_t count = types_of(b->bytes, sizeof b->bytes, types);
        assert_int_equal(count, types_of(real.data, real.len, real_types));
        assert_memory_equal(types, real_types, count);
        stop(b);
    }
}

static void test_last_answer_is_real(void **state)
{
    struct bench *b = start("front=sig_gen");
    struct bytes real = packet_named("status", "removed_channel_last_answer");
    uint8_t types[RADIOD_TAG_COUNT], real_types[RADIOD_TAG_COUNT];
    (void)state;
    order(b, 555012, NULL, RADIOD_DEMOD_TYPE, 3);
    order(b, 555012, NULL, RADIOD_LIFETIME, 1);
    size_t count = types_of(b->bytes, sizeof b->bytes, types);
    assert_int_equal(count, types_of(real.data, real.len, real_types));
    assert_memory_equal(types, real_types, count);
    stop(b);
}

static void test_levels(void **state)
{
    struct bench *b = start("front=sig_gen");
    (void)state;
    look(b, 1000);
    assert_true(fabs(value_of(b, RADIOD_BASEBAND_POWER) + 20) < 0.1);
    assert_true(fabs(value_of(b, RADIOD_NOISE_DENSITY) + 127.6) < 0.1);
    assert_true(fabs(value_of(b, RADIOD_GAIN) - 5) < 0.1); /* AGC: up to -15 dBFS */
    assert_true(fabs(value_of(b, RADIOD_OUTPUT_LEVEL) + 15) < 0.1);
    order(b, 1000, NULL, RADIOD_RADIO_FREQUENCY, 50e6); /* accepted, and nothing is there */
    assert_value(b, RADIOD_RADIO_FREQUENCY, 50e6);
    assert_value(b, RADIOD_BASEBAND_POWER, -INFINITY);
    assert_value(b, RADIOD_OUTPUT_LEVEL, -INFINITY);
    tell(b, "signal", "620 off");
    look(b, 620);
    assert_true(fabs(value_of(b, RADIOD_BASEBAND_POWER) + 87.6) < 0.1); /* 10 kHz of noise */
    assert_true(fabs(value_of(b, RADIOD_GAIN) - 57.6) < 0.1);
    tell(b, "signal", "620 -55.5");
    look(b, 620);
    assert_true(fabs(value_of(b, RADIOD_BASEBAND_POWER) + 55.5) < 0.1);
    stop(b);
}

static void test_levels_drift(void **state)
{
    struct bench *b = start("live=on");
    (void)state;
    look(b, 10000);
    double power = value_of(b, RADIOD_BASEBAND_POWER);
    run(b, 50);
    look(b, 10000);
    assert_true(fabs(value_of(b, RADIOD_BASEBAND_POWER) - power) > 0);
    set(b, "live", "off");
    look(b, 10000);
    power = value_of(b, RADIOD_BASEBAND_POWER);
    run(b, 50);
    look(b, 10000);
    assert_value(b, RADIOD_BASEBAND_POWER, power);
    stop(b);
}

static void test_squelch(void **state)
{
    struct bench *b = start("front=sig_gen status_interval=1");
    (void)state;
    tell(b, "signal", "700 -110");
    run(b, 1);
    look(b, 700); /* noise in 16 kHz is at -85.6 */
    assert_value(b, RADIOD_OUTPUT_LEVEL, -INFINITY);
    assert_value(b, RADIOD_PEAK_DEVIATION, 0);
    double packets = value_of(b, RADIOD_OUTPUT_DATA_PACKETS);
    tell(b, "signal", "700 -77"); /* 8.6 dB: between closing at 6 and opening at 10 */
    look(b, 700);
    assert_value(b, RADIOD_OUTPUT_LEVEL, -INFINITY);
    assert_value(b, RADIOD_OUTPUT_DATA_PACKETS, packets);
    tell(b, "signal", "700 -70");
    look(b, 700);
    assert_true(isfinite(value_of(b, RADIOD_OUTPUT_LEVEL)));
    assert_true(value_of(b, RADIOD_OUTPUT_DATA_PACKETS) > packets);
    tell(b, "signal", "700 -77");
    look(b, 700);
    assert_true(isfinite(value_of(b, RADIOD_OUTPUT_LEVEL)));
    stop(b);
}

/* --- settings ------------------------------------------------------------------------------- */
static void test_settings(void **state)
{
    static const struct {
        const char *preset;
        enum radiod_tag tag;
        double value;
        enum radiod_tag look;
        double expected;
    } rows[] = {
        {NULL, RADIOD_RADIO_FREQUENCY, 7074000.5, RADIOD_RADIO_FREQUENCY, 7074000.5},
        {NULL, RADIOD_RADIO_FREQUENCY, -7074000, RADIOD_SECOND_LO_FREQUENCY, -7074000},
        {"USB", RADIOD_EOL, 0, RADIOD_HIGH_EDGE, 3000},
        {"usb", RADIOD_LOW_EDGE, 300, RADIOD_LOW_EDGE, 300}, /* the preset first, though it comes last */
        {"nosuch", RADIOD_EOL, 0, RADIOD_LOW_EDGE, -5000},
        {NULL, RADIOD_LOW_EDGE, 6000, RADIOD_LOW_EDGE, -5000},
        {NULL, RADIOD_HIGH_EDGE, -6000, RADIOD_HIGH_EDGE, 5000},
        {NULL, RADIOD_HIGH_EDGE, 9000, RADIOD_HIGH_EDGE, 6000},
        {NULL, RADIOD_HIGH_EDGE, INFINITY, RADIOD_HIGH_EDGE, 5000},
        {NULL, RADIOD_OUTPUT_SAMPRATE, 12345, RADIOD_OUTPUT_SAMPRATE, 12400},
        {NULL, RADIOD_OUTPUT_SAMPRATE, 0, RADIOD_OUTPUT_SAMPRATE, 12000},
        {NULL, RADIOD_OUTPUT_SAMPRATE, 8000, RADIOD_HIGH_EDGE, 4000},
        {"wfm", RADIOD_EOL, 0, RADIOD_OUTPUT_SAMPRATE, 48000},
        {NULL, RADIOD_DEMOD_TYPE, 2, RADIOD_OUTPUT_SAMPRATE, 48000},
        {NULL, RADIOD_DEMOD_TYPE, 2, RADIOD_SNR_SQUELCH, 1},
        {NULL, RADIOD_DEMOD_TYPE, 6, RADIOD_DEMOD_TYPE, 0},
        {NULL, RADIOD_GAIN, 33, RADIOD_AGC_ENABLE, 0},
        {NULL, RADIOD_GAIN, 33, RADIOD_GAIN, 33},
        {NULL, RADIOD_HEADROOM, 10, RADIOD_HEADROOM, -10},
        {NULL, RADIOD_AGC_THRESHOLD, 20, RADIOD_AGC_THRESHOLD, -20},
        {NULL, RADIOD_SQUELCH_OPEN, 3, RADIOD_SQUELCH_OPEN, 3},
        {NULL, RADIOD_SQUELCH_CLOSE, 30, RADIOD_SQUELCH_CLOSE, 30}, /* above opening: taken */
        {NULL, RADIOD_SNR_SQUELCH, 1, RADIOD_SNR_SQUELCH, 1},
        {NULL, RADIOD_OUTPUT_ENCODING, 4, RADIOD_OUTPUT_ENCODING, 4},
        {NULL, RADIOD_OUTPUT_ENCODING, 5, RADIOD_OUTPUT_ENCODING, 2},
        {NULL, RADIOD_OUTPUT_ENCODING, 12, RADIOD_OUTPUT_ENCODING, 2},
        {NULL, RADIOD_OUTPUT_CHANNELS, 2, RADIOD_OUTPUT_CHANNELS, 2},
        {NULL, RADIOD_OUTPUT_CHANNELS, 3, RADIOD_OUTPUT_CHANNELS, 1},
        {NULL, RADIOD_MAXDELAY, 6, RADIOD_MAXDELAY, 0},
        {NULL, RADIOD_FILTER2, 10, RADIOD_FILTER2, 10},
        {NULL, RADIOD_FILTER2, 11, RADIOD_FILTER2, 0},
        {NULL, RADIOD_SETOPTS, 6, RADIOD_SETOPTS, 6},
        {"cwu", RADIOD_SHIFT_FREQUENCY, 700, RADIOD_RADIO_FREQUENCY, 10000200},
        {NULL, RADIOD_OUTPUT_TTL, 5, RADIOD_OUTPUT_TTL, 1},
        {NULL, RADIOD_STATUS_INTERVAL, 50, RADIOD_STATUS_INTERVAL, 50},
        {NULL, RADIOD_LIFETIME, 100, RADIOD_LIFETIME, 99},
        {NULL, RADIOD_RF_GAIN, 12, RADIOD_RF_GAIN, 12},
        {NULL, RADIOD_FIRST_LO_FREQUENCY, 5e6, RADIOD_FIRST_LO_FREQUENCY, 0},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct bench *b = start("");
        order(b, 10000, rows[i].preset, rows[i].tag, rows[i].value);
        assert_value(b, rows[i].look, rows[i].expected);
        stop(b);
    }
}

static void test_names(void **state)
{
    struct bench *b = start("");
    char text[RADIOD_TEXT_MAX];
    (void)state;
    order(b, 10000, "nosuch", RADIOD_EOL, 0);
    assert_true(radiod_text(&b->last, RADIOD_PRESET, text));
    assert_string_equal(text, "nosuch");
    order(b, 10000, "fm", RADIOD_DEMOD_TYPE, 0); /* one that contradicts the demodulator */
    assert_true(radiod_text(&b->last, RADIOD_PRESET, text));
    assert_string_equal(text, "fm");
    assert_value(b, RADIOD_DEMOD_TYPE, 0);
    order(b, 10000, NULL, RADIOD_DEMOD_TYPE, 3);
    assert_false(radiod_has(&b->last, RADIOD_PRESET));
    stop(b);
}

static void test_option_bits(void **state)
{
    struct bench *b = start("");
    (void)state;
    order(b, 10000, NULL, RADIOD_SETOPTS, 6);
    order(b, 10000, NULL, RADIOD_SETOPTS, 1);
    order(b, 10000, NULL, RADIOD_CLEAROPTS, 2);
    assert_value(b, RADIOD_SETOPTS, 5);
    stop(b);
}

/* The address is taken, the port is not. */
static void test_destination(void **state)
{
    struct bench *b = start("");
    struct fl_addr to;
    (void)state;
    feed_hex(b, "01120227101106ef010203270f00");
    run(b, 1);
    b->io.now_ms += BLOCK_MS;
    sim_io_forget(&b->io);
    radiod_sim.tick(b->device, &b->io);
    assert_int_equal(b->io.send_count, 2);
    assert_int_equal(radiod_decode(&b->last, b->io.bytes, b->io.sends[0].len), FL_OK);
    assert_true(radiod_socket(&b->last, RADIOD_OUTPUT_DATA_DEST_SOCKET, &to));
    assert_int_equal(to.port, RADIOD_DATA_PORT);
    assert_memory_equal(to.ip, ((uint8_t[]){239, 1, 2, 3}), 4);
    assert_int_equal(b->io.sends[1].to.port, RADIOD_PORT);
    assert_memory_equal(b->io.sends[1].to.ip, to.ip, 4);
    stop(b);
}

static void test_front_end_is_shared(void **state)
{
    struct bench *b = start("");
    (void)state;
    order(b, 10000, NULL, RADIOD_RF_ATTEN, 6);
    look(b, 5000);
    assert_value(b, RADIOD_RF_ATTEN, 6);
    assert_false(radiod_has(&b->last, RADIOD_SAMPLES_SINCE_OVER));
    tell(b, "overload", "250");
    run(b, 8);
    look(b, 7074);
    assert_value(b, RADIOD_AD_OVER, 250);
    assert_value(b, RADIOD_SAMPLES_SINCE_OVER, 10 * 64800000.0 / 50);
    stop(b);
    b = start("front=sig_gen overload=1s samples=3");
    order(b, 1000, NULL, RADIOD_RF_GAIN, 10);
    assert_false(radiod_has(&b->last, RADIOD_RF_GAIN));
    run(b, 98);
    look(b, 1000);
    assert_value(b, RADIOD_AD_OVER, 6);
    stop(b);
    b = start("front=airspy");
    order(b, 121500, NULL, RADIOD_FIRST_LO_FREQUENCY, 130e6);
    look(b, 118900);
    assert_value(b, RADIOD_FIRST_LO_FREQUENCY, 130e6);
    assert_value(b, RADIOD_LNA_GAIN, 12);
    stop(b);
}

static void test_clock(void **state)
{
    struct bench *b = start("clock=1500ms");
    uint64_t ns = 0;
    (void)state;
    b->io.utc_ms = 1795217085262; /* of the packet am_linear_carrier, less 1.5 s */
    look(b, 10000);
    assert_true(radiod_int(&b->last, RADIOD_GPS_TIME, &ns));
    int64_t utc_ms = (int64_t)(ns / 1000000) + (315964800 - 18) * INT64_C(1000);
    assert_int_equal(utc_ms, b->io.utc_ms + 1500);
    stop(b);
}

/* --- the queue ------------------------------------------------------------------------------ */
/* Commands at these times, and the tags that were answered, in order. The server's blocks begin 1 ms
 * after the first command. */
static void assert_sequence(const uint16_t *at_ms, size_t count, const uint64_t *tags, size_t answered)
{
    struct bench *b = start("front=sig_gen data=none");
    pass(b, BLOCK_MS - 1);
    for (unsigned i = 0, now = 0; i < count; now = at_ms[i++]) {
        pass(b, at_ms[i] - now);
        poll_one(b, 1000, i + 1);
    }
    run(b, 5);
    assert_int_equal(b->count, answered);
    for (size_t i = 0; i < answered; i++)
        assert_int_equal(b->heard[i].tag, tags[i]);
    stop(b);
}

static void test_queue(void **state)
{
    static const uint16_t burst[10] = {0};
    static const uint16_t close[] = {0, 11, 23, 34, 46, 57, 69, 82, 92, 103, 115, 126};
    static const uint16_t apart[] = {0, 25, 50, 75, 100, 125, 150, 175, 200, 225, 250, 275};
    static const uint64_t two[] = {1, 2};
    /* the fourth lay in the second place and was overtaken until nothing else came */
    static const uint64_t disordered[] = {1, 2, 3, 5, 7, 8, 10, 12, 4};
    static const uint64_t all[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
    (void)state;
    assert_sequence(burst, 10, two, 2);
    assert_sequence(close, 12, disordered, 9);
    assert_sequence(apart, 12, all, 12);
}

static void test_in_flight(void **state)
{
    struct bench *b = start("");
    (void)state;
    look(b, 10000);
    poll_one(b, 10000, 2);
    poll_one(b, 5000, 3); /* another channel */
    assert_stat(b, "executed=1 polls=3");
    assert_stat(b, "lost=0");
    assert_stat(b, "in_flight=1");
    run(b, 1);
    poll_one(b, 10000, 4); /* the answer is not there yet */
    assert_stat(b, "in_flight=2");
    poll_one(b, 10000, 5);
    poll_one(b, 10000, 6);
    assert_true(sim_io_logged(&b->io, "LOST: the queue of 10000 is full"));
    assert_stat(b, "lost=1");
    assert_stat(b, "in_flight=4");
    tell(b, "stats", "reset");
    assert_stat(b, "executed=0 polls=0");
    stop(b);
}

/* --- polls ---------------------------------------------------------------------------------- */
static void sweep(struct bench *b)
{
    poll_one(b, RADIOD_EVERYBODY, 99);
}

static void test_poll_of_all(void **state)
{
    struct bench *b = start("channels=305 data=none");
    (void)state;
    order(b, 10000, NULL, RADIOD_LIFETIME, 1000);
    forget(b);
    sweep(b);
    run(b, 1);
    assert_int_equal(b->count, 4);
    run(b, 75);
    assert_int_equal(b->count, 304);
    run(b, 1);
    assert_int_equal(b->count, 305);
    assert_int_equal(different_answers(b), 305);
    assert_int_equal(b->heard[0].ssrc, 10000);
    assert_int_equal(b->heard[0].tag, 0); /* not that of the poll */
    assert_stat(b, "executed=1 polls=0 sweeps=1 starved=0");
    run(b, 10);
    look(b, 10000);
    assert_value(b, RADIOD_CMD_CNT, 2); /* the poll of all is no command, */
    order(b, 10000, NULL, RADIOD_EOL, 0);
    assert_value(b, RADIOD_LIFETIME, 999);
    run(b, 50);
    sweep(b);
    run(b, 1);
    assert_non_null(strstr(tell(b, "channel", "10000"), "lifetime=948/1000")); /* and keeps nothing alive */
    stop(b);
}

static void test_polls_of_all_starve(void **state)
{
    struct bench *b = start("channels=305 data=none");
    (void)state;
    for (int i = 0; i < 17; i++) {
        sweep(b);
        pass(b, 350);
    }
    assert_int_equal(different_answers(b), 72);
    assert_stat(b, "sweeps=17 starved=16");
    stop(b);
}

/* All at once: the channels do not disturb each other. */
static void test_poll_of_each(void **state)
{
    struct bench *b = start("channels=305 data=none");
    (void)state;
    for (size_t i = 0; i < b->device->used; i++)
        poll_one(b, b->device->channels[i].ssrc, i + 1);
    run(b, 2);
    assert_int_equal(b->count, 305);
    assert_int_equal(different_answers(b), 305);
    assert_stat(b, "lost=0");
    stop(b);
}

static void test_thousand(void **state)
{
    struct bench *b = start("channels=1000 data=none");
    (void)state;
    sweep(b);
    run(b, 249);
    assert_int_equal(b->count, 996);
    run(b, 1);
    assert_int_equal(b->count, 1000);
    assert_int_equal(different_answers(b), 1000);
    stop(b);
}

static void test_copies(void **state)
{
    struct bench *b = start("");
    (void)state;
    look(b, 10000);
    assert_int_equal(b->count, 2);
    assert_int_equal(b->copies, 1);
    assert_value(b, RADIOD_OUTPUT_METADATA_PACKETS, 1);
    look(b, 10000);
    assert_value(b, RADIOD_OUTPUT_METADATA_PACKETS, 3);
    order(b, 10000, NULL, RADIOD_DEMOD_TYPE, 3); /* spectra have no data group */
    assert_int_equal(b->count, 1);
    stop(b);
    b = start("data=none");
    look(b, 10000);
    assert_int_equal(b->copies, 0);
    struct fl_addr to;
    assert_false(radiod_socket(&b->last, RADIOD_OUTPUT_DATA_DEST_SOCKET, &to));
    stop(b);
}

static void test_unasked(void **state)
{
    struct bench *b = start("front=sig_gen channels=1 status_interval=25");
    (void)state;
    tell(b, "signal", "1000 -20");
    run(b, 100);
    assert_int_equal(b->count, 4);
    assert_int_equal(b->copies, 4); /* none of them on the status group */
    tell(b, "signal", "1000 off");
    order(b, 1000, "fm", RADIOD_EOL, 0); /* squelched: no output, no status */
    forget(b);
    run(b, 100);
    assert_int_equal(b->count, 0);
    tell(b, "signal", "1000 -20");
    run(b, 50);
    assert_true(b->count > 0);
    order(b, 1000, NULL, RADIOD_STATUS_INTERVAL, 0);
    forget(b);
    run(b, 100);
    assert_int_equal(b->count, 0);
    stop(b);
}

/* --- channels come and go ------------------------------------------------------------------- */
static void test_ghosts(void **state)
{
    struct bench *b = start("preset=am");
    (void)state;
    look(b, 424242);
    assert_false(radiod_has(&b->last, RADIOD_NOISE_DENSITY)); /* nothing was measured yet */
    assert_value(b, RADIOD_RADIO_FREQUENCY, 0);
    assert_value(b, RADIOD_LIFETIME, 0);
    assert_value(b, RADIOD_CMD_CNT, 1);
    look(b, 424242);
    assert_true(radiod_has(&b->last, RADIOD_NOISE_DENSITY));
    assert_stat(b, "created=1 ghosts=1");
    order(b, 424243, "usb", RADIOD_RADIO_FREQUENCY, 14074000);
    assert_value(b, RADIOD_RADIO_FREQUENCY, 14074000);
    assert_stat(b, "created=2 ghosts=1");
    assert_string_equal(tell(b, "channels", ""), "10000 14074 7074 5000 29600 424242 424243");
    tell(b, "remove", "424242");
    sweep(b);
    run(b, 5);
    assert_null(strstr(tell(b, "channels", ""), "424242"));
    stop(b);
}

static void test_lifetimes(void **state)
{
    struct bench *b = start("lifetime=0");
    (void)state;
    order(b, 424242, "usb", RADIOD_LIFETIME, 100);
    assert_value(b, RADIOD_LIFETIME, 99);
    run(b, 60);
    look(b, 424242); /* a poll begins its life anew */
    assert_value(b, RADIOD_LIFETIME, 99);
    run(b, 98);
    assert_non_null(strstr(tell(b, "channels", ""), "424242"));
    forget(b);
    run(b, 1);
    assert_null(strstr(tell(b, "channels", ""), "424242"));
    assert_int_equal(b->count, 0); /* without a word */
    assert_stat(b, "expired=1");
    order(b, 424242, "usb", RADIOD_LIFETIME, 100);
    order(b, 424242, NULL, RADIOD_LIFETIME, 1);
    assert_value(b, RADIOD_LIFETIME, 0);
    assert_value(b, RADIOD_DEMOD_TYPE, RADIOD_SIM_DYING);
    assert_false(radiod_has(&b->last, RADIOD_AGC_ENABLE));
    assert_null(strstr(tell(b, "channels", ""), "424242"));
    order(b, 10000, NULL, RADIOD_RADIO_FREQUENCY, 0); /* parked, not removed */
    run(b, 10);
    assert_non_null(strstr(tell(b, "channels", ""), "10000"));
    stop(b);
    b = start("lifetime=10");
    look(b, 424242);
    run(b, 10);
    assert_null(strstr(tell(b, "channels", ""), "424242"));
    stop(b);
}

static void test_full_table(void **state)
{
    struct bench *b = start("channels=2000");
    (void)state;
    forget(b);
    poll_one(b, 900000, 1);
    run(b, 3);
    assert_int_equal(b->count, 0);
    assert_stat(b, "created=0");
    stop(b);
}

static void test_spectrum_dies_of_bins(void **state)
{
    struct bench *b = start("");
    (void)state;
    order(b, 424242, NULL, RADIOD_DEMOD_TYPE, 3);
    look(b, 424242);
    assert_int_equal(b->last.value[RADIOD_BIN_DATA].len, 16 * 4);
    order(b, 424242, NULL, RADIOD_BIN_COUNT, 8); /* fewer do no harm */
    look(b, 424242);
    assert_int_equal(b->last.value[RADIOD_BIN_DATA].len, 8 * 4);
    forget(b);
    feed_hex(b, "01120306793275005e01c800");
    pass(b, BLOCK_MS);
    assert_true(sim_io_logged(&b->io, "DIED: heap corruption, BIN_COUNT of 424242 from 8 to 200"));
    sweep(b);
    run(b, 20);
    assert_int_equal(b->count, 0);
    tell(b, "restart", "500");
    pass(b, 600);
    look(b, 10000);
    stop(b);
    b = start(""); /* with the command that creates it, as many as one likes */
    forget(b);
    feed_hex(b, "0112030679323001045e01c800");
    run(b, 2);
    assert_int_equal(b->last.value[RADIOD_BIN_BYTE_DATA].len, 200);
    stop(b);
}

static void test_restart(void **state)
{
    struct bench *b = start("");
    (void)state;
    run(b, 100);
    order(b, 10000, "usb", RADIOD_EOL, 0);
    order(b, 424242, "usb", RADIOD_EOL, 0);
    double samples = value_of(b, RADIOD_INPUT_SAMPLES);
    uint16_t port = b->io.sends[0].from_port;
    tell(b, "restart", "2000");
    forget(b);
    sweep(b);
    pass(b, 1900);
    poll_one(b, 10000, 5);
    assert_int_equal(b->count, 0); /* nobody is there */
    pass(b, 140);
    assert_string_equal(tell(b, "channels", ""), "10000 14074 7074 5000 29600");
    look(b, 10000);
    assert_true(value_of(b, RADIOD_INPUT_SAMPLES) < samples);
    assert_int_not_equal(b->io.sends[0].from_port, port);
    assert_value(b, RADIOD_CMD_CNT, 1);
    assert_value(b, RADIOD_OUTPUT_METADATA_PACKETS, 1);
    assert_value(b, RADIOD_LOW_EDGE, -5000);
    set(b, "channels", "2");
    set(b, "front", "sig_gen");
    tell(b, "restart", "");
    pass(b, 1100);
    assert_string_equal(tell(b, "channels", ""), "1000 620");
    stop(b);
}

/* --- faults, and others on the group -------------------------------------------------------- */
static size_t answers_to_poll(struct bench *b)
{
    forget(b);
    poll_one(b, 10000, 7);
    run(b, 2);
    return b->count;
}

static void test_overlooked(void **state)
{
    struct bench *b = start("fault=silent:2");
    (void)state;
    assert_int_equal(answers_to_poll(b), 0);
    assert_int_equal(answers_to_poll(b), 0);
    assert_int_equal(answers_to_poll(b), 2);
    set(b, "fault", "lose:2");
    assert_int_equal(answers_to_poll(b), 2);
    assert_int_equal(answers_to_poll(b), 0);
    assert_stat(b, "executed=2");
    set(b, "fault", "mute");
    assert_int_equal(answers_to_poll(b), 0);
    assert_stat(b, "executed=3");
    set(b, "fault", "none");
    assert_int_equal(answers_to_poll(b), 2);
    set(b, "ttl", "0"); /* it is obeyed, and heard on its own machine only */
    assert_int_equal(answers_to_poll(b), 0);
    assert_stat(b, "executed=5");
    stop(b);
}

static void test_damaged_answers(void **state)
{
    struct bench *b = start("data=none");
    (void)state;
    set(b, "fault", "late:700");
    answers_to_poll(b);
    assert_int_equal(b->io.sends[0].delay_ms, 700);
    set(b, "fault", "untagged:2");
    answers_to_poll(b);
    assert_int_equal(b->heard[0].tag, 7);
    answers_to_poll(b);
    assert_int_equal(b->heard[0].tag, 7 ^ 0x5A5A);
    set(b, "fault", "malformed");
    for (int i = 0; i < 20; i++) {
        struct radiod_status status;
        assert_int_equal(answers_to_poll(b), 0);
        assert_int_equal(b->io.send_count, 1);
        assert_int_not_equal(radiod_decode(&status, b->io.bytes, b->io.sends[0].len), FL_OK);
    }
    stop(b);
}

static void test_rival(void **state)
{
    struct bench *b = start("channels=1 data=none");
    struct radiod_status status;
    (void)state;
    tell(b, "rival", "sweep 500");
    sim_io_forget(&b->io);
    radiod_sim.tick(b->device, &b->io);
    assert_int_equal(b->io.send_count, 1);
    assert_int_equal(b->io.sends[0].from_port, 0); /* another client's, which comes back by the group */
    assert_int_equal(b->io.sends[0].to.family, 0);
    assert_int_equal(radiod_decode(&status, b->io.bytes, b->io.sends[0].len), FL_OK);
    assert_int_equal(status.packet, RADIOD_PACKET_COMMAND);
    assert_int_equal(status.ssrc, RADIOD_EVERYBODY);
    pass(b, 480);
    assert_int_equal(b->io.send_count, 0);
    pass(b, 20);
    assert_int_equal(b->io.send_count, 1);
    tell(b, "rival", "off");
    pass(b, 500);
    assert_int_equal(b->io.send_count, 0);
    sim_io_forget(&b->io);
    tell(b, "rival", "01120203e801015500");
    assert_int_equal(b->io.sends[0].len, 9);
    assert_int_equal(b->io.bytes[1], RADIOD_OUTPUT_SSRC);
    stop(b);
}

static void test_says(void **state)
{
    struct bench *b = start("");
    (void)state;
    sim_io_forget(&b->io);
    tell(b, "say", "14074");
    assert_int_equal(b->io.send_count, 2);
    assert_int_equal(b->io.sends[0].to.family, 0);
    assert_true(b->io.sends[0].from_port != RADIOD_PORT);
    assert_non_null(strstr(tell(b, "channel", "14074"), "frequency=14074000 preset=usb demod=0 low=50"));
    stop(b);
}

/* --- words ---------------------------------------------------------------------------------- */
static void test_wrong_words(void **state)
{
    static const struct {
        const char *name, *value;
        enum fl_err expected;
    } options[] = {
        {"front", "rtlsdr", FL_E_RANGE},   {"channels", "2001", FL_E_RANGE},  {"channels", "-1", FL_E_RANGE},
        {"preset", "nosuch", FL_E_RANGE},  {"data", "192.0.2.1", FL_E_RANGE}, {"clock", "soon", FL_E_RANGE},
        {"overload", "500ms", FL_E_RANGE}, {"fault", "tired", FL_E_CONFIG},   {"fault", "mute:3", FL_E_RANGE},
        {"fault", "lose:0", FL_E_RANGE},   {"ttl", NULL, FL_E_CONFIG},        {"colour", "red", FL_E_UNKNOWN},
    };
    static const struct {
        const char *verb, *args;
        enum fl_err expected;
    } verbs[] = {
        {"channel", "1", FL_E_FORMAT},     {"channel", "", FL_E_FORMAT},
        {"signal", "10000", FL_E_FORMAT},  {"signal", "10000 loud", FL_E_FORMAT},
        {"overload", "much", FL_E_RANGE},  {"restart", "-1", FL_E_RANGE},
        {"rival", "", FL_E_FORMAT},        {"rival", "sweep 0", FL_E_FORMAT},
        {"rival", "0112020", FL_E_FORMAT}, {"stats", "all", FL_E_FORMAT},
        {"jump", "", FL_E_UNKNOWN},
    };
    struct bench *b = start("");
    (void)state;
    for (size_t i = 0; i < sizeof options / sizeof *options; i++)
        assert_int_equal(radiod_sim.option(b->device, options[i].name, options[i].value, &b->err),
                         options[i].expected);
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        assert_int_equal(radiod_sim.control(b->device, &b->io, verbs[i].verb, verbs[i].args, &b->err),
                         verbs[i].expected);
    stop(b);
}

static void test_help_names_everything(void **state)
{
    const char *word;
    (void)state;
    for (size_t i = 0; (word = radiod_sim_word(i)); i++)
        assert_true(strstr(radiod_sim.options_help, word) || strstr(radiod_sim.more_help, word));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_command_handling),
        cmocka_unit_test(test_layouts_are_real),
        cmocka_unit_test(test_last_answer_is_real),
        cmocka_unit_test(test_levels),
        cmocka_unit_test(test_levels_drift),
        cmocka_unit_test(test_squelch),
        cmocka_unit_test(test_settings),
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_option_bits),
        cmocka_unit_test(test_destination),
        cmocka_unit_test(test_front_end_is_shared),
        cmocka_unit_test(test_clock),
        cmocka_unit_test(test_queue),
        cmocka_unit_test(test_in_flight),
        cmocka_unit_test(test_poll_of_all),
        cmocka_unit_test(test_polls_of_all_starve),
        cmocka_unit_test(test_poll_of_each),
        cmocka_unit_test(test_thousand),
        cmocka_unit_test(test_copies),
        cmocka_unit_test(test_unasked),
        cmocka_unit_test(test_ghosts),
        cmocka_unit_test(test_lifetimes),
        cmocka_unit_test(test_full_table),
        cmocka_unit_test(test_spectrum_dies_of_bins),
        cmocka_unit_test(test_restart),
        cmocka_unit_test(test_overlooked),
        cmocka_unit_test(test_damaged_answers),
        cmocka_unit_test(test_rival),
        cmocka_unit_test(test_says),
        cmocka_unit_test(test_wrong_words),
        cmocka_unit_test(test_help_names_everything),
    };
    return cmocka_run_group_tests(tests, vectors_setup, vectors_teardown);
}
