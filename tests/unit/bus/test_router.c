/* Arrived messages against a fake bus: what is submitted, what is refused and with which words, what
 * comes twice. */
#include "support/cmocka.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "bus/router.h"
#include "support/every_kind.h"

enum { KEPT = 32 };

static const struct fl_action builtin[] = {{.key = "refresh", .name = "Refresh"}, {.key = NULL}};
static const struct fl_action own[] = {{.key = "tune", .name = "Tune"}, {.key = NULL}};
static const struct fl_driver driver = {.name = "test", .actions = own};
static const struct fl_device_conf device = {.id = "villa", .driver = &driver};
static const struct fl_mqtt_conf mqtt = {
    .prefix = "fairlead",
    .discovery = {.enabled = true, .prefix = "homeassistant", .status_topic = "homeassistant/status"},
};

/* The router's clock: the linker puts it in the place of the real one. */
static uint64_t now_ms;

uint64_t __wrap_fl_clock_ms(void);

uint64_t __wrap_fl_clock_ms(void)
{
    return now_ms;
}

/* What the router did. */
static struct {
    struct fl_model *model;
    struct fl_router *router;
    enum fl_err refuse; /* what submit answers */
    struct fl_request *requests[KEPT];
    struct fl_command *cmds[KEPT];
    size_t request_count, cmd_count;
    struct fl_verdict *verdicts[KEPT];
    size_t verdict_count;
    char *echoes[KEPT];
    size_t echo_count;
    char *response; /* the last one's error; NULL: none */
    char op[32];
    int births;
} did;

static struct fl_shape *host_shape(void *handle)
{
    return fl_shape_ref((struct fl_shape *)(uintptr_t)fl_model_shape(handle));
}

static enum fl_err host_submit(void *handle, struct fl_request *request, struct fl_command *const *cmds,
                               size_t count, struct fl_error *err)
{
    assert_ptr_equal(handle, did.model);
    if (did.refuse)
        return fl_fail(err, did.refuse, "the queue is full: 64 commands wait");
    did.requests[did.request_count++] = request;
    for (size_t i = 0; i < count; i++)
        did.cmds[did.cmd_count++] = cmds[i];
    return FL_OK;
}

static enum fl_err host_request(void *ctx, struct fl_bridge_request *request)
{
    (void)ctx;
    if (strcmp(request->op, "reload") != 0)
        return FL_E_UNKNOWN;
    snprintf(did.op, sizeof did.op, "%s", request->op);
    fl_bridge_request_destroy(request);
    return FL_OK;
}

static const struct fl_bus_host host = {
    .shape = host_shape,
    .submit = host_submit,
    .request = host_request,
    .actions = builtin,
    .requests = "reload",
};

static bool with_device(void *ctx, const char *id,
                        void (*use)(void *arg, const struct fl_device_conf *conf, void *handle), void *arg)
{
    (void)ctx;
    if (strcmp(id, device.id) != 0)
        return false;
    use(arg, &device, did.model);
    return true;
}

static void device_names(void *ctx, char *buf, size_t cap)
{
    (void)ctx;
    snprintf(buf, cap, "villa");
}

static void take_verdict(void *ctx, struct fl_verdict *v)
{
    (void)ctx;
    did.verdicts[did.verdict_count++] = v;
}

static void take_echo(void *ctx, struct fl_request *request, char *verdict)
{
    (void)ctx;
    fl_request_destroy(request);
    did.echoes[did.echo_count++] = verdict;
}

static void take_response(void *ctx, struct fl_bridge_request *request, const char *error)
{
    (void)ctx;
    free(did.response);
    did.response = strdup(error);
    fl_bridge_request_destroy(request);
}

static void take_birth(void *ctx, bool online, bool retained)
{
    (void)ctx;
    (void)retained;
    did.births += online;
}

static const struct fl_router_ops ops = {
    .with_device = with_device,
    .device_names = device_names,
    .verdict = take_verdict,
    .echo = take_echo,
    .respond = take_response,
    .ha_status = take_birth,
};

static int setup(void **state)
{
    (void)state;
    memset(&did, 0, sizeof did);
    now_ms = 1000000;
    did.model = every_kind_create();
    did.router = fl_router_create(&mqtt, &host, NULL, &ops, NULL);
    return did.model && did.router ? 0 : -1;
}

static int teardown(void **state)
{
    (void)state;
    fl_router_destroy(did.router);
    fl_model_destroy(did.model);
    for (size_t i = 0; i < did.request_count; i++)
        fl_request_destroy(did.requests[i]);
    for (size_t i = 0; i < did.cmd_count; i++)
        fl_command_destroy(did.cmds[i]);
    for (size_t i = 0; i < did.verdict_count; i++)
        fl_verdict_destroy(did.verdicts[i]);
    for (size_t i = 0; i < did.echo_count; i++)
        free(did.echoes[i]);
    free(did.response);
    return 0;
}

