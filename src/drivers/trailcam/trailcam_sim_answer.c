/* Commands to a simulated camera and its answers: one at a time, each after its captured delay. */
#include <stdlib.h>
#include <string.h>

#include "trailcam_sim_device.h"

/* Section 7 of the vendor's family: command ids, and those of the reported ones that it knows. */
enum {
    LOGIN = 0,
    START_LIVE = 258,
    STOP_LIVE = 259,
    INFO = 512,
    FORMAT = 518,
    HEARTBEAT = 525,
    TAKE_PICTURE = 641,
    MEDIA_LIST = 768,
    THUMBNAILS = 772,
    DELETE = 773,
    DELETE_ALL = 774,
    GO_TO_SLEEP = 1281,
    DOWNLOAD = 1285
};

/* The vendor's result codes; that a camera answers by them was never captured. */
enum { WRONG_CREDENTIALS = -2, WRONG_FORMAT = -4, FAILED = -5 };

enum {
    ENTRY_MS = 22, /* a list of 45 took about a second */
    EVENT_MS = 41, /* from the login's answer to event 4 */
    PAGE_MAX = 49, /* entries: "need less than 50" */
    TOKEN_MIN = 29000000,
    TOKEN_SPAN = 115000000, /* those seen: up to 144 million */
    FIRST_BEAT = 65537,
    GARBAGE_LEN = 23
};

/* --- reading --------------------------------------------------------------------------------- */
static double number_of(const cJSON *json, const char *name, double otherwise)
{
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(json, name);
    return cJSON_IsNumber(item) ? item->valuedouble : otherwise;
}

static bool text_is(const cJSON *json, const char *name, const char *expected)
{
    const char *text = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(json, name));
    return text && !strcmp(text, expected);
}

/* A number that may be a directory, a file or a page; 0: none. */
static uint16_t small_of(const cJSON *json, const char *name)
{
    double n = number_of(json, name, 0);
    return n >= 0 && n <= UINT16_MAX ? (uint16_t)n : 0;
}

static uint32_t token_of(const cJSON *json)
{
    double n = number_of(json, "token", 0);
    return n > 0 && n <= UINT32_MAX ? (uint32_t)n : 0;
}

/* --- writing --------------------------------------------------------------------------------- */
static void put_number(cJSON *out, const char *name, double value)
{
    cJSON_AddNumberToObject(out, name, value);
}

/* Most answers end so. */
static void put_success(cJSON *out, int code)
{
    cJSON_AddStringToObject(out, "errorMsg", "Success");
    put_number(out, "result", 0);
    put_number(out, "cmdId", code);
}

static void put_refusal(struct trailcam_sim_device *d, cJSON *out, int code, int result, const char *why)
{
    d->stats.refused++;
    cJSON_AddStringToObject(out, "errorMsg", why);
    put_number(out, "result", result);
    put_number(out, "cmdId", code);
}

/* Spoilt in one of three ways: base64, length, signature. */
static void damage(struct trailcam_sim_device *d, uint8_t *record, size_t len)
{
    enum { LENGTH_AT = 16, TEXT_AT = 3 };
    switch (fl_sim_random(d->io) % 3) {
    case 0:
        record[TRAILCAM_RECORD_HEAD + TEXT_AT] = '@';
        break;
    case 1:
        record[LENGTH_AT] = (uint8_t)(len / 2);
        break;
    default:
        record[0] = 'a';
        break;
    }
}

static void send_answer(struct trailcam_sim_device *d, uint32_t seq, const cJSON *json)
{
    struct trailcam_sim_conf *conf = &d->conf;
    struct fl_aes *key = conf->fault[TRAILCAM_SIM_WRONG_KEY].on ? d->other_key : d->key;
    size_t len = 0;
    char *text = fl_json_text(json);
    if (trailcam_sim_fault_hits(conf, TRAILCAM_SIM_WRONG_SEQ))
        seq += 1000;
    uint8_t *record = text ? trailcam_make_record(key, TRAILCAM_MSG_RESPONSE, seq, text, &len) : NULL;
    if (record && trailcam_sim_fault_hits(conf, TRAILCAM_SIM_DAMAGED))
        damage(d, record, len);
    if (record && trailcam_sim_fault_hits(conf, TRAILCAM_SIM_GARBAGE)) {
        uint8_t garbage[GARBAGE_LEN] = "ARTEMARTEMI";
        trailcam_sim_put(d, TRAILCAM_COMMANDS, garbage, sizeof garbage);
    }
    if (record)
        trailcam_sim_put(d, TRAILCAM_COMMANDS, record, len);
    free(record);
    free(text);
}

