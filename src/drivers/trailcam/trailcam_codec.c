/* The wire of KJK230-class trail cameras, both directions.
 *
 * A packet is one UDP datagram, numbers big-endian:
 *
 *    0  F1                     DRW (D0)                    DRW_ACK (D1)
 *    1  type                    4  D1                       4  D1
 *    2  length of what follows  5  channel, 0..7            5  channel
 *                               6  index                    6  count
 *   PUNCH, READY: a UID, 20     8  payload, 0..1024         8  count indices
 *    4  "LBCS"   prefix, 8      READY_ACK (43): a UID, then
 *   12  number                 24  00 02, port (little-endian!), IPv4 reversed, 16 zero bytes
 *   16  "CCCJJ"  check, 8
 *
 * A record lies in the byte stream of one channel, numbers little-endian:
 *
 *    0  "ARTEMIS"              a picture's body (messages 8 thumbnail, 5 file)
 *    7  ?   0, in events noise   0  device id, text, 32
 *    8  message                 32  directory, 2
 *   12  sequence                34  number, 2
 *   16  length of the body      36  length of the JPEG
 *   20  body                    40  thumbnail: media id ?   file: the file's last eight bytes
 *                               48  thumbnail: unused       file: media id
 *                               52  unused, 20
 *                               72  JPEG
 *
 * Commands and responses are base64 of AES-128-CBC of JSON: zero IV, zero padding (none if the JSON
 * fills its last block), then one NUL in commands and 21 in responses, which the length counts.
 * Events are JSON in clear and a NUL. All of it was seen in captures of a KJK230 and its application,
 * but the media ids' places, which are the vendor library's. */
#include "trailcam_codec.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    MAGIC = 0xf1,
    DRW_MAGIC = 0xd1, /* in both DRW and DRW_ACK */
    UID_PART = 8,
    DEVICE_ID_LEN = 32,
    COMMAND_TAIL = 1,
    RESPONSE_TAIL = 21,
    EVENT_TAIL = 1
};

/* --- packets --------------------------------------------------------------------------------- */
static struct trailcam_uid get_uid(struct fl_reader *r)
{
    struct trailcam_uid uid = {{0}};
    struct fl_span bytes = fl_get_span(r, sizeof uid.bytes);
    if (bytes.len)
        memcpy(uid.bytes, bytes.data, sizeof uid.bytes);
    return uid;
}

static bool get_drw_head(struct fl_reader *r, uint8_t *channel)
{
    uint8_t magic = fl_get_u8(r);
    *channel = fl_get_u8(r);
    return magic == DRW_MAGIC && *channel < TRAILCAM_CHANNELS;
}

static enum fl_err get_drw(struct fl_reader *r, struct trailcam_packet *out)
{
    if (!get_drw_head(r, &out->channel))
        return FL_E_FORMAT;
    out->index = fl_get_be16(r);
    out->payload = fl_get_span(r, fl_reader_left(r));
    return fl_reader_ok(r) ? FL_OK : FL_E_FORMAT;
}

static enum fl_err get_acks(struct fl_reader *r, struct trailcam_packet *out)
{
    if (!get_drw_head(r, &out->channel))
        return FL_E_FORMAT;
    out->ack_count = fl_get_be16(r);
    out->acks = fl_get_span(r, 2 * out->ack_count).data;
    return fl_reader_ok(r) ? FL_OK : FL_E_FORMAT;
}

static enum fl_err get_body(struct fl_reader *r, struct trailcam_packet *out)
{
    switch (out->type) {
    case TRAILCAM_PUNCH:
    case TRAILCAM_READY:
    case TRAILCAM_READY_ACK:
        out->uid = get_uid(r);
        return fl_reader_ok(r) ? FL_OK : FL_E_FORMAT;
    case TRAILCAM_DRW:
        return get_drw(r, out);
    case TRAILCAM_DRW_ACK:
        return get_acks(r, out);
    case TRAILCAM_LAN_SEARCH:
    case TRAILCAM_ALIVE:
    case TRAILCAM_ALIVE_ACK:
    case TRAILCAM_CLOSE:
        return FL_OK;
    }
    return FL_E_UNSUPPORTED;
}

