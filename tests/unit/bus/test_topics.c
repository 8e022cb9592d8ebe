/* Topics: what is built, what an arrived one means, and where an answer may go. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "bus/topics.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

static const struct fl_mqtt_conf conf = {
    .prefix = "site/fairlead",
    .discovery = {.enabled = true, .prefix = "homeassistant", .status_topic = "homeassistant/status"},
};

static void builds_every_topic(void **state)
{
    char b[FL_TOPIC_MAX];
    const char *p = "fairlead";
    (void)state;
    assert_string_equal(fl_topic_device(b, p, "villa", FL_LEAF_STATE), "fairlead/villa/state");
    assert_string_equal(fl_topic_device(b, p, "villa", FL_LEAF_AVAILABILITY), "fairlead/villa/availability");
    assert_string_equal(fl_topic_device(b, p, "villa", FL_LEAF_LINK), "fairlead/villa/link");
    assert_string_equal(fl_topic_device(b, p, "villa", FL_LEAF_VERDICT), "fairlead/villa/verdict");
    assert_string_equal(fl_topic_device(b, p, "villa", FL_LEAF_EVENT), "fairlead/villa/event");
    assert_string_equal(fl_topic_device(b, p, "villa", FL_LEAF_SET), "fairlead/villa/set");
    assert_string_equal(fl_topic_entity(b, p, "villa", "lamp"), "fairlead/villa/lamp");
    assert_string_equal(fl_topic_entity_set(b, p, "villa", "lamp"), "fairlead/villa/lamp/set");
    assert_string_equal(fl_topic_action(b, p, "villa", "refresh"), "fairlead/villa/do/refresh");
    assert_string_equal(fl_topic_image(b, p, "cam", "latest"), "fairlead/cam/image/latest");
    assert_string_equal(fl_topic_bridge(b, p, FL_BRIDGE_STATE), "fairlead/bridge/state");
    assert_string_equal(fl_topic_bridge(b, p, FL_BRIDGE_INFO), "fairlead/bridge/info");
    assert_string_equal(fl_topic_bridge(b, p, FL_BRIDGE_HEALTH), "fairlead/bridge/health");
    assert_string_equal(fl_topic_bridge(b, p, FL_BRIDGE_LOG), "fairlead/bridge/log");
    assert_string_equal(fl_topic_request(b, p, "reload"), "fairlead/bridge/request/reload");
    assert_string_equal(fl_topic_response(b, p, "reload"), "fairlead/bridge/response/reload");
}

static void builds_discovery_topics(void **state)
{
    char b[FL_TOPIC_MAX];
    (void)state;
    assert_string_equal(fl_topic_discovery(b, "ha", "home", NULL, NULL), "ha/device/home-bridge/config");
    assert_string_equal(fl_topic_discovery(b, "ha", "home", "villa", NULL), "ha/device/home-villa/config");
    assert_string_equal(fl_topic_discovery(b, "ha", "home", "villa", ""), "ha/device/home-villa/config");
    assert_string_equal(fl_topic_discovery(b, "ha", "home", "ac", "p1"), "ha/device/home-ac-p1/config");
}

/* The longest of everything fits; what does not is no topic at all. */
static void keeps_within_its_buffer(void **state)
{
    char b[FL_TOPIC_MAX], prefix[FL_TOPIC_PREFIX_MAX + 1], key[FL_KEY_MAX], huge[FL_TOPIC_MAX];
    (void)state;
    memset(prefix, 'p', sizeof prefix - 1);
    memset(key, 'k', sizeof key - 1);
    memset(huge, 'h', sizeof huge - 1);
    prefix[sizeof prefix - 1] = key[sizeof key - 1] = huge[sizeof huge - 1] = '\0';
    assert_int_equal(strlen(fl_topic_entity_set(b, prefix, key, key)), 128 + 64 + 64 + 6);
    assert_true(*fl_topic_discovery(b, prefix, key, key, key));
    assert_string_equal(fl_topic_entity(b, huge, key, key), "");
}

