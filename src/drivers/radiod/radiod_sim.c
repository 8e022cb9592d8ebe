/* The simulated radiod: takes commands and polls as the real one does, with its losses, and loses more
 * when it is told to.
 *
 * Time goes in blocks of 20 ms. A command waits in one of the two places of its channel until the next
 * block; its status leaves one block later. A poll of all channels is no command: each has a countdown,
 * four channels to a block, and the next such poll starts them all again. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "radiod_sim_server.h"
#include "radiod_tlv.h"

enum {
    ANSWERS_A_BLOCK = 4, /* to a poll of all channels */
    BLOCKS_BEHIND = 250, /* more of them are not made up for */
    BLOCKS_A_SECOND = 1000 / RADIOD_SIM_BLOCK_MS,
    SOURCE_PORT = 20000, /* and up: below those that the system gives away */
    SOURCE_PORTS = 12000,
    NS_A_MS = 1000000,
    LEAP_SECONDS = 18
};

static const int64_t gps_epoch_s = 315964800; /* 1980-01-06 */

/* --- channels ------------------------------------------------------------------------------- */
struct radiod_sim_channel *radiod_sim_find(struct radiod_sim_server *d, uint32_t ssrc)
{
    for (size_t i = 0; i < d->used; i++)
        if (d->channels[i].ssrc == ssrc)
            return &d->channels[i];
    return NULL;
}

void radiod_sim_free(struct radiod_sim_channel *c)
{
    for (size_t i = 0; i < RADIOD_SIM_QUEUE; i++)
        free(c->queue[i].data);
    *c = (struct radiod_sim_channel){0};
}

static void set_defaults(const struct radiod_sim_conf *conf, struct radiod_sim_settings *s,
                         const char *preset)
{
    *s = (struct radiod_sim_settings){
        .encoding = 2, /* s16be */
        .status_interval = (uint64_t)conf->status_interval,
        .opus_application = 2049, /* audio */
        .average = 10,
        .kaiser = 11,
        .filter2_kaiser = 11,
        .gain = 50,
        .headroom = -15,
        .threshold = -15,
        .pll_bw = 10,
        .resolution = 200,
        .bins = 16,
        .crossover = 200,
        .shape = 7,
        .dest = conf->data,
    };
    s->dest.port = RADIOD_DATA_PORT;
    radiod_sim_preset(s, preset);
    snprintf(s->preset, sizeof s->preset, "%s", preset);
}

/* In the first free slot. NULL: there is none. */
static struct radiod_sim_channel *create(struct radiod_sim_server *d, uint32_t ssrc, const char *preset)
{
    size_t slot = 0;
    while (slot < RADIOD_SIM_SLOTS && d->channels[slot].ssrc)
        slot++;
    if (slot == RADIOD_SIM_SLOTS)
        return NULL;
    if (slot >= d->used)
        d->used = slot + 1;
    struct radiod_sim_channel *c = &d->channels[slot];
    *c = (struct radiod_sim_channel){.ssrc = ssrc};
    set_defaults(&d->conf, &c->set, preset);
    c->unasked = slot; /* so that they do not all speak at once */
    radiod_sim_measure(c, &d->front);
    return c;
}

/* The SSRC is the frequency in kHz, or the next number that is free. */
static void configure(struct radiod_sim_server *d, uint32_t khz, const char *preset)
{
    uint32_t ssrc = khz;
    while (radiod_sim_find(d, ssrc))
        ssrc++;
    struct radiod_sim_channel *c = create(d, ssrc, preset);
    c->set.frequency = khz * 1000.0;
    c->blocks = 2; /* it has run for a while */
    radiod_sim_measure(c, &d->front);
}

/* The front end's own ones, then as many as are wanted, at equal distances. */
static void configure_all(struct radiod_sim_server *d)
{
    const struct radiod_sim_model *m = d->front.model;
    int count = 0, rest = d->conf.channels;
    for (; count < rest && m->starts[count].khz; count++)
        configure(d, m->starts[count].khz, m->starts[count].preset);
    rest -= count;
    double low = (m->lo + m->low_edge) / 1000, width = (m->high_edge - m->low_edge) / 1000;
    for (int i = 1; i <= rest; i++)
        configure(d, (uint32_t)(low + width * i / (rest + 1)),
                  radiod_sim_preset_name((size_t)d->conf.default_preset));
}

