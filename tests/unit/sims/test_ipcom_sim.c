/* The simulated panel, called as fairlead-sim calls it, with a clock of its own. What travels is
 * compared with the reference vectors where there is one, else read by the codec. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "drivers/ipcom/ipcom_faults.h"
#include "support/cmocka.h"
#include "support/sim_io.h"

static const char vector_login[] =
    "0da7e127586fcc679eb70cab1e7c5aba2aad5ffcad5c58c296064f4fbd0099a03fb870806b8102a25feeb58e6e9c344e0bea11"
    "209d07134b";
static const char vector_login_answer_a[] =
    "0da784dda25e73b1b321284e50d8bf637c0a81beee242178b6ac2291e3effcf9c3edf22ff5c857607a0ce4635eb98a23bce676"
    "aaaad097883c7ce950586ab11e507055706effed652ad5d70c3f5fa73a5ea2c41fdd6c7cdd366a317df48d9294eba6b76f3506"
    "f8121c866032dc893346e7419daab263e9b197e0fe3d77ad72968b81263fdf1f68";

/* A panel with one client. */
struct bench {
    struct fl_sim_io io;
    void *device, *session;
    struct ipcom_cipher cipher; /* what the client would use */
    struct fl_error err;
};

static size_t from_hex(const char *hex, uint8_t *out)
{
    size_t len = strlen(hex) / 2;
    for (size_t i = 0; i < len; i++) {
        const char digits[] = {hex[2 * i], hex[2 * i + 1], '\0'};
        out[i] = (uint8_t)strtoul(digits, NULL, 16);
    }
    return len;
}

static void assert_hex(const uint8_t *bytes, size_t len, const char *hex)
{
    uint8_t expected[512];
    assert_int_equal(len, from_hex(hex, expected));
    assert_memory_equal(bytes, expected, len);
}

static void set(struct bench *b, const char *name, const char *value)
{
    assert_int_equal(ipcom_sim.option(b->device, name, value, &b->err), FL_OK);
    ipcom_sim.tick(b->device, &b->io);
}

static void control(struct bench *b, const char *verb, const char *args)
{
    b->io.reply[0] = '\0';
    assert_int_equal(ipcom_sim.control(b->device, &b->io, verb, args, &b->err), FL_OK);
}

static void assert_outputs(struct bench *b, const char *expected)
{
    control(b, "outputs", "");
    assert_string_equal(b->io.reply, expected);
}

static void assert_stat(struct bench *b, const char *expected)
{
    control(b, "stats", "");
    assert_non_null(strstr(b->io.reply, expected));
}

static int set_up(void **state)
{
    struct bench *b = calloc(1, sizeof *b);
    assert_non_null(b);
    sim_io_init(&b->io);
    b->device = calloc(1, ipcom_sim.device_size);
    b->session = calloc(1, ipcom_sim.session_size);
    assert_non_null(b->device);
    assert_non_null(b->session);
    set(b, "key", "a");
    assert_int_equal(ipcom_sim.init(b->device, &b->io, 0), FL_OK);
    assert_true(ipcom_sim.accept(b->device, &b->io));
    ipcom_sim.open(b->device, b->session, &b->io);
    *state = b;
    return 0;
}

static int tear_down(void **state)
{
    struct bench *b = *state;
    free(b->device);
    free(b->session);
    free(b);
    return 0;
}

/* What arrives on the connection, as the runner hands it over: until nothing more is used. */
static size_t feed(struct bench *b, const uint8_t *wire, size_t len)
{
    size_t used = 0, step = 1;
    for (; step && used < len; used += step)
        step = ipcom_sim.feed(b->device, b->session, &b->io, wire + used, len - used);
    return used;
}

static void send_plain(struct bench *b, const char *hex)
{
    uint8_t plain[256];
    size_t len = from_hex(hex, plain);
    ipcom_encrypt(&b->cipher, plain, plain, len);
    sim_io_forget(&b->io);
    assert_int_equal(feed(b, plain, len), len);
}

static void assert_answer(const struct bench *b, const char *hex)
{
    uint8_t plain[SIM_IO_BYTES];
    ipcom_decrypt(&b->cipher, b->io.bytes, plain, b->io.len);
    assert_hex(plain, b->io.len, hex);
}

