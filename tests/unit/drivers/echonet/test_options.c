/* What a configuration may say across options. */
#include <string.h>

#include "drivers/echonet/echonet_conf.h"
#include "support/cmocka.h"

enum { MAX = 3 };

static struct echonet_value_conf one_code[] = {{0x41, "a"}, {0x41, "b"}}, one_name[] = {{1, "a"}, {2, "a"}},
                                 sound[] = {{0x41, "a"}, {0x42, "b"}};
#define VALUES(list)                                                                                         \
    {                                                                                                        \
        (list), sizeof(list) / sizeof *(list)                                                                \
    }

static const struct row {
    const char *what;
    struct echonet_property_conf properties[MAX];
    const char *words; /* NULL: it is fine */
} rows[] = {
    {"nothing", {{0}}, NULL},
    {"one", {{.class_code = 0x0130, .epc = 0xF0, .key = "a"}}, NULL},
    {"one key in two classes",
     {{.class_code = 0x0130, .epc = 0xF0, .key = "a"}, {.class_code = 0x0290, .epc = 0xF0, .key = "a"}},
     NULL},
    {"a class that the table lacks", {{.class_code = 0x0F01, .epc = 0x80, .key = "a"}}, NULL},
    {"a property of the table, described anew",
     {{.class_code = 0x0130, .epc = 0xBB, .key = "room_temperature", .type = ECHONET_CONF_SIGNED}},
     NULL},
    {"states",
     {{.class_code = 0x0130, .epc = 0xF0, .key = "a", .type = ECHONET_CONF_STATE, .values = VALUES(sound)}},
     NULL},
    {"a long text",
     {{.class_code = 0x0130, .epc = 0xF0, .key = "a", .type = ECHONET_CONF_TEXT, .size = 60}},
     NULL},
    {"a key twice",
     {{.class_code = 0x0130, .epc = 0xF0, .key = "b"},
      {.class_code = 0x0130, .epc = 0xF1, .key = "a"},
      {.class_code = 0x0130, .epc = 0xF2, .key = "a"}},
     "a: two properties of class 0130"},
    {"a property twice",
     {{.class_code = 0x0130, .epc = 0xF0, .key = "a"}, {.class_code = 0x0130, .epc = 0xF0, .key = "b"}},
     "b: property F0 of class 0130 is a already"},
    {"a key of the table's",
     {{.class_code = 0x0130, .epc = 0xF0, .key = "room_temperature"}},
     "choose another"},
    {"a key of every class", {{.class_code = 0x0F01, .epc = 0xF0, .key = "fault_code"}}, "choose another"},
    {"a key of several properties",
     {{.class_code = 0x0130, .epc = 0xF0, .key = "climate"}},
     "choose another"},
    {"class 0", {{.class_code = 0, .epc = 0xF0, .key = "a"}}, "0000 is no class"},
    {"the node profile", {{.class_code = 0x0EF0, .epc = 0xF0, .key = "a"}}, "0EF0 is no class"},
    {"a class beyond", {{.class_code = 0x1001, .epc = 0xF0, .key = "a"}}, "1001 is no class"},
    {"a map", {{.class_code = 0x0130, .epc = 0x9F, .key = "a"}}, "9F is a map"},
    {"a long number", {{.class_code = 0x0130, .epc = 0xF0, .key = "a", .size = 9}}, "more than 8"},
    {"no states",
     {{.class_code = 0x0130, .epc = 0xF0, .key = "a", .type = ECHONET_CONF_STATE}},
     "at least one"},
    {"a code twice",
     {{.class_code = 0x0130,
       .epc = 0xF0,
       .key = "a",
       .type = ECHONET_CONF_STATE,
       .values = VALUES(one_code)}},
     "a and b have one code"},
    {"a name twice",
     {{.class_code = 0x0130,
       .epc = 0xF0,
       .key = "a",
       .type = ECHONET_CONF_STATE,
       .values = VALUES(one_name)}},
     "one code or name"},
};

static void test_options(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct echonet_property_conf properties[MAX];
        struct echonet_conf conf = {.properties = {properties, 0}};
        struct fl_error err = {.text = ""};
        memcpy(properties, rows[i].properties, sizeof properties);
        while (conf.properties.count < MAX && properties[conf.properties.count].key)
            conf.properties.count++;
        enum fl_err bad = echonet_conf_check(&conf, &err);
        if (bad != (rows[i].words ? FL_E_CONFIG : FL_OK) ||
            (rows[i].words && !strstr(err.text, rows[i].words)))
            fail_msg("%s: %s", rows[i].what, err.text);
        if (bad)
            assert_memory_equal(err.text, "properties: ", strlen("properties: "));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_options),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
