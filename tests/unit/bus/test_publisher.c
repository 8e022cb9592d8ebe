/* The bus against a real broker: what a device's topics get, when, and in which order. The host is a
 * fake one over models that the tests change. */
#include "support/cmocka.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <poll.h>

#include <fairlead/driver.h>

#include "base/clock.h"
#include "base/lock.h"
#include "base/str.h"
#include "base/thread.h"
#include "bus/bus.h"
#include "support/broker.h"
#include "support/observer.h"

enum { WAIT_MS = 30000, STOP_MS = 5000, STATUS_MS = 3600 * 1000 };

/* --- a device, and the gateway's side of the bus ---------------------------------------------- */

static struct fl_lock host_lock;
static struct fl_cond host_changed;
static char remembered[3][4096]; /* of the devices whose ids begin with a, with b; of the gateway */
static bool remembered_both;     /* that lamp and heater may be there at once */
static char forgotten[32];
static struct fl_request *submitted;

static struct { /* the device that changes again whenever it is looked at; NULL: none does */
    struct device *device;
    struct fl_bus *bus;
} restless;

struct device {
    struct fl_device_conf conf;
    struct fl_model *model;
    enum fl_link_state state;
    uint64_t state_gen;
};

static const char *const no_events[] = {NULL};
static const struct fl_action no_actions[] = {{.key = NULL}};
static const struct fl_driver driver = {
    .name = "test", .summary = "a test", .actions = no_actions, .events = no_events};

static bool host_view(void *handle, struct fl_view *view)
{
    struct device *d = handle;
    fl_lock_take(&host_lock);
    const struct fl_shape *shape = fl_model_shape(d->model);
    bool newer = !view->shape || view->state_gen != d->state_gen || view->shape_gen != shape->gen ||
                 view->value_gen != fl_model_value_gen(d->model);
    fl_model_copy(d->model, view);
    view->state = d->state;
    view->state_gen = d->state_gen;
    struct fl_bus *bus = d == restless.device ? restless.bus : NULL;
    if (bus)
        fl_model_set(d->model, 0, 0, (struct fl_value){.known = true, .b = !fl_model_get(d->model, 0, 0).b});
    fl_lock_release(&host_lock);
    if (bus)
        fl_bus_dirty(bus, d->conf.id);
    return newer;
}

static void host_metrics(void *handle, struct fl_metrics *out, enum fl_link_state *state)
{
    struct device *d = handle;
    fl_lock_take(&host_lock);
    *out = (struct fl_metrics){.since_utc_ms = 1000};
    *state = d->state;
    fl_lock_release(&host_lock);
}

static struct fl_shape *host_shape(void *handle)
{
    struct device *d = handle;
    fl_lock_take(&host_lock);
    struct fl_shape *s = fl_shape_ref((struct fl_shape *)(uintptr_t)fl_model_shape(d->model));
    fl_lock_release(&host_lock);
    return s;
}

static enum fl_err host_submit(void *handle, struct fl_request *request, struct fl_command *const *cmds,
                               size_t count, struct fl_error *err)
{
    (void)handle, (void)err;
    for (size_t i = 0; i < count; i++)
        fl_command_destroy(cmds[i]);
    fl_lock_take(&host_lock);
    fl_request_destroy(submitted);
    submitted = request;
    fl_cond_broadcast(&host_changed);
    fl_lock_release(&host_lock);
    return FL_OK;
}

static void host_remember(void *ctx, const char *device, const char *published)
{
    (void)ctx;
    fl_lock_take(&host_lock);
    size_t place = strcmp(device, FL_BUS_SELF) == 0 ? 2 : device[0] == 'b';
    fl_copy(remembered[place], sizeof(remembered[0]), published);
    remembered_both |= strstr(published, "\"lamp\"") && strstr(published, "\"heater\"");
    fl_lock_release(&host_lock);
}

/* Whether the record of alpha, as the host has it now, holds the text. */
static bool remembers(const char *text)
{
    fl_lock_take(&host_lock);
    bool yes = strstr(remembered[0], text) != NULL;
    fl_lock_release(&host_lock);
    return yes;
}

static void host_forgotten(void *ctx, const char *device)
{
    (void)ctx;
    fl_lock_take(&host_lock);
    fl_copy(forgotten, sizeof(forgotten), device);
    fl_cond_broadcast(&host_changed);
    fl_lock_release(&host_lock);
}

static enum fl_err host_request(void *ctx, struct fl_bridge_request *request)
{
    (void)ctx, (void)request;
    return FL_E_UNKNOWN;
}

static cJSON *host_members(void *ctx)
{
    (void)ctx;
    cJSON *o = cJSON_CreateObject();
    cJSON_AddStringToObject(o, "version", "test");
    return o;
}

static const struct fl_bus_host host = {
    .view = host_view,
    .metrics = host_metrics,
    .shape = host_shape,
    .submit = host_submit,
    .remember = host_remember,
    .forgotten = host_forgotten,
    .request = host_request,
    .info = host_members,
    .health = host_members,
    .actions = no_actions,
    .requests = "",
};

