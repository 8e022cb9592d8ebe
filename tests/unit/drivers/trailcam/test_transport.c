/* Channels and records: the golden orders, damage, and a network that loses, doubles and delays. */
#include "support/cmocka.h"

#include <stdlib.h>
#include <string.h>

#include "drivers/trailcam/trailcam_transport.h"
#include "vectors.h"

enum { RECORDS_MAX = 64, ACKS_MAX = 64, LIMIT = 64 * 1024 };

static const size_t limits[TRAILCAM_CHANNELS] = {LIMIT, 0, 0, LIMIT, LIMIT, 0, LIMIT, 0};

static const char *current;

#define must(x)                                                                                              \
    do {                                                                                                     \
        if (!(x))                                                                                            \
            fail_msg("%s: %s", current, #x);                                                                 \
    } while (0)

/* --- one side, looked at --------------------------------------------------------------------- */
struct side {
    struct trailcam_transport t;
    uint64_t now_ms;
    struct {
        uint8_t channel;
        uint16_t index;
    } acks[ACKS_MAX];
    size_t ack_count, ack_packets, alives, alive_acks, drws;
    uint64_t drw_ms[RECORDS_MAX];
    struct {
        uint8_t channel;
        struct trailcam_head head;
        bool whole;
        cJSON *json;
    } records[RECORDS_MAX];
    size_t record_count;
};

static void see_packet(void *ctx, const void *data, size_t len)
{
    struct side *s = ctx;
    struct trailcam_packet p;
    must(trailcam_get_packet(data, len, &p) == FL_OK);
    s->alives += p.type == TRAILCAM_ALIVE;
    s->alive_acks += p.type == TRAILCAM_ALIVE_ACK;
    if (p.type == TRAILCAM_DRW)
        s->drw_ms[s->drws++ % RECORDS_MAX] = s->now_ms;
    s->ack_packets += p.type == TRAILCAM_DRW_ACK;
    must(p.ack_count <= TRAILCAM_ACK_MAX);
    for (size_t i = 0; i < p.ack_count; i++) {
        must(s->ack_count < ACKS_MAX);
        s->acks[s->ack_count].channel = p.channel;
        s->acks[s->ack_count++].index = trailcam_ack(&p, i);
    }
}

static void see_record(void *ctx, uint8_t channel, const struct trailcam_record *record)
{
    struct side *s = ctx;
    must(s->record_count < RECORDS_MAX);
    s->records[s->record_count].channel = channel;
    s->records[s->record_count].head = record->head;
    s->records[s->record_count].whole = record->body.len == record->head.len;
    cJSON *json = NULL;
    if (record->head.msg == TRAILCAM_MSG_EVENT)
        trailcam_open_clear(record->body, &json);
    else if (record->head.msg == TRAILCAM_MSG_RESPONSE)
        trailcam_open_sealed(vectors_key(), record->body, &json);
    s->records[s->record_count++].json = json;
}

static struct side *side_create(void)
{
    struct side *s = calloc(1, sizeof *s);
    assert_non_null(s);
    s->now_ms = 1000;
    struct trailcam_transport_user user = {see_packet, see_record, s};
    trailcam_transport_init(&s->t, &user, &trailcam_driver_pace, limits, s->now_ms);
    return s;
}

static void side_destroy(struct side *s)
{
    for (size_t i = 0; i < s->record_count; i++)
        cJSON_Delete(s->records[i].json);
    trailcam_transport_finish(&s->t);
    free(s);
}

static void hear(struct side *s, const char *hex)
{
    struct bytes *b = unhex(hex);
    struct trailcam_packet p;
    if (trailcam_get_packet(b->data, b->len, &p) == FL_OK)
        trailcam_transport_packet(&s->t, s->now_ms, &p);
}

static void settle(struct side *s)
{
    s->now_ms += TRAILCAM_ACK_MS;
    trailcam_transport_tick(&s->t, s->now_ms);
}

/* --- the golden orders ----------------------------------------------------------------------- */
static void check_messages(const struct side *s, const cJSON *expected)
{
    must(s->record_count == (size_t)cJSON_GetArraySize(expected));
    for (size_t i = 0; i < s->record_count; i++) {
        const cJSON *e = cJSON_GetArrayItem(expected, (int)i), *field;
        must(s->records[i].head.msg == (uint32_t)number_of(e, "msg"));
        must(s->records[i].head.seq == (uint32_t)number_of(e, "seq"));
        must(s->records[i].json != NULL);
        for (field = e->child->next->next; field; field = field->next)
            must(cJSON_Compare(member(s->records[i].json, field->string), field, true));
    }
}

static void check_order(const cJSON *item)
{
    struct side *s = side_create();
    uint8_t channel = (uint8_t)number_of(item, "channel");
    struct trailcam_channel *c = &s->t.channels[channel];
    c->next = (uint16_t)number_of(item, "next_index_before");
    const cJSON *rx, *ack;
    cJSON_ArrayForEach(rx, member(item, "rx")) hear(s, rx->valuestring);
    settle(s);
    size_t i = 0;
    cJSON_ArrayForEach(ack, member(item, "must_ack"))
    {
        must(i < s->ack_count && s->acks[i].index == ack->valueint && s->acks[i].channel == channel);
        i++;
    }
    must(i == s->ack_count);
    must(c->next == number_of(item, "next_index_after"));
    check_messages(s, member(item, "expect_messages"));
    must(trailcam_stream_greeted(&s->t.streams[0]) == !strcmp(current, "hello_then_response_same_stream"));
    side_destroy(s);
}

static void test_ordering(void **state)
{
    (void)state;
    const cJSON *item;
    cJSON_ArrayForEach(item, vectors("ordering"))
    {
        current = text_of(item, "name");
        check_order(item);
    }
}

/* --- damage ---------------------------------------------------------------------------------- */
static bool picture_is_sound(const char *hex)
{
    struct bytes *b = unhex(hex);
    struct trailcam_packet p;
    struct trailcam_picture picture;
    trailcam_get_packet(b->data, b->len, &p);
    struct fl_span body = {p.payload.data + TRAILCAM_RECORD_HEAD, p.payload.len - TRAILCAM_RECORD_HEAD};
    return trailcam_get_picture(p.payload.data[8], body, &picture) == FL_OK;
}

static void check_damage(const cJSON *item)
{
    const char *verdict = text_of(item, "verdict"), *hex = text_of(item, "hex");
    struct side *s = side_create();
    struct bytes *b = unhex(hex);
    struct trailcam_packet p = {.type = TRAILCAM_ALIVE};
    bool data = trailcam_get_packet(b->data, b->len, &p) == FL_OK && p.type == TRAILCAM_DRW;
    if (data)
        s->t.channels[p.channel].next = p.index;
    hear(s, hex);
    settle(s);
    must(s->ack_count == (data ? 1 : 0));
    if (!strcmp(verdict, "drop") || !strcmp(verdict, "ignore"))
        must(s->ack_count == 0 && s->record_count == 0 && s->alive_acks == 0);
    bool good = s->record_count == 1 && s->records[0].json;
    if (!strcmp(current, "drw_empty_payload"))
        must(s->record_count == 0);
    else if (data && p.channel == TRAILCAM_THUMBNAILS)
        must(s->record_count == 1 && !picture_is_sound(hex));
    else if (data && p.channel == TRAILCAM_FILES)
        must(s->record_count == 1 && !picture_is_sound(hex));
    else if (data && strcmp(current, "response_seq_nobody_waits_for") != 0)
        must(good == (strcmp(verdict, "acknowledge_then_discard") != 0));
    if (!strcmp(current, "trailing_bytes_after_length"))
        must(s->alive_acks == 1);
    side_destroy(s);
}

static void test_malformed(void **state)
{
    (void)state;
    const cJSON *item;
    cJSON_ArrayForEach(item, vectors("malformed"))
    {
        current = text_of(item, "name");
        check_damage(item);
    }
}

static void sent_bytes(struct side *s, const void *data, size_t len, uint16_t *last)
{
    assert_int_equal(
        trailcam_transport_send(&s->t, s->now_ms, TRAILCAM_COMMANDS, (struct fl_span){data, len}, last),
        FL_OK);
}

static void test_foreign_acknowledgements(void **state)
{
    (void)state;
    current = "acknowledgements";
    struct side *s = side_create();
    uint16_t last;
    sent_bytes(s, "command", 7, &last);
    assert_int_equal(last, 0);
    hear(s, text_of(vector_named("malformed", "ack_for_index_never_sent"), "hex"));
    hear(s, text_of(vector_named("malformed", "ack_wrong_channel"), "hex"));
    assert_true(trailcam_channel_owes(&s->t.channels[0], 0));
    for (int i = 0; i < 3; i++)
        sent_bytes(s, "more", 4, &last);
    assert_int_equal(last, 3);
    hear(s,
         text_of(vector_named("malformed", "ack_count_smaller_than_list"), "hex")); /* of 2 and 3 the first */
    for (uint16_t i = 0; i < 4; i++)
        assert_int_equal(trailcam_channel_owes(&s->t.channels[0], i), i != 2);
    side_destroy(s);
}

/* --- time ------------------------------------------------------------------------------------ */
static void run_until(struct side *s, uint64_t ms)
{
    while (s->now_ms < ms) {
        uint64_t when = trailcam_transport_when(&s->t);
        s->now_ms = when < s->now_ms + 1 ? s->now_ms + 1 : when;
        if (s->now_ms > ms)
            s->now_ms = ms;
        trailcam_transport_tick(&s->t, s->now_ms);
    }
}

static void test_pace(void **state)
{
    (void)state;
    current = "pace";
    struct side *s = side_create();
    sent_bytes(s, "x", 1, NULL);
    run_until(s, 1700);
    static const uint64_t times[] = {1000, 1100, 1300, 1500, 1700};
    assert_int_equal(s->drws, 5);
    assert_memory_equal(s->drw_ms, times, sizeof times);
    hear(s, text_of(vector_named("packets", "ack_three_duplicates"), "hex"));
    run_until(s, 2699);
    assert_int_equal(s->drws, 5);
    assert_int_equal(s->alives, 0);
    run_until(s, 4700);
    assert_int_equal(s->alives, 3); /* each second without traffic of its own */
    side_destroy(s);
}

static void hear_index(struct side *s, uint8_t channel, uint16_t index)
{
    uint8_t buf[16];
    struct fl_writer w = fl_writer_of(buf, sizeof buf);
    trailcam_put_drw(&w, channel, index, (struct fl_span){(const uint8_t *)"-", 1});
    struct trailcam_packet p;
    assert_int_equal(trailcam_get_packet(buf, w.len, &p), FL_OK);
    trailcam_transport_packet(&s->t, s->now_ms, &p);
}

static void test_acknowledgements_gather(void **state)
{
    (void)state;
    current = "gathering";
    struct side *s = side_create();
    for (uint16_t i = 0; i < 9; i++)
        hear_index(s, 4, i);
    assert_int_equal(s->ack_packets, 0);
    assert_true(trailcam_transport_when(&s->t) <= s->now_ms + 20);
    hear_index(s, 4, 9);
    assert_int_equal(s->ack_packets, 1); /* ten do not wait */
    assert_int_equal(s->ack_count, 10);
    hear_index(s, 4, 10);
    hear_index(s, 6, 0);
    run_until(s, s->now_ms + 20);
    assert_int_equal(s->ack_packets, 3); /* each channel for itself */
    side_destroy(s);
}

static void test_windows(void **state)
{
    (void)state;
    static const struct {
        uint8_t channel;
        uint16_t window;
    } rows[] = {{0, 64}, {3, 1024}, {4, 1024}, {6, 64}, {1, 64}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        current = "window";
        struct side *s = side_create();
        s->t.channels[rows[i].channel].next = 65000; /* so that 1024 wrap */
        hear_index(s, rows[i].channel, (uint16_t)(65000 + rows[i].window));
        settle(s);
        assert_int_equal(s->ack_count, 0);
        hear_index(s, rows[i].channel, (uint16_t)(65000 + rows[i].window - 1));
        settle(s);
        assert_int_equal(s->ack_count, 1);
        for (uint16_t n = 0; n < rows[i].window - 1; n++) {
            hear_index(s, rows[i].channel, (uint16_t)(65000 + n));
            s->ack_count = 0;
        }
        assert_int_equal(s->t.channels[rows[i].channel].next, (uint16_t)(65000 + rows[i].window));
        side_destroy(s);
    }
}

/* --- records --------------------------------------------------------------------------------- */
static size_t put_record(uint8_t *buf, size_t cap, uint32_t seq, size_t len)
{
    struct fl_writer w = fl_writer_of(buf, cap);
    trailcam_put_head(&w, &(struct trailcam_head){TRAILCAM_MSG_FILE, seq, (uint32_t)len});
    for (size_t i = 0; i < len; i++)
        fl_put_u8(&w, (uint8_t)(seq * 7 + i));
    assert_true(fl_writer_ok(&w));
    return w.len;
}

static bool body_is(const struct trailcam_record *r)
{
    for (size_t i = 0; i < r->body.len; i++)
        if (r->body.data[i] != (uint8_t)(r->head.seq * 7 + i))
            return false;
    return r->body.len == r->head.len;
}

static void test_long_records_are_passed_over(void **state)
{
    (void)state;
    static uint8_t buf[LIMIT];
    struct trailcam_stream s;
    trailcam_stream_init(&s, 5000);
    static const size_t lens[] = {5000, 5001, 10, 0, 30000, 4096, 4097};
    for (size_t i = 0; i < sizeof lens / sizeof *lens; i++) {
        size_t len = put_record(buf, sizeof buf, (uint32_t)i, lens[i]);
        struct trailcam_record r;
        size_t records = 0;
        for (size_t at = 0; at < len; at += 1000) {
            struct fl_span in = {buf + at, len - at < 1000 ? len - at : 1000};
            while (trailcam_stream_next(&s, &in, &r)) {
                records++;
                assert_int_equal(r.head.len, lens[i]);
                assert_true(lens[i] > 5000 ? r.body.data == NULL : body_is(&r));
            }
        }
        assert_int_equal(records, 1);
    }
    assert_int_equal(s.skipped, 0);
    trailcam_stream_finish(&s);
}

static void test_bodies_can_be_kept(void **state)
{
    (void)state;
    static uint8_t buf[LIMIT];
    struct trailcam_stream s;
    struct trailcam_record r;
    trailcam_stream_init(&s, LIMIT);
    for (uint32_t seq = 0; seq < 3; seq++) {
        struct fl_span in = {buf, put_record(buf, sizeof buf, seq, 100 + 5000 * seq)};
        assert_true(trailcam_stream_next(&s, &in, &r));
        uint8_t *body = trailcam_stream_keep(&s);
        assert_ptr_equal(body, r.body.data);
        assert_true(body_is(&r));
        assert_null(trailcam_stream_keep(&s));
        free(body);
    }
    trailcam_stream_finish(&s);
}

static void test_greeting(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        bool greeted;
    } rows[] = {{"ACK", true},   {"AC", false},   {"ARTEMIS", false},
                {"AACK", false}, {"xACK", false}, {"ACA", false}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        uint8_t buf[64];
        struct trailcam_stream s;
        struct trailcam_record r;
        trailcam_stream_init(&s, LIMIT);
        struct fl_span in = {(const uint8_t *)rows[i].bytes, strlen(rows[i].bytes)};
        assert_false(trailcam_stream_next(&s, &in, &r));
        assert_int_equal(trailcam_stream_greeted(&s), rows[i].greeted);
        in = (struct fl_span){buf, put_record(buf, sizeof buf, 1, 4)};
        if (strcmp(rows[i].bytes, "ARTEMIS") != 0) /* it claims the bytes behind it */
            assert_true(trailcam_stream_next(&s, &in, &r));
        trailcam_stream_finish(&s);
    }
}

