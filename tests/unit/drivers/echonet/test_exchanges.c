/* Exchanges seen between other people's programs, and with real devices, played to the session: it is
 * made to ask what they asked, byte for byte but for the TID, and hears what came then. */
#include <stdlib.h>
#include <string.h>

#include "bench.h"
#include "support/cmocka.h"
#include "vectors.h"

enum { AIRCON = 0x013001, TIDS_MAX = 8, AT_TID = 2 };

struct exchange {
    const char *name;
    int response_timeout_ms;
    void (*ask)(struct bench *b, unsigned nth); /* makes the session send the nth request */
    void (*check)(struct bench *b);
};

struct replay {
    struct bench *b;
    const struct exchange *exchange;
    unsigned asked;
    struct {
        uint16_t theirs, ours;
    } tids[TIDS_MAX];
    size_t tid_count;
};

static void run_until_asked(struct bench *b)
{
    size_t before = b->requests;
    for (int ms = 0; b->requests == before; ms++) {
        assert_true(ms < 10000);
        bench_run(b, 1);
    }
}

/* --- one request, two datagrams ------------------------------------------------------------------- */
/* F0 is maker-specific: no command of a user's leads to it. */
static void ask_to_set(struct bench *b, unsigned nth)
{
    struct echonet_object *o = bench_item(b, AIRCON)->object;
    struct echonet_sets *sets = &b->session->sets;
    assert_int_equal(nth, 0);
    sets->rows[sets->count++] =
        (struct echonet_set){.object = o, .write = {.epc = 0xB3, .len = 1, .edt = {0x18}}, .command = 71};
    sets->rows[sets->count++] =
        (struct echonet_set){.object = o, .write = {.epc = 0xF0, .len = 1, .edt = {0x01}}, .command = 72};
    run_until_asked(b);
}

static void check_two_datagrams(struct bench *b)
{
    enum fl_err code;
    size_t sets = b->sets;
    assert_true(bench_verdict(b, 71, &code));
    assert_int_equal(code, FL_OK);
    assert_true(bench_verdict(b, 72, &code));
    assert_int_equal(code, FL_E_REFUSED);
    bench_run(b, 10000);
    assert_int_equal(b->sets, sets);
}

/* --- the answer to the request before ---------------------------------------------------------------- */
static void ask_for_maps(struct bench *b, unsigned nth)
{
    bench_act(b, "get",
              nth ? "{\"eoj\":\"013001\",\"epc\":[\"9E\"]}" : "{\"eoj\":\"013001\",\"epc\":[\"9F\"]}");
}

static void check_late_answer(struct bench *b)
{
    static const uint8_t map[] = {0x80, 0x81, 0x9E, 0x9F}; /* shortened: no map any more */
    enum fl_err code;
    struct fl_span kept = echonet_object_edt(bench_item(b, AIRCON)->object, 0x9F);
    assert_int_equal(kept.len, sizeof map);
    assert_memory_equal(kept.data, map, sizeof map);
    assert_true(bench_verdict(b, 1, &code));
    assert_int_equal(code, FL_E_TIMEOUT);
    assert_false(bench_verdict(b, 2, &code)); /* waits for its own answer */
    assert_int_equal(b->session->asked.why, ECHONET_ASK_ACTION);
    bench_run(b, 1100);
    assert_true(bench_verdict(b, 2, &code));
}

/* --- an answer with a foreign TID, and the same again ------------------------------------------------ */
static void ask_for_list(struct bench *b, unsigned nth)
{
    assert_int_equal(nth, 0); /* to the group it is the probe that searches; the session asks its node */
    bench_open(b);
}

static void check_twin(struct bench *b)
{
    assert_true(b->online && b->session->listed);
    assert_int_equal(b->session->count, 14);
    assert_int_equal(b->bad_frames, 0);
}

/* --- an answer that is cut ----------------------------------------------------------------------------- */
static void ask_for_five(struct bench *b, unsigned nth)
{
    static const uint8_t epcs[] = {0x80, 0x81, 0x88, 0xB0, 0xB3};
    struct echonet_schedule *s = &bench_item(b, AIRCON)->schedule;
    assert_int_equal(nth, 0);
    for (size_t i = 0; i < ECHONET_EPCS; i++)
        s->rows[i].due_ms = b->now_ms + 60000;
    for (size_t i = 0; i < sizeof epcs; i++) {
        echonet_schedule_row(s, epcs[i])->wanted = true;
        echonet_schedule_row(s, epcs[i])->due_ms = b->now_ms;
    }
    run_until_asked(b);
}

