/* What a configuration says when it is fine: values, defaults and their precedence, included
 * files, secrets, and the comparison at a reload. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/str.h"
#include "config/config.h"
#include "config/duration.h"
#include "families.h"

#define DEVICE(more) "devices = ( { id = \"a\"; driver = \"lamp\"; host = \"h\"; " more " } );"

/* The configuration of a text that has no problem. */
static struct fl_config *parse(const char *text)
{
    struct fl_problems problems = {0};
    struct fl_config *c = fl_config_parse(text, "t.cfg", &problems);
    fl_problems_print(&problems, stderr);
    assert_int_equal(problems.count + problems.dropped, 0);
    assert_non_null(c);
    fl_problems_finish(&problems);
    return c;
}

/* --- values --------------------------------------------------------------------------------- */

static void has_defaults(void **state)
{
    (void)state;
    struct fl_config *c = parse(DEVICE(""));
    assert_string_equal(c->gateway.name, "home");
    assert_string_equal(c->gateway.state_dir, "/var/lib/fairlead");
    assert_int_equal(c->gateway.log.level, 2);
    assert_int_equal(c->gateway.log.format, 0);
    assert_int_equal(c->gateway.status_interval, 60000);
    assert_string_equal(c->mqtt.url, "mqtt://127.0.0.1:1883");
    assert_string_equal(c->mqtt.client_id, "fairlead-home");
    assert_null(c->mqtt.username);
    assert_null(c->mqtt.password);
    assert_string_equal(c->mqtt.prefix, "fairlead");
    assert_int_equal(c->mqtt.version, FL_MQTT_AUTO);
    assert_int_equal(c->mqtt.topics, FL_TOPICS_BOTH);
    assert_int_equal(c->mqtt.keepalive, 30000);
    assert_true(c->mqtt.discovery.enabled);
    assert_string_equal(c->mqtt.discovery.prefix, "homeassistant");
    assert_string_equal(c->mqtt.discovery.status_topic, "homeassistant/status");
    assert_null(c->http.listen);
    assert_true(c->multicast.keep_alive_enabled);
    assert_true(c->multicast.network_monitor_enabled);
    assert_int_equal(c->multicast.group_refresh_interval, 300000);
    const struct fl_device_conf *d = &c->devices[0];
    assert_string_equal(d->name, "a");
    assert_true(d->enabled);
    assert_null(d->identity);
    assert_int_equal(d->queue_size, 64);
    assert_int_equal(d->measurement_interval, 1000);
    assert_int_equal(d->publish_interval, 300000);
    const struct lamp_conf *lamp = d->options;
    assert_int_equal(lamp->port, 5000);
    assert_string_equal(lamp->username, "nobody");
    assert_int_equal(lamp->fade, 1500);
    assert_true(lamp->gain == 0.5);
    fl_config_destroy(c);
}

static void reads_every_type(void **state)
{
    (void)state;
    struct fl_config *c = parse(DEVICE(
        "name = \"Küche\"; identity = \"fe00\"; enabled = false; port = 7; username = \"u\"; bus = 2;"
        "fade = \"0s\"; gain = -1; loud = true; window = { from = \"1.5s\"; to = \"2m\"; };"
        "outputs = ( { key = \"x\"; number = 8; }, { key = \"y\"; } ); ports = [1, 0x10]; hosts = [ \"g\", "
        "\"h\" ]; interface = \"eth0\";"));
    const struct fl_device_conf *d = fl_config_device(c, "a");
    assert_ptr_equal(d, &c->devices[0]);
    assert_null(fl_config_device(c, "b"));
    assert_string_equal(d->name, "Küche");
    assert_string_equal(d->identity, "fe00");
    assert_false(d->enabled);
    assert_string_equal(d->file, "t.cfg");
    assert_int_equal(d->line, 1);
    assert_string_equal(d->interface, "eth0");
    assert_string_equal(d->endpoint.interface, "eth0");
    assert_string_equal(d->endpoint.targets[0].host, "h");
    assert_int_equal(d->endpoint.targets[0].port, 7);
    const struct lamp_conf *lamp = d->options;
    assert_int_equal(lamp->bus, 1);
    assert_int_equal(lamp->fade, 0);
    assert_true(lamp->gain == -1);
    assert_true(lamp->loud);
    assert_int_equal(lamp->window.from, 1500);
    assert_int_equal(lamp->window.to, 120000);
    const struct lamp_output *outputs = lamp->outputs.items;
    assert_int_equal(lamp->outputs.count, 2);
    assert_string_equal(outputs[0].key, "x");
    assert_int_equal(outputs[0].number, 8);
    assert_int_equal(outputs[1].number, 1);
    assert_int_equal(lamp->ports.count, 2);
    assert_int_equal(((const int *)lamp->ports.items)[1], 16);
    assert_int_equal(lamp->hosts.count, 2);
    assert_string_equal(((const char *const *)lamp->hosts.items)[1], "h");
    fl_config_destroy(c);
}

