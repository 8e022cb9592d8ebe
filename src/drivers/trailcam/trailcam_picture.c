/* Thumbnails and files: asked for on channel 0, they come on channels of their own, in clear, and may begin
 * to do so before the answer. Which one it is, its directory and number say. */
#include "trailcam_request.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PATIENCE_MS = 5000 }; /* for the next byte of a picture */

void trailcam_want_picture(struct trailcam_session *s, bool whole, const struct trailcam_file *file,
                           uint32_t command)
{
    s->transfer = (struct trailcam_transfer){
        .state = TRAILCAM_WANTED, .whole = whole, .file = *file, .command = command};
}

void trailcam_ask_picture(struct trailcam_session *s)
{
    struct trailcam_transfer *t = &s->transfer;
    enum trailcam_code code = t->whole ? TRAILCAM_GET_FILES : TRAILCAM_GET_THUMBNAILS;
    t->state = TRAILCAM_ASKED;
    trailcam_ask(s, (struct trailcam_request){.purpose = TRAILCAM_FOR_PICTURE,
                                              .code = code,
                                              .json = trailcam_file_json(code, &t->file, s->token)});
}

void trailcam_fail_picture(struct trailcam_session *s, enum fl_err why, const char *words)
{
    struct trailcam_transfer *t = &s->transfer;
    if (t->state == TRAILCAM_IDLE)
        return;
    fl_io_log(s->io, FL_INFO, "picture %u/%u: %s", (unsigned)t->file.dir, (unsigned)t->file.num, words);
    if (t->command)
        fl_io_verdict(s->io, t->command, why, words);
    *t = (struct trailcam_transfer){.state = TRAILCAM_IDLE};
}

void trailcam_picture_answered(struct trailcam_session *s, const struct trailcam_answer *answer)
{
    struct trailcam_transfer *t = &s->transfer;
    if (t->state != TRAILCAM_ASKED)
        return; /* it is here already, or damaged and wanted again */
    if (!answer->ok) {
        trailcam_fail_picture(s, FL_E_REFUSED, answer->error);
        return;
    }
    t->state = TRAILCAM_COMING;
    t->answered_ms = s->now_ms;
}

/* --- what comes ------------------------------------------------------------------------------ */
static void succeed(struct trailcam_session *s, size_t len)
{
    struct trailcam_transfer *t = &s->transfer;
    char result[80];
    snprintf(result, sizeof result, "{\"dir\":%u,\"num\":%u,\"size\":%zu}", (unsigned)t->file.dir,
             (unsigned)t->file.num, len);
    if (t->command) {
        fl_io_result(s->io, t->command, result);
        fl_io_verdict(s->io, t->command, FL_OK, NULL);
    }
    *t = (struct trailcam_transfer){.state = TRAILCAM_IDLE};
}

/* The picture goes out in the memory in which it came. */
static void publish(struct trailcam_session *s, uint8_t channel, const struct trailcam_picture *p)
{
    enum trailcam_entity entity = s->transfer.whole ? TRAILCAM_PHOTO_IMAGE : TRAILCAM_LATEST;
    size_t len = p->jpeg.len;
    uint8_t *body = trailcam_transport_keep(&s->transport, channel);
    memmove(body, body + TRAILCAM_PICTURE_HEAD, len);
    fl_io_image(s->io, s->camera.entity[entity], "image/jpeg", body, len);
    succeed(s, len);
}

static void damaged(struct trailcam_session *s)
{
    struct trailcam_transfer *t = &s->transfer;
    fl_io_bad_frame(s->io, FL_E_CHECKSUM);
    if (t->again) {
        trailcam_fail_picture(s, FL_E_CHECKSUM, "it came damaged, twice");
        return;
    }
    t->again = true;
    t->state = TRAILCAM_WANTED;
    fl_io_poll_now(s->io);
}

void trailcam_take_picture_record(struct trailcam_session *s, uint8_t channel,
                                  const struct trailcam_record *record)
{
    const struct trailcam_transfer *t = &s->transfer;
    uint32_t wanted = t->whole ? TRAILCAM_MSG_FILE : TRAILCAM_MSG_THUMBNAIL;
    struct trailcam_picture p;
    if ((t->state != TRAILCAM_ASKED && t->state != TRAILCAM_COMING) || record->head.msg != wanted)
        return;
    if (record->head.len > 0 && !record->body.data) {
        trailcam_fail_picture(s, FL_E_FULL, "it is larger than 8 MiB");
        return;
    }
    enum fl_err err = trailcam_get_picture(record->head.msg, record->body, &p);
    if (err == FL_E_FORMAT)
        fl_io_bad_frame(s->io, err);
    else if (p.dir != t->file.dir || p.num != t->file.num)
        fl_io_log(s->io, FL_DEBUG, "picture %u/%u was not asked for", (unsigned)p.dir, (unsigned)p.num);
    else if (err)
        damaged(s);
    else
        publish(s, channel, &p);
}

/* --- or does not ----------------------------------------------------------------------------- */
uint64_t trailcam_picture_when(const struct trailcam_session *s)
{
    const struct trailcam_transfer *t = &s->transfer;
    if (t->state != TRAILCAM_COMING)
        return UINT64_MAX; /* its request has a time of its own */
    uint8_t channel = t->whole ? TRAILCAM_FILES : TRAILCAM_THUMBNAILS;
    uint64_t arrived_ms = s->transport.channels[channel].arrived_ms;
    return (arrived_ms > t->answered_ms ? arrived_ms : t->answered_ms) + PATIENCE_MS;
}