/* --- the commands ---------------------------------------------------------------------------- */
struct turn {
    struct trailcam_sim_device *d;
    int code;
    uint32_t seq;
    const cJSON *request;
    cJSON *out;
};

/* The clock is set to what the client says; that is local time, and the camera does not know better. */
static void log_in(struct trailcam_sim_device *d, const cJSON *request)
{
    struct trailcam_sim_session *s = &d->session;
    double time_s = number_of(request, "utcTime", 0);
    if (time_s > 0)
        d->ahead_s += (int64_t)time_s - trailcam_sim_civil_s(d);
    s->token = TOKEN_MIN + fl_sim_random(d->io) % TOKEN_SPAN;
    s->login_ms = 0;
    s->beat_ms = trailcam_sim_now(d);
    s->event_ms = s->beat_ms + trailcam_sim_delay(d, EVENT_MS);
    d->stats.logins++;
}

static void answer_login(struct turn *t)
{
    struct trailcam_sim_device *d = t->d;
    const struct trailcam_sim_fault_state *refuse = &d->conf.fault[TRAILCAM_SIM_REFUSE_LOGINS];
    bool known =
        text_is(t->request, "usrName", d->conf.user) && text_is(t->request, "password", d->conf.password);
    if (refuse->on || !known) {
        fl_sim_log(d->io, "login refused");
        put_refusal(d, t->out, LOGIN, refuse->on ? -refuse->amount : WRONG_CREDENTIALS,
                    "Authentication failed");
        return;
    }
    log_in(d, t->request);
    put_number(t->out, "cmdId", LOGIN);
    put_number(t->out, "result", 0);
    put_number(t->out, "token", d->session.token);
    put_number(t->out, "bat_percent", d->conf.battery);
    cJSON_AddStringToObject(t->out, "errorMsg", "Success");
}

static void answer_plain(struct turn *t)
{
    put_success(t->out, t->code);
}

static void answer_info(struct turn *t)
{
    cJSON *info = trailcam_sim_info(t->d);
    if (!info)
        return;
    cJSON_Delete(t->out);
    t->out = info;
}

static void put_file(cJSON *list, const struct trailcam_sim_file *f)
{
    cJSON *o = cJSON_CreateObject();
    put_number(o, "fileType", f->type);
    put_number(o, "mediaDirNum", f->dir);
    put_number(o, "mediaNum", f->num);
    put_number(o, "durationMs", f->duration_ms);
    put_number(o, "mediaId", f->id);
    put_number(o, "mediaTime", (double)f->time_s);
    cJSON_AddItemToArray(list, o);
}

static void answer_list(struct turn *t)
{
    const struct trailcam_sim_card *card = &t->d->card;
    size_t size = small_of(t->request, "itemCntPerPage"), page = small_of(t->request, "pageNo"), count = 0;
    bool missing = t->d->conf.card == TRAILCAM_SIM_CARD_MISSING;
    if (missing || size == 0 || size > PAGE_MAX) {
        put_number(t->out, "getMediaListRet", -1);
        put_refusal(t->d, t->out, t->code, missing ? FAILED : WRONG_FORMAT,
                    missing ? "no SD card" : "need less than 50");
        return;
    }
    cJSON *list = cJSON_AddArrayToObject(t->out, "mediaFiles");
    for (size_t at = page * size; at < card->count && count < size; at++, count++)
        put_file(list, &card->files[card->count - 1 - at]);
    put_number(t->out, "cnt", (double)count);
    put_number(t->out, "pageNo", (double)page);
    put_number(t->out, "getMediaListRet", 0);
    put_success(t->out, t->code);
}

/* Thumbnails count 1 to n; files bear the request's sequence. Videos are no files for it. */
static bool want(struct turn *t, const cJSON *entry, uint32_t *seq)
{
    const struct trailcam_sim_file *f =
        trailcam_sim_card_find(&t->d->card, small_of(entry, "dirNum"), small_of(entry, "mediaNum"));
    bool whole = t->code == DOWNLOAD;
    if (!f || t->d->conf.card == TRAILCAM_SIM_CARD_MISSING || (whole && f->type != TRAILCAM_SIM_PHOTO))
        return false;
    trailcam_sim_want(t->d,
                      &(struct trailcam_sim_wanted){.msg = whole ? TRAILCAM_MSG_FILE : TRAILCAM_MSG_THUMBNAIL,
                                                    .seq = whole ? t->seq : ++*seq,
                                                    .file = *f});
    return true;
}

