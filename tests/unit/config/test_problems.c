/* Every kind of problem, by its exact words: they are what a user has to go by. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "config/config.h"

#define DEVICE(more) "devices = ( { id = \"a\"; driver = \"lamp\"; host = \"h\"; " more " } );"

struct wrong {
    const char *text, *problems;
};

/* All problems, without "t.cfg:", one a line. The caller frees. */
static char *problems_of(const char *text, bool *usable)
{
    struct fl_problems problems = {0};
    struct fl_str s = {0};
    struct fl_config *c = fl_config_parse(text, "t.cfg", &problems);
    *usable = c != NULL;
    for (size_t i = 0; i < problems.count; i++) {
        assert_int_equal(strncmp(problems.items[i].text, "t.cfg:", 6), 0);
        fl_str_addf(&s, "%s%s", i ? "\n" : "", problems.items[i].text + 6);
    }
    fl_problems_finish(&problems);
    fl_config_destroy(c);
    return fl_str_take(&s);
}

static void check_all(const struct wrong *wrong, size_t count)
{
    size_t bad = 0;
    for (size_t i = 0; i < count; i++) {
        bool usable;
        char *got = problems_of(wrong[i].text, &usable);
        if (strcmp(got, wrong[i].problems) != 0 || usable) {
            print_error("text:   %s\nwanted: %s\ngot:    %s\n\n", wrong[i].text, wrong[i].problems, got);
            bad++;
        }
        free(got);
    }
    assert_int_equal(bad, 0);
}

#define CHECK_ALL(rows) check_all(rows, sizeof rows / sizeof rows[0])

/* --- one value ------------------------------------------------------------------------------ */

static void says_what_type_is_wanted(void **state)
{
    (void)state;
    static const struct wrong rows[] = {
        {DEVICE("loud = 1;"), "1: error: loud: 1 found, true or false is wanted, e.g. loud = true"},
        {DEVICE("port = \"x\";"), "1: error: port: \"x\" found, a whole number is wanted, e.g. port = 5000"},
        {DEVICE("port = 1.5;"), "1: error: port: 1.5 found, a whole number is wanted, e.g. port = 5000"},
        {DEVICE("gain = true;"), "1: error: gain: true found, a number is wanted, e.g. gain = 0.5"},
        {DEVICE("fade = ();"),
         "1: error: fade: a list in ( ) found, a duration is wanted, e.g. fade = \"1500ms\""},
        {DEVICE("username = {};"), "1: error: username: a group in { } found, a text in quotes is wanted, "
                                   "e.g. username = \"nobody\""},
        {DEVICE("window = [];"),
         "1: error: window: an array in [ ] found, a group is wanted, e.g. window = { ... }"},
        {DEVICE("outputs = {};"), "1: error: outputs: a group in { } found, a list of groups is wanted, "
                                  "e.g. outputs = ( { ... } )"},
        {DEVICE("outputs = (1);"),
         "1: error: outputs: 1 found, a list of groups is wanted, e.g. outputs = ( { ... } )"},
        {DEVICE("outputs = ( { key = 1; } );"),
         "1: error: outputs.key: 1 found, a text in quotes is wanted, e.g. key = \"kitchen_light\""},
        {DEVICE("ports = 5;"),
         "1: error: ports: 5 found, an array of whole numbers is wanted, e.g. ports = [1, 2]"},
        {DEVICE("ports = [\"5\"];"),
         "1: error: ports: \"5\" found, an array of whole numbers is wanted, e.g. ports = [1, 2]"},
        {DEVICE("hosts = (\"h\");"),
         "1: error: hosts: a list in ( ) found, an array of texts is wanted, e.g. hosts = [\"a\"]"},
        {DEVICE("bus = true;"), "1: error: bus: true found, \"1\", \"2\" or \"both\" is allowed"},
        {"mqtt = 5;", "1: error: mqtt: 5 found, a group is wanted, e.g. mqtt = { ... }"},
        {"defaults = ();", "1: error: defaults: a group is wanted, e.g. defaults: { poll_interval = "
                           "\"350ms\"; };"},
        {"devices = {};", "1: error: devices: a list is wanted, e.g. devices = ( { id = \"villa\"; driver = "
                          "\"ipcom\"; host = \"192.0.2.1\"; } );"},
        {"devices = ( 5 );", "1: error: devices: a group for each entry is wanted, e.g. devices = ( { id = "
                             "\"villa\"; driver = \"ipcom\"; host = \"192.0.2.1\"; } );"},
    };
    CHECK_ALL(rows);
}

