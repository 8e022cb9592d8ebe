/* A probe at work, with a hub that the test plays: it calls the station's ops and notes what the
 * probe has sent. */
#include "support/cmocka.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "link/probe.h"

/* --- the hub, as far as a station sees it ----------------------------------------------------- */

enum { SENT_MAX = 8 };

struct fl_hub_station {
    struct fl_endpoint ep;
    uint16_t port;
    const struct fl_hub_station_ops *ops;
    void *ctx;
    struct sent {
        struct fl_addr to; /* family 0: the group */
        char text[32];
    } sent[SENT_MAX];
    size_t sent_count, searches;
    uint64_t wake_ms;
    bool closed;
};

static struct fl_hub_station station;

struct fl_hub_station *fl_hub_station_open(struct fl_hub *h, const struct fl_endpoint *ep, uint16_t port,
                                           const struct fl_hub_station_ops *ops, void *ctx)
{
    (void)h;
    station = (struct fl_hub_station){.ep = *ep, .port = port, .ops = ops, .ctx = ctx};
    return &station;
}

void fl_hub_station_send(struct fl_hub_station *s, const struct fl_addr *to, const void *data, size_t len)
{
    assert_true(s->sent_count < SENT_MAX && len < sizeof s->sent->text);
    struct sent *sent = &s->sent[s->sent_count++];
    *sent = (struct sent){.to = to ? *to : (struct fl_addr){0}};
    memcpy(sent->text, data, len);
}

void fl_hub_station_wake_at(struct fl_hub_station *s, uint64_t when_ms)
{
    s->wake_ms = when_ms;
}

void fl_hub_station_search(struct fl_hub_station *s)
{
    s->searches++;
    s->ops->joined(s->ctx); /* the real one: soon, on its thread */
}

void fl_hub_station_close(struct fl_hub_station *s)
{
    s->closed = true;
}

/* --- a scripted probe --------------------------------------------------------------------------- */

struct session {
    size_t opened;
    const struct fl_probe_conf *conf;
};

static struct script {
    size_t finished, fed, fed_to_group;
    struct fl_addr from;
    char heard[32];
    struct fl_probe_conf conf; /* as open() saw it */
    char version[16];
    void (*on_feed)(struct fl_io *io);
} script;

static const struct fl_addr somewhere = {.family = 4, .ip = {192, 0, 2, 7}, .port = 3610, .if_index = 1};

static void probe_open(void *session, struct fl_io *io, const struct fl_probe_conf *conf)
{
    struct session *s = session;
    s->opened++;
    s->conf = conf;
    fl_io_send(io, "open", 4);
}

static void probe_search(void *session, struct fl_io *io)
{
    struct session *s = session;
    assert_int_equal(s->opened, 1);
    script.conf = *s->conf;
    strcpy(script.version, s->conf->version);
    fl_io_send(io, "who", 3);
    for (size_t i = 0; i < s->conf->host_count; i++)
        fl_io_send_to(io, &s->conf->hosts[i], "you?", 4);
}

static void probe_feed(void *session, struct fl_io *io, bool to_group, const uint8_t *data, size_t len)
{
    (void)session;
    script.fed++;
    script.fed_to_group += to_group;
    script.from = fl_io_from(io);
    memcpy(script.heard, data, len);
    script.heard[len] = '\0';
    if (script.on_feed)
        script.on_feed(io);
}

static void probe_tick(void *session, struct fl_io *io)
{
    (void)session;
    fl_io_send(io, "tick", 4);
}

static void probe_close(void *session, struct fl_io *io)
{
    (void)session;
    fl_io_send(io, "bye", 3);
}

static void probe_finish(void *session)
{
    (void)session;
    script.finished++;
}

static const struct fl_probe probe = {
    .session_size = sizeof(struct session),
    .open = probe_open,
    .search = probe_search,
    .feed = probe_feed,
    .tick = probe_tick,
    .close = probe_close,
    .finish = probe_finish,
};

static const struct fl_driver driver = {
    .name = "bell", .medium = FL_GROUP, .port = 3610, .group = "224.0.23.0", .probe = &probe};

/* --- who listens --------------------------------------------------------------------------------- */

static struct noted {
    size_t found, unclaimed, trouble;
    char identity[FL_IDENTITY_MAX], about[64], why[32];
    struct fl_addr at, from;
} noted;

