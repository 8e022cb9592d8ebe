/* What is learnt of nodes that take less in one request than is asked: each of them is a function from
 * a request to its answer, and asked until everything was read. */
#include <string.h>

#include "drivers/echonet/echonet_learn.h"
#include "support/cmocka.h"

enum { AIRCON = 0x013001, REQUESTS_MAX = 200, ALL = 12 };

enum over { REFUSE, CUT, SILENT };

struct node {
    const char *what;
    size_t limit; /* properties that it takes; 0: any number */
    enum over over;
    uint8_t refused[4]; /* refuses these; 0: none */
    uint8_t mute[4];    /* answers no request with one of these */
    uint8_t alone[4];   /* answers these in no company */
    uint8_t limit_learnt;
    uint8_t alone_learnt[4];
    bool all_alone;
    size_t requests; /* at most, until all is known */
};

static const uint8_t wanted[ALL] = {0x80, 0x81, 0x82, 0x83, 0x8A, 0x8F, 0xA0, 0xB0, 0xB3, 0xBA, 0xBB, 0xBE};

static const struct node nodes[] = {
    {.what = "a sound one", .limit_learnt = 8, .requests = 2},
    {.what = "cuts after 3", .limit = 3, .over = CUT, .limit_learnt = 3, .requests = 4},
    {.what = "cuts after 1", .limit = 1, .over = CUT, .limit_learnt = 1, .requests = 12},
    {.what = "refuses more than 5", .limit = 5, .limit_learnt = 4, .requests = 4},
    {.what = "refuses more than 1", .limit = 1, .limit_learnt = 1, .requests = 15},
    {.what = "silent beyond 5", .limit = 5, .over = SILENT, .limit_learnt = 4, .requests = 4},
    {.what = "silent beyond 2", .limit = 2, .over = SILENT, .limit_learnt = 2, .requests = 8},
    {.what = "silent beyond 1",
     .limit = 1,
     .over = SILENT,
     .limit_learnt = 8,
     .all_alone = true,
     .requests = 17},
    {.what = "refuses one", .refused = {0xBA}, .limit_learnt = 8, .requests = 2},
    {.what = "refuses a whole request",
     .refused = {0xB3, 0xBA, 0xBB, 0xBE},
     .limit_learnt = 8,
     .requests = 7},
    {.what = "one is mute", .mute = {0xBB}, .limit_learnt = 8, .alone_learnt = {0xBB}, .requests = 6},
    {.what = "two are mute",
     .mute = {0x80, 0xBB},
     .limit_learnt = 8,
     .alone_learnt = {0x80, 0xBB},
     .requests = 16},
    /* Which of the last two it is cannot be told apart. */
    {.what = "one wants to be alone",
     .alone = {0xBB},
     .limit_learnt = 8,
     .alone_learnt = {0xBB, 0xBE},
     .requests = 6},
};

static bool among(const uint8_t *list, uint8_t epc)
{
    return epc && memchr(list, epc, 4);
}

/* False: no answer. */
static bool answer(const struct node *n, struct echonet_request *r)
{
    bool over = n->limit && r->count > n->limit;
    if (over && n->over == SILENT)
        return false;
    for (size_t i = 0; i < r->count; i++)
        if (among(n->mute, r->epcs[i]) || (r->count > 1 && among(n->alone, r->epcs[i])))
            return false;
    for (size_t i = 0; i < r->count; i++) {
        bool refused = among(n->refused, r->epcs[i]) || (over && n->over == REFUSE);
        if (over && n->over == CUT && i >= n->limit)
            break;
        echonet_map_remove(&r->open, r->epcs[i]);
        echonet_map_add(refused ? &r->refused : &r->good, r->epcs[i]);
    }
    return true;
}

static bool known(const struct echonet_map *m)
{
    return echonet_map_count(m) == ALL;
}

/* What an answer, or none, tells of each property; the session does the same. */
static void learn(struct echonet_schedule *s, const struct node *n, struct echonet_map *told)
{
    struct echonet_request r;
    uint8_t epcs[ECHONET_ASK_MAX];
    size_t count = echonet_schedule_pick(s, UINT64_MAX - 1, UINT64_MAX - 1, epcs);
    echonet_request_get(&r, ECHONET_ASK_VALUES, 1, AIRCON, epcs, count);
    assert_in_range(count, 1, ECHONET_ASK_MAX);
    bool counts = answer(n, &r) ? echonet_learn_answered(s, &r) : echonet_learn_missed(s, &r);
    for (size_t i = 0; counts && i < r.count; i++) {
        if (r.count > 1 && echonet_map_has(&r.open, r.epcs[i]))
            continue;
        echonet_map_add(told, r.epcs[i]);
        echonet_schedule_row(s, r.epcs[i])->due_ms = UINT64_MAX;
    }
}

static void begin(struct echonet_schedule *s)
{
    *s = (struct echonet_schedule){.limit = ECHONET_ASK_MAX};
    for (size_t i = 0; i < ALL; i++) {
        echonet_schedule_row(s, wanted[i])->wanted = true;
        echonet_schedule_row(s, wanted[i])->due_ms = i;
    }
}

static void test_nodes(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof nodes / sizeof *nodes; i++) {
        struct echonet_schedule s;
        struct echonet_map told = {{0}};
        size_t requests = 0;
        begin(&s);
        for (; !known(&told); requests++) {
            assert_true(requests < REQUESTS_MAX);
            learn(&s, &nodes[i], &told);
        }
        if (s.limit != nodes[i].limit_learnt || requests > nodes[i].requests)
            fail_msg("%s: limit %u after %zu requests", nodes[i].what, s.limit, requests);
        for (size_t k = 0; k < ALL; k++)
            if (echonet_schedule_row(&s, wanted[k])->alone !=
                (nodes[i].all_alone || among(nodes[i].alone_learnt, wanted[k])))
                fail_msg("%s: %02X", nodes[i].what, wanted[k]);
        assert_int_equal(s.width, 0); /* nobody is suspected any more */
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nodes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