/* A new process: what it had counted and what others had made is gone. */
static void boot(struct radiod_sim_server *d, struct fl_sim_io *io)
{
    const struct radiod_sim_model *m = &radiod_sim_models[d->conf.front];
    for (size_t i = 0; i < d->used; i++)
        radiod_sim_free(&d->channels[i]);
    d->used = 0;
    d->dead = false;
    d->back_ms = d->swept_until = 0;
    d->front =
        (struct radiod_sim_front){.model = m, .lo = m->lo, .seed = fl_sim_random(io), .still = !d->conf.live};
    d->source_port ^= 1; /* a new process has another one */
    d->next_block_ms = fl_sim_now(io) + RADIOD_SIM_BLOCK_MS;
    configure_all(d);
}

void radiod_sim_die(struct radiod_sim_server *d, struct fl_sim_io *io, uint64_t back_ms)
{
    d->dead = true;
    d->back_ms = back_ms;
    radiod_sim_wake(d, io);
}

/* --- status --------------------------------------------------------------------------------- */
/* A length of lengths that there is not; a value longer than the packet; another type of packet; no SSRC. */
static size_t damage(struct fl_sim_io *io, uint8_t *packet, size_t len)
{
    switch (fl_sim_random(io) % 4) {
    case 0:
        packet[2] = 0x85;
        return len;
    case 1:
        packet[2] = 0x7F;
        return 64;
    case 2:
        packet[0] = 2;
        return len;
    default:
        packet[1] = 200;
        return len;
    }
}

static uint64_t gps_ns(const struct radiod_sim_server *d, struct fl_sim_io *io)
{
    int64_t ms = fl_sim_utc_ms(io) + d->conf.clock_ms - (gps_epoch_s - LEAP_SECONDS) * 1000;
    return ms < 0 ? 0 : (uint64_t)ms * NS_A_MS + fl_sim_random(io) % NS_A_MS;
}

/* to NULL: to the status group. */
static void send_status(struct radiod_sim_server *d, struct fl_sim_io *io, struct radiod_sim_channel *c,
                        const struct fl_addr *to)
{
    const struct radiod_sim_conf *conf = &d->conf;
    struct radiod_sim_frame frame = {.description = conf->description,
                                     .group = fl_sim_group(io),
                                     .gps_ns = gps_ns(d, io),
                                     .source_port = d->source_port,
                                     .ttl = conf->ttl};
    uint64_t tag = c->tag;
    c->statuses++;
    if (!conf->ttl || conf->fault[RADIOD_SIM_MUTE].on || conf->fault[RADIOD_SIM_SILENT].on)
        return;
    if (radiod_sim_fault_hits(&d->conf, RADIOD_SIM_UNTAGGED))
        c->tag ^= 0x5A5A;
    size_t len = radiod_sim_status(c, &d->front, &frame, d->packet, sizeof d->packet);
    c->tag = tag;
    if (len && radiod_sim_fault_hits(&d->conf, RADIOD_SIM_MALFORMED))
        len = damage(io, d->packet, len);
    if (!len)
        return;
    d->stats.statuses++;
    fl_sim_send_from(io, d->source_port, to, d->packet, len,
                     conf->fault[RADIOD_SIM_LATE].on ? conf->fault[RADIOD_SIM_LATE].amount : 0);
}

static bool is_somewhere(const struct fl_addr *a)
{
    static const uint8_t nowhere[4];
    return a->family && memcmp(a->ip, nowhere, sizeof nowhere) != 0;
}

/* Beside the audio, at the port of status. */
static void send_copy(struct radiod_sim_server *d, struct fl_sim_io *io, struct radiod_sim_channel *c)
{
    struct fl_addr to = c->set.dest;
    to.port = fl_sim_address(io).port;
    if (is_somewhere(&to))
        send_status(d, io, c, &to);
}