static void says_what_range_is_allowed(void **state)
{
    (void)state;
    static const struct wrong rows[] = {
        {DEVICE("port = 70000;"), "1: error: port: 70000 is out of range: 1 to 65535 is allowed"},
        {DEVICE("port = 5000000000;"), "1: error: port: 5000000000 is out of range: 1 to 65535 is allowed"},
        {DEVICE("port = -5000000000;"), "1: error: port: -5000000000 is out of range: 1 to 65535 is allowed"},
        {DEVICE("port = 0x100000001;"), "1: error: port: 4294967297 is out of range: 1 to 65535 is allowed"},
        {DEVICE("gain = 4294967297;"), "1: error: gain: 4.29497e+09 is out of range: -1.5 to 1.5 is allowed"},
        {DEVICE("gain = -2;"), "1: error: gain: -2 is out of range: -1.5 to 1.5 is allowed"},
        {DEVICE("fade = \"50ms\";"),
         "1: error: fade: 50ms is out of range: 0s (off) or 100ms to 60s is allowed"},
        {DEVICE("fade = \"2m\";"), "1: error: fade: 2m is out of range: 0s (off) or 100ms to 60s is allowed"},
        {DEVICE("poll_interval = \"0s\";"),
         "1: error: poll_interval: 0s is out of range: 50ms to 1h is allowed"},
        {DEVICE("failure_threshold = -1;"),
         "1: error: failure_threshold: -1 is out of range: 0 (off) or 1 to 100 is allowed"},
        {DEVICE("queue_size = 0;"), "1: error: queue_size: 0 is out of range: 1 to 4096 is allowed"},
        {DEVICE("command_ttl = \"1000h\";"),
         "1: error: command_ttl: \"1000h\" is too long: up to 24 days are allowed"},
        {DEVICE("ports = [1, 0];"), "1: error: ports: 0 is out of range: 1 to 65535 is allowed"},
        {DEVICE("username = \"nobody\"; host2 = 1; password = \"12345678901234567\";"),
         "1: error: password: longer than 16 bytes\n"
         "1: error: \"host2\" is unknown in an entry of devices: did you mean host?"},
        {"devices = ( { id = \"a\"; driver = \"lamp\"; host = \"123456789012345678901\"; } );",
         "1: error: host: 21 bytes long: at most 20 are allowed"},
    };
    CHECK_ALL(rows);
}

static void explains_durations(void **state)
{
    (void)state;
    static const struct wrong rows[] = {
        {DEVICE("fade = 30;"),
         "1: error: fade: 30 has no unit: write e.g. \"30s\", or ms, m, h instead of s"},
        {DEVICE("fade = \"30\";"),
         "1: error: fade: \"30\" is no duration: a number and ms, s, m or h are wanted, e.g. \"1500ms\""},
        {DEVICE("fade = \"30 s\";"),
         "1: error: fade: \"30 s\" is no duration: a number and ms, s, m or h are wanted, e.g. \"1500ms\""},
        {DEVICE("fade = \"-1s\";"),
         "1: error: fade: \"-1s\" is no duration: a number and ms, s, m or h are wanted, e.g. \"1500ms\""},
    };
    CHECK_ALL(rows);
}

