/* The tests' driver. */
#include "talk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PENDING_MAX = 16 };

struct pending {
    uint32_t id, group;
    bool action;
};

struct session {
    const struct talk_conf *conf;
    struct pending pending[PENDING_MAX]; /* commands without a verdict, oldest first */
    size_t count;
    bool ready; /* refuses: it heard "more" */
    bool lanes;
};

const struct fl_action talk_action = {.key = "ring", .name = "Ring", .help = "rings", .timeout_ms = 30000};

/* --- entities --------------------------------------------------------------------------------------- */

static void declare(struct fl_io *io)
{
    static const struct fl_field light[] = {
        {.name = "state", .type = FL_BOOL, .access = FL_READ | FL_WRITE},
        {.name = "brightness", .type = FL_INT, .access = FL_READ | FL_WRITE, .max = 100}};
    static const struct fl_field level = {.type = FL_INT, .access = FL_READ | FL_WRITE};
    static const struct fl_field press = {.type = FL_BOOL, .access = FL_WRITE};
    static const struct fl_field note = {.type = FL_TEXT, .access = FL_READ | FL_WRITE};
    static const struct fl_field picture = {.type = FL_BOOL, .access = FL_READ};
    const struct fl_entity all[] = {
        {.key = "light", .kind = FL_LIGHT, .fields = light, .field_count = 2, .group = 1},
        {.key = "level", .kind = FL_NUMBER, .fields = &level, .field_count = 1, .group = 1},
        {.key = "pulse",
         .kind = FL_BUTTON,
         .fields = &press,
         .field_count = 1,
         .group = 1,
         .momentary = true},
        {.key = "note", .kind = FL_TEXT_BOX, .fields = &note, .field_count = 1, .group = 1},
        {.key = "other", .kind = FL_NUMBER, .fields = &level, .field_count = 1, .group = 2},
        {.key = "picture", .kind = FL_IMAGE, .fields = &picture, .field_count = 1}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        fl_io_entity(io, &all[i]);
    fl_io_complete(io);
}

static enum fl_err talk_init(void *session, const void *conf, struct fl_io *io, struct fl_span saved)
{
    struct session *s = session;
    s->conf = conf;
    if (s->conf->fails_init)
        return FL_E_NOMEM;
    declare(io);
    if (saved.len) {
        char text[32] = "";
        memcpy(text, saved.data, saved.len < sizeof text ? saved.len : sizeof text - 1);
        fl_io_set(io, TALK_NOTE, 0, (struct fl_value){.known = true, .s = text});
    }
    return FL_OK;
}

static enum fl_err lanes_init(void *session, const void *conf, struct fl_io *io, struct fl_span saved)
{
    ((struct session *)session)->lanes = true;
    return talk_init(session, conf, io, saved);
}

/* --- asking ------------------------------------------------------------------------------------------- */

static void say(struct fl_io *io, const char *text)
{
    fl_io_send(io, text, strlen(text));
}

static void ask(struct fl_io *io, const char *text)
{
    say(io, text);
    fl_io_expect(io, 0);
}

static void talk_open(void *session, struct fl_io *io, size_t target)
{
    (void)target;
    struct session *s = session;
    s->count = 0;
    s->ready = false;
    ask(io, "hello\n");
}

static void talk_poll(void *session, struct fl_io *io)
{
    struct session *s = session;
    if (s->conf->quiet_poll || fl_io_busy(io, 0))
        say(io, "look\n");
    else
        ask(io, "poll\n");
}

static void talk_keepalive(void *session, struct fl_io *io)
{
    (void)session;
    ask(io, "alive\n");
}

static void talk_close(void *session, struct fl_io *io)
{
    (void)session;
    ask(io, "bye\n");
}

static void talk_tick(void *session, struct fl_io *io)
{
    (void)session;
    say(io, "tick\n");
}

static void talk_missed(void *session, struct fl_io *io, uint32_t group)
{
    (void)session;
    (void)group;
    say(io, "missed\n");
}

/* --- commands ------------------------------------------------------------------------------------------- */

static void describe(const struct fl_command *c, char *text, size_t cap)
{
    static const char *const keys[] = {"light", "level", "pulse", "note", "other"};
    if (c->action)
        snprintf(text, cap, "do %s\n", c->action->key);
    else if (c->entity == TALK_NOTE)
        snprintf(text, cap, "set note %s\n", c->value[0].s);
    else if (c->entity == TALK_LIGHT || c->entity == TALK_PULSE)
        snprintf(text, cap, "set %s %s\n", keys[c->entity], c->value[0].b ? "on" : "off");
    else
        snprintf(text, cap, "set %s %d\n", keys[c->entity], (int)c->value[0].i);
}

static size_t talk_command(void *session, struct fl_io *io, const struct fl_command *const *cmds,
                           size_t count)
{
    struct session *s = session;
    if (s->conf->refuses && !s->ready)
        return 0;
    if (count > PENDING_MAX - s->count)
        count = PENDING_MAX - s->count;
    for (size_t i = 0; i < count; i++) {
        char text[300];
        describe(cmds[i], text, sizeof text);
        say(io, text);
        if (s->conf->sends_only)
            fl_io_verdict(io, cmds[i]->id, FL_SENT, NULL);
        else
            s->pending[s->count++] = (struct pending){cmds[i]->id, cmds[i]->group, cmds[i]->action != NULL};
    }
    if (!s->conf->sends_only && !s->conf->mute)
        fl_io_expect(io, cmds[0]->group);
    return count;
}

static bool has_group(const struct session *s, uint32_t group)
{
    for (size_t i = 0; i < s->count; i++)
        if (s->pending[i].group == group)
            return true;
    return false;
}

/* The oldest command (of the group, with lanes) is answered. */
static void settle(struct session *s, struct fl_io *io, enum fl_err result, uint32_t group)
{
    size_t i = 0;
    while (i < s->count && s->lanes && s->pending[i].group != group)
        i++;
    if (i == s->count)
        return;
    struct pending p = s->pending[i];
    memmove(&s->pending[i], &s->pending[i + 1], (--s->count - i) * sizeof *s->pending);
    if (p.action)
        fl_io_result(io, p.id, "{\"n\":1}");
    fl_io_verdict(io, p.id, result, result ? "the device said no" : NULL);
    fl_io_verdict(io, p.id, FL_E_AUTH, "a second verdict is ignored");
    if (!has_group(s, p.group))
        fl_io_answered(io, p.group);
}

/* --- hearing -------------------------------------------------------------------------------------------- */

static void hear_image(struct fl_io *io)
{
    char *data = malloc(3);
    if (data)
        memcpy(data, "jpg", 3);
    fl_io_image(io, TALK_PICTURE, "image/jpeg", data, 3);
}

static void hear_number(struct fl_io *io, int value)
{
    fl_io_set(io, TALK_LIGHT, 0, (struct fl_value){.known = true, .b = value > 0});
    fl_io_set(io, TALK_LEVEL, 0, (struct fl_value){.known = true, .i = value});
    fl_io_answered(io, 0);
}

static void swamp(struct fl_io *io)
{
    for (int i = 0; i < 1000; i++)
        say(io, "too much\n");
}

static void hear(struct session *s, struct fl_io *io, const char *word, const char *rest)
{
    if (strcmp(word, "welcome") == 0) {
        fl_io_answered(io, 0);
        fl_io_online(io);
    } else if (strcmp(word, "state") == 0) {
        hear_number(io, atoi(rest));
    } else if (strcmp(word, "text") == 0) {
        fl_io_set(io, TALK_NOTE, 0, (struct fl_value){.known = true, .s = rest});
    } else if (strcmp(word, "alive") == 0 || strcmp(word, "bye") == 0) {
        fl_io_answered(io, 0);
    } else if (strcmp(word, "ok") == 0 || strcmp(word, "no") == 0) {
        settle(s, io, *word == 'o' ? FL_OK : FL_E_REFUSED, (uint32_t)atoi(rest));
    } else if (strcmp(word, "event") == 0) {
        fl_io_event(io, "bell", *rest ? rest : NULL);
    } else if (strcmp(word, "image") == 0) {
        hear_image(io);
    } else if (strcmp(word, "save") == 0) {
        fl_io_save(io, rest, strlen(rest));
    } else if (strcmp(word, "auth") == 0) {
        fl_io_fail(io, FL_E_AUTH, "wrong password");
    } else if (strcmp(word, "boom") == 0) {
        fl_io_fail(io, FL_E_FORMAT, "it said boom");
    } else if (strcmp(word, "more") == 0) {
        s->ready = true;
    } else if (strcmp(word, "swamp") == 0) {
        swamp(io);
    } else if (strcmp(word, "gone") == 0) {
        fl_io_retire(io, TALK_OTHER);
    } else if (strcmp(word, "timer") == 0) {
        fl_io_wake_at(io, fl_io_now(io) + (uint64_t)atoi(rest));
    } else if (strcmp(word, "now") == 0) {
        fl_io_poll_now(io);
    } else if (strcmp(word, "peer") == 0) {
        struct fl_addr from = fl_io_from(io);
        fl_io_peer(io, &from);
    } else if (strcmp(word, "where") == 0) {
        char text[FL_ADDR_TEXT];
        struct fl_addr target = fl_io_target(io);
        fl_addr_text(&target, text);
        fl_io_send(io, text, strlen(text));
    } else {
        fl_io_bad_frame(io, FL_E_FORMAT);
    }
}

static void hear_line(struct session *s, struct fl_io *io, const uint8_t *data, size_t len)
{
    char line[64];
    snprintf(line, sizeof line, "%.*s", (int)len, (const char *)data);
    char *space = strchr(line, ' ');
    if (space)
        *space = '\0';
    hear(s, io, line, space ? space + 1 : "");
}

static size_t talk_feed(void *session, struct fl_io *io, const uint8_t *data, size_t len)
{
    const uint8_t *end = memchr(data, '\n', len);
    if (!end)
        return 0;
    hear_line(session, io, data, (size_t)(end - data));
    return (size_t)(end - data) + 1; /* one line a call: the rest must come again */
}

static void talk_ended(void *session, struct fl_io *io, enum fl_err why, const char *text)
{
    (void)session;
    char said[64];
    int len = snprintf(said, sizeof said, "%s: %.40s", fl_err_name(why), text);
    fl_io_save(io, said, (size_t)len);
    fl_io_send(io, "too late\n", 9); /* there is nobody any more: to be ignored */
}

#define TALK_COMMON                                                                                          \
    .name = "talk", .summary = "for tests", .conf_size = sizeof(struct talk_conf),                           \
    .session_size = sizeof(struct session), .open = talk_open, .feed = talk_feed, .poll = talk_poll,         \
    .keepalive = talk_keepalive, .command = talk_command, .tick = talk_tick, .close = talk_close

const struct fl_driver talk = {TALK_COMMON, .medium = FL_STREAM, .init = talk_init};
const struct fl_driver talk_patient = {TALK_COMMON, .medium = FL_STREAM, .init = talk_init,
                                       .missed = talk_missed};
const struct fl_driver talk_lanes = {TALK_COMMON, .medium = FL_STREAM, .init = lanes_init,
                                     .missed = talk_missed, .lanes = true};
const struct fl_driver talk_datagram = {TALK_COMMON, .medium = FL_DATAGRAM, .init = talk_init};
const struct fl_driver talk_told = {TALK_COMMON, .medium = FL_STREAM, .init = talk_init, .ended = talk_ended};
