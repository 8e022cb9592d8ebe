/* Networks and the queue of what they hear, with probes that the test plays. */
#include "support/cmocka.h"

#include <stdio.h>
#include <string.h>

#include "gateway/networks.h"

/* --- probes ------------------------------------------------------------------------------------- */

enum { PROBES_MAX = 8 };

struct fl_probing {
    struct fl_probing_conf conf;
    char interface[FL_INTERFACE_MAX], subject[96];
    struct fl_probing_events events;
    void *ctx;
    size_t searches;
    bool alive;
};

static struct fl_probing probes[PROBES_MAX];
static size_t made;

struct fl_probing *fl_probing_create(struct fl_hub *hub, const struct fl_probing_conf *conf,
                                     const char *subject, const struct fl_probing_events *events, void *ctx)
{
    (void)hub;
    assert_true(made < PROBES_MAX);
    struct fl_probing *p = &probes[made++];
    *p = (struct fl_probing){.conf = *conf, .events = *events, .ctx = ctx, .alive = true};
    snprintf(p->interface, sizeof p->interface, "%s", conf->interface);
    snprintf(p->subject, sizeof p->subject, "%s", subject);
    return p;
}

void fl_probing_search(struct fl_probing *p)
{
    p->searches++;
}

void fl_probing_destroy(struct fl_probing *p)
{
    if (p)
        p->alive = false;
}

/* --- the bench ------------------------------------------------------------------------------------ */

static const struct fl_driver bell = {.name = "bell", .medium = FL_GROUP, .port = 3610};
static const struct fl_driver horn = {.name = "horn", .medium = FL_DATAGRAM};
static const uint8_t station[FL_STATION_ID] = {4, 7};
static struct fl_wake wake;

static struct fl_networks *make(void)
{
    struct fl_error err;
    made = 0;
    assert_int_equal(fl_wake_init(&wake, &err), FL_OK);
    struct fl_networks *n = fl_networks_create(NULL, station, &wake);
    assert_non_null(n);
    return n;
}

static void drop(struct fl_networks *n)
{
    fl_networks_destroy(n);
    fl_wake_finish(&wake);
    for (size_t i = 0; i < made; i++)
        assert_false(probes[i].alive);
}

static struct fl_addr at(uint8_t last, uint16_t port)
{
    return (struct fl_addr){.family = 4, .ip = {192, 0, 2, last}, .port = port};
}

/* --- tests ------------------------------------------------------------------------------------------ */

static void only_what_differs_begins_anew(void **state)
{
    (void)state;
    struct fl_networks *n = make();
    const struct fl_addr host = at(1, 3610);
    const struct fl_known door = {.identity = "door", .at = at(2, 3610)};
    const struct fl_known moved = {.identity = "door", .at = at(3, 3610)};
    const struct fl_known other = {.identity = "gate", .at = at(2, 3610)};
    struct fl_network_conf wanted[] = {
        {.driver = &bell,
         .interface = "eth0",
         .search = true,

         .known = &door,
         .known_count = 1,
         .configured_count = 1},
        {.driver = &horn, .interface = ""},
    };
    fl_networks_set(n, wanted, 2);
    assert_int_equal(made, 2);
    assert_string_equal(probes[0].subject, "bell on eth0");
    assert_string_equal(probes[1].subject, "horn");
    assert_memory_equal(probes[0].conf.probe.station, station, sizeof station);
    assert_true(probes[0].conf.probe.search);
    fl_networks_set(n, wanted, 2);
    wanted[0].known = &moved; /* where it is does not matter: it is known by its identity */
    fl_networks_set(n, wanted, 2);
    assert_int_equal(made, 2);
    wanted[0].known = &other;
    fl_networks_set(n, wanted, 2);
    assert_int_equal(made, 3);
    assert_false(probes[0].alive);
    assert_true(probes[1].alive && probes[2].alive);
    wanted[0].hosts = &host;
    wanted[0].host_count = 1;
    fl_networks_set(n, wanted, 2);
    assert_int_equal(made, 4);
    wanted[1].search = true;
    fl_networks_set(n, wanted, 2);
    assert_int_equal(made, 5);
    fl_networks_set(n, wanted, 1);
    assert_int_equal(made, 5);
    assert_true(probes[3].alive);
    assert_false(probes[4].alive);
    drop(n);
}