static void checks_texts(void **state)
{
    (void)state;
    static const struct wrong rows[] = {
        {DEVICE("name = \"a\\nb\";"),
         "1: error: name: a control character in the text: UTF-8 on one line is wanted"},
        {DEVICE("name = \"a\xff\";"),
         "1: error: name: broken UTF-8 in the text: UTF-8 on one line is wanted"},
        {"devices = ( { id = \"Villa\"; driver = \"lamp\"; host = \"h\"; } );",
         "1: error: id: \"Villa\" is not allowed: 1 to 64 of the characters a-z, 0-9 and _ are"},
        {"gateway: { name = \"a_name_of_more_than_32_characters_\"; };",
         "1: error: gateway.name: \"a_name_of_more_than_32_characters_\" is not allowed: 1 to 32 of the "
         "characters a-z, 0-9 and _ are"},
        {"gateway: { name = \"\\x01\xff\"; };",
         "1: error: gateway.name: \"??\" is not allowed: 1 to 32 of the "
         "characters a-z, 0-9 and _ are"},
        {DEVICE("bus = 3;"), "1: error: bus: 3 found, \"1\", \"2\" or \"both\" is allowed"},
        {DEVICE("bus = \"Both\";"), "1: error: bus: \"Both\" found, \"1\", \"2\" or \"both\" is allowed"},
    };
    CHECK_ALL(rows);
}

/* --- keys ----------------------------------------------------------------------------------- */

static void names_unknown_and_missing_keys(void **state)
{
    (void)state;
    static const struct wrong rows[] = {
        {"mqqt: {};", "1: error: \"mqqt\" is unknown in the file: did you mean mqtt?"},
        {"device = ();", "1: error: \"device\" is unknown in the file: did you mean devices?"},
        {"something_else = 1;", "1: error: \"something_else\" is unknown in the file: allowed are gateway, "
                                "mqtt, http, multicast, defaults, devices, discover"},
        {"mqtt: { topicz = \"both\"; };", "1: error: \"topicz\" is unknown in mqtt: did you mean topics?"},
        {"mqtt: { pasword_file = \"x\"; };",
         "1: error: \"pasword_file\" is unknown in mqtt: did you mean password_file?"},
        {"mqtt: { tls: { x = 1; }; };", "1: error: \"x\" is unknown in mqtt.tls: allowed are ca_file, "
                                        "cert_file, key_file, insecure"},
        {"defaults: { host = \"h\"; pol_interval = \"1s\"; };",
         "1: error: \"host\" is unknown in defaults: allowed are poll_interval, keepalive_interval, "
         "connection_timeout, failure_threshold, connect_timeout, response_timeout, reconnect_min, "
         "reconnect_max, write_interval, request_gap, queue_size, command_ttl, command_timeout, interface, "
         "measurement_interval, publish_interval, wake_command, wake_after\n"
         "1: error: \"pol_interval\" is unknown in defaults: did you mean poll_interval?"},
        {DEVICE("passwort = \"secret\";"),
         "1: error: \"passwort\" is unknown in an entry of devices: did you mean password?"},
        {DEVICE("outputs = ( { key = \"k\"; nr = 1; } );"),
         "1: error: \"nr\" is unknown in an entry of outputs: allowed are key, number"},
        {"devices = ( {\n driver = \"lamp\"; } );",
         "1: error: id is missing in an entry of devices: add e.g. id = \"kitchen_light\"\n"
         "1: error: host is missing in an entry of devices: add e.g. host = \"...\""},
        {"devices = ( { id = \"a\"; } );",
         "1: error: driver is missing in an entry of devices: add e.g. driver = \"...\""},
        {DEVICE("window = {};"), "1: error: to is missing in window: add e.g. to = \"0s\""},
        {"devices = ( { id = \"a\"; driver = \"horn\"; } );",
         "1: error: token is missing: add token, or token_file or token_env"},
    };
    CHECK_ALL(rows);
}

