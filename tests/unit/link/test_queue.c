/* The queue of waiting commands: order, groups, what replaces what, bounds, expiry. */
#include "support/cmocka.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "link/queue.h"

static const struct fl_timing no_gaps;
static const struct fl_action act = {.key = "act"};

/* A job from a letter and digits: "s" set, "m" momentary set, "a" action; entity, mask, group. */
static struct fl_job *make(const char *spec)
{
    struct fl_job *j = calloc(1, sizeof *j);
    j->cmd = fl_command_create();
    j->cmd->expires_ms = FL_NEVER;
    if (spec[0] == 'a') {
        j->cmd->action = &act;
        return j;
    }
    j->merges = spec[0] == 's';
    j->cmd->entity = spec[1] - '0';
    j->cmd->mask = (unsigned)(spec[2] - '0');
    j->cmd->group = (uint32_t)(spec[3] - '0');
    return j;
}

static void drop(struct fl_job *jobs)
{
    while (jobs) {
        struct fl_job *j = jobs;
        jobs = j->next;
        fl_command_destroy(j->cmd);
        free(j);
    }
}

static struct fl_job *put(struct fl_queue *q, const char *spec, uint32_t id)
{
    struct fl_job *j = make(spec);
    j->cmd->id = id;
    return fl_queue_put(q, j);
}

/* The ids in a list as digits. */
static const char *ids(const struct fl_job *jobs, char text[static 16])
{
    size_t n = 0;
    for (const struct fl_job *j = jobs; j; j = j->next)
        text[n++] = (char)('0' + j->cmd->id);
    text[n] = '\0';
    return text;
}

static void test_supersede(void **state)
{
    (void)state;
    static const struct {
        const char *specs[6];        /* put in order, numbered from 1 */
        const char *left, *replaced; /* by the last one */
    } rows[] = {
        {{"s111", "s111"}, "2", "1"},          {{"s111", "s211"}, "12", ""}, /* another entity */
        {{"s131", "s121"}, "12", ""},                                        /* does not cover all fields */
        {{"s111", "s131"}, "2", "1"},                                        /* covers more */
        {{"s111", "s211", "s111"}, "32", "1"},                               /* takes the old one's place */
        {{"s111", "s121", "s111"}, "23", "1"}, /* but not before a later set of the entity */
        {{"s111", "s121", "s131"}, "3", "12"}, /* several at once */
        {{"m111", "m111"}, "12", ""},          /* momentary, toggles: never */
        {{"s111", "m111"}, "12", ""},          /* nor do they replace */
        {{"m111", "s111"}, "12", ""},          {{"a", "a"}, "12", ""}, /* nor do actions */
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct fl_queue q = {.cap = 8};
        struct fl_job *replaced = NULL;
        char text[16];
        uint32_t id = 0;
        for (; rows[i].specs[id]; id++)
            replaced = put(&q, rows[i].specs[id], id + 1);
        if (strcmp(ids(replaced, text), rows[i].replaced) != 0)
            fail_msg("row %zu replaced %s", i, text);
        if (strcmp(ids(q.head, text), rows[i].left) != 0)
            fail_msg("row %zu left %s", i, text);
        assert_int_equal(q.count, strlen(rows[i].left));
        drop(replaced);
        drop(fl_queue_clear(&q));
        assert_int_equal(q.count, 0);
    }
}

static void test_bounded(void **state)
{
    (void)state;
    struct fl_queue q = {.cap = 2};
    drop(put(&q, "s111", 1));
    drop(put(&q, "s211", 2));
    struct fl_job *other = make("s311"), *same = make("s111");
    assert_false(fl_queue_fits(&q, other));
    assert_true(fl_queue_fits(&q, same)); /* it will replace one */
    same->next = other;
    assert_false(fl_queue_fits(&q, same)); /* all or none */
    drop(same);
    drop(fl_queue_clear(&q));
}

