/* The options and faults of a simulated ECHONET Lite node; see echonet_faults.h. */
#include "echonet_faults.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { MS_MAX = 60 * 60 * 1000, EVERY_MAX = 1000000, VALUE_MAX = 512, PRESET_MAX = 128 };

const char echonet_sim_help[] =
    "A node: one address, UDP port 3610 and the group 224.0.23.0; its appliances are objects (EOJ), their\n"
    "values properties (EPC). Each node of --count has an address of its own: 127.0.0.2, 127.0.0.3 ...\n"
    "\n"
    "  fairlead-sim echonet                          a home with five appliances on 127.0.0.2\n"
    "  fairlead-sim echonet --model=bridge --log     30 lights behind one address, each request told\n"
    "  fairlead-sim echonet --fault=late:1500 --net=loss:10 --control\n"
    "\n"
    "Options (--NAME=VALUE, or NAME=VALUE in a control line):\n"
    "  model=home         what the node is; to be given first, since it brings other defaults:\n"
    "    home               air conditioner 013001, lights 029001 and 029002, shutter 026301, lock 026F01\n"
    "    aircon             air conditioner 013001\n"
    "    fujitsu            the same, needs more than a second for each answer\n"
    "    meter              smart meter 028801: coefficient 10, unit 0.01 kWh\n"
    "    board              distribution board 028701 of 40 circuits: B3 and B7 mute together with others\n"
    "    board_new          the same from the factory: B3 and B7 refused until B2 and B6 are set\n"
    "    ecocute            water heater 026B01: slow, refuses what it lists\n"
    "    adapter            EcoCute, two air conditioners and a lock as switch 05FD01: slow\n"
    "    bridge             lights 029001 to 029014 and 029101 to 02910A: loses requests while busy\n"
    "    crowd              100 lights: more than one list of instances holds\n"
    "    battery            battery 027D1F and solar panels 027901\n"
    "    heater             water heater 027201: answers from another port each time\n"
    "    temperature        temperature 001101 and humidity 001201\n"
    "    fan                ventilation fan 013301\n"
    "    flat               the home with temperature 001101 and humidity 001201: seven appliances\n"
    "  id=own             property 83: own (of the first address), same (all of a model), zeros (but for the "
    "maker),\n"
    "                     short (9 bytes) or refused\n"
    "  announce=after     changes of what 9D lists, after or before the answer to a Set, or off\n"
    "  repeat=off         on: announces what was set although it did not change\n"
    "  confirm=off        on: announces by INFC to who asked last, up to three times until it answers\n"
    "  start=on           off: no list of instances (D5) at the start, at changes, after moving\n"
    "  inf_to=group       where INF_REQ is answered: group or asker\n"
    "  sna=echo           SetC_SNA: echo (the refused EDT), or empty (PDC 0 for all)\n"
    "  setget=on          off: no answer; bare: an answer that lacks the second count\n"
    "  answer=0ms         time that an answer needs\n"
    "  busy=take          lose: a request that comes while one is answered is lost\n"
    "  limit=0            properties in one request, 0: any number; what happens to a larger one:\n"
    "  over=refuse        refuse (all of them), truncate (the rest is missing) or silent\n"
    "  refuse=LIST        properties listed and refused: B3+013001.BB (of all objects, of one); none\n"
    "  mute=LIST          a request that names one of them is not answered\n"
    "  alone=LIST         the same, if it names others as well\n"
    "  ranges=set         unset: a board's channel ranges B2 and B6 as from the factory\n"
    "  live=on            off: values do not change by themselves\n"
    "  speed=1            so many times as fast\n"
    "  net=FAULT:N,...    what the network does to its datagrams; see fairlead-sim --help\n";