static void checks_devices(void **state)
{
    (void)state;
    static const struct wrong rows[] = {
        {"devices = ( { id = \"a\"; driver = \"lamq\"; other = 1; } );",
         "1: error: driver: \"lamq\" is unknown: did you mean lamp?"},
        {"devices = ( { id = \"a\"; driver = \"toaster\"; } );",
         "1: error: driver: \"toaster\" is unknown: there are lamp, horn, bell"},
        {"devices = (\n{ id = \"a\"; driver = \"lamp\"; host = \"h\"; },\n"
         "{ id = \"b\"; driver = \"lamp\"; host = \"h\"; },\n"
         "{ driver = \"lamp\"; host = \"h\";\n id = \"a\"; } );",
         "5: error: id: \"a\" is the device at t.cfg:2 already: ids must differ"},
        {"devices = ( { id = \"bridge\"; driver = \"lamp\"; host = \"h\"; } );",
         "1: error: id: \"bridge\" is taken by the gateway's own topics: choose another"},
        {DEVICE("reconnect_min = \"1m\";"),
         "1: error: reconnect_min: 60s is more than reconnect_max, which is 30s"},
        {"devices = ( { id = \"a\"; driver = \"horn\"; token = \"t\"; keepalive_interval = \"1s\";\n"
         "initial_backoff = \"1s\"; heartbeat_interval = \"2s\"; } );",
         "2: error: heartbeat_interval and keepalive_interval are the same setting: keep one"},
        {"devices = ( { id = \"a\"; driver = \"horn\"; token = \"t\"; heartbeat_interval = \"2h\"; } );",
         "1: error: heartbeat_interval: 2h is out of range: 0s (off) or 1s to 1h is allowed"},
        {DEVICE("heartbeat_interval = \"2s\";"),
         "1: error: \"heartbeat_interval\" is unknown in an entry of devices"},
        {DEVICE("bus = \"both\";\n loud = true;"), "1: error: a loud lamp wants one bus"},
        {DEVICE("\noutputs = ( { key = \"a\"; },\n{ key = \"b\";\n number = 1; } );"),
         "4: error: outputs[1].number: 1 is in use already"},
        {DEVICE("\noutputs = ( { key = \"a\"; },\n{ key = \"b\"; } );"),
         "3: error: outputs[1].number: 1 is in use already"},
        {DEVICE("\noutputs = ( { key = \"b\"; },\n{\nkey = \"state\";\n number = 2; } );"),
         "4: error: state: this key is taken"},
        {"discover = ( { driver = \"lamp\"; } );",
         "1: error: driver: lamp devices cannot be discovered: list them in devices"},
        {"discover = ( { driver = \"horn\"; host = \"x\"; }, 3 );",
         "1: error: \"host\" is unknown in an entry of discover: did you mean hosts?\n"
         "1: error: discover: a group for each entry is wanted, e.g. discover = ( { driver = \"echonet\"; "
         "interface = \"eth0\"; } );"},
        {"discover = ( { driver = \"horn\"; interface = \"eth0\"; },\n{ driver = \"bell\"; },\n"
         "{ driver = \"horn\"; interface = \"eth0\"; } );",
         "3: error: discover: horn is searched on eth0 at t.cfg:1 already: one entry with the hosts of both "
         "is "
         "wanted"},
        {"discover = ( { driver = \"bell\"; },\n{ driver = \"bell\"; hosts = [\"192.0.2.1\"]; } );",
         "2: error: discover: bell is searched everywhere at t.cfg:1 already: one entry with the hosts of "
         "both "
         "is wanted"},
        {"devices = ( { id = \"a\"; driver = \"bell\"; } );",
         "1: error: host or identity is missing in an entry of devices: add host = \"...\", its address, or "
         "identity = \"...\", which finds it at any; fairlead discover bell prints both"},
        {"devices = ( { id = \"a\"; driver = \"bell\";\nidentity = \"FE00\"; } );",
         "2: error: identity: \"FE00\" is none: 1 to 55 of the characters a-z, 0-9 and _ are wanted, as "
         "fairlead "
         "discover prints it"},
        {"devices = ( { id = \"a\"; driver = \"lamp\"; identity = \"fe00\"; } );",
         "1: error: host is missing in an entry of devices: add e.g. host = \"...\""},
    };
    CHECK_ALL(rows);
}

/* --- broker, files, secrets ----------------------------------------------------------------- */