/* --- a bad network --------------------------------------------------------------------------- */
enum { FLYING_MAX = 8192, TRAFFIC = 300 };

struct end { /* one side of the bad network */
    struct trailcam_transport t;
    struct net *net;
    struct end *other;
    uint32_t sent[TRAILCAM_CHANNELS], got[TRAILCAM_CHANNELS]; /* records */
};

struct net {
    uint64_t now_ms;
    uint32_t random, loss; /* loss: of 100 */
    struct {
        uint64_t at_ms;
        struct end *to;
        size_t len;
        uint8_t data[TRAILCAM_PACKET_MAX];
    } flying[FLYING_MAX];
    size_t count, dropped, doubled;
    struct end ends[2];
};

static uint32_t chance(struct net *n, uint32_t below)
{
    n->random = n->random * 1664525u + 1013904223u;
    return (n->random >> 8) % below;
}

static void fly(struct net *n, struct end *to, const void *data, size_t len)
{
    assert_true(n->count < FLYING_MAX);
    n->flying[n->count].at_ms = n->now_ms + 1 + chance(n, 30); /* they overtake each other */
    n->flying[n->count].to = to;
    n->flying[n->count].len = len;
    memcpy(n->flying[n->count++].data, data, len);
}

static void throw(void *ctx, const void *data, size_t len)
{
    struct end *e = ctx;
    struct net *n = e->net;
    if (chance(n, 100) < n->loss) {
        n->dropped++;
        return;
    }
    fly(n, e->other, data, len);
    if (chance(n, 10) == 0) {
        n->doubled++;
        fly(n, e->other, data, len);
    }
}