const char echonet_sim_more_help[] =
    "  fault=NAME[:N],... the faults from now on, in place of all others; none: no fault\n"
    "\n"
    "Faults (N: which, how many or how much; its default in brackets):\n"
    "  silent:N           overlooks the next N requests [all]; announces all the same\n"
    "  late:N             answers N ms late [4000]\n"
    "  lose:N             overlooks every N-th request [3]\n"
    "  foreign_port:N     answers from port N [any other, each time]\n"
    "  wrong_tid:N        every N-th answer has another TID [1]\n"
    "  twice:N            every N-th answer comes twice [1]\n"
    "  twin:N             every N-th answer comes also from another port and with another TID [1]\n"
    "  damaged:N          every N-th answer is cut, has a wrong header or count [1]\n"
    "  split              partly refused: two datagrams with one TID, the good ones and the refused\n"
    "  ignore_sets:N      accepts the next N Sets, which have no effect [all]\n"
    "  late_sets:N        Sets take effect N ms after they were accepted [2000]\n"
    "  no_multicast       neither hears the group nor reaches it\n"
    "\n"
    "Control lines (0 stands for the device, * for all):\n"
    "  0 edt EOJ EPC      tells a value; 0 edt EOJ EPC HEX sets it as if by its own remote control\n"
    "  0 announce EOJ EPC ...\n"
    "                     announces these now\n"
    "  0 instances        announces the list of instances now (D5)\n"
    "  0 objects          tells the objects that are there\n"
    "  0 remove EOJ       an object disappears; 0 restore EOJ: it is back\n"
    "  0 move ADDRESS     goes on at another address of this machine\n"
    "  0 stats [reset]    tells the counters: frames received by service, bad ones, announcements,\n"
    "                     requests that came while one was being answered (overlapping), and how many\n"
    "                     of one controller were under way at most (in_flight: more than 1 is wrong)\n";

/* --- small parsers -------------------------------------------------------------------------- */
static bool parse_int(const char *text, char **end, int max, int *out)
{
    errno = 0;
    long value = strtol(text, end, 10);
    if (*end == text || *text < '0' || *text > '9' || errno || value > max)
        return false;
    *out = (int)value;
    return true;
}

/* "500", "500ms", "30s": milliseconds. */
static bool parse_ms(const char *text, int *out)
{
    char *end;
    if (!parse_int(text, &end, MS_MAX, out))
        return false;
    if (!*end || !strcmp(end, "ms"))
        return true;
    if (strcmp(end, "s") != 0 || *out > MS_MAX / 1000)
        return false;
    *out *= 1000;
    return true;
}

static int nibble(char c)
{
    static const char digits[] = "0123456789abcdef";
    const char *at = c ? strchr(digits, c | ((c >= 'A' && c <= 'F') ? 0x20 : 0)) : NULL;
    return at ? (int)(at - digits) : -1;
}

size_t echonet_sim_hex(const char *text, size_t text_len, uint8_t *out, size_t cap)
{
    if (text_len % 2 || text_len / 2 > cap)
        return 0;
    for (size_t i = 0; i < text_len / 2; i++) {
        int high = nibble(text[2 * i]), low = nibble(text[2 * i + 1]);
        if (high < 0 || low < 0)
            return 0;
        out[i] = (uint8_t)(high << 4 | low);
    }
    return text_len / 2;
}

/* "B3" or "013001.B3" */
static bool parse_pick(struct echonet_picks *p, const char *text, size_t len)
{
    uint8_t eoj[3] = {0}, epc;
    const char *dot = memchr(text, '.', len);
    if (p->count == ECHONET_PICKS_MAX)
        return false;
    if (dot && echonet_sim_hex(text, (size_t)(dot - text), eoj, 3) != 3)
        return false;
    const char *code = dot ? dot + 1 : text;
    if (echonet_sim_hex(code, len - (size_t)(code - text), &epc, 1) != 1)
        return false;
    p->pick[p->count].eoj = (uint32_t)(eoj[0] << 16 | eoj[1] << 8 | eoj[2]);
    p->pick[p->count++].epc = epc;
    return true;
}

