/* The options and faults of a simulated bootstrap. */
#include "rina_sim.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MS_MAX = 60 * 60 * 1000, EVERY_MAX = 1000000, LIST_MAX = 256, ADDRESS_MAX = 1000000000 };

const char rina_sim_help[] =
    "A bootstrap of ARI at UDP port 7000. Each of --count has an address of its own, 127.0.0.2,\n"
    "127.0.0.3 ..., and a pool of its own; they do not know of each other.\n"
    "\n"
    "  fairlead-sim rina                              one bootstrap on 127.0.0.2, RINA address 1001\n"
    "  fairlead-sim rina --codec=bincode              as before February 2026\n"
    "  fairlead-sim rina --count=2 --log --control    to fail over from one to the other\n"
    "\n"
    "Options (--NAME=VALUE, or NAME=VALUE in a control line; * at the next restart):\n"
    "  codec=postcard     or bincode*\n"
    "  dif=farm-dif       the name of its facility*\n"
    "  address=1001       its RINA address\n"
    "  pool=998           addresses to give away\n"
    "  pool_first=0       the first of them; 0: 1002, 2002, ... by the device's number\n"
    "  sync=short         answers to synchronisation as ARI's damaged ones; or complete\n"
    "  log=1000           changes that it remembers, 1 to 1000; who is behind gets all of the RIB\n"
    "  pace=100ms         it reads one datagram in so long, as ARI does; 0: at once\n"
    "  churn=0ms          an object of its RIB changes every so often; 0: never\n"
    "  refuse=TEXT        the words of fault=reject\n"
    "  net=FAULT:N,...    what the network does to its datagrams; see fairlead-sim --help\n";

const char rina_sim_more_help[] =
    "  fault=NAME[:N],... the faults from now on, in place of all others; none: no fault\n"
    "\n"
    "Faults (N: which, how many or how much; its default in brackets):\n"
    "  silent:N           overlooks the next N requests [all]\n"
    "  late:N             answers leave N ms late [6000]\n"
    "  lose:N             every N-th answer is lost, what it did stays done [3]\n"
    "  twice:N            every N-th answer leaves twice [1]\n"
    "  reject             refuses every enrolment\n"
    "  malformed:N        every N-th answer has a byte changed [1]\n"
    "  empty:N            every N-th answer is an empty datagram [1]\n"
    "  cut:N              every N-th answer is cut [1]\n"
    "  nested:N           every N-th answer is one with maps a thousand deep [1]\n"
    "  wrong_invoke       answers are to questions that nobody asked\n"
    "  foreign_port:N     every N-th answer comes from another port [1]\n"
    "  no_snapshot        enrolments bring no RIB\n"
    "  bad_snapshot       enrolments bring a damaged one\n"
    "  mute_routes        does not answer READ /routing/...\n"
    "  mute_sync          does not answer synchronisation\n"
    "\n"
    "Control lines (0 stands for the bootstrap, * for all):\n"
    "  0 restart [keep]   has forgotten its members, its pool and, without keep, its RIB\n"
    "  0 stop             its port is closed, until 0 start\n"
    "  0 set NAME TEXT    creates or changes an object of its RIB\n"
    "  0 remove NAME      removes one\n"
    "  0 route ADDRESS PORT   a member with this address was enrolled, at this port of its machine\n"
    "  0 objects          tells how many objects its RIB has, and its version\n"
    "  0 stats            tells what it was asked\n";

enum fault_kind { PLAIN, EVERY, SO_MANY, TIME };

