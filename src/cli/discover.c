/* fairlead discover: looks for devices with probes of its own, or through a running gateway where
 * that owns the port. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sys/random.h>

#include <fairlead/log.h>

#include "base/clock.h"
#include "base/json.h"
#include "base/lock.h"
#include "base/log.h"
#include "base/str.h"
#include "cli/cli.h"
#include "cli/client.h"
#include "cli/finds.h"
#include "config/duration.h"
#include "link/probe.h"
#include "net/addr.h"

enum {
    EARS_MAX = 16, /* families */
    CONNECT_MS = 5000,
    SLACK_MS = 3000, /* of the gateway's answer, beyond the time it searches */
    LEAST_MS = 100,
    MOST_MS = 60 * 1000
};

static const char help[] =
    "usage: fairlead discover [DRIVER] [--interface IF] [--timeout 5s] [--json] [-c FILE]\n"
    "\n"
    "Looks for devices in the network: of DRIVER, or of all families that can be found. Prints who\n"
    "answered, and a piece of configuration to copy from. Changes nothing, needs no configuration.\n"
    "\n"
    "  fairlead discover\n"
    "  fairlead discover echonet --interface eth0\n"
    "\n"
    "  -i, --interface IF  search there only: a name, address or CIDR (default: every interface)\n"
    "  -t, --timeout TIME  how long to wait for answers, 100ms to 60s (default 5s)\n"
    "      --json          for programs: one array of objects\n"
    "  -c, --config FILE   the gateway's configuration (default " FL_CONFIG_FILE "): only read if\n"
    "                      another program owns the port, which is then asked through the broker\n"
    "  -v, --verbose       say more on standard error (may be repeated)\n"
    "  -q, --quiet         less\n"
    "  -h, --help          this text\n"
    "\n"
    "Exit status: 0 somebody was found; 1 nobody was, or nobody could be asked; 2 usage.\n";

struct hunt;

struct ear { /* one family's probe */
    struct hunt *hunt;
    const struct fl_driver *driver;
    struct fl_probing *probing;
    char trouble[160]; /* under the hunt's lock; "": none */
};

struct hunt {
    struct fl_cli_options options;
    const char *interface; /* NULL: every one */
    int timeout_ms;
    bool json;
    struct ear ears[EARS_MAX];
    size_t ear_count;
    struct fl_lock lock;
    struct fl_cond changed;
    cJSON *finds; /* under lock while the hub runs */
};

/* --- with ears of our own, on the hub's thread --------------------------------------------------- */

static void on_found(void *ctx, const char *identity, const struct fl_addr *at, const char *about)
{
    struct ear *ear = ctx;
    fl_lock_take(&ear->hunt->lock);
    fl_finds_note(ear->hunt->finds, ear->driver->name, identity, at, about);
    fl_lock_release(&ear->hunt->lock);
}

static void on_unclaimed(void *ctx, const struct fl_addr *from)
{
    (void)ctx;
    (void)from;
}

static void on_trouble(void *ctx, const char *why)
{
    struct ear *ear = ctx;
    fl_lock_take(&ear->hunt->lock);
    fl_copy(ear->trouble, sizeof ear->trouble, why);
    fl_cond_broadcast(&ear->hunt->changed);
    fl_lock_release(&ear->hunt->lock);
}

static void open_ear(struct hunt *h, struct fl_hub *hub, struct ear *ear)
{
    static const struct fl_probing_events events = {
        .found = on_found, .unclaimed = on_unclaimed, .trouble = on_trouble};
    struct fl_probing_conf conf = {
        .driver = ear->driver, .interface = h->interface, .probe = {.version = FL_VERSION, .search = true}};
    ear->hunt = h;
    if (getrandom(conf.probe.station, FL_STATION_ID, 0) == FL_STATION_ID)
        ear->probing = fl_probing_create(hub, &conf, ear->driver->name, &events, ear);
    if (!ear->probing)
        fl_copy(ear->trouble, sizeof ear->trouble, "no memory");
}

static bool all_in_trouble_locked(const struct hunt *h)
{
    size_t troubled = 0;
    for (size_t i = 0; i < h->ear_count; i++)
        troubled += h->ears[i].trouble[0] != '\0';
    return troubled == h->ear_count;
}

