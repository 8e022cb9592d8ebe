/* Pictures on their way to the client, one after the other: a record each, made when its turn comes. */
#include <stdlib.h>
#include <string.h>

#include "trailcam_sim_device.h"
#include "trailcam_sim_jpeg.h"

enum {
    OUTSTANDING = 96,        /* packets; more would overrun a client's socket on a fast network */
    CATCH_UP_US = 20 * 1000, /* so much of the time that was missed is made up for */
    LENGTH_AT = TRAILCAM_RECORD_HEAD + 36 /* in a picture's record: the length of its JPEG */
};

static const struct {
    uint16_t width, height;
} sizes[] = {[0] = {640, 360}, [1] = {1920, 1080}}; /* of thumbnails, of photos */

void trailcam_sim_want(struct trailcam_sim_device *d, const struct trailcam_sim_wanted *wanted)
{
    struct trailcam_sim_transfer *t = &d->session.transfer;
    if (t->count < TRAILCAM_SIM_WANTED)
        t->wanted[t->count++] = *wanted;
}

/* --- a record -------------------------------------------------------------------------------- */
static bool is_night(int64_t civil_s)
{
    int64_t hour = civil_s % 86400 / 3600;
    return hour < 7 || hour >= 19;
}

static uint8_t *make_jpeg(const struct trailcam_sim_device *d, const struct trailcam_sim_wanted *w,
                          size_t *len)
{
    bool whole = w->msg == TRAILCAM_MSG_FILE;
    struct trailcam_scene scene = {.width = sizes[whole].width,
                                   .height = sizes[whole].height,
                                   .number = w->file.num,
                                   .seed = w->file.id,
                                   .night = is_night(w->file.time_s),
                                   .size = (size_t)(whole ? d->conf.photo : d->conf.thumbnail)};
    return trailcam_sim_jpeg(&scene, len);
}

/* One of four: it is not what its head says, does not end or begin as a JPEG, or is another one. */
static void damage(struct trailcam_sim_device *d, struct trailcam_sim_transfer *t)
{
    switch (fl_sim_random(d->io) % 4) {
    case 0:
        t->record[LENGTH_AT + 2] ^= 0x40;
        break;
    case 1:
        t->record[t->len - 1] = 0;
        break;
    case 2:
        t->record[TRAILCAM_RECORD_HEAD + TRAILCAM_PICTURE_HEAD] = 0;
        break;
    default:
        t->record[LENGTH_AT] ^= 0xFF;
        break;
    }
}

static void make_record(struct trailcam_sim_device *d, const struct trailcam_sim_wanted *w)
{
    struct trailcam_sim_transfer *t = &d->session.transfer;
    struct trailcam_picture p = {.dir = w->file.dir, .num = w->file.num, .media_id = w->file.id};
    uint8_t *jpeg = make_jpeg(d, w, &p.jpeg.len);
    size_t body = TRAILCAM_PICTURE_HEAD + p.jpeg.len, cap = TRAILCAM_RECORD_HEAD + body;
    t->record = jpeg ? malloc(cap) : NULL;
    if (t->record) {
        struct fl_writer out = fl_writer_of(t->record, cap);
        size_t id_len = strnlen(d->id, TRAILCAM_SIM_ID);
        memcpy(p.device_id, d->id, id_len);
        memcpy(p.check, jpeg + p.jpeg.len - TRAILCAM_CHECK_LEN, TRAILCAM_CHECK_LEN);
        trailcam_put_head(&out, &(struct trailcam_head){w->msg, w->seq, (uint32_t)body});
        trailcam_put_picture_head(&out, w->msg, &p);
        fl_put_bytes(&out, jpeg, p.jpeg.len);
        t->len = out.len;
        t->at = 0;
        t->channel = w->msg == TRAILCAM_MSG_FILE ? TRAILCAM_FILES : TRAILCAM_THUMBNAILS;
    }
    free(jpeg);
}

/* The next one that is wanted; false: none, or no memory. */
static bool begin_record(struct trailcam_sim_device *d)
{
    struct trailcam_sim_transfer *t = &d->session.transfer;
    if (t->count == 0)
        return false;
    struct trailcam_sim_wanted w = t->wanted[0];
    memmove(t->wanted, t->wanted + 1, --t->count * sizeof *t->wanted);
    make_record(d, &w);
    if (!t->record)
        return false;
    d->stats.pictures++;
    if (trailcam_sim_fault_hits(&d->conf, TRAILCAM_SIM_DAMAGED_PICTURES))
        damage(d, t);
    if (trailcam_sim_fault_hits(&d->conf, TRAILCAM_SIM_HALF_PICTURES))
        t->len /= 2;
    return true;
}

/* --- packets --------------------------------------------------------------------------------- */
static size_t packet_size(struct trailcam_sim_device *d)
{
    size_t size = (size_t)d->conf.packet;
    return d->conf.fault[TRAILCAM_SIM_CUT].on ? 1 + fl_sim_random(d->io) % size : size;
}

/* Whether the record that follows may share a packet with the one before. */
static bool joins(const struct trailcam_sim_device *d)
{
    const struct trailcam_sim_transfer *t = &d->session.transfer;
    uint8_t channel = t->wanted[0].msg == TRAILCAM_MSG_FILE ? TRAILCAM_FILES : TRAILCAM_THUMBNAILS;
    return d->conf.fault[TRAILCAM_SIM_CUT].on && t->count && channel == t->channel;
}

static size_t fill(struct trailcam_sim_device *d, uint8_t *buf, size_t size)
{
    struct trailcam_sim_transfer *t = &d->session.transfer;
    size_t len = 0;
    while (len < size && t->record) {
        size_t piece = t->len - t->at < size - len ? t->len - t->at : size - len;
        memcpy(buf + len, t->record + t->at, piece);
        len += piece;
        t->at += piece;
        if (t->at < t->len)
            break;
        free(t->record);
        t->record = NULL;
        if (joins(d))
            begin_record(d);
    }
    return len;
}

/* The packet that is so many before the next one is still not acknowledged. */
static bool is_full(const struct trailcam_sim_device *d)
{
    const struct trailcam_channel *c = &d->session.transport.channels[d->session.transfer.channel];
    return trailcam_channel_owes(c, (uint16_t)(c->next_out - OUTSTANDING));
}

void trailcam_sim_transfer(struct trailcam_sim_device *d)
{
    struct trailcam_sim_transfer *t = &d->session.transfer;
    uint64_t now_us = trailcam_sim_now(d) * 1000;
    uint8_t buf[TRAILCAM_PAYLOAD_MAX];
    if (t->next_us + CATCH_UP_US < now_us)
        t->next_us = now_us - CATCH_UP_US;
    while ((t->record || begin_record(d)) && !is_full(d) && (!d->conf.rate || t->next_us <= now_us)) {
        uint8_t channel = t->channel;
        size_t len = fill(d, buf, packet_size(d));
        trailcam_sim_put(d, channel, buf, len);
        if (d->conf.rate)
            t->next_us += len * 1000 / (unsigned)d->conf.rate;
    }
}

uint64_t trailcam_sim_transfer_when(const struct trailcam_sim_device *d)
{
    const struct trailcam_sim_transfer *t = &d->session.transfer;
    if ((!t->record && !t->count) || is_full(d))
        return UINT64_MAX;
    return d->conf.rate ? (t->next_us + 999) / 1000 : trailcam_sim_now(d);
}