static uint8_t shown(const struct bench *b, unsigned module, unsigned output)
{
    uint8_t plain[IPCOM_SNAPSHOT_LEN];
    struct ipcom_snapshot s;
    assert_int_equal(b->io.len, sizeof plain);
    ipcom_decrypt(&b->cipher, b->io.bytes, plain, sizeof plain);
    struct fl_reader r = fl_reader_of(plain, sizeof plain);
    assert_int_equal(ipcom_get_snapshot(&r, &s), FL_OK);
    return s.value[module - 1][output - 1];
}

static void poll_once(struct bench *b)
{
    send_plain(b, "0501");
}

static void log_in(struct bench *b)
{
    uint8_t wire[IPCOM_LOGIN_LEN], plain[IPCOM_LOGIN_ANSWER_LEN];
    struct ipcom_cipher single = {.mode = IPCOM_SINGLE};
    struct ipcom_login_answer answer;
    sim_io_forget(&b->io);
    assert_int_equal(feed(b, wire, from_hex(vector_login, wire)), sizeof wire);
    assert_int_equal(b->io.len, sizeof plain);
    ipcom_decrypt(&single, b->io.bytes, plain, sizeof plain);
    struct fl_reader r = fl_reader_of(plain, sizeof plain);
    assert_int_equal(ipcom_get_login_answer(&r, &answer), FL_OK);
    b->cipher.mode = IPCOM_DUAL;
    memcpy(b->cipher.key, answer.key, sizeof b->cipher.key);
    sim_io_forget(&b->io);
}

/* Another connection to the same panel. */
static void reconnect(struct bench *b)
{
    ipcom_sim.closed(b->device, b->session, &b->io);
    memset(b->session, 0, ipcom_sim.session_size);
    b->cipher = (struct ipcom_cipher){.mode = IPCOM_CLEAR};
    ipcom_sim.open(b->device, b->session, &b->io);
    sim_io_forget(&b->io);
}

/* A sound write to one module. */
static void write_module(struct bench *b, unsigned module, const char *values)
{
    uint8_t plain[IPCOM_SET_VALUES_MAX];
    struct fl_writer w = fl_writer_of(plain, sizeof plain);
    struct ipcom_set_values s = {.bus = 2, .to = ipcom_module_address(IPCOM_MINIDO, module)};
    from_hex(values, s.value);
    ipcom_put_set_values(&w, &s);
    ipcom_encrypt(&b->cipher, plain, plain, w.len);
    sim_io_forget(&b->io);
    assert_int_equal(feed(b, plain, w.len), w.len);
}

/* --- login ---------------------------------------------------------------------------------- */
static void test_login_by_vector(void **state)
{
    struct bench *b = *state;
    uint8_t wire[IPCOM_LOGIN_LEN];
    size_t len = from_hex(vector_login, wire);
    for (size_t part = 0; part < len; part++)
        assert_int_equal(feed(b, wire, part), 0);
    assert_int_equal(feed(b, wire, len), len);
    assert_hex(b->io.bytes, b->io.len, vector_login_answer_a);
    assert_false(b->io.fin);
    assert_stat(b, " logins=1 refused=0");
}

static void test_login_rows(void **state)
{
    static const struct {
        const char *name, *value; /* an option, set before */
        struct ipcom_login login;
        bool accepted;
    } rows[] = {
        {"bus", "1", {"tester", "letmein", 1, 0}, true},
        {"bus", "1", {"tester", "letmeinn", 1, 0}, false},
        {"bus", "1", {"Tester", "letmein", 1, 0}, false},
        {"bus", "1", {"tester", "letmein", 2, 0}, false},
        {"bus", "1", {"tester", "letmein", 1, 1}, false},
        {"bus", "2", {"tester", "letmein", 2, 0}, true},
        {"bus", "2", {"tester", "letmein", 1, 0}, false},
        {"user", "uuuuuuuuuuuuuuuuuuuuu", {"uuuuuuuuuuuuuuuuuuuuu", "letmein", 1, 0}, true},
        {"password", "", {"tester", "", 1, 0}, true},
    };
    const struct ipcom_cipher single = {.mode = IPCOM_SINGLE};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct bench *b;
        set_up((void **)&b);
        uint8_t wire[IPCOM_LOGIN_LEN];
        struct fl_writer w = fl_writer_of(wire, sizeof wire);
        set(b, rows[i].name, rows[i].value);
        ipcom_put_login(&w, &rows[i].login);
        ipcom_encrypt(&single, wire, wire, sizeof wire);
        feed(b, wire, sizeof wire);
        assert_int_equal(b->io.len, rows[i].accepted ? IPCOM_LOGIN_ANSWER_LEN : IPCOM_HEAD_LEN);
        assert_int_equal(b->io.fin, !rows[i].accepted);
        if (!rows[i].accepted)
            assert_hex(b->io.bytes, b->io.len, "7ee3"); /* sealed 02 01 under key a, as captured */
        tear_down((void **)&b);
    }
    (void)state;
}

