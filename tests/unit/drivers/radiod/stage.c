/* Engine, clock and server for session tests. */
#include "stage.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "support/cmocka.h"

enum { RATE = 2400000, GPS_EPOCH_S = 315964800, LEAP_S = 18, RESPONSE_TIMEOUT_MS = 150, DYING = 255 };

static const struct fl_timing usual = {.poll_interval = 350,
                                       .keepalive_interval = 5000,
                                       .connection_timeout = 10000,
                                       .response_timeout = RESPONSE_TIMEOUT_MS};

struct fl_value real(double r)
{
    return (struct fl_value){.known = true, .r = r};
}

struct fl_value on(bool b)
{
    return (struct fl_value){.known = true, .b = b};
}

struct fl_value choice(unsigned e)
{
    return (struct fl_value){.known = true, .e = e};
}

/* --- the server: what it says ------------------------------------------------------------------ */
static void put_front_end(const struct stage *s, struct radiod_builder *b)
{
    const struct server *v = &s->server;
    radiod_put_text(b, RADIOD_DESCRIPTION, "stage");
    radiod_put_int(b, RADIOD_GPS_TIME, (s->now_ms - (GPS_EPOCH_S - LEAP_S) * UINT64_C(1000)) * 1000000);
    radiod_put_int(b, RADIOD_INPUT_SAMPLES, (s->now_ms - v->samples0_ms) * (RATE / 1000));
    radiod_put_int(b, RADIOD_INPUT_SAMPRATE, RATE);
    radiod_put_real(b, RADIOD_FIRST_LO_FREQUENCY, 0);
    radiod_put_real(b, RADIOD_FE_LOW_EDGE, 0);
    radiod_put_real(b, RADIOD_FE_HIGH_EDGE, v->coverage);
    radiod_put_int(b, RADIOD_FILTER_BLOCKSIZE, RATE / 50);
    radiod_put_real(b, RADIOD_IF_POWER, -20);
    radiod_put_int(b, RADIOD_AD_OVER, v->overs);
    if (v->overs)
        radiod_put_int(b, RADIOD_SAMPLES_SINCE_OVER, RATE * 3);
    if (v->calibrated)
        radiod_put_real(b, RADIOD_RF_LEVEL_CAL, -3);
    if (v->rf_gain >= 0)
        radiod_put_real(b, RADIOD_RF_GAIN, v->rf_gain);
}

static size_t make_status(const struct stage *s, const struct slot *c, uint8_t *buf, size_t cap)
{
    struct radiod_builder b = radiod_begin(buf, cap, RADIOD_PACKET_STATUS);
    radiod_put_int(&b, RADIOD_OUTPUT_SSRC, c->ssrc);
    radiod_put_int(&b, RADIOD_COMMAND_TAG, c->tag);
    radiod_put_int(&b, RADIOD_CMD_CNT, c->commands);
    radiod_put_int(&b, RADIOD_LIFETIME, c->left);
    radiod_put_int(&b, RADIOD_DEMOD_TYPE, c->demod);
    radiod_put_real(&b, RADIOD_RADIO_FREQUENCY, c->frequency);
    radiod_put_real(&b, RADIOD_LOW_EDGE, c->low);
    radiod_put_real(&b, RADIOD_HIGH_EDGE, c->high);
    radiod_put_int(&b, RADIOD_OUTPUT_SAMPRATE, 12000);
    put_front_end(s, &b);
    if (c->preset[0])
        radiod_put_text(&b, RADIOD_PRESET, c->preset);
    if (c->demod != DYING) {
        radiod_put_real(&b, RADIOD_BASEBAND_POWER,
                        c->frequency > s->server.coverage ? -(double)INFINITY : c->power);
        radiod_put_real(&b, RADIOD_NOISE_DENSITY, -127.6);
        radiod_put_int(&b, RADIOD_SNR_SQUELCH, c->squelch);
        radiod_put_real(&b, RADIOD_SQUELCH_OPEN, c->squelch_open);
        radiod_put_real(&b, RADIOD_OUTPUT_LEVEL, c->level);
        radiod_put_int(&b, RADIOD_OUTPUT_DATA_PACKETS, c->packets);
        if (!c->demod) {
            radiod_put_int(&b, RADIOD_AGC_ENABLE, c->agc);
            radiod_put_real(&b, RADIOD_GAIN, c->gain);
        } else {
            radiod_put_real(&b, RADIOD_FM_SNR, 12.5);
        }
    }
    return radiod_end(&b);
}