enum fl_err trailcam_get_packet(const uint8_t *data, size_t len, struct trailcam_packet *out)
{
    struct fl_reader r = fl_reader_of(data, len);
    uint8_t magic = fl_get_u8(&r), type = fl_get_u8(&r);
    struct fl_reader body = fl_get_sub(&r, fl_get_be16(&r));
    if (!fl_reader_ok(&r) || magic != MAGIC)
        return FL_E_FORMAT;
    *out = (struct trailcam_packet){.type = (enum trailcam_type)type};
    return get_body(&body, out);
}

uint16_t trailcam_ack(const struct trailcam_packet *p, size_t i)
{
    return (uint16_t)(p->acks[2 * i] << 8 | p->acks[2 * i + 1]);
}

static void put_packet_head(struct fl_writer *w, enum trailcam_type type, size_t len)
{
    fl_put_u8(w, MAGIC);
    fl_put_u8(w, (uint8_t)type);
    fl_put_be16(w, (uint16_t)len);
}

void trailcam_put_bare(struct fl_writer *w, enum trailcam_type type)
{
    put_packet_head(w, type, 0);
}

void trailcam_put_uid(struct fl_writer *w, enum trailcam_type type, const struct trailcam_uid *uid)
{
    put_packet_head(w, type, sizeof uid->bytes);
    fl_put_bytes(w, uid->bytes, sizeof uid->bytes);
}

void trailcam_put_ready_ack(struct fl_writer *w, const struct trailcam_uid *uid, const struct fl_addr *own)
{
    enum { ADDRESS = 24 };
    put_packet_head(w, TRAILCAM_READY_ACK, sizeof uid->bytes + ADDRESS);
    fl_put_bytes(w, uid->bytes, sizeof uid->bytes);
    fl_put_be16(w, 2);
    fl_put_le16(w, own->port);
    for (size_t i = 4; i-- > 0;)
        fl_put_u8(w, own->ip[i]);
    fl_put_fill(w, 0, 16);
}

static void put_drw_head(struct fl_writer *w, enum trailcam_type type, uint8_t channel, size_t len)
{
    put_packet_head(w, type, 4 + len);
    fl_put_u8(w, DRW_MAGIC);
    fl_put_u8(w, channel);
}

void trailcam_put_drw(struct fl_writer *w, uint8_t channel, uint16_t index, struct fl_span payload)
{
    put_drw_head(w, TRAILCAM_DRW, channel, payload.len);
    fl_put_be16(w, index);
    fl_put_bytes(w, payload.data, payload.len);
}

void trailcam_put_acks(struct fl_writer *w, uint8_t channel, const uint16_t *indices, size_t count)
{
    put_drw_head(w, TRAILCAM_DRW_ACK, channel, 2 * count);
    fl_put_be16(w, (uint16_t)count);
    for (size_t i = 0; i < count; i++)
        fl_put_be16(w, indices[i]);
}

/* --- UID ------------------------------------------------------------------------------------- */
/* Writes a part of one to eight letters and digits, NUL-padded; returns its length, 0: it is none. */
static size_t put_uid_part(struct fl_writer *w, const char *text)
{
    size_t len = strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
    if (len > UID_PART)
        return 0;
    fl_put_bytes(w, text, len);
    fl_put_fill(w, 0, UID_PART - len);
    return len;
}

enum fl_err trailcam_parse_uid(const char *text, struct trailcam_uid *out)
{
    struct fl_writer w = fl_writer_of(out->bytes, sizeof out->bytes);
    size_t len = put_uid_part(&w, text);
    if (len == 0 || text[len] != '-')
        return FL_E_FORMAT;
    text += len + 1;
    size_t digits = strspn(text, "0123456789");
    if (digits == 0 || digits > 9 || text[digits] != '-')
        return FL_E_FORMAT;
    fl_put_be32(&w, (uint32_t)strtoul(text, NULL, 10));
    text += digits + 1;
    len = put_uid_part(&w, text);
    return len && !text[len] && fl_writer_ok(&w) ? FL_OK : FL_E_FORMAT;
}

