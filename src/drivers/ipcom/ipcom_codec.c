/* The wire of the IPCom panel (Home Anywhere Blue): cipher and messages, both directions.
 *
 * Every message is id, version, ... and is enciphered as a whole. All numbers are single bytes.
 *
 *   login request, 56                          login answer, 135 (or 3: accepted, no key)
 *    0  01            id                        0  01           id
 *    1  02            version                   1  ?            version, not checked by anybody
 *    2  "USER:" name  26 bytes, space-padded    2  "0412"       firmware, 4 bytes of text
 *   28  "PWD:" word   26 bytes, space-padded    6  ?            unknown
 *   54  bus           1 or 2                    7  S            session key, 128 bytes
 *   55  bus lock      0
 *
 *   poll 05 01   keep-alive 03 01   disconnect 02 01      (the versions of the last two: inferred)
 *
 *   snapshot, 130: the answer to a poll        frame request, answer
 *    0  05                                      0  04 01
 *    1  01                                      2  bus          absent if it would be 0
 *    2  value of module m, output o at              23          start of frame
 *       2 + 8*(m-1) + (o-1)                         to from     addresses on the bus, the PC is 0
 *                                                   len         of data, + 1 for the sum
 *   set-values: data = 01, 8 output values          data        len - 1 bytes
 *                                                   sum         XOR of the data bytes
 *
 * The login's form, the cipher and the poll's bytes were seen on the wire of real installations;
 * the frame form and the module addresses are confirmed by independent work on the same vendor's
 * serial bus; what answers to keep-alive and frame requests contain is not known: README.md.
 *
 * The cipher is a self-synchronising XOR stream over table A below. Table B is A rotated by 128.
 *
 *   index = previous cipher byte (0 at a message's start) XOR position in the message
 *   key byte = B[index]                           without a session key ("single")
 *              A[index] XOR S[index mod 128]      with one ("dual")
 *
 * So one damaged byte damages itself and the next, equal messages look equal, and the first n
 * bytes can be read before the rest is there. It hides nothing from anybody who wants to know. */
#include "ipcom_codec.h"

#include <string.h>

enum {
    USER_FIELD = 26,
    PWD_FIELD = 26,
    FIRMWARE_LEN = 4,
    FRAME_START = 0x23,
    FRAME_DATA_MAX = 254,
    CMD_SET_OUTPUTS = 1 /* the bus command "set all outputs of an Exo" */
};

static const char user_tag[] = "USER:", pwd_tag[] = "PWD:";

/* --- cipher --------------------------------------------------------------------------------- */
static const uint8_t table_a[256] = {
    0x53, 0x83, 0xfb, 0x32, 0x7f, 0x7e, 0x9a, 0xe9, 0x01, 0xb3, 0x7f, 0x80, 0x06, 0xcf, 0x39, 0x26,
    0x6f, 0x5d, 0x25, 0x5b, 0x1e, 0x26, 0x28, 0xc4, 0xb3, 0x78, 0x04, 0xac, 0x9f, 0x0b, 0xae, 0x9d,
    0x57, 0xac, 0x4e, 0x82, 0x0e, 0xb4, 0xba, 0x6c, 0x27, 0x38, 0x0a, 0x71, 0x9b, 0xe1, 0xf7, 0xfd,
    0x14, 0xcc, 0x14, 0x0d, 0x71, 0xe5, 0xb8, 0xf7, 0x7c, 0xcb, 0xe0, 0x0b, 0x04, 0x78, 0xb1, 0x7f,
    0x2b, 0xea, 0x85, 0x41, 0x95, 0x22, 0x18, 0xee, 0x06, 0xff, 0x79, 0x13, 0x26, 0xd3, 0x08, 0x10,
    0x75, 0x04, 0x53, 0x6c, 0x04, 0xfd, 0x91, 0xf3, 0x31, 0x93, 0xb6, 0x14, 0xe3, 0x53, 0xf6, 0xce,
    0x6e, 0xc3, 0x74, 0xfe, 0xce, 0x62, 0x01, 0xbd, 0x8d, 0x11, 0x26, 0x39, 0x0a, 0x74, 0x51, 0xca,
    0x56, 0x42, 0x51, 0xd5, 0x7b, 0x8e, 0xa6, 0x47, 0xdc, 0x7f, 0x74, 0x09, 0x90, 0x8f, 0x9a, 0xf2,
    0x0c, 0x74, 0x81, 0x64, 0x10, 0x0d, 0x64, 0xce, 0x54, 0xb5, 0x78, 0x81, 0xa5, 0x90, 0x36, 0xeb,
    0x82, 0xc9, 0xe7, 0x5c, 0xbd, 0x3f, 0x3b, 0x29, 0xd3, 0x2f, 0x22, 0x6e, 0x6f, 0x24, 0xdd, 0xfb,
    0xdd, 0x98, 0x00, 0x1d, 0x4b, 0x82, 0xce, 0x12, 0xd1, 0x33, 0x29, 0x22, 0x4f, 0x92, 0xf9, 0x94,
    0xeb, 0x12, 0x57, 0x2f, 0xfa, 0x30, 0xc7, 0xf1, 0x9d, 0x72, 0xca, 0x8d, 0x25, 0xeb, 0x2c, 0x3d,
    0xe3, 0xfb, 0xcc, 0xbc, 0x54, 0x11, 0x53, 0x25, 0xe2, 0xce, 0x78, 0xf9, 0xdc, 0x6f, 0xe8, 0xe2,
    0xfb, 0x41, 0x3c, 0xed, 0x6f, 0x9a, 0xb1, 0xf3, 0x72, 0x78, 0x02, 0xcc, 0x91, 0x3d, 0x20, 0x7f,
    0xbe, 0xe9, 0x53, 0xd4, 0xfb, 0xff, 0x6e, 0x42, 0xb1, 0xf6, 0x5e, 0x4d, 0x14, 0x03, 0xb4, 0xfb,
    0x2f, 0x53, 0x7a, 0xbc, 0x9e, 0xa7, 0xce, 0x8e, 0xca, 0x08, 0xc4, 0x7b, 0x19, 0xa1, 0x2b, 0x7f,
};

