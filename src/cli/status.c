/* fairlead status: a running gateway's devices, as their retained topics tell. */
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <uthash.h>

#include "base/clock.h"
#include "base/json.h"
#include "base/str.h"
#include "cli/cli.h"
#include "cli/client.h"

enum { CONNECT_MS = 5000, QUIET_MS = 300, LONGEST_MS = 5000, REDRAW_MS = 1000, RETRY_MS = 2000 };

static const char help[] =
    "usage: fairlead status [-c FILE] [--json] [--watch]\n"
    "\n"
    "Shows a running gateway and its devices: link state, since when, last sign of life, round\n"
    "trip, waiting commands, reconnects, quality (share of the last 64 requests answered); all as\n"
    "each device last reported it, every gateway.status_interval and at each change of state.\n"
    "Below, if there are any, the multicast groups that devices are heard in.\n"
    "\n"
    "  --json              for programs: one object (with --watch: one a line, at each change)\n"
    "  -w, --watch         go on until Ctrl-C\n"
    "  -c, --config FILE   the gateway's configuration (default " FL_CONFIG_FILE ")\n"
    "  -h, --help          this text\n"
    "\n"
    "Exit status: 0 the gateway runs; 1 it does not, or the broker is away; 2 usage.\n";

struct row {
    char id[FL_KEY_MAX];
    cJSON *link;
    UT_hash_handle hh;
};

struct board {
    struct fl_client *client;
    bool json, watch;
    bool online; /* the gateway */
    cJSON *info, *health;
    struct row *rows;
};

/* --- collecting ---------------------------------------------------------------------------- */

static void replace(cJSON **slot, cJSON *fresh)
{
    cJSON_Delete(*slot);
    *slot = fresh;
}

static void drop_row(struct board *b, struct row *row)
{
    HASH_DEL(b->rows, row);
    cJSON_Delete(row->link);
    free(row);
}

static void take_link(struct board *b, const char *id, cJSON *link)
{
    struct row *row;
    HASH_FIND_STR(b->rows, id, row);
    if (!link) { /* an empty payload: the device is gone */
        if (row)
            drop_row(b, row);
        return;
    }
    if (!row && (row = calloc(1, sizeof *row))) {
        fl_copy(row->id, sizeof row->id, id);
        HASH_ADD_STR(b->rows, id, row);
    }
    if (row)
        replace(&row->link, link);
    else
        cJSON_Delete(link);
}

static void take(struct board *b, const struct fl_client_message *m)
{
    char id[FL_KEY_MAX + 8];
    const char *slash = strchr(m->topic, '/');
    if (!strcmp(m->topic, "bridge/state")) {
        b->online = !strcmp(m->payload, "online");
        return;
    }
    cJSON *json = NULL;
    if (m->len && fl_json_parse(&json, m->payload, m->len, NULL))
        return;
    if (!strcmp(m->topic, "bridge/info")) {
        replace(&b->info, json);
    } else if (!strcmp(m->topic, "bridge/health")) {
        replace(&b->health, json);
    } else if (slash && !strcmp(slash, "/link") && (size_t)(slash - m->topic) < FL_KEY_MAX) {
        snprintf(id, sizeof id, "%.*s", (int)(slash - m->topic), m->topic);
        take_link(b, id, json);
    } else {
        cJSON_Delete(json);
    }
}

/* Until nothing more has come for quiet_ms, or until_ms. False: the connection was lost. */
static bool collect(struct board *b, int quiet_ms, uint64_t until_ms, bool *any)
{
    bool lost = false;
    *any = false;
    for (;;) {
        uint64_t next = fl_clock_ms() + (uint64_t)quiet_ms;
        struct fl_client_message *m = fl_client_next(b->client, next < until_ms ? next : until_ms, &lost);
        if (!m)
            return !lost;
        *any = true;
        take(b, m);
        fl_client_message_destroy(m);
    }
}

/* --- showing ------------------------------------------------------------------------------- */

static int by_id(const struct row *a, const struct row *b)
{
    return strcmp(a->id, b->id);
}

static const cJSON *member(const cJSON *o, const char *key)
{
    return cJSON_GetObjectItemCaseSensitive(o, key);
}

