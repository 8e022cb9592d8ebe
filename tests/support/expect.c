/* What a scenario says and expects. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <poll.h>

#include "support/cmocka.h"
#include "support/scenario.h"

enum { TOPIC_MAX = 256, LOOK_AGAIN_MS = 20 };

static const char *full(char buf[static TOPIC_MAX], const char *topic)
{
    snprintf(buf, TOPIC_MAX, "fairlead/%s", topic);
    return buf;
}

static long long now_ms(void)
{
    struct timespec ts;
    clock_gettime(CLOCK_MONOTONIC, &ts);
    return (long long)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

bool wait_until(bool (*holds)(struct scenario *s, const void *ctx), struct scenario *s, const void *ctx)
{
    long long until_ms = now_ms() + SCENARIO_PATIENCE_MS;
    while (!holds(s, ctx)) {
        if (now_ms() >= until_ms)
            return false;
        poll(NULL, 0, LOOK_AGAIN_MS);
    }
    return true;
}

/* --- saying -------------------------------------------------------------------------------- */

void send_text(struct scenario *s, const char *topic, const char *payload)
{
    char buf[TOPIC_MAX];
    if (!observer_publish(s->all, full(buf, topic), payload, 1, false))
        give_up(s, "%s cannot be published", topic);
}

void send_with(struct scenario *s, const char *topic, const char *payload,
               const struct observer_request *with)
{
    char buf[TOPIC_MAX];
    if (!observer_request(s->all, full(buf, topic), payload, with))
        give_up(s, "%s cannot be published", topic);
}

void send_set(struct scenario *s, const char *entity, const char *value, const char *id)
{
    char topic[TOPIC_MAX], payload[512];
    snprintf(topic, sizeof topic, "%s/set", entity);
    snprintf(payload, sizeof payload, "{\"value\":%s,\"id\":\"%s\"}", value, id);
    send_text(s, topic, payload);
}

/* --- messages ------------------------------------------------------------------------------ */

static const char *newest(struct scenario *s, const char *full_topic)
{
    const struct observer_message *m = observer_last(s->all, full_topic);
    return m ? m->payload : "(nothing)";
}

void expect(struct scenario *s, const char *topic, const char *payload)
{
    char buf[TOPIC_MAX];
    if (!observer_wait(s->all, full(buf, topic), payload, SCENARIO_PATIENCE_MS))
        give_up(s, "%s: expected %s, got %s", topic, payload, newest(s, buf));
}

void expect_part(struct scenario *s, const char *topic, const char *part)
{
    char buf[TOPIC_MAX];
    if (!observer_wait_text(s->all, full(buf, topic), part, SCENARIO_PATIENCE_MS))
        give_up(s, "%s: expected ...%s..., got %s", topic, part, newest(s, buf));
}

void expect_online(struct scenario *s, const char *device)
{
    char topic[TOPIC_MAX];
    snprintf(topic, sizeof topic, "%s/availability", device);
    expect(s, topic, "online");
}

void expect_offline(struct scenario *s, const char *device)
{
    char topic[TOPIC_MAX];
    snprintf(topic, sizeof topic, "%s/availability", device);
    expect(s, topic, "offline");
}

void expect_count(struct scenario *s, const char *topic, size_t at_least)
{
    char buf[TOPIC_MAX];
    if (!observer_wait_count(s->all, full(buf, topic), at_least, SCENARIO_PATIENCE_MS))
        give_up(s, "%s: expected %zu messages, got %zu", topic, at_least, observer_count(s->all, buf));
}

size_t count_on(struct scenario *s, const char *topic)
{
    char buf[TOPIC_MAX];
    return observer_count(s->all, full(buf, topic));
}

/* --- JSON ---------------------------------------------------------------------------------- */

struct member {
    const char *topic, *path, *value;
};

static const cJSON *walk(const cJSON *json, const char *path)
{
    while (json && *path) {
        char key[80];
        size_t len = strcspn(path, ".");
        snprintf(key, sizeof key, "%.*s", (int)len, path);
        json = cJSON_GetObjectItemCaseSensitive(json, key);
        path += len + (path[len] == '.');
    }
    return json;
}