void radiod_sim_answer(struct radiod_sim_server *d, struct fl_sim_io *io, struct radiod_sim_channel *c)
{
    send_status(d, io, c, NULL);
    if (!radiod_sim_is_spectrum(c->set.demod))
        send_copy(d, io, c);
}

/* --- blocks --------------------------------------------------------------------------------- */
static bool has_output(const struct radiod_sim_channel *c)
{
    return c->now.open && !radiod_sim_is_spectrum(c->set.demod) && c->set.demod != RADIOD_SIM_IDLE;
}

/* The lower place first, whatever came first. */
static void obey_one(struct radiod_sim_server *d, struct fl_sim_io *io, struct radiod_sim_channel *c)
{
    size_t place = 0;
    while (place < RADIOD_SIM_QUEUE && !c->queue[place].data)
        place++;
    if (place == RADIOD_SIM_QUEUE)
        return;
    struct radiod_sim_order order = c->queue[place];
    uint64_t bins = c->set.bins;
    c->queue[place] = (struct radiod_sim_order){0};
    bool survives = radiod_sim_obey(c, &d->front, (struct fl_span){order.data, order.len});
    free(order.data);
    d->stats.executed++;
    c->countdown = 1;
    c->answer_due = true;
    fl_sim_log(io, "executed %" PRIu32 " tag=%" PRIu64, c->ssrc, c->tag);
    if (survives)
        return;
    fl_sim_log(io, "DIED: heap corruption, BIN_COUNT of %" PRIu32 " from %" PRIu64 " to %" PRIu64, c->ssrc,
               bins, c->set.bins);
    radiod_sim_die(d, io, 0);
}

static void make_audio(struct radiod_sim_server *d, struct fl_sim_io *io, struct radiod_sim_channel *c)
{
    uint64_t samples = c->set.samprate / BLOCKS_A_SECOND;
    c->rtp += samples;
    if (!has_output(c))
        return;
    c->packets++;
    c->samples += samples;
    if (!c->set.status_interval || ++c->unasked < c->set.status_interval)
        return;
    c->unasked = 0;
    d->stats.unasked++;
    send_copy(d, io, c);
}

static void pass_block(struct radiod_sim_server *d, struct fl_sim_io *io, struct radiod_sim_channel *c)
{
    if (c->left && --c->left == 0)
        c->dying = true;
    if (c->countdown && --c->countdown == 0) {
        c->answer_due = false;
        radiod_sim_answer(d, io, c);
    }
    if (c->dying) {
        fl_sim_log(io, "gone %" PRIu32, c->ssrc);
        d->stats.expired++;
        radiod_sim_free(c);
        return;
    }
    obey_one(d, io, c);
    if (c->blocks++)
        radiod_sim_measure(c, &d->front);
    make_audio(d, io, c);
}

void radiod_sim_overload(struct radiod_sim_server *d, struct fl_sim_io *io, unsigned samples)
{
    d->front.over += samples;
    d->front.over_at = d->front.blocks;
    fl_sim_log(io, "overloaded: %u samples", samples);
}

static void run_block(struct radiod_sim_server *d, struct fl_sim_io *io)
{
    uint64_t every = (uint64_t)d->conf.overload_s * BLOCKS_A_SECOND;
    d->front.blocks++;
    if (every && d->front.blocks % every == 0)
        radiod_sim_overload(d, io, (unsigned)d->conf.samples);
    for (size_t i = 0; i < d->used && !d->dead; i++)
        if (d->channels[i].ssrc)
            pass_block(d, io, &d->channels[i]);
    d->next_block_ms += RADIOD_SIM_BLOCK_MS;
}

/* --- commands ------------------------------------------------------------------------------- */
/* What a command is about: its first SSRC, and its values by name for the log. */
struct order {
    bool named; /* has an SSRC */
    uint32_t ssrc;
    bool bare; /* nothing but a tag */
    char text[256];
};

static void add_word(char *text, size_t cap, const char *word)
{
    size_t len = strlen(text);
    snprintf(text + len, cap - len, " %s", word);
}

