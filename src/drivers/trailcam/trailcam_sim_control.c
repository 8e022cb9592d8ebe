/* Control lines of the simulated camera: what it is to do now, and what it has to tell. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "trailcam_sim_device.h"

enum { REBOOT_MS = 5000, SHOTS_MAX = 1000 };

static bool parse_number(const char **args, unsigned long max, unsigned long *out)
{
    char *end;
    errno = 0;
    *out = strtoul(*args, &end, 10);
    if (end == *args || **args < '0' || **args > '9' || errno || *out > max || (*end && *end != ' '))
        return false;
    *args = end + strspn(end, " ");
    return true;
}

static enum fl_err do_shoot(struct trailcam_sim_device *d, const char *args, struct fl_error *err)
{
    unsigned long count = 1;
    bool video = !strcmp(args, "video");
    if (*args && !video && !parse_number(&args, SHOTS_MAX, &count))
        return fl_fail(err, FL_E_RANGE, "shoot %s: a number of photos, at most %d, or video", args,
                       SHOTS_MAX);
    for (unsigned long i = 0; i < count; i++)
        if (!trailcam_sim_shoot(d, video ? TRAILCAM_SIM_MP4 : TRAILCAM_SIM_PHOTO))
            return fl_fail(err, FL_E_REFUSED, "shoot: the card or the battery does not allow it");
    return FL_OK;
}

static enum fl_err do_remove(struct trailcam_sim_device *d, const char *args, struct fl_error *err)
{
    const char *text = args;
    unsigned long dir, num;
    bool good = parse_number(&args, UINT16_MAX, &dir) && parse_number(&args, UINT16_MAX, &num) && !*args;
    if (!good || !trailcam_sim_card_remove(&d->card, (uint16_t)dir, (uint16_t)num))
        return fl_fail(err, FL_E_UNKNOWN, "remove %s: DIR NUM of a file is wanted", text);
    return FL_OK;
}

static enum fl_err do_event(struct trailcam_sim_device *d, const char *args, struct fl_error *err)
{
    unsigned long number;
    if (!parse_number(&args, INT32_MAX, &number))
        return fl_fail(err, FL_E_FORMAT, "event %s: a number is wanted", args);
    trailcam_sim_event(d, (unsigned)number);
    return FL_OK;
}

static enum fl_err do_close(struct trailcam_sim_device *d, const char *args, struct fl_error *err)
{
    (void)args;
    (void)err;
    trailcam_sim_end(d, true);
    return FL_OK;
}

static enum fl_err do_forget(struct trailcam_sim_device *d, const char *args, struct fl_error *err)
{
    (void)args;
    (void)err;
    d->session.token = 0;
    return FL_OK;
}

static enum fl_err do_reboot(struct trailcam_sim_device *d, const char *args, struct fl_error *err)
{
    int ms = REBOOT_MS;
    if (*args && !trailcam_sim_parse_ms(args, &ms))
        return fl_fail(err, FL_E_RANGE, "reboot %s: a time is wanted, such as 500ms or 5s", args);
    trailcam_sim_sleep(d, trailcam_sim_now(d) + (uint64_t)ms);
    return FL_OK;
}

static enum fl_err do_sleep(struct trailcam_sim_device *d, const char *args, struct fl_error *err)
{
    (void)args;
    (void)err;
    trailcam_sim_sleep(d, 0);
    return FL_OK;
}

static enum fl_err do_wake(struct trailcam_sim_device *d, const char *args, struct fl_error *err)
{
    (void)args;
    (void)err;
    trailcam_sim_wake(d);
    return FL_OK;
}

static enum fl_err do_state(struct trailcam_sim_device *d, const char *args, struct fl_error *err)
{
    const char *state = d->awake ? "awake" : d->wake_ms ? "waking" : "asleep";
    const struct trailcam_sim_session *s = &d->session;
    (void)args;
    (void)err;
    fl_sim_reply(d->io, "%s session=%s files=%zu", state,
                 !s->up        ? "none"
                 : s->login_ms ? "new"
                               : "online",
                 d->card.count);
    if (d->card.count) {
        const struct trailcam_sim_file *newest = &d->card.files[d->card.count - 1];
        fl_sim_reply(d->io, " newest=%u/%u", (unsigned)newest->dir, (unsigned)newest->num);
    }
    return FL_OK;
}

static enum fl_err do_stats(struct trailcam_sim_device *d, const char *args, struct fl_error *err)
{
    const struct trailcam_sim_stats *s = &d->stats;
    if (*args && strcmp(args, "reset") != 0)
        return fl_fail(err, FL_E_FORMAT, "stats %s: only reset may follow", args);
    fl_sim_reply(d->io, "punches=%u searches=%u sessions=%u busy=%u logins=%u refused=%u", s->punches,
                 s->searches, s->sessions, s->busy, s->logins, s->refused);
    fl_sim_reply(d->io, " commands=%u in_flight=%u repeated=%u bad=%u wrong_acks=%u closed=%u timeouts=%u",
                 s->commands, s->in_flight, s->repeated, s->bad, s->wrong_acks, s->closed, s->timeouts);
    fl_sim_reply(d->io, " pictures=%u beats=%u beat_gaps=%u beat_min=%u beat_max=%u", s->pictures, s->beats,
                 s->beat_gaps, s->beat_min, s->beat_max);
    if (*args)
        d->stats = (struct trailcam_sim_stats){0};
    return FL_OK;
}

static const struct {
    const char *verb;
    enum fl_err (*act)(struct trailcam_sim_device *d, const char *args, struct fl_error *err);
} verbs[] = {
    {"shoot", do_shoot},   {"remove", do_remove}, {"event", do_event}, {"close", do_close},
    {"forget", do_forget}, {"reboot", do_reboot}, {"sleep", do_sleep}, {"wake", do_wake},
    {"state", do_state},   {"stats", do_stats},
};

enum fl_err trailcam_sim_control(void *device, struct fl_sim_io *io, const char *verb, const char *args,
                                 struct fl_error *err)
{
    struct trailcam_sim_device *d = device;
    d->io = io;
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
        if (strcmp(verbs[i].verb, verb) != 0)
            continue;
        enum fl_err e = verbs[i].act(d, args, err);
        trailcam_sim_tick(d, io); /* what is due now may be something else */
        return e;
    }
    return FL_E_UNKNOWN;
}
