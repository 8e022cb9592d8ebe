/* The MQTT library hangs in the name service, holding its lock: the bus is left behind in good time,
 * and lets go of its devices. The name service is this file's, for the library too. */
#include "support/cmocka.h"

#include <netdb.h>
#include <unistd.h>

#include "base/lock.h"
#include "base/thread.h"
#include "bus/bus.h"

static struct fl_lock lock;
static struct fl_cond asked;
static bool is_asked;

static struct fl_bus *left, *beside; /* nobody may free them */
static unsigned views;

int getaddrinfo(const char *name, const char *service, const struct addrinfo *hints, struct addrinfo **out)
{
    (void)name, (void)service, (void)hints, (void)out;
    fl_lock_take(&lock);
    is_asked = true;
    fl_cond_broadcast(&asked);
    fl_lock_release(&lock);
    for (;;)
        pause(); /* ends with the process */
}

static bool host_view(void *handle, struct fl_view *view)
{
    (void)handle, (void)view;
    views++;
    return false;
}

static const struct fl_bus_host host = {.view = host_view};

static void a_bus_that_hangs_is_left_behind(void **state)
{
    (void)state;
    static const struct fl_mqtt_conf conf = {
        .url = "mqtt://stuck.example.net", .client_id = "fairlead-test", .prefix = "fl", .keepalive = 30000};
    static const struct fl_device_conf device = {.id = "alpha", .name = "alpha"};
    struct fl_error err;
    left = fl_bus_create(&conf, "home", 0, 10, &host, NULL, &err);
    assert_non_null(left);
    assert_int_equal(fl_bus_add(left, &device, &views, NULL), FL_OK);
    assert_int_equal(fl_bus_start(left, &err), FL_OK);
    fl_lock_take(&lock);
    while (!is_asked)
        fl_cond_wait(&asked, &lock, UINT64_MAX);
    fl_lock_release(&lock);
    assert_false(fl_bus_stop(left, 0));
    fl_bus_remove(left, "alpha", false); /* as the gateway does, and finds nothing */
    assert_int_equal(views, 0);
}

/* As a reload does whose old broker hangs: it is neither kept from making another bus, nor from
 * stopping that. */
static void another_bus_is_made_beside_it(void **state)
{
    (void)state;
    static const struct fl_mqtt_conf conf = {
        .url = "mqtt://127.0.0.1:1", .client_id = "fairlead-test", .prefix = "fl", .keepalive = 30000};
    struct fl_error err;
    struct fl_bus *unused = fl_bus_create(&conf, "home", 0, 10, &host, NULL, &err);
    assert_non_null(unused);
    fl_bus_destroy(unused);
    beside = fl_bus_create(&conf, "home", 0, 10, &host, NULL, &err);
    assert_non_null(beside);
    assert_int_equal(fl_bus_start(beside, &err), FL_OK);
    fl_bus_stop(beside, 0);
}

int main(void)
{
    fl_thread_block_signals();
    fl_lock_init(&lock, FL_RANK_LOG);
    fl_cond_init(&asked);
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_bus_that_hangs_is_left_behind),
                                       cmocka_unit_test(another_bus_is_made_beside_it)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
