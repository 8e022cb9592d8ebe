/* The record of what was left at the broker: how it is made, and which topics have to go. */
#include "support/cmocka.h"

#include <string.h>

#include "base/json.h"
#include "base/str.h"
#include "bus/retained.h"
#include "support/every_kind.h"

/* A record of these parts, as JSON. */
#define RECORD(prefix, discovery, gateway, snapshot, entities, images, parts)                                \
    "{\"prefix\":\"" prefix "\",\"discovery\":" discovery ",\"gateway\":\"" gateway                          \
    "\",\"snapshot\":" snapshot ",\"entities\":[" entities "],\"images\":[" images "],\"parts\":{" parts     \
    "}}"
#define HOME(snapshot, entities, images, parts)                                                              \
    RECORD("fl", "\"ha\"", "home", snapshot, entities, images, parts)

static cJSON *parse(const char *text)
{
    cJSON *json = text ? cJSON_Parse(text) : NULL;
    assert_int_equal(!json, !text);
    return json;
}

struct heard {
    struct fl_str topics; /* each with a blank behind it */
    size_t count, enough; /* 0: never */
};

static bool hear(void *ctx, const char *topic)
{
    struct heard *h = ctx;
    fl_str_addf(&h->topics, "%s ", topic);
    return ++h->count != h->enough;
}

static void expect_topics(struct heard *h, const char *topics)
{
    assert_string_equal(h->topics.text ? h->topics.text : "", topics);
    fl_str_finish(&h->topics);
}

/* --- what has to go ------------------------------------------------------------------------ */

#define ALL     HOME("true", "\"lamp\",\"fan\"", "\"photo\"", "\"\":{\"lamp\":\"light\"},\"room\":{}")
#define ALWAYS  "fl/villa/availability fl/villa/state fl/villa/link "
#define CONFIGS "ha/device/home-villa/config ha/device/home-villa-room/config "

static const struct {
    const char *what, *gone, *kept, *topics;
} leaving[] = {
    {"all of a device", ALL, NULL, CONFIGS ALWAYS "fl/villa/lamp fl/villa/fan fl/villa/image/photo "},
    {"nothing if nothing changed", ALL, ALL, ""},
    {"an entity", ALL, HOME("true", "\"lamp\"", "\"photo\"", "\"\":{},\"room\":{}"), "fl/villa/fan "},
    {"an image", ALL, HOME("true", "\"lamp\",\"fan\"", "", "\"\":{},\"room\":{}"), "fl/villa/image/photo "},
    {"a part", ALL, HOME("true", "\"lamp\",\"fan\"", "\"photo\"", "\"\":{}"),
     "ha/device/home-villa-room/config "},
    {"the device's own message", ALL, HOME("true", "\"lamp\",\"fan\"", "\"photo\"", "\"room\":{}"),
     "ha/device/home-villa/config "},
    {"the snapshot", ALL, HOME("false", "\"lamp\",\"fan\"", "\"photo\"", "\"\":{},\"room\":{}"),
     "fl/villa/state "},
    {"nothing for a new snapshot", HOME("false", "", "", ""), HOME("true", "", "", ""), ""},
    {"all entities", ALL, HOME("true", "", "\"photo\"", "\"\":{},\"room\":{}"),
     "fl/villa/lamp fl/villa/fan "},
    {"no message if none was sent", RECORD("fl", "null", "home", "true", "", "", "\"\":{}"), NULL, ALWAYS},
    /* A record comes from a file, and a topic made from anything could be somebody else's. */
    {"no topic from what is no key", HOME("true", "\"lamp\",\"#\",\"a/b\",\"\",7", "\"+\"", "\"../x\":{}"),
     NULL, ALWAYS "fl/villa/lamp "},
    {"no topic from what is no prefix", RECORD("#", "\"ha/+\"", "home", "true", "\"lamp\"", "", "\"\":{}"),
     NULL, ""},
    {"no message of what is no gateway", RECORD("fl", "\"ha\"", "a/b", "true", "", "", "\"\":{}"), NULL,
     ALWAYS},
    {"nothing without a prefix", "{}", NULL, ""},
    {"nothing from another kind of file", "[1,2]", NULL, ""},
};

