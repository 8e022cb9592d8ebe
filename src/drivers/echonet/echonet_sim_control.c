/* Control lines of the simulated node: what it is to do now, and what it has to tell. */
#include <inttypes.h>
#include <string.h>

#include "echonet_sim_device.h"

static size_t word_len(const char *args)
{
    return strcspn(args, " ");
}

static const char *next_word(const char *args)
{
    args += word_len(args);
    return args + strspn(args, " ");
}

static bool parse_eoj(const char *args, uint32_t *eoj)
{
    uint8_t code[3];
    if (echonet_sim_hex(args, word_len(args), code, sizeof code) != sizeof code)
        return false;
    *eoj = (uint32_t)(code[0] << 16 | code[1] << 8 | code[2]);
    return true;
}

/* "EOJ EPC": the object and property, both there. */
static enum fl_err find_cell(struct echonet_sim_device *d, const char *args, struct echonet_thing **t,
                             struct echonet_cell **c, struct fl_error *err)
{
    uint32_t eoj = 0;
    uint8_t epc = 0;
    const char *code = next_word(args);
    *t = parse_eoj(args, &eoj) ? echonet_store_find(&d->store, eoj) : NULL;
    bool good = *t && echonet_sim_hex(code, word_len(code), &epc, 1) == 1;
    *c = good ? echonet_thing_find(*t, epc) : NULL;
    return *c ? FL_OK
              : fl_fail(err, FL_E_UNKNOWN, "%s: no such object and property, EOJ EPC is wanted", args);
}

static enum fl_err unknown_words(const char *verb, const char *args, struct fl_error *err)
{
    return fl_fail(err, FL_E_FORMAT, "%s %s: what is that? See --help", verb, args);
}

static enum fl_err do_edt(struct echonet_sim_device *d, struct fl_sim_io *io, const char *args,
                          struct fl_error *err)
{
    struct echonet_thing *t;
    struct echonet_cell *c = NULL;
    uint8_t edt[ECHONET_EDT_MAX];
    if (find_cell(d, args, &t, &c, err) || !c)
        return fl_fail(err, FL_E_FORMAT, "edt %s: no such object and property; EOJ EPC [HEX] is wanted",
                       args);
    const char *hex = next_word(next_word(args));
    if (!*hex) {
        size_t len = echonet_store_read(&d->store, t, c->row->epc, edt);
        for (size_t i = 0; i < len; i++)
            fl_sim_reply(io, "%02X", edt[i]);
        return FL_OK;
    }
    size_t len = echonet_sim_hex(hex, word_len(hex), edt, ECHONET_KEPT_MAX);
    if (!len || !c->row->edt)
        return fl_fail(err, FL_E_RANGE, "edt %s: 1 to %d bytes in hex, of a value that is not made when read",
                       args, ECHONET_KEPT_MAX);
    echonet_sim_put(d, t->eoj, c->row->epc, edt, len);
    echonet_sim_tick(d, io);
    return FL_OK;
}

static enum fl_err do_announce(struct echonet_sim_device *d, struct fl_sim_io *io, const char *args,
                               struct fl_error *err)
{
    uint32_t eoj = 0;
    uint8_t epcs[16];
    size_t count = 0;
    struct echonet_thing *t = parse_eoj(args, &eoj) ? echonet_store_find(&d->store, eoj) : NULL;
    for (const char *word = next_word(args); t && *word; word = next_word(word), count++)
        if (count == sizeof epcs || echonet_sim_hex(word, word_len(word), &epcs[count], 1) != 1 ||
            !echonet_thing_find(t, epcs[count]))
            return unknown_words("announce", args, err);
    if (!count)
        return unknown_words("announce", args, err);
    echonet_sim_announce(d, io, t, epcs, count, 0);
    echonet_sim_tick(d, io); /* an INFC may be waiting now */
    return FL_OK;
}

