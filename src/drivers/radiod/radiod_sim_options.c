/* The options and faults of a simulated radiod; see radiod_sim_options.h. */
#include "radiod_sim_options.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "radiod_name.h"
#include "radiod_sim_channel.h"

enum { MS_MAX = 60 * 60 * 1000, EVERY_MAX = 1000000, VALUE_MAX = 512, CHANNELS_MAX = 2000 };

const char radiod_sim_help[] =
    "A radiod of ka9q-radio: commands and status on the group 239.170.19.156 (which the name\n"
    "siggen-test.local stands for; --group takes another), the copies of its status on that of its data,\n"
    "both at port 5006. Each server of --count has an address of its own: 127.0.0.2, 127.0.0.3 ...\n"
    "\n"
    "  fairlead-sim radiod                            five channels on shortwave, on 127.0.0.2\n"
    "  fairlead-sim radiod --listen 10.7.1.2 --group 239.14.223.74     on another interface\n"
    "  fairlead-sim radiod --channels=1000 --log      1,000 channels, each command told\n"
    "  fairlead-sim radiod --count=2                  two servers with equal channels in one group\n"
    "\n"
    "Options (--NAME=VALUE, or NAME=VALUE in a control line; * at the next restart):\n"
    "  front=rx888        its front end*:\n"
    "    rx888              0 to 30 MHz, calibrated, RF_GAIN and RF_ATTEN can be set\n"
    "    airspy             a tuner at 119.5 MHz, 5 MHz wide\n"
    "    sig_gen            0 to 1.2 MHz, a carrier at 1 MHz\n"
    "  channels=5         how many the configuration has*, 0 to 2000; the others come and go\n"
    "  preset=am          of channels that a command creates, and of configured ones above the first few\n"
    "  lifetime=0         blocks of 20 ms that a created channel lives without commands; 0: for ever\n"
    "  status_interval=25 blocks between two status packets that nobody asked for; 0: none\n"
    "  data=GROUP         where audio would go [siggen-pcm.local]: a group, a name, or none\n"
    "  description=TEXT   what it says of itself [fairlead-sim]\n"
    "  ttl=1              0: hears everything, and nothing that it says leaves its machine\n"
    "  clock=0ms          so much its clock is ahead\n"
    "  overload=0s        the A/D converter is overloaded once in so many seconds; 0: never\n"
    "  samples=100        so many samples at full scale each time\n"
    "  live=on            off: levels do not change by themselves\n"
    "  net=FAULT:N,...    what the network does to its datagrams; see fairlead-sim --help\n";

const char radiod_sim_more_help[] =
    "  fault=NAME[:N],... the faults from now on, in place of all others; none: no fault\n"
    "\n"
    "Faults (N: which, how many or how much; its default in brackets):\n"
    "  silent:N           overlooks the next N commands and polls [all], and says nothing meanwhile\n"
    "  lose:N             overlooks every N-th command or poll [3]\n"
    "  mute               obeys, and says nothing\n"
    "  late:N             status packets leave N ms late [400]\n"
    "  malformed:N        every N-th status is cut, has a wrong length, names no channel or is none [1]\n"
    "  untagged:N         every N-th status has another tag [1]\n"
    "\n"
    "Control lines (0 stands for the server, * for all):\n"
    "  0 channels         tells the SSRCs there are\n"
    "  0 channel SSRC     tells what is set on one\n"
    "  0 signal SSRC DB   puts a signal of DB on its frequency; off: none; band: what is there\n"
    "  0 say SSRC         its status on the status group now, which nobody asked for\n"
    "  0 remove SSRC      it is gone\n"
    "  0 overload [N]     N samples at full scale now\n"
    "  0 restart [MS]     ends, and comes back after MS [1000] with the configured channels only\n"
    "  0 rival sweep MS   another client polls all channels every MS from now on; 0 rival off\n"
    "  0 rival HEX        another client sends this\n"
    "  0 stats [reset]    tells the counters: commands executed, polls (bare ones), sweeps, starved (sweeps\n"
    "                     that cut another short), lost (no place in the queue), created, ghosts (created "
    "by\n"
    "                     a bare poll), expired, ignored, overlooked, status packets, unasked ones, and how\n"
    "                     many commands of one channel waited at most (in_flight: more than 1 is wrong)\n";