static void what_is_no_more_has_to_go(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof leaving / sizeof *leaving; i++) {
        cJSON *gone = parse(leaving[i].gone), *kept = parse(leaving[i].kept);
        struct heard h = {0};
        print_message("%s\n", leaving[i].what);
        assert_true(fl_retained_each(gone, kept, "villa", hear, &h));
        expect_topics(&h, leaving[i].topics);
        cJSON_Delete(gone);
        cJSON_Delete(kept);
    }
}

/* The connection broke: at each of the topics. */
static void it_stops_when_told_to(void **state)
{
    enum { TOPICS = 8 };
    cJSON *gone = parse(ALL);
    (void)state;
    for (size_t enough = 1; enough <= TOPICS; enough++) {
        struct heard h = {.enough = enough};
        assert_false(fl_retained_each(gone, NULL, "villa", hear, &h));
        assert_int_equal(h.count, enough);
        fl_str_finish(&h.topics);
    }
    struct heard h = {.enough = TOPICS + 1};
    assert_true(fl_retained_each(gone, NULL, "villa", hear, &h));
    fl_str_finish(&h.topics);
    cJSON_Delete(gone);
}

#define OWN(prefix, discovery, gateway) RECORD(prefix, discovery, gateway, "true", "", "", "")
#define BRIDGE                          "fl/bridge/state fl/bridge/info fl/bridge/health "

static void the_gateways_own_topics_go_with_their_place(void **state)
{
    static const struct {
        const char *gone, *kept, *topics;
    } cases[] = {
        {OWN("fl", "\"ha\"", "home"), OWN("fl", "\"ha\"", "home"), ""},
        {OWN("fl", "\"ha\"", "home"), OWN("house", "\"ha\"", "home"), BRIDGE},
        {OWN("fl", "\"ha\"", "home"), OWN("fl", "\"other\"", "home"), "ha/device/home-bridge/config "},
        {OWN("fl", "\"ha\"", "home"), OWN("fl", "null", "home"), "ha/device/home-bridge/config "},
        {OWN("fl", "\"ha\"", "home"), OWN("fl", "\"ha\"", "castle"), "ha/device/home-bridge/config "},
        {OWN("fl", "null", "home"), OWN("fl", "\"ha\"", "castle"), ""},
        {OWN("fl", "\"ha\"", "home"), OWN("house", "null", "home"), "ha/device/home-bridge/config " BRIDGE},
        {OWN("+", "\"#\"", "home"), OWN("fl", "\"ha\"", "home"), ""},
        {OWN("+", "\"ha\"", "a/b"), OWN("fl", "\"ha\"", "home"), ""},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        cJSON *gone = parse(cases[i].gone), *kept = parse(cases[i].kept);
        struct heard h = {0}, once = {.enough = 1};
        assert_true(fl_retained_each_own(gone, kept, hear, &h));
        assert_int_equal(fl_retained_each_own(gone, kept, hear, &once), h.count == 0);
        fl_str_finish(&once.topics);
        expect_topics(&h, cases[i].topics);
        cJSON_Delete(gone);
        cJSON_Delete(kept);
    }
}

/* --- records ------------------------------------------------------------------------------- */

static void expect_json(cJSON *json, const char *text)
{
    cJSON *wanted = parse(text);
    char *got = fl_json_text(json);
    if (!cJSON_Compare(json, wanted, true))
        fail_msg("expected %s, got %s", text, got);
    cJSON_free(got);
    cJSON_Delete(wanted);
    cJSON_Delete(json);
}

static void two_records_together_hold_what_either_has(void **state)
{
    static const struct {
        const char *a, *b, *both;
    } cases[] = {
        {HOME("true", "\"lamp\",\"fan\"", "\"photo\"", "\"\":{\"lamp\":\"light\"},\"room\":{}"),
         RECORD("new", "null", "castle", "false", "\"fan\",\"door\"", "\"map\"", "\"\":{},\"hall\":{}"),
         RECORD("new", "null", "castle", "true", "\"fan\",\"door\",\"lamp\"", "\"map\",\"photo\"",
                "\"\":{},\"hall\":{},\"room\":{}")},
        {HOME("false", "", "", ""), HOME("true", "\"lamp\"", "", ""), HOME("true", "\"lamp\"", "", "")},
        {HOME("false", "", "", ""), HOME("false", "", "", ""), HOME("false", "", "", "")},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        cJSON *a = parse(cases[i].a), *b = parse(cases[i].b);
        expect_json(fl_retained_union(a, b), cases[i].both);
        expect_json(fl_retained_union(NULL, b), cases[i].b); /* nothing was there */
        cJSON_Delete(a);
        cJSON_Delete(b);
    }
}

