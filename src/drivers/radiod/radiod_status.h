/* A status packet with its fields in their places, or a sound command packet likewise.
 *
 * A status is complete for the mode that the channel is in: what is absent is not applicable now. */
#ifndef FL_RADIOD_STATUS_H
#define FL_RADIOD_STATUS_H

#include "radiod_tlv.h"

struct radiod_status {
    uint8_t packet;                         /* RADIOD_PACKET_STATUS, RADIOD_PACKET_COMMAND */
    uint32_t ssrc;                          /* RADIOD_EVERYBODY only in a command */
    struct fl_span value[RADIOD_TAG_COUNT]; /* data NULL: absent */
};

/* What comes more than once counts as it came last. FL_E_UNSUPPORTED: neither packet, somebody else's
 * business. FL_E_FORMAT: broken; nothing of it is to be believed. FL_E_UNKNOWN: sound, but no channel
 * is named (no SSRC, 0, or everybody in a status). *out borrows from data. */
enum fl_err radiod_decode(struct radiod_status *out, const uint8_t *data, size_t len);

/* False: absent, of a wrong length, or (reals) neither finite nor infinite. A real may be -Inf: "no
 * signal at all". */
bool radiod_has(const struct radiod_status *s, enum radiod_tag tag);
bool radiod_int(const struct radiod_status *s, enum radiod_tag tag, uint64_t *out);
bool radiod_real(const struct radiod_status *s, enum radiod_tag tag, double *out);
/* RADIO_FREQUENCY, FIRST_LO_FREQUENCY and the like: only what can be one (0, or 1 Hz to 1 THz). A
 * binary64 that somebody wrote with 4 bytes shows as something far below 1 Hz. */
bool radiod_frequency(const struct radiod_status *s, enum radiod_tag tag, double *out);
/* False also if empty. */
bool radiod_text(const struct radiod_status *s, enum radiod_tag tag, char buf[static RADIOD_TEXT_MAX]);
bool radiod_socket(const struct radiod_status *s, enum radiod_tag tag, struct fl_addr *out);

#endif
