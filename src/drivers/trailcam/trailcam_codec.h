/* The wire of KJK230-class trail cameras: PPPP packets, Artemis records, sealed JSON and pictures, for
 * the driver and for the simulated camera.
 *
 * Pure functions over plain bytes, no state. The layouts are drawn at the top of trailcam_codec.c.
 * Spans in what is decoded are borrowed from what it was decoded from. */
#ifndef FL_DRIVERS_TRAILCAM_CODEC_H
#define FL_DRIVERS_TRAILCAM_CODEC_H

#include <stddef.h>
#include <stdint.h>

#include <fairlead/addr.h>
#include <fairlead/bytes.h>
#include <fairlead/error.h>

#include "base/crypt.h"
#include "base/json.h"

enum {
    TRAILCAM_SESSION_PORT = 40611,
    TRAILCAM_SEARCH_PORT = 32108,
    TRAILCAM_UID_LEN = 20,
    TRAILCAM_UID_TEXT = 29, /* the longest and the NUL; "LBCS-000000-CCCJJ" */
    TRAILCAM_CHANNELS = 8,
    TRAILCAM_PAYLOAD_MAX = 1024,                    /* what a DRW carries */
    TRAILCAM_PACKET_MAX = 8 + TRAILCAM_PAYLOAD_MAX, /* the longest packet there is */
    TRAILCAM_ACK_MAX = 17,                          /* indices that the vendor's application puts in one */
    TRAILCAM_RECORD_HEAD = 20,
    TRAILCAM_RECORD_MAX = 16 * 1024 * 1024, /* a longer one is no record */
    TRAILCAM_JSON_MAX = 96 * 1024,          /* body of a record that carries JSON */
    TRAILCAM_PICTURE_HEAD = 72,
    TRAILCAM_CHECK_LEN = 8
};

/* --- packets --------------------------------------------------------------------------------- */
enum trailcam_type {
    TRAILCAM_LAN_SEARCH = 0x30,
    TRAILCAM_PUNCH = 0x41,
    TRAILCAM_READY = 0x42,     /* P2P_RDY: the session exists; it is not data and never acknowledged */
    TRAILCAM_READY_ACK = 0x43, /* the camera's own address; for the curious */
    TRAILCAM_DRW = 0xd0,
    TRAILCAM_DRW_ACK = 0xd1,
    TRAILCAM_ALIVE = 0xe0,
    TRAILCAM_ALIVE_ACK = 0xe1,
    TRAILCAM_CLOSE = 0xf0
};

/* What the vendor uses a channel for. */
enum trailcam_channel_use {
    TRAILCAM_COMMANDS = 0,
    TRAILCAM_LIVE = 1,
    TRAILCAM_PLAYBACK = 2,
    TRAILCAM_FILES = 3,
    TRAILCAM_THUMBNAILS = 4,
    TRAILCAM_EVENTS = 6
};

struct trailcam_uid {
    uint8_t bytes[TRAILCAM_UID_LEN];
};

struct trailcam_packet {
    enum trailcam_type type;
    struct trailcam_uid uid; /* PUNCH, READY, READY_ACK */
    uint8_t channel;         /* DRW, DRW_ACK: 0..TRAILCAM_CHANNELS - 1 */
    uint16_t index;          /* DRW */
    struct fl_span payload;  /* DRW */
    size_t ack_count;        /* DRW_ACK */
    const uint8_t *acks;     /* ack_count big-endian numbers: trailcam_ack() */
};

/* FL_E_FORMAT: broken; FL_E_UNSUPPORTED: of a type nobody knows. Bytes behind the packet are ignored. */
enum fl_err trailcam_get_packet(const uint8_t *data, size_t len, struct trailcam_packet *out);
uint16_t trailcam_ack(const struct trailcam_packet *p, size_t i);

void trailcam_put_bare(struct fl_writer *w, enum trailcam_type type); /* search, alive, close */
void trailcam_put_uid(struct fl_writer *w, enum trailcam_type type, const struct trailcam_uid *uid);
void trailcam_put_ready_ack(struct fl_writer *w, const struct trailcam_uid *uid, const struct fl_addr *own);
void trailcam_put_drw(struct fl_writer *w, uint8_t channel, uint16_t index, struct fl_span payload);
void trailcam_put_acks(struct fl_writer *w, uint8_t channel, const uint16_t *indices, size_t count);

/* "LBCS-000000-CCCJJ": at most eight characters, a number, at most eight characters. */
enum fl_err trailcam_parse_uid(const char *text, struct trailcam_uid *out);
const char *trailcam_uid_text(const struct trailcam_uid *uid, char buf[static TRAILCAM_UID_TEXT]);

/* --- records --------------------------------------------------------------------------------- */
enum trailcam_message {
    TRAILCAM_MSG_LIVE = 0,
    TRAILCAM_MSG_COMMAND = 2,
    TRAILCAM_MSG_RESPONSE = 3,
    TRAILCAM_MSG_PLAYBACK = 4,
    TRAILCAM_MSG_FILE = 5,
    TRAILCAM_MSG_THUMBNAIL = 8,
    TRAILCAM_MSG_EVENT = 9
};

struct trailcam_head {
    uint32_t msg, seq;
    uint32_t len; /* of the body */
};

extern const uint8_t trailcam_signature[7]; /* "ARTEMIS" */

void trailcam_put_head(struct fl_writer *w, const struct trailcam_head *head);
/* FL_AGAIN: shorter than a head; FL_E_FORMAT: none begins here, or it is longer than any can be. */
enum fl_err trailcam_get_head(struct fl_reader *in, struct trailcam_head *out);

/* --- JSON ------------------------------------------------------------------------------------ */
/* The one key of all cameras of the family, ready for use. NULL: no memory. */
struct fl_aes *trailcam_key(void);
/* A whole command, response (both sealed) or event (in clear): malloc'd, *len long. NULL: no memory. */
uint8_t *trailcam_make_record(struct fl_aes *aes, enum trailcam_message msg, uint32_t seq, const char *json,
                              size_t *len);
/* The JSON object in a record's body. FL_E_FORMAT: there is none. The caller deletes *out. */
enum fl_err trailcam_open_sealed(struct fl_aes *aes, struct fl_span body, cJSON **out);
enum fl_err trailcam_open_clear(struct fl_span body, cJSON **out);

/* --- pictures -------------------------------------------------------------------------------- */
struct trailcam_picture {
    char device_id[33];
    uint16_t dir, num;
    uint32_t media_id;   /* not to be relied on: its place is inferred */
    struct fl_span jpeg; /* to write: data may be NULL, if the last eight bytes are in check */
    uint8_t check[TRAILCAM_CHECK_LEN];
};

/* Thumbnail or file by msg. FL_E_FORMAT: shorter than its head; FL_E_CHECKSUM: the rest of *out says
 * what it claims to be, but the picture is damaged (length, JPEG's markers, a file's check bytes). */
enum fl_err trailcam_get_picture(uint32_t msg, struct fl_span body, struct trailcam_picture *out);
/* The 72 bytes in front of the JPEG; jpeg.len and check go in. */
void trailcam_put_picture_head(struct fl_writer *w, enum trailcam_message msg,
                               const struct trailcam_picture *picture);

#endif
