/* One command and its verdict. */
#include "cli/command.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/json.h"
#include "base/str.h"
#include "cli/client.h"

enum { CONNECT_MS = 5000, SLACK_MS = 5000, UNKNOWN_DEVICE_MS = 5000 };

struct errand {
    struct fl_client *client;
    const char *device;
    char id[64];
    char verdict_topic[FL_KEY_MAX + 16];
};

static const char *text_of(const cJSON *object, const char *key)
{
    return cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(object, key));
}

static cJSON *wait_verdict(struct errand *e, uint64_t until_ms)
{
    bool lost;
    for (struct fl_client_message *m; (m = fl_client_next(e->client, until_ms, &lost));) {
        cJSON *verdict = NULL;
        if (!strcmp(m->topic, e->verdict_topic))
            fl_json_parse(&verdict, m->payload, m->len, NULL);
        fl_client_message_destroy(m);
        const char *id = text_of(verdict, "id");
        if (id && !strcmp(id, e->id))
            return verdict;
        cJSON_Delete(verdict);
    }
    return NULL;
}

static int print_verdict(const struct fl_cli_options *options, const cJSON *verdict)
{
    const char *status = text_of(verdict, "status"), *error = text_of(verdict, "error");
    const cJSON *ms = cJSON_GetObjectItemCaseSensitive(verdict, "ms");
    const cJSON *total = cJSON_GetObjectItemCaseSensitive(ms, "total");
    char *value = fl_json_text(cJSON_GetObjectItemCaseSensitive(verdict, "value"));
    bool fine = status && (!strcmp(status, "done") || !strcmp(status, "sent"));
    if (options->louder >= 0)
        printf("%s%s%s%s%s (%.0f ms)\n", status ? status : "?", error ? ": " : "", error ? error : "",
               value && strcmp(value, "null") ? " " : "", value && strcmp(value, "null") ? value : "",
               cJSON_IsNumber(total) ? total->valuedouble : 0.0);
    cJSON_free(value);
    return fine ? FL_EXIT_OK : FL_EXIT_FAILED;
}

/* The settings of a device that would be discovered under this id; NULL: none is. */
static struct fl_config *discovered(const struct fl_config *config, const char *device)
{
    struct fl_error err;
    for (size_t i = 0; i < config->discover_count; i++) {
        const struct fl_driver *driver = config->discover[i].driver;
        size_t len = strlen(driver->name);
        struct fl_found_conf found = {.driver = driver, .id = device, .host = "0.0.0.0"};
        if (!strncmp(device, driver->name, len) && device[len] == '_') {
            found.identity = device + len + 1;
            return fl_config_found(config, &found, &err);
        }
    }
    return NULL;
}

/* How long a verdict may take: waiting and trying, as configured, and some slack. */
static int patience_ms(const struct fl_config *config, const char *device)
{
    struct fl_config *found = fl_config_device(config, device) ? NULL : discovered(config, device);
    const struct fl_device_conf *conf = fl_config_device(found ? found : config, device);
    int ms = UNKNOWN_DEVICE_MS; /* a mistake, that is rejected at once */
    if (conf)
        ms = conf->timing.command_ttl + conf->timing.command_timeout + SLACK_MS;
    fl_config_destroy(found);
    return ms;
}

static int send_and_wait(const struct fl_cli_options *options, const struct fl_config *config,
                         struct errand *e, const char *topic, const char *payload)
{
    const char *topics[] = {e->verdict_topic, "bridge/state"};
    if (fl_client_subscribe(e->client, topics, 2) || !fl_client_gateway_online(e->client)) {
        fprintf(stderr, "no gateway is running with prefix \"%s\" at %s\n", config->mqtt.prefix,
                config->mqtt.url);
        return FL_EXIT_FAILED;
    }
    if (fl_client_publish(e->client, topic, payload)) {
        fprintf(stderr, "the command could not be published\n");
        return FL_EXIT_FAILED;
    }
    cJSON *verdict = wait_verdict(e, fl_clock_ms() + (uint64_t)patience_ms(config, e->device));
    if (!verdict) {
        fprintf(stderr, "no verdict came: fairlead status tells whether the gateway works\n");
        return FL_EXIT_FAILED;
    }
    int status = print_verdict(options, verdict);
    cJSON_Delete(verdict);
    return status;
}

static int with_config(const struct fl_cli_options *options, const struct fl_config *config,
                       const char *device, const char *topic, cJSON *payload)
{
    struct fl_error err;
    struct errand e = {.device = device};
    snprintf(e.id, sizeof e.id, "cli-%d-%llu", (int)getpid(), (unsigned long long)fl_clock_utc_ms());
    snprintf(e.verdict_topic, sizeof e.verdict_topic, "%s/verdict", device);
    cJSON_AddStringToObject(payload, "id", e.id);
    e.client = fl_client_open(config, CONNECT_MS, &err);
    if (!e.client) {
        fprintf(stderr, "%s\n", err.text);
        return FL_EXIT_FAILED;
    }
    char *text = fl_json_text(payload);
    struct fl_str full = {0};
    fl_str_addf(&full, "%s/%s", device, topic);
    int status = text && !full.bad ? send_and_wait(options, config, &e, full.text, text) : FL_EXIT_FAILED;
    fl_str_finish(&full);
    cJSON_free(text);
    fl_client_close(e.client);
    return status;
}

int fl_cli_command(const struct fl_cli_options *options, const char *device, const char *topic,
                   cJSON *payload)
{
    int status = FL_EXIT_USAGE;
    struct fl_config *config = NULL;
    if (!fl_key_ok(device))
        fprintf(stderr, "\"%s\" is no device id: a-z, 0-9 and _, at most 64\n", device);
    else
        config = fl_cli_load(options->config, false);
    if (config)
        status = with_config(options, config, device, topic, payload);
    fl_config_destroy(config);
    cJSON_Delete(payload);
    return status;
}
