/* The echonet family: nodes of seven appliances, found by themselves. How long an announcement takes
 * to a subscriber and a set topic to the node, how soon after its start the gateway shows ten nodes,
 * what they cost, what one node's trouble does to another's announcements, and five hundred nodes
 * behind one socket. UDP port 3610 of 127.0.0.1 and of the nodes' addresses must be free.
 * Arguments: announcements and sets of each part (300), nodes of the crowd (500). */
#include <arpa/inet.h>
#include <limits.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "bare.h"
#include "bench.h"

enum {
    PORT = 3610,
    NODES = 10,
    STARTS = 5,
    ROUNDS = 10,   /* of announcements by the whole crowd */
    PAUSE_MS = 71, /* longer than request_gap, and in step with no period */
    QUIET_MS = 3000,
    SETTLE_MS = 5000,
    PATIENCE_MS = 120000,
    ARRIVALS_MAX = 100000,
    SAMPLES_MAX = 10000,
    ID_MAX = 66,
    TOPICS_MAX = 4000,
    FLOOD_PER_MS = 10 /* 10,000 datagrams a second */
};

#define LIGHT "general_lighting_1_light"

/* --- what arrives ---------------------------------------------------------------------------- */

/* Of one topic of all nodes, in order; written by paho's thread. */
struct arrivals {
    pthread_mutex_t lock;
    size_t count;
    struct {
        double ms;
        unsigned node;
    } at[ARRIVALS_MAX];
};

/* "fairlead/echonet_fe0000770f7f000003.../...": the identity has the address, 127.0.0.2 the first one. */
static unsigned node_of(const char *topic)
{
    static const char before[] = "echonet_fe0000770f";
    unsigned address = 0;
    const char *at = strstr(topic, before);
    if (!at || sscanf(at + strlen(before), "%8x", &address) != 1)
        return UINT_MAX;
    return address - 0x7F000002;
}

static bool is_light(const char *topic)
{
    const char *last = strrchr(topic, '/');
    return last && strcmp(last + 1, LIGHT) == 0;
}

static void take_arrival(void *ctx, const char *topic, const char *payload, size_t len, double ms)
{
    struct arrivals *a = ctx;
    (void)payload, (void)len;
    pthread_mutex_lock(&a->lock);
    if (a->count < ARRIVALS_MAX) {
        a->at[a->count].ms = ms;
        a->at[a->count++].node = node_of(topic);
    }
    pthread_mutex_unlock(&a->lock);
}

static size_t arrived(struct arrivals *a)
{
    pthread_mutex_lock(&a->lock);
    size_t count = a->count;
    pthread_mutex_unlock(&a->lock);
    return count;
}

/* False: that many did not come. */
static bool wait_arrived(struct arrivals *a, size_t count)
{
    double until = bench_now_ms() + 2000;
    while (arrived(a) < count && bench_now_ms() < until)
        bench_sleep_ms(1);
    return arrived(a) >= count;
}

/* --- an installation --------------------------------------------------------------------------- */

/* defaults: of that section of the configuration. */
static struct scenario *set_up(size_t nodes, const char *defaults)
{
    static const char form[] =
        "gateway: { name = \"bench\"; state_dir = \"$DIR/state\"; log: { level = \"info\"; }; };\n"
        "mqtt: { url = \"mqtt://127.0.0.1:$BROKER\"; discovery: { enabled = false; }; };\n"
        "defaults: { %s };\n"
        "discover = ( { driver = \"echonet\"; interface = \"127.0.0.1\"; } );\n";
    static const char *const options[] = {"model=flat", "live=off", NULL};
    char config[sizeof form + 64];
    void *state;
    if (scenario_set_up(&state) != 0) {
        fprintf(stderr, "no broker: is mosquitto installed?\n");
        exit(EXIT_FAILURE);
    }
    struct scenario *s = state;
    start_nodes(s, nodes, options);
    snprintf(config, sizeof config, form, defaults);
    write_raw_config(s, config);
    return s;
}

struct presence {
    size_t nodes, seen, with_light; /* messages looked at; nodes whose light was published */
};

static bool all_shown(struct observer *o, void *ctx)
{
    struct presence *p = ctx;
    for (const struct observer_message *m; (m = observer_at(o, NULL, p->seen)); p->seen++)
        p->with_light += is_light(m->topic) && strcmp(m->payload, "None") != 0;
    return p->with_light >= p->nodes;
}

