/* One request at a time: asked, answered, repeated, given up.
 *
 * The transport repeats what is lost, so a missing answer means that the camera did not understand or
 * is busy: it is asked once more under a new number. Two such in a row, or a refusal of what worked before,
 * mean that the camera has forgotten the login. */
#include "trailcam_request.h"

#include <stdlib.h>
#include <string.h>

/* --- asking ---------------------------------------------------------------------------------- */
/* A list takes the camera a second, formatting the card a good while. */
static uint64_t patience_ms(const struct trailcam_session *s, enum trailcam_code code)
{
    uint64_t usual = (uint64_t)fl_io_timing(s->io)->response_timeout;
    switch (code) {
    case TRAILCAM_MEDIA_LIST:
        return usual * 5 / 3;
    case TRAILCAM_FORMAT:
        return usual * 10;
    default:
        return usual;
    }
}

static void launch(struct trailcam_session *s)
{
    struct trailcam_request *r = &s->request;
    size_t len = 0;
    r->seq = ++s->seq;
    r->deadline_ms = s->now_ms + patience_ms(s, r->code);
    uint8_t *record =
        r->json ? trailcam_make_record(s->key, TRAILCAM_MSG_COMMAND, r->seq, r->json, &len) : NULL;
    enum fl_err err = record ? trailcam_transport_send(&s->transport, s->now_ms, TRAILCAM_COMMANDS,
                                                       (struct fl_span){record, len}, &r->index)
                             : FL_E_NOMEM;
    free(record);
    if (err) {
        trailcam_end(s, err, "no memory for a request");
        return;
    }
    fl_io_expect(s->io, TRAILCAM_LANE_REQUEST);
    if (r->purpose != TRAILCAM_FOR_LOGIN)
        return;
    s->step_owed = true; /* its acknowledgement is a step of the hand-shake, with time of its own */
    fl_io_expect(s->io, TRAILCAM_LANE_STEP);
}

void trailcam_ask(struct trailcam_session *s, struct trailcam_request r)
{
    trailcam_drop_request(s);
    s->request = r;
    launch(s);
}

void trailcam_drop_request(struct trailcam_session *s)
{
    free(s->request.json);
    s->request = (struct trailcam_request){0};
}

/* The camera sets its clock to what it is told, and takes that for local time. */
void trailcam_ask_login(struct trailcam_session *s)
{
    const struct trailcam_conf *c = s->conf;
    int zone_s;
    int64_t civil_s = fl_io_utc(s->io, &zone_s) / 1000 + zone_s;
    s->info_worked = s->media_worked = false;
    s->timeouts = 0;
    trailcam_ask(s, (struct trailcam_request){
                        .purpose = TRAILCAM_FOR_LOGIN,
                        .code = TRAILCAM_LOGIN,
                        .json = trailcam_login_json(c->username, c->password, c->set_clock ? civil_s : 0)});
}

static uint64_t next_slot(const struct trailcam_session *s, int interval_ms)
{
    return s->now_ms + (uint64_t)interval_ms;
}

static void ask_info(struct trailcam_session *s)
{
    s->info_ms = next_slot(s, s->conf->info_interval);
    trailcam_ask(s, (struct trailcam_request){.purpose = TRAILCAM_FOR_INFO,
                                              .code = TRAILCAM_DEVICE_INFO,
                                              .json = trailcam_command_json(TRAILCAM_DEVICE_INFO, s->token)});
}

static void ask_media(struct trailcam_session *s)
{
    int page = s->media.walking ? s->media.page : 0, size = trailcam_media_page_size(&s->media);
    s->media_ms = next_slot(s, s->conf->media_interval);
    trailcam_ask(s, (struct trailcam_request){.purpose = TRAILCAM_FOR_MEDIA,
                                              .code = TRAILCAM_MEDIA_LIST,
                                              .json = trailcam_list_json(page, size, s->token)});
}

void trailcam_ask_due(struct trailcam_session *s)
{
    if (s->phase != TRAILCAM_ONLINE || s->request.purpose != TRAILCAM_FOR_NOTHING)
        return;
    if (s->now_ms >= s->info_ms)
        ask_info(s);
    else if (s->transfer.state == TRAILCAM_WANTED)
        trailcam_ask_picture(s);
    else if (s->media.walking || s->now_ms >= s->media_ms)
        ask_media(s);
}