static void checks_the_broker(void **state)
{
    (void)state;
    static const struct wrong rows[] = {
        {DEVICE("") "mqtt: { url = \"http://x\"; };",
         "1: error: mqtt.url: \"http://x\": mqtt://, mqtts://, ws:// or wss:// is wanted, e.g. "
         "\"mqtt://127.0.0.1:1883\""},
        {DEVICE("") "mqtt: { url = \"mqtts://x:0\"; };",
         "1: error: mqtt.url: \"mqtts://x:0\": a host and maybe a port from 1 to 65535 are wanted, e.g. "
         "\"mqtts://127.0.0.1:8883\""},
        {DEVICE("") "mqtt: { url = \"mqtt://\"; };",
         "1: error: mqtt.url: \"mqtt://\": a host and maybe a port from 1 to 65535 are wanted, e.g. "
         "\"mqtt://127.0.0.1:1883\""},
        {DEVICE("") "mqtt: { url = \"mqtt://[::1:1\"; };",
         "1: error: mqtt.url: \"mqtt://[::1:1\": a host and maybe a port from 1 to 65535 are wanted, e.g. "
         "\"mqtt://127.0.0.1:1883\""},
        {DEVICE("") "mqtt: { url = \"mqtt://x/path\"; };",
         "1: error: mqtt.url: \"mqtt://x/path\": only ws and wss have something behind the port"},
        {DEVICE("") "mqtt: { url = \"mqtt://me:hidden@x\"; };",
         "1: error: mqtt.url: no user or password here: use mqtt.username and mqtt.password"},
        {DEVICE("") "mqtt: { prefix = \"/a\"; };",
         "1: error: mqtt.prefix: \"/a\" is not allowed: levels of A-Z, a-z, 0-9, _ and -, with / between "
         "them, are"},
        {DEVICE(
             "") "mqtt: { prefix = \"a/+\"; discovery: {\n prefix = \"a//b\";\n status_topic = \"$x\"; }; };",
         "1: error: mqtt.prefix: \"a/+\" is not allowed: levels of A-Z, a-z, 0-9, _ and -, with / between "
         "them, are\n"
         "2: error: mqtt.discovery.prefix: \"a//b\" is no topic: no + or #, no $ in front, no empty level is "
         "allowed\n"
         "3: error: mqtt.discovery.status_topic: \"$x\" is no topic: no + or #, no $ in front, no empty "
         "level is allowed"},
        {DEVICE("") "mqtt: { prefix = \"homeassistant\"; };",
         "1: error: mqtt.prefix: \"homeassistant\" is mqtt.discovery.prefix already: they must differ"},
        {DEVICE("") "mqtt: { client_id = \"\"; };",
         "1: error: mqtt.client_id: empty: leave it out for \"fairlead-home\""},
        {DEVICE("") "mqtt: {\n password = \"x\"; };",
         "1: error: mqtt.password needs mqtt.username (only MQTT 5 does without)"},
        {DEVICE("") "mqtt: { tls: { insecure = true; }; };",
         "1: error: mqtt.tls: works with mqtts:// and wss:// only, mqtt.url has mqtt://"},
        {DEVICE("") "mqtt: { url = \"wss://x\"; tls: { cert_file = \"/dev/null\"; }; };",
         "1: error: mqtt.tls: cert_file and key_file belong together: key_file is missing"},
        {DEVICE("") "mqtt: { url = \"wss://x\"; tls: { ca_file = \"/nowhere/ca.pem\"; }; };",
         "1: error: mqtt.tls.ca_file: /nowhere/ca.pem cannot be read: No such file or directory"},
        {DEVICE("") "http: { listen = \"8099\"; };",
         "1: error: http.listen: \"8099\": address and port are wanted, e.g. \"127.0.0.1:8099\""},
        {DEVICE("") "gateway: { state_dir = \"\"; };",
         "1: error: gateway.state_dir: empty: a folder is wanted"},
    };
    CHECK_ALL(rows);
}

static void keeps_secrets_to_itself(void **state)
{
    (void)state;
    static const struct wrong rows[] = {
        {DEVICE("password = 5;"), "1: error: password: a text in quotes is wanted"},
        {DEVICE("password = \"hidden\"; password_file = \"hidden\";"),
         "1: error: password and password_file are both given: keep one"},
        {DEVICE("password_file = \"x\";\n password_env = \"y\";"),
         "2: error: password_file and password_env are both given: keep one"},
        {DEVICE("password_file = \"/nowhere/password\";"),
         "1: error: password_file: /nowhere/password cannot be read: No such file or directory"},
        {DEVICE("password_file = \"/dev/zero\";"), "1: error: password_file: /dev/zero is no regular file"},
        {DEVICE("password_env = \"FL_TEST_UNSET\";"),
         "1: error: password_env: the environment has no variable \"FL_TEST_UNSET\""},
    };
    CHECK_ALL(rows);
}