static enum fl_err listen_for(struct hunt *h, struct fl_error *err)
{
    const struct fl_hub_conf conf = {.monitor = true};
    static const struct fl_hub_events events = {.network = NULL};
    struct fl_hub *hub = fl_hub_create(&conf, &events, NULL, err);
    if (!hub)
        return err->code;
    for (size_t i = 0; i < h->ear_count; i++)
        open_ear(h, hub, &h->ears[i]);
    enum fl_err failed = fl_hub_start(hub, err);
    uint64_t until_ms = fl_clock_ms() + (uint64_t)h->timeout_ms;
    fl_lock_take(&h->lock);
    while (!failed && !all_in_trouble_locked(h) && fl_cond_wait(&h->changed, &h->lock, until_ms))
        ;
    fl_lock_release(&h->lock);
    for (size_t i = 0; i < h->ear_count; i++)
        fl_probing_destroy(h->ears[i].probing);
    fl_hub_destroy(hub);
    return failed;
}

/* --- through the gateway -------------------------------------------------------------------------- */

static char *request_text(const struct hunt *h, const struct fl_driver *driver, const char *id)
{
    char timeout[FL_DURATION_TEXT];
    cJSON *o = cJSON_CreateObject();
    cJSON_AddStringToObject(o, "id", id);
    cJSON_AddStringToObject(o, "driver", driver->name);
    cJSON_AddStringToObject(o, "timeout", fl_duration_text(h->timeout_ms, timeout));
    if (h->interface)
        cJSON_AddStringToObject(o, "interface", h->interface);
    char *text = o ? fl_json_text(o) : NULL;
    cJSON_Delete(o);
    return text;
}

/* The gateway's answer to this id; NULL: none came. */
static cJSON *wait_answer(struct fl_client *client, const char *id, uint64_t until_ms)
{
    bool lost;
    for (struct fl_client_message *m; (m = fl_client_next(client, until_ms, &lost));) {
        cJSON *answer = NULL;
        if (!strcmp(m->topic, "bridge/response/discover"))
            fl_json_parse(&answer, m->payload, m->len, NULL);
        fl_client_message_destroy(m);
        const char *whose = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(answer, "id"));
        if (whose && !strcmp(whose, id))
            return answer;
        cJSON_Delete(answer);
    }
    return NULL;
}

static void ask(struct hunt *h, struct fl_client *client, const struct fl_driver *driver)
{
    char id[64];
    snprintf(id, sizeof id, "discover-%d-%s", (int)getpid(), driver->name);
    char *text = request_text(h, driver, id);
    uint64_t until_ms = fl_clock_ms() + (uint64_t)(h->timeout_ms + SLACK_MS);
    cJSON *answer = text && !fl_client_publish(client, "bridge/request/discover", text)
                        ? wait_answer(client, id, until_ms)
                        : NULL;
    const char *error = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(answer, "error"));
    if (!answer || error)
        fprintf(stderr, "%s: the gateway %s%s\n", driver->name, error ? "answers: " : "does not answer",
                error ? error : "");
    else
        fl_finds_merge(h->finds, cJSON_GetObjectItemCaseSensitive(answer, "data"));
    cJSON_Delete(answer);
    free(text);
}

static void ask_gateway(struct hunt *h, const struct fl_config *config)
{
    static const char *const topics[] = {"bridge/response/discover", "bridge/state"};
    struct fl_error err;
    struct fl_client *client = fl_client_open(config, CONNECT_MS, &err);
    if (!client) {
        fprintf(stderr, "%s\n", err.text);
        return;
    }
    if (fl_client_subscribe(client, topics, 2) || !fl_client_gateway_online(client))
        fprintf(stderr, "no gateway is running with prefix \"%s\" at %s\n", config->mqtt.prefix,
                config->mqtt.url);
    else
        for (size_t i = 0; i < h->ear_count; i++)
            if (h->ears[i].trouble[0])
                ask(h, client, h->ears[i].driver);
    fl_client_close(client);
}

/* Where our own ears are deaf, a gateway's may hear. */
static void ask_others(struct hunt *h)
{
    bool deaf = false;
    for (size_t i = 0; i < h->ear_count; i++) {
        if (!h->ears[i].trouble[0])
            continue;
        fprintf(stderr, "%s: %s; asking the gateway of %s\n", h->ears[i].driver->name, h->ears[i].trouble,
                h->options.config);
        deaf = true;
    }
    struct fl_config *config = deaf ? fl_cli_load(h->options.config, false) : NULL;
    if (config)
        ask_gateway(h, config);
    fl_config_destroy(config);
}

/* --- the command ------------------------------------------------------------------------------------ */

