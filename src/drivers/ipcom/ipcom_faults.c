/* The options and faults of the simulated panel; see ipcom_faults.h. */
#include "ipcom_faults.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { MS_MAX = 60 * 60 * 1000, EVERY_MAX = 1000000, VALUE_MAX = 512 };

const char ipcom_sim_help[] =
    "Options (--NAME=VALUE, or NAME=VALUE in a control line):\n"
    "  user=tester        the account that may log in, at most 21 bytes\n"
    "  password=letmein   at most 22 bytes\n"
    "  bus=1              1 or 2: the bus that a login must name\n"
    "  bus_type=minido    minido or bibus: module addresses and bus byte that writes must carry\n"
    "  secure=on          off: a non-secure panel; answers an enciphered login by a clear 02 01\n"
    "  login=full         short: the 3-byte answer without a session key; all is clear then\n"
    "  refusal=sealed     how a wrong login ends: 02 01 under a session key, or only close\n"
    "  key=random         session key: random at each login, panel (one for all logins), a or b (fixed)\n"
    "  ack=frame          answer to a write: none, short (2 bytes), frame or snapshot\n"
    "  keepalive=2        bytes of the answer to a keep-alive, 0: none\n"
    "  limit=0            clients at once, more are reset; 0: any number\n"
    "  shutter=UP/DOWN:TRAVEL[/DOWNWARDS][@PERCENT]\n"
    "                     relays and travel times of a shutter, and how far open it is (0):\n"
    "                     shutter=1.2/1.1:30s/28s@50; may be given for each; none removes all\n"
    "  reverse_min=200ms  a reversal after a shorter pause is reported (TOO FAST)\n"
    "  autochange=0[:M.O] switches output M.O (1.1) every so many ms, and logs when the answer that\n"
    "                     showed it had left; 0: off\n"
    "  fault=NAME[:N],... the faults from now on, in place of all others; none: no fault\n"
    "\n"
    "Faults (N: which, how many or how much; its default in brackets):\n"
    "  drop:N             closes (FIN) instead of answering every N-th request [1]\n"
    "  reset:N            the same by RST [1]\n"
    "  refuse             refuses new connections\n"
    "  silent:N           overlooks the next N requests, logins too [all]\n"
    "  mute:N             does what the next N requests ask but does not answer [all]\n"
    "  half_open          neither reads, sends nor closes: a peer that vanished\n"
    "  bytewise:N         answers in segments of N bytes [1]\n"
    "  coalesced:N        collects answers for N ms and sends them as one segment [200]\n"
    "  doubled:N          every N-th snapshot comes twice, in one segment [1]\n"
    "  delayed:N          answers N ms late [200]\n"
    "  damaged:N          one byte of every N-th snapshot is changed on the way [1]\n"
    "  truncated:N        the end of every N-th snapshot never comes [1]\n"
    "  garbage:N          N random bytes before each answer, to a login too [3]\n"
    "  ignore_writes:N    acknowledges the next N writes without doing them [all]\n"
    "  refuse_logins:N    refuses the next N logins, right or wrong [all]\n"
    "  late:N             writes take effect N ms after they were acknowledged [1000]\n"
    "  new_key            a new random session key at each login, whatever key= says\n"
    "\n"
    "Control lines (0 stands for the device, * for all):\n"
    "  0 output M.O=V ... changes outputs from outside, at once\n"
    "  0 wall M.O=V ... [after=snapshot]\n"
    "                     the same as if by a wall switch; after=snapshot: right after the next\n"
    "                     snapshot has left, so between it and the write built from it\n"
    "  0 outputs [M]      tells the outputs that are not 0, or all 8 of module M\n"
    "  0 position         tells how far open each shutter is, in percent\n"
    "  0 stats [reset]    tells the counters; reset: and begins anew\n"
    "  0 drop, 0 reset    closes all connections by FIN, by RST\n"
    "\n"
    "The log also tells REVERTED (a write put back an output that was changed from outside after the\n"
    "writer's last snapshot), undone (the same, but it had been shown to the writer), BOTH ON, TOO FAST.\n";

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

/* "500", "500ms", "30s", "5m": milliseconds. */
static bool parse_ms(const char *text, int *out)
{
    static const struct {
        const char *unit;
        int ms;
    } units[] = {{"", 1}, {"ms", 1}, {"s", 1000}, {"m", 60 * 1000}};
    char *end;
    int value;
    if (!parse_int(text, &end, MS_MAX, &value))
        return false;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (strcmp(end, units[i].unit) != 0)
            continue;
        *out = value * units[i].ms;
        return value <= MS_MAX / units[i].ms;
    }
    return false;
}

