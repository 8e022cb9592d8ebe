/* Entities and values: what may be declared, what is news, and copies for readers. */
#include "support/cmocka.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "model/view.h"

static const char *const words[] = {"low", "high", NULL};
static const struct fl_field number = {.type = FL_INT, .access = FL_READ};
static const struct fl_field pair[] = {{.name = "state", .type = FL_BOOL}, {.name = "note", .type = FL_TEXT}};

static struct fl_entity entity(const char *key, const struct fl_field *fields, size_t count)
{
    struct fl_entity e = {.kind = FL_SENSOR, .fields = fields, .field_count = count};
    snprintf(e.key, sizeof e.key, "%s", key);
    return e;
}

static int declare(struct fl_model *m, const char *key, const struct fl_field *fields, size_t count)
{
    struct fl_entity e = entity(key, fields, count);
    struct fl_error err;
    int index;
    assert_int_equal(fl_model_declare(m, &e, &index, &err), FL_OK);
    return index;
}

static bool set_int(struct fl_model *m, int index, int64_t i)
{
    return fl_model_set(m, index, 0, (struct fl_value){.known = true, .i = i});
}

static bool set_text(struct fl_model *m, int index, size_t field, const char *s)
{
    return fl_model_set(m, index, field, (struct fl_value){.known = true, .s = s});
}

/* --- declaring ----------------------------------------------------------------------------------------- */

