/* The IPCom codec and stream: any bytes, under any cipher, in any pieces. What decodes must encode
 * to the same bytes again. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "drivers/ipcom/ipcom_stream.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool holds)
{
    if (!holds)
        abort();
}

static void same_again(const struct fl_writer *w, const uint8_t *plain, size_t len)
{
    must(fl_writer_ok(w) && w->len <= len && !memcmp(w->buf, plain, w->len));
}

static void decode(const uint8_t *plain, size_t len)
{
    uint8_t buf[512];
    struct fl_reader r = fl_reader_of(plain, len);
    struct fl_writer w = fl_writer_of(buf, sizeof buf);
    struct ipcom_login login;
    if (ipcom_get_login(&r, &login) == FL_OK) {
        ipcom_put_login(&w, &login);
        same_again(&w, plain, len);
    }
    r = fl_reader_of(plain, len);
    w = fl_writer_of(buf, sizeof buf);
    struct ipcom_login_answer answer;
    if (ipcom_get_login_answer(&r, &answer) == FL_OK)
        must(answer.firmware[4] == '\0');
    r = fl_reader_of(plain, len);
    struct ipcom_snapshot snapshot;
    if (ipcom_get_snapshot(&r, &snapshot) == FL_OK) {
        ipcom_put_snapshot(&w, &snapshot);
        same_again(&w, plain, len);
    }
    r = fl_reader_of(plain, len);
    w = fl_writer_of(buf, sizeof buf);
    struct ipcom_set_values set;
    if (ipcom_get_set_values(&r, &set) == FL_OK && plain[1] == IPCOM_VERSION) {
        ipcom_put_set_values(&w, &set);
        same_again(&w, plain, len);
    }
    size_t message;
    for (size_t n = 0; n <= len; n++) {
        if (ipcom_request_size(plain, n, &message) == FL_OK)
            must(message && message <= IPCOM_MESSAGE_MAX);
        if (ipcom_answer_size(plain, n, &message) == FL_OK)
            must(message && message <= IPCOM_MESSAGE_MAX);
    }
}

/* The first byte chooses what is asked for, the second the size of the pieces. */
static void stream(const struct ipcom_cipher *c, const uint8_t *data, size_t size)
{
    static const enum ipcom_id ids[] = {IPCOM_POLL, IPCOM_FRAME, IPCOM_KEEPALIVE};
    struct ipcom_stream s = {.cipher = *c};
    enum ipcom_id asked = ids[data[0] % 3];
    size_t piece = data[1] % 32 + 1u, from = 2, to = 2;
    while (to < size) {
        to = to + piece < size ? to + piece : size;
        for (size_t n = 1; n && from < to;) {
            enum ipcom_found found;
            struct ipcom_snapshot snapshot;
            n = ipcom_stream_take(&s, asked, data + from, to - from, &found, &snapshot);
            must(n <= to - from && (n || found == IPCOM_GOT_NOTHING));
            from += n;
        }
        must(to - from < IPCOM_MESSAGE_MAX && s.held <= to - from);
        if (s.held && data[1] & 0x80)
            ipcom_stream_pause(&s);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 3)
        return 0;
    struct ipcom_cipher c = {.mode = (enum ipcom_mode)(data[0] / 64 % 3)};
    memset(c.key, data[1], sizeof c.key);
    uint8_t plain[1024], wire[1024];
    size_t len = size - 3 < sizeof plain ? size - 3 : sizeof plain;
    ipcom_decrypt(&c, data + 3, plain, len);
    ipcom_encrypt(&c, plain, wire, len);
    must(!memcmp(wire, data + 3, len));
    decode(plain, len);
    decode(data + 3, len);
    stream(&c, data + 1, size - 1);
    return 0;
}