static void test_login_refused_without_words(void **state)
{
    struct bench *b = *state;
    uint8_t wire[IPCOM_LOGIN_LEN];
    set(b, "refusal", "close");
    set(b, "fault", "refuse_logins:1");
    feed(b, wire, from_hex(vector_login, wire));
    assert_int_equal(b->io.len, 0);
    assert_true(b->io.fin);
    reconnect(b);
    log_in(b); /* one was to be refused */
}

static void test_session_keys(void **state)
{
    struct bench *b = *state;
    uint8_t first[IPCOM_KEY_LEN];
    static const struct {
        const char *key, *fault;
        bool same;
    } rows[] = {
        {"random", "none", false}, {"panel", "none", true}, {"a", "none", true},
        {"b", "none", true},       {"a", "new_key", false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        set(b, "key", rows[i].key);
        set(b, "fault", rows[i].fault);
        reconnect(b);
        log_in(b);
        memcpy(first, b->cipher.key, sizeof first);
        reconnect(b);
        log_in(b);
        assert_int_equal(!memcmp(first, b->cipher.key, sizeof first), rows[i].same);
    }
}

static void test_other_messages_before_login(void **state)
{
    struct bench *b = *state;
    uint8_t wire[64];
    feed(b, wire, from_hex("79db", wire)); /* a poll */
    assert_hex(b->io.bytes, b->io.len, "7ee3");
    assert_true(b->io.fin);
}

static void test_non_secure(void **state)
{
    struct bench *b = *state;
    uint8_t wire[IPCOM_LOGIN_LEN];
    struct fl_writer w = fl_writer_of(wire, sizeof wire);
    set(b, "secure", "off");
    feed(b, wire, from_hex(vector_login, wire));
    assert_hex(b->io.bytes, b->io.len, "0201");
    assert_false(b->io.fin);

    sim_io_forget(&b->io);
    ipcom_put_login(&w, &(struct ipcom_login){"tester", "letmein", 1, 0});
    feed(b, wire, sizeof wire);
    assert_int_equal(b->io.len, IPCOM_LOGIN_ANSWER_LEN);
    assert_hex(b->io.bytes, IPCOM_HEAD_LEN, "0102");
    poll_once(b); /* in clear: the cipher's mode is still IPCOM_CLEAR */
    assert_int_equal(shown(b, 1, 1), 0);
}

static void test_login_without_key(void **state)
{
    struct bench *b = *state;
    uint8_t wire[IPCOM_LOGIN_LEN];
    set(b, "login", "short");
    feed(b, wire, from_hex(vector_login, wire));
    assert_hex(b->io.bytes, b->io.len, "0da7b5");
    poll_once(b);
    assert_int_equal(shown(b, 16, 8), 0);
}

static void test_client_limit(void **state)
{
    struct bench *b = *state;
    set(b, "limit", "1");
    assert_false(ipcom_sim.accept(b->device, &b->io));
    ipcom_sim.closed(b->device, b->session, &b->io);
    assert_true(ipcom_sim.accept(b->device, &b->io));
}

/* --- requests ------------------------------------------------------------------------------- */
static void test_poll_by_vector(void **state)
{
    struct bench *b = *state;
    uint8_t wire[2];
    log_in(b);
    from_hex("79db", wire);
    assert_int_equal(feed(b, wire, 1), 0);
    assert_int_equal(feed(b, wire, 2), 2);
    assert_int_equal(b->io.len, IPCOM_SNAPSHOT_LEN);
    assert_hex(b->io.bytes, 16, "79dbe8ff394fffccc7859d4e84754b06"); /* all off */
}

static void test_writes(void **state)
{
    static const struct {
        const char *bus, *bus_type, *plain, *outputs;
        const char *why; /* NULL: taken */
    } rows[] = {
        {"1", "minido", "040102233e000a01000000ff00000000fe", "3.4=255", NULL},
        {"1", "minido", "040102233c000a01280000000000000128", "1.1=40 1.8=1", NULL},
        {"1", "minido",
         "040102234b000a010000000000000000"
         "01",
         "", NULL},
        {"2", "minido", "040102233e000a01000000ff00000000fe", "3.4=255", NULL},
        {"1", "bibus", "0401012320000a01000000ff00000000fe", "3.4=255", NULL},
        {"2", "bibus", "0401022320000a01000000ff00000000fe", "3.4=255", NULL},
        {"1", "minido", "040102233e000a01000000ff00000000ff", "", "checksum"},
        {"1", "minido", "040101233e000a01000000ff00000000fe", "", "bus byte"},
        {"1", "bibus", "0401022320000a01000000ff00000000fe", "", "bus byte"},
        {"1", "minido", "0401233e000a01000000ff00000000fe", "", "bus byte"},
        {"1", "minido", "040102234c000a01000000ff00000000fe", "", "no module"},
        {"1", "bibus", "040101233e000a01000000ff00000000fe", "", "no module"},
        {"1", "minido", "040102233e000901000000ff000000fe", "", "not a set-values"},
        {"1", "minido", "040102233e000a02000000ff00000000fd", "", "not a set-values"},
        {"1", "minido", "040102233e010a01000000ff00000000fe", "", "not a set-values"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct bench *b;
        set_up((void **)&b);
        log_in(b);
        set(b, "bus", rows[i].bus);
        set(b, "bus_type", rows[i].bus_type);
        send_plain(b, rows[i].plain);
        assert_outputs(b, rows[i].outputs);
        assert_true(!rows[i].why ||
                    (sim_io_logged(&b->io, "REJECTED") && sim_io_logged(&b->io, rows[i].why)));
        assert_stat(b, rows[i].why ? " writes=0 rejected=1" : " writes=1 rejected=0");
        if (rows[i].why)
            assert_answer(b, "0201");
        tear_down((void **)&b);
    }
    (void)state;
}

static void test_request_in_pieces(void **state)
{
    struct bench *b = *state;
    uint8_t wire[IPCOM_SET_VALUES_MAX];
    log_in(b);
    size_t len = from_hex("78ce055c48f7312c7d3865236b44305901", wire); /* vector: 3.4 on, key a */
    for (size_t part = 0; part < len; part++)
        assert_int_equal(feed(b, wire, part), 0);
    assert_int_equal(feed(b, wire, len), len);
    assert_outputs(b, "3.4=255");
}

static void test_requests_together(void **state)
{
    struct bench *b = *state;
    uint8_t wire[8];
    log_in(b);
    size_t len = from_hex("79db7f8679db", wire); /* poll, keepalive, poll under key a */
    assert_int_equal(feed(b, wire, len), len);
    assert_int_equal(b->io.send_count, 3);
    assert_int_equal(b->io.len, 2 * IPCOM_SNAPSHOT_LEN + IPCOM_HEAD_LEN);
}

static void test_acknowledgements(void **state)
{
    struct bench *b = *state;
    log_in(b);
    set(b, "ack", "none");
    write_module(b, 3, "ff00000000000000");
    assert_int_equal(b->io.len, 0);
    set(b, "ack", "short");
    write_module(b, 3, "0000000000000000");
    assert_answer(b, "0401");
    set(b, "ack", "frame");
    write_module(b, 3, "ff00000000000000");
    assert_hex(b->io.bytes, b->io.len, "78ce055c761178e3fe"); /* vector: frame_reply */
    set(b, "ack", "snapshot");
    write_module(b, 3, "00ff000000000000");
    assert_int_equal(shown(b, 3, 2), 255);
}

static void test_keepalive_and_disconnect(void **state)
{
    struct bench *b = *state;
    log_in(b);
    send_plain(b, "0301");
    assert_answer(b, "0301");
    set(b, "keepalive", "5");
    send_plain(b, "0301");
    assert_answer(b, "0301000000");
    set(b, "keepalive", "0");
    send_plain(b, "0301");
    assert_int_equal(b->io.len, 0);
    assert_false(b->io.fin);
    send_plain(b, "0201");
    assert_int_equal(b->io.len, 0);
    assert_true(b->io.fin);
}

static void test_clear_frames_of_the_original(void **state)
{
    struct bench *b = *state;
    uint8_t wire[16];
    log_in(b);
    size_t len = from_hex("230100027f7f", wire);
    for (size_t part = 0; part < len; part++)
        assert_int_equal(feed(b, wire, part), 0);
    len = from_hex("23010002020279db", wire); /* and a poll behind it */
    assert_int_equal(feed(b, wire, len), len);
    assert_int_equal(shown(b, 1, 1), 0);
    assert_false(b->io.fin || b->io.reset);
    assert_stat(b, " stray=1");
}

static void test_stray_bytes(void **state)
{
    struct bench *b = *state;
    log_in(b);
    send_plain(b, "63010501");
    assert_int_equal(b->io.len, 0);
    assert_stat(b, " stray=1");
    send_plain(b, "0502"); /* another version */
    assert_int_equal(b->io.len, 0);
    assert_stat(b, " stray=2");
    poll_once(b);
    assert_int_equal(b->io.len, IPCOM_SNAPSHOT_LEN);
}

/* --- changes from outside ------------------------------------------------------------------- */
static void test_wall_between_snapshot_and_write(void **state)
{
    struct bench *b = *state;
    log_in(b);
    control(b, "wall", "3.1=255 after=snapshot");
    assert_outputs(b, "");
    poll_once(b);
    assert_int_equal(shown(b, 3, 1), 0); /* the snapshot went out before */
    assert_outputs(b, "3.1=255");
    write_module(b, 3, "000000ff00000000");
    assert_true(sim_io_logged(&b->io, "REVERTED 3.1 255->0"));
    assert_stat(b, " reverted=1 undone=0");
}

static void test_wall_that_was_shown(void **state)
{
    struct bench *b = *state;
    log_in(b);
    poll_once(b);
    control(b, "wall", "3.1=255");
    poll_once(b);
    assert_int_equal(shown(b, 3, 1), 255);
    write_module(b, 3, "0000000000000000");
    assert_false(sim_io_logged(&b->io, "REVERTED"));
    assert_stat(b, " reverted=0 undone=1");
}

static void test_wall_that_is_respected(void **state)
{
    struct bench *b = *state;
    log_in(b);
    control(b, "output", "3.1=255 6.2=40");
    poll_once(b);
    write_module(b, 3, "ff0000ff00000000");
    assert_outputs(b, "3.1=255 3.4=255 6.2=40");
    assert_stat(b, " reverted=0 undone=0");
}

static void test_wall_and_a_new_value(void **state)
{
    struct bench *b = *state;
    log_in(b);
    control(b, "wall", "6.1=40");
    write_module(b, 6, "5000000000000000"); /* neither the old value nor the wall's: an order */
    assert_stat(b, " reverted=0 undone=0");
}

static void test_bad_control_lines(void **state)
{
    struct bench *b = *state;
    static const char *const bad[] = {"",       "after=snapshot", "3.1",    "3.9=1",  "0.1=1",
                                      "17.1=1", "3.1=256",        "3.1=-1", "3.1=1x", "3.1=255 nonsense"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_int_not_equal(ipcom_sim.control(b->device, &b->io, "output", bad[i], &b->err), FL_OK);
    assert_outputs(b, ""); /* all or none */
    assert_int_equal(ipcom_sim.control(b->device, &b->io, "dance", "", &b->err), FL_E_UNKNOWN);
    assert_int_not_equal(ipcom_sim.control(b->device, &b->io, "outputs", "17", &b->err), FL_OK);
    control(b, "outputs", "2");
    assert_string_equal(b->io.reply, "2.1=0 2.2=0 2.3=0 2.4=0 2.5=0 2.6=0 2.7=0 2.8=0");
}

/* --- shutters ------------------------------------------------------------------------------- */
static void assert_position(struct bench *b, const char *expected)
{
    control(b, "position", "");
    assert_string_equal(b->io.reply, expected);
}

static void test_shutter_position(void **state)
{
    struct bench *b = *state;
    log_in(b);
    set(b, "shutter", "1.2/1.1:10s/5s@50");
    assert_position(b, "1.2/1.1=50.0");
    write_module(b, 1, "00ff000000000000"); /* up */
    b->io.now_ms += 2000;
    assert_position(b, "1.2/1.1=70.0");
    write_module(b, 1, "0000000000000000");
    b->io.now_ms += 60000;
    assert_position(b, "1.2/1.1=70.0");
    write_module(b, 1, "ff00000000000000"); /* down, twice as fast */
    b->io.now_ms += 1000;
    assert_position(b, "1.2/1.1=50.0");
    b->io.now_ms += 60000;
    assert_position(b, "1.2/1.1=0.0");
    assert_stat(b, " both_on=0 fast_reversals=0");
}

static void test_shutter_misuse(void **state)
{
    struct bench *b = *state;
    log_in(b);
    set(b, "shutter", "1.2/2.1:10s"); /* relays in two modules */
    write_module(b, 1, "00ff000000000000");
    b->io.now_ms += 1000;
    control(b, "output", "2.1=255");
    assert_true(sim_io_logged(&b->io, "BOTH ON 1.2/2.1"));
    b->io.now_ms += 1000;
    assert_position(b, "1.2/2.1=10.0"); /* it stood meanwhile */
    control(b, "output", "1.2=0");      /* turns the motor round a second after its stop */
    assert_stat(b, " both_on=1 fast_reversals=0");
    b->io.now_ms += 50;
    control(b, "output", "2.1=0");
    b->io.now_ms += 199;
    control(b, "output", "1.2=255");
    assert_true(sim_io_logged(&b->io, "TOO FAST 1.2/2.1: reversed after 199 ms"));
    b->io.now_ms += 50;
    control(b, "output", "1.2=0");
    b->io.now_ms += 200;
    control(b, "output", "2.1=255");
    assert_stat(b, " both_on=1 fast_reversals=1");
}

/* --- faults --------------------------------------------------------------------------------- */
static void test_fault_drop_and_reset(void **state)
{
    struct bench *b = *state;
    log_in(b);
    set(b, "fault", "drop:2");
    poll_once(b);
    assert_int_equal(b->io.len, IPCOM_SNAPSHOT_LEN);
    poll_once(b);
    assert_int_equal(b->io.len, 0);
    assert_true(b->io.fin);
    set(b, "fault", "reset");
    poll_once(b);
    assert_int_equal(b->io.len, 0);
    assert_true(b->io.reset);
    sim_io_forget(&b->io);
    control(b, "drop", "");
    assert_true(b->io.fin);
    control(b, "reset", "");
    assert_true(b->io.reset);
}

static void test_fault_refuse_and_half_open(void **state)
{
    struct bench *b = *state;
    set(b, "fault", "refuse");
    assert_false(b->io.listening);
    set(b, "fault", "half_open");
    assert_true(b->io.listening);
    assert_true(b->io.held);
    b->io.held = false;
    reconnect(b); /* a new connection does not get through either */
    assert_true(b->io.held);
    set(b, "fault", "none");
    assert_false(b->io.held);
}

static void test_fault_silent_and_mute(void **state)
{
    struct bench *b = *state;
    log_in(b);
    set(b, "fault", "silent:2");
    write_module(b, 3, "ff00000000000000");
    assert_int_equal(b->io.len, 0);
    assert_outputs(b, ""); /* not even looked at */
    poll_once(b);
    assert_int_equal(b->io.len, 0);
    poll_once(b);
    assert_int_equal(b->io.len, IPCOM_SNAPSHOT_LEN);
    set(b, "fault", "mute");
    write_module(b, 3, "ff00000000000000");
    assert_int_equal(b->io.len, 0);
    assert_outputs(b, "3.1=255");
    assert_stat(b, " unanswered=3");
}

static void test_fault_shapes(void **state)
{
    struct bench *b = *state;
    log_in(b);
    set(b, "fault", "bytewise:3,delayed:50ms");
    poll_once(b);
    assert_int_equal(b->io.sends[0].piece, 3);
    assert_int_equal(b->io.sends[0].delay_ms, 50);
    set(b, "fault", "coalesced:100");
    poll_once(b);
    assert_int_equal(b->io.sends[0].delay_ms, 100);
    b->io.now_ms += 40;
    send_plain(b, "0301");
    assert_int_equal(b->io.sends[0].delay_ms, 60); /* due at the same time */
    b->io.now_ms += 60;
    poll_once(b);
    assert_int_equal(b->io.sends[0].delay_ms, 100);
    set(b, "fault", "doubled");
    poll_once(b);
    assert_int_equal(b->io.send_count, 1);
    assert_int_equal(b->io.len, 2 * IPCOM_SNAPSHOT_LEN);
    assert_memory_equal(b->io.bytes, b->io.bytes + IPCOM_SNAPSHOT_LEN, IPCOM_SNAPSHOT_LEN);
}

static void test_fault_line_damage(void **state)
{
    struct bench *b = *state;
    uint8_t good[IPCOM_SNAPSHOT_LEN];
    log_in(b);
    poll_once(b);
    memcpy(good, b->io.bytes, sizeof good);
    set(b, "fault", "damaged:2");
    poll_once(b);
    assert_memory_equal(b->io.bytes, good, sizeof good);
    poll_once(b);
    size_t differ = 0;
    for (size_t i = 0; i < sizeof good; i++)
        differ += b->io.bytes[i] != good[i];
    assert_int_equal(differ, 1);
    set(b, "fault", "truncated");
    poll_once(b);
    assert_in_range(b->io.len, 1, sizeof good - 1);
    assert_memory_equal(b->io.bytes, good, b->io.len);
    set(b, "fault", "garbage:7");
    poll_once(b);
    assert_int_equal(b->io.len, sizeof good + 7);
    assert_memory_equal(b->io.bytes + 7, good, sizeof good);
}

static void test_a_damaged_snapshot_shows_nothing(void **state)
{
    struct bench *b = *state;
    log_in(b);
    control(b, "wall", "3.1=255");
    set(b, "fault", "truncated");
    poll_once(b);
    set(b, "fault", "none");
    write_module(b, 3, "0000000000000000");
    assert_stat(b, " reverted=1 undone=0");
}

static void test_fault_writes(void **state)
{
    struct bench *b = *state;
    log_in(b);
    set(b, "fault", "ignore_writes:1");
    write_module(b, 3, "ff00000000000000");
    assert_answer(b, "04010223003e020101");
    assert_outputs(b, "");
    write_module(b, 3, "ff00000000000000");
    assert_outputs(b, "3.1=255");

    set(b, "fault", "late:500ms");
    write_module(b, 4, "ff00000000000000");
    b->io.now_ms += 100;
    write_module(b, 4, "00ff000000000000");
    assert_outputs(b, "3.1=255");
    assert_int_equal(b->io.wake_ms, b->io.now_ms + 400);
    b->io.now_ms += 400;
    ipcom_sim.tick(b->device, &b->io);
    assert_outputs(b, "3.1=255 4.1=255");
    b->io.now_ms += 100;
    ipcom_sim.tick(b->device, &b->io);
    assert_outputs(b, "3.1=255 4.2=255");
    assert_int_equal(b->io.wake_ms, 0);
}

/* --- for measuring -------------------------------------------------------------------------- */
static void test_autochange(void **state)
{
    struct bench *b = *state;
    log_in(b);
    set(b, "autochange", "100:2.3");
    assert_in_range(b->io.wake_ms, b->io.now_ms + 1, b->io.now_ms + 100);
    uint64_t first = b->io.now_ms = b->io.wake_ms;
    ipcom_sim.tick(b->device, &b->io);
    assert_outputs(b, "2.3=255");
    assert_int_equal(b->io.wake_ms, first + 100);
    poll_once(b);
    assert_true(sim_io_logged(&b->io, "autochange 2.3=255 sent"));
    poll_once(b);
    assert_false(sim_io_logged(&b->io, "autochange"));
    b->io.now_ms = first + 250; /* a slot was missed: not made up */
    ipcom_sim.tick(b->device, &b->io);
    assert_outputs(b, "");
    assert_int_equal(b->io.wake_ms, first + 300);
    set(b, "autochange", "0");
    assert_int_equal(b->io.wake_ms, 0);
}

static void test_poll_intervals(void **state)
{
    struct bench *b = *state;
    static const unsigned steps[] = {0, 300, 400, 350};
    log_in(b);
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        b->io.now_ms += steps[i];
        poll_once(b);
    }
    assert_stat(b, " polls=4 ");
    assert_stat(b, " poll_min_ms=300 poll_mean_ms=350.0 poll_max_ms=400");
    control(b, "stats", "reset");
    assert_stat(b, " polls=0 ");
    assert_stat(b, " poll_min_ms=0 poll_mean_ms=0.0 poll_max_ms=0");
}

/* --- options -------------------------------------------------------------------------------- */
static void test_bad_options(void **state)
{
    struct bench *b = *state;
    static const char *const bad[][2] = {
        {"bus", "3"},
        {"bus", "0"},
        {"bus", ""},
        {"bus_type", "can"},
        {"secure", "yes"},
        {"key", "c"},
        {"ack", ""},
        {"keepalive", "65"},
        {"keepalive", "-1"},
        {"limit", "x"},
        {"autochange", "1h"},
        {"autochange", "5:1.9"},
        {"shutter", "1.2"},
        {"shutter", "1.2/1.1"},
        {"shutter", "1.2/1.1:0s"},
        {"shutter", "1.2/1.1:5s@101"},
        {"fault", "tired"},
        {"fault", "drop:0"},
        {"fault", "refuse:1"},
        {"fault", "bytewise:1x"},
        {"fault", "garbage:65"},
        {"user", "uuuuuuuuuuuuuuuuuuuuuu"},
        {"reverse_min", "soon"},
        {"user", NULL},
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        b->err.text[0] = '\0';
        assert_int_not_equal(ipcom_sim.option(b->device, bad[i][0], bad[i][1], &b->err), FL_OK);
        assert_non_null(strstr(b->err.text, bad[i][0])); /* says which */
    }
    assert_int_equal(ipcom_sim.option(b->device, "colour", "red", &b->err), FL_E_UNKNOWN);
    log_in(b); /* as if nothing had been said */
    poll_once(b);
    assert_int_equal(shown(b, 1, 1), 0);
}

static void test_help_names_everything(void **state)
{
    (void)state;
    for (size_t i = 0; ipcom_sim_word(i); i++) {
        char option[64], fault[64], plain[64];
        snprintf(option, sizeof option, "  %s=", ipcom_sim_word(i));
        snprintf(fault, sizeof fault, "  %s:N ", ipcom_sim_word(i));
        snprintf(plain, sizeof plain, "  %s  ", ipcom_sim_word(i));
        assert_true(strstr(ipcom_sim.options_help, option) || strstr(ipcom_sim.options_help, fault) ||
                    strstr(ipcom_sim.options_help, plain));
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_login_by_vector),
        cmocka_unit_test(test_login_rows),
        TEST(test_login_refused_without_words),
        TEST(test_session_keys),
        TEST(test_other_messages_before_login),
        TEST(test_non_secure),
        TEST(test_login_without_key),
        TEST(test_client_limit),
        TEST(test_poll_by_vector),
        cmocka_unit_test(test_writes),
        TEST(test_request_in_pieces),
        TEST(test_requests_together),
        TEST(test_acknowledgements),
        TEST(test_keepalive_and_disconnect),
        TEST(test_clear_frames_of_the_original),
        TEST(test_stray_bytes),
        TEST(test_wall_between_snapshot_and_write),
        TEST(test_wall_that_was_shown),
        TEST(test_wall_that_is_respected),
        TEST(test_wall_and_a_new_value),
        TEST(test_bad_control_lines),
        TEST(test_shutter_position),
        TEST(test_shutter_misuse),
        TEST(test_fault_drop_and_reset),
        TEST(test_fault_refuse_and_half_open),
        TEST(test_fault_silent_and_mute),
        TEST(test_fault_shapes),
        TEST(test_fault_line_damage),
        TEST(test_a_damaged_snapshot_shows_nothing),
        TEST(test_fault_writes),
        TEST(test_autochange),
        TEST(test_poll_intervals),
        TEST(test_bad_options),
        TEST(test_help_names_everything),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
