/* Packets of the ka9q-radio status and command protocol, both directions; no state.
 *
 *   byte 0   0 status, 1 command
 *   then     type (1)  length (1..5)  value        any number of times
 *            0                                     the end of the list: a type alone
 *
 * Length: 0..127 in one byte; else 0x80 | n and n bytes, big-endian. radiod writes n = 2 from 128 to
 * 65535, and n = 3, 4 above; what is read may have any n up to 4. Numbers are big-endian without
 * their leading zero bytes, so that 0 has length 0. Spans borrow from the packet.
 *
 * Neither NaN nor a list without its end is ever written: radiod's command parser drops the last value
 * of one that has no end. Source: ka9q/ka9q-radio commit 4e0033b4, and packets of a real server. */
#ifndef FL_RADIOD_TLV_H
#define FL_RADIOD_TLV_H

#include <fairlead/addr.h>
#include <fairlead/bytes.h>
#include <fairlead/error.h>

#include "radiod_tags.h"

enum {
    RADIOD_PORT = 5006,
    RADIOD_DATA_PORT = 5004,
    RADIOD_PACKET_STATUS = 0,
    RADIOD_PACKET_COMMAND = 1,
    RADIOD_COMMAND_MAX = 512, /* what we send; received ones may be as long as a datagram */
    RADIOD_TEXT_MAX = 256,
    RADIOD_SOCKET_MAX = 18
};

#define RADIOD_EVERYBODY UINT32_C(0xffffffff) /* as an SSRC: all channels */

/* --- reading ------------------------------------------------------------------------------ */
struct radiod_tlv {
    uint8_t type;
    struct fl_span value;
};

/* The next one behind the packet's first byte. FL_AGAIN: the list ended, with or without its mark;
 * FL_E_FORMAT: broken, and nothing can be read behind it. Types above RADIOD_TAG_COUNT come too. */
enum fl_err radiod_next(struct fl_reader *list, struct radiod_tlv *out);

uint64_t radiod_get_int(struct fl_span value); /* of more than 8 bytes the last 8, as radiod does */
/* FLOAT: up to 4 bytes are a binary32, up to 8 a binary64, as radiod reads them. DOUBLE: always a
 * binary64. False: too long. The value may be infinite or NaN. */
bool radiod_get_float(struct fl_span value, double *out);
bool radiod_get_double(struct fl_span value, double *out);
/* Cut at a NUL; what is no UTF-8 becomes '?'. Returns buf. */
const char *radiod_get_text(struct fl_span value, char buf[static RADIOD_TEXT_MAX]);
/* family 0: none. False: neither 0, 6 nor 18 bytes. */
bool radiod_get_socket(struct fl_span value, struct fl_addr *out);

/* --- making one --------------------------------------------------------------------------- */
struct radiod_builder {
    struct fl_writer w;
};

struct radiod_builder radiod_begin(void *buf, size_t cap, uint8_t packet);
void radiod_put_int(struct radiod_builder *b, enum radiod_tag tag, uint64_t value); /* also BOOL, SIGNED */
/* By the tag's wire type: FLOAT or DOUBLE. A NaN spoils the packet. */
void radiod_put_real(struct radiod_builder *b, enum radiod_tag tag, double value);
void radiod_put_text(struct radiod_builder *b, enum radiod_tag tag, const char *text);
void radiod_put_socket(struct radiod_builder *b, enum radiod_tag tag, const struct fl_addr *addr);
void radiod_put_bytes(struct radiod_builder *b, enum radiod_tag tag, const void *data, size_t len);
/* Writes the end of the list; returns the length, or 0 if it did not fit. */
size_t radiod_end(struct radiod_builder *b);

#endif