static enum fl_err parse_picks(struct echonet_picks *out, const char *name, const char *text,
                               struct fl_error *err)
{
    struct echonet_picks picks = {0};
    for (const char *at = strcmp(text, "none") ? text : ""; *at;) {
        size_t len = strcspn(at, "+");
        if (!parse_pick(&picks, at, len))
            return fl_fail(err, FL_E_FORMAT, "%s=%s: not of the form B3+013001.BB, or more than %d", name,
                           text, ECHONET_PICKS_MAX);
        at += len + (at[len] == '+');
    }
    *out = picks;
    return FL_OK;
}

bool echonet_picked(const struct echonet_picks *p, uint32_t eoj, uint8_t epc)
{
    for (size_t i = 0; i < p->count; i++)
        if (p->pick[i].epc == epc && (!p->pick[i].eoj || p->pick[i].eoj == eoj))
            return true;
    return false;
}

/* --- faults --------------------------------------------------------------------------------- */
enum fault_kind {
    PLAIN,   /* on or off */
    EVERY,   /* every N-th time */
    SO_MANY, /* the next N times, then off; 0: always */
    NUMBER,
    TIME
};

static const struct fault_row {
    const char *name;
    enum fault_kind kind;
    int amount, max;
} fault_rows[ECHONET_FAULT_COUNT] = {
    [ECHONET_FAULT_SILENT] = {"silent", SO_MANY, 0, EVERY_MAX},
    [ECHONET_FAULT_LATE] = {"late", TIME, 4000, MS_MAX},
    [ECHONET_FAULT_LOSE] = {"lose", EVERY, 3, EVERY_MAX},
    [ECHONET_FAULT_FOREIGN_PORT] = {"foreign_port", NUMBER, 0, 65535},
    [ECHONET_FAULT_WRONG_TID] = {"wrong_tid", EVERY, 1, EVERY_MAX},
    [ECHONET_FAULT_TWICE] = {"twice", EVERY, 1, EVERY_MAX},
    [ECHONET_FAULT_TWIN] = {"twin", EVERY, 1, EVERY_MAX},
    [ECHONET_FAULT_DAMAGED] = {"damaged", EVERY, 1, EVERY_MAX},
    [ECHONET_FAULT_SPLIT] = {"split", PLAIN, 0, 0},
    [ECHONET_FAULT_IGNORE_SETS] = {"ignore_sets", SO_MANY, 0, EVERY_MAX},
    [ECHONET_FAULT_LATE_SETS] = {"late_sets", TIME, 2000, MS_MAX},
    [ECHONET_FAULT_NO_MULTICAST] = {"no_multicast", PLAIN, 0, 0},
};

bool echonet_fault_hits(struct echonet_sim_conf *conf, enum echonet_fault fault)
{
    struct echonet_fault_state *f = &conf->fault[fault];
    if (!f->on)
        return false;
    f->count++;
    if (fault_rows[fault].kind == EVERY)
        return f->count % f->amount == 0;
    if (fault_rows[fault].kind == SO_MANY && f->count == f->amount)
        f->on = false;
    return true;
}

static enum fl_err parse_fault(struct echonet_fault_state *faults, const char *text, struct fl_error *err)
{
    size_t len = strcspn(text, ":"), i = 0;
    while (i < ECHONET_FAULT_COUNT &&
           (strlen(fault_rows[i].name) != len || strncmp(fault_rows[i].name, text, len) != 0))
        i++;
    if (i == ECHONET_FAULT_COUNT)
        return fl_fail(err, FL_E_CONFIG, "fault=%s: no such fault; --help lists them", text);
    const struct fault_row *row = &fault_rows[i];
    struct echonet_fault_state *f = &faults[i];
    *f = (struct echonet_fault_state){.on = true, .amount = row->amount};
    if (!text[len])
        return FL_OK;
    if (row->kind == PLAIN)
        return fl_fail(err, FL_E_RANGE, "fault=%s: %s takes no number", text, row->name);
    const char *amount = text + len + 1;
    char *end = NULL;
    bool good = row->kind == TIME ? parse_ms(amount, &f->amount)
                                  : parse_int(amount, &end, row->max, &f->amount) && !*end && f->amount > 0;
    return good ? FL_OK : fl_fail(err, FL_E_RANGE, "fault=%s: 1 to %d", text, row->max);
}