static void check_cut_answer(struct bench *b)
{
    static const uint8_t rest[] = {ECHONET_GET, 2, 0xB0, 0, 0xB3, 0};
    struct echonet_item *item = bench_item(b, AIRCON);
    assert_int_equal(echonet_object_edt(item->object, 0x80).data[0], 0x30); /* it was 31 */
    run_until_asked(b);
    assert_int_equal(b->last_len, 10 + sizeof rest);
    assert_memory_equal(b->last_frame + 10, rest, sizeof rest);
    assert_int_equal(item->schedule.limit, 3);
}

static const struct exchange exchanges[] = {
    {"one_request_two_datagrams", 3000, ask_to_set, check_two_datagrams},
    {"answer_after_timeout", 1000, ask_for_maps, check_late_answer},
    {"foreign_tid_twin", 3000, ask_for_list, check_twin},
    {"truncated_answer", 3000, ask_for_five, check_cut_answer},
};

/* --- playing them --------------------------------------------------------------------------------------- */
static uint16_t tid_of(const uint8_t *frame)
{
    return (uint16_t)(frame[AT_TID] << 8 | frame[AT_TID + 1]);
}

static void play_request(struct replay *r, const char *text, bool exactly)
{
    struct bytes wanted = hex(text);
    struct bench *b = r->b;
    r->exchange->ask(b, r->asked++);
    assert_true(r->tid_count < TIDS_MAX);
    r->tids[r->tid_count].theirs = tid_of(wanted.data);
    r->tids[r->tid_count++].ours = tid_of(b->last_frame);
    if (!exactly)
        return;
    memcpy(wanted.data + AT_TID, b->last_frame + AT_TID, 2);
    assert_int_equal(b->last_len, wanted.len);
    assert_memory_equal(b->last_frame, wanted.data, wanted.len);
}

static void play_answer(struct replay *r, const char *text)
{
    struct bytes frame = hex(text);
    uint16_t tid = (uint16_t)(tid_of(r->b->last_frame) + 0x4000); /* foreign */
    for (size_t i = 0; i < r->tid_count; i++)
        if (r->tids[i].theirs == tid_of(frame.data))
            tid = r->tids[i].ours;
    frame.data[AT_TID] = (uint8_t)(tid >> 8);
    frame.data[AT_TID + 1] = (uint8_t)tid;
    bench_hear_bytes(r->b, frame.data, frame.len);
}

static void play(struct replay *r, const cJSON *steps)
{
    const cJSON *step;
    cJSON_ArrayForEach(step, steps)
    {
        const char *what = cJSON_GetStringValue(cJSON_GetArrayItem(step, 0));
        const cJSON *detail = cJSON_GetArrayItem(step, 1);
        if (what[0] == '>')
            play_request(r, cJSON_GetStringValue(detail), !strcmp(what, ">"));
        else if (what[0] == '<')
            play_answer(r, cJSON_GetStringValue(detail));
        else if (!strcmp(what, "wait_ms"))
            bench_run(r->b, (uint64_t)detail->valueint);
        else
            fail_msg("unknown step %s", what);
    }
}

static void test_exchanges(void **state)
{
    (void)state;
    cJSON *root = vectors_load("echonet_frames");
    const cJSON *item;
    size_t played = 0;
    cJSON_ArrayForEach(item, member(root, "exchanges"))
    {
        for (size_t i = 0; i < sizeof exchanges / sizeof *exchanges; i++) {
            if (strcmp(exchanges[i].name, text_of(item, "name")) != 0)
                continue;
            struct replay r = {.b = bench_create("model=aircon live=off", NULL), .exchange = &exchanges[i]};
            if (exchanges[i].ask != ask_for_list)
                bench_complete(r.b);
            r.b->timing.response_timeout = exchanges[i].response_timeout_ms;
            bench_node(r.b, "fault", "silent"); /* the vector is the node */
            play(&r, member(item, "steps"));
            exchanges[i].check(r.b);
            bench_destroy(r.b);
            played++;
        }
    }
    assert_int_equal(played, cJSON_GetArraySize(member(root, "exchanges")));
    cJSON_Delete(root);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_exchanges),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
