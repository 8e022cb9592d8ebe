/* Starting and ending the programs of a scenario. */
#include "support/scenario.h"

#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "support/cmocka.h"

enum { STOP_MS = 5000, LOG_TAIL = 6000 };

void give_up(struct scenario *s, const char *fmt, ...)
{
    char text[1024];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    char *log = process_read_file(s->log);
    size_t len = log ? strlen(log) : 0;
    fprintf(stderr, "--- the gateway's log ends:\n%s---\n%s\n",
            log ? log + (len > LOG_TAIL ? len - LOG_TAIL : 0) : "", text);
    free(log);
    fail();
    abort(); /* fail() has jumped away */
}

/* --- broker -------------------------------------------------------------------------------- */

int scenario_set_up(void **state)
{
    struct scenario *s = calloc(1, sizeof *s);
    *state = s;
    if (!s || !broker_start(&s->broker, NULL))
        return -1;
    s->program = FL_GATEWAY_PROGRAM;
    snprintf(s->config, sizeof s->config, "%s/fairlead.cfg", s->broker.dir);
    snprintf(s->log, sizeof s->log, "%s/gateway.log", s->broker.dir);
    snprintf(s->panel_log, sizeof s->panel_log, "%s/panels.log", s->broker.dir);
    s->all = observer_open(s->broker.port, "#", NULL, NULL);
    return s->all ? 0 : -1;
}

static int compare_texts(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool ends_with(const char *text, const char *end)
{
    size_t len = strlen(text), end_len = strlen(end);
    return len >= end_len && strcmp(text + len - end_len, end) == 0;
}

/* Whether two verdicts have the same id. */
static bool verdicts_repeat(struct scenario *s)
{
    size_t total = observer_count(s->all, NULL), count = 0;
    char **ids = calloc(total + 1, sizeof *ids);
    for (size_t i = 0; ids && i < total; i++) {
        const struct observer_message *m = observer_at(s->all, NULL, i);
        cJSON *json = ends_with(m->topic, "/verdict") ? cJSON_Parse(m->payload) : NULL;
        const char *id = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(json, "id"));
        if (id)
            ids[count++] = strdup(id);
        cJSON_Delete(json);
    }
    bool repeat = false;
    if (ids)
        qsort(ids, count, sizeof *ids, compare_texts);
    for (size_t i = 0; ids && i < count; i++) {
        if (i > 0 && strcmp(ids[i - 1], ids[i]) == 0) {
            fprintf(stderr, "command %s got two verdicts\n", ids[i]);
            repeat = true;
        }
    }
    for (size_t i = 0; ids && i < count; i++)
        free(ids[i]);
    free(ids);
    return repeat;
}

/* 0, or -1 if the gateway did not end as it should. */
static int end_gateway(struct scenario *s)
{
    int result = 0;
    if (!s->gateway)
        return 0;
    bool was_running = process_signal(s->gateway, SIGTERM);
    if (!process_wait(s->gateway, STOP_MS)) {
        fprintf(stderr, "the gateway did not end within %d ms\n", STOP_MS);
        result = -1;
    } else if (!was_running || s->gateway->status != 128 + SIGTERM) {
        fprintf(stderr, "the gateway ended with status %d\n", s->gateway->status);
        result = -1;
    }
    process_destroy(s->gateway);
    s->gateway = NULL;
    return result;
}

int scenario_tear_down(void **state)
{
    struct scenario *s = *state;
    int result = end_gateway(s);
    if (s->all && !s->repeats_allowed && verdicts_repeat(s))
        result = -1;
    stop_panels(s);
    observer_close(s->all);
    broker_close(&s->broker);
    free(s);
    return result;
}

void stop_broker(struct scenario *s)
{
    broker_stop(&s->broker);
}

void restart_broker(struct scenario *s)
{
    broker_stop(&s->broker);
    if (!broker_run(&s->broker, NULL))
        give_up(s, "the broker did not start again");
}

/* --- panels -------------------------------------------------------------------------------- */

/* "ready ipcom@127.0.0.1:40001 ipcom@127.0.0.1:40002" */
static void read_ports(struct scenario *s, const char *ready, size_t count)
{
    s->panel_count = 0;
    for (const char *at = ready; at && (at = strchr(at, '@')) && s->panel_count < count; at++) {
        const char *colon = strchr(at, ':');
        s->port[s->panel_count++] = (uint16_t)(colon ? atoi(colon + 1) : 0);
    }
    if (s->panel_count != count)
        give_up(s, "the panels did not start: %s", ready ? ready : "(nothing)");
}

/* fairlead-sim with these arguments and options; waits until so many devices are ready. */
static void start_devices(struct scenario *s, const char *const *args, size_t count,
                          const char *const *options)
{
    char count_text[16], log[128], set[SCENARIO_ARGS_MAX][64];
    const char *argv[2 * SCENARIO_ARGS_MAX + 8] = {FL_SIM_PROGRAM};
    size_t n = 1;
    snprintf(count_text, sizeof count_text, "%zu", count);
    snprintf(log, sizeof log, "--log=%s", s->panel_log);
    const char *const fixed[] = {"--control", "--count", count_text, log};
    for (size_t i = 0; args[i] && i < SCENARIO_ARGS_MAX; i++)
        argv[n++] = args[i];
    for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
        argv[n++] = fixed[i];
    for (size_t i = 0; options && options[i] && i < SCENARIO_ARGS_MAX; i++) {
        snprintf(set[i], sizeof set[i], "--%s", options[i]);
        argv[n++] = set[i];
    }
    s->panels = process_start(argv, NULL);
    read_ports(s, s->panels ? process_line(s->panels, SCENARIO_PATIENCE_MS) : NULL, count);
}