static const struct fault_row {
    const char *name;
    enum fault_kind kind;
    int amount, max;
} fault_rows[RINA_FAULT_COUNT] = {
    [RINA_FAULT_SILENT] = {"silent", SO_MANY, 0, EVERY_MAX},
    [RINA_FAULT_LATE] = {"late", TIME, 6000, MS_MAX},
    [RINA_FAULT_LOSE] = {"lose", EVERY, 3, EVERY_MAX},
    [RINA_FAULT_TWICE] = {"twice", EVERY, 1, EVERY_MAX},
    [RINA_FAULT_REJECT] = {"reject", PLAIN, 0, 0},
    [RINA_FAULT_MALFORMED] = {"malformed", EVERY, 1, EVERY_MAX},
    [RINA_FAULT_EMPTY] = {"empty", EVERY, 1, EVERY_MAX},
    [RINA_FAULT_CUT] = {"cut", EVERY, 1, EVERY_MAX},
    [RINA_FAULT_NESTED] = {"nested", EVERY, 1, EVERY_MAX},
    [RINA_FAULT_WRONG_INVOKE] = {"wrong_invoke", PLAIN, 0, 0},
    [RINA_FAULT_FOREIGN_PORT] = {"foreign_port", EVERY, 1, EVERY_MAX},
    [RINA_FAULT_NO_SNAPSHOT] = {"no_snapshot", PLAIN, 0, 0},
    [RINA_FAULT_BAD_SNAPSHOT] = {"bad_snapshot", PLAIN, 0, 0},
    [RINA_FAULT_MUTE_ROUTES] = {"mute_routes", PLAIN, 0, 0},
    [RINA_FAULT_MUTE_SYNC] = {"mute_sync", PLAIN, 0, 0},
};

bool rina_fault_hits(struct rina_sim_conf *conf, enum rina_fault fault)
{
    struct rina_fault_state *f = &conf->fault[fault];
    if (!f->on)
        return false;
    f->count++;
    if (fault_rows[fault].kind == EVERY)
        return f->count % f->amount == 0;
    if (fault_rows[fault].kind == SO_MANY && f->count == f->amount)
        f->on = false;
    return true;
}

/* A number, with "ms" behind it or not. */
static bool parse_number(const char *text, bool ms, int max, int *out)
{
    char *end;
    errno = 0;
    long n = strtol(text, &end, 10);
    if (ms && strcmp(end, "ms") == 0)
        end += 2;
    if (errno || end == text || *end || n < 0 || n > max)
        return false;
    *out = (int)n;
    return true;
}

static enum fl_err parse_fault(struct rina_fault_state *faults, const char *text, struct fl_error *err)
{
    size_t len = strcspn(text, ":"), i = 0;
    while (i < RINA_FAULT_COUNT &&
           (strlen(fault_rows[i].name) != len || strncmp(fault_rows[i].name, text, len) != 0))
        i++;
    if (i == RINA_FAULT_COUNT)
        return fl_fail(err, FL_E_CONFIG, "fault=%s: no such fault; --help lists them", text);
    const struct fault_row *row = &fault_rows[i];
    faults[i] = (struct rina_fault_state){.on = true, .amount = row->amount};
    if (!text[len])
        return FL_OK;
    bool good =
        row->kind != PLAIN && parse_number(text + len + 1, row->kind == TIME, row->max, &faults[i].amount);
    return good && faults[i].amount > 0 ? FL_OK
                                        : fl_fail(err, FL_E_RANGE, "fault=%s: %s takes %s", text, row->name,
                                                  row->kind == PLAIN ? "no number" : "a number from 1");
}

static enum fl_err set_faults(struct rina_sim_conf *conf, const char *value, struct fl_error *err)
{
    struct rina_fault_state faults[RINA_FAULT_COUNT] = {0};
    char list[LIST_MAX], *rest = NULL;
    snprintf(list, sizeof list, "%s", value);
    for (char *name = strtok_r(list, ",", &rest); name; name = strtok_r(NULL, ",", &rest)) {
        enum fl_err bad = strcmp(name, "none") == 0 ? FL_OK : parse_fault(faults, name, err);
        if (bad)
            return bad;
    }
    memcpy(conf->fault, faults, sizeof faults);
    return FL_OK;
}

enum option_kind { CHOICE, COUNT, MS, TEXT, FAULTS };

static const char *const codecs[] = {"postcard", "bincode", NULL};
static const char *const syncs[] = {"short", "complete", NULL};