static void explains_what_does_not_parse(void **state)
{
    (void)state;
    static const struct wrong rows[] = {
        {"devices = (\n{ id = \"a\" driver }",
         "2: error: syntax error: a quote, a bracket, = or ; is wrong or missing here or just before"},
        {"mqtt: { url = \"a\";\nurl = \"b\"; };",
         "2: error: duplicate setting name: this key is in the same group already"},
        {"a = 1; /* no end\n", "1: error: this comment is never closed"},
        {"\na = \"no end;\n", "2: error: this text in quotes is never closed"},
        {"\n @include \"x.cfg\"\n", "2: error: @include \"x.cfg\": works in files only"},
        {"@include x.cfg\n", "1: error: @include wants a file name in quotes and nothing behind it, e.g. "
                             "@include \"devices.cfg\""},
        {"a = ((((((((((((((((((((((((((((((((((1", "1: error: more than 32 brackets within each other"},
    };
    CHECK_ALL(rows);
}

/* --- warnings, limits ----------------------------------------------------------------------- */

static void warns_without_refusing(void **state)
{
    (void)state;
    static const struct wrong rows[] = {
        {"", " warning: no devices: nothing to do; add e.g. devices = ( { id = \"villa\"; driver = "
             "\"ipcom\"; host = \"192.0.2.1\"; } );"},
        {"\ndevices = ();", "2: warning: no devices: nothing to do; add e.g. devices = ( { id = \"villa\"; "
                            "driver = \"ipcom\"; host = \"192.0.2.1\"; } );"},
        {DEVICE("connection_timeout = \"20s\";"),
         "1: warning: connection_timeout: 20s is less than keepalive_interval, which is 30s: a link that is "
         "well may end"},
        {DEVICE() "\nmulticast: { heartbeat_interval = \"30s\"; };",
         "2: warning: multicast.heartbeat_interval was removed and has no replacement: it is ignored; delete "
         "this line"},
        {"discover = ( { driver = \"horn\"; } );", ""},
        {"/*\n@include \"not me\"\n*/ # \"\n// /*\n" DEVICE("name = \"\\\" /* #\"; /* x */"), ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        bool usable;
        char *got = problems_of(rows[i].text, &usable);
        assert_string_equal(got, rows[i].problems);
        assert_true(usable);
        free(got);
    }
}

static void counts_what_it_does_not_keep(void **state)
{
    (void)state;
    struct fl_problems problems = {0};
    for (unsigned i = 0; i < FL_PROBLEMS_MAX + 7; i++)
        fl_problems_error(&problems, "f", i, "%u", i);
    assert_int_equal(problems.count, FL_PROBLEMS_MAX);
    assert_int_equal(problems.errors, FL_PROBLEMS_MAX + 7);
    assert_int_equal(problems.dropped, 7);
    char *text;
    size_t len;
    FILE *out = open_memstream(&text, &len);
    fl_problems_print(&problems, out);
    fclose(out);
    assert_memory_equal(text, "f: error: 0\nf:1: error: 1\n", 26);
    assert_string_equal(text + len - 15, "... and 7 more\n");
    free(text);
    fl_problems_finish(&problems);
    assert_int_equal(problems.count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(says_what_type_is_wanted),
        cmocka_unit_test(says_what_range_is_allowed),
        cmocka_unit_test(explains_durations),
        cmocka_unit_test(checks_texts),
        cmocka_unit_test(names_unknown_and_missing_keys),
        cmocka_unit_test(checks_devices),
        cmocka_unit_test(checks_the_broker),
        cmocka_unit_test(keeps_secrets_to_itself),
        cmocka_unit_test(explains_what_does_not_parse),
        cmocka_unit_test(warns_without_refusing),
        cmocka_unit_test(counts_what_it_does_not_keep),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