static uint8_t key_byte(const struct ipcom_cipher *c, uint8_t index)
{
    switch (c->mode) {
    case IPCOM_SINGLE:
        return table_a[(index + 128) % 256];
    case IPCOM_DUAL:
        return table_a[index] ^ c->key[index % IPCOM_KEY_LEN];
    case IPCOM_CLEAR:
        break;
    }
    return 0;
}

void ipcom_encrypt(const struct ipcom_cipher *c, const uint8_t *in, uint8_t *out, size_t len)
{
    uint8_t prev = 0;
    for (size_t pos = 0; pos < len; pos++) {
        prev = in[pos] ^ key_byte(c, (uint8_t)(prev ^ pos));
        out[pos] = prev;
    }
}

void ipcom_decrypt(const struct ipcom_cipher *c, const uint8_t *in, uint8_t *out, size_t len)
{
    uint8_t prev = 0;
    for (size_t pos = 0; pos < len; pos++) {
        uint8_t cipher = in[pos];
        out[pos] = cipher ^ key_byte(c, (uint8_t)(prev ^ pos));
        prev = cipher;
    }
}

/* --- login ---------------------------------------------------------------------------------- */
static void put_padded(struct fl_writer *w, const char *tag, const char *text, size_t field)
{
    size_t tag_len = strlen(tag), text_len = strlen(text);
    fl_put_bytes(w, tag, tag_len);
    fl_put_bytes(w, text, text_len);
    if (tag_len + text_len > field)
        w->bad = true; /* a longer name would shift the rest of the packet */
    else
        fl_put_fill(w, ' ', field - tag_len - text_len);
}

void ipcom_put_login(struct fl_writer *w, const struct ipcom_login *login)
{
    fl_put_u8(w, IPCOM_LOGIN);
    fl_put_u8(w, IPCOM_LOGIN_VERSION);
    put_padded(w, user_tag, login->username, USER_FIELD);
    put_padded(w, pwd_tag, login->password, PWD_FIELD);
    fl_put_u8(w, login->bus);
    fl_put_u8(w, login->lock);
}

/* Reads a tagged field, without the padding, into text (of at least field - strlen(tag) + 1). */
static bool get_padded(struct fl_reader *in, const char *tag, char *text, size_t field)
{
    size_t tag_len = strlen(tag);
    struct fl_span head = fl_get_span(in, tag_len);
    struct fl_span body = fl_get_span(in, field - tag_len);
    if (!fl_reader_ok(in) || memcmp(head.data, tag, tag_len) != 0)
        return false;
    size_t len = body.len;
    while (len && body.data[len - 1] == ' ')
        len--;
    if (memchr(body.data, 0, len))
        return false;
    memcpy(text, body.data, len);
    text[len] = '\0';
    return true;
}