static void checks_prefixes(void **state)
{
    static const struct {
        const char *prefix;
        bool ok;
    } cases[] = {
        {"fairlead", true}, {"a/b c/\xc3\xa9", true}, {"", false},         {"/a", false},
        {"a/", false},      {"a//b", false},          {"a/+", false},      {"a#", false},
        {"$SYS", false},    {"a\nb", false},          {"\xff\xfe", false}, {"a$b", true},
        {"a\x7f", false},   {"a/$share", true},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        if (fl_topic_prefix_ok(cases[i].prefix) != cases[i].ok)
            fail_msg("prefix \"%s\"", cases[i].prefix);
    char edge[FL_TOPIC_PREFIX_MAX + 2];
    memset(edge, 'x', sizeof edge);
    edge[FL_TOPIC_PREFIX_MAX] = '\0';
    assert_true(fl_topic_prefix_ok(edge));
    edge[FL_TOPIC_PREFIX_MAX] = 'x';
    edge[FL_TOPIC_PREFIX_MAX + 1] = '\0';
    assert_false(fl_topic_prefix_ok(edge));
}

struct arrival {
    const char *topic;
    enum fl_topic_kind kind;
    const char *device, *name, *command;
    bool doubled;
};

static void parses_what_arrives(void **state)
{
    static const struct arrival cases[] = {
        {"site/fairlead/villa/lamp/set", FL_TOPIC_ENTITY_SET, "villa", "lamp", "lamp/set", false},
        {"site/fairlead/villa/set", FL_TOPIC_DEVICE_SET, "villa", "", "set", false},
        {"site/fairlead/villa/do/refresh", FL_TOPIC_ACTION, "villa", "refresh", "do/refresh", false},
        {"site/fairlead/villa/do/set", FL_TOPIC_ACTION, "villa", "set", "do/set", true},
        {"site/fairlead/bridge/request/reload", FL_TOPIC_REQUEST, "", "reload", "request/reload", false},
        {"site/fairlead/bridge/request/set", FL_TOPIC_REQUEST, "", "set", "request/set", true},
        {"site/fairlead/Nobody Here/x/set", FL_TOPIC_ENTITY_SET, "Nobody Here", "x", "x/set", false},
        {"homeassistant/status", FL_TOPIC_HA_STATUS, "", "", "set", false},
        {"site/fairlead/bridge/set", FL_TOPIC_OTHER, "", "", "set", false},
        {"site/fairlead/bridge/lamp/set", FL_TOPIC_OTHER, "", "", "set", false},
        {"site/fairlead/bridge/do/refresh", FL_TOPIC_OTHER, "", "", "set", false},
        {"site/fairlead/bridge/response/reload", FL_TOPIC_OTHER, "", "", "set", false},
        {"site/fairlead/villa/lamp", FL_TOPIC_OTHER, "", "", "set", false},
        {"site/fairlead/villa/lamp/get", FL_TOPIC_OTHER, "", "", "set", false},
        {"site/fairlead/villa/lamp/x/set", FL_TOPIC_OTHER, "", "", "set", false},
        {"site/fairlead/set", FL_TOPIC_OTHER, "", "", "set", false},
        {"site/fairlead//set", FL_TOPIC_OTHER, "", "", "set", false},
        {"site/fairlead/villa//set", FL_TOPIC_OTHER, "", "", "set", false},
        {"site/fairlead/villa/do/", FL_TOPIC_OTHER, "", "", "set", false},
        {"site/fairlead", FL_TOPIC_OTHER, "", "", "set", false},
        {"site/fairlead2/villa/set", FL_TOPIC_OTHER, "", "", "set", false},
        {"site/fairlead/vil\nla/set", FL_TOPIC_OTHER, "", "", "set", false},
        {"", FL_TOPIC_OTHER, "", "", "set", false},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        const struct arrival *c = &cases[i];
        struct fl_topic t;
        char b[FL_TOPIC_MAX];
        bool ours = fl_topic_parse(&t, &conf, c->topic);
        if (ours != (c->kind != FL_TOPIC_OTHER) || t.kind != c->kind || strcmp(t.device, c->device) != 0 ||
            strcmp(t.name, c->name) != 0 || t.doubled != c->doubled ||
            strcmp(fl_topic_command(b, &t), c->command) != 0)
            fail_msg("%s: kind %d, device \"%s\", name \"%s\"", c->topic, t.kind, t.device, t.name);
    }
}

static void refuses_a_level_that_is_too_long(void **state)
{
    char topic[400] = "site/fairlead/";
    struct fl_topic t;
    (void)state;
    size_t start = strlen(topic);
    memset(topic + start, 'x', FL_TOPIC_LEVEL_MAX - 1);
    strcpy(topic + start + FL_TOPIC_LEVEL_MAX - 1, "/set");
    assert_true(fl_topic_parse(&t, &conf, topic));
    memset(topic + start, 'x', FL_TOPIC_LEVEL_MAX);
    strcpy(topic + start + FL_TOPIC_LEVEL_MAX, "/set");
    assert_false(fl_topic_parse(&t, &conf, topic));
}

static void leaves_the_birth_topic_alone_without_discovery(void **state)
{
    struct fl_mqtt_conf off = conf;
    struct fl_topic t;
    char filters[FL_FILTERS_MAX][FL_TOPIC_MAX];
    size_t commands;
    (void)state;
    off.discovery.enabled = false;
    assert_false(fl_topic_parse(&t, &off, "homeassistant/status"));
    assert_int_equal(fl_topic_filters(filters, &off, &commands), 4);
    assert_int_equal(commands, 4);
}

static void subscribes_to_a_handful(void **state)
{
    char filters[FL_FILTERS_MAX][FL_TOPIC_MAX];
    size_t commands;
    (void)state;
    assert_int_equal(fl_topic_filters(filters, &conf, &commands), 5);
    assert_int_equal(commands, 4);
    assert_string_equal(filters[0], "site/fairlead/+/+/set");
    assert_string_equal(filters[1], "site/fairlead/+/set");
    assert_string_equal(filters[2], "site/fairlead/+/do/+");
    assert_string_equal(filters[3], "site/fairlead/bridge/request/+");
    assert_string_equal(filters[4], "homeassistant/status");
}

static void judges_response_topics(void **state)
{
    static const struct {
        const char *topic;
        bool ok;
    } cases[] = {
        {"my/answer", true},
        {"answer", true},
        {"site/fairlead-cli/1", true},
        {"site/fairlead/cli/reply/17", true},
        {"homeassistant", true},
        {"", false},
        {"my/+", false},
        {"my/#", false},
        {"$SYS/x", false},
        {"a/$b", false},
        {"a\tb", false},
        {"\xc3\x28", false},
        {"homeassistant/status", false},
        {"homeassistant/device/x/config", false},
        {"site/fairlead/villa/lamp/set", false},
        {"site/fairlead/villa/set", false},
        {"site/fairlead/villa/do/refresh", false},
        {"site/fairlead/villa/availability", false},
        {"site/fairlead/villa/lamp", false},
        {"site/fairlead/villa/image/latest", false},
        {"site/fairlead/bridge/state", false},
        {"site/fairlead/bridge/request/reload", false},
        {"site/fairlead/bridge/response/reload", false},
        {"site/fairlead/bridge/a/b/c", false},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        if (fl_topic_response_ok(&conf, cases[i].topic) != cases[i].ok)
            fail_msg("response topic \"%s\"", cases[i].topic);
    char edge[258];
    memset(edge, 'x', sizeof edge);
    edge[256] = '\0';
    assert_true(fl_topic_response_ok(&conf, edge));
    edge[256] = 'x';
    edge[257] = '\0';
    assert_false(fl_topic_response_ok(&conf, edge));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(builds_every_topic),
        cmocka_unit_test(builds_discovery_topics),
        cmocka_unit_test(keeps_within_its_buffer),
        cmocka_unit_test(checks_prefixes),
        cmocka_unit_test(parses_what_arrives),
        cmocka_unit_test(refuses_a_level_that_is_too_long),
        cmocka_unit_test(leaves_the_birth_topic_alone_without_discovery),
        cmocka_unit_test(subscribes_to_a_handful),
        cmocka_unit_test(judges_response_topics),
    };
    return cmocka_run_group_tests_name("topics", tests, NULL, NULL);
}