static int declare(struct device *d, const char *key, enum fl_kind kind, struct fl_field field)
{
    struct fl_entity e = {.kind = kind, .fields = &field, .field_count = 1};
    struct fl_error err = {0};
    int index = -1;
    fl_copy(e.key, sizeof(e.key), key);
    fl_copy(e.name, sizeof(e.name), key);
    if (fl_model_declare(d->model, &e, &index, &err) != FL_OK)
        fail_msg("%s: %s", key, err.text);
    return index;
}

static const struct fl_field on_off = {.name = "state", .type = FL_BOOL, .access = FL_READ | FL_WRITE};
static const struct fl_field drifting = {.name = "value",
                                         .type = FL_REAL,
                                         .access = FL_READ,
                                         .step = 0.1,
                                         .state_class = FL_MEASUREMENT,
                                         .unit = "W"};

/* With a lamp (0) and a power (1), both known, online. */
static void make_device(struct device *d, const char *id)
{
    *d = (struct device){.conf = {.id = id, .name = id, .driver = &driver, .measurement_interval = 1000},
                         .model = fl_model_create(),
                         .state = FL_LINK_ONLINE,
                         .state_gen = 1};
    declare(d, "lamp", FL_SWITCH, on_off);
    declare(d, "power", FL_SENSOR, drifting);
    fl_model_complete(d->model);
    fl_model_set(d->model, 0, 0, (struct fl_value){.known = true, .b = false});
    fl_model_set(d->model, 1, 0, (struct fl_value){.known = true, .r = 10});
}

/* --- a bus and its observer ----------------------------------------------------------------------- */

static struct broker broker;

struct world {
    char url[64];
    struct fl_mqtt_conf conf;
    struct fl_bus *bus;
    struct observer *seen;
};

static void open_world(struct world *w)
{
    memset(w, 0, sizeof(*w));
    snprintf(w->url, sizeof(w->url), "mqtt://127.0.0.1:%u", broker.port);
    w->conf = (struct fl_mqtt_conf){.url = w->url,
                                    .client_id = "fairlead-test",
                                    .prefix = "fl",
                                    .keepalive = 30000,
                                    .discovery = {true, "ha", "ha/status"}};
    memset(remembered, 0, sizeof(remembered));
    remembered_both = false;
    forgotten[0] = '\0';
}

static void create_bus(struct world *w)
{
    struct fl_error err = {0};
    w->bus = fl_bus_create(&w->conf, "home", STATUS_MS, 10, &host, NULL, &err);
    if (!w->bus)
        fail_msg("%s", err.text);
}

static void start_bus(struct world *w)
{
    struct fl_error err = {0};
    assert_int_equal(fl_bus_start(w->bus, &err), FL_OK);
}

static void watch(struct world *w)
{
    w->seen = observer_open(broker.port, "#", NULL, NULL);
    assert_non_null(w->seen);
}

/* The usual beginning: one device, observed from before the start until its first full
 * publication is over. */
static void begin_with(struct world *w, struct device *d, int measurement_interval)
{
    open_world(w);
    watch(w);
    create_bus(w);
    make_device(d, "alpha");
    d->conf.measurement_interval = measurement_interval;
    assert_int_equal(fl_bus_add(w->bus, &d->conf, d, NULL), FL_OK);
    start_bus(w);
    assert_true(observer_wait_text(w->seen, "fl/alpha/link", "online", WAIT_MS));
}

static void begin(struct world *w, struct device *d)
{
    begin_with(w, d, 1000);
}

static void stop_bus(struct world *w)
{
    fl_bus_stop(w->bus, STOP_MS);
    fl_bus_destroy(w->bus);
    w->bus = NULL;
}

/* Leaves the broker without retained messages for the next test. */
static void end(struct world *w, struct device *d)
{
    if (w->bus)
        stop_bus(w);
    observer_close(w->seen);
    watch(w);
    observer_publish(w->seen, "marker", "1", 1, false);
    observer_wait(w->seen, "marker", "1", WAIT_MS);
    for (size_t i = 0, n = observer_count(w->seen, NULL); i < n; i++)
        if (observer_at(w->seen, NULL, i)->retained && observer_at(w->seen, NULL, i)->len > 0)
            observer_publish(w->seen, observer_at(w->seen, NULL, i)->topic, "", 1, true);
    observer_publish(w->seen, "marker", "2", 1, false);
    observer_wait(w->seen, "marker", "2", WAIT_MS);
    observer_close(w->seen);
    fl_model_destroy(d->model);
    fl_request_destroy(submitted);
    submitted = NULL;
}

static void set_lamp(struct world *w, struct device *d, bool on)
{
    fl_lock_take(&host_lock);
    fl_model_set(d->model, 0, 0, (struct fl_value){.known = true, .b = on});
    fl_lock_release(&host_lock);
    fl_bus_dirty(w->bus, d->conf.id);
}