static void add_answer(struct stage *s, const struct answer *a)
{
    assert_true(s->answer_count < ANSWERS_MAX);
    s->answers[s->answer_count++] = *a;
}

static void answer(struct stage *s, const struct slot *c, int delay_ms)
{
    struct server *v = &s->server;
    struct answer a = {.at_ms = s->now_ms + (uint64_t)delay_ms, .from = v->at};
    a.len = make_status(s, c, a.data, sizeof a.data);
    assert_true(a.len);
    if (v->lose_answers) {
        v->lose_answers--;
        return;
    }
    add_answer(s, &a);
    if (!v->doubled)
        return;
    v->doubled--;
    a.at_ms += 3;
    add_answer(s, &a);
}

/* --- the server: what it does ------------------------------------------------------------------- */
struct slot *stage_find(struct stage *s, uint32_t ssrc)
{
    for (size_t i = 0; i < SLOTS_MAX; i++)
        if (s->server.slots[i].ssrc == ssrc)
            return &s->server.slots[i];
    return NULL;
}

struct slot *stage_slot(struct stage *s, uint32_t ssrc, double frequency)
{
    struct slot *c = stage_find(s, 0);
    assert_non_null(c);
    *c = (struct slot){.ssrc = ssrc,
                       .frequency = frequency,
                       .low = -5000,
                       .high = 5000,
                       .gain = 50,
                       .agc = true,
                       .squelch_open = 8,
                       .preset = "am",
                       .power = -60,
                       .level = -14};
    return c;
}

static void apply_preset(struct slot *c, const char *name)
{
    snprintf(c->preset, sizeof c->preset, "%s", name);
    if (!strcmp(name, "usb"))
        c->low = 50, c->high = 3000, c->demod = 0;
    else if (!strcmp(name, "am"))
        c->low = -5000, c->high = 5000, c->demod = 0;
    else if (!strcmp(name, "pm"))
        c->low = -8000, c->high = 8000, c->demod = 1;
}

static void apply_edge(struct slot *c, enum radiod_tag tag, double hz)
{
    if (tag == RADIOD_LOW_EDGE && hz <= c->high)
        c->low = hz < -6000 ? -6000 : hz;
    if (tag == RADIOD_HIGH_EDGE && hz >= c->low)
        c->high = hz > 6000 ? 6000 : hz;
}

static void apply_number(struct stage *s, struct slot *c, const struct radiod_tlv *tlv)
{
    double number = 0;
    uint64_t whole = radiod_get_int(tlv->value);
    radiod_get_float(tlv->value, &number);
    switch (tlv->type) {
    case RADIOD_RADIO_FREQUENCY:
        radiod_get_double(tlv->value, &c->frequency);
        break;
    case RADIOD_LOW_EDGE:
    case RADIOD_HIGH_EDGE:
        apply_edge(c, (enum radiod_tag)tlv->type, number);
        break;
    case RADIOD_GAIN:
        c->gain = number;
        c->agc = false;
        break;
    case RADIOD_AGC_ENABLE:
        c->agc = whole;
        break;
    case RADIOD_SNR_SQUELCH:
        c->squelch = whole;
        break;
    case RADIOD_SQUELCH_OPEN:
        c->squelch_open = number;
        break;
    case RADIOD_LIFETIME:
        c->lifetime = c->left = whole;
        break;
    case RADIOD_RF_GAIN:
        s->server.rf_gain = number;
        break;
    case RADIOD_COMMAND_TAG:
        c->tag = (uint32_t)whole;
        break;
    default:
        break;
    }
}