static enum fl_err set_faults(struct echonet_sim_conf *conf, char *list, struct fl_error *err)
{
    struct echonet_fault_state faults[ECHONET_FAULT_COUNT] = {0};
    char *rest;
    for (char *name = strtok_r(list, ",", &rest); name; name = strtok_r(NULL, ",", &rest)) {
        enum fl_err e = strcmp(name, "none") == 0 ? FL_OK : parse_fault(faults, name, err);
        if (e)
            return e;
    }
    memcpy(conf->fault, faults, sizeof faults);
    return FL_OK;
}

/* --- the options ---------------------------------------------------------------------------- */
static const char *const ids[] = {"own", "same", "zeros", "short", "refused", NULL};
static const char *const announces[] = {"off", "after", "before", NULL};
static const char *const overs[] = {"refuse", "truncate", "silent", NULL};
static const char *const setgets[] = {"off", "on", "bare", NULL};
static const char *const off_on[] = {"off", "on", NULL};
static const char *const inf_tos[] = {"asker", "group", NULL};
static const char *const snas[] = {"empty", "echo", NULL};
static const char *const busies[] = {"lose", "take", NULL};
static const char *const ranges[] = {"unset", "set", NULL};

enum option_kind { CHOICE, COUNT, DURATION, PICKS, FAULTS, MODEL };

#define AT(member) offsetof(struct echonet_sim_conf, member)
static const struct option_row {
    const char *name;
    enum option_kind kind;
    size_t offset;
    const char *const *choices;
    int min, max;
} option_rows[] = {
    {"model", MODEL, 0, NULL, 0, 0},
    {"id", CHOICE, AT(id), ids, 0, 0},
    {"announce", CHOICE, AT(announce), announces, 0, 0},
    {"repeat", CHOICE, AT(repeat), off_on, 0, 0},
    {"confirm", CHOICE, AT(confirm), off_on, 0, 0},
    {"start", CHOICE, AT(start), off_on, 0, 0},
    {"inf_to", CHOICE, AT(inf_to), inf_tos, 0, 0},
    {"sna", CHOICE, AT(sna), snas, 0, 0},
    {"setget", CHOICE, AT(setget), setgets, 0, 0},
    {"answer", DURATION, AT(answer_ms), NULL, 0, 0},
    {"busy", CHOICE, AT(busy), busies, 0, 0},
    {"limit", COUNT, AT(limit), NULL, 0, 255},
    {"over", CHOICE, AT(over), overs, 0, 0},
    {"refuse", PICKS, AT(refuse), NULL, 0, 0},
    {"mute", PICKS, AT(mute), NULL, 0, 0},
    {"alone", PICKS, AT(alone), NULL, 0, 0},
    {"ranges", CHOICE, AT(ranges), ranges, 0, 0},
    {"live", CHOICE, AT(live), off_on, 0, 0},
    {"speed", COUNT, AT(speed), NULL, 1, 10000},
    {"fault", FAULTS, 0, NULL, 0, 0},
};
#undef AT

enum { OPTION_COUNT = sizeof option_rows / sizeof *option_rows };

const char *echonet_sim_word(size_t n)
{
    if (n < OPTION_COUNT)
        return option_rows[n].name;
    n -= OPTION_COUNT;
    return n < ECHONET_FAULT_COUNT ? fault_rows[n].name : echonet_models[n - ECHONET_FAULT_COUNT].name;
}