/* --- answers --------------------------------------------------------------------------------- */
static void settle_refresh(struct trailcam_session *s, enum fl_err result, const char *why)
{
    if (s->refresh)
        fl_io_verdict(s->io, s->refresh, result, why);
    s->refresh = 0;
}

static void answer_login(struct trailcam_session *s, const struct trailcam_request *r,
                         const struct trailcam_answer *a, const cJSON *json)
{
    enum { WRONG_CREDENTIALS = -2 }; /* in the vendor's family of codes; never captured */
    (void)r;
    if (!a->ok) {
        trailcam_end(s, a->result == WRONG_CREDENTIALS ? FL_E_AUTH : FL_E_REFUSED,
                     "the camera refused the login: %s", a->error);
        return;
    }
    if (a->token < 0) {
        trailcam_end(s, FL_E_FORMAT, "the camera accepted the login, but gave no token");
        return;
    }
    s->token = a->token;
    s->info_ms = s->media_ms = s->now_ms;
    trailcam_media_walk(&s->media);
    trailcam_camera_show_info(&s->camera, s->io, json);
    if (s->phase != TRAILCAM_ONLINE)
        fl_io_online(s->io);
    s->phase = TRAILCAM_ONLINE;
    fl_io_poll_now(s->io);
}

/* What it did before it would do again, if it knew us. What it never did says nothing: it may be a camera
 * without a card. */
static void refused(struct trailcam_session *s, bool worked, const struct trailcam_answer *a)
{
    settle_refresh(s, FL_E_REFUSED, a->error);
    if (!worked)
        return;
    fl_io_log(s->io, FL_INFO, "the camera refuses what it did before, %s: logging in again", a->error);
    trailcam_ask_login(s);
}

static void answer_info(struct trailcam_session *s, const struct trailcam_request *r,
                        const struct trailcam_answer *a, const cJSON *json)
{
    (void)r;
    if (!a->ok) {
        refused(s, s->info_worked, a);
        return;
    }
    s->info_worked = true;
    s->refresh_info = true;
    trailcam_camera_show_info(&s->camera, s->io, json);
    fl_io_poll_now(s->io); /* the list may be due as well */
}

static void save(struct trailcam_session *s)
{
    uint8_t buf[TRAILCAM_MEDIA_SAVED];
    fl_io_save(s->io, buf, trailcam_media_save(&s->media, buf));
}

/* The newest file's thumbnail, once. */
static void show_newest(struct trailcam_session *s)
{
    const struct trailcam_file *newest = &s->media.newest;
    bool shown = s->any_shown && trailcam_same_file(newest, &s->shown);
    if (!s->conf->thumbnails || !s->media.known || shown || s->transfer.state != TRAILCAM_IDLE)
        return;
    s->shown = *newest;
    s->any_shown = true;
    trailcam_want_picture(s, false, newest, 0);
}

static void answer_media(struct trailcam_session *s, const struct trailcam_request *r,
                         const struct trailcam_answer *a, const cJSON *json)
{
    struct trailcam_file files[TRAILCAM_PAGE], newest = s->media.newest;
    bool known = s->media.known;
    (void)r;
    if (!a->ok) {
        s->media.walking = false;
        refused(s, s->media_worked, a);
        return;
    }
    s->media_worked = true;
    size_t count = trailcam_read_list(json, files, TRAILCAM_PAGE);
    for (size_t i = trailcam_media_take(&s->media, files, count); i-- > 0;) /* the oldest first */
        trailcam_camera_tell_new(s->io, &files[i]);
    trailcam_camera_show_media(&s->camera, s->io, &s->media);
    if (s->media.known && !(known && trailcam_same_file(&newest, &s->media.newest)))
        save(s);
    show_newest(s);
    if (s->refresh_info && !(s->media.walking && s->media.page == 0))
        settle_refresh(s, FL_OK, NULL); /* the pages that only count files need not be waited for */
    if (s->transfer.state == TRAILCAM_WANTED)
        fl_io_poll_now(s->io);
}