static void completes_the_url(void **state)
{
    (void)state;
    static const struct {
        const char *url, *full;
    } rows[] = {
        {"mqtt://broker", "mqtt://broker:1883"},
        {"mqtts://broker", "mqtts://broker:8883"},
        {"ws://broker", "ws://broker:80"},
        {"wss://b.example/mqtt", "wss://b.example:443/mqtt"},
        {"mqtt://[::1]", "mqtt://[::1]:1883"},
        {"mqtt://[fe80::1]:9", "mqtt://[fe80::1]:9"},
        {"ws://127.0.0.1:9001/", "ws://127.0.0.1:9001/"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char text[200];
        assert_true(fl_format(text, sizeof text, DEVICE("") " mqtt: { url = \"%s\"; };", rows[i].url));
        struct fl_config *c = parse(text);
        assert_string_equal(c->mqtt.url, rows[i].full);
        fl_config_destroy(c);
    }
}

static void reads_the_whole_gateway(void **state)
{
    (void)state;
    struct fl_config *c = parse(
        DEVICE("") "gateway: { name = \"barn\"; state_dir = \"/s\"; log: { level = \"trace\"; format = "
                   "\"json\"; }; };"
                   "mqtt: { url = \"mqtts://b\"; username = \"u\"; password = \"p\"; version = \"3.1.1\"; "
                   "keepalive = \"1m\"; prefix = \"barn/fair-lead\"; topics = \"entities\"; tls: { insecure "
                   "= true; };"
                   "discovery: { enabled = false; prefix = \"ha\"; status_topic = \"ha/up\"; }; };"
                   "http: { listen = \"[::1]:8099\"; }; multicast: { keep_alive_enabled = false; "
                   "group_refresh_interval = \"0s\"; network_monitor_enabled = false; };"
                   "discover = ( { driver = \"horn\"; interface = \"eth0\"; hosts = [ \"10.0.2.7\" ]; } );");
    assert_int_equal(c->gateway.log.level, 4);
    assert_int_equal(c->gateway.log.format, 1);
    assert_string_equal(c->mqtt.client_id, "fairlead-barn");
    assert_string_equal(c->mqtt.password, "p");
    assert_int_equal(c->mqtt.version, FL_MQTT_311);
    assert_int_equal(c->mqtt.keepalive, 60000);
    assert_string_equal(c->mqtt.prefix, "barn/fair-lead");
    assert_int_equal(c->mqtt.topics, FL_TOPICS_ENTITIES);
    assert_true(c->mqtt.tls.insecure);
    assert_false(c->mqtt.discovery.enabled);
    assert_string_equal(c->mqtt.discovery.status_topic, "ha/up");
    assert_string_equal(c->http.listen, "[::1]:8099");
    assert_false(c->multicast.keep_alive_enabled);
    assert_int_equal(c->multicast.group_refresh_interval, 0);
    assert_int_equal(c->discover_count, 1);
    assert_ptr_equal(c->discover[0].driver, fl_drivers[1]);
    assert_string_equal(c->discover[0].interface, "eth0");
    assert_string_equal(((const char *const *)c->discover[0].hosts.items)[0], "10.0.2.7");
    fl_config_destroy(c);
}

/* --- precedence ----------------------------------------------------------------------------- */

static void device_beats_defaults_beats_family(void **state)
{
    (void)state;
    struct fl_config *c = parse(
        "defaults: { poll_interval = \"1s\"; failure_threshold = 7; queue_size = 9; interface = \"eth1\"; "
        "reconnect_max = \"2m\"; };"
        "devices = ( { id = \"a\"; driver = \"lamp\"; host = \"h\"; poll_interval = \"2s\"; },"
        "            { id = \"b\"; driver = \"horn\"; token = \"t\"; failure_threshold = 3; interface = "
        "\"lo\"; },"
        "            { id = \"c\"; driver = \"horn\"; token = \"t\"; heartbeat_interval = \"0s\"; "
        "              initial_backoff = \"5s\"; } );");
    const struct fl_device_conf *a = &c->devices[0], *b = &c->devices[1], *last = &c->devices[2];
    assert_int_equal(a->timing.poll_interval, 2000);  /* its own */
    assert_int_equal(b->timing.poll_interval, 1000);  /* defaults */
    assert_int_equal(a->timing.failure_threshold, 7); /* defaults before the family's 1 */
    assert_int_equal(b->timing.failure_threshold, 3); /* its own */
    assert_int_equal(a->timing.write_interval, 200);  /* the family's */
    assert_int_equal(b->timing.write_interval, 0);    /* the general one */
    assert_int_equal(b->timing.keepalive_interval, 3000);
    assert_int_equal(a->timing.keepalive_interval, 30000);
    assert_int_equal(a->timing.reconnect_max, 120000);
    assert_int_equal(a->queue_size, 9);
    assert_string_equal(a->endpoint.interface, "eth1");
    assert_string_equal(b->endpoint.interface, "lo");
    assert_int_equal(last->timing.keepalive_interval, 0); /* under the family's name for it */
    assert_int_equal(last->timing.reconnect_min, 5000);
    fl_config_destroy(c);
}

static void family_turns_settings_off(void **state)
{
    (void)state;
    struct fl_config *c = parse("devices = ( { id = \"b\"; driver = \"horn\"; token = \"t\"; } );");
    assert_int_equal(c->devices[0].timing.failure_threshold, 0);
    assert_int_equal(c->devices[0].timing.connection_timeout, 7300);
    assert_int_equal(c->devices[0].timing.connect_timeout, 5000);
    fl_config_destroy(c);
}

/* --- files ---------------------------------------------------------------------------------- */

struct folder {
    char path[64];
};

static struct folder make_folder(void)
{
    struct folder f;
    strcpy(f.path, "/tmp/fl_config_XXXXXX");
    assert_non_null(mkdtemp(f.path));
    return f;
}

static void write_file(const struct folder *f, const char *name, const char *text, mode_t mode)
{
    char path[200];
    assert_true(fl_format(path, sizeof path, "%s/%s", f->path, name));
    FILE *out = fopen(path, "w");
    assert_non_null(out);
    fputs(text, out);
    fclose(out);
    assert_int_equal(chmod(path, mode), 0);
}

static void remove_folder(const struct folder *f)
{
    char command[100];
    assert_true(fl_format(command, sizeof command, "rm -r '%s'", f->path));
    assert_int_equal(system(command), 0);
}

/* Loads main.cfg; *words: its problems without the folder's name, to be freed. */
static struct fl_config *load_main(const struct folder *f, char **words)
{
    char path[200];
    struct fl_problems problems = {0};
    struct fl_str s = {0};
    assert_true(fl_format(path, sizeof path, "%s/main.cfg", f->path));
    struct fl_config *c = fl_config_load(path, &problems);
    for (size_t i = 0; i < problems.count; i++) {
        const char *text = problems.items[i].text;
        for (const char *at; (at = strstr(text, f->path)); text = at + strlen(f->path) + 1)
            fl_str_add_n(&s, text, (size_t)(at - text));
        fl_str_addf(&s, "%s\n", text);
    }
    fl_problems_finish(&problems);
    *words = fl_str_take(&s);
    return c;
}

static void follows_includes(void **state)
{
    (void)state;
    struct folder f = make_folder();
    char sub[100], *words;
    assert_true(fl_format(sub, sizeof sub, "%s/sub", f.path));
    assert_int_equal(mkdir(sub, 0700), 0);
    write_file(&f, "main.cfg",
               "# main\ngateway: { name = \"g\"; };\n  @include \"sub/mqtt.cfg\" // there\n"
               "\ndevices = (\n@include \"sub/devices.cfg\"\n);\n@include \"last.cfg\"",
               0600);
    write_file(&f, "last.cfg", "# no line ends here", 0600);
    write_file(&f, "sub/mqtt.cfg", "mqtt: {\n  prefix = \"p\";\n};", 0600);
    write_file(&f, "sub/devices.cfg",
               "@include \"one.cfg\"\n,\n{ id = \"b\"; driver = \"lamp\";\n host = \"h\"; }\n", 0600);
    write_file(&f, "sub/one.cfg", "\n{ id = \"a\"; driver = \"lamp\"; host = \"h\"; }", 0600);
    struct fl_config *c = load_main(&f, &words);
    assert_string_equal(words, "");
    assert_non_null(c);
    assert_string_equal(c->gateway.name, "g");
    assert_string_equal(c->mqtt.prefix, "p");
    assert_int_equal(c->device_count, 2);
    assert_string_equal(c->devices[0].file + strlen(f.path), "/sub/one.cfg");
    assert_int_equal(c->devices[0].line, 2);
    assert_string_equal(c->devices[1].file + strlen(f.path), "/sub/devices.cfg");
    assert_int_equal(c->devices[1].line, 3);
    fl_config_destroy(c);
    free(words);
    remove_folder(&f);
}

static void places_problems_in_included_files(void **state)
{
    (void)state;
    static const struct {
        const char *included, *problems;
    } rows[] = {
        {"mqtt: {\n  prefix = \"#\";\n};", "sub.cfg:2: error: mqtt.prefix: \"#\" is not allowed: levels of "
                                           "A-Z, a-z, 0-9, _ and -, with / between "
                                           "them, are\nmain.cfg:3: error: \"x\" is unknown in the file: "
                                           "allowed are gateway, mqtt, http, multicast, "
                                           "defaults, devices, discover\n"},
        {"mqtt: {\n  prefix = ;\n};", "sub.cfg:2: error: syntax error: a quote, a bracket, = or ; is wrong "
                                      "or missing here or just before\n"},
        {"\n/* open\n", "sub.cfg:2: error: this comment is never closed\n"},
        {"\n@include \"none.cfg\"\n",
         "sub.cfg:2: error: @include: none.cfg cannot be read: No such file or directory\n"},
        {"\n@include \"sub.cfg\"\n", "sub.cfg:2: error: @include \"sub.cfg\": more than 10 files within each "
                                     "other; does one include itself?\n"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct folder f = make_folder();
        char *words;
        write_file(&f, "main.cfg",
                   "devices = ( { id = \"a\"; driver = \"lamp\"; host = \"h\"; } );\n"
                   "@include \"sub.cfg\"\nx = 5;\n",
                   0600);
        write_file(&f, "sub.cfg", rows[i].included, 0600);
        assert_null(load_main(&f, &words));
        assert_string_equal(words, rows[i].problems);
        free(words);
        remove_folder(&f);
    }
}

static void reports_unreadable_files(void **state)
{
    (void)state;
    struct folder f = make_folder();
    char *words;
    assert_null(load_main(&f, &words));
    assert_string_equal(words, "main.cfg: error: cannot be read: No such file or directory\n");
    free(words);
    struct fl_problems problems = {0};
    assert_null(fl_config_load(f.path, &problems));
    assert_int_equal(problems.count, 1);
    assert_string_equal(problems.items[0].text + strlen(f.path), ": error: cannot be read: Is a directory");
    fl_problems_finish(&problems);
    remove_folder(&f);
}

/* --- secrets -------------------------------------------------------------------------------- */

static void reads_secrets_from_anywhere(void **state)
{
    (void)state;
    struct folder f = make_folder();
    char *words;
    write_file(&f, "main.cfg",
               "devices = ( { id = \"a\"; driver = \"lamp\"; host = \"h\"; password = \"in the file\"; },"
               "{ id = \"b\"; driver = \"lamp\"; host = \"h\"; password_file = \"secret\"; },"
               "{ id = \"c\"; driver = \"lamp\"; host = \"h\"; password_env = \"FL_TEST_SECRET\"; },"
               "{ id = \"d\"; driver = \"lamp\"; host = \"h\"; password_file = \"empty\"; } );",
               0600);
    write_file(&f, "secret", " two lines\n\n", 0600);
    write_file(&f, "empty", "", 0600);
    setenv("FL_TEST_SECRET", "from outside", 1);
    struct fl_config *c = load_main(&f, &words);
    assert_string_equal(words, "");
    assert_non_null(c);
    static const char *const secrets[] = {"in the file", " two lines\n", "from outside", ""};
    for (size_t i = 0; i < 4; i++)
        assert_string_equal(((const struct lamp_conf *)c->devices[i].options)->password, secrets[i]);
    unsetenv("FL_TEST_SECRET");
    fl_config_destroy(c);
    free(words);
    remove_folder(&f);
}

static void warns_of_exposed_secrets(void **state)
{
    (void)state;
    struct folder f = make_folder();
    char *words;
    write_file(&f, "main.cfg",
               "devices = ( { id = \"a\"; driver = \"lamp\"; host = \"h\";\n password = \"hidden\"; },"
               "{ id = \"b\"; driver = \"lamp\"; host = \"h\"; password = \"hidden\"; } );",
               0644);
    struct fl_config *c = load_main(&f, &words);
    assert_non_null(c);
    assert_string_equal(words, "main.cfg:2: warning: password: everybody on this machine may read this file: "
                               "chmod o-r, or use password_file\n");
    fl_config_destroy(c);
    free(words);
    remove_folder(&f);
}

/* --- comparison ----------------------------------------------------------------------------- */

static void compares_devices_by_rows(void **state)
{
    (void)state;
    static const struct {
        const char *a, *b;
        bool equal;
    } rows[] = {
        {DEVICE(""), "\n\n" DEVICE(""), true},
        {DEVICE("outputs = ( { key = \"x\"; } ); hosts = [\"h\"]; ports = [1]; password = \"p\";"),
         DEVICE(
             "password = \"p\"; ports = [1]; outputs = ( { key = \"x\"; number = 1; } ); hosts = [\"h\"];"),
         true},
        {DEVICE(""), DEVICE("name = \"a\";"), true},
        {DEVICE(""), DEVICE("name = \"b\";"), false},
        {DEVICE(""), DEVICE("enabled = false;"), false},
        {DEVICE(""), DEVICE("identity = \"fe\";"), false},
        {DEVICE(""), DEVICE("interface = \"eth0\";"), false},
        {DEVICE(""), DEVICE("publish_interval = \"1m\";"), false},
        {DEVICE(""), "defaults: { poll_interval = \"1s\"; };" DEVICE(""), false},
        {DEVICE(""), DEVICE("gain = 0.4;"), false},
        {DEVICE("password = \"p\";"), DEVICE("password = \"q\";"), false},
        {DEVICE("hosts = [\"g\"];"), DEVICE("hosts = [\"h\"];"), false},
        {DEVICE("ports = [1];"), DEVICE("ports = [1, 2];"), false},
        {DEVICE("ports = [1];"), DEVICE("ports = [2];"), false},
        {DEVICE("outputs = ( { key = \"x\"; } );"), DEVICE("outputs = ( { key = \"y\"; } );"), false},
        {DEVICE("window = { to = \"1s\"; };"), DEVICE("window = { to = \"2s\"; };"), false},
        {DEVICE(""), "devices = ( { id = \"a\"; driver = \"horn\"; token = \"t\"; } );", false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct fl_config *a = parse(rows[i].a), *b = parse(rows[i].b);
        if (fl_device_conf_equal(&a->devices[0], &b->devices[0]) != rows[i].equal)
            fail_msg("wrong answer for %s and %s", rows[i].a, rows[i].b);
        fl_config_destroy(a);
        fl_config_destroy(b);
    }
}

static void compares_brokers_by_rows(void **state)
{
    (void)state;
    struct fl_config *one = parse(DEVICE(""));
    struct fl_config *same = parse(DEVICE("") "mqtt: { url = \"mqtt://127.0.0.1\"; };");
    struct fl_config *other = parse(DEVICE("") "mqtt: { discovery: { enabled = false; }; };");
    assert_true(fl_mqtt_conf_equal(&one->mqtt, &same->mqtt));
    assert_false(fl_mqtt_conf_equal(&one->mqtt, &other->mqtt));
    fl_config_destroy(one);
    fl_config_destroy(same);
    fl_config_destroy(other);
}

/* --- the rest ------------------------------------------------------------------------------- */

static void loads_thousands_of_devices(void **state)
{
    (void)state;
    enum { MANY = 2000 };
    struct fl_str s = {0};
    fl_str_add(&s, "devices = (");
    for (int i = MANY; i > 0; i--)
        fl_str_addf(&s, "%s\n{ id = \"d%d\"; driver = \"lamp\"; host = \"h\"; }", i < MANY ? "," : "", i);
    fl_str_add(&s, ");");
    struct fl_config *c = parse(s.text);
    assert_int_equal(c->device_count, MANY);
    for (int i = 1; i <= MANY; i++) {
        char id[16];
        fl_format(id, sizeof id, "d%d", i);
        assert_ptr_equal(fl_config_device(c, id), &c->devices[MANY - i]);
    }
    fl_config_destroy(c);
    fl_str_finish(&s);
}

static void reads_and_writes_durations(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum fl_err err;
        int ms;
        const char *back;
    } rows[] = {
        {"350ms", FL_OK, 350, "350ms"},
        {"30s", FL_OK, 30000, "30s"},
        {"90s", FL_OK, 90000, "90s"},
        {"5m", FL_OK, 300000, "5m"},
        {"120s", FL_OK, 120000, "2m"},
        {"1h", FL_OK, 3600000, "1h"},
        {"24h", FL_OK, 86400000, "24h"},
        {"1.5s", FL_OK, 1500, "1500ms"},
        {"0.5h", FL_OK, 1800000, "30m"},
        {"0s", FL_OK, 0, "0s"},
        {"0ms", FL_OK, 0, "0s"},
        {"7300ms", FL_OK, 7300, "7300ms"},
        {"2147483647ms", FL_OK, 2147483647, "2147483647ms"},
        {"2147483648ms", FL_E_RANGE, 0, NULL},
        {"1000h", FL_E_RANGE, 0, NULL},
        {"99999999999999999999999s", FL_E_RANGE, 0, NULL},
        {"0.5ms", FL_E_FORMAT, 0, NULL},
        {"1.2345s", FL_E_FORMAT, 0, NULL},
        {"", FL_E_FORMAT, 0, NULL},
        {"s", FL_E_FORMAT, 0, NULL},
        {"5", FL_E_FORMAT, 0, NULL},
        {"5d", FL_E_FORMAT, 0, NULL},
        {"1m30s", FL_E_FORMAT, 0, NULL},
        {"1.s", FL_E_FORMAT, 0, NULL},
        {".5s", FL_E_FORMAT, 0, NULL},
        {"1.5.5s", FL_E_FORMAT, 0, NULL},
        {"-1s", FL_E_FORMAT, 0, NULL},
        {"5S", FL_E_FORMAT, 0, NULL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        int ms = 0;
        char back[FL_DURATION_TEXT];
        if (fl_duration_parse(rows[i].text, &ms) != rows[i].err || ms != rows[i].ms)
            fail_msg("%s: %d", rows[i].text, ms);
        if (rows[i].back)
            assert_string_equal(fl_duration_text(ms, back), rows[i].back);
    }
}

static void writes_tables(void **state)
{
    (void)state;
    char *table = fl_config_table(fl_drivers[0]->options);
    assert_string_equal(table, "| key | default | range | meaning |\n"
                               "|---|---|---|---|\n"
                               "| `host` | required | text | address |\n"
                               "| `port` | `5000` | 1 to 65535 | TCP port |\n"
                               "| `username` | `nobody` | text | user |\n"
                               "| `password` |  | text; or `_file`, `_env` | its password |\n"
                               "| `bus` | `1` | `1`, `2`, `both` | which wires |\n"
                               "| `fade` | `1500ms` | 0s (off) or 100ms to 60s | slow change |\n"
                               "| `gain` | `0.5` | -1.5 to 1.5 | brightness |\n"
                               "| `loud` | `false` | `true`, `false` | clicks |\n"
                               "| `window` |  | group | when |\n"
                               "| `window.from` | `0s` |  | begin |\n"
                               "| `window.to` | required |  | end |\n"
                               "| `outputs` |  | list of groups | terminals in use |\n"
                               "| `outputs[].key` | required | a-z, 0-9, _; 1 to 64 | topic level |\n"
                               "| `outputs[].number` | `1` | 1 to 8 | terminal |\n"
                               "| `ports` |  | array of 1 to 65535 | other ports |\n"
                               "| `hosts` |  | array of texts | other addresses |\n");
    free(table);
}

/* --- devices that were found ------------------------------------------------------------------ */

static void identity_stands_for_the_host(void **state)
{
    (void)state;
    struct fl_config *c = parse("devices = ( { id = \"a\"; driver = \"bell\"; identity = \"fe00\"; },"
                                "{ id = \"b\"; driver = \"bell\"; host = \"192.0.2.1\"; } );");
    assert_string_equal(c->devices[0].identity, "fe00");
    assert_int_equal(c->devices[0].endpoint.target_count, 0);
    assert_int_equal(c->devices[1].endpoint.target_count, 1);
    fl_config_destroy(c);
}

static void found_devices_have_the_defaults(void **state)
{
    (void)state;
    struct fl_config *base = parse("defaults: { poll_interval = \"2s\"; interface = \"eth7\"; }; discover = "
                                   "( { driver = \"bell\"; } );");
    char name[] = "A \"loud\" bell", host[] = "192.0.2.9";
    const struct fl_found_conf found = {.driver = fl_drivers[2],
                                        .id = "bell_fe00",
                                        .name = name,
                                        .identity = "fe00",
                                        .interface = "",
                                        .host = host,
                                        .port = 9};
    struct fl_error err;
    struct fl_config *c = fl_config_found(base, &found, &err);
    assert_non_null(c);
    fl_config_destroy(base); /* and whatever else was lent */
    memset(name, 'x', sizeof name - 1);
    memset(host, 'x', sizeof host - 1);
    assert_int_equal(c->device_count, 1);
    const struct fl_device_conf *d = fl_config_device(c, "bell_fe00");
    assert_non_null(d);
    assert_true(d->discovered && d->enabled);
    assert_ptr_equal(d->driver, fl_drivers[2]);
    assert_string_equal(d->name, "A \"loud\" bell");
    assert_string_equal(d->identity, "fe00");
    assert_string_equal(d->interface, "eth7");
    assert_string_equal(d->endpoint.interface, "eth7");
    assert_string_equal(d->endpoint.targets[0].host, "192.0.2.9");
    assert_int_equal(d->endpoint.targets[0].port, 9);
    assert_int_equal(d->timing.poll_interval, 2000);
    assert_string_equal(d->file, "discovered");
    fl_config_destroy(c);
}

static void found_devices_compare_like_others(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "discover = ( { driver = \"bell\"; } );",
        "discover = ( { driver = \"bell\"; hosts = [\"192.0.2.7\"]; } );",
        "discover = ( { driver = \"bell\"; } ); defaults: { poll_interval = \"2s\"; };"};
    const struct fl_found_conf found = {
        .driver = fl_drivers[2], .id = "bell_fe00", .name = "Bell", .identity = "fe00", .host = "192.0.2.9"};
    struct fl_config *c[3];
    for (size_t i = 0; i < 3; i++) {
        struct fl_error err;
        struct fl_config *base = parse(texts[i]);
        c[i] = fl_config_found(base, &found, &err);
        fl_config_destroy(base);
    }
    assert_true(fl_device_conf_equal(&c[0]->devices[0], &c[1]->devices[0]));
    assert_false(fl_device_conf_equal(&c[0]->devices[0], &c[2]->devices[0]));
    for (size_t i = 0; i < 3; i++)
        fl_config_destroy(c[i]);
}

static void what_nobody_can_guess_is_not_found(void **state)
{
    (void)state;
    struct fl_config *base = parse("discover = ( { driver = \"horn\"; } );");
    const struct fl_found_conf found = {
        .driver = fl_drivers[1], .id = "horn_1", .name = "Horn", .identity = "1"};
    struct fl_error err = {0};
    assert_null(fl_config_found(base, &found, &err));
    assert_int_equal(err.code, FL_E_CONFIG);
    assert_non_null(strstr(err.text, "token"));
    fl_config_destroy(base);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(identity_stands_for_the_host),
        cmocka_unit_test(found_devices_have_the_defaults),
        cmocka_unit_test(found_devices_compare_like_others),
        cmocka_unit_test(what_nobody_can_guess_is_not_found),
        cmocka_unit_test(has_defaults),
        cmocka_unit_test(reads_every_type),
        cmocka_unit_test(completes_the_url),
        cmocka_unit_test(reads_the_whole_gateway),
        cmocka_unit_test(device_beats_defaults_beats_family),
        cmocka_unit_test(family_turns_settings_off),
        cmocka_unit_test(follows_includes),
        cmocka_unit_test(places_problems_in_included_files),
        cmocka_unit_test(reports_unreadable_files),
        cmocka_unit_test(reads_secrets_from_anywhere),
        cmocka_unit_test(warns_of_exposed_secrets),
        cmocka_unit_test(compares_devices_by_rows),
        cmocka_unit_test(compares_brokers_by_rows),
        cmocka_unit_test(loads_thousands_of_devices),
        cmocka_unit_test(reads_and_writes_durations),
        cmocka_unit_test(writes_tables),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