static void set_power(struct world *w, struct device *d, double watts)
{
    fl_lock_take(&host_lock);
    fl_model_set(d->model, 1, 0, (struct fl_value){.known = true, .r = watts});
    fl_lock_release(&host_lock);
    fl_bus_dirty(w->bus, d->conf.id);
}

static void set_state(struct world *w, struct device *d, enum fl_link_state state)
{
    fl_lock_take(&host_lock);
    d->state = state;
    d->state_gen++;
    fl_lock_release(&host_lock);
    fl_bus_dirty(w->bus, d->conf.id);
}

/* All that was caused so far has been published when this has: the outbox is sent after the
 * devices that were dirty before. */
static void flush(struct world *w)
{
    static int count;
    char json[32];
    snprintf(json, sizeof(json), "{\"n\":%d}", ++count);
    fl_bus_event(w->bus, "alpha", fl_strdup(json));
    assert_true(observer_wait(w->seen, "fl/alpha/event", json, WAIT_MS));
}

static size_t place_of(struct world *w, const char *topic)
{
    for (size_t i = 0, n = observer_count(w->seen, NULL); i < n; i++)
        if (strcmp(observer_at(w->seen, NULL, i)->topic, topic) == 0)
            return i;
    fail_msg("nothing came on %s", topic);
    return 0;
}

/* --- tests ---------------------------------------------------------------------------------------- */

static void test_full_publication(void **state)
{
    (void)state;
    struct world w;
    struct device d;
    begin(&w, &d);
    static const char *const order[] = {
        "fl/bridge/state",
        "fl/bridge/info",
        "ha/device/home-bridge/config",
        "ha/device/home-alpha/config",
        "fl/alpha/lamp",
        "fl/alpha/power",
        "fl/alpha/state",
        "fl/alpha/availability",
        "fl/alpha/link",
    };
    for (size_t i = 1; i < sizeof(order) / sizeof(order[0]); i++)
        if (place_of(&w, order[i - 1]) >= place_of(&w, order[i]))
            fail_msg("%s comes after %s", order[i - 1], order[i]);
    assert_string_equal(observer_last(w.seen, "fl/bridge/state")->payload, "online");
    assert_string_equal(observer_last(w.seen, "fl/alpha/lamp")->payload, "OFF");
    assert_string_equal(observer_last(w.seen, "fl/alpha/power")->payload, "10");
    assert_string_equal(observer_last(w.seen, "fl/alpha/availability")->payload, "online");
    assert_non_null(strstr(observer_last(w.seen, "fl/alpha/state")->payload, "\"lamp\":\"OFF\""));
    assert_non_null(strstr(observer_last(w.seen, "fl/bridge/info")->payload, "alpha"));
    assert_true(remembers("\"lamp\""));
    flush(&w);
    assert_int_equal(observer_count(w.seen, "fl/alpha/lamp"), 1);
    assert_int_equal(observer_count(w.seen, "fl/alpha/state"), 1);
    end(&w, &d);
}

static void test_publishes_changes_once(void **state)
{
    (void)state;
    struct world w;
    struct device d;
    begin(&w, &d);
    observer_clear(w.seen);
    set_lamp(&w, &d, true);
    flush(&w);
    assert_int_equal(observer_count(w.seen, NULL), 3); /* the entity, the snapshot, the event */
    assert_true(place_of(&w, "fl/alpha/lamp") < place_of(&w, "fl/alpha/state"));
    assert_string_equal(observer_last(w.seen, "fl/alpha/lamp")->payload, "ON");

    observer_clear(w.seen);
    fl_bus_dirty(w.bus, "alpha");
    set_lamp(&w, &d, true);
    flush(&w);
    assert_int_equal(observer_count(w.seen, NULL), 1);
    end(&w, &d);
}

static void test_measurement_waits(void **state)
{
    (void)state;
    struct world w;
    struct device d;
    begin_with(&w, &d, 3600 * 1000);
    observer_clear(w.seen);
    set_power(&w, &d, 99);
    flush(&w);
    assert_int_equal(observer_count(w.seen, "fl/alpha/power"), 0);
    set_lamp(&w, &d, true); /* a state does not */
    flush(&w);
    assert_int_equal(observer_count(w.seen, "fl/alpha/lamp"), 1);
    assert_int_equal(observer_count(w.seen, "fl/alpha/power"), 0);
    fl_lock_take(&host_lock); /* nor does a value that is no longer known */
    fl_model_set(d.model, 1, 0, (struct fl_value){.known = false});
    fl_lock_release(&host_lock);
    fl_bus_dirty(w.bus, "alpha");
    assert_true(observer_wait(w.seen, "fl/alpha/power", "None", WAIT_MS));
    end(&w, &d);
}