static void searches_go_to_the_family_asked_for(void **state)
{
    (void)state;
    struct fl_networks *n = make();
    const struct fl_network_conf wanted[] = {{.driver = &bell, .interface = ""},
                                             {.driver = &horn, .interface = ""}};
    fl_networks_set(n, wanted, 2);
    fl_networks_search(n, &horn);
    fl_networks_search(n, NULL);
    assert_int_equal(probes[0].searches, 1);
    assert_int_equal(probes[1].searches, 2);
    drop(n);
}

static void sightings_come_once_and_in_order(void **state)
{
    (void)state;
    struct fl_networks *n = make();
    const struct fl_network_conf wanted[] = {{.driver = &bell, .interface = "eth0"}};
    struct fl_sighting s;
    fl_networks_set(n, wanted, 1);
    struct fl_probing *p = &probes[0];
    const struct fl_addr first = at(1, 50000), second = at(2, 3610), nobody = at(3, 9);
    assert_false(fl_networks_next(n, &s));
    p->events.found(p->ctx, "door", &first, "Door");
    p->events.unclaimed(p->ctx, &nobody);
    p->events.unclaimed(p->ctx, &nobody);
    p->events.found(p->ctx, "door", &second, "Door, again");
    assert_true(fl_wake_wait(&wake, 0));
    assert_true(fl_networks_next(n, &s));
    assert_string_equal(s.identity, "door");
    assert_string_equal(s.about, "Door, again"); /* the newest of it */
    assert_true(fl_addr_equal(&s.at, &second));
    assert_ptr_equal(s.driver, &bell);
    assert_string_equal(s.interface, "eth0");
    assert_true(fl_networks_next(n, &s));
    assert_string_equal(s.identity, "");
    assert_true(fl_addr_same_host(&s.at, &nobody));
    assert_false(fl_networks_next(n, &s));
    p->events.found(p->ctx, "door", &first, "");
    assert_true(fl_networks_next(n, &s));
    assert_int_equal(s.at.port, 3610); /* the group's, wherever it was sent from */
    drop(n);
}

static void a_flood_is_bounded(void **state)
{
    (void)state;
    struct fl_networks *n = make();
    const struct fl_network_conf wanted[] = {{.driver = &bell, .interface = ""}};
    struct fl_sighting s;
    char identity[16];
    size_t count = 0;
    fl_networks_set(n, wanted, 1);
    const struct fl_addr from = at(1, 3610);
    for (int i = 0; i < 5000; i++) {
        snprintf(identity, sizeof identity, "fe%d", i);
        probes[0].events.found(probes[0].ctx, identity, &from, "");
    }
    while (fl_networks_next(n, &s))
        count++;
    assert_true(count > 100 && count < 5000);
    drop(n);
}

static void networks_cover_interfaces(void **state)
{
    (void)state;
    static const struct {
        const char *network, *interface;
        bool covers;
    } rows[] = {
        {"", "", true},           {"eth0", "eth0", true},           {"", "eth0", true},
        {"eth0", "", true},       {"eth0", "eth1", false},          {"", "192.0.2.0/24", true},
        {"", "192.0.2.7", false}, /* has sockets of its own */
        {"192.0.2.7", "", false}, {"192.0.2.7", "192.0.2.7", true}, {"192.0.2.7", "eth0", false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (fl_network_covers(rows[i].network, rows[i].interface) != rows[i].covers)
            fail_msg("wrong for \"%s\" and \"%s\"", rows[i].network, rows[i].interface);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_what_differs_begins_anew),
        cmocka_unit_test(searches_go_to_the_family_asked_for),
        cmocka_unit_test(sightings_come_once_and_in_order),
        cmocka_unit_test(a_flood_is_bounded),
        cmocka_unit_test(networks_cover_interfaces),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