static void arrive(const char *topic, const char *payload)
{
    struct fl_mqtt_message m = {.topic = topic, .payload = payload, .len = strlen(payload), .qos = 1};
    fl_router_message(did.router, &m);
}

/* The last rejection holds these words. */
static void assert_rejected(const char *words)
{
    assert_true(did.verdict_count > 0);
    const struct fl_verdict *v = did.verdicts[did.verdict_count - 1];
    assert_int_equal(v->status, FL_STATUS_REJECTED);
    if (!v->error || !strstr(v->error, words))
        fail_msg("\"%s\" does not say \"%s\"", v->error ? v->error : "(nothing)", words);
}

static void a_set_is_submitted(void **state)
{
    (void)state;
    arrive("fairlead/villa/relay/set", "{\"value\":\"ON\",\"id\":\"a1\"}");
    assert_int_equal(did.request_count, 1);
    const struct fl_request *q = did.requests[0];
    assert_string_equal(q->device, "villa");
    assert_string_equal(q->command, "relay/set");
    assert_string_equal(q->id, "a1");
    assert_true(q->id_given);
    assert_true(q->expires_ms == FL_NEVER);
    assert_int_equal(did.cmd_count, 1);
    assert_int_equal(did.cmds[0]->mask, 1);
    assert_true(did.cmds[0]->value[0].b);
    assert_int_equal(did.verdict_count, 0);
}

static void several_entities_are_one_request(void **state)
{
    (void)state;
    arrive("fairlead/villa/set", "{\"relay\":\"OFF\",\"dimmer\":{\"brightness\":40}}");
    assert_int_equal(did.request_count, 1);
    assert_int_equal(did.cmd_count, 2);
    arrive("fairlead/villa/set", "{\"relay\":\"OFF\",\"dimmer\":{\"brightness\":4000}}");
    assert_rejected("dimmer");
    assert_int_equal(did.cmd_count, 2); /* all or none */
}

static void actions_are_found_in_both_tables(void **state)
{
    (void)state;
    arrive("fairlead/villa/do/refresh", "");
    arrive("fairlead/villa/do/tune", "{\"frequency\":7100000}");
    assert_int_equal(did.cmd_count, 2);
    assert_ptr_equal(did.cmds[0]->action, &builtin[0]);
    assert_ptr_equal(did.cmds[1]->action, &own[0]);
    assert_non_null(did.cmds[1]->args);
}