void echonet_sim_conf_init(struct echonet_sim_conf *conf)
{
    *conf = (struct echonet_sim_conf){
        .model = echonet_models,
        .announce = ECHONET_ANNOUNCE_AFTER,
        .setget = ECHONET_SETGET_ON,
        .start = 1,
        .inf_to = 1,
        .sna = 1,
        .busy = 1,
        .ranges = 1,
        .live = 1,
        .speed = 1,
    };
}

/* The model's peculiarities; they take the place of those of the model before. */
static enum fl_err set_model(struct echonet_sim_conf *conf, const char *name, struct fl_error *err)
{
    const struct echonet_model *m = echonet_models;
    while (m->name && strcmp(m->name, name) != 0)
        m++;
    if (!m->name)
        return fl_fail(err, FL_E_RANGE, "model=%s: no such model; --help lists them", name);
    echonet_sim_conf_init(conf);
    conf->model = m;
    char preset[PRESET_MAX], *rest;
    memcpy(preset, m->preset, strlen(m->preset) + 1);
    for (char *word = strtok_r(preset, " ", &rest); word; word = strtok_r(NULL, " ", &rest)) {
        char *equals = strchr(word, '=');
        *equals = '\0';
        enum fl_err e = echonet_sim_conf_set(conf, word, equals + 1, err);
        if (e)
            return e;
    }
    return FL_OK;
}

static enum fl_err set_choice(int *out, const struct option_row *row, const char *value, struct fl_error *err)
{
    char list[80] = "";
    for (int i = 0; row->choices[i]; i++) {
        if (!strcmp(row->choices[i], value)) {
            *out = i;
            return FL_OK;
        }
        strncat(list, " ", sizeof list - strlen(list) - 1);
        strncat(list, row->choices[i], sizeof list - strlen(list) - 1);
    }
    return fl_fail(err, FL_E_RANGE, "%s=%s: no such choice; there are:%s", row->name, value, list);
}

static enum fl_err set_count(int *out, const struct option_row *row, const char *value, struct fl_error *err)
{
    char *end;
    int number;
    if (!parse_int(value, &end, row->max, &number) || *end || number < row->min)
        return fl_fail(err, FL_E_RANGE, "%s=%s: %d to %d", row->name, value, row->min, row->max);
    *out = number;
    return FL_OK;
}

static enum fl_err set_row(struct echonet_sim_conf *conf, const struct option_row *row, char *value,
                           struct fl_error *err)
{
    void *field = (char *)conf + row->offset;
    switch (row->kind) {
    case MODEL:
        return set_model(conf, value, err);
    case FAULTS:
        return set_faults(conf, value, err);
    case PICKS:
        return parse_picks(field, row->name, value, err);
    case CHOICE:
        return set_choice(field, row, value, err);
    case COUNT:
        return set_count(field, row, value, err);
    case DURATION:
        break;
    }
    return parse_ms(value, field)
               ? FL_OK
               : fl_fail(err, FL_E_RANGE, "%s=%s: a time is wanted, such as 500ms", row->name, value);
}

enum fl_err echonet_sim_conf_set(struct echonet_sim_conf *conf, const char *name, const char *value,
                                 struct fl_error *err)
{
    const struct option_row *row = option_rows;
    while (row < option_rows + OPTION_COUNT && strcmp(row->name, name) != 0)
        row++;
    if (row == option_rows + OPTION_COUNT)
        return FL_E_UNKNOWN;
    if (!value)
        return fl_fail(err, FL_E_CONFIG, "%s: needs a value, %s=...", name, name);
    if (strlen(value) >= VALUE_MAX)
        return fl_fail(err, FL_E_RANGE, "%s: the value is too long", name);
    char copy[VALUE_MAX]; /* the parsers cut it */
    memcpy(copy, value, strlen(value) + 1);
    return set_row(conf, row, copy, err);
}