static bool member_is(struct observer *o, void *ctx)
{
    const struct member *want = ctx;
    const struct observer_message *m = observer_last(o, want->topic);
    cJSON *json = m ? cJSON_Parse(m->payload) : NULL;
    const cJSON *found = walk(json, want->path);
    char *text = found ? cJSON_PrintUnformatted(found) : NULL;
    bool is = text && strcmp(text, want->value) == 0;
    cJSON_free(text);
    cJSON_Delete(json);
    return is;
}

void expect_member(struct scenario *s, const char *topic, const char *path, const char *value)
{
    char buf[TOPIC_MAX];
    struct member want = {.topic = full(buf, topic), .path = path, .value = value};
    if (!observer_until(s->all, member_is, &want, SCENARIO_PATIENCE_MS))
        give_up(s, "%s: expected %s to be %s in %s", topic, path, value, newest(s, buf));
}

/* --- verdicts ------------------------------------------------------------------------------ */

struct wanted_verdict {
    const char *id;
    size_t count;
    cJSON *found; /* the last one */
};

static bool has_verdict(struct observer *o, void *ctx)
{
    struct wanted_verdict *w = ctx;
    w->count = 0;
    for (size_t i = observer_count(o, NULL); i > 0; i--) {
        const struct observer_message *m = observer_at(o, NULL, i - 1);
        const char *slash = strrchr(m->topic, '/');
        cJSON *json = slash && strcmp(slash, "/verdict") == 0 ? cJSON_Parse(m->payload) : NULL;
        const char *id = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(json, "id"));
        if (!id || strcmp(id, w->id) != 0) {
            cJSON_Delete(json);
            continue;
        }
        w->count++;
        if (w->found)
            cJSON_Delete(json);
        else
            w->found = json;
    }
    return w->count > 0;
}

cJSON *wait_verdict(struct scenario *s, const char *id)
{
    struct wanted_verdict w = {.id = id};
    if (!observer_until(s->all, has_verdict, &w, SCENARIO_PATIENCE_MS))
        give_up(s, "command %s got no verdict", id);
    return w.found;
}

size_t verdict_count(struct scenario *s, const char *id)
{
    struct wanted_verdict w = {.id = id};
    has_verdict(s->all, &w);
    cJSON_Delete(w.found);
    return w.count;
}

void expect_verdict(struct scenario *s, const char *id, const char *status, const char *part)
{
    cJSON *json = wait_verdict(s, id);
    char *text = cJSON_PrintUnformatted(json);
    const char *got = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(json, "status"));
    const cJSON *error = cJSON_GetObjectItemCaseSensitive(json, "error");
    const char *words = cJSON_GetStringValue(error);
    bool fine = got && strcmp(got, status) == 0 &&
                (part ? words && strstr(words, part) != NULL : cJSON_IsNull(error));
    if (!fine)
        give_up(s, "expected the verdict %s (%s), got %s", status, part ? part : "no error", text);
    cJSON_free(text);
    cJSON_Delete(json);
}

/* --- what is retained ---------------------------------------------------------------------- */

/* Sees all that is retained: when its own message comes back, what was stored has come before it. */
static struct observer *retained_now(struct scenario *s)
{
    static unsigned number; /* so that no two end marks are alike */
    char topic[64];
    struct observer *o = observer_open(s->broker.port, "#", NULL, NULL);
    if (!o)
        give_up(s, "a second observer cannot connect");
    snprintf(topic, sizeof topic, "scenario/end/%u", ++number);
    observer_publish(o, topic, "end", 1, false);
    if (!observer_wait_count(o, topic, 1, SCENARIO_PATIENCE_MS))
        give_up(s, "the broker does not answer");
    return o;
}

static bool is_at_or_below(const char *topic, const char *top)
{
    size_t len = strlen(top);
    return strncmp(topic, top, len) == 0 && (topic[len] == '\0' || topic[len] == '/');
}