static void test_keys(void **state)
{
    (void)state;
    static const struct {
        const char *key;
        bool ok;
    } rows[] = {
        {"light", true},
        {"l", true},
        {"a_1", true},
        {"states", true},
        {"", false},
        {"Light", false},
        {"two words", false},
        {"_ts", false},
        {"state", false},
        {"set", false},
        {"do", false},
        {"id", false},
        {"link", false},
        {"event", false},
        {"image", false},
        {"verdict", false},
        {"availability", false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (fl_entity_key_ok(rows[i].key) != rows[i].ok)
            fail_msg("%s", rows[i].key);
}

static void test_wrong_declarations(void **state)
{
    (void)state;
    static const struct fl_field twins[] = {{.name = "a"}, {.name = "a"}};
    static const struct fl_field nameless[] = {{.name = "a"}, {.name = NULL}};
    static const struct fl_field choiceless = {.type = FL_ENUM, .access = FL_READ};
    static const struct fl_field upside_down = {.type = FL_INT, .min = 2, .max = 1};
    static const struct {
        const struct fl_field *fields;
        size_t count;
        int part;
        enum fl_kind kind;
        const char *words;
    } rows[] = {
        {NULL, 1, 0, FL_SENSOR, "1 to 12 fields"},
        {&number, 0, 0, FL_SENSOR, "1 to 12 fields"},
        {&number, FL_FIELDS_MAX + 1, 0, FL_SENSOR, "1 to 12 fields"},
        {twins, 2, 0, FL_SENSOR, "two fields are named a"},
        {nameless, 2, 0, FL_SENSOR, "needs a name"},
        {&choiceless, 1, 0, FL_SENSOR, "without choices"},
        {&upside_down, 1, 0, FL_SENSOR, "minimum"},
        {&number, 1, 1, FL_SENSOR, "no part 1"},
        {&number, 1, -1, FL_SENSOR, "no part -1"},
        {&number, 1, 0, FL_KIND_COUNT, "kind"},
    };
    struct fl_model *m = fl_model_create();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct fl_entity e = entity("level", rows[i].fields, rows[i].count);
        struct fl_error err;
        int index;
        e.part = rows[i].part;
        e.kind = rows[i].kind;
        assert_int_equal(fl_model_declare(m, &e, &index, &err), FL_E_RANGE);
        assert_int_equal(index, -1);
        if (!strstr(err.text, rows[i].words))
            fail_msg("%s, not %s", err.text, rows[i].words);
    }
    assert_int_equal(fl_model_shape(m)->entity_count, 0);
    fl_model_destroy(m);
}

static void test_same_again_changes_nothing(void **state)
{
    (void)state;
    struct fl_model *m = fl_model_create();
    int a = declare(m, "a", pair, 2);
    uint64_t shape_gen = fl_model_shape(m)->gen, value_gen = fl_model_value_gen(m);
    char name[] = "state"; /* equal words elsewhere are the same */
    struct fl_field copy[] = {pair[0], pair[1]};
    copy[0].name = name;
    assert_int_equal(declare(m, "a", copy, 2), a);
    assert_int_equal(fl_model_shape(m)->gen, shape_gen);
    assert_int_equal(fl_model_value_gen(m), value_gen);
    name[0] = 'x'; /* all was copied */
    assert_string_equal(fl_model_shape(m)->entities[a].fields[0].name, "state");
    fl_model_destroy(m);
}

static void test_redeclared(void **state)
{
    (void)state;
    static const struct fl_field wider = {.type = FL_INT, .access = FL_READ, .max = 9};
    static const struct fl_field real = {.type = FL_REAL, .access = FL_READ};
    struct fl_model *m = fl_model_create();
    int a = declare(m, "a", &number, 1), b = declare(m, "b", &number, 1);
    set_int(m, a, 5);
    set_int(m, b, 6);
    assert_int_equal(declare(m, "a", &wider, 1), a); /* same meaning: the value stays */
    assert_int_equal(fl_model_get(m, a, 0).i, 5);
    assert_int_equal(declare(m, "a", pair, 2), a); /* another: it goes, and the next one moves */
    assert_false(fl_model_get(m, a, 0).known);
    assert_int_equal(fl_model_get(m, b, 0).i, 6);
    set_text(m, a, 1, "x");
    assert_int_equal(declare(m, "a", &real, 1), a);
    assert_int_equal(fl_model_get(m, b, 0).i, 6);
    assert_false(fl_model_get(m, a, 1).known); /* there is no such field any more */
    fl_model_destroy(m);
}

static void test_retired_keeps_its_index(void **state)
{
    (void)state;
    struct fl_model *m = fl_model_create();
    int a = declare(m, "a", pair, 2), b = declare(m, "b", &number, 1);
    set_text(m, a, 1, "x");
    set_int(m, b, 6);
    fl_model_retire(m, a);
    fl_model_retire(m, a);
    fl_model_retire(m, 99);
    fl_model_retire(m, -1);
    assert_string_equal(fl_model_shape(m)->entities[a].key, "");
    assert_int_equal(fl_shape_find(fl_model_shape(m), "a"), -1);
    assert_int_equal(fl_shape_find(fl_model_shape(m), ""), -1);
    assert_int_equal(fl_model_get(m, b, 0).i, 6);
    assert_false(set_text(m, a, 1, "y"));
    int c = declare(m, "c", &number, 1);
    assert_int_equal(c, 2); /* the hole is not given to others */
    assert_int_equal(declare(m, "a", pair, 2), a);
    assert_false(fl_model_get(m, a, 1).known);
    assert_int_equal(fl_model_get(m, b, 0).i, 6);
    fl_model_destroy(m);
}

static void test_parts(void **state)
{
    (void)state;
    struct fl_model *m = fl_model_create();
    struct fl_part device = {.name = "Panel"}, part = {.key = "one", .name = "One"}, bad = {.key = "No"};
    struct fl_error err;
    int number_of;
    assert_int_equal(fl_model_shape(m)->part_count, 1);
    assert_int_equal(fl_model_part(m, &device, &number_of, &err), FL_OK);
    assert_int_equal(number_of, 0);
    assert_int_equal(fl_model_part(m, &part, &number_of, &err), FL_OK);
    assert_int_equal(number_of, 1);
    uint64_t gen = fl_model_shape(m)->gen;
    assert_int_equal(fl_model_part(m, &part, &number_of, &err), FL_OK);
    assert_int_equal(fl_model_shape(m)->gen, gen);
    snprintf(part.version, sizeof part.version, "2");
    assert_int_equal(fl_model_part(m, &part, &number_of, &err), FL_OK);
    assert_int_equal(number_of, 1);
    assert_true(fl_model_shape(m)->gen > gen);
    assert_int_equal(fl_model_part(m, &bad, &number_of, &err), FL_E_RANGE);
    assert_string_equal(fl_model_shape(m)->parts[0].name, "Panel");
    assert_int_equal(fl_shape_find_part(fl_model_shape(m), "one"), 1);
    fl_model_destroy(m);
}

static void test_many(void **state)
{
    (void)state;
    struct fl_model *m = fl_model_create();
    struct fl_entity e;
    struct fl_error err;
    char key[16];
    int index;
    for (int i = 0; i < FL_ENTITIES_MAX; i++) {
        snprintf(key, sizeof key, "k%d", i);
        assert_int_equal(declare(m, key, &number, 1), i);
    }
    e = entity("more", &number, 1);
    assert_int_equal(fl_model_declare(m, &e, &index, &err), FL_E_FULL);
    assert_int_equal(declare(m, "k40000", &number, 1), 40000);
    fl_model_destroy(m);
}

/* --- values --------------------------------------------------------------------------------------------- */

static void test_real_news(void **state)
{
    (void)state;
    static const struct {
        double deadband, first, second;
        bool news;
    } rows[] = {
        {0, 1, 1, false},     {0, 1, 1.0001, true},  {0.5, 1, 1.4, false}, {0.5, 1, 1.5, true},
        {0.5, 1, 0.5, true},  {0, 0.0, -0.0, false}, {0, 1, NAN, true},    {0, 1, INFINITY, true},
        {0, NAN, NAN, false}, {0.5, NAN, 1, true}, /* unknown before: any value is news */
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct fl_field f = {.type = FL_REAL, .deadband = rows[i].deadband};
        struct fl_model *m = fl_model_create();
        int a = declare(m, "a", &f, 1);
        fl_model_set(m, a, 0, (struct fl_value){.known = true, .r = rows[i].first});
        uint64_t gen = fl_model_value_gen(m);
        bool news = fl_model_set(m, a, 0, (struct fl_value){.known = true, .r = rows[i].second});
        if (news != rows[i].news)
            fail_msg("%g, then %g", rows[i].first, rows[i].second);
        assert_int_equal(fl_model_value_gen(m), gen + news);
        assert_int_equal(fl_model_get(m, a, 0).known, !isnan(rows[i].second) && !isinf(rows[i].second));
        fl_model_destroy(m);
    }
}

static void test_slow_drift_adds_up(void **state)
{
    (void)state;
    static const struct fl_field f = {.type = FL_INT, .deadband = 10};
    struct fl_model *m = fl_model_create();
    int a = declare(m, "a", &f, 1), news = 0;
    for (int i = 0; i <= 100; i++)
        news += set_int(m, a, i);
    assert_int_equal(news, 11);
    fl_model_destroy(m);
}

static void test_other_types(void **state)
{
    (void)state;
    const struct fl_field fields[] = {{.name = "b", .type = FL_BOOL},
                                      {.name = "e", .type = FL_ENUM, .choices = words},
                                      {.name = "t", .type = FL_TEXT}};
    struct fl_model *m = fl_model_create();
    int a = declare(m, "a", fields, 3);
    assert_true(fl_model_set(m, a, 0, (struct fl_value){.known = true, .b = false}));
    assert_false(fl_model_set(m, a, 0, (struct fl_value){.known = true, .b = false}));
    assert_true(fl_model_set(m, a, 1, (struct fl_value){.known = true, .e = 1}));
    assert_true(fl_model_set(m, a, 1, (struct fl_value){.known = true, .e = 2})); /* beyond: unknown */
    assert_false(fl_model_get(m, a, 1).known);
    assert_false(set_text(m, a, 2, NULL));
    char text[] = "hello";
    assert_true(set_text(m, a, 2, text));
    text[0] = 'x';
    assert_string_equal(fl_model_get(m, a, 2).s, "hello");
    assert_false(set_text(m, a, 2, "hello"));
    assert_false(set_text(m, a, 3, "no such field"));
    assert_false(set_text(m, 7, 0, "no such entity"));
    assert_false(fl_model_get(m, a, 3).known);
    fl_model_destroy(m);
}

static void test_long_text_is_cut(void **state)
{
    (void)state;
    static const struct fl_field f = {.type = FL_TEXT};
    struct fl_model *m = fl_model_create();
    int a = declare(m, "a", &f, 1);
    char text[400];
    memset(text, 'x', sizeof text);
    memcpy(text + FL_TEXT_MAX - 2, "\xc3\xa4\xc3\xa4", 5); /* a character across the end goes as a whole */
    assert_true(set_text(m, a, 0, text));
    assert_int_equal(strlen(fl_model_get(m, a, 0).s), FL_TEXT_MAX - 2);
    assert_false(set_text(m, a, 0, text)); /* and what was cut is no news */
    fl_model_destroy(m);
}

/* --- copies ---------------------------------------------------------------------------------------------- */

static void test_copies_what_is_newer(void **state)
{
    (void)state;
    struct fl_model *m = fl_model_create();
    struct fl_view v = {0};
    int a = declare(m, "a", pair, 2), b = declare(m, "b", &number, 1);
    set_text(m, a, 1, "one");
    assert_int_equal(fl_model_copy(m, &v), FL_OK);
    size_t note = v.shape->first_slot[a] + 1;
    assert_string_equal(v.values[note].s, "one");
    assert_ptr_not_equal(v.values[note].s, fl_model_get(m, a, 1).s); /* its own */
    const char *before = v.values[note].s;
    uint64_t gen_a = v.entity_gen[a], gen = v.value_gen;
    set_int(m, b, 5);
    assert_int_equal(fl_model_copy(m, &v), FL_OK);
    assert_int_equal(v.values[v.shape->first_slot[b]].i, 5);
    assert_true(v.entity_gen[b] > gen);
    assert_int_equal(v.entity_gen[a], gen_a);
    assert_ptr_equal(v.values[note].s, before); /* what is not newer is not touched */
    set_text(m, a, 1, "two");
    fl_model_set(m, b, 0, (struct fl_value){0});
    assert_int_equal(fl_model_copy(m, &v), FL_OK);
    assert_string_equal(v.values[note].s, "two");
    assert_false(v.values[v.shape->first_slot[b]].known);
    fl_view_finish(&v);
    assert_null(v.shape);
    fl_model_destroy(m);
}

static void test_shared_shape_does_not_change(void **state)
{
    (void)state;
    struct fl_model *m = fl_model_create();
    struct fl_view v = {0};
    int a = declare(m, "a", &number, 1);
    set_int(m, a, 5);
    fl_model_copy(m, &v);
    const struct fl_shape *old = v.shape;
    uint64_t gen = old->gen;
    declare(m, "b", pair, 2);
    fl_model_retire(m, a);
    fl_model_complete(m);
    assert_int_equal(old->entity_count, 1);
    assert_string_equal(old->entities[0].key, "a");
    assert_int_equal(old->gen, gen);
    assert_false(old->complete);
    v.state_gen = 77;
    assert_int_equal(fl_model_copy(m, &v), FL_OK);
    assert_ptr_not_equal(v.shape, old);
    assert_int_equal(v.entity_count, 2);
    assert_true(v.shape->complete);
    assert_int_equal(v.state_gen, 77); /* the rest of the view is not the model's */
    fl_model_destroy(m);
    assert_string_equal(v.shape->entities[1].key, "b"); /* counted: it outlives the model */
    fl_view_finish(&v);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_keys),
        cmocka_unit_test(test_wrong_declarations),
        cmocka_unit_test(test_same_again_changes_nothing),
        cmocka_unit_test(test_redeclared),
        cmocka_unit_test(test_retired_keeps_its_index),
        cmocka_unit_test(test_parts),
        cmocka_unit_test(test_many),
        cmocka_unit_test(test_real_news),
        cmocka_unit_test(test_slow_drift_adds_up),
        cmocka_unit_test(test_other_types),
        cmocka_unit_test(test_long_text_is_cut),
        cmocka_unit_test(test_copies_what_is_newer),
        cmocka_unit_test(test_shared_shape_does_not_change),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