static enum fl_err do_instances(struct echonet_sim_device *d, struct fl_sim_io *io, const char *args,
                                struct fl_error *err)
{
    (void)args;
    (void)err;
    echonet_sim_announce_instances(d, io);
    return FL_OK;
}

static enum fl_err do_objects(struct echonet_sim_device *d, struct fl_sim_io *io, const char *args,
                              struct fl_error *err)
{
    const char *space = "";
    (void)args;
    (void)err;
    for (size_t i = 1; i < d->store.count; i++) {
        if (d->store.things[i].gone)
            continue;
        fl_sim_reply(io, "%s%06" PRIX32, space, d->store.things[i].eoj);
        space = " ";
    }
    return FL_OK;
}

static enum fl_err set_gone(struct echonet_sim_device *d, struct fl_sim_io *io, const char *args, bool gone,
                            struct fl_error *err)
{
    uint32_t eoj = 0;
    bool good = parse_eoj(args, &eoj);
    for (size_t i = 1; good && i < d->store.count; i++) {
        struct echonet_thing *t = &d->store.things[i];
        if (t->eoj != eoj)
            continue;
        t->gone = gone;
        if (d->conf.start)
            echonet_sim_announce_instances(d, io);
        return FL_OK;
    }
    return unknown_words(gone ? "remove" : "restore", args, err);
}

static enum fl_err do_remove(struct echonet_sim_device *d, struct fl_sim_io *io, const char *args,
                             struct fl_error *err)
{
    return set_gone(d, io, args, true, err);
}

static enum fl_err do_restore(struct echonet_sim_device *d, struct fl_sim_io *io, const char *args,
                              struct fl_error *err)
{
    return set_gone(d, io, args, false, err);
}

static enum fl_err do_move(struct echonet_sim_device *d, struct fl_sim_io *io, const char *args,
                           struct fl_error *err)
{
    enum fl_err e = fl_sim_move(io, args, err);
    if (!e && d->conf.start)
        echonet_sim_announce_instances(d, io);
    return e;
}

static enum fl_err do_stats(struct echonet_sim_device *d, struct fl_sim_io *io, const char *args,
                            struct fl_error *err)
{
    static const uint8_t shown[] = {ECHONET_GET,     ECHONET_SETC, ECHONET_SETI,    ECHONET_SETGET,
                                    ECHONET_INF_REQ, ECHONET_INF,  ECHONET_INFC_RES};
    const struct echonet_stats *s = &d->stats;
    if (*args && strcmp(args, "reset") != 0)
        return fl_fail(err, FL_E_FORMAT, "stats %s: only reset may follow", args);
    for (size_t i = 0; i < sizeof shown; i++)
        fl_sim_reply(io, "%s=%u ", echonet_esv_name(shown[i]), s->received[shown[i]]);
    fl_sim_reply(io, "bad=%u unknown=%u refused=%u overlooked=%u lost=%u answers=%u announced=%u", s->bad,
                 s->unknown, s->refused, s->overlooked, s->lost, s->answers, s->announced);
    fl_sim_reply(io, " overlapping=%u repeated=%u in_flight=%u", s->overlapping, s->repeated, s->in_flight);
    if (*args)
        d->stats = (struct echonet_stats){0};
    return FL_OK;
}

static const struct {
    const char *verb;
    enum fl_err (*act)(struct echonet_sim_device *d, struct fl_sim_io *io, const char *args,
                       struct fl_error *err);
} verbs[] = {
    {"edt", do_edt},       {"announce", do_announce}, {"instances", do_instances}, {"objects", do_objects},
    {"remove", do_remove}, {"restore", do_restore},   {"move", do_move},           {"stats", do_stats},
};

enum fl_err echonet_sim_control(void *device, struct fl_sim_io *io, const char *verb, const char *args,
                                struct fl_error *err)
{
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        if (!strcmp(verbs[i].verb, verb))
            return verbs[i].act(device, io, args, err);
    return FL_E_UNKNOWN;
}