static void test_measurement_comes_later(void **state)
{
    (void)state;
    struct world w;
    struct device d;
    begin_with(&w, &d, 1000);
    set_power(&w, &d, 11);
    set_power(&w, &d, 12);
    assert_true(observer_wait(w.seen, "fl/alpha/power", "12", WAIT_MS));
    end(&w, &d);
}

static void set_measurement(struct world *w, struct device *d, int index, double value)
{
    fl_lock_take(&host_lock);
    fl_model_set(d->model, index, 0, (struct fl_value){.known = true, .r = value});
    fl_lock_release(&host_lock);
    fl_bus_dirty(w->bus, d->conf.id);
}

/* Each has its own interval, but the snapshot, which has them all, does not go out for each. */
static void test_many_measurements_make_few_snapshots(void **state)
{
    (void)state;
    enum { MANY = 40 };
    struct world w;
    struct device d;
    char text[32];
    int index[MANY];
    open_world(&w);
    watch(&w);
    create_bus(&w);
    make_device(&d, "alpha");
    for (int i = 0; i < MANY; i++) {
        snprintf(text, sizeof text, "m%d", i);
        index[i] = declare(&d, text, FL_SENSOR, drifting);
        fl_model_set(d.model, index[i], 0, (struct fl_value){.known = true, .r = 1});
    }
    assert_int_equal(fl_bus_add(w.bus, &d.conf, &d, NULL), FL_OK);
    start_bus(&w);
    assert_true(observer_wait_text(w.seen, "fl/alpha/link", "online", WAIT_MS));
    observer_clear(w.seen);
    uint64_t began_ms = fl_clock_ms();
    for (int i = 0; i < MANY; i++) { /* the first waits for its time, the others' has come then */
        set_measurement(&w, &d, index[i], 7);
        snprintf(text, sizeof text, "fl/alpha/m%d", i);
        assert_true(observer_wait(w.seen, text, "7", WAIT_MS));
    }
    assert_true(observer_wait_text(w.seen, "fl/alpha/state", "\"m39\":7", WAIT_MS));
    assert_true(observer_count(w.seen, "fl/alpha/state") <= 2 + (fl_clock_ms() - began_ms) / 1000);
    end(&w, &d);
}

/* News to the model, but not after rounding. */
static void test_same_text_is_not_repeated(void **state)
{
    (void)state;
    struct world w;
    struct device d;
    begin_with(&w, &d, 0);
    observer_clear(w.seen);
    set_power(&w, &d, 10.01);
    flush(&w);
    assert_int_equal(observer_count(w.seen, NULL), 1); /* flush()'s event */
    end(&w, &d);
}

static void test_availability(void **state)
{
    (void)state;
    struct world w;
    struct device d;
    begin(&w, &d);
    observer_clear(w.seen);
    fl_lock_take(&host_lock);
    fl_model_set(d.model, 0, 0, (struct fl_value){.known = true, .b = true});
    fl_lock_release(&host_lock);
    set_state(&w, &d, FL_LINK_BACKOFF);
    assert_true(observer_wait_text(w.seen, "fl/alpha/link", "backoff", WAIT_MS));
    assert_string_equal(observer_last(w.seen, "fl/alpha/availability")->payload, "offline");
    assert_true(place_of(&w, "fl/alpha/availability") < place_of(&w, "fl/alpha/lamp"));

    observer_clear(w.seen);
    fl_lock_take(&host_lock);
    fl_model_set(d.model, 0, 0, (struct fl_value){.known = true, .b = false});
    fl_lock_release(&host_lock);
    set_state(&w, &d, FL_LINK_ONLINE);
    assert_true(observer_wait(w.seen, "fl/alpha/availability", "online", WAIT_MS));
    assert_true(place_of(&w, "fl/alpha/lamp") < place_of(&w, "fl/alpha/availability"));
    end(&w, &d);
}

static struct fl_request *wait_for_command(void)
{
    uint64_t until = fl_clock_ms() + WAIT_MS;
    fl_lock_take(&host_lock);
    while (!submitted && fl_cond_wait(&host_changed, &host_lock, until))
        ;
    struct fl_request *r = submitted;
    submitted = NULL;
    fl_lock_release(&host_lock);
    return r;
}

