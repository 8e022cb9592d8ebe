/* The class table: found by code, release and inheritance, and sound in every row. */
#include <string.h>

#include "drivers/echonet/echonet_class.h"
#include "support/cmocka.h"

static const struct echonet_class *class_of(uint16_t code)
{
    const struct echonet_class *c = echonet_class_find(code);
    assert_non_null(c);
    return c;
}

static void test_finds_own_and_inherited(void **state)
{
    (void)state;
    const struct echonet_class *conditioner = class_of(0x0130);
    assert_string_equal(conditioner->key, "home_air_conditioner");
    assert_string_equal(echonet_class_property(conditioner, 0xBB, 0)->key, "room_temperature");
    assert_string_equal(echonet_class_property(conditioner, 0x88, 0)->key, "fault_status");
    assert_string_equal(echonet_class_property(NULL, 0x80, 0)->key, "operation_status");
    assert_null(echonet_class_property(conditioner, 0xF7, 0));
    assert_null(echonet_class_find(0x0999));
    assert_non_null(echonet_class_property(class_of(0x0EF0), 0xD6, 0));
    assert_null(echonet_class_property(class_of(0x0EF0), 0x84, 0)); /* the super class is of devices */
}

static void test_release_selects_a_definition(void **state)
{
    (void)state;
    static const struct {
        char release;
        enum echonet_type type;
        uint8_t size;
    } cases[] = {{0, ECHONET_ENUM, 1},      {'A', ECHONET_RAW, 16}, {'B', ECHONET_RAW, 16},
                 {'F', ECHONET_BOOLEAN, 1}, {'H', ECHONET_ENUM, 1}, {'R', ECHONET_ENUM, 1}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct echonet_property *p = echonet_class_property(class_of(0x0011), 0x93, cases[i].release);
        assert_int_equal(p->data->type, cases[i].type);
        assert_int_equal(p->data->size, cases[i].size);
    }
    /* a letter older than the property: what nodes say of themselves is a hint only */
    assert_string_equal(echonet_class_property(class_of(0x0290), 0xB6, 'A')->key, "operation_mode");
}

