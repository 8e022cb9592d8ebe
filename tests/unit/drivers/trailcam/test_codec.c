/* Packets, records, sealed JSON and pictures against the golden vectors, both ways. */
#include "support/cmocka.h"

#include <stdlib.h>
#include <string.h>

#include "vectors.h"

static const char *current; /* the vector's name, for messages */

#define must(x)                                                                                              \
    do {                                                                                                     \
        if (!(x))                                                                                            \
            fail_msg("%s: %s", current, #x);                                                                 \
    } while (0)

/* --- sealing --------------------------------------------------------------------------------- */
static struct fl_span body_of(const uint8_t *record, size_t len, struct trailcam_head *head)
{
    struct fl_reader r = fl_reader_of(record, len);
    must(trailcam_get_head(&r, head) == FL_OK);
    must(fl_reader_left(&r) == head->len);
    return fl_get_span(&r, head->len);
}

static void opens_to(struct fl_span body, const char *expected)
{
    cJSON *json, *wanted = cJSON_Parse(expected);
    must(wanted);
    must(trailcam_open_sealed(vectors_key(), body, &json) == FL_OK);
    must(cJSON_Compare(json, wanted, true));
    cJSON_Delete(json);
    cJSON_Delete(wanted);
}

/* The application leaves rubbish of its memory behind the JSON; everybody else zeros. */
static bool zero_padded(const cJSON *item)
{
    struct bytes *plain = unhex(text_of(item, "plain_padded_hex"));
    for (size_t i = strlen(text_of(item, "json")); i < plain->len; i++)
        if (plain->data[i])
            return false;
    return true;
}

static void check_sealing(const cJSON *item)
{
    const char *json = text_of(item, "json"), *base64 = text_of(item, "base64");
    struct fl_span sealed = {(const uint8_t *)base64, strlen(base64)};
    opens_to(sealed, json);
    bool response = number_of(item, "artemis_len_field") == number_of(item, "base64_len") + 21;
    size_t len;
    uint8_t *record = trailcam_make_record(
        vectors_key(), response ? TRAILCAM_MSG_RESPONSE : TRAILCAM_MSG_COMMAND, 7, json, &len);
    struct trailcam_head head;
    struct fl_span body = body_of(record, len, &head);
    must(head.seq == 7 && head.msg == (response ? 3 : 2));
    if (has(item, "artemis_len_field"))
        must((int)head.len == number_of(item, "artemis_len_field"));
    must(!zero_padded(item) || !strcmp((const char *)body.data, base64));
    opens_to(body, json);
    free(record);
}

static void test_sealing(void **state)
{
    (void)state;
    const cJSON *item;
    size_t reproduced = 0;
    cJSON_ArrayForEach(item, vectors("crypto"))
    {
        current = text_of(item, "name");
        check_sealing(item);
        reproduced += zero_padded(item);
    }
    assert_true(reproduced >= 8);
}

static void test_sealed_truncations(void **state)
{
    (void)state;
    const cJSON *item;
    cJSON_ArrayForEach(item, vectors("crypto"))
    {
        current = text_of(item, "name");
        const char *base64 = text_of(item, "base64");
        for (size_t len = 0; len < strlen(base64); len++) {
            cJSON *json;
            must(trailcam_open_sealed(vectors_key(), (struct fl_span){(const uint8_t *)base64, len}, &json) ==
                 FL_E_FORMAT);
            must(json == NULL);
        }
    }
}

/* --- packets --------------------------------------------------------------------------------- */
static void put_again(struct fl_writer *w, const struct trailcam_packet *p)
{
    uint16_t indices[64];
    switch (p->type) {
    case TRAILCAM_PUNCH:
    case TRAILCAM_READY:
        trailcam_put_uid(w, p->type, &p->uid);
        break;
    case TRAILCAM_READY_ACK: {
        struct fl_addr own = {.family = 4, .ip = {192, 168, 43, 1}, .port = TRAILCAM_SESSION_PORT};
        trailcam_put_ready_ack(w, &p->uid, &own);
        break;
    }
    case TRAILCAM_DRW:
        trailcam_put_drw(w, p->channel, p->index, p->payload);
        break;
    case TRAILCAM_DRW_ACK:
        must(p->ack_count <= 64);
        for (size_t i = 0; i < p->ack_count; i++)
            indices[i] = trailcam_ack(p, i);
        trailcam_put_acks(w, p->channel, indices, p->ack_count);
        break;
    default:
        trailcam_put_bare(w, p->type);
    }
}

static void check_fields(const cJSON *item, const struct trailcam_packet *p)
{
    if (has(item, "channel"))
        must(p->channel == number_of(item, "channel"));
    if (has(item, "index"))
        must(p->index == number_of(item, "index"));
    const cJSON *indices = cJSON_GetObjectItemCaseSensitive(item, "indices");
    must(p->ack_count == (size_t)cJSON_GetArraySize(indices));
    for (size_t i = 0; i < p->ack_count; i++)
        must(trailcam_ack(p, i) == cJSON_GetArrayItem(indices, (int)i)->valueint);
    if (!has(item, "msg"))
        return;
    struct trailcam_head head;
    struct fl_span body = body_of(p->payload.data, p->payload.len, &head);
    must(head.msg == (uint32_t)number_of(item, "msg") && head.seq == (uint32_t)number_of(item, "seq"));
    cJSON *json;
    if (head.msg == TRAILCAM_MSG_EVENT)
        must(trailcam_open_clear(body, &json) == FL_OK);
    else
        must(trailcam_open_sealed(vectors_key(), body, &json) == FL_OK);
    if (has(item, "json")) {
        cJSON *wanted = cJSON_Parse(text_of(item, "json"));
        must(cJSON_Compare(json, wanted, true));
        cJSON_Delete(wanted);
    }
    cJSON_Delete(json);
}

static void check_packet(const cJSON *item)
{
    struct bytes *b = unhex(text_of(item, "hex"));
    struct trailcam_packet p;
    must(trailcam_get_packet(b->data, b->len, &p) == FL_OK);
    check_fields(item, &p);
    uint8_t again[TRAILCAM_PACKET_MAX];
    struct fl_writer w = fl_writer_of(again, sizeof again);
    put_again(&w, &p);
    must(fl_writer_ok(&w) && w.len == b->len && !memcmp(again, b->data, b->len));
    for (size_t len = 0; len < b->len; len++)
        must(trailcam_get_packet(b->data, len, &p) == FL_E_FORMAT);
}

static bool is_packet(const cJSON *item)
{
    return strcmp(text_of(item, "name"), "live_audio_record_header") != 0;
}

static void test_packets(void **state)
{
    (void)state;
    const cJSON *item;
    cJSON_ArrayForEach(item, vectors("packets"))
    {
        current = text_of(item, "name");
        if (is_packet(item))
            check_packet(item);
    }
}

/* A packet alone: what the reader of packets must say of each. The rest is judged further up, by
 * test_malformed() in test_transport.c. */
static void test_malformed_packets(void **state)
{
    (void)state;
    const cJSON *item;
    cJSON_ArrayForEach(item, vectors("malformed"))
    {
        current = text_of(item, "name");
        const char *verdict = text_of(item, "verdict");
        struct bytes *b = unhex(text_of(item, "hex"));
        struct trailcam_packet p;
        enum fl_err err = trailcam_get_packet(b->data, b->len, &p);
        if (!strcmp(verdict, "drop"))
            must(err == FL_E_FORMAT);
        else if (!strcmp(current, "unknown_type"))
            must(err == FL_E_UNSUPPORTED);
        else
            must(err == FL_OK);
    }
}

static void test_live_head(void **state)
{
    (void)state;
    struct bytes *b = unhex(text_of(vector_named("packets", "live_audio_record_header"), "hex"));
    struct fl_reader r = fl_reader_of(b->data, b->len);
    struct trailcam_head head;
    assert_int_equal(trailcam_get_head(&r, &head), FL_OK);
    assert_int_equal(head.msg, TRAILCAM_MSG_LIVE);
    assert_int_equal(head.seq, 3);
    assert_int_equal(head.len, 466);
    for (size_t len = 0; len < TRAILCAM_RECORD_HEAD; len++) {
        r = fl_reader_of(b->data, len);
        assert_int_equal(trailcam_get_head(&r, &head), FL_AGAIN);
        assert_int_equal(fl_reader_left(&r), len);
    }
}

/* --- transfers ------------------------------------------------------------------------------- */
static struct bytes stream; /* the payloads of a transfer in a row */

static void join(const cJSON *item)
{
    int index = number_of(item, "first_index");
    const cJSON *packet;
    stream.len = 0;
    cJSON_ArrayForEach(packet, member(item, "packets"))
    {
        struct bytes *b = unhex(packet->valuestring);
        struct trailcam_packet p;
        must(trailcam_get_packet(b->data, b->len, &p) == FL_OK);
        must(p.type == TRAILCAM_DRW && p.index == index++ && p.channel == number_of(item, "channel"));
        append(&stream, p.payload);
    }
}

static void check_json_transfer(const cJSON *item)
{
    struct trailcam_head head;
    struct fl_span body = body_of(stream.data, stream.len, &head);
    must(head.msg == (uint32_t)number_of(item, "msg") && head.seq == (uint32_t)number_of(item, "seq"));
    must(stream.len == (size_t)number_of(item, "total"));
    opens_to(body, text_of(item, "json"));
    size_t len;
    uint8_t *again = trailcam_make_record(vectors_key(), (enum trailcam_message)head.msg, head.seq,
                                          text_of(item, "json"), &len);
    must(len == stream.len && !memcmp(again, stream.data, len));
    free(again);
}

/* Head and picture are written again behind what was written so far. */
static void put_picture_again(struct bytes *again, const struct trailcam_head *head,
                              const struct trailcam_picture *picture)
{
    uint8_t bytes[TRAILCAM_RECORD_HEAD + TRAILCAM_PICTURE_HEAD];
    struct fl_writer w = fl_writer_of(bytes, sizeof bytes);
    trailcam_put_head(&w, head);
    trailcam_put_picture_head(&w, (enum trailcam_message)head->msg, picture);
    must(fl_writer_ok(&w) && w.len == sizeof bytes);
    append(again, (struct fl_span){bytes, w.len});
    append(again, picture->jpeg);
}

static void check_picture(const cJSON *message, const struct trailcam_head *head,
                          const struct trailcam_picture *p)
{
    must(head->msg == (uint32_t)number_of(message, "msg") &&
         head->seq == (uint32_t)number_of(message, "seq"));
    must(p->dir == number_of(message, "dirNum") && p->num == number_of(message, "mediaNum"));
    must((double)p->media_id == member(message, "mediaId")->valuedouble);
    must(p->jpeg.len == (size_t)number_of(message, "jpeg_len"));
    must(!strcmp(p->device_id, "02:00:5E:10:00:01"));
    if (has(message, "check_hex"))
        must(!memcmp(p->check, unhex(text_of(message, "check_hex"))->data, TRAILCAM_CHECK_LEN));
}

static void check_picture_transfer(const cJSON *item)
{
    static struct bytes again;
    again.len = 0;
    struct fl_reader r = fl_reader_of(stream.data, stream.len);
    const cJSON *message;
    cJSON_ArrayForEach(message, member(item, "messages"))
    {
        struct trailcam_head head;
        struct trailcam_picture p;
        must(trailcam_get_head(&r, &head) == FL_OK);
        struct fl_span body = fl_get_span(&r, head.len);
        must(trailcam_get_picture(head.msg, body, &p) == FL_OK);
        check_picture(message, &head, &p);
        put_picture_again(&again, &head, &p);
        for (size_t len = 0; len < body.len; len++)
            must(trailcam_get_picture(head.msg, (struct fl_span){body.data, len}, &p) ==
                 (len < TRAILCAM_PICTURE_HEAD ? FL_E_FORMAT : FL_E_CHECKSUM));
    }
    must(fl_reader_done(&r));
    must(again.len == stream.len && !memcmp(again.data, stream.data, stream.len));
}

static void test_transfers(void **state)
{
    (void)state;
    const cJSON *item;
    cJSON_ArrayForEach(item, vectors("transfers"))
    {
        current = text_of(item, "name");
        join(item);
        if (has(item, "messages"))
            check_picture_transfer(item);
        else
            check_json_transfer(item);
    }
}

/* --- the rest -------------------------------------------------------------------------------- */
static void test_uid(void **state)
{
    (void)state;
    struct trailcam_uid uid;
    char text[TRAILCAM_UID_TEXT];
    assert_int_equal(trailcam_parse_uid("LBCS-000000-CCCJJ", &uid), FL_OK);
    struct bytes *punch = unhex(text_of(vector_named("packets", "punch"), "hex"));
    assert_memory_equal(uid.bytes, punch->data + 4, sizeof uid.bytes);
    assert_string_equal(trailcam_uid_text(&uid, text), "LBCS-000000-CCCJJ");
    assert_int_equal(trailcam_parse_uid("ABCDEFGH-123456789-A1B2C3D4", &uid), FL_OK);
    assert_string_equal(trailcam_uid_text(&uid, text), "ABCDEFGH-123456789-A1B2C3D4");
    static const char *const wrong[] = {"",
                                        "LBCS",
                                        "LBCS-000000",
                                        "-000000-CCCJJ",
                                        "LBCS--A",
                                        "LBCS-000000-",
                                        "LBCSLBCSL-000000-A",
                                        "LBCS-000000-A B",
                                        "lbcs-1-A",
                                        "LBCS-1x-A",
                                        "LBCS-1234567890-A",
                                        "LBCS-1-A-",
                                        "LBCS -1-A",
                                        "LBCS-000000-ABCDEFGHI"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        if (trailcam_parse_uid(wrong[i], &uid) != FL_E_FORMAT)
            fail_msg("\"%s\" was taken", wrong[i]);
}

static void test_json_limits(void **state)
{
    (void)state;
    static uint8_t huge[TRAILCAM_JSON_MAX + 1];
    memset(huge, ' ', sizeof huge);
    huge[0] = '{';
    huge[1] = '}';
    cJSON *json;
    assert_int_equal(trailcam_open_clear((struct fl_span){huge, sizeof huge}, &json), FL_E_FORMAT);
    assert_int_equal(trailcam_open_clear((struct fl_span){huge, 1000}, &json), FL_OK);
    cJSON_Delete(json);
    assert_int_equal(trailcam_open_clear((struct fl_span){huge, 0}, &json), FL_E_FORMAT);
    assert_int_equal(trailcam_open_clear((struct fl_span){(const uint8_t *)"[1]", 3}, &json), FL_E_FORMAT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sealing),   cmocka_unit_test(test_sealed_truncations),
        cmocka_unit_test(test_packets),   cmocka_unit_test(test_malformed_packets),
        cmocka_unit_test(test_live_head), cmocka_unit_test(test_transfers),
        cmocka_unit_test(test_uid),       cmocka_unit_test(test_json_limits),
    };
    return cmocka_run_group_tests(tests, vectors_load, vectors_free);
}