static void apply(struct stage *s, struct slot *c, const uint8_t *data, size_t len)
{
    struct fl_reader r = fl_reader_of(data + 1, len - 1);
    struct radiod_tlv tlv;
    char text[RADIOD_TEXT_MAX];
    c->left = c->lifetime;
    while (radiod_next(&r, &tlv) == FL_OK)
        if (tlv.type == RADIOD_PRESET)
            apply_preset(c, radiod_get_text(tlv.value, text));
    r = fl_reader_of(data + 1, len - 1);
    while (radiod_next(&r, &tlv) == FL_OK)
        apply_number(s, c, &tlv);
    c->commands++;
}

static void take_question_to_all(struct stage *s)
{
    struct server *v = &s->server;
    if (v->sweeps++ && s->now_ms - v->last_sweep_ms < v->shortest_sweep_gap_ms)
        v->shortest_sweep_gap_ms = s->now_ms - v->last_sweep_ms;
    v->last_sweep_ms = s->now_ms;
    for (size_t i = 0; i < SLOTS_MAX; i++)
        v->slots[i].answer_ms = v->slots[i].ssrc ? s->now_ms + (i / 4 + 1) * BLOCK_MS : 0;
}

static void serve(struct stage *s, const uint8_t *data, size_t len)
{
    struct radiod_status st;
    struct server *v = &s->server;
    assert_int_equal(radiod_decode(&st, data, len), FL_OK);
    assert_int_equal(st.packet, RADIOD_PACKET_COMMAND);
    assert_int_equal(data[len - 1], RADIOD_EOL);
    v->received++;
    if (v->mute)
        return;
    if (v->lose_commands) {
        v->lose_commands--;
        return;
    }
    if (st.ssrc == RADIOD_EVERYBODY) {
        take_question_to_all(s);
        return;
    }
    bool only_asks = true;
    for (int i = 0; i < RADIOD_TAG_COUNT; i++)
        only_asks = only_asks && (!st.value[i].data || i == RADIOD_OUTPUT_SSRC || i == RADIOD_COMMAND_TAG);
    v->polls += only_asks;
    v->sets += !only_asks;
    struct slot *c = stage_find(s, st.ssrc);
    if (!c) /* a ghost, or a channel that is wanted */
        c = stage_slot(s, st.ssrc, 0);
    apply(s, c, data, len);
    bool dies = c->lifetime == 1;
    if (c->left)
        c->left--;
    if (dies)
        c->demod = DYING;
    answer(s, c, LATENCY_MS);
    if (dies)
        c->ssrc = 0;
}

static void live(struct stage *s)
{
    struct server *v = &s->server;
    for (size_t i = 0; i < SLOTS_MAX; i++) {
        struct slot *c = &v->slots[i];
        if (c->ssrc && c->answer_ms && c->answer_ms <= s->now_ms) {
            c->answer_ms = 0;
            if (!v->mute)
                answer(s, c, 1);
        }
        if (c->ssrc && c->lifetime && s->now_ms % BLOCK_MS == 0 && --c->left == 0)
            c->ssrc = 0;
    }
}

void stage_restart(struct stage *s)
{
    s->server.samples0_ms = s->now_ms;
    s->answer_count = 0;
    for (size_t i = 0; i < SLOTS_MAX; i++) {
        struct slot *c = &s->server.slots[i];
        c->answer_ms = c->commands = c->tag = 0;
        if (c->lifetime)
            c->ssrc = 0;
    }
}

/* --- the engine --------------------------------------------------------------------------------- */
static void note(struct stage *s, const char *kind, const char *text)
{
    s->log_len += (size_t)snprintf(s->log + s->log_len, LOG_MAX - s->log_len, "%s %s\n", kind, text);
    assert_true(s->log_len < LOG_MAX);
}