const char *trailcam_uid_text(const struct trailcam_uid *uid, char buf[static TRAILCAM_UID_TEXT])
{
    struct fl_reader r = fl_reader_of(uid->bytes, sizeof uid->bytes);
    const char *prefix = (const char *)fl_get_span(&r, UID_PART).data;
    uint32_t number = fl_get_be32(&r);
    const char *check = (const char *)fl_get_span(&r, UID_PART).data;
    snprintf(buf, TRAILCAM_UID_TEXT, "%.8s-%06u-%.8s", prefix, (unsigned)number, check);
    return buf;
}

/* --- records --------------------------------------------------------------------------------- */
const uint8_t trailcam_signature[7] = {'A', 'R', 'T', 'E', 'M', 'I', 'S'};

void trailcam_put_head(struct fl_writer *w, const struct trailcam_head *head)
{
    fl_put_bytes(w, trailcam_signature, sizeof trailcam_signature);
    fl_put_u8(w, 0);
    fl_put_le32(w, head->msg);
    fl_put_le32(w, head->seq);
    fl_put_le32(w, head->len);
}

enum fl_err trailcam_get_head(struct fl_reader *in, struct trailcam_head *out)
{
    if (fl_reader_left(in) < TRAILCAM_RECORD_HEAD)
        return FL_AGAIN;
    struct fl_reader r = fl_get_sub(in, TRAILCAM_RECORD_HEAD);
    struct fl_span signature = fl_get_span(&r, sizeof trailcam_signature);
    fl_get_u8(&r);
    out->msg = fl_get_le32(&r);
    out->seq = fl_get_le32(&r);
    out->len = fl_get_le32(&r);
    bool sound = !memcmp(signature.data, trailcam_signature, sizeof trailcam_signature);
    return sound && out->len <= TRAILCAM_RECORD_MAX ? FL_OK : FL_E_FORMAT;
}

/* --- JSON ------------------------------------------------------------------------------------ */
static const uint8_t zero_iv[FL_AES_BLOCK];

struct fl_aes *trailcam_key(void)
{
    return fl_aes_create((const uint8_t *)"xs38nul7cqf7m1va");
}

/* JSON, sealed, as base64 with its NUL: malloc'd. NULL: no memory. */
static char *seal(struct fl_aes *aes, const char *json)
{
    size_t len = strlen(json), padded = (len + FL_AES_BLOCK - 1) / FL_AES_BLOCK * FL_AES_BLOCK;
    uint8_t *block = calloc(1, padded + 1);
    char *text = malloc(fl_base64_len(padded) + 1);
    if (block && text)
        memcpy(block, json, len + 1);
    if (!block || !text || fl_aes_cbc_encrypt(aes, zero_iv, block, padded)) {
        free(block);
        free(text);
        return NULL;
    }
    fl_base64_encode(block, padded, text);
    free(block);
    return text;
}

static uint8_t *wrap(enum trailcam_message msg, uint32_t seq, const char *text, size_t tail, size_t *len)
{
    size_t text_len = strlen(text);
    *len = TRAILCAM_RECORD_HEAD + text_len + tail;
    uint8_t *record = malloc(*len);
    if (!record)
        return NULL;
    struct fl_writer w = fl_writer_of(record, *len);
    trailcam_put_head(&w, &(struct trailcam_head){msg, seq, (uint32_t)(text_len + tail)});
    fl_put_bytes(&w, text, text_len);
    fl_put_fill(&w, 0, tail);
    return record;
}

uint8_t *trailcam_make_record(struct fl_aes *aes, enum trailcam_message msg, uint32_t seq, const char *json,
                              size_t *len)
{
    if (msg == TRAILCAM_MSG_EVENT)
        return wrap(msg, seq, json, EVENT_TAIL, len);
    char *text = seal(aes, json);
    if (!text)
        return NULL;
    uint8_t *record = wrap(msg, seq, text, msg == TRAILCAM_MSG_COMMAND ? COMMAND_TAIL : RESPONSE_TAIL, len);
    free(text);
    return record;
}

static size_t text_len(const void *data, size_t len)
{
    const char *end = memchr(data, 0, len);
    return end ? (size_t)(end - (const char *)data) : len;
}