static void test_what_a_property_is_for(void **state)
{
    (void)state;
    static const struct {
        uint16_t code;
        uint8_t epc;
        enum echonet_kind kind;
        enum echonet_use use;
        bool is_long;
        uint8_t selector;
    } cases[] = {
        {0x0130, 0x80, ECHONET_STATE, ECHONET_SCALAR, false, 0},
        {0x0130, 0xBB, ECHONET_MEASUREMENT, ECHONET_SCALAR, false, 0},
        {0x0130, 0xB3, ECHONET_STATE, ECHONET_SCALAR, false, 0},
        {0x0130, 0xD0, ECHONET_KINDS, ECHONET_BUTTON, false, 0},
        {0x0130, 0x84, ECHONET_MEASUREMENT, ECHONET_SCALAR, false, 0},
        {0x0130, 0x85, ECHONET_COUNTER, ECHONET_SCALAR, false, 0},
        {0x0130, 0x8A, ECHONET_IDENTITY, ECHONET_NOTHING, false, 0},
        {0x0130, 0x9F, ECHONET_IDENTITY, ECHONET_NOTHING, false, 0},
        {0x0279, 0xE0, ECHONET_MEASUREMENT, ECHONET_SCALAR, false, 0},
        {0x0279, 0xE1, ECHONET_COUNTER, ECHONET_SCALAR, false, 0},
        {0x0279, 0xE8, ECHONET_COUNTER, ECHONET_SCALAR, false, 0},
        {0x027D, 0xD0, ECHONET_IDENTITY, ECHONET_SCALAR, false, 0},
        {0x027D, 0xD3, ECHONET_MEASUREMENT, ECHONET_SCALAR, false, 0},
        {0x027D, 0xE4, ECHONET_MEASUREMENT, ECHONET_SCALAR, false, 0},
        {0x027E, 0xCF, ECHONET_COUNTER, ECHONET_SCALAR, false, 0},
        {0x0288, 0xE0, ECHONET_COUNTER, ECHONET_SCALAR, false, 0},
        {0x0288, 0xE1, ECHONET_IDENTITY, ECHONET_NOTHING, false, 0},
        {0x0288, 0xD3, ECHONET_IDENTITY, ECHONET_SCALAR, false, 0},
        {0x0288, 0xE2, ECHONET_KINDS, ECHONET_NOTHING, true, 0xE5},
        {0x0288, 0xE8, ECHONET_MEASUREMENT, ECHONET_SPLIT, false, 0},
        {0x0287, 0xB7, ECHONET_MEASUREMENT, ECHONET_LIST, true, 0xB6},
        {0x0287, 0xB3, ECHONET_COUNTER, ECHONET_LIST, true, 0xB2},
        {0x0287, 0xD0, ECHONET_COUNTER, ECHONET_SPLIT, false, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct echonet_property *p = echonet_class_property(class_of(cases[i].code), cases[i].epc, 0);
        if (p->kind != cases[i].kind || p->use != cases[i].use || p->is_long != cases[i].is_long ||
            p->selector != cases[i].selector)
            fail_msg("%04X %02X: kind %d, use %d, long %d, selector %02X", cases[i].code, cases[i].epc,
                     (int)p->kind, (int)p->use, p->is_long, p->selector);
    }
}

/* A device's page on the first evening: readings and controls, no plates and no timers. */
static void test_what_is_shown(void **state)
{
    (void)state;
    static const struct {
        uint16_t code;
        uint8_t epc;
        bool hidden;
    } cases[] = {
        {0x0130, 0x84, false}, {0x0130, 0xBE, false}, {0x0130, 0x90, true},  {0x0130, 0x9A, true},
        {0x0130, 0x88, false}, {0x0130, 0x89, true},  {0x0279, 0x89, true},  {0x0279, 0xE0, false},
        {0x0279, 0xE1, false}, {0x0279, 0xE8, true},  {0x027D, 0xD0, true},  {0x027D, 0xE4, false},
        {0x0288, 0xE0, false}, {0x0288, 0xE8, false}, {0x0288, 0xEA, true},  {0x0287, 0xD4, false},
        {0x0287, 0xC8, false}, {0x03D3, 0xED, false}, {0x026B, 0xC2, false}, {0x026B, 0xE1, false},
        {0x026B, 0xE2, true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (echonet_class_property(class_of(cases[i].code), cases[i].epc, 0)->hidden != cases[i].hidden)
            fail_msg("%04X %02X", cases[i].code, cases[i].epc);
}

/* --- every row ------------------------------------------------------------------------------- */
static void check_data(const struct echonet_class *c, const struct echonet_property *p,
                       const struct echonet_data *d)
{
    bool sound = d->min_size <= d->size || !d->size;
    sound = sound && (d->type != ECHONET_NUMBER || (d->size && d->size <= 8 && d->min < d->max));
    sound = sound && (d->type != ECHONET_BOOLEAN || d->on != d->off);
    sound = sound && ((d->type != ECHONET_ENUM && d->type != ECHONET_UNIT) || (d->codes && d->count));
    sound = sound && (d->type != ECHONET_ARRAY || (d->count && d->member_count == 1));
    sound = sound && (d->type < ECHONET_BITMAP || d->member_count);
    if (!sound)
        fail_msg("%04X %02X: a description of type %d is wrong", c->code, p->epc, (int)d->type);
    for (size_t i = 0; i < d->member_count; i++)
        check_data(c, p, d->members[i].data);
    for (size_t i = 0; i < sizeof d->multiply && d->multiply[i]; i++)
        assert_non_null(echonet_class_property(c, d->multiply[i], 0));
}

static void test_every_row_is_sound(void **state)
{
    (void)state;
    size_t properties = 0;
    for (size_t i = 0; i < echonet_class_count; i++) {
        const struct echonet_class *c = &echonet_classes[i];
        assert_true(!i || echonet_classes[i - 1].code < c->code);
        for (size_t k = 0; k < c->count; k++, properties++) {
            const struct echonet_property *p = &c->properties[k], *q = p - 1;
            assert_true(p->epc >= 0x80 && p->since >= 'A' && *p->key && *p->name);
            assert_true(strlen(p->key) < FL_KEY_MAX &&
                        strspn(p->key, "abcdefghijklmnopqrstuvwxyz_0123456789") == strlen(p->key));
            if (k)
                assert_true(q->epc < p->epc || (q->epc == p->epc && p->until && p->until < q->since));
            if (p->selector)
                assert_non_null(echonet_class_property(c, p->selector, 0));
            check_data(c, p, p->data);
        }
    }
    assert_true(echonet_class_count >= 51 && properties >= 796);
}

/* Two properties of one object must not become one entity. */
static void test_keys_differ(void **state)
{
    (void)state;
    for (size_t i = 0; i < echonet_class_count; i++)
        for (unsigned a = 0x80; a <= 0xFF; a++)
            for (unsigned b = 0x80; b < a; b++) {
                const struct echonet_property *p = echonet_class_property(&echonet_classes[i], (uint8_t)a, 0);
                const struct echonet_property *q = echonet_class_property(&echonet_classes[i], (uint8_t)b, 0);
                if (p && q && !strcmp(p->key, q->key))
                    fail_msg("%04X: %02X and %02X are both %s", echonet_classes[i].code, b, a, p->key);
            }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_finds_own_and_inherited), cmocka_unit_test(test_release_selects_a_definition),
        cmocka_unit_test(test_what_a_property_is_for),  cmocka_unit_test(test_what_is_shown),
        cmocka_unit_test(test_every_row_is_sound),      cmocka_unit_test(test_keys_differ),
    };
    return cmocka_run_group_tests_name("echonet_class", tests, NULL, NULL);
}