static bool parse_output(const char *text, char **end, struct ipcom_output *out)
{
    int module, output;
    if (!parse_int(text, end, IPCOM_MODULES, &module) || !module || **end != '.')
        return false;
    if (!parse_int(*end + 1, end, IPCOM_OUTPUTS, &output) || !output)
        return false;
    *out = (struct ipcom_output){(unsigned)module, (unsigned)output};
    return true;
}

enum fl_err ipcom_change_parse(struct ipcom_change *out, const char *text, struct fl_error *err)
{
    char *end;
    int value;
    if (!parse_output(text, &end, &out->at) || *end != '=' || !parse_int(end + 1, &end, UINT8_MAX, &value) ||
        *end)
        return fl_fail(err, FL_E_FORMAT, "%s: not of the form MODULE.OUTPUT=VALUE (1..16, 1..8, 0..255)",
                       text);
    out->value = (uint8_t)value;
    return FL_OK;
}

/* --- faults --------------------------------------------------------------------------------- */
enum fault_kind {
    PLAIN,   /* on or off */
    EVERY,   /* every N-th time */
    SO_MANY, /* the next N times, then off; 0: always */
    BYTES,
    TIME
};

static const struct fault_row {
    const char *name;
    enum fault_kind kind;
    int amount, max;
} fault_rows[IPCOM_FAULT_COUNT] = {
    [IPCOM_FAULT_DROP] = {"drop", EVERY, 1, EVERY_MAX},
    [IPCOM_FAULT_RESET] = {"reset", EVERY, 1, EVERY_MAX},
    [IPCOM_FAULT_REFUSE] = {"refuse", PLAIN, 0, 0},
    [IPCOM_FAULT_SILENT] = {"silent", SO_MANY, 0, EVERY_MAX},
    [IPCOM_FAULT_MUTE] = {"mute", SO_MANY, 0, EVERY_MAX},
    [IPCOM_FAULT_HALF_OPEN] = {"half_open", PLAIN, 0, 0},
    [IPCOM_FAULT_BYTEWISE] = {"bytewise", BYTES, 1, IPCOM_MESSAGE_MAX},
    [IPCOM_FAULT_COALESCED] = {"coalesced", TIME, 200, MS_MAX},
    [IPCOM_FAULT_DOUBLED] = {"doubled", EVERY, 1, EVERY_MAX},
    [IPCOM_FAULT_DELAYED] = {"delayed", TIME, 200, MS_MAX},
    [IPCOM_FAULT_DAMAGED] = {"damaged", EVERY, 1, EVERY_MAX},
    [IPCOM_FAULT_TRUNCATED] = {"truncated", EVERY, 1, EVERY_MAX},
    [IPCOM_FAULT_GARBAGE] = {"garbage", BYTES, 3, IPCOM_GARBAGE_MAX},
    [IPCOM_FAULT_IGNORE_WRITES] = {"ignore_writes", SO_MANY, 0, EVERY_MAX},
    [IPCOM_FAULT_REFUSE_LOGINS] = {"refuse_logins", SO_MANY, 0, EVERY_MAX},
    [IPCOM_FAULT_LATE] = {"late", TIME, 1000, MS_MAX},
    [IPCOM_FAULT_NEW_KEY] = {"new_key", PLAIN, 0, 0},
};

bool ipcom_fault_hits(struct ipcom_sim_conf *conf, enum ipcom_fault fault)
{
    struct ipcom_fault_state *f = &conf->fault[fault];
    if (!f->on)
        return false;
    f->count++;
    if (fault_rows[fault].kind == EVERY)
        return f->count % f->amount == 0;
    if (fault_rows[fault].kind == SO_MANY && f->count == f->amount)
        f->on = false;
    return true;
}

static const struct fault_row *find_fault(const char *name, size_t len)
{
    for (size_t i = 0; i < IPCOM_FAULT_COUNT; i++)
        if (strlen(fault_rows[i].name) == len && !strncmp(fault_rows[i].name, name, len))
            return &fault_rows[i];
    return NULL;
}