static void look_at(struct order *o, const uint8_t *data, size_t len)
{
    struct fl_reader r = fl_reader_of(data, len);
    struct radiod_tlv tlv;
    *o = (struct order){.bare = true};
    fl_get_u8(&r);
    while (radiod_sim_next(&r, &tlv)) {
        const struct radiod_tag_info *info = radiod_tag_info(tlv.type);
        if (tlv.type == RADIOD_OUTPUT_SSRC) {
            if (!o->named)
                o->ssrc = (uint32_t)radiod_get_int(tlv.value);
            o->named = true;
            continue;
        }
        o->bare = o->bare && tlv.type == RADIOD_COMMAND_TAG;
        add_word(o->text, sizeof o->text, info ? info->name : "?");
    }
}

/* Each channel's countdown, also of those that had not answered to the last one. */
static void sweep(struct radiod_sim_server *d, struct fl_sim_io *io)
{
    d->stats.sweeps++;
    d->stats.starved += d->front.blocks < d->swept_until;
    fl_sim_log(io, "poll of all");
    for (size_t i = 0; i < d->used; i++)
        if (d->channels[i].ssrc)
            d->channels[i].countdown = (unsigned)(i / ANSWERS_A_BLOCK + 1);
    d->swept_until = d->front.blocks + (d->used ? (d->used - 1) / ANSWERS_A_BLOCK + 1 : 0);
}

static struct radiod_sim_channel *find_or_create(struct radiod_sim_server *d, struct fl_sim_io *io,
                                                 const struct order *o)
{
    struct radiod_sim_channel *c = radiod_sim_find(d, o->ssrc);
    if (c)
        return c;
    c = create(d, o->ssrc, radiod_sim_preset_name((size_t)d->conf.default_preset));
    if (!c)
        return NULL;
    c->set.lifetime = (uint64_t)d->conf.lifetime;
    d->stats.created++;
    d->stats.ghosts += o->bare;
    fl_sim_log(io, "created %" PRIu32 "%s", o->ssrc, o->bare ? ", a GHOST" : "");
    return c;
}

static void note_in_flight(struct radiod_sim_server *d, const struct radiod_sim_channel *c)
{
    unsigned waiting = 1 + c->answer_due;
    for (size_t i = 0; i < RADIOD_SIM_QUEUE; i++)
        waiting += c->queue[i].data != NULL;
    if (waiting > d->stats.in_flight)
        d->stats.in_flight = waiting;
}

/* Into the first free place; without one it is lost. */
static void enqueue(struct radiod_sim_server *d, struct fl_sim_io *io, struct radiod_sim_channel *c,
                    const uint8_t *data, size_t len)
{
    size_t place = 0;
    note_in_flight(d, c);
    while (place < RADIOD_SIM_QUEUE && c->queue[place].data)
        place++;
    uint8_t *copy = place < RADIOD_SIM_QUEUE ? malloc(len) : NULL;
    if (!copy) {
        d->stats.lost++;
        fl_sim_log(io, "LOST: the queue of %" PRIu32 " is full", c->ssrc);
        return;
    }
    memcpy(copy, data, len);
    c->queue[place] = (struct radiod_sim_order){copy, len};
}

static bool overlooked(struct radiod_sim_server *d, struct fl_sim_io *io)
{
    bool silent = radiod_sim_fault_hits(&d->conf, RADIOD_SIM_SILENT);
    if (!silent && !radiod_sim_fault_hits(&d->conf, RADIOD_SIM_LOSE))
        return false;
    d->stats.overlooked++;
    fl_sim_log(io, "overlooked");
    return true;
}

static void take_command(struct radiod_sim_server *d, struct fl_sim_io *io, const uint8_t *data, size_t len)
{
    struct order o;
    look_at(&o, data, len);
    if (!o.ssrc) {
        d->stats.ignored++;
        fl_sim_log(io, "ignored: no SSRC");
        return;
    }
    if (overlooked(d, io))
        return;
    if (o.ssrc == RADIOD_EVERYBODY) {
        sweep(d, io);
        return;
    }
    fl_sim_log(io, "command %" PRIu32 "%s", o.ssrc, o.text);
    d->stats.polls += o.bare;
    struct radiod_sim_channel *c = find_or_create(d, io, &o);
    if (c)
        enqueue(d, io, c, data, len);
}