enum fl_err ipcom_get_login(struct fl_reader *in, struct ipcom_login *out)
{
    if (fl_reader_left(in) < IPCOM_LOGIN_LEN)
        return FL_AGAIN;
    struct fl_reader r = fl_get_sub(in, IPCOM_LOGIN_LEN);
    uint8_t id = fl_get_u8(&r);
    uint8_t version = fl_get_u8(&r);
    if (id != IPCOM_LOGIN || version != IPCOM_LOGIN_VERSION ||
        !get_padded(&r, user_tag, out->username, USER_FIELD) ||
        !get_padded(&r, pwd_tag, out->password, PWD_FIELD))
        return FL_E_FORMAT;
    out->bus = fl_get_u8(&r);
    out->lock = fl_get_u8(&r);
    return fl_reader_done(&r) ? FL_OK : FL_E_FORMAT;
}

void ipcom_put_login_answer(struct fl_writer *w, const struct ipcom_login_answer *answer)
{
    fl_put_u8(w, IPCOM_LOGIN);
    fl_put_u8(w, answer->version);
    fl_put_bytes(w, answer->firmware, FIRMWARE_LEN);
    fl_put_u8(w, answer->unknown);
    fl_put_bytes(w, answer->key, IPCOM_KEY_LEN);
}

enum fl_err ipcom_get_login_answer(struct fl_reader *in, struct ipcom_login_answer *out)
{
    if (fl_reader_left(in) < IPCOM_LOGIN_ANSWER_LEN)
        return FL_AGAIN;
    struct fl_reader r = fl_get_sub(in, IPCOM_LOGIN_ANSWER_LEN);
    if (fl_get_u8(&r) != IPCOM_LOGIN)
        return FL_E_FORMAT;
    out->version = fl_get_u8(&r);
    memcpy(out->firmware, fl_get_span(&r, FIRMWARE_LEN).data, FIRMWARE_LEN);
    out->firmware[FIRMWARE_LEN] = '\0';
    out->unknown = fl_get_u8(&r);
    memcpy(out->key, fl_get_span(&r, IPCOM_KEY_LEN).data, IPCOM_KEY_LEN);
    return FL_OK;
}

/* --- poll, keep-alive, disconnect ----------------------------------------------------------- */
void ipcom_put_head(struct fl_writer *w, enum ipcom_id id)
{
    fl_put_u8(w, (uint8_t)id);
    fl_put_u8(w, IPCOM_VERSION);
}

/* --- snapshot ------------------------------------------------------------------------------- */
void ipcom_put_snapshot(struct fl_writer *w, const struct ipcom_snapshot *s)
{
    ipcom_put_head(w, IPCOM_POLL);
    fl_put_bytes(w, s->value, sizeof s->value);
}

enum fl_err ipcom_get_snapshot(struct fl_reader *in, struct ipcom_snapshot *out)
{
    if (fl_reader_left(in) < IPCOM_SNAPSHOT_LEN)
        return FL_AGAIN;
    struct fl_reader r = fl_get_sub(in, IPCOM_SNAPSHOT_LEN);
    uint8_t id = fl_get_u8(&r);
    uint8_t version = fl_get_u8(&r);
    if (id != IPCOM_POLL || version != IPCOM_VERSION)
        return FL_E_FORMAT;
    memcpy(out->value, fl_get_span(&r, sizeof out->value).data, sizeof out->value);
    return FL_OK;
}

/* --- frames --------------------------------------------------------------------------------- */
static uint8_t base_address(enum ipcom_bus_type type)
{
    return type == IPCOM_BIBUS ? 30 : 60;
}

uint8_t ipcom_module_address(enum ipcom_bus_type type, unsigned module)
{
    if (module < 1 || module > IPCOM_MODULES)
        return 0;
    return (uint8_t)(base_address(type) + module - 1);
}

unsigned ipcom_address_module(enum ipcom_bus_type type, uint8_t address)
{
    uint8_t base = base_address(type);
    return address >= base && address < base + IPCOM_MODULES ? address - base + 1u : 0;
}

/* The vendor's application sends 2 on a Minido bus whatever bus the login names. */
uint8_t ipcom_bus_byte(enum ipcom_bus_type type, unsigned login_bus)
{
    return type == IPCOM_BIBUS && login_bus == 1 ? 1 : 2;
}

static uint8_t checksum(struct fl_span data)
{
    uint8_t sum = 0;
    for (size_t i = 0; i < data.len; i++)
        sum ^= data.data[i];
    return sum;
}

void ipcom_put_frame(struct fl_writer *w, const struct ipcom_frame *f)
{
    if (f->data.len > FRAME_DATA_MAX) {
        w->bad = true;
        return;
    }
    ipcom_put_head(w, IPCOM_FRAME);
    if (f->bus)
        fl_put_u8(w, f->bus);
    fl_put_u8(w, FRAME_START);
    fl_put_u8(w, f->to);
    fl_put_u8(w, f->from);
    fl_put_u8(w, (uint8_t)(f->data.len + 1));
    fl_put_bytes(w, f->data.data, f->data.len);
    fl_put_u8(w, checksum(f->data));
}