static void answer_pictures(struct turn *t)
{
    const cJSON *list =
        cJSON_GetObjectItemCaseSensitive(t->request, t->code == DOWNLOAD ? "downloadReqs" : "thumbnailReqs");
    const cJSON *entry;
    uint32_t seq = 0;
    bool all = cJSON_IsArray(list);
    cJSON_ArrayForEach(entry, list) all = want(t, entry, &seq) && all;
    if (!all && t->d->conf.missing_refused) {
        put_number(t->out, "cmdRet", -1);
        put_refusal(t->d, t->out, t->code, FAILED, "no such file");
        return;
    }
    put_number(t->out, "cmdRet", 0);
    put_number(t->out, "result", 0);
    put_number(t->out, "cmdId", t->code);
}

static void answer_take_picture(struct turn *t)
{
    if (trailcam_sim_shoot(t->d, TRAILCAM_SIM_PHOTO))
        put_success(t->out, t->code);
    else
        put_refusal(t->d, t->out, t->code, FAILED, "cannot take pictures");
}

static void answer_delete(struct turn *t)
{
    bool gone = trailcam_sim_card_remove(&t->d->card, small_of(t->request, "dirNum"),
                                         small_of(t->request, "mediaNum"));
    put_number(t->out, "delRet", gone ? 0 : -1);
    if (gone)
        put_success(t->out, t->code);
    else
        put_refusal(t->d, t->out, t->code, FAILED, "no such file");
}

static void answer_delete_all(struct turn *t)
{
    t->d->card.count = 0;
    put_success(t->out, t->code);
}

static void answer_format(struct turn *t)
{
    bool missing = t->d->conf.card == TRAILCAM_SIM_CARD_MISSING;
    if (!missing)
        t->d->card.count = 0;
    put_number(t->out, "sdTotalMB", (double)trailcam_sim_total_mb(t->d));
    put_number(t->out, "sdFreeMB", (double)trailcam_sim_free_mb(t->d));
    put_number(t->out, "formatRet", missing ? -1 : 0);
    if (missing)
        put_refusal(t->d, t->out, t->code, FAILED, "no SD card");
    else
        put_success(t->out, t->code);
}

static void answer_sleep(struct turn *t)
{
    enum { LAST_WORDS_MS = 100 };
    t->d->sleep_ms = trailcam_sim_now(t->d) + LAST_WORDS_MS;
    put_success(t->out, t->code);
}

/* Delays: medians of the captures; what was only reported has one made up. */
static const struct command {
    int code, delay_ms;
    void (*answer)(struct turn *t);
} commands[] = {
    {LOGIN, 150, answer_login},
    {START_LIVE, 86, answer_plain}, /* and no picture */
    {STOP_LIVE, 285, answer_plain},
    {INFO, 125, answer_info},
    {MEDIA_LIST, 0, answer_list}, /* by its length */
    {THUMBNAILS, 65, answer_pictures},
    {DOWNLOAD, 71, answer_pictures},
    {TAKE_PICTURE, 500, answer_take_picture},
    {DELETE, 100, answer_delete},
    {DELETE_ALL, 1000, answer_delete_all},
    {FORMAT, 2000, answer_format},
    {GO_TO_SLEEP, 50, answer_sleep},
};

static const struct command *find_command(int code)
{
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        if (commands[i].code == code)
            return &commands[i];
    return NULL;
}

/* Fills t->out; false: it says nothing. */
static bool decide(struct turn *t)
{
    struct trailcam_sim_conf *conf = &t->d->conf;
    const struct command *command = find_command(t->code);
    uint32_t token = t->d->session.token;
    bool known = token && token_of(t->request) == token;
    if (t->code == LOGIN) {
        answer_login(t);
        return true;
    }
    if (!known || trailcam_sim_fault_hits(conf, TRAILCAM_SIM_BAD_TOKEN)) {
        fl_sim_log(t->d->io, "wrong token");
        put_refusal(t->d, t->out, t->code, WRONG_CREDENTIALS, "Invalid token");
        return !conf->token_silent;
    }
    if (conf->fault[TRAILCAM_SIM_REFUSE].on) {
        put_refusal(t->d, t->out, t->code, -conf->fault[TRAILCAM_SIM_REFUSE].amount, "Failed");
        return true;
    }
    if (!command) {
        put_refusal(t->d, t->out, t->code, FAILED, "Unknown command");
        return !conf->unknown_silent;
    }
    command->answer(t);
    return true;
}