static bool accepted(struct trailcam_session *s, const struct trailcam_request *r,
                     const struct trailcam_answer *a)
{
    if (!a->ok)
        fl_io_verdict(s->io, r->command, FL_E_REFUSED, a->error);
    return a->ok;
}

static void answer_list(struct trailcam_session *s, const struct trailcam_request *r,
                        const struct trailcam_answer *a, const cJSON *json)
{
    struct trailcam_file files[TRAILCAM_PAGE];
    if (!accepted(s, r, a))
        return;
    char *text =
        trailcam_camera_list_json(s->io, r->page, files, trailcam_read_list(json, files, TRAILCAM_PAGE));
    fl_io_result(s->io, r->command, text);
    fl_io_verdict(s->io, r->command, FL_OK, NULL);
    free(text);
}

static void answer_picture(struct trailcam_session *s, const struct trailcam_request *r,
                           const struct trailcam_answer *a, const cJSON *json)
{
    (void)r;
    (void)json;
    trailcam_picture_answered(s, a);
}

/* Whatever it was, there may be more or fewer files now, and less battery. */
static void answer_action(struct trailcam_session *s, const struct trailcam_request *r,
                          const struct trailcam_answer *a, const cJSON *json)
{
    (void)json;
    if (!accepted(s, r, a))
        return;
    fl_io_verdict(s->io, r->command, FL_OK, NULL);
    s->info_ms = s->media_ms = s->now_ms;
    if (r->code != TRAILCAM_TAKE_PICTURE)
        trailcam_media_walk(&s->media);
}

void trailcam_take_answer(struct trailcam_session *s, uint32_t seq, const cJSON *json)
{
    static void (*const table[])(struct trailcam_session *, const struct trailcam_request *,
                                 const struct trailcam_answer *, const cJSON *) = {
        [TRAILCAM_FOR_LOGIN] = answer_login,     [TRAILCAM_FOR_INFO] = answer_info,
        [TRAILCAM_FOR_MEDIA] = answer_media,     [TRAILCAM_FOR_LIST] = answer_list,
        [TRAILCAM_FOR_PICTURE] = answer_picture, [TRAILCAM_FOR_ACTION] = answer_action};
    struct trailcam_request r = s->request;
    struct trailcam_answer a;
    trailcam_read_answer(json, &a);
    if (r.purpose == TRAILCAM_FOR_NOTHING || seq != r.seq || a.command != (int)r.code) {
        fl_io_log(s->io, FL_DEBUG, "an answer that nobody waits for (sequence %u, command %d)", (unsigned)seq,
                  a.command);
        return;
    }
    s->request = (struct trailcam_request){0};
    s->timeouts = 0;
    fl_io_answered(s->io, TRAILCAM_LANE_REQUEST);
    table[r.purpose](s, &r, &a, json);
    free(r.json);
}

/* --- none ------------------------------------------------------------------------------------ */
static void give_up(struct trailcam_session *s)
{
    static const char words[] = "the camera does not answer";
    enum trailcam_purpose purpose = s->request.purpose;
    uint32_t command = s->request.command;
    trailcam_drop_request(s);
    if (purpose == TRAILCAM_FOR_LOGIN) {
        trailcam_end(s, FL_E_TIMEOUT, "the camera does not answer the login");
        return;
    }
    if (purpose == TRAILCAM_FOR_PICTURE)
        trailcam_fail_picture(s, FL_E_TIMEOUT, words);
    else if (command)
        fl_io_verdict(s->io, command, FL_E_TIMEOUT, words);
    else
        settle_refresh(s, FL_E_TIMEOUT, words);
    if (s->timeouts < 2)
        return;
    fl_io_log(s->io, FL_INFO, "the camera does not answer: logging in again");
    trailcam_ask_login(s);
}

void trailcam_request_missed(struct trailcam_session *s)
{
    struct trailcam_request *r = &s->request;
    if (r->purpose == TRAILCAM_FOR_NOTHING)
        return;
    if (s->now_ms < r->deadline_ms) {
        fl_io_expect(s->io, TRAILCAM_LANE_REQUEST);
        return;
    }
    s->timeouts++;
    if (r->repeated) {
        give_up(s);
        return;
    }
    r->repeated = true;
    launch(s);
}