/* The size of the frame message whose first len bytes are plain, as far as its own length goes. */
static enum fl_err frame_size(const uint8_t *plain, size_t len, size_t *size)
{
    size_t start = IPCOM_HEAD_LEN;
    if (len <= start)
        return FL_AGAIN;
    if (plain[start] != FRAME_START)
        start++;
    if (len <= start)
        return FL_AGAIN;
    if (plain[start] != FRAME_START)
        return FL_E_FORMAT;
    if (len <= start + 3)
        return FL_AGAIN;
    uint8_t frame_len = plain[start + 3];
    if (!frame_len)
        return FL_E_FORMAT; /* it would have no checksum */
    *size = start + 4 + frame_len;
    return *size <= IPCOM_MESSAGE_MAX ? FL_OK : FL_E_FORMAT;
}

enum fl_err ipcom_get_frame(struct fl_reader *in, struct ipcom_frame *out)
{
    size_t size, left = fl_reader_left(in);
    if (left && in->p[0] != IPCOM_FRAME)
        return FL_E_FORMAT;
    enum fl_err err = frame_size(in->p, left, &size);
    if (err)
        return err;
    if (left < size)
        return FL_AGAIN;
    struct fl_reader r = fl_get_sub(in, size);
    fl_get_span(&r, IPCOM_HEAD_LEN);
    uint8_t byte = fl_get_u8(&r);
    out->bus = byte == FRAME_START ? 0 : byte;
    if (out->bus)
        fl_get_u8(&r);
    out->to = fl_get_u8(&r);
    out->from = fl_get_u8(&r);
    uint8_t frame_len = fl_get_u8(&r);
    out->data = fl_get_span(&r, frame_len - 1u);
    return fl_get_u8(&r) == checksum(out->data) ? FL_OK : FL_E_CHECKSUM;
}

void ipcom_put_set_values(struct fl_writer *w, const struct ipcom_set_values *s)
{
    uint8_t data[1 + IPCOM_OUTPUTS] = {CMD_SET_OUTPUTS};
    memcpy(data + 1, s->value, IPCOM_OUTPUTS);
    struct ipcom_frame f = {.bus = s->bus, .to = s->to, .data = {data, sizeof data}};
    ipcom_put_frame(w, &f);
}

enum fl_err ipcom_get_set_values(struct fl_reader *in, struct ipcom_set_values *out)
{
    struct ipcom_frame f;
    enum fl_err err = ipcom_get_frame(in, &f);
    if (err)
        return err;
    if (f.from || f.data.len != 1 + IPCOM_OUTPUTS || f.data.data[0] != CMD_SET_OUTPUTS)
        return FL_E_UNSUPPORTED;
    out->bus = f.bus;
    out->to = f.to;
    memcpy(out->value, f.data.data + 1, IPCOM_OUTPUTS);
    return FL_OK;
}

/* --- boundaries ----------------------------------------------------------------------------- */
static enum fl_err fixed_size(size_t fixed, size_t *size)
{
    *size = fixed;
    return FL_OK;
}

enum fl_err ipcom_request_size(const uint8_t *plain, size_t len, size_t *size)
{
    if (!len)
        return FL_AGAIN;
    switch (plain[0]) {
    case IPCOM_LOGIN:
        return fixed_size(IPCOM_LOGIN_LEN, size);
    case IPCOM_DISCONNECT:
    case IPCOM_KEEPALIVE:
    case IPCOM_POLL:
    case IPCOM_KEYBOARD:
        return fixed_size(IPCOM_HEAD_LEN, size);
    case IPCOM_FRAME:
        return frame_size(plain, len, size);
    default:
        return FL_E_FORMAT;
    }
}

enum fl_err ipcom_answer_size(const uint8_t *plain, size_t len, size_t *size)
{
    if (len < IPCOM_HEAD_LEN)
        return FL_AGAIN;
    enum fl_err err;
    switch (plain[0]) {
    case IPCOM_POLL:
        return plain[1] == IPCOM_VERSION ? fixed_size(IPCOM_SNAPSHOT_LEN, size) : FL_E_FORMAT;
    case IPCOM_DISCONNECT:
        return fixed_size(IPCOM_HEAD_LEN, size);
    case IPCOM_FRAME:
        err = frame_size(plain, len, size);
        return err == FL_E_FORMAT ? FL_E_UNSUPPORTED : err;
    case IPCOM_KEEPALIVE: /* probably two bytes, but nobody has seen one */
    case IPCOM_NOTICE:
        return FL_E_UNSUPPORTED;
    default:
        return FL_E_FORMAT;
    }
}