size_t retained_below(struct scenario *s, const char *full_topic)
{
    struct observer *o = retained_now(s);
    size_t count = 0;
    for (size_t i = observer_count(o, NULL); i > 0; i--) {
        const struct observer_message *m = observer_at(o, NULL, i - 1);
        count += m->retained && is_at_or_below(m->topic, full_topic);
    }
    observer_close(o);
    return count;
}

static bool nothing_retained(struct scenario *s, const void *ctx)
{
    return retained_below(s, ctx) == 0;
}

void expect_nothing_retained(struct scenario *s, const char *full_topic)
{
    if (!wait_until(nothing_retained, s, full_topic))
        give_up(s, "%s: %zu topics are retained", full_topic, retained_below(s, full_topic));
}

static bool is_retained(struct scenario *s, const void *ctx)
{
    const struct member *want = ctx;
    struct observer *o = retained_now(s);
    const struct observer_message *m = observer_last(o, want->topic);
    bool is = m && m->retained && strcmp(m->payload, want->value) == 0;
    observer_close(o);
    return is;
}

void expect_retained(struct scenario *s, const char *full_topic, const char *payload)
{
    const struct member want = {.topic = full_topic, .value = payload};
    if (!wait_until(is_retained, s, &want))
        give_up(s, "%s: expected %s to be retained", full_topic, payload);
}

/* --- logs and outputs ---------------------------------------------------------------------- */

static bool log_has(struct scenario *s, const void *ctx)
{
    char *log = process_read_file(s->log);
    bool has = log && strstr(log, ctx);
    free(log);
    return has;
}

void expect_log(struct scenario *s, const char *text)
{
    if (!wait_until(log_has, s, text))
        give_up(s, "expected in the log: %s", text);
}

struct lines {
    const char *text;
    size_t at_least;
};

static bool panel_log_has(struct scenario *s, const void *ctx)
{
    const struct lines *want = ctx;
    return panel_log_count(s, want->text) >= want->at_least;
}

void expect_panel_log(struct scenario *s, const char *text, size_t at_least)
{
    const struct lines want = {.text = text, .at_least = at_least};
    if (!wait_until(panel_log_has, s, &want))
        give_up(s, "expected %zu times in the panels' log: %s; there are %zu", at_least, text,
                panel_log_count(s, text));
}

struct output {
    size_t number;
    unsigned module, output, value;
};

/* "3.1=0 3.2=255 ..." */
static bool output_is(struct scenario *s, const void *ctx)
{
    const struct output *want = ctx;
    char key[16];
    snprintf(key, sizeof key, "%u.%u=", want->module, want->output);
    const char *at = strstr(panel(s, "%zu outputs %u", want->number, want->module), key);
    return at && strtoul(at + strlen(key), NULL, 10) == want->value;
}

void expect_output(struct scenario *s, size_t number, unsigned module, unsigned output, unsigned value)
{
    const struct output want = {number, module, output, value};
    if (!wait_until(output_is, s, &want))
        give_up(s, "panel %zu: expected output %u.%u to be %u, got %s", number, module, output, value,
                panel(s, "%zu outputs %u", number, module));
}

/* "open=1 connections=1 logins=1 ..." */
unsigned long panel_stat(struct scenario *s, size_t number, const char *name)
{
    char key[40];
    snprintf(key, sizeof key, " %s=", name);
    char stats[512];
    snprintf(stats, sizeof stats, " %s", panel(s, "%zu stats", number));
    const char *at = strstr(stats, key);
    if (!at)
        give_up(s, "panel %zu: no %s in %s", number, name, stats);
    return strtoul(at + strlen(key), NULL, 10);
}

struct stat_goal {
    size_t number;
    const char *name;
    unsigned long at_least;
};

static bool stat_is_there(struct scenario *s, const void *ctx)
{
    const struct stat_goal *want = ctx;
    return panel_stat(s, want->number, want->name) >= want->at_least;
}

void expect_panel_stat(struct scenario *s, size_t number, const char *name, unsigned long at_least)
{
    const struct stat_goal want = {number, name, at_least};
    if (!wait_until(stat_is_there, s, &want))
        give_up(s, "panel %zu: expected %s to reach %lu, got %lu", number, name, at_least,
                panel_stat(s, number, name));
}