static void test_command_and_verdict(void **state)
{
    (void)state;
    struct world w;
    struct device d;
    begin(&w, &d);
    const struct observer_request with = {
        .response_topic = "answers/me", .correlation = "\x01\x00\x02", .correlation_len = 3};
    assert_true(observer_request(w.seen, "fl/alpha/lamp/set", "{\"value\":\"ON\",\"id\":\"one\"}", &with));
    struct fl_request *r = wait_for_command();
    assert_non_null(r);
    fl_bus_verdict(w.bus, fl_verdict_create(r, FL_STATUS_DONE, NULL));
    assert_true(observer_wait_text(w.seen, "fl/alpha/verdict", "\"id\":\"one\"", WAIT_MS));
    assert_true(observer_wait_text(w.seen, "answers/me", "\"status\":\"done\"", WAIT_MS));
    assert_int_equal(observer_last(w.seen, "answers/me")->correlation_len, 3);
    assert_memory_equal(observer_last(w.seen, "answers/me")->correlation, "\x01\x00\x02", 3);

    /* The id again: the same verdict, nothing executed. */
    assert_true(observer_request(w.seen, "fl/alpha/lamp/set", "{\"value\":\"ON\",\"id\":\"one\"}", &with));
    assert_true(observer_wait_count(w.seen, "answers/me", 2, WAIT_MS));
    assert_null(submitted);
    assert_true(observer_wait_count(w.seen, "fl/alpha/verdict", 2, WAIT_MS));

    observer_publish(w.seen, "fl/alpha/nothing/set", "ON", 1, false);
    assert_true(observer_wait_text(w.seen, "fl/alpha/verdict", "\"rejected\"", WAIT_MS));
    observer_publish(w.seen, "fl/bridge/request/nonsense", "{\"id\":\"7\"}", 1, false);
    assert_true(observer_wait_text(w.seen, "fl/bridge/response/nonsense", "\"id\":\"7\"", WAIT_MS));
    end(&w, &d);
}

static void test_image(void **state)
{
    (void)state;
    struct world w;
    struct device d;
    begin(&w, &d);
    void *data = malloc(4);
    memcpy(data, "\xff\xd8\x00\x01", 4);
    fl_bus_image(w.bus, "alpha", "photo", "image/jpeg", data, 4);
    assert_true(observer_wait_count(w.seen, "fl/alpha/image/photo", 1, WAIT_MS));
    const struct observer_message *m = observer_last(w.seen, "fl/alpha/image/photo");
    assert_int_equal(m->len, 4);
    assert_memory_equal(m->payload, "\xff\xd8\x00\x01", 4);
    assert_string_equal(m->content_type, "image/jpeg");
    end(&w, &d);
}

/* An entity goes and another comes: one topic is cleared, Home Assistant told, both remembered. */
static void test_new_shape(void **state)
{
    (void)state;
    struct world w;
    struct device d;
    uint64_t since_ms = fl_clock_ms();
    begin(&w, &d);
    observer_clear(w.seen);
    fl_lock_take(&host_lock);
    fl_model_retire(d.model, 0);
    declare(&d, "heater", FL_SWITCH, on_off);
    fl_lock_release(&host_lock);
    fl_bus_dirty(w.bus, "alpha");
    assert_true(observer_wait(w.seen, "fl/alpha/heater", "None", WAIT_MS));
    assert_true(observer_wait(w.seen, "fl/alpha/lamp", "", WAIT_MS));
    /* Home Assistant may cut a message short that comes within a second of another one. */
    assert_true(observer_wait_count(w.seen, "ha/device/home-alpha/config", 1, WAIT_MS));
    assert_true(fl_clock_ms() - since_ms >= 1000);
    /* The message that removes the lamp, and the clean one after it. */
    assert_true(observer_wait_count(w.seen, "ha/device/home-alpha/config", 2, WAIT_MS));
    assert_non_null(strstr(observer_at(w.seen, "ha/device/home-alpha/config", 0)->payload, "\"lamp\":{"));
    assert_null(strstr(observer_at(w.seen, "ha/device/home-alpha/config", 1)->payload, "\"lamp\":{"));
    assert_true(remembers("\"heater\""));
    assert_false(remembers("\"lamp\""));
    assert_true(remembered_both); /* before the one was there and the other one gone */
    end(&w, &d);
}

static void wait_forgotten(const char *id)
{
    uint64_t until = fl_clock_ms() + WAIT_MS;
    fl_lock_take(&host_lock);
    while (strcmp(forgotten, id) != 0 && fl_cond_wait(&host_changed, &host_lock, until))
        ;
    assert_string_equal(forgotten, id);
    fl_lock_release(&host_lock);
}

/* How many retained messages below a filter a new subscriber gets. */
static size_t count_retained(const char *filter)
{
    size_t n = 0;
    struct observer *o = observer_open(broker.port, filter, NULL, NULL);
    assert_non_null(o);
    char marker[64];
    snprintf(marker, sizeof(marker), "%.*sz/end", (int)strcspn(filter, "#"), filter);
    observer_publish(o, marker, "end", 1, false);
    assert_true(observer_wait(o, marker, "end", WAIT_MS));
    for (size_t i = 0; i < observer_count(o, NULL); i++)
        n += observer_at(o, NULL, i)->retained;
    observer_close(o);
    return n;
}

static void test_removed_device_is_cleared(void **state)
{
    (void)state;
    struct world w;
    struct device d;
    begin(&w, &d);
    assert_int_equal(count_retained("fl/alpha/#"), 5); /* two entities, state, availability, link */
    fl_bus_remove(w.bus, "alpha", true);
    wait_forgotten("alpha");
    assert_int_equal(count_retained("fl/alpha/#"), 0);
    assert_true(observer_wait(w.seen, "ha/device/home-alpha/config", "", WAIT_MS));
    end(&w, &d);
}