/* --- hooks ---------------------------------------------------------------------------------- */
static void settle_defaults(struct radiod_sim_server *d)
{
    if (!d->ready)
        radiod_sim_conf_init(&d->conf);
    d->ready = true;
}

static enum fl_err option(void *device, const char *name, const char *value, struct fl_error *err)
{
    struct radiod_sim_server *d = device;
    settle_defaults(d);
    enum fl_err e = radiod_sim_conf_set(&d->conf, name, value, err);
    d->front.still = !d->conf.live;
    return e;
}

static enum fl_err init(void *device, struct fl_sim_io *io, size_t index)
{
    struct radiod_sim_server *d = device;
    (void)index;
    settle_defaults(d);
    d->source_port = (uint16_t)(SOURCE_PORT + fl_sim_random(io) % SOURCE_PORTS);
    boot(d, io);
    radiod_sim_wake(d, io);
    return FL_OK;
}

static void finish(void *device)
{
    struct radiod_sim_server *d = device;
    for (size_t i = 0; i < d->used; i++)
        radiod_sim_free(&d->channels[i]);
}

static size_t feed(void *device, void *session, struct fl_sim_io *io, const uint8_t *data, size_t len)
{
    struct radiod_sim_server *d = device;
    (void)session;
    if (!d->dead && len && data[0] == RADIOD_PACKET_COMMAND)
        take_command(d, io, data, len);
    return len;
}

void radiod_sim_wake(const struct radiod_sim_server *d, struct fl_sim_io *io)
{
    uint64_t next = d->dead ? d->back_ms : d->next_block_ms;
    if (d->rival_ms && (!next || d->rival_ms < next))
        next = d->rival_ms;
    fl_sim_wake_at(io, next);
}

/* Another client of the same host: it is heard through the group, as any other. */
static void run_rival(struct radiod_sim_server *d, struct fl_sim_io *io)
{
    uint8_t buf[32];
    struct radiod_builder b = radiod_begin(buf, sizeof buf, RADIOD_PACKET_COMMAND);
    radiod_put_int(&b, RADIOD_OUTPUT_SSRC, RADIOD_EVERYBODY);
    radiod_put_int(&b, RADIOD_COMMAND_TAG, fl_sim_random(io));
    fl_sim_send_from(io, 0, NULL, buf, radiod_end(&b), 0);
    d->rival_ms = fl_sim_now(io) + (uint64_t)d->rival_every_ms;
}

static void tick(void *device, struct fl_sim_io *io)
{
    struct radiod_sim_server *d = device;
    uint64_t now_ms = fl_sim_now(io);
    if (d->dead && d->back_ms && d->back_ms <= now_ms) {
        boot(d, io);
        fl_sim_log(io, "restarted");
    }
    if (d->rival_ms && d->rival_ms <= now_ms)
        run_rival(d, io);
    for (int i = 0; i < BLOCKS_BEHIND && !d->dead && d->next_block_ms <= now_ms; i++)
        run_block(d, io);
    if (d->next_block_ms <= now_ms)
        d->next_block_ms = now_ms + RADIOD_SIM_BLOCK_MS;
    radiod_sim_wake(d, io);
}

const struct fl_sim radiod_sim = {
    .name = "radiod",
    .summary = "ka9q-radio server with receiver channels, or several at addresses of their own",
    .medium = FL_GROUP,
    .group = "239.170.19.156",
    .port = RADIOD_PORT,
    .options_help = radiod_sim_help,
    .more_help = radiod_sim_more_help,
    .device_size = sizeof(struct radiod_sim_server),
    .session_size = 0,
    .option = option,
    .init = init,
    .feed = feed,
    .tick = tick,
    .finish = finish,
    .control = radiod_sim_control,
};