static const char *word(const cJSON *o, const char *key)
{
    const char *text = cJSON_GetStringValue(member(o, key));
    return text ? text : "-";
}

static void number(const cJSON *item, const char *unit, char *buf, size_t cap)
{
    if (cJSON_IsNumber(item))
        snprintf(buf, cap, "%.4g%s", item->valuedouble, unit);
    else
        snprintf(buf, cap, "-");
}

/* An RFC 3339 time in seconds; false: it is none. */
static bool parse_time(const char *when, time_t *out)
{
    struct tm tm = {0};
    if (!strptime(when, "%Y-%m-%dT%H:%M:%S", &tm))
        return false;
    *out = timegm(&tm);
    return true;
}

/* A time as "3 min ago"; "-" if there is none. */
static void ago(const char *when, char *buf, size_t cap)
{
    static const struct {
        long seconds;
        const char *unit;
    } units[] = {{86400, "d"}, {3600, "h"}, {60, "min"}, {1, "s"}};
    time_t at;
    snprintf(buf, cap, "-");
    if (!parse_time(when, &at))
        return;
    long seconds = (long)(time(NULL) - at);
    snprintf(buf, cap, "now");
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (seconds >= units[i].seconds) {
            snprintf(buf, cap, "%ld %s ago", seconds / units[i].seconds, units[i].unit);
            return;
        }
}

/* A time of the local clock. Not "ago": the figures are as old as the last report, which comes at
 * each change of state and every status_interval. */
static void local_time(const char *when, char *buf, size_t cap)
{
    time_t at;
    struct tm tm;
    snprintf(buf, cap, "-");
    if (parse_time(when, &at) && localtime_r(&at, &tm))
        strftime(buf, cap, "%Y-%m-%d %H:%M:%S", &tm);
}

static void print_row(const struct row *row)
{
    char since[24], seen[24], rtt[24], queue[24], reconnects[24], quality[24];
    ago(word(row->link, "since"), since, sizeof since);
    local_time(word(row->link, "last_seen"), seen, sizeof seen);
    number(member(member(row->link, "rtt_ms"), "p50"), " ms", rtt, sizeof rtt);
    number(member(row->link, "queue"), "", queue, sizeof queue);
    number(member(row->link, "reconnects"), "", reconnects, sizeof reconnects);
    number(member(row->link, "quality"), " %", quality, sizeof quality);
    printf("%-20s %-12s %-12s %-20s %-10s %5s %10s %8s\n", row->id, word(row->link, "state"), since, seen,
           rtt, queue, reconnects, quality);
}

/* The shared sockets' groups; none: nothing. */
static void print_groups(const cJSON *multicast)
{
    const cJSON *groups = member(multicast, "groups"), *group;
    if (cJSON_GetArraySize(groups) == 0)
        return;
    printf("\n%-22s %-12s %-20s %-20s %9s  %s\n", "GROUP", "INTERFACE", "LAST HEARD", "LAST REFRESH",
           "DATAGRAMS", cJSON_IsTrue(member(multicast, "keep_alive")) ? "STATE" : "STATE (not renewed)");
    cJSON_ArrayForEach(group, groups)
    {
        char heard[24], refreshed[24], datagrams[24];
        local_time(word(group, "last_heard"), heard, sizeof heard);
        local_time(word(group, "last_refresh"), refreshed, sizeof refreshed);
        number(member(group, "datagrams"), "", datagrams, sizeof datagrams);
        printf("%-22s %-12s %-20s %-20s %9s  %s\n", word(group, "group"), word(group, "interface"), heard,
               refreshed, datagrams,
               cJSON_IsTrue(member(group, "joined")) ? "joined" : word(group, "trouble"));
    }
}

static void print_table(struct board *b)
{
    char started[24];
    if (b->watch && isatty(STDOUT_FILENO))
        fputs("\033[H\033[2J", stdout);
    ago(word(b->info, "started"), started, sizeof started);
    printf("gateway %s: %s, version %s, started %s\n\n", word(b->info, "name"),
           b->online ? "online" : "offline", word(b->info, "version"), started);
    printf("%-20s %-12s %-12s %-20s %-10s %5s %10s %8s\n", "DEVICE", "STATE", "SINCE", "LAST SEEN",
           "ROUND TRIP", "QUEUE", "RECONNECTS", "QUALITY");
    HASH_SORT(b->rows, by_id);
    for (struct row *row = b->rows; row; row = row->hh.next)
        print_row(row);
    print_groups(member(b->health, "multicast"));
    puts("\n(as last reported: every gateway.status_interval, and when a state changes)");
}