/* It was removed and came back before its topics were cleared: its record is in use. */
static void test_device_comes_back_at_once(void **state)
{
    (void)state;
    struct world w;
    struct device d;
    open_world(&w);
    watch(&w);
    create_bus(&w);
    make_device(&d, "alpha");
    assert_int_equal(fl_bus_add(w.bus, &d.conf, &d, NULL), FL_OK);
    fl_bus_remove(w.bus, "alpha", true);
    assert_int_equal(fl_bus_add(w.bus, &d.conf, &d, NULL), FL_OK);
    start_bus(&w);
    assert_true(observer_wait_text(w.seen, "fl/alpha/link", "online", WAIT_MS));
    assert_int_equal(count_retained("fl/alpha/#"), 5);
    fl_lock_take(&host_lock);
    assert_string_equal(forgotten, "");
    fl_lock_release(&host_lock);
    end(&w, &d);
}

static void set_restless(struct world *w, struct device *d)
{
    fl_lock_take(&host_lock);
    restless.device = d;
    restless.bus = w->bus;
    fl_lock_release(&host_lock);
}

/* One device changes all the time: events go out nevertheless, and another device is introduced. */
static void test_flood_of_changes(void **state)
{
    (void)state;
    struct world w;
    struct device d, other;
    begin(&w, &d);
    set_restless(&w, &d);
    fl_bus_dirty(w.bus, "alpha");
    flush(&w);
    make_device(&other, "beta");
    assert_int_equal(fl_bus_add(w.bus, &other.conf, &other, NULL), FL_OK);
    assert_true(observer_wait(w.seen, "fl/beta/availability", "online", WAIT_MS));
    set_restless(&w, NULL);
    fl_bus_remove(w.bus, "beta", true);
    wait_forgotten("beta");
    fl_model_destroy(other.model);
    end(&w, &d);
}

/* What a former run left, by its record: a device that is gone, an entity of one that is not, and
 * all below a prefix of before. */
static void test_former_run(void **state)
{
    (void)state;
    static const char other[] =
        "{\"prefix\":\"fl\",\"discovery\":\"ha\",\"gateway\":\"office\",\"snapshot\":true,"
        "\"entities\":[\"x\"],\"images\":[\"pic\"],\"parts\":{\"\":{},\"room\":{}}}";
    static const char moved[] =
        "{\"prefix\":\"old\",\"discovery\":null,\"gateway\":\"home\",\"snapshot\":true,"
        "\"entities\":[\"lamp\"],\"images\":[],\"parts\":{}}";
    static const char *const left[] = {
        "fl/beta/x",    "fl/beta/image/pic", "ha/device/office-beta-room/config",
        "fl/beta/link", "old/alpha/lamp",    "old/alpha/state"};
    struct world w;
    struct device d;
    open_world(&w);
    watch(&w);
    for (size_t i = 0; i < sizeof(left) / sizeof(left[0]); i++)
        observer_publish(w.seen, left[i], "old", 1, true);
    create_bus(&w);
    make_device(&d, "alpha");
    assert_int_equal(fl_bus_add(w.bus, &d.conf, &d, moved), FL_OK);
    fl_bus_clear(w.bus, "beta", other);
    start_bus(&w);
    wait_forgotten("beta");
    for (size_t i = 0; i < sizeof(left) / sizeof(left[0]); i++)
        assert_true(observer_wait(w.seen, left[i], "", WAIT_MS));
    assert_true(observer_wait_text(w.seen, "fl/alpha/link", "online", WAIT_MS));
    end(&w, &d);
}

/* The gateway had another name, and another prefix: what it said of itself and of a device goes. */
static void test_former_name(void **state)
{
    (void)state;
    static const char device[] =
        "{\"prefix\":\"fl\",\"discovery\":\"ha\",\"gateway\":\"office\",\"snapshot\":true,"
        "\"entities\":[\"lamp\"],\"images\":[],\"parts\":{\"\":{}}}";
    static const char self[] =
        "{\"prefix\":\"old\",\"discovery\":\"ha\",\"gateway\":\"office\",\"snapshot\":true,"
        "\"entities\":[],\"images\":[],\"parts\":{}}";
    static const char *const left[] = {"ha/device/office-alpha/config", "ha/device/office-bridge/config",
                                       "old/bridge/state", "old/bridge/info", "old/bridge/health"};
    struct world w;
    struct device d;
    open_world(&w);
    watch(&w);
    for (size_t i = 0; i < sizeof(left) / sizeof(left[0]); i++)
        observer_publish(w.seen, left[i], "old", 1, true);
    create_bus(&w);
    fl_bus_former(w.bus, self);
    make_device(&d, "alpha");
    assert_int_equal(fl_bus_add(w.bus, &d.conf, &d, device), FL_OK);
    start_bus(&w);
    for (size_t i = 0; i < sizeof(left) / sizeof(left[0]); i++)
        assert_true(observer_wait(w.seen, left[i], "", WAIT_MS));
    assert_true(observer_wait_text(w.seen, "fl/alpha/link", "online", WAIT_MS));
    assert_non_null(strstr(remembered[2], "\"gateway\":\"home\""));
    end(&w, &d);
}