static void refusals_say_what_there_is(void **state)
{
    (void)state;
    static const struct {
        const char *topic, *payload, *words;
    } cases[] = {
        {"fairlead/vila/relay/set", "ON", "no device \"vila\"; there are: villa"},
        {"fairlead/villa/rely/set", "ON", "no entity \"rely\"; can be set: relay, lamp, dimmer"},
        {"fairlead/villa/do/dance", "", "no action \"dance\"; there are: refresh, tune"},
        {"fairlead/villa/relay/set", "maybe", "ON"},
        {"fairlead/villa/dimmer/set", "{\"brightness\":", "not valid JSON"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        arrive(cases[i].topic, cases[i].payload);
        assert_int_equal(did.verdict_count, i + 1);
        assert_rejected(cases[i].words);
    }
    did.refuse = FL_E_FULL;
    arrive("fairlead/villa/relay/set", "ON");
    assert_rejected("the queue is full");
    assert_int_equal(did.cmd_count, 0);
}

static void an_id_that_comes_again_gets_the_first_verdict(void **state)
{
    (void)state;
    static const char payload[] = "{\"value\":\"ON\",\"id\":\"same\"}";
    arrive("fairlead/villa/relay/set", payload);
    arrive("fairlead/villa/relay/set", payload); /* while the first is under way */
    assert_int_equal(did.request_count, 1);
    assert_int_equal(did.echo_count, 0);
    fl_router_settled(did.router, did.requests[0], "the verdict");
    assert_int_equal(did.echo_count, 1);
    arrive("fairlead/villa/relay/set", payload); /* afterwards */
    assert_int_equal(did.request_count, 1);
    assert_int_equal(did.echo_count, 2);
    assert_string_equal(did.echoes[0], "the verdict");
    assert_string_equal(did.echoes[1], "the verdict");
    arrive("fairlead/villa/lamp/set", payload); /* another topic: another command */
    assert_int_equal(did.request_count, 2);
}

/* Its verdict went with a full outbox: whoever asks again gets it all the same. */
static void a_lost_verdict_is_remembered(void **state)
{
    (void)state;
    static const char payload[] = "{\"value\":\"ON\",\"id\":\"same\"}";
    arrive("fairlead/villa/relay/set", payload);
    arrive("fairlead/villa/relay/set", payload); /* waits for the verdict, and goes with it */
    fl_router_lost(did.router, did.requests[0], "the verdict");
    assert_int_equal(did.echo_count, 0);
    arrive("fairlead/villa/relay/set", payload);
    assert_int_equal(did.request_count, 1);
    assert_int_equal(did.echo_count, 1);
    assert_string_equal(did.echoes[0], "the verdict");
}

enum { MINUTE_MS = 60 * 1000 };

static void an_id_is_known_for_five_minutes(void **state)
{
    (void)state;
    static const char payload[] = "{\"value\":\"ON\",\"id\":\"same\"}";
    arrive("fairlead/villa/relay/set", payload);
    fl_router_settled(did.router, did.requests[0], "the verdict");
    now_ms += 5 * MINUTE_MS - 1;
    arrive("fairlead/villa/relay/set", payload);
    assert_int_equal(did.request_count, 1);
    assert_int_equal(did.echo_count, 1);
    now_ms++;
    arrive("fairlead/villa/relay/set", payload);
    assert_int_equal(did.request_count, 2);
}

/* A command may wait longer than that for its device: it is not begun twice. */
static void an_id_is_known_as_long_as_its_command_runs(void **state)
{
    (void)state;
    static const char payload[] = "{\"value\":\"ON\",\"id\":\"slow\"}";
    arrive("fairlead/villa/relay/set", payload);
    now_ms += 6 * MINUTE_MS;
    arrive("fairlead/villa/relay/set", payload);
    assert_int_equal(did.request_count, 1);
    fl_router_settled(did.router, did.requests[0], "the verdict");
    assert_int_equal(did.echo_count, 1);
}

/* Whoever sends a new id with each message does not fill the memory. */
static void the_oldest_of_many_ids_makes_room(void **state)
{
    (void)state;
    enum { MEMORY = 8192 };
    static const char first[] = "{\"value\":\"ON\",\"id\":\"n0\"}";
    for (int i = 0; i < MEMORY; i++) {
        char payload[64];
        snprintf(payload, sizeof payload, "{\"value\":\"ON\",\"id\":\"n%d\"}", i);
        arrive("fairlead/villa/relay/set", payload);
        assert_int_equal(did.request_count, 1);
        fl_router_settled(did.router, did.requests[0], "the verdict");
        fl_request_destroy(did.requests[--did.request_count]);
        fl_command_destroy(did.cmds[--did.cmd_count]);
    }
    arrive("fairlead/villa/relay/set", "{\"value\":\"ON\",\"id\":\"n8191\"}");
    assert_int_equal(did.echo_count, 1);
    assert_int_equal(did.request_count, 0);
    arrive("fairlead/villa/relay/set", first); /* forgotten */
    assert_int_equal(did.request_count, 1);
}

static void correlation_data_is_an_id_that_may_repeat(void **state)
{
    (void)state;
    static const uint8_t bytes[] = {0x00, 0xff, 0x10};
    struct fl_mqtt_message m = {.topic = "fairlead/villa/relay/set",
                                .payload = "ON",
                                .len = 2,
                                .response_topic = "my/answers",
                                .correlation = "abc",
                                .correlation_len = 3};
    fl_router_message(did.router, &m);
    fl_router_message(did.router, &m);
    assert_int_equal(did.request_count, 2); /* many clients never change it */
    assert_string_equal(did.requests[0]->id, "abc");
    assert_string_equal(did.requests[0]->response_topic, "my/answers");
    assert_memory_equal(did.requests[0]->correlation, "abc", 3);
    m.correlation = bytes;
    m.correlation_len = sizeof bytes;
    fl_router_message(did.router, &m);
    assert_string_equal(did.requests[2]->id, "00ff10");
}

static void made_up_ids_differ(void **state)
{
    (void)state;
    arrive("fairlead/villa/relay/set", "ON");
    arrive("fairlead/villa/relay/set", "ON");
    assert_string_not_equal(did.requests[0]->id, did.requests[1]->id);
    assert_false(did.requests[0]->id_given);
}

static void no_answer_goes_to_a_topic_of_ours(void **state)
{
    (void)state;
    static const char *const topics[] = {"fairlead/villa/relay/set", "homeassistant/x/config", "a/#",
                                         "$SYS/x"};
    for (size_t i = 0; i < sizeof topics / sizeof *topics; i++) {
        struct fl_mqtt_message m = {
            .topic = "fairlead/villa/relay/set", .payload = "ON", .len = 2, .response_topic = topics[i]};
        fl_router_message(did.router, &m);
        assert_null(did.requests[i]->response_topic);
    }
}

static void message_expiry_bounds_the_wait(void **state)
{
    (void)state;
    struct fl_mqtt_message m = {
        .topic = "fairlead/villa/relay/set", .payload = "ON", .len = 2, .has_expiry = true, .expiry_s = 3};
    fl_router_message(did.router, &m);
    assert_true(did.requests[0]->expires_ms == did.requests[0]->received_ms + 3000);
}

static void retained_commands_are_refused(void **state)
{
    (void)state;
    struct fl_mqtt_message m = {
        .topic = "fairlead/villa/relay/set", .payload = "ON", .len = 2, .retained = true};
    fl_router_message(did.router, &m);
    assert_rejected("retained");
    assert_int_equal(did.request_count, 0);
    m.topic = "fairlead/bridge/request/reload";
    m.payload = "{}";
    fl_router_message(did.router, &m);
    assert_string_equal(did.op, "");
    assert_non_null(strstr(did.response, "retained"));
}

static void empty_payloads_on_set_topics_are_ignored(void **state)
{
    (void)state;
    arrive("fairlead/villa/relay/set", "");
    arrive("fairlead/villa/set", "");
    assert_int_equal(did.request_count, 0);
    assert_int_equal(did.verdict_count, 0);
}

static void a_second_copy_of_one_message_is_dropped(void **state)
{
    (void)state;
    static const struct {
        const char *payload;
        int after_ms;
        size_t verdicts;
    } cases[] = {
        {"", 0, 1},   {"", 0, 1},    /* matches two of our filters */
        {"", 0, 2},   {"", 20, 2},   /* the third is a message of its own, and has a copy too */
        {"", 0, 3},   {"", 21, 4},   /* a copy would have been here by now */
        {"{}", 0, 5}, {"{ }", 0, 6}, /* not the same */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        now_ms += (uint64_t)cases[i].after_ms;
        arrive("fairlead/villa/do/set", cases[i].payload);
        assert_int_equal(did.verdict_count, cases[i].verdicts);
    }
    arrive("fairlead/villa/relay/set", "ON");
    arrive("fairlead/villa/relay/set", "ON"); /* one filter: two messages */
    assert_int_equal(did.request_count, 2);
}

static void requests_reach_the_gateway(void **state)
{
    (void)state;
    arrive("fairlead/bridge/request/reload", "");
    assert_string_equal(did.op, "reload");
    arrive("fairlead/bridge/request/explode", "{\"id\":\"x\"}");
    assert_string_equal(did.response, "no request \"explode\"; there are: reload");
    arrive("fairlead/bridge/request/reload", "now");
    assert_non_null(strstr(did.response, "not valid JSON"));
    arrive("fairlead/bridge/request/reload", "[]");
    assert_non_null(strstr(did.response, "JSON object"));
}

static void the_birth_message_is_passed_on(void **state)
{
    (void)state;
    arrive("homeassistant/status", "online");
    arrive("homeassistant/status", "offline");
    arrive("elsewhere/status", "online");
    assert_int_equal(did.births, 1);
}

#define ROUTER_TEST(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        ROUTER_TEST(a_set_is_submitted),
        ROUTER_TEST(several_entities_are_one_request),
        ROUTER_TEST(actions_are_found_in_both_tables),
        ROUTER_TEST(refusals_say_what_there_is),
        ROUTER_TEST(an_id_that_comes_again_gets_the_first_verdict),
        ROUTER_TEST(a_lost_verdict_is_remembered),
        ROUTER_TEST(an_id_is_known_for_five_minutes),
        ROUTER_TEST(an_id_is_known_as_long_as_its_command_runs),
        ROUTER_TEST(the_oldest_of_many_ids_makes_room),
        ROUTER_TEST(correlation_data_is_an_id_that_may_repeat),
        ROUTER_TEST(made_up_ids_differ),
        ROUTER_TEST(no_answer_goes_to_a_topic_of_ours),
        ROUTER_TEST(message_expiry_bounds_the_wait),
        ROUTER_TEST(retained_commands_are_refused),
        ROUTER_TEST(empty_payloads_on_set_topics_are_ignored),
        ROUTER_TEST(a_second_copy_of_one_message_is_dropped),
        ROUTER_TEST(requests_reach_the_gateway),
        ROUTER_TEST(the_birth_message_is_passed_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