/* What stands behind the last closing brace is somebody's padding. */
static enum fl_err parse_object(const char *text, size_t len, cJSON **out)
{
    *out = NULL;
    while (len > 0 && text[len - 1] != '}')
        len--;
    cJSON *json;
    if (fl_json_parse(&json, text, len, NULL))
        return FL_E_FORMAT;
    if (!cJSON_IsObject(json)) {
        cJSON_Delete(json);
        return FL_E_FORMAT;
    }
    *out = json;
    return FL_OK;
}

enum fl_err trailcam_open_sealed(struct fl_aes *aes, struct fl_span body, cJSON **out)
{
    *out = NULL;
    if (body.len == 0 || body.len > TRAILCAM_JSON_MAX)
        return FL_E_FORMAT;
    uint8_t *block = malloc(body.len);
    if (!block)
        return FL_E_NOMEM;
    size_t len;
    enum fl_err err = fl_base64_decode((const char *)body.data, text_len(body.data, body.len), block, &len);
    if (!err)
        err = fl_aes_cbc_decrypt(aes, zero_iv, block, len);
    if (!err)
        err = parse_object((const char *)block, text_len(block, len), out);
    free(block);
    return err;
}

enum fl_err trailcam_open_clear(struct fl_span body, cJSON **out)
{
    *out = NULL;
    if (body.len == 0 || body.len > TRAILCAM_JSON_MAX)
        return FL_E_FORMAT;
    return parse_object((const char *)body.data, text_len(body.data, body.len), out);
}

/* --- pictures -------------------------------------------------------------------------------- */
static bool is_jpeg(struct fl_span s)
{
    return s.len >= 4 && s.data[0] == 0xff && s.data[1] == 0xd8 && s.data[s.len - 2] == 0xff &&
           s.data[s.len - 1] == 0xd9;
}

static void get_device_id(struct fl_reader *r, char id[static DEVICE_ID_LEN + 1])
{
    struct fl_span text = fl_get_span(r, DEVICE_ID_LEN);
    memset(id, 0, DEVICE_ID_LEN + 1);
    if (text.len)
        memcpy(id, text.data, text_len(text.data, text.len));
}

enum fl_err trailcam_get_picture(uint32_t msg, struct fl_span body, struct trailcam_picture *out)
{
    if (body.len < TRAILCAM_PICTURE_HEAD)
        return FL_E_FORMAT;
    struct fl_reader in = fl_reader_of(body.data, body.len);
    struct fl_reader r = fl_get_sub(&in, TRAILCAM_PICTURE_HEAD);
    bool file = msg == TRAILCAM_MSG_FILE;
    get_device_id(&r, out->device_id);
    out->dir = fl_get_le16(&r);
    out->num = fl_get_le16(&r);
    uint32_t len = fl_get_le32(&r);
    struct fl_span place = fl_get_span(&r, TRAILCAM_CHECK_LEN);
    struct fl_reader id = file ? r : fl_reader_of(place.data, place.len);
    out->media_id = fl_get_le32(&id);
    memcpy(out->check, place.data, sizeof out->check);
    out->jpeg = fl_get_span(&in, len);
    if (!fl_reader_ok(&in) || !is_jpeg(out->jpeg))
        return FL_E_CHECKSUM;
    if (file && (len < TRAILCAM_CHECK_LEN ||
                 memcmp(out->jpeg.data + len - TRAILCAM_CHECK_LEN, out->check, TRAILCAM_CHECK_LEN) != 0))
        return FL_E_CHECKSUM;
    return FL_OK;
}

void trailcam_put_picture_head(struct fl_writer *w, enum trailcam_message msg,
                               const struct trailcam_picture *picture)
{
    bool file = msg == TRAILCAM_MSG_FILE;
    size_t id_len = text_len(picture->device_id, DEVICE_ID_LEN);
    fl_put_bytes(w, picture->device_id, id_len);
    fl_put_fill(w, 0, DEVICE_ID_LEN - id_len);
    fl_put_le16(w, picture->dir);
    fl_put_le16(w, picture->num);
    fl_put_le32(w, (uint32_t)picture->jpeg.len);
    if (file)
        fl_put_bytes(w, picture->check, TRAILCAM_CHECK_LEN);
    fl_put_le32(w, picture->media_id);
    fl_put_fill(w, 0, file ? 20 : 28);
}