static void catch (void *ctx, uint8_t channel, const struct trailcam_record *r)
{
    struct end *e = ctx;
    assert_int_equal(r->head.seq, e->got[channel]); /* each once, in order, whole */
    assert_true(body_is(r));
    e->got[channel]++;
}

static void land(struct net *n)
{
    for (size_t i = 0; i < n->count;) {
        if (n->flying[i].at_ms > n->now_ms) {
            i++;
            continue;
        }
        struct end *to = n->flying[i].to;
        uint8_t data[TRAILCAM_PACKET_MAX];
        size_t len = n->flying[i].len;
        memcpy(data, n->flying[i].data, len);
        n->flying[i] = n->flying[--n->count];
        struct trailcam_packet p;
        assert_int_equal(trailcam_get_packet(data, len, &p), FL_OK);
        trailcam_transport_packet(&to->t, n->now_ms, &p);
    }
}

static void talk(struct end *e, uint8_t channel)
{
    static uint8_t buf[LIMIT];
    size_t len = put_record(buf, sizeof buf, e->sent[channel]++, chance(e->net, 4000));
    assert_int_equal(
        trailcam_transport_send(&e->t, e->net->now_ms, channel, (struct fl_span){buf, len}, NULL), FL_OK);
}

static bool all_there(const struct net *n)
{
    for (size_t c = 0; c < TRAILCAM_CHANNELS; c++)
        if (n->ends[0].sent[c] != n->ends[1].got[c] || n->ends[1].sent[c] != n->ends[0].got[c] ||
            n->ends[0].t.channels[c].sent || n->ends[1].t.channels[c].sent)
            return false;
    return true;
}