static void say_what_to_check(const struct hunt *h)
{
    char time[FL_DURATION_TEXT];
    fprintf(stderr,
            "Nobody answered within %s. What to check:\n"
            "- the devices are on, and in this machine's network: multicast passes no router or VLAN\n"
            "- no guest network or \"client isolation\" of a Wi-Fi access point keeps them apart\n"
            "- a firewall lets UDP in, also to the port of the family:",
            fl_duration_text(h->timeout_ms, time));
    for (size_t i = 0; i < h->ear_count; i++)
        fprintf(stderr, " %s %u", h->ears[i].driver->name, (unsigned)h->ears[i].driver->port);
    fputs("\n- with several interfaces: --interface names the right one; --timeout 30s for slow devices\n",
          stderr);
}

static int show(const struct hunt *h)
{
    bool any = cJSON_GetArraySize(h->finds) > 0;
    char *text = h->json ? fl_json_text(h->finds) : NULL;
    if (text)
        puts(text);
    free(text);
    if (any && !h->json) {
        fl_finds_table(h->finds, stdout);
        putchar('\n');
        fl_finds_snippet(h->finds, h->interface, stdout);
    }
    if (!any)
        say_what_to_check(h);
    return any ? FL_EXIT_OK : FL_EXIT_FAILED;
}

static int search(struct hunt *h)
{
    struct fl_error err;
    char time[FL_DURATION_TEXT];
    int level = FL_WARN + h->options.louder;
    fl_log_set_level(level < FL_ERROR ? FL_ERROR : level > FL_TRACE ? FL_TRACE : (enum fl_level)level);
    fl_lock_init(&h->lock, FL_RANK_OUTBOX);
    fl_cond_init(&h->changed);
    h->finds = cJSON_CreateArray();
    if (h->options.louder >= 0)
        fprintf(stderr, "searching for %s ...\n", fl_duration_text(h->timeout_ms, time));
    int status = FL_EXIT_FAILED;
    if (listen_for(h, &err)) {
        fprintf(stderr, "cannot search: %s\n", err.text);
    } else {
        ask_others(h);
        status = show(h);
    }
    cJSON_Delete(h->finds);
    fl_cond_finish(&h->changed);
    fl_lock_finish(&h->lock);
    return status;
}

/* The families to look for: the one of that name, or all that can be found. */
static bool choose(struct hunt *h, const char *name)
{
    for (size_t i = 0; fl_drivers[i] && h->ear_count < EARS_MAX; i++)
        if (fl_drivers[i]->probe && (!name || !strcmp(fl_drivers[i]->name, name)))
            h->ears[h->ear_count++].driver = fl_drivers[i];
    if (h->ear_count)
        return true;
    fprintf(stderr,
            name ? "%s: no family of that name can be discovered; there are:"
                 : "no family can be discovered%s",
            name ? name : "");
    for (size_t i = 0; fl_drivers[i]; i++)
        if (fl_drivers[i]->probe)
            fprintf(stderr, " %s", fl_drivers[i]->name);
    fputs("\n", stderr);
    return false;
}

static bool check_arguments(struct hunt *h, const char *timeout)
{
    struct fl_interface found;
    struct fl_error err;
    bool several;
    h->timeout_ms = 5000;
    if (timeout &&
        (fl_duration_parse(timeout, &h->timeout_ms) || h->timeout_ms < LEAST_MS || h->timeout_ms > MOST_MS)) {
        fprintf(stderr, "--timeout: \"%s\" is no duration from 100ms to 60s, such as 5s\n", timeout);
        return false;
    }
    if (h->interface && fl_interface_find(&found, h->interface, &several, &err)) {
        fprintf(stderr, "--interface: %s\n", err.text);
        return false;
    }
    return true;
}

int fl_cli_discover(int argc, char **argv)
{
    struct hunt h = {0};
    const char *timeout = NULL;
    const struct fl_cli_switch switches[] = {
        {.name = "interface", .letter = 'i', .value = &h.interface},
        {.name = "timeout", .letter = 't', .value = &timeout},
        {.name = "json", .flag = &h.json},
        {.name = NULL},
    };
    int first, status = fl_cli_options(argc, argv, help, switches, &h.options, &first);
    if (status >= 0)
        return status;
    if (argc - first > 1) {
        fprintf(stderr, "fairlead discover takes one DRIVER; fairlead discover --help explains.\n");
        return FL_EXIT_USAGE;
    }
    if (!choose(&h, first < argc ? argv[first] : NULL) || !check_arguments(&h, timeout))
        return FL_EXIT_USAGE;
    return search(&h);
}
