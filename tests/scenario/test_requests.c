/* bridge/request/<op>: what each does, what it says to what it cannot do, and that every request is
 * answered once, with its id. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "support/cmocka.h"
#include "support/scenario.h"

enum { TOPIC_MAX = 64 };

/* Asks and waits for the answer, which is valid until the next call. */
static const char *ask(struct scenario *s, const char *op, const char *payload)
{
    char request[TOPIC_MAX], response[TOPIC_MAX], full[TOPIC_MAX];
    snprintf(request, sizeof request, "bridge/request/%s", op);
    snprintf(response, sizeof response, "bridge/response/%s", op);
    snprintf(full, sizeof full, "fairlead/bridge/response/%s", op);
    size_t before = count_on(s, response);
    send_text(s, request, payload);
    expect_count(s, response, before + 1);
    return observer_last(s->all, full)->payload;
}

/* part NULL: it worked; else part of the error. id NULL: none is echoed. */
static void expect_answer(struct scenario *s, const char *op, const char *payload, const char *id,
                          const char *part)
{
    const char *answer = ask(s, op, payload);
    cJSON *json = cJSON_Parse(answer);
    const char *status = cJSON_GetStringValue(cJSON_GetObjectItem(json, "status"));
    const char *echoed = cJSON_GetStringValue(cJSON_GetObjectItem(json, "id"));
    const cJSON *error = cJSON_GetObjectItem(json, "error");
    const char *words = cJSON_GetStringValue(error);
    bool fine = status && strcmp(status, part ? "error" : "ok") == 0 &&
                (part ? words && strstr(words, part) : cJSON_IsNull(error)) &&
                (id ? echoed && strcmp(echoed, id) == 0 : !cJSON_HasObjectItem(json, "id"));
    if (!fine)
        give_up(s, "%s %s: expected id %s and %s, got %s", op, payload, id ? id : "(none)",
                part ? part : "that it worked", answer);
    cJSON_Delete(json);
}

static void every_request_is_done_and_echoes_its_id(void **state)
{
    static const struct {
        const char *op, *payload, *id;
    } cases[] = {
        {"reload", "{\"id\":\"r1\"}", "r1"},
        {"reload", "", NULL},
        {"reload", "{}", NULL},
        {"config_check", "{\"id\":\"c1\"}", "c1"},
        {"config_check", "", NULL},
        {"refresh_groups", "{\"id\":\"g1\"}", "g1"},
        {"log_level", "{\"level\":\"info\",\"id\":\"l1\"}", "l1"},
        {"log_level", "{\"level\":\"debug\"}", NULL},
    };
    struct scenario *s = *state;
    start_villa(s, NULL, "");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        expect_answer(s, cases[i].op, cases[i].payload, cases[i].id, NULL);
    assert_int_equal(panel_stat(s, 0, "logins"), 1);
}

static void what_cannot_be_done_is_refused_with_what_is_allowed(void **state)
{
    static const struct {
        const char *op, *payload, *id, *words;
    } cases[] = {
        {"reload", "{\"id\":", NULL, "JSON"},
        {"reload", "[1]", NULL, "JSON object"},
        {"config_check", "now", NULL, "JSON"},
        {"log_level", "{\"level\":\"loud\",\"id\":\"w1\"}", "w1", "error, warn, info, debug, trace"},
        {"log_level", "{\"level\":\"DEBUG\",\"id\":\"w2\"}", "w2", "error, warn"},
        {"log_level", "{\"level\":3,\"id\":\"w3\"}", "w3", "error, warn"},
        {"log_level", "{\"id\":\"w4\"}", "w4", "error, warn"},
        {"log_level", "", NULL, "error, warn"},
        {"log_level", "trace", NULL, "JSON"},
        {"log_level", "\"trace\"", NULL, "JSON object"},
        {"forget_device", "{\"device\":\"castle\",\"id\":\"f1\"}", "f1", "nothing is known of castle"},
        {"forget_device", "{\"device\":\"villa\",\"id\":\"f2\"}", "f2", "villa is configured"},
        {"forget_device", "{\"device\":\"bridge\",\"id\":\"f3\"}", "f3", "the id of a device"},
        {"forget_device", "{\"device\":\"../villa\",\"id\":\"f4\"}", "f4", "the id of a device"},
        {"forget_device", "{\"device\":7}", NULL, "the id of a device"},
        {"forget_device", "", NULL, "the id of a device"},
        {"explode", "{\"id\":\"u1\"}", "u1",
         "there are: reload, config_check, log_level, forget_device, refresh"},
    };
    struct scenario *s = *state;
    start_villa(s, NULL, "");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        expect_answer(s, cases[i].op, cases[i].payload, cases[i].id, cases[i].words);
    expect_member(s, "bridge/info", "log_level", "\"debug\"");
    assert_true(retained_below(s, "fairlead/villa") > 5);
    assert_int_equal(panel_stat(s, 0, "logins"), 1);
}