static void test_next(void **state)
{
    (void)state;
    static const struct {
        const char *what;
        const char *specs[6];
        const char *taken;
    } rows[] = {
        {"nothing waits", {0}, ""},
        {"all of the oldest's group", {"s111", "s212", "s311"}, "13"},
        {"an action alone", {"a", "s110", "a"}, "1"},
        {"nothing overtakes an action", {"s111", "a", "s211"}, "1"},
        {"momentary ones of the group too", {"m111", "m111"}, "12"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct fl_queue q = {.cap = 8};
        struct fl_turn t = {0};
        for (uint32_t id = 0; rows[i].specs[id]; id++)
            drop(put(&q, rows[i].specs[id], id + 1));
        struct fl_job *out[8];
        uint64_t when_ms;
        size_t n = fl_queue_next(&q, &t, &no_gaps, 0, out, 8, &when_ms);
        if (n != strlen(rows[i].taken))
            fail_msg("%s: %zu", rows[i].what, n);
        for (size_t k = 0; k < n; k++)
            assert_int_equal(out[k]->cmd->id, rows[i].taken[k] - '0');
        drop(fl_queue_clear(&q));
    }
}

static void test_next_waits_for_the_turn(void **state)
{
    (void)state;
    static const struct fl_timing gap = {.request_gap = 50};
    struct fl_queue q = {.cap = 8};
    struct fl_turn t = {0};
    struct fl_job *out[8];
    uint64_t when_ms;
    drop(put(&q, "s111", 1));
    fl_turn_expect(&t, (struct fl_owed){.who = FL_ASK_POLL});
    assert_int_equal(fl_queue_next(&q, &t, &gap, 1000, out, 8, &when_ms), 0);
    assert_int_equal(when_ms, FL_NEVER);
    struct fl_owed was;
    fl_turn_answered(&t, 0, 1000, &was);
    assert_int_equal(fl_queue_next(&q, &t, &gap, 1000, out, 8, &when_ms), 0);
    assert_int_equal(when_ms, 1050);
    assert_int_equal(fl_queue_next(&q, &t, &gap, 1050, out, 8, &when_ms), 1);
    drop(fl_queue_clear(&q));
}

static void test_next_with_lanes(void **state)
{
    (void)state;
    struct fl_queue q = {.cap = 8};
    struct fl_turn t = {.lanes = true};
    struct fl_job *out[8];
    uint64_t when_ms;
    drop(put(&q, "s111", 1));
    drop(put(&q, "s212", 2));
    fl_turn_expect(&t, (struct fl_owed){.group = 1});
    assert_int_equal(fl_queue_next(&q, &t, &no_gaps, 0, out, 8, &when_ms), 1);
    assert_int_equal(out[0]->cmd->id, 2);
    drop(fl_queue_clear(&q));
}

static void test_deferred(void **state)
{
    (void)state;
    struct fl_queue q = {.cap = 8};
    struct fl_turn t = {0};
    struct fl_job *out[8];
    uint64_t when_ms;
    drop(put(&q, "s111", 1));
    q.head->deferred = true;
    assert_false(fl_queue_waits(&q));
    assert_int_equal(fl_queue_next(&q, &t, &no_gaps, 0, out, 8, &when_ms), 0);
    drop(put(&q, "s212", 2)); /* another group goes past it */
    assert_true(fl_queue_waits(&q));
    assert_int_equal(fl_queue_next(&q, &t, &no_gaps, 0, out, 8, &when_ms), 1);
    drop(put(&q, "s311", 3)); /* one of its group brings it back: they go together, in order */
    assert_int_equal(fl_queue_next(&q, &t, &no_gaps, 0, out, 8, &when_ms), 2);
    assert_int_equal(out[0]->cmd->id, 1);
    q.head->deferred = true;
    fl_queue_undefer(&q);
    assert_int_equal(fl_queue_next(&q, &t, &no_gaps, 0, out, 8, &when_ms), 2);
    drop(fl_queue_clear(&q));
}

static void test_expiry(void **state)
{
    (void)state;
    struct fl_queue q = {.cap = 8};
    assert_int_equal(fl_queue_next_expiry(&q), FL_NEVER);
    drop(put(&q, "s111", 1));
    drop(put(&q, "s211", 2));
    drop(put(&q, "s311", 3));
    q.head->next->cmd->expires_ms = 500;
    assert_int_equal(fl_queue_next_expiry(&q), 500);
    assert_null(fl_queue_expired(&q, 499));
    struct fl_job *expired = fl_queue_expired(&q, 500);
    assert_int_equal(expired->cmd->id, 2);
    assert_null(fl_queue_expired(&q, 500));
    assert_int_equal(q.count, 2);
    drop(expired);
    drop(fl_queue_clear(&q));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_supersede),
        cmocka_unit_test(test_bounded),
        cmocka_unit_test(test_next),
        cmocka_unit_test(test_next_waits_for_the_turn),
        cmocka_unit_test(test_next_with_lanes),
        cmocka_unit_test(test_deferred),
        cmocka_unit_test(test_expiry),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
