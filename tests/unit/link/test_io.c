/* The recorder behind fl_io: order, bounds, the turn, what belongs to the model. */
#include "support/cmocka.h"

#include <stdlib.h>
#include <string.h>

#include "link/io_private.h"

struct bench {
    struct fl_model *model;
    struct fl_io *io;
};

static const struct fl_timing timing = {.write_interval = 200};

static struct bench make(bool lanes)
{
    struct bench b = {.model = fl_model_create()};
    b.io = fl_io_create(b.model, &timing, lanes, 7);
    assert_non_null(b.io);
    fl_io_begin(b.io, FL_ASK_NONE, 5000 * 1000, 1234, 3600);
    return b;
}

static void drop(struct bench *b)
{
    fl_io_destroy(b->io);
    fl_model_destroy(b->model);
}

static int declare(struct fl_io *io, enum fl_kind kind)
{
    static const struct fl_field field = {.type = FL_INT, .access = FL_READ};
    struct fl_entity e = {.key = "level", .kind = kind, .fields = &field, .field_count = 1};
    return fl_io_entity(io, &e);
}

static void test_clock_and_chance(void **state)
{
    (void)state;
    struct bench b = make(false), c = make(false);
    int zone_s = 0;
    assert_int_equal(fl_io_now(b.io), 5000);
    assert_int_equal(fl_io_utc(b.io, &zone_s), 1234);
    assert_int_equal(zone_s, 3600);
    uint32_t first = fl_io_random(b.io);
    assert_int_equal(first, fl_io_random(c.io)); /* a seed gives one sequence */
    assert_int_not_equal(first, fl_io_random(b.io));
    drop(&b);
    drop(&c);
}

static void test_order_is_kept(void **state)
{
    (void)state;
    struct bench b = make(false);
    struct fl_addr at = {.family = 4, .ip = {192, 0, 2, 9}, .port = 9};
    assert_int_equal(fl_io_send(b.io, "one", 3), FL_OK);
    assert_int_equal(fl_io_send_to(b.io, &at, "", 0), FL_OK); /* an empty datagram */
    fl_io_peer(b.io, &at);
    fl_io_wake_at(b.io, 9000);
    fl_io_poll_now(b.io);
    fl_io_expect(b.io, 3);
    fl_io_answered(b.io, 3);
    fl_io_answered(b.io, 3); /* nobody waits: nothing */
    fl_io_alive(b.io);
    fl_io_online(b.io);
    fl_io_bad_frame(b.io, FL_E_CHECKSUM);
    fl_io_fail(b.io, FL_E_AUTH, "user %s", "x");
    fl_io_verdict(b.io, 8, FL_E_RANGE, "why");
    fl_io_result(b.io, 8, "[1]");
    fl_io_event(b.io, "ring", NULL);
    fl_io_save(b.io, "state", 5);
    fl_io_found(b.io, "me", &at, "a node");
    fl_io_log(b.io, FL_ERROR, "%d", 5);
    static const enum fl_io_kind order[] = {
        FL_IO_SEND,     FL_IO_SEND,  FL_IO_PEER,   FL_IO_WAKE_AT,   FL_IO_POLL_NOW, FL_IO_EXPECT,
        FL_IO_ANSWERED, FL_IO_ALIVE, FL_IO_ONLINE, FL_IO_BAD_FRAME, FL_IO_FAIL,     FL_IO_VERDICT,
        FL_IO_RESULT,   FL_IO_EVENT, FL_IO_SAVE,   FL_IO_FOUND,     FL_IO_LOG};
    size_t count;
    const struct fl_io_effect *e = fl_io_effects(b.io, &count);
    assert_int_equal(count, sizeof order / sizeof *order);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(e[i].kind, order[i]);
    assert_memory_equal(e[0].data, "one", 3);
    assert_int_equal(e[0].addr.family, 0);
    assert_int_equal(e[1].len, 0);
    assert_int_equal(e[1].addr.port, 9);
    assert_int_equal(e[3].when_ms, 9000);
    assert_int_equal(e[9].code, FL_E_CHECKSUM);
    assert_string_equal(e[10].text, "user x");
    assert_int_equal(e[11].number, 8);
    assert_string_equal(e[11].text, "why");
    assert_null(e[13].text);
    assert_string_equal(e[13].name, "ring");
    assert_memory_equal(e[14].data, "state", 5);
    fl_io_begin(b.io, FL_ASK_NONE, 0, 0, 0);
    fl_io_effects(b.io, &count);
    assert_int_equal(count, 0);
    drop(&b);
}