static void places_are_prefixes_and_the_gateways_name(void **state)
{
    static const struct {
        const char *other;
        bool same;
    } cases[] = {{HOME("false", "\"lamp\"", "", ""), true}, {OWN("fm", "\"ha\"", "home"), false},
                 {OWN("fl", "\"hb\"", "home"), false},      {OWN("fl", "null", "home"), false},
                 {OWN("fl", "\"ha\"", "hone"), false},      {"{}", false}};
    cJSON *home = parse(HOME("true", "", "", ""));
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        cJSON *other = parse(cases[i].other);
        assert_int_equal(fl_retained_same_places(home, other), cases[i].same);
        assert_int_equal(fl_retained_same_places(other, home), cases[i].same);
        cJSON_Delete(other);
    }
    cJSON_Delete(home);
}

static void parts_are_set_and_found(void **state)
{
    cJSON *home = parse(HOME("true", "", "", "\"\":{}"));
    (void)state;
    assert_null(fl_retained_part(home, "room"));
    assert_null(fl_retained_part(NULL, ""));
    fl_retained_set_part(home, "room", parse("{\"lamp\":\"light\"}"));
    fl_retained_set_part(home, "room", parse("{\"fan\":\"fan\"}"));
    assert_true(cJSON_HasObjectItem(fl_retained_part(home, "room"), "fan"));
    fl_retained_set_part(home, "", NULL); /* it has no message any more */
    expect_json(home, HOME("true", "", "", "\"room\":{\"fan\":\"fan\"}"));
}

static bool has(const cJSON *record, const char *list, const char *key)
{
    const cJSON *item;
    cJSON_ArrayForEach(item,
                       cJSON_GetObjectItem(record, list)) if (!strcmp(item->valuestring, key)) return true;
    return false;
}

/* Of the forms of state, those that are published; a picture is no entity's text, a button has none. */
static void a_record_follows_the_settings_and_the_shape(void **state)
{
    static const struct {
        int topics;
        bool snapshot, entities;
    } cases[] = {
        {FL_TOPICS_BOTH, true, true}, {FL_TOPICS_SNAPSHOT, true, false}, {FL_TOPICS_ENTITIES, false, true}};
    struct fl_model *model = every_kind_create();
    (void)state;
    assert_non_null(model);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct fl_mqtt_conf conf = {
            .prefix = "fl", .topics = cases[i].topics, .discovery = {.enabled = i > 0, .prefix = "ha"}};
        cJSON *record = fl_retained_of(&conf, "home", fl_model_shape(model));
        assert_int_equal(cJSON_IsTrue(cJSON_GetObjectItem(record, "snapshot")), cases[i].snapshot);
        assert_int_equal(has(record, "entities", "lamp"), cases[i].entities);
        assert_false(has(record, "entities", "doorbell"));
        assert_false(has(record, "entities", "latest"));
        assert_true(has(record, "images", "latest"));
        assert_int_equal(cJSON_GetArraySize(cJSON_GetObjectItem(record, "images")), 1);
        assert_int_equal(cJSON_IsNull(cJSON_GetObjectItem(record, "discovery")), i == 0);
        cJSON_Delete(record);
        expect_json(fl_retained_of(&conf, "home", NULL),
                    i == 0              ? RECORD("fl", "null", "home", "true", "", "", "")
                    : cases[i].snapshot ? HOME("true", "", "", "")
                                        : HOME("false", "", "", ""));
    }
    fl_model_destroy(model);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_no_more_has_to_go),
        cmocka_unit_test(it_stops_when_told_to),
        cmocka_unit_test(the_gateways_own_topics_go_with_their_place),
        cmocka_unit_test(two_records_together_hold_what_either_has),
        cmocka_unit_test(places_are_prefixes_and_the_gateways_name),
        cmocka_unit_test(parts_are_set_and_found),
        cmocka_unit_test(a_record_follows_the_settings_and_the_shape),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