/* Without discovery the gateway's own entry goes as well. */
static void test_discovery_switched_off(void **state)
{
    (void)state;
    static const char self[] =
        "{\"prefix\":\"fl\",\"discovery\":\"ha\",\"gateway\":\"home\",\"snapshot\":true,"
        "\"entities\":[],\"images\":[],\"parts\":{}}";
    struct world w;
    struct device d;
    open_world(&w);
    watch(&w);
    observer_publish(w.seen, "ha/device/home-bridge/config", "old", 1, true);
    w.conf.discovery.enabled = false;
    create_bus(&w);
    fl_bus_former(w.bus, self);
    make_device(&d, "alpha");
    assert_int_equal(fl_bus_add(w.bus, &d.conf, &d, NULL), FL_OK);
    start_bus(&w);
    assert_true(observer_wait(w.seen, "ha/device/home-bridge/config", "", WAIT_MS));
    assert_true(observer_wait_text(w.seen, "fl/alpha/link", "online", WAIT_MS));
    assert_true(observer_wait(w.seen, "fl/bridge/state", "online", WAIT_MS));
    end(&w, &d);
}

static void test_home_assistant_starts(void **state)
{
    (void)state;
    struct world w;
    struct device d;
    begin(&w, &d);
    observer_clear(w.seen);
    observer_publish(w.seen, "ha/status", "offline", 1, false);
    observer_publish(w.seen, "ha/status", "online", 1, false);
    assert_true(observer_wait_text(w.seen, "fl/alpha/link", "online", WAIT_MS));
    assert_int_equal(observer_count(w.seen, "ha/device/home-alpha/config"), 1);
    assert_int_equal(observer_count(w.seen, "ha/device/home-bridge/config"), 1);
    assert_int_equal(observer_count(w.seen, "fl/alpha/lamp"), 1);
    end(&w, &d);
}

static void test_orderly_stop(void **state)
{
    (void)state;
    struct world w;
    struct device d;
    begin(&w, &d);
    observer_clear(w.seen);
    fl_bus_verdict(w.bus,
                   fl_verdict_create(fl_request_create("alpha", "lamp/set", "9"), FL_STATUS_ABORTED, "stop"));
    stop_bus(&w);
    assert_true(observer_wait(w.seen, "fl/bridge/state", "offline", WAIT_MS));
    assert_string_equal(observer_last(w.seen, "fl/alpha/availability")->payload, "offline");
    assert_non_null(strstr(observer_last(w.seen, "fl/alpha/link")->payload, "stopped"));
    assert_non_null(strstr(observer_last(w.seen, "fl/alpha/verdict")->payload, "aborted"));
    end(&w, &d);
}

static void wait_disconnected(struct world *w)
{
    struct fl_bus_stats stats = {.connected = true};
    for (uint64_t until = fl_clock_ms() + WAIT_MS; stats.connected && fl_clock_ms() < until; poll(NULL, 0, 5))
        fl_bus_stats(w->bus, &stats);
    assert_false(stats.connected);
}

static void test_broker_restarts(void **state)
{
    (void)state;
    struct world w;
    struct device d;
    begin(&w, &d);
    static const char command[] = "{\"value\":\"ON\",\"id\":\"lost\"}";
    observer_publish(w.seen, "fl/alpha/lamp/set", command, 1, false);
    struct fl_request *request = wait_for_command();
    assert_non_null(request);
    broker_stop(&broker);
    wait_disconnected(&w); /* what it publishes until it notices goes to nobody */
    set_lamp(&w, &d, true);
    fl_bus_verdict(w.bus, fl_verdict_create(request, FL_STATUS_DONE, NULL));
    for (int i = 0; i < 5000; i++) /* more than the outbox holds: the newest stay */
        fl_bus_event(w.bus, "alpha", fl_strdup(i == 4999 ? "{\"last\":1}" : "{}"));
    struct fl_bus_stats stats;
    fl_bus_stats(w.bus, &stats);
    assert_true(stats.dropped >= 5000 - 4096 && stats.outbox <= 4096);
    assert_true(broker_run(&broker, NULL));
    observer_close(w.seen);
    watch(&w); /* the broker lost what was retained: all comes again */
    assert_true(observer_wait(w.seen, "fl/alpha/event", "{\"last\":1}", WAIT_MS));
    assert_true(observer_wait(w.seen, "fl/alpha/lamp", "ON", WAIT_MS));
    assert_true(observer_wait(w.seen, "fl/bridge/state", "online", WAIT_MS));
    assert_true(observer_wait(w.seen, "fl/alpha/availability", "online", WAIT_MS));
    assert_true(observer_wait_count(w.seen, "ha/device/home-alpha/config", 1, WAIT_MS));
    assert_int_equal(observer_count(w.seen, "fl/alpha/verdict"), 0); /* it made room, but is not forgotten */
    observer_publish(w.seen, "fl/alpha/lamp/set", command, 1, false);
    assert_true(observer_wait_text(w.seen, "fl/alpha/verdict", "\"done\"", WAIT_MS));
    assert_null(submitted);
    end(&w, &d);
}