static struct verdict *verdict_slot(struct stage *s, uint32_t id)
{
    for (size_t i = 0; i < s->verdict_count; i++)
        if (s->verdicts[i].id == id)
            return &s->verdicts[i];
    assert_true(s->verdict_count < VERDICTS_MAX);
    struct verdict *v = &s->verdicts[s->verdict_count++];
    *v = (struct verdict){.id = id};
    return v;
}

static void note_verdict(struct stage *s, const struct fl_io_effect *e)
{
    struct verdict *v = verdict_slot(s, e->number);
    assert_true(v->at_ms == 0); /* one each */
    v->code = e->code;
    v->at_ms = s->now_ms;
    snprintf(v->why, sizeof v->why, "%s", e->text ? e->text : "");
}

static void carry_out(struct stage *s, const struct fl_io_effect *e)
{
    switch (e->kind) {
    case FL_IO_SEND:
        s->sent++;
        serve(s, e->data, e->len);
        break;
    case FL_IO_WAKE_AT:
        s->wake_ms = e->when_ms;
        break;
    case FL_IO_POLL_NOW:
        s->poll_now = true;
        break;
    case FL_IO_ONLINE:
        s->online = true;
        s->next_poll_ms = s->now_ms + 100;
        s->next_keep_ms = s->now_ms + 5000;
        break;
    case FL_IO_FAIL:
        s->failed = e->code;
        s->open = s->online = false;
        snprintf(s->why, sizeof s->why, "%s", e->text);
        break;
    case FL_IO_BAD_FRAME:
        s->bad_frames++;
        break;
    case FL_IO_VERDICT:
        note_verdict(s, e);
        break;
    case FL_IO_RESULT:
        snprintf(verdict_slot(s, e->number)->result, sizeof s->verdicts->result, "%s", e->text);
        break;
    case FL_IO_EVENT:
        note(s, e->name, e->text ? e->text : "");
        break;
    case FL_IO_LOG:
        note(s, "log", e->text);
        break;
    case FL_IO_ANSWERED:
        if (e->owed.who == FL_ASK_COMMAND)
            s->poll_now = true;
        break;
    default:
        break;
    }
}

static void begin(struct stage *s, enum fl_asker asker)
{
    fl_io_begin(s->io, asker, s->now_ms * 1000, (int64_t)s->now_ms, 0);
}

static void finish_hook(struct stage *s)
{
    enum fl_err code;
    const char *trouble = fl_io_trouble(s->io, &code);
    if (trouble)
        fail_msg("%s", trouble);
    size_t count;
    struct fl_io_effect *effects = fl_io_effects(s->io, &count);
    if (count > s->most_effects)
        s->most_effects = count;
    if (fl_io_turn(s->io)->count > s->server.most_in_flight)
        s->server.most_in_flight = fl_io_turn(s->io)->count;
    for (size_t i = 0; i < count; i++)
        carry_out(s, &effects[i]);
}

void stage_feed(struct stage *s, const void *data, size_t len, const struct fl_addr *from)
{
    uint8_t *copy = malloc(len ? len : 1);
    assert_non_null(copy);
    memcpy(copy, data, len);
    begin(s, FL_ASK_NONE);
    fl_io_set_from(s->io, from);
    radiod_feed(s->session, s->io, copy, len);
    finish_hook(s);
    free(copy);
}

static bool deliver(struct stage *s)
{
    for (size_t i = 0; i < s->answer_count; i++) {
        if (s->answers[i].at_ms > s->now_ms)
            continue;
        struct answer a = s->answers[i];
        memmove(&s->answers[i], &s->answers[i + 1], (--s->answer_count - i) * sizeof a);
        stage_feed(s, a.data, a.len, &a.from);
        return true;
    }
    return false;
}