static void config_check_judges_the_file_and_changes_nothing(void **state)
{
    struct scenario *s = *state;
    start_villa(s, NULL, "");
    write_config(s, "versoin = \"5\";", NULL, VILLA);
    expect_answer(s, "config_check", "{\"id\":\"bad\"}", "bad", "versoin");
    write_config(s, "prefix = \"house\";", NULL, VILLA_WITH("poll_interval = \"1s\";"));
    expect_answer(s, "config_check", "{\"id\":\"good\"}", "good", NULL);
    send_set(s, "villa/hall", "\"ON\"", "still");
    expect_verdict(s, "still", "done", NULL);
    assert_int_equal(panel_stat(s, 0, "logins"), 1);
    assert_int_equal(retained_below(s, "house"), 0);
}

static bool log_contains(struct scenario *s, const char *text)
{
    char *log = process_read_file(s->log);
    bool found = log && strstr(log, text);
    free(log);
    return found;
}

static void log_level_holds_until_the_next_reload(void **state)
{
    struct scenario *s = *state;
    start_villa(s, NULL, "");
    assert_false(log_contains(s, " trace "));
    expect_answer(s, "log_level", "{\"level\":\"trace\"}", NULL, NULL);
    expect_member(s, "bridge/info", "log_level", "\"trace\"");
    send_set(s, "villa/hall", "\"ON\"", "seen");
    expect_log(s, "arrived on fairlead/villa/hall/set");
    expect_answer(s, "log_level", "{\"level\":\"error\"}", NULL, NULL);
    send_set(s, "villa/hall", "\"OFF\"", "unseen");
    expect_verdict(s, "unseen", "done", NULL);
    assert_false(log_contains(s, "unseen"));
    expect_answer(s, "reload", "", NULL, NULL);
    expect_member(s, "bridge/info", "log_level", "\"debug\"");
}

/* As it is when state_dir was brought back from a copy: the gateway is told of a device that left
 * something at the broker, and has it no more. */
static void forget_device_clears_what_one_has_left(void **state)
{
    static const char *const left[] = {"fairlead/attic/availability", "fairlead/attic/state",
                                       "fairlead/attic/lamp", "homeassistant/device/test-attic/config"};
    struct scenario *s = *state;
    start_villa(s, NULL, "");
    char path[128];
    snprintf(path, sizeof path, "%s/state/attic.published", s->broker.dir);
    FILE *record = fopen(path, "we");
    assert_non_null(record);
    fputs("{\"prefix\":\"fairlead\",\"discovery\":\"homeassistant\",\"gateway\":\"test\",\"snapshot\":true,"
          "\"entities\":[\"lamp\"],\"images\":[],\"parts\":{\"\":{\"lamp\":\"light\"}}}",
          record);
    fclose(record);
    for (size_t i = 0; i < sizeof left / sizeof *left; i++)
        assert_true(observer_publish(s->all, left[i], "old", 1, true));
    expect_retained(s, "fairlead/attic/lamp", "old");
    expect_answer(s, "forget_device", "{\"device\":\"attic\",\"id\":\"away\"}", "away", NULL);
    for (size_t i = 0; i < sizeof left / sizeof *left; i++)
        expect_nothing_retained(s, left[i]);
    assert_true(retained_below(s, "fairlead/villa") > 5);
    stop_gateway(s); /* it has written and removed all it will */
    assert_int_not_equal(access(path, F_OK), 0);
}

static void a_response_topic_gets_the_answer_with_its_correlation(void **state)
{
    struct scenario *s = *state;
    const struct observer_request with = {
        .response_topic = "reply/me", .correlation = "q-9", .correlation_len = 3};
    start_villa(s, NULL, "");
    send_with(s, "bridge/request/config_check", "", &with);
    assert_true(observer_wait_text(s->all, "reply/me", "\"status\":\"ok\"", SCENARIO_PATIENCE_MS));
    const struct observer_message *m = observer_last(s->all, "reply/me");
    assert_int_equal(m->correlation_len, 3);
    assert_memory_equal(m->correlation, "q-9", 3);
    expect_count(s, "bridge/response/config_check", 1);
}

/* It would act at every start: neither when it is sent nor at the next start does it. */
static void a_retained_request_does_not_act(void **state)
{
    struct scenario *s = *state;
    start_villa(s, NULL, "");
    assert_true(observer_publish(s->all, "fairlead/bridge/request/log_level",
                                 "{\"level\":\"error\",\"id\":\"keep\"}", 1, true));
    expect_part(s, "bridge/response/log_level", "retained");
    expect_part(s, "bridge/response/log_level", "\"id\":\"keep\"");
    expect_member(s, "bridge/info", "log_level", "\"debug\"");
    stop_gateway(s);
    size_t said = count_on(s, "bridge/info");
    start_gateway(s);
    expect_count(s, "bridge/info", said + 1);
    expect_answer(s, "config_check", "", NULL, NULL); /* what came before it has been looked at */
    expect_member(s, "bridge/info", "log_level", "\"debug\"");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, scenario_set_up, scenario_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(every_request_is_done_and_echoes_its_id),
        TEST(what_cannot_be_done_is_refused_with_what_is_allowed),
        TEST(config_check_judges_the_file_and_changes_nothing),
        TEST(log_level_holds_until_the_next_reload),
        TEST(forget_device_clears_what_one_has_left),
        TEST(a_response_topic_gets_the_answer_with_its_correlation),
        TEST(a_retained_request_does_not_act),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