static void test_broker_absent_at_start(void **state)
{
    (void)state;
    struct world w;
    struct device d;
    broker_stop(&broker);
    open_world(&w);
    create_bus(&w);
    make_device(&d, "alpha");
    assert_int_equal(fl_bus_add(w.bus, &d.conf, &d, NULL), FL_OK);
    start_bus(&w);
    assert_true(broker_run(&broker, NULL));
    watch(&w);
    assert_true(observer_wait(w.seen, "fl/alpha/availability", "online", WAIT_MS));
    end(&w, &d);
}

static void test_many_topics(void **state)
{
    (void)state;
    enum { MANY = 5000 };
    struct world w;
    struct device d;
    open_world(&w);
    watch(&w);
    w.conf.discovery.enabled = false;
    create_bus(&w);
    make_device(&d, "alpha");
    for (int i = 0; i < MANY; i++) {
        char key[16];
        snprintf(key, sizeof(key), "e%d", i);
        declare(&d, key, FL_SENSOR, drifting);
    }
    assert_int_equal(fl_bus_add(w.bus, &d.conf, &d, NULL), FL_OK);
    start_bus(&w);
    assert_true(observer_wait_text(w.seen, "fl/alpha/link", "online", WAIT_MS)); /* the last one */
    assert_int_equal(count_retained("fl/alpha/#"), MANY + 5);
    end(&w, &d);
}

/* Both forms were published before: the one that is wanted no more goes. */
static void test_topics_modes(void **state)
{
    (void)state;
    static const char both[] =
        "{\"prefix\":\"fl\",\"discovery\":\"ha\",\"gateway\":\"home\",\"snapshot\":true,"
        "\"entities\":[\"lamp\",\"power\"],\"images\":[],\"parts\":{\"\":{}}}";
    static const struct {
        enum fl_topics topics;
        const char *stays, *goes;
    } rows[] = {{FL_TOPICS_SNAPSHOT, "fl/alpha/state", "fl/alpha/lamp"},
                {FL_TOPICS_ENTITIES, "fl/alpha/lamp", "fl/alpha/state"}};
    for (size_t i = 0; i < 2; i++) {
        struct world w;
        struct device d;
        open_world(&w);
        watch(&w);
        w.conf.topics = (int)rows[i].topics;
        create_bus(&w);
        make_device(&d, "alpha");
        assert_int_equal(fl_bus_add(w.bus, &d.conf, &d, both), FL_OK);
        start_bus(&w);
        assert_true(observer_wait_text(w.seen, "fl/alpha/link", "online", WAIT_MS));
        assert_int_equal(observer_count(w.seen, rows[i].stays), 1);
        assert_true(observer_last(w.seen, rows[i].stays)->len > 0);
        assert_int_equal(observer_count(w.seen, rows[i].goes), 1);
        assert_int_equal(observer_last(w.seen, rows[i].goes)->len, 0);
        end(&w, &d);
    }
}

static int set_up(void **state)
{
    (void)state;
    fl_lock_init(&host_lock, FL_RANK_LINK);
    fl_cond_init(&host_changed);
    return broker_start(&broker, "max_queued_messages 20000") ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    broker_close(&broker);
    fl_cond_finish(&host_changed);
    fl_lock_finish(&host_lock);
    return 0;
}

int main(void)
{
    fl_thread_block_signals(); /* SIGPIPE, as in the gateway */
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_full_publication),
        cmocka_unit_test(test_publishes_changes_once),
        cmocka_unit_test(test_measurement_waits),
        cmocka_unit_test(test_measurement_comes_later),
        cmocka_unit_test(test_many_measurements_make_few_snapshots),
        cmocka_unit_test(test_same_text_is_not_repeated),
        cmocka_unit_test(test_availability),
        cmocka_unit_test(test_command_and_verdict),
        cmocka_unit_test(test_image),
        cmocka_unit_test(test_new_shape),
        cmocka_unit_test(test_removed_device_is_cleared),
        cmocka_unit_test(test_device_comes_back_at_once),
        cmocka_unit_test(test_flood_of_changes),
        cmocka_unit_test(test_former_run),
        cmocka_unit_test(test_former_name),
        cmocka_unit_test(test_discovery_switched_off),
        cmocka_unit_test(test_home_assistant_starts),
        cmocka_unit_test(test_orderly_stop),
        cmocka_unit_test(test_broker_restarts),
        cmocka_unit_test(test_broker_absent_at_start),
        cmocka_unit_test(test_many_topics),
        cmocka_unit_test(test_topics_modes),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