static void answer(struct trailcam_sim_device *d, const struct trailcam_sim_request *r)
{
    struct turn t = {.d = d,
                     .code = (int)number_of(r->json, "cmdId", -1),
                     .seq = r->seq,
                     .request = r->json,
                     .out = cJSON_CreateObject()};
    fl_sim_log(d->io, "command %d seq=%u", t.code, (unsigned)t.seq);
    if (trailcam_sim_fault_hits(&d->conf, TRAILCAM_SIM_CLOSE))
        trailcam_sim_end(d, true);
    else if (decide(&t) && !d->conf.fault[TRAILCAM_SIM_MUTE].on)
        send_answer(d, t.seq, t.out);
    cJSON_Delete(t.out);
}

/* --- waiting for their turn ------------------------------------------------------------------ */
static int delay_of(const cJSON *json)
{
    int code = (int)number_of(json, "cmdId", -1);
    const struct command *command = find_command(code);
    if (code == MEDIA_LIST)
        return ENTRY_MS * small_of(json, "itemCntPerPage");
    return command ? command->delay_ms : 0;
}

/* No answer but the acknowledgement that it has already. */
static void take_beat(struct trailcam_sim_device *d, uint32_t seq)
{
    struct trailcam_sim_session *s = &d->session;
    struct trailcam_sim_stats *stats = &d->stats;
    uint64_t now_ms = trailcam_sim_now(d);
    uint32_t expected = s->beat_seq ? s->beat_seq + 1 : FIRST_BEAT;
    stats->beats++;
    stats->beat_gaps += seq != expected;
    if (s->beat_seq) {
        unsigned gap_ms = (unsigned)(now_ms - s->beat_ms);
        stats->beat_min = stats->beat_min && stats->beat_min < gap_ms ? stats->beat_min : gap_ms;
        stats->beat_max = stats->beat_max > gap_ms ? stats->beat_max : gap_ms;
    }
    s->beat_seq = seq;
    s->beat_ms = now_ms;
    fl_sim_log(d->io, "heartbeat seq=%u", (unsigned)seq);
}

static uint64_t due_ms(const struct trailcam_sim_device *d, const cJSON *json)
{
    const struct trailcam_sim_session *s = &d->session;
    const struct trailcam_sim_fault_state *late = &d->conf.fault[TRAILCAM_SIM_LATE];
    uint64_t now_ms = trailcam_sim_now(d);
    uint64_t from_ms = s->request_count ? s->requests[s->request_count - 1].due_ms : now_ms;
    return (from_ms > now_ms ? from_ms : now_ms) + trailcam_sim_delay(d, delay_of(json)) +
           (late->on ? (uint64_t)late->amount : 0);
}

/* What cannot be read gets no answer, as with the real one. */
void trailcam_sim_take_command(struct trailcam_sim_device *d, const struct trailcam_record *record)
{
    struct trailcam_sim_session *s = &d->session;
    cJSON *json;
    if (record->head.msg != TRAILCAM_MSG_COMMAND || !record->body.data ||
        trailcam_open_sealed(d->key, record->body, &json)) {
        d->stats.bad++;
        fl_sim_log(d->io, "a record that is no command");
        return;
    }
    if ((int)number_of(json, "cmdId", -1) == HEARTBEAT) {
        take_beat(d, record->head.seq);
        cJSON_Delete(json);
        return;
    }
    if (s->request_count == TRAILCAM_SIM_REQUESTS) {
        cJSON_Delete(json);
        return;
    }
    uint64_t due = due_ms(d, json);
    s->requests[s->request_count++] = (struct trailcam_sim_request){due, record->head.seq, json};
    d->stats.commands++;
    if (s->request_count > d->stats.in_flight)
        d->stats.in_flight = (unsigned)s->request_count;
}

void trailcam_sim_answer_due(struct trailcam_sim_device *d)
{
    struct trailcam_sim_session *s = &d->session;
    while (s->up && s->request_count && s->requests[0].due_ms <= trailcam_sim_now(d)) {
        struct trailcam_sim_request r = s->requests[0];
        memmove(s->requests, s->requests + 1, --s->request_count * sizeof *s->requests);
        answer(d, &r);
        cJSON_Delete(r.json);
    }
}

void trailcam_sim_forget_requests(struct trailcam_sim_device *d)
{
    struct trailcam_sim_session *s = &d->session;
    for (size_t i = 0; i < s->request_count; i++)
        cJSON_Delete(s->requests[i].json);
    s->request_count = 0;
}