static void join_ends(struct net *n)
{
    static const struct trailcam_pace *const paces[] = {&trailcam_driver_pace, &trailcam_camera_pace};
    for (size_t i = 0; i < 2; i++) {
        struct end *e = &n->ends[i];
        e->net = n;
        e->other = &n->ends[1 - i];
        trailcam_transport_init(&e->t, &(struct trailcam_transport_user){throw, catch, e}, paces[i], limits,
                                0);
        for (size_t c = 0; c < TRAILCAM_CHANNELS; c++) /* they wrap on the way */
            e->t.channels[c].next = e->t.channels[c].next_out = (uint16_t)(65536 - 50);
    }
}

static void test_bad_network(void **state)
{
    (void)state;
    static const uint32_t losses[] = {0, 10, 40};
    static const uint8_t channels[] = {0, 3, 4, 6};
    for (size_t l = 0; l < sizeof losses / sizeof *losses; l++) {
        current = "bad network";
        struct net *n = calloc(1, sizeof *n);
        assert_non_null(n);
        n->random = 7;
        n->loss = losses[l];
        join_ends(n);
        for (int i = 0; i < TRAFFIC || !all_there(n); i++) {
            if (i < TRAFFIC) {
                talk(&n->ends[1], channels[chance(n, 4)]);
                if (i % 5 == 0)
                    talk(&n->ends[0], 0);
            }
            n->now_ms++;
            land(n);
            for (size_t e = 0; e < 2; e++)
                if (trailcam_transport_when(&n->ends[e].t) <= n->now_ms)
                    trailcam_transport_tick(&n->ends[e].t, n->now_ms);
            assert_true(i < 60000);
        }
        assert_true(n->ends[1].t.channels[0].next_out < 60000); /* it did wrap */
        assert_true(n->doubled > 0 && (n->dropped > 0) == (n->loss > 0));
        trailcam_transport_finish(&n->ends[0].t);
        trailcam_transport_finish(&n->ends[1].t);
        free(n);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ordering),
        cmocka_unit_test(test_malformed),
        cmocka_unit_test(test_foreign_acknowledgements),
        cmocka_unit_test(test_pace),
        cmocka_unit_test(test_acknowledgements_gather),
        cmocka_unit_test(test_windows),
        cmocka_unit_test(test_long_records_are_passed_over),
        cmocka_unit_test(test_bodies_can_be_kept),
        cmocka_unit_test(test_greeting),
        cmocka_unit_test(test_bad_network),
    };
    return cmocka_run_group_tests(tests, vectors_load, vectors_free);
}