/* --- small parsers -------------------------------------------------------------------------- */
static bool parse_int(const char *text, char **end, int min, int max, int *out)
{
    errno = 0;
    long value = strtol(text, end, 10);
    if (*end == text || errno || value < min || value > max)
        return false;
    *out = (int)value;
    return true;
}

/* "500", "500ms", "-2s": milliseconds. */
static bool parse_ms(const char *text, int min, int *out)
{
    char *end;
    if (!parse_int(text, &end, min, MS_MAX, out))
        return false;
    if (!*end || !strcmp(end, "ms"))
        return true;
    if (strcmp(end, "s") != 0 || *out > MS_MAX / 1000 || *out < min / 1000)
        return false;
    *out *= 1000;
    return true;
}

/* "239.1.2.3", a name that stands for a group, or "none". */
static enum fl_err parse_group(struct fl_addr *out, const char *name, const char *text, struct fl_error *err)
{
    uint32_t ip = 0;
    *out = (struct fl_addr){0};
    if (!strcmp(text, "none"))
        return FL_OK;
    if (!radiod_name_dotted(text, &ip))
        ip = radiod_name_group(text);
    if (!*text || ip >> 28 != 0xE)
        return fl_fail(err, FL_E_RANGE, "%s=%s: a multicast group, a name or none", name, text);
    out->family = 4;
    for (unsigned i = 0; i < 4; i++)
        out->ip[i] = (uint8_t)(ip >> (24 - 8 * i));
    return FL_OK;
}

/* --- faults --------------------------------------------------------------------------------- */
enum fault_kind {
    PLAIN,   /* on or off */
    EVERY,   /* every N-th time */
    SO_MANY, /* the next N times, then off; 0: always */
    TIME
};

static const struct fault_row {
    const char *name;
    enum fault_kind kind;
    int amount;
} fault_rows[RADIOD_SIM_FAULT_COUNT] = {
    [RADIOD_SIM_SILENT] = {"silent", SO_MANY, 0},     [RADIOD_SIM_LOSE] = {"lose", EVERY, 3},
    [RADIOD_SIM_MUTE] = {"mute", PLAIN, 0},           [RADIOD_SIM_LATE] = {"late", TIME, 400},
    [RADIOD_SIM_MALFORMED] = {"malformed", EVERY, 1}, [RADIOD_SIM_UNTAGGED] = {"untagged", EVERY, 1},
};

bool radiod_sim_fault_hits(struct radiod_sim_conf *conf, enum radiod_sim_fault fault)
{
    struct radiod_sim_fault_state *f = &conf->fault[fault];
    if (!f->on)
        return false;
    f->count++;
    if (fault_rows[fault].kind == EVERY)
        return f->count % f->amount == 0;
    if (fault_rows[fault].kind == SO_MANY && f->count == f->amount)
        f->on = false;
    return true;
}

static enum fl_err parse_fault(struct radiod_sim_fault_state *faults, const char *text, struct fl_error *err)
{
    size_t len = strcspn(text, ":"), i = 0;
    while (i < RADIOD_SIM_FAULT_COUNT &&
           (strlen(fault_rows[i].name) != len || strncmp(fault_rows[i].name, text, len) != 0))
        i++;
    if (i == RADIOD_SIM_FAULT_COUNT)
        return fl_fail(err, FL_E_CONFIG, "fault=%s: no such fault; --help lists them", text);
    const struct fault_row *row = &fault_rows[i];
    struct radiod_sim_fault_state *f = &faults[i];
    *f = (struct radiod_sim_fault_state){.on = true, .amount = row->amount};
    if (!text[len])
        return FL_OK;
    if (row->kind == PLAIN)
        return fl_fail(err, FL_E_RANGE, "fault=%s: %s takes no number", text, row->name);
    const char *amount = text + len + 1;
    char *end = NULL;
    bool good = row->kind == TIME ? parse_ms(amount, 0, &f->amount)
                                  : parse_int(amount, &end, 1, EVERY_MAX, &f->amount) && !*end;
    return good ? FL_OK : fl_fail(err, FL_E_RANGE, "fault=%s: not what %s takes", text, row->name);
}