static void on_found(void *ctx, const char *identity, const struct fl_addr *at, const char *about)
{
    assert_ptr_equal(ctx, &noted);
    noted.found++;
    strcpy(noted.identity, identity);
    strcpy(noted.about, about);
    noted.at = *at;
}

static void on_unclaimed(void *ctx, const struct fl_addr *from)
{
    assert_ptr_equal(ctx, &noted);
    noted.unclaimed++;
    noted.from = *from;
}

static void on_trouble(void *ctx, const char *why)
{
    assert_ptr_equal(ctx, &noted);
    noted.trouble++;
    strcpy(noted.why, why);
}

static const struct fl_probing_events events = {
    .found = on_found, .unclaimed = on_unclaimed, .trouble = on_trouble};

static struct fl_probing *make(const char *interface)
{
    noted = (struct noted){0};
    script = (struct script){0};
    const struct fl_probing_conf conf = {.driver = &driver, .interface = interface};
    struct fl_probing *p = fl_probing_create(NULL, &conf, "bell", &events, &noted);
    assert_non_null(p);
    return p;
}

static void hear(const char *text, const struct fl_addr *from, bool to_group, bool claimed)
{
    station.ops->datagram(station.ctx, from, to_group, claimed, (const uint8_t *)text, strlen(text));
}

/* --- tests ----------------------------------------------------------------------------------------- */

static void opens_once_and_searches_at_each_joining(void **state)
{
    (void)state;
    struct fl_probing *p = make("");
    assert_string_equal(station.ep.group, "224.0.23.0");
    assert_int_equal(station.port, 3610);
    assert_int_equal(station.sent_count, 0);
    station.ops->joined(station.ctx);
    assert_int_equal(station.sent_count, 2);
    assert_string_equal(station.sent[0].text, "open");
    assert_string_equal(station.sent[1].text, "who");
    assert_int_equal(station.sent[1].to.family, 0);
    fl_probing_search(p);
    assert_int_equal(station.searches, 1);
    assert_int_equal(station.sent_count, 3);
    assert_string_equal(station.sent[2].text, "who");
    fl_probing_destroy(p);
}

static void the_probe_gets_copies_of_its_settings(void **state)
{
    (void)state;
    script = (struct script){0};
    char version[] = "1.2";
    struct fl_addr hosts[] = {somewhere};
    struct fl_known known[] = {{.identity = "ab", .at = somewhere}};
    const struct fl_probing_conf conf = {
        .driver = &driver,
        .interface = "",
        .probe = {.station = {7},
                  .version = version,
                  .hosts = hosts,
                  .host_count = 1,
                  .known = known,
                  .known_count = 1,
                  .search = true},
    };
    struct fl_probing *p = fl_probing_create(NULL, &conf, "bell", &events, &noted);
    version[0] = '9';
    memset(hosts, 0, sizeof hosts);
    memset(known, 0, sizeof known);
    station.ops->joined(station.ctx);
    assert_string_equal(script.version, "1.2");
    assert_int_equal(script.conf.station[0], 7);
    assert_true(script.conf.search);
    assert_string_equal(script.conf.known[0].identity, "ab");
    assert_string_equal(station.sent[2].text, "you?");
    assert_true(fl_addr_equal(&station.sent[2].to, &somewhere));
    fl_probing_destroy(p);
}

static void datagrams_reach_the_probe_and_the_unclaimed_its_owner(void **state)
{
    (void)state;
    struct fl_probing *p = make("");
    hear("early", &somewhere, true, false);
    assert_int_equal(script.fed, 0); /* before it was opened */
    station.ops->joined(station.ctx);
    hear("mine", &somewhere, true, true);
    assert_int_equal(script.fed_to_group, 1);
    assert_string_equal(script.heard, "mine");
    assert_true(fl_addr_equal(&script.from, &somewhere));
    assert_int_equal(noted.unclaimed, 0);
    hear("nobody's", &somewhere, false, false);
    assert_int_equal(script.fed, 2);
    assert_int_equal(script.fed_to_group, 1);
    assert_int_equal(noted.unclaimed, 1);
    assert_true(fl_addr_equal(&noted.from, &somewhere));
    fl_probing_destroy(p);
}