/* All nodes found and read; nobody watches any more. */
static struct scenario *start(size_t nodes, const char *defaults)
{
    struct scenario *s = set_up(nodes, defaults);
    struct presence all = {.nodes = nodes};
    start_gateway(s);
    if (!observer_until(s->all, all_shown, &all, PATIENCE_MS))
        give_up(s, "%zu of %zu nodes were published", all.with_light, nodes);
    bench_sleep_ms(SETTLE_MS);
    return s;
}

/* The device id of a node that was published. */
static void find_id(struct scenario *s, unsigned node, char id[static ID_MAX])
{
    static const char before[] = "fairlead/";
    const struct observer_message *m;
    for (size_t i = 0; (m = observer_at(s->all, NULL, i)); i++) {
        const char *at = m->topic + strlen(before);
        if (node_of(m->topic) == node)
            snprintf(id, ID_MAX, "%.*s", (int)strcspn(at, "/"), at);
    }
}

/* --- floors ---------------------------------------------------------------------------------------- */

static int bound_socket(struct sockaddr_in *at)
{
    socklen_t len = sizeof *at;
    int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    *at = (struct sockaddr_in){.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    if (fd < 0 || bind(fd, (struct sockaddr *)at, len) || getsockname(fd, (struct sockaddr *)at, &len)) {
        perror("bare socket");
        exit(EXIT_FAILURE);
    }
    return fd;
}

struct relay {
    int fd;
    struct bare *publisher;
};

/* A datagram of two bytes becomes a message; one byte ends it. */
static void *relay_datagrams(void *arg)
{
    const struct relay *r = arg;
    char buf[16];
    while (recv(r->fd, buf, sizeof buf, 0) == 2)
        bare_publish(r->publisher, "floor/light", "{\"state\":\"ON\",\"brightness\":100}", 0, true);
    return NULL;
}

static double measure_announcement_floor(struct scenario *s, size_t count)
{
    static struct arrivals a = {.lock = PTHREAD_MUTEX_INITIALIZER};
    struct samples took = {0};
    struct sockaddr_in at;
    struct relay relay = {.fd = bound_socket(&at)};
    pthread_t thread;
    struct bare *subscriber = bare_open(s->broker.port, "floor/light", true, take_arrival, &a);
    relay.publisher = bare_open(s->broker.port, NULL, true, NULL, NULL);
    if (pthread_create(&thread, NULL, relay_datagrams, &relay) != 0)
        exit(EXIT_FAILURE);
    for (size_t i = 0; i < count; i++) {
        double sent = bench_now_ms();
        sendto(relay.fd, "ON", 2, 0, (struct sockaddr *)&at, sizeof at);
        if (wait_arrived(&a, i + 1))
            samples_add(&took, a.at[i].ms - sent);
        bench_sleep_ms(7);
    }
    sendto(relay.fd, "", 1, 0, (struct sockaddr *)&at, sizeof at);
    pthread_join(thread, NULL);
    bare_close(relay.publisher);
    bare_close(subscriber);
    close(relay.fd);
    bench_report("echonet: datagram to bare subscriber (floor)", "ms", &took, 0);
    double median = samples_percentile(&took, 50);
    samples_finish(&took);
    return median;
}

struct target {
    int fd;
    struct sockaddr_in at;
};

static void send_on(void *ctx, const char *topic, const char *payload, size_t len, double ms)
{
    const struct target *t = ctx;
    (void)topic, (void)payload, (void)len, (void)ms;
    sendto(t->fd, "set", 3, 0, (const struct sockaddr *)&t->at, sizeof t->at);
}

static double measure_set_floor(struct scenario *s, size_t count)
{
    char buf[16];
    struct samples took = {0};
    struct target target;
    target.fd = bound_socket(&target.at);
    struct bare *subscriber = bare_open(s->broker.port, "floor/set", true, send_on, &target);
    for (size_t i = 0; i < count; i++) {
        double sent = bench_now_ms();
        observer_publish(s->all, "floor/set", i % 2 ? "OFF" : "ON", 1, false);
        if (recv(target.fd, buf, sizeof buf, 0) > 0)
            samples_add(&took, bench_now_ms() - sent);
        bench_sleep_ms(7);
    }
    bare_close(subscriber);
    close(target.fd);
    bench_report("echonet: message to bare socket (floor)", "ms", &took, 0);
    double median = samples_percentile(&took, 50);
    samples_finish(&took);
    return median;
}

/* --- announcement and set ------------------------------------------------------------------------------ */

struct times {
    double ms[SAMPLES_MAX];
    size_t count;
};

static void take_time(void *ctx, const struct bench_line *line)
{
    struct times *t = ctx;
    if (line->device == 0 && t->count < SAMPLES_MAX)
        t->ms[t->count++] = line->ms;
}

/* Node 0 tells that its light goes on and off; into *took, how long until a subscriber knew. */
static void measure_announcements(struct scenario *s, size_t count, struct samples *took)
{
    static struct arrivals a = {.lock = PTHREAD_MUTEX_INITIALIZER};
    static struct times announced;
    static const char *const states[] = {"30", "31"};
    char id[ID_MAX], filter[128];
    find_id(s, 0, id);
    snprintf(filter, sizeof filter, "fairlead/%s/" LIGHT, id);
    struct bare *subscriber = bare_open(s->broker.port, filter, true, take_arrival, &a);
    panel(s, "0 edt 029001 80 31");
    bench_sleep_ms(200); /* what was retained has come, too */
    announced.count = 0;
    bench_read_log(s, "announce 029001", take_time, &announced);
    size_t before = announced.count, lost = 0;
    a.count = 0;
    for (size_t i = 0; i < count; i++) {
        panel(s, "0 edt 029001 80 %s", states[i % 2]);
        lost += !wait_arrived(&a, i + 1);
        bench_sleep_ms(13);
    }
    announced.count = 0;
    bench_read_log(s, "announce 029001", take_time, &announced);
    if (lost || announced.count < before + count)
        give_up(s, "%zu of %zu announcements were not published", lost, count);
    for (size_t i = 0; i < count; i++)
        samples_add(took, a.at[i].ms - announced.ms[before + i]);
    bare_close(subscriber);
}

static void measure_sets(struct scenario *s, const char *what, size_t count, double floor)
{
    static double sent[SAMPLES_MAX];
    static struct times came;
    struct samples took = {0};
    came.count = 0;
    char id[ID_MAX], topic[128], verdict[128];
    find_id(s, 0, id);
    snprintf(topic, sizeof topic, "%s/" LIGHT "/set", id);
    snprintf(verdict, sizeof verdict, "%s/verdict", id);
    for (size_t i = 0; i < count; i++) {
        sent[i] = bench_now_ms();
        send_text(s, topic, i % 2 ? "OFF" : "ON");
        expect_count(s, verdict, i + 1);
        bench_sleep_ms(PAUSE_MS);
    }
    bench_read_log(s, "SetC 029001", take_time, &came);
    if (came.count != count)
        give_up(s, "%zu sets made %zu frames", count, came.count);
    for (size_t i = 0; i < count; i++)
        samples_add(&took, came.ms[i] - sent[i]);
    bench_report(what, "ms", &took, floor);
    samples_finish(&took);
}

static void measure_talk(size_t count)
{
    struct samples took = {0};
    struct scenario *s = start(1, "");
    double floor = measure_announcement_floor(s, count);
    measure_announcements(s, count, &took);
    bench_report("echonet: announcement to subscriber", "ms", &took, floor);
    samples_finish(&took);
    floor = measure_set_floor(s, count);
    measure_sets(s, "echonet: set topic to frame at the node", count, floor);
    bench_end(s);
    s = start(1, "request_gap = \"0ms\";");
    measure_sets(s, "echonet: the same, request_gap 0ms", count, floor);
    bench_end(s);
}

/* --- start ---------------------------------------------------------------------------------------------- */

/* When each entity of each node was published first with a value. */
struct firsts {
    pthread_mutex_t lock;
    size_t count;
    struct {
        char topic[128];
        unsigned node;
        double ms;
    } at[TOPICS_MAX];
};

static void take_first(void *ctx, const char *topic, const char *payload, size_t len, double ms)
{
    static const char *const others[] = {"/availability", "/link", "/state", "/verdict", "/event"};
    struct firsts *f = ctx;
    const char *last = strrchr(topic, '/');
    bool none = len == strlen("None") && memcmp(payload, "None", len) == 0;
    if (none || len == 0 || !last || node_of(topic) == UINT_MAX)
        return;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (strcmp(last, others[i]) == 0)
            return;
    pthread_mutex_lock(&f->lock);
    size_t i = 0;
    while (i < f->count && strcmp(f->at[i].topic, topic) != 0)
        i++;
    if (i == f->count && f->count < TOPICS_MAX) {
        snprintf(f->at[i].topic, sizeof f->at[i].topic, "%s", topic);
        f->at[i].node = node_of(topic);
        f->at[i].ms = ms;
        f->count++;
    }
    pthread_mutex_unlock(&f->lock);
}

/* Until nothing new has come for a while. */
static void wait_quiet(struct firsts *f)
{
    size_t before;
    do {
        pthread_mutex_lock(&f->lock);
        before = f->count;
        pthread_mutex_unlock(&f->lock);
        bench_sleep_ms(QUIET_MS);
    } while (before != f->count || !before);
}

struct start_times {
    struct samples first, all; /* of ten nodes: the last one's first entity; the last entity */
    size_t entities;
};

static void time_start(struct scenario *s, struct firsts *f, struct start_times *t)
{
    double node_first[NODES] = {0}, first = 0, all = 0;
    f->count = 0;
    double began = bench_now_ms();
    start_gateway(s);
    wait_quiet(f);
    for (size_t i = 0; i < f->count; i++) {
        double *of = &node_first[f->at[i].node % NODES];
        double took = f->at[i].ms - began;
        *of = *of > 0 && *of < took ? *of : took;
        all = took > all ? took : all;
    }
    for (size_t i = 0; i < NODES; i++) {
        if (node_first[i] == 0)
            give_up(s, "node %zu was not published", i);
        first = node_first[i] > first ? node_first[i] : first;
    }
    samples_add(&t->first, first);
    samples_add(&t->all, all);
    t->entities = f->count;
}

static void report_start(const char *which, struct start_times *t)
{
    char what[80];
    printf("%s start: %zu entities\n", which, t->entities);
    snprintf(what, sizeof what, "echonet: %s start to first state of ten nodes", which);
    bench_report(what, "ms", &t->first, 0);
    snprintf(what, sizeof what, "echonet: %s start to all entities of ten nodes", which);
    bench_report(what, "ms", &t->all, 0);
    samples_finish(&t->first);
    samples_finish(&t->all);
}

static void measure_starts(void)
{
    static struct firsts f = {.lock = PTHREAD_MUTEX_INITIALIZER};
    struct start_times cold = {0}, warm = {0};
    for (int i = 0; i < STARTS; i++) {
        struct scenario *s = set_up(NODES, "");
        bench_unobserved(s);
        struct bare *subscriber = bare_open(s->broker.port, "fairlead/#", true, take_first, &f);
        time_start(s, &f, &cold);
        bench_sleep_ms(10000); /* what is kept is written at most so often */
        stop_gateway(s);
        time_start(s, &f, &warm);
        bare_close(subscriber);
        bench_end(s);
    }
    report_start("cold", &cold);
    report_start("warm", &warm);
}

/* --- cost ------------------------------------------------------------------------------------------------ */

static double resident_with(size_t nodes)
{
    struct scenario *s = start(nodes, "");
    double kib = bench_resident_kib(s->gateway->pid);
    printf("%zu nodes: %.0f KiB resident\n", nodes, kib);
    bench_end(s);
    return kib;
}

static void measure_memory(void)
{
    double one = resident_with(1), ten = resident_with(NODES);
    bench_report_value("echonet: memory, one node", "KiB", one, 0);
    bench_report_value("echonet: memory, ten nodes", "KiB", ten, 0);
    bench_report_value("echonet: memory, each further node", "KiB", (ten - one) / (NODES - 1), 0);
}

/* --- one node's trouble ------------------------------------------------------------------------------------ */

struct trouble {
    atomic_bool over;
    char topic[128];
    uint16_t broker;
};

/* Announcements of node 1 that say something new each time, 10,000 a second. */
static void *flood(void *arg)
{
    struct trouble *t = arg;
    uint8_t frame[] = {0x10, 0x81, 0, 0, 0x02, 0x90, 0x01, 0x0E, 0xF0, 0x01, 0x73, 1, 0xB0, 1, 0};
    struct sockaddr_in from = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(0x7F000003)};
    struct sockaddr_in to = {
        .sin_family = AF_INET, .sin_port = htons(PORT), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (fd < 0 || bind(fd, (struct sockaddr *)&from, sizeof from))
        return NULL;
    size_t sent = 0;
    double began = bench_now_ms();
    while (!atomic_load(&t->over)) {
        bench_sleep_ms(1);
        for (; (double)sent < (bench_now_ms() - began) * FLOOD_PER_MS; sent++) {
            frame[sizeof frame - 1] = (uint8_t)(sent % 101);
            sendto(fd, frame, sizeof frame, 0, (struct sockaddr *)&to, sizeof to);
        }
    }
    printf("flood: %.0f datagrams a second\n", (double)sent * 1000 / (bench_now_ms() - began));
    close(fd);
    return NULL;
}

/* Sets for node 1 that it refuses, one after the other. */
static void *insist(void *arg)
{
    struct trouble *t = arg;
    struct bare *b = bare_open(t->broker, NULL, true, NULL, NULL);
    for (size_t i = 0; !atomic_load(&t->over); i++) {
        bare_publish(b, t->topic, i % 2 ? "OFF" : "ON", 1, false);
        bench_sleep_ms(20);
    }
    bare_close(b);
    return NULL;
}

struct neighbour {
    const char *what, *control;
    void *(*act)(void *arg); /* NULL: nothing besides */
};

/* The 99th percentile of node 0's announcements. */
static double measure_beside(const struct neighbour *n, size_t count)
{
    struct samples took = {0};
    struct scenario *s = start(2, "");
    struct trouble t = {.broker = s->broker.port};
    pthread_t thread;
    char id[ID_MAX], what[80];
    find_id(s, 1, id);
    snprintf(t.topic, sizeof t.topic, "fairlead/%s/" LIGHT "/set", id);
    panel(s, "1 %s", n->control);
    if (n->act && pthread_create(&thread, NULL, n->act, &t) != 0)
        exit(EXIT_FAILURE);
    bench_sleep_ms(1000);
    measure_announcements(s, count, &took);
    atomic_store(&t.over, true);
    if (n->act)
        pthread_join(thread, NULL);
    snprintf(what, sizeof what, "echonet: announcement beside a node that is %s", n->what);
    bench_report(what, "ms", &took, 0);
    double p99 = samples_percentile(&took, 99);
    samples_finish(&took);
    bench_end(s);
    return p99;
}

static void measure_isolation(size_t count)
{
    static const struct neighbour well = {"well", "fault=none", NULL};
    static const struct neighbour ill[] = {
        {"silent", "fault=silent", NULL},
        {"late", "fault=late:2500", NULL},
        {"flooding", "fault=none", flood},
        {"refusing", "refuse=80", insist},
    };
    double base = measure_beside(&well, count), worst = 0;
    for (size_t i = 0; i < sizeof ill / sizeof *ill; i++) {
        double more = measure_beside(&ill[i], count) - base;
        worst = more > worst ? more : worst;
    }
    bench_report_value("echonet: most that one node adds to another (p99)", "ms", worst, 0);
}

/* --- a crowd ---------------------------------------------------------------------------------------------- */

static void measure_crowd(size_t nodes)
{
    static struct arrivals a = {.lock = PTHREAD_MUTEX_INITIALIZER};
    double began = bench_now_ms();
    struct scenario *s = start(nodes, "");
    printf("%zu nodes were read after %.1f s\n", nodes, (bench_now_ms() - SETTLE_MS - began) / 1000);
    bench_unobserved(s);
    double kib = bench_resident_kib(s->gateway->pid), before = bench_processor_ms(s->gateway->pid);
    bench_sleep_ms(2 * SETTLE_MS);
    double ms = bench_processor_ms(s->gateway->pid) - before;
    struct bare *subscriber = bare_open(s->broker.port, "fairlead/+/" LIGHT, true, take_arrival, &a);
    panel(s, "* edt 029001 80 31");
    bench_sleep_ms(1000);
    a.count = 0;
    for (size_t i = 0; i < ROUNDS; i++) {
        panel(s, "* edt 029001 80 %s", i % 2 ? "31" : "30");
        wait_arrived(&a, (i + 1) * nodes);
    }
    bare_close(subscriber);
    printf("%zu of %zu announcements were published\n", a.count, ROUNDS * nodes);
    bench_report_value("echonet: crowd, announcements published", "%",
                       100 * (double)a.count / (double)(ROUNDS * nodes), 0);
    bench_report_value("echonet: crowd, memory, each node", "KiB", kib / (double)nodes, 0);
    bench_report_value("echonet: crowd, processor, all nodes", "ms/s", ms * 1000 / (2 * SETTLE_MS), 0);
    bench_end(s);
}

int main(int argc, char **argv)
{
    size_t count = bench_argument(argc, argv, 1, 300), nodes = bench_argument(argc, argv, 2, 500);
    count = count < SAMPLES_MAX ? count : SAMPLES_MAX;
    measure_talk(count);
    measure_starts();
    measure_memory();
    measure_isolation(count);
    measure_crowd(nodes);
    return EXIT_SUCCESS;
}