static enum fl_err parse_fault(struct ipcom_fault_state *faults, const char *text, struct fl_error *err)
{
    size_t len = strcspn(text, ":");
    const struct fault_row *row = find_fault(text, len);
    if (!row)
        return fl_fail(err, FL_E_CONFIG, "fault=%s: no such fault; --help lists them", text);
    struct ipcom_fault_state *f = &faults[row - fault_rows];
    *f = (struct ipcom_fault_state){.on = true, .amount = row->amount};
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

static enum fl_err set_faults(struct ipcom_sim_conf *conf, char *list, struct fl_error *err)
{
    struct ipcom_fault_state faults[IPCOM_FAULT_COUNT] = {0};
    char *rest;
    for (char *name = strtok_r(list, ",", &rest); name; name = strtok_r(NULL, ",", &rest)) {
        enum fl_err e = strcmp(name, "none") == 0 ? FL_OK : parse_fault(faults, name, err);
        if (e)
            return e;
    }
    memcpy(conf->fault, faults, sizeof faults);
    return FL_OK;
}

/* --- what is more than a number, a text or a choice ------------------------------------------ */
static bool parse_shutter(struct ipcom_shutter *s, char *text)
{
    char *end, *at = strchr(text, '@');
    int percent = 0;
    if (at) {
        *at = '\0';
        if (!parse_int(at + 1, &end, 100, &percent) || *end)
            return false;
    }
    s->position = percent;
    if (!parse_output(text, &end, &s->up) || *end != '/' || !parse_output(end + 1, &end, &s->down) ||
        *end != ':')
        return false;
    char *up = end + 1, *down = strchr(up, '/');
    if (down)
        *down++ = '\0';
    return parse_ms(up, &s->travel_up_ms) && parse_ms(down ? down : up, &s->travel_down_ms) &&
           s->travel_up_ms > 0 && s->travel_down_ms > 0;
}

static enum fl_err set_shutter(struct ipcom_sim_conf *conf, struct ipcom_panel *panel, char *value,
                               struct fl_error *err)
{
    (void)conf;
    if (!strcmp(value, "none")) {
        panel->shutter_count = 0;
        return FL_OK;
    }
    struct ipcom_shutter shutter = {0};
    char copy[VALUE_MAX];
    memcpy(copy, value, strlen(value) + 1);
    if (!parse_shutter(&shutter, copy))
        return fl_fail(err, FL_E_FORMAT, "shutter=%s: not of the form UP/DOWN:TRAVEL, such as 1.2/1.1:30s",
                       value);
    if (panel->shutter_count == IPCOM_SHUTTERS_MAX)
        return fl_fail(err, FL_E_FULL, "shutter=%s: more than %d", value, IPCOM_SHUTTERS_MAX);
    panel->shutter[panel->shutter_count++] = shutter;
    return FL_OK;
}

static enum fl_err set_autochange(struct ipcom_sim_conf *conf, struct ipcom_panel *panel, char *value,
                                  struct fl_error *err)
{
    (void)panel;
    struct ipcom_output at = {1, 1};
    char *end = NULL, *colon = strchr(value, ':');
    if (colon && (!parse_output(colon + 1, &end, &at) || *end))
        return fl_fail(err, FL_E_FORMAT, "autochange=%s: not of the form MS:MODULE.OUTPUT", value);
    if (colon)
        *colon = '\0';
    if (!parse_ms(value, &conf->autochange_ms))
        return fl_fail(err, FL_E_RANGE, "autochange=%s: a time is wanted, such as 500ms; 0: off", value);
    conf->autochange = at;
    return FL_OK;
}

static enum fl_err set_reverse_min(struct ipcom_sim_conf *conf, struct ipcom_panel *panel, char *value,
                                   struct fl_error *err)
{
    (void)conf;
    if (!parse_ms(value, &panel->reverse_min_ms))
        return fl_fail(err, FL_E_RANGE, "reverse_min=%s: a time is wanted, such as 200ms", value);
    return FL_OK;
}

static enum fl_err set_fault(struct ipcom_sim_conf *conf, struct ipcom_panel *panel, char *value,
                             struct fl_error *err)
{
    (void)panel;
    return set_faults(conf, value, err);
}

/* --- the options ---------------------------------------------------------------------------- */
static const char *const bus_types[] = {"minido", "bibus", NULL};
static const char *const off_on[] = {"off", "on", NULL};
static const char *const login_forms[] = {"full", "short", NULL};
static const char *const refusals[] = {"sealed", "close", NULL};
static const char *const keys[] = {"random", "panel", "a", "b", NULL};
static const char *const acks[] = {"none", "short", "frame", "snapshot", NULL};

/* One row: a text (max is its longest), a choice, a number from min to max, or a function. */
static const struct option_row {
    const char *name;
    size_t offset;
    const char *const *choices;
    int min, max;
    bool text;
    enum fl_err (*set)(struct ipcom_sim_conf *conf, struct ipcom_panel *panel, char *value,
                       struct fl_error *err);
} option_rows[] = {
    {.name = "user",
     .offset = offsetof(struct ipcom_sim_conf, user),
     .text = true,
     .max = IPCOM_USERNAME_MAX},
    {.name = "password",
     .offset = offsetof(struct ipcom_sim_conf, password),
     .text = true,
     .max = IPCOM_PASSWORD_MAX},
    {.name = "bus", .offset = offsetof(struct ipcom_sim_conf, bus), .min = 1, .max = 2},
    {.name = "bus_type", .offset = offsetof(struct ipcom_sim_conf, bus_type), .choices = bus_types},
    {.name = "secure", .offset = offsetof(struct ipcom_sim_conf, secure), .choices = off_on},
    {.name = "login", .offset = offsetof(struct ipcom_sim_conf, login), .choices = login_forms},
    {.name = "refusal", .offset = offsetof(struct ipcom_sim_conf, refusal), .choices = refusals},
    {.name = "key", .offset = offsetof(struct ipcom_sim_conf, key), .choices = keys},
    {.name = "ack", .offset = offsetof(struct ipcom_sim_conf, ack), .choices = acks},
    {.name = "keepalive", .offset = offsetof(struct ipcom_sim_conf, keepalive), .max = IPCOM_KEEPALIVE_MAX},
    {.name = "limit", .offset = offsetof(struct ipcom_sim_conf, limit), .max = 1000},
    {.name = "shutter", .set = set_shutter},
    {.name = "reverse_min", .set = set_reverse_min},
    {.name = "autochange", .set = set_autochange},
    {.name = "fault", .set = set_fault},
};

enum { OPTION_COUNT = sizeof option_rows / sizeof *option_rows };

const char *ipcom_sim_word(size_t n)
{
    if (n < OPTION_COUNT)
        return option_rows[n].name;
    return n < OPTION_COUNT + IPCOM_FAULT_COUNT ? fault_rows[n - OPTION_COUNT].name : NULL;
}

void ipcom_sim_conf_init(struct ipcom_sim_conf *conf, struct ipcom_panel *panel)
{
    *conf = (struct ipcom_sim_conf){.user = "tester",
                                    .password = "letmein",
                                    .bus = 1,
                                    .secure = 1,
                                    .ack = IPCOM_ACK_FRAME,
                                    .keepalive = IPCOM_HEAD_LEN,
                                    .autochange = {1, 1}};
    panel->reverse_min_ms = 200;
}

static enum fl_err set_choice(int *out, const struct option_row *row, const char *value, struct fl_error *err)
{
    for (int i = 0; row->choices[i]; i++) {
        if (strcmp(row->choices[i], value) != 0)
            continue;
        *out = i;
        return FL_OK;
    }
    char list[80] = "";
    for (int i = 0; row->choices[i]; i++) {
        strncat(list, " ", sizeof list - strlen(list) - 1);
        strncat(list, row->choices[i], sizeof list - strlen(list) - 1);
    }
    return fl_fail(err, FL_E_RANGE, "%s=%s: no such choice; there are:%s", row->name, value, list);
}

static enum fl_err set_row(struct ipcom_sim_conf *conf, const struct option_row *row, const char *value,
                           struct fl_error *err)
{
    void *field = (char *)conf + row->offset;
    if (row->choices)
        return set_choice(field, row, value, err);
    if (row->text) {
        if (strlen(value) > (size_t)row->max)
            return fl_fail(err, FL_E_RANGE, "%s: longer than %d bytes", row->name, row->max);
        memcpy(field, value, strlen(value) + 1);
        return FL_OK;
    }
    char *end;
    int number;
    if (!parse_int(value, &end, row->max, &number) || *end || number < row->min)
        return fl_fail(err, FL_E_RANGE, "%s=%s: %d to %d", row->name, value, row->min, row->max);
    memcpy(field, &number, sizeof number);
    return FL_OK;
}

enum fl_err ipcom_sim_conf_set(struct ipcom_sim_conf *conf, struct ipcom_panel *panel, const char *name,
                               const char *value, struct fl_error *err)
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
    return row->set ? row->set(conf, panel, copy, err) : set_row(conf, row, value, err);
}