static const struct option_row {
    const char *name;
    enum option_kind kind;
    size_t offset;
    const char *const *choices;
    int min, max, def;
    const char *text;
} option_rows[] = {
    {"codec", CHOICE, offsetof(struct rina_sim_conf, codec), codecs, 0, 0, 0, NULL},
    {"dif", TEXT, offsetof(struct rina_sim_conf, dif), NULL, 0, 0, 0, "farm-dif"},
    {"address", COUNT, offsetof(struct rina_sim_conf, address), NULL, 1, ADDRESS_MAX, 1001, NULL},
    {"pool", COUNT, offsetof(struct rina_sim_conf, pool), NULL, 0, ADDRESS_MAX, 998, NULL},
    {"pool_first", COUNT, offsetof(struct rina_sim_conf, pool_first), NULL, 0, ADDRESS_MAX, 0, NULL},
    {"sync", CHOICE, offsetof(struct rina_sim_conf, sync), syncs, 0, 0, 0, NULL},
    {"log", COUNT, offsetof(struct rina_sim_conf, log), NULL, 1, RINA_BOOTSTRAP_LOG, RINA_BOOTSTRAP_LOG,
     NULL},
    {"pace", MS, offsetof(struct rina_sim_conf, pace_ms), NULL, 0, MS_MAX, 100, NULL},
    {"churn", MS, offsetof(struct rina_sim_conf, churn_ms), NULL, 0, MS_MAX, 0, NULL},
    {"refuse", TEXT, offsetof(struct rina_sim_conf, refuse), NULL, 0, 0, 0, "not today"},
    {"fault", FAULTS, 0, NULL, 0, 0, 0, NULL},
};

enum { OPTION_COUNT = sizeof option_rows / sizeof *option_rows };

const char *rina_sim_word(size_t n)
{
    if (n < OPTION_COUNT)
        return option_rows[n].name;
    return n - OPTION_COUNT < RINA_FAULT_COUNT ? fault_rows[n - OPTION_COUNT].name : NULL;
}

void rina_sim_conf_init(struct rina_sim_conf *conf)
{
    *conf = (struct rina_sim_conf){0};
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        char *at = (char *)conf + option_rows[i].offset;
        if (option_rows[i].kind == TEXT)
            snprintf(at, RINA_BOOTSTRAP_NAME, "%s", option_rows[i].text);
        else if (option_rows[i].kind != FAULTS)
            memcpy(at, &option_rows[i].def, sizeof option_rows[i].def);
    }
}

static enum fl_err set_choice(int *out, const struct option_row *row, const char *value, struct fl_error *err)
{
    for (int i = 0; row->choices[i]; i++) {
        if (strcmp(row->choices[i], value) == 0) {
            *out = i;
            return FL_OK;
        }
    }
    return fl_fail(err, FL_E_RANGE, "%s=%s: %s or %s", row->name, value, row->choices[0], row->choices[1]);
}

enum fl_err rina_sim_conf_set(struct rina_sim_conf *conf, const char *name, const char *value,
                              struct fl_error *err)
{
    const struct option_row *row = option_rows, *end = option_rows + OPTION_COUNT;
    while (row < end && strcmp(row->name, name) != 0)
        row++;
    if (row == end)
        return FL_E_UNKNOWN;
    void *at = (char *)conf + row->offset;
    int n;
    if (row->kind == FAULTS)
        return set_faults(conf, value ? value : "none", err);
    if (!value || !*value)
        return fl_fail(err, FL_E_FORMAT, "%s: wants a value; see --help", name);
    if (row->kind == CHOICE)
        return set_choice(at, row, value, err);
    if (row->kind == TEXT) {
        if (strlen(value) >= RINA_BOOTSTRAP_NAME)
            return fl_fail(err, FL_E_RANGE, "%s: at most %d bytes", name, RINA_BOOTSTRAP_NAME - 1);
        memcpy(at, value, strlen(value) + 1);
        return FL_OK;
    }
    if (!parse_number(value, row->kind == MS, row->max, &n) || n < row->min)
        return fl_fail(err, FL_E_RANGE, "%s=%s: %d to %d", name, value, row->min, row->max);
    memcpy(at, &n, sizeof n);
    return FL_OK;
}