static bool miss(struct stage *s)
{
    const struct fl_owed *oldest = fl_turn_oldest(fl_io_turn(s->io));
    struct fl_owed was;
    if (!oldest || s->now_ms * 1000 < oldest->since_us + RESPONSE_TIMEOUT_MS * 1000)
        return false;
    uint32_t group = oldest->group;
    begin(s, FL_ASK_NONE);
    fl_io_give_up(s->io, group, &was);
    radiod_missed(s->session, s->io, group);
    finish_hook(s);
    return true;
}

static void free_command(struct fl_command *cmd)
{
    cJSON_Delete(cmd->args);
    free(cmd);
}

/* Those of the first one's group, as the engine does it; what is not taken stays. */
static bool command(struct stage *s)
{
    for (size_t i = 0; i < s->command_count; i++) {
        struct fl_command *first = s->commands[i], *batch[64];
        size_t count = 0, indices[64];
        if (fl_io_busy(s->io, first->group))
            continue;
        for (size_t j = i; j < s->command_count && count < 64; j++) {
            if (j > i && (s->commands[j]->action || first->action))
                break;
            if (s->commands[j]->group != first->group)
                continue;
            indices[count] = j;
            batch[count++] = s->commands[j];
        }
        begin(s, FL_ASK_COMMAND);
        size_t took = radiod_command(s->session, s->io, (const struct fl_command *const *)batch, count);
        finish_hook(s);
        for (size_t k = took; k-- > 0;) {
            memmove(&s->commands[indices[k]], &s->commands[indices[k] + 1],
                    (--s->command_count - indices[k]) * sizeof *s->commands);
            free_command(batch[k]);
        }
        if (took)
            return true;
    }
    return false;
}

static bool poll(struct stage *s)
{
    if (!s->online || (!s->poll_now && s->now_ms < s->next_poll_ms))
        return false;
    s->poll_now = false;
    s->next_poll_ms = s->now_ms + (uint64_t)s->timing.poll_interval;
    begin(s, FL_ASK_POLL);
    radiod_poll(s->session, s->io);
    finish_hook(s);
    return true;
}

static bool keepalive(struct stage *s)
{
    if (!s->online || s->now_ms < s->next_keep_ms)
        return false;
    s->next_keep_ms += (uint64_t)s->timing.keepalive_interval;
    begin(s, FL_ASK_KEEPALIVE);
    radiod_keepalive(s->session, s->io);
    finish_hook(s);
    return true;
}

static bool tick(struct stage *s)
{
    if (!s->wake_ms || s->now_ms < s->wake_ms)
        return false;
    s->wake_ms = 0;
    s->wake_first = false;
    begin(s, FL_ASK_NONE);
    radiod_tick(s->session, s->io);
    finish_hook(s);
    return true;
}

static bool step(struct stage *s)
{
    return s->open &&
           (deliver(s) || tick(s) || miss(s) || (s->online && command(s)) || keepalive(s) || poll(s));
}

void stage_run(struct stage *s, uint64_t ms)
{
    for (uint64_t end = s->now_ms + ms; s->now_ms < end; s->now_ms++) {
        live(s);
        for (int i = 0; step(s); i++)
            assert_true(i < 2000); /* a loop that takes no time never ends */
    }
}

/* --- life ----------------------------------------------------------------------------------------- */
struct stage *stage_create(const struct radiod_conf *conf)
{
    struct stage *s = calloc(1, sizeof *s);
    assert_non_null(s);
    s->conf = *conf;
    s->timing = usual;
    s->conf.group = conf->group ? conf->group : "239.1.2.3";
    s->conf.ttl = 1;
    s->conf.sweep_interval = conf->sweep_interval ? conf->sweep_interval : 10000;
    s->conf.max_rate = conf->max_rate ? conf->max_rate : 100;
    s->session = calloc(1, sizeof *s->session);
    s->answers = calloc(ANSWERS_MAX, sizeof *s->answers);
    s->verdicts = calloc(VERDICTS_MAX, sizeof *s->verdicts);
    s->log = calloc(1, LOG_MAX);
    s->model = fl_model_create();
    s->io = fl_io_create(s->model, &s->timing, true, 1);
    assert_true(s->session && s->answers && s->verdicts && s->log && s->model && s->io);
    s->now_ms = UINT64_C(1790000000000);
    s->next_id = 1;
    s->server.at = (struct fl_addr){.family = 4, .ip = {10, 0, 0, 1}, .port = 40000};
    s->server.samples0_ms = s->now_ms - 60000;
    s->server.coverage = 30e6;
    s->server.rf_gain = -1;
    s->server.shortest_sweep_gap_ms = UINT64_MAX;
    begin(s, FL_ASK_NONE);
    assert_int_equal(radiod_init(s->session, &s->conf, s->io, (struct fl_span){NULL, 0}), FL_OK);
    finish_hook(s);
    return s;
}

