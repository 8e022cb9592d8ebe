/* The trail camera's wire. The first byte picks what the rest is taken for: a packet, a record, or JSON to
 * seal. What decodes must encode to the same bytes again. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "drivers/trailcam/trailcam_codec.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct fl_aes *key; /* made once: it costs more than an input */

static void must(bool holds)
{
    if (!holds)
        abort();
}

static void seal(const uint8_t *data, size_t size)
{
    cJSON *json, *again;
    if (trailcam_open_clear((struct fl_span){data, size}, &json))
        return;
    char *text = fl_json_text(json);
    must(text != NULL);
    size_t len;
    uint8_t *record = trailcam_make_record(key, TRAILCAM_MSG_RESPONSE, 1, text, &len);
    must(record != NULL);
    struct fl_span body = {record + TRAILCAM_RECORD_HEAD, len - TRAILCAM_RECORD_HEAD};
    if (strlen(text) <= FL_JSON_SIZE && body.len <= TRAILCAM_JSON_MAX) {
        must(trailcam_open_sealed(key, body, &again) == FL_OK);
        must(cJSON_Compare(json, again, true));
        cJSON_Delete(again);
    }
    free(record);
    free(text);
    cJSON_Delete(json);
}

static void picture(uint32_t msg, struct fl_span body)
{
    struct trailcam_picture p;
    if (trailcam_get_picture(msg, body, &p))
        return;
    uint8_t head[TRAILCAM_PICTURE_HEAD];
    struct fl_writer w = fl_writer_of(head, sizeof head);
    trailcam_put_picture_head(&w, (enum trailcam_message)msg, &p);
    must(fl_writer_ok(&w) && w.len == sizeof head);
    must(p.jpeg.len <= body.len - TRAILCAM_PICTURE_HEAD);
}

static void record(const uint8_t *data, size_t size)
{
    struct fl_reader r = fl_reader_of(data, size);
    struct trailcam_head head;
    if (trailcam_get_head(&r, &head))
        return;
    struct fl_span body = {r.p, fl_reader_left(&r)};
    cJSON *json;
    picture(head.msg, body);
    if (!trailcam_open_sealed(key, body, &json))
        cJSON_Delete(json);
    if (!trailcam_open_clear(body, &json))
        cJSON_Delete(json);
}

static void put_again(struct fl_writer *w, const struct trailcam_packet *p)
{
    uint16_t indices[1024];
    if (p->type == TRAILCAM_DRW) {
        trailcam_put_drw(w, p->channel, p->index, p->payload);
    } else if (p->type == TRAILCAM_DRW_ACK && p->ack_count <= 1024) {
        for (size_t i = 0; i < p->ack_count; i++)
            indices[i] = trailcam_ack(p, i);
        trailcam_put_acks(w, p->channel, indices, p->ack_count);
    } else if (p->type == TRAILCAM_PUNCH || p->type == TRAILCAM_READY) {
        trailcam_put_uid(w, p->type, &p->uid);
    }
}

static void packet(const uint8_t *data, size_t size)
{
    static uint8_t wire[65536 + 8];
    struct trailcam_packet p;
    char text[TRAILCAM_UID_TEXT];
    if (trailcam_get_packet(data, size, &p))
        return;
    trailcam_uid_text(&p.uid, text);
    struct fl_writer w = fl_writer_of(wire, sizeof wire);
    put_again(&w, &p);
    /* The length field may count bytes that nobody reads. */
    must(fl_writer_ok(&w) && w.len <= size && (w.len < 4 || !memcmp(wire + 4, data + 4, w.len - 4)));
    if (p.type == TRAILCAM_DRW && p.payload.len)
        record(p.payload.data, p.payload.len);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (!key)
        key = trailcam_key();
    must(key != NULL);
    if (size == 0)
        return 0;
    if (data[0] % 3 == 0)
        packet(data + 1, size - 1);
    else if (data[0] % 3 == 1)
        record(data + 1, size - 1);
    else
        seal(data + 1, size - 1);
    return 0;
}