void start_panels(struct scenario *s, size_t count, const char *const *options)
{
    char port[16];
    snprintf(port, sizeof port, "%u", count == 1 ? s->port[0] : 0); /* 0, as at first: any */
    const char *const args[] = {"ipcom", "--port", port, "--user=user", "--password=secret", NULL};
    start_devices(s, args, count, options);
}

void start_nodes(struct scenario *s, size_t count, const char *const *options)
{
    static const char *const args[] = {"echonet", NULL};
    start_devices(s, args, count, options);
}

void start_bootstraps(struct scenario *s, size_t count, const char *const *options)
{
    static const char *const args[] = {"rina", "--port", "0", NULL};
    start_devices(s, args, count, options);
}

void stop_panels(struct scenario *s)
{
    process_destroy(s->panels);
    s->panels = NULL;
}

const char *panel(struct scenario *s, const char *fmt, ...)
{
    char line[256];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(line, sizeof line, fmt, ap);
    va_end(ap);
    const char *answer = NULL;
    if (process_send(s->panels, line))
        answer = process_line(s->panels, SCENARIO_PATIENCE_MS);
    if (!answer || strncmp(answer, "ok", 2) != 0)
        give_up(s, "panel: %s: %s", line, answer ? answer : "no answer");
    return answer[2] == ' ' ? answer + 3 : answer + 2;
}

size_t panel_log_count(struct scenario *s, const char *text)
{
    size_t count = 0;
    char *log = process_read_file(s->panel_log);
    for (const char *at = log; at && (at = strstr(at, text)); count++) {
        at = strchr(at, '\n');
        if (!at)
            return free(log), count + 1;
    }
    free(log);
    return count;
}

/* --- gateway ------------------------------------------------------------------------------- */

/* A variable of the text at *at, behind the "$"; moves *at behind it. */
static void put_variable(struct scenario *s, FILE *out, const char **at)
{
    if (strncmp(*at, "BROKER", 6) == 0) {
        fprintf(out, "%u", s->broker.port);
        *at += 6;
    } else if (strncmp(*at, "DIR", 3) == 0) {
        fputs(s->broker.dir, out);
        *at += 3;
    } else {
        char *end;
        unsigned long n = strtoul(*at, &end, 10);
        fprintf(out, "%u", n < SCENARIO_PANELS_MAX ? s->port[n] : 0);
        *at = end;
    }
}

void write_raw_config(struct scenario *s, const char *text)
{
    FILE *out = fopen(s->config, "we");
    if (!out)
        give_up(s, "%s cannot be written", s->config);
    for (const char *at = text; *at;) {
        if (*at != '$') {
            fputc(*at++, out);
            continue;
        }
        at++;
        put_variable(s, out, &at);
    }
    fchmod(fileno(out), 0600); /* there is a password in it */
    fclose(out);
}

void write_config(struct scenario *s, const char *mqtt, const char *defaults, const char *devices)
{
    static const char form[] =
        "gateway: { name = \"test\"; state_dir = \"$DIR/state\"; status_interval = \"1s\";\n"
        "  log: { level = \"debug\"; }; };\n"
        "mqtt: { url = \"mqtt://127.0.0.1:$BROKER\"; %s };\n"
        "defaults: { %s };\n"
        "devices = (\n%s\n);\n";
    defaults = defaults ? defaults : SCENARIO_DEFAULTS;
    size_t cap = sizeof form + strlen(mqtt) + strlen(defaults) + strlen(devices);
    char *text = malloc(cap);
    if (!text)
        give_up(s, "no memory");
    snprintf(text, cap, form, mqtt, defaults, devices);
    write_raw_config(s, text);
    free(text);
}

void start_gateway(struct scenario *s)
{
    const char *const argv[] = {s->program, "run", "-c", s->config, NULL};
    s->gateway = process_start(argv, s->log);
    if (!s->gateway)
        give_up(s, "%s does not start", argv[0]);
}

void stop_gateway(struct scenario *s)
{
    if (end_gateway(s) != 0)
        give_up(s, "no orderly end");
}

void kill_gateway(struct scenario *s)
{
    process_destroy(s->gateway);
    s->gateway = NULL;
}

/* argv of `fairlead ARGS`. */
static void make_argv(const struct scenario *s, const char *const *args,
                      const char *argv[static SCENARIO_ARGS_MAX + 2])
{
    size_t count = 0;
    argv[count++] = s->program;
    for (size_t i = 0; args[i] && i < SCENARIO_ARGS_MAX; i++)
        argv[count++] = strcmp(args[i], "$CONFIG") == 0 ? s->config : args[i];
    argv[count] = NULL;
}

int run_fairlead(struct scenario *s, const char *const *args, char **out)
{
    const char *argv[SCENARIO_ARGS_MAX + 2];
    make_argv(s, args, argv);
    char *text;
    int status = process_run(argv, NULL, &text, SCENARIO_PATIENCE_MS);
    if (out)
        *out = text;
    else
        free(text);
    return status;
}

struct process *start_fairlead(struct scenario *s, const char *const *args)
{
    const char *argv[SCENARIO_ARGS_MAX + 2];
    make_argv(s, args, argv);
    struct process *p = process_start(argv, NULL);
    if (!p)
        give_up(s, "%s does not start", argv[0]);
    return p;
}

void start_villa(struct scenario *s, const char *const *options, const char *settings)
{
    static const char before[] = VILLA_WITH(" ");
    char devices[sizeof before + 1024];
    const char *cut = strstr(before, "outputs");
    snprintf(devices, sizeof devices, "%.*s %s %s", (int)(cut - before), before, settings, cut);
    start_panels(s, 1, options);
    write_config(s, "", NULL, devices);
    start_gateway(s);
    expect_online(s, "villa");
    expect(s, "villa/hall", "OFF");
}