static void print_json(struct board *b)
{
    cJSON *o = cJSON_CreateObject();
    cJSON_AddStringToObject(o, "state", b->online ? "online" : "offline");
    cJSON_AddItemToObject(o, "info", b->info ? cJSON_Duplicate(b->info, true) : cJSON_CreateNull());
    cJSON_AddItemToObject(o, "health", b->health ? cJSON_Duplicate(b->health, true) : cJSON_CreateNull());
    cJSON *devices = cJSON_AddObjectToObject(o, "devices");
    HASH_SORT(b->rows, by_id);
    for (struct row *row = b->rows; row; row = row->hh.next)
        cJSON_AddItemToObject(devices, row->id, cJSON_Duplicate(row->link, true));
    char *text = fl_json_text(o);
    puts(text ? text : "{}");
    cJSON_free(text);
    cJSON_Delete(o);
}

static void show(struct board *b)
{
    if (b->json)
        print_json(b);
    else
        print_table(b);
    fflush(stdout);
}

/* --- once, or for ever --------------------------------------------------------------------- */

static bool open_board(struct board *b, const struct fl_config *config)
{
    static const char *const topics[] = {"bridge/state", "bridge/info", "bridge/health", "+/link"};
    struct fl_error err;
    b->client = fl_client_open(config, CONNECT_MS, &err);
    if (!b->client) {
        fprintf(stderr, "%s\n", err.text);
        return false;
    }
    return !fl_client_subscribe(b->client, topics, sizeof topics / sizeof *topics);
}

static void clear_board(struct board *b)
{
    while (b->rows)
        drop_row(b, b->rows);
    replace(&b->info, NULL);
    replace(&b->health, NULL);
    fl_client_close(b->client);
    b->client = NULL;
    b->online = false;
}

static int show_once(struct board *b, const struct fl_config *config)
{
    bool any;
    if (!open_board(b, config))
        return FL_EXIT_FAILED;
    collect(b, QUIET_MS, fl_clock_ms() + LONGEST_MS, &any);
    if (!b->info)
        fprintf(stderr, "no gateway has used prefix \"%s\" at %s\n", config->mqtt.prefix, config->mqtt.url);
    else
        show(b);
    return b->online ? FL_EXIT_OK : FL_EXIT_FAILED;
}

static void watch_connected(struct board *b)
{
    for (bool any;;) {
        bool connected = collect(b, QUIET_MS, fl_clock_ms() + REDRAW_MS, &any);
        if (!connected)
            return;
        if (any || !b->json) /* the table's "ago" runs on */
            show(b);
    }
}

/* Ends by Ctrl-C. */
static void watch(struct board *b, const struct fl_config *config)
{
    for (;;) {
        if (open_board(b, config))
            watch_connected(b);
        clear_board(b);
        poll(NULL, 0, RETRY_MS);
    }
}

int fl_cli_status(int argc, char **argv)
{
    struct board board = {0};
    const struct fl_cli_switch switches[] = {
        {.name = "json", .flag = &board.json},
        {.name = "watch", .letter = 'w', .flag = &board.watch},
        {.name = NULL},
    };
    struct fl_cli_options options;
    int first, status = fl_cli_options(argc, argv, help, switches, &options, &first);
    if (status >= 0)
        return status;
    if (first < argc) {
        fprintf(stderr, "fairlead status takes no argument \"%s\"; fairlead status --help explains.\n",
                argv[first]);
        return FL_EXIT_USAGE;
    }
    struct fl_config *config = fl_cli_load(options.config, false);
    if (!config)
        return FL_EXIT_USAGE;
    if (board.watch)
        watch(&board, config);
    status = show_once(&board, config);
    clear_board(&board);
    fl_config_destroy(config);
    return status;
}