void stage_destroy(struct stage *s)
{
    for (size_t i = 0; i < s->command_count; i++)
        free_command(s->commands[i]);
    radiod_finish(s->session);
    fl_io_destroy(s->io);
    fl_model_destroy(s->model);
    free(s->session);
    free(s->answers);
    free(s->verdicts);
    free(s->log);
    free(s);
}

void stage_open(struct stage *s, size_t target)
{
    s->open = true;
    s->online = false;
    s->failed = FL_OK;
    s->wake_ms = 0;
    fl_turn_reset(fl_io_turn(s->io));
    begin(s, FL_ASK_NONE);
    radiod_open(s->session, s->io, target);
    finish_hook(s);
}

void stage_online(struct stage *s)
{
    stage_open(s, 0);
    for (int i = 0; i < 20000 && !fl_model_shape(s->model)->complete; i++)
        stage_run(s, 1);
    assert_true(s->online && fl_model_shape(s->model)->complete);
}

/* --- users ---------------------------------------------------------------------------------------- */
int stage_entity(const struct stage *s, const char *key)
{
    const struct fl_shape *shape = fl_model_shape(s->model);
    for (size_t i = 0; i < shape->entity_count; i++)
        if (!strcmp(shape->entities[i].key, key))
            return (int)i;
    return -1;
}

struct fl_value stage_value(const struct stage *s, const char *key)
{
    int at = stage_entity(s, key);
    if (at < 0)
        fail_msg("no entity %s", key);
    return fl_model_get(s->model, at, 0);
}

static struct fl_command *queue(struct stage *s)
{
    struct fl_command *cmd = calloc(1, sizeof *cmd);
    assert_true(cmd && s->command_count < COMMANDS_MAX);
    cmd->id = s->next_id++;
    s->commands[s->command_count++] = cmd;
    return cmd;
}

uint32_t stage_set(struct stage *s, const char *key, struct fl_value value)
{
    int at = stage_entity(s, key);
    if (at < 0)
        fail_msg("no entity %s", key);
    const struct fl_entity *e = &fl_model_shape(s->model)->entities[at];
    struct fl_command *cmd = queue(s);
    cmd->entity = at;
    cmd->group = e->group;
    cmd->tag = e->tag;
    cmd->mask = 1;
    cmd->value[0] = value;
    return cmd->id;
}

uint32_t stage_do(struct stage *s, const char *action, const char *args)
{
    struct fl_command *cmd = queue(s);
    const struct fl_action *a = radiod_driver.actions;
    while (a->key && strcmp(a->key, action) != 0)
        a++;
    assert_non_null(a->key);
    cmd->action = a;
    cmd->entity = -1;
    cmd->args = args ? cJSON_Parse(args) : NULL;
    assert_true(!args || cmd->args);
    return cmd->id;
}

const struct verdict *stage_verdict(const struct stage *s, uint32_t id)
{
    for (size_t i = 0; i < s->verdict_count; i++)
        if (s->verdicts[i].id == id && s->verdicts[i].at_ms)
            return &s->verdicts[i];
    return NULL;
}

bool stage_logged(const struct stage *s, const char *text)
{
    return strstr(s->log, text) != NULL;
}