static void test_bounds(void **state)
{
    (void)state;
    static uint8_t block[FL_IO_BYTES_MAX];
    static const struct {
        size_t frames, len;
        bool fits;
    } rows[] = {
        {FL_IO_EFFECTS_MAX, 1, true},
        {FL_IO_EFFECTS_MAX + 1, 1, false},
        {1, FL_IO_BYTES_MAX, true},
        {2, FL_IO_BYTES_MAX / 2 + 1, false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct bench b = make(false);
        enum fl_err result = FL_OK, code;
        for (size_t n = 0; n < rows[i].frames; n++)
            result = fl_io_send(b.io, block, rows[i].len);
        assert_int_equal(result, rows[i].fits ? FL_OK : FL_E_FULL);
        assert_int_equal(fl_io_trouble(b.io, &code) == NULL, rows[i].fits);
        assert_int_equal(code, rows[i].fits ? FL_OK : FL_E_FULL);
        fl_io_begin(b.io, FL_ASK_NONE, 0, 0, 0); /* forgiven with the next hook */
        assert_null(fl_io_trouble(b.io, &code));
        assert_int_equal(fl_io_send(b.io, block, 100), FL_OK);
        drop(&b);
    }
}

static void test_saves_and_images_are_bounded(void **state)
{
    (void)state;
    static uint8_t block[FL_IO_SAVE_MAX + 1];
    enum fl_err code;
    struct bench b = make(false);
    fl_io_save(b.io, block, FL_IO_SAVE_MAX);
    assert_null(fl_io_trouble(b.io, &code));
    fl_io_save(b.io, block, FL_IO_SAVE_MAX + 1);
    assert_non_null(fl_io_trouble(b.io, &code));
    fl_io_begin(b.io, FL_ASK_NONE, 0, 0, 0);
    int picture = declare(b.io, FL_IMAGE);
    fl_io_image(b.io, picture, "image/png", malloc(10), 10);
    fl_io_image(b.io, 77, "image/png", malloc(10), 10); /* no such entity: freed */
    size_t count;
    const struct fl_io_effect *e = fl_io_effects(b.io, &count);
    assert_int_equal(count, 1);
    assert_string_equal(e[0].name, "level");
    fl_io_image(b.io, picture, "image/png", malloc(10), FL_IO_IMAGE_MAX + 1);
    assert_non_null(fl_io_trouble(b.io, &code));
    drop(&b);
}

static void test_turn_changes_at_once(void **state)
{
    (void)state;
    struct bench b = make(false);
    size_t count;
    fl_io_begin(b.io, FL_ASK_COMMAND, 1000, 0, 0);
    assert_false(fl_io_busy(b.io, 1));
    fl_io_expect(b.io, 1);
    assert_true(fl_io_busy(b.io, 1));
    fl_io_begin(b.io, FL_ASK_NONE, 3000, 0, 0); /* the answer comes, and the exchange goes on */
    fl_io_answered(b.io, 1);
    assert_false(fl_io_busy(b.io, 1));
    fl_io_expect(b.io, 2);
    const struct fl_io_effect *e = fl_io_effects(b.io, &count);
    assert_int_equal(e[0].owed.since_us, 1000);
    assert_int_equal(e[1].owed.who, FL_ASK_COMMAND); /* still the command's turn */
    struct fl_owed was;
    fl_io_begin(b.io, FL_ASK_NONE, 4000, 0, 0);
    assert_true(fl_io_give_up(b.io, 2, &was));
    assert_int_equal(fl_io_asker(b.io), FL_ASK_COMMAND);
    assert_false(fl_io_busy(b.io, 2));
    drop(&b);
}

static void test_lanes_are_bounded(void **state)
{
    (void)state;
    struct bench b = make(true);
    enum fl_err code;
    for (uint32_t i = 0; i < FL_OWED_MAX; i++) {
        assert_false(fl_io_busy(b.io, i));
        fl_io_expect(b.io, i);
    }
    assert_true(fl_io_busy(b.io, 999));
    assert_null(fl_io_trouble(b.io, &code));
    fl_io_expect(b.io, 999);
    assert_non_null(fl_io_trouble(b.io, &code));
    drop(&b);
}

static void test_model_at_once(void **state)
{
    (void)state;
    struct bench b = make(false);
    enum fl_err code;
    int level = declare(b.io, FL_SENSOR);
    assert_int_equal(level, 0);
    assert_false(fl_io_get(b.io, level, 0).known);
    fl_io_set(b.io, level, 0, (struct fl_value){.known = true, .i = 42});
    assert_int_equal(fl_io_get(b.io, level, 0).i, 42);
    struct fl_part part = {.key = "one"};
    assert_int_equal(fl_io_part(b.io, &part), 1);
    fl_io_complete(b.io);
    assert_true(fl_model_shape(b.model)->complete);
    fl_io_retire(b.io, level);
    assert_false(fl_io_get(b.io, level, 0).known);
    assert_null(fl_io_trouble(b.io, &code));
    assert_int_equal(fl_io_entity(b.io, &(struct fl_entity){.key = "state"}), -1); /* a driver's mistake */
    assert_non_null(fl_io_trouble(b.io, &code));
    assert_int_equal(code, FL_E_RANGE);
    drop(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_clock_and_chance),
        cmocka_unit_test(test_order_is_kept),
        cmocka_unit_test(test_bounds),
        cmocka_unit_test(test_saves_and_images_are_bounded),
        cmocka_unit_test(test_turn_changes_at_once),
        cmocka_unit_test(test_lanes_are_bounded),
        cmocka_unit_test(test_model_at_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