static void another_interface_is_not_heard(void **state)
{
    (void)state;
    struct fl_probing *p = make("lo");
    station.ops->joined(station.ctx);
    struct fl_addr elsewhere = somewhere;
    elsewhere.if_index = 9999;
    hear("there", &elsewhere, true, false);
    assert_int_equal(script.fed + noted.unclaimed, 0);
    hear("here", &somewhere, true, false); /* lo has index 1 on every Linux */
    assert_int_equal(script.fed, 1);
    fl_probing_destroy(p);
}

static void report_three(struct fl_io *io)
{
    static const struct fl_addr nowhere = {0};
    fl_io_found(io, "fe0001", &somewhere, "a \"lamp\"\nof \xff Acme");
    fl_io_found(io, "Not An Identity", &somewhere, "x");
    fl_io_found(io, "fe0002", &nowhere, "x");
}

static void who_is_found_is_reported_tamed(void **state)
{
    (void)state;
    struct fl_probing *p = make("");
    station.ops->joined(station.ctx);
    script.on_feed = report_three;
    hear("hello", &somewhere, true, true);
    assert_int_equal(noted.found, 1);
    assert_string_equal(noted.identity, "fe0001");
    assert_string_equal(noted.about, "a \"lamp\"?of ? Acme");
    assert_true(fl_addr_equal(&noted.at, &somewhere));
    fl_probing_destroy(p);
}

static void set_timer(struct fl_io *io)
{
    fl_io_wake_at(io, 4711);
}

static void stop_timer(struct fl_io *io)
{
    fl_io_wake_at(io, 0);
}

static void the_timer_rings(void **state)
{
    (void)state;
    struct fl_probing *p = make("");
    station.ops->joined(station.ctx);
    script.on_feed = set_timer;
    hear("", &somewhere, true, true);
    assert_int_equal(station.wake_ms, 4711);
    station.ops->tick(station.ctx);
    assert_string_equal(station.sent[station.sent_count - 1].text, "tick");
    script.on_feed = stop_timer;
    hear("", &somewhere, true, true);
    assert_true(station.wake_ms == FL_NEVER);
    fl_probing_destroy(p);
}

static void do_what_links_do(struct fl_io *io)
{
    fl_io_online(io);
    fl_io_fail(io, FL_E_CLOSED, "no");
    fl_io_save(io, "x", 1);
    fl_io_send(io, "still", 5);
}

static void what_is_for_links_is_refused(void **state)
{
    (void)state;
    struct fl_probing *p = make("");
    station.ops->joined(station.ctx);
    script.on_feed = do_what_links_do;
    hear("", &somewhere, true, true);
    hear("", &somewhere, true, true);
    assert_string_equal(station.sent[station.sent_count - 1].text, "still"); /* the rest goes on */
    assert_int_equal(noted.found + noted.trouble, 0);
    fl_probing_destroy(p);
}

static void trouble_is_passed_on(void **state)
{
    (void)state;
    struct fl_probing *p = make("");
    station.ops->trouble(station.ctx, "the port is taken");
    assert_int_equal(noted.trouble, 1);
    assert_string_equal(noted.why, "the port is taken");
    fl_probing_destroy(p);
    assert_int_equal(station.searches, 0); /* it never began: no last words */
    assert_int_equal(station.sent_count, 0);
    assert_int_equal(script.finished, 1);
}

static void last_words_come_last(void **state)
{
    (void)state;
    struct fl_probing *p = make("");
    station.ops->joined(station.ctx);
    fl_probing_destroy(p);
    assert_string_equal(station.sent[station.sent_count - 1].text, "bye");
    assert_true(station.closed);
    assert_int_equal(script.finished, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(opens_once_and_searches_at_each_joining),
        cmocka_unit_test(the_probe_gets_copies_of_its_settings),
        cmocka_unit_test(datagrams_reach_the_probe_and_the_unclaimed_its_owner),
        cmocka_unit_test(another_interface_is_not_heard),
        cmocka_unit_test(who_is_found_is_reported_tamed),
        cmocka_unit_test(the_timer_rings),
        cmocka_unit_test(what_is_for_links_is_refused),
        cmocka_unit_test(trouble_is_passed_on),
        cmocka_unit_test(last_words_come_last),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