static enum fl_err set_faults(struct radiod_sim_conf *conf, char *list, struct fl_error *err)
{
    struct radiod_sim_fault_state faults[RADIOD_SIM_FAULT_COUNT] = {0};
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
static const char *front_name(size_t n)
{
    return radiod_sim_models[n].name;
}

static const char *off_on(size_t n)
{
    static const char *const words[] = {"off", "on", NULL};
    return words[n];
}

enum option_kind { CHOICE, COUNT, DURATION, SECONDS, GROUP, TEXT, FAULTS };

#define AT(member) offsetof(struct radiod_sim_conf, member)
static const struct option_row {
    const char *name;
    enum option_kind kind;
    size_t offset;
    const char *(*choice)(size_t n); /* NULL behind the last */
    int min, max;
} option_rows[] = {
    {"front", CHOICE, AT(front), front_name, 0, 0},
    {"channels", COUNT, AT(channels), NULL, 0, CHANNELS_MAX},
    {"preset", CHOICE, AT(default_preset), radiod_sim_preset_name, 0, 0},
    {"lifetime", COUNT, AT(lifetime), NULL, 0, EVERY_MAX},
    {"status_interval", COUNT, AT(status_interval), NULL, 0, EVERY_MAX},
    {"data", GROUP, AT(data), NULL, 0, 0},
    {"description", TEXT, AT(description), NULL, 0, 0},
    {"ttl", COUNT, AT(ttl), NULL, 0, 255},
    {"clock", DURATION, AT(clock_ms), NULL, 0, 0},
    {"overload", SECONDS, AT(overload_s), NULL, 0, 0},
    {"samples", COUNT, AT(samples), NULL, 1, EVERY_MAX},
    {"live", CHOICE, AT(live), off_on, 0, 0},
    {"fault", FAULTS, 0, NULL, 0, 0},
};
#undef AT

enum { OPTION_COUNT = sizeof option_rows / sizeof *option_rows };

const char *radiod_sim_word(size_t n)
{
    if (n < OPTION_COUNT)
        return option_rows[n].name;
    n -= OPTION_COUNT;
    return n < RADIOD_SIM_FAULT_COUNT ? fault_rows[n].name : front_name(n - RADIOD_SIM_FAULT_COUNT);
}

void radiod_sim_conf_init(struct radiod_sim_conf *conf)
{
    *conf = (struct radiod_sim_conf){
        .channels = 5,
        .status_interval = 25,
        .ttl = 1,
        .live = 1,
        .samples = 100,
        .description = "fairlead-sim",
    };
    parse_group(&conf->data, "data", "siggen-pcm.local", NULL);
}

static enum fl_err set_choice(int *out, const struct option_row *row, const char *value, struct fl_error *err)
{
    for (size_t i = 0; row->choice(i); i++)
        if (!strcmp(row->choice(i), value)) {
            *out = (int)i;
            return FL_OK;
        }
    return fl_fail(err, FL_E_RANGE, "%s=%s: no such choice; --help lists them", row->name, value);
}

static enum fl_err set_number(int *out, const struct option_row *row, const char *value, struct fl_error *err)
{
    char *end;
    int number;
    if (!parse_int(value, &end, row->min, row->max, &number) || *end)
        return fl_fail(err, FL_E_RANGE, "%s=%s: %d to %d", row->name, value, row->min, row->max);
    *out = number;
    return FL_OK;
}

static enum fl_err set_time(int *out, const struct option_row *row, const char *value, struct fl_error *err)
{
    int ms;
    bool seconds = row->kind == SECONDS;
    if (!parse_ms(value, seconds ? 0 : -MS_MAX, &ms) || (seconds && ms % 1000))
        return fl_fail(err, FL_E_RANGE, "%s=%s: a time is wanted, such as 500ms or 2s", row->name, value);
    *out = seconds ? ms / 1000 : ms;
    return FL_OK;
}

static enum fl_err set_row(struct radiod_sim_conf *conf, const struct option_row *row, char *value,
                           struct fl_error *err)
{
    void *field = (char *)conf + row->offset;
    switch (row->kind) {
    case FAULTS:
        return set_faults(conf, value, err);
    case CHOICE:
        return set_choice(field, row, value, err);
    case COUNT:
        return set_number(field, row, value, err);
    case GROUP:
        return parse_group(field, row->name, value, err);
    case DURATION:
    case SECONDS:
        return set_time(field, row, value, err);
    case TEXT:
        break;
    }
    if (strlen(value) >= RADIOD_SIM_TEXT)
        return fl_fail(err, FL_E_RANGE, "%s: at most %d bytes", row->name, RADIOD_SIM_TEXT - 1);
    memcpy(field, value, strlen(value) + 1);
    return FL_OK;
}

enum fl_err radiod_sim_conf_set(struct radiod_sim_conf *conf, const char *name, const char *value,
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
