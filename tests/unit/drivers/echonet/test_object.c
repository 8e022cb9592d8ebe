/* Objects of real nodes: their entities, values and what commands write. */
#include <stdlib.h>
#include <string.h>

#include "stage.h"
#include "support/cmocka.h"
#include "vectors.h"

#define AC "home_air_conditioner_1"

/* OpenECHO's air conditioner of MoekadenRoom, with the properties that others add. */
static struct stage *air_conditioner(void)
{
    struct stage *s = stage_create(0x013001, NULL, "8081A0A3B0B2B3A4", "8081828A8C8D8889A0A3A4B0B2B3BABBBE");
    assert_true(stage_hear(s, 0x80, "30"));
    assert_true(stage_hear(s, 0x82, "00006100"));
    assert_true(stage_hear(s, 0x8A, "00000b"));
    assert_true(stage_hear(s, 0x8C, "43532d583232000000000000"));
    assert_true(stage_hear(s, 0x8D, "313233000000000000000000"));
    assert_true(stage_hear(s, 0x88, "42"));
    assert_true(stage_hear(s, 0xA0, "41"));
    assert_true(stage_hear(s, 0xA3, "31"));
    assert_true(stage_hear(s, 0xA4, "43"));
    assert_true(stage_hear(s, 0xB0, "42"));
    assert_true(stage_hear(s, 0xB2, "41"));
    assert_true(stage_hear(s, 0xB3, "1a"));
    assert_true(stage_hear(s, 0xBA, "2d"));
    assert_true(stage_hear(s, 0xBB, "1b"));
    stage_declare(s);
    return s;
}

static bool offers(struct stage *s, const char *key, size_t field, const char *word)
{
    const char *const *words = stage_shape(s, key)->fields[field].choices;
    for (; *words; words++)
        if (!strcmp(*words, word))
            return true;
    return false;
}

static void test_air_conditioner_reads(void **state)
{
    (void)state;
    struct stage *s = air_conditioner();
    const struct fl_shape *shape = fl_model_shape(s->model);
    const struct fl_part *part = &shape->parts[fl_shape_find_part(shape, AC)];
    assert_string_equal(part->name, "Air conditioner");
    assert_string_equal(part->maker, "Panasonic");
    assert_string_equal(part->model, "CS-X22");
    assert_string_equal(part->serial, "123");
    assert_state(s, AC "_climate",
                 "{\"mode\":\"cool\",\"temperature\":26,\"current_temperature\":27,\"current_humidity\":45,"
                 "\"fan_mode\":\"auto\",\"swing_mode\":\"off\",\"preset_mode\":\"none\"}");
    assert_state(s, AC "_room_temperature", "27");
    assert_state(s, AC "_room_humidity", "45");
    assert_state(s, AC "_fault_status", "OFF");
    assert_state(s, AC "_air_flow_direction_vertical", "central");
    assert_int_equal(stage_entity(s, AC "_operation_status"), -1);    /* in the climate entity */
    assert_int_equal(stage_entity(s, AC "_outdoor_temperature"), -1); /* in the map, never answered */
    stage_hear(s, 0x80, "31");
    stage_hear(s, 0xBB, "7e");
    stage_hear(s, 0xA0, "33");
    assert_state(s, AC "_climate",
                 "{\"mode\":\"off\",\"temperature\":26,\"current_temperature\":null,\"current_humidity\":45,"
                 "\"fan_mode\":\"3\",\"swing_mode\":\"off\",\"preset_mode\":\"none\"}");
    assert_false(stage_hear(s, 0xB3, "001a")); /* the wrong size changes nothing */
    assert_state(s, AC "_room_temperature", "None");
    stage_hear(s, 0xBE, "fb");
    stage_declare(s);
    assert_state(s, AC "_outdoor_temperature", "-5");
    stage_destroy(s);
}

static void test_air_conditioner_writes(void **state)
{
    (void)state;
    struct stage *s = air_conditioner();
    assert_plan(s, AC "_climate", "mode=heat", "B0=43 80=30");
    assert_plan(s, AC "_climate", "mode=off", "80=31");
    assert_plan(s, AC "_climate", "mode=off temperature=20", "80=31");
    assert_plan(s, AC "_climate", "mode=dry temperature=22 fan_mode=5", "B0=44 80=30 B3=16 A0=35");
    assert_plan(s, AC "_climate", "mode=auto", "B0=41 80=30");
    assert_plan(s, AC "_climate", "fan_mode=auto", "A0=41");
    assert_plan(s, AC "_climate", "swing_mode=both", "A3=43");
    assert_plan(s, AC "_climate", "preset_mode=boost", "B2=42");
    assert_plan(s, AC "_climate", "mode=dry temperature=22 fan_mode=5 swing_mode=off", "");
    assert_int_equal(s->why.code, FL_E_RANGE); /* five writes are too many */
    assert_plan(s, AC "_air_flow_direction_vertical", "value=uppermost", "A4=41");
    const struct fl_entity *e = stage_shape(s, AC "_climate");
    assert_true(e->fields[1].min == 16 && e->fields[1].max == 30 && e->fields[1].step == 1);
    assert_int_equal(e->group, 0x013001);
    stage_destroy(s);
}

static void test_power_that_cannot_be_set(void **state)
{
    (void)state;
    struct stage *s = stage_create(0x013001, NULL, "B0", "80B0");
    stage_hear(s, 0x80, "30");
    stage_hear(s, 0xB0, "42");
    stage_declare(s);
    assert_plan(s, AC "_climate", "mode=heat", "B0=43");
    assert_plan(s, AC "_climate", "mode=off", "");
    assert_int_equal(s->why.code, FL_E_RANGE);
    stage_destroy(s);
}

/* OpenECHO says release A of everything; 93 had 16 bytes then. */
static void test_bytes_prove_a_release_wrong(void **state)
{
    (void)state;
    struct stage *s = stage_create(0x001101, NULL, "", "8293E0");
    assert_true(stage_hear(s, 0x82, "01016100"));
    assert_true(stage_hear(s, 0x93, "41"));
    stage_declare(s);
    assert_state(s, "temperature_sensor_1_remote_control_route", "not_via_public_network");
    assert_true(stage_hear(s, 0x93, "000102030405060708090a0b0c0d0e0f"));
    assert_false(stage_hear(s, 0x93, "4142"));
    stage_destroy(s);
}

static void test_refusals_narrow_what_is_offered(void **state)
{
    (void)state;
    struct stage *s = air_conditioner();
    struct echonet_write silent = stage_write(0xA0, "38"), dry = stage_write(0xB0, "44"),
                         power = stage_write(0x80, "30"), cold = stage_write(0xB3, "11"),
                         hot = stage_write(0xB3, "1d"), middle = stage_write(0xB3, "17");
    assert_true(offers(s, AC "_climate", 4, "8") && offers(s, AC "_climate", 0, "dry"));
    echonet_object_refused(s->object, s->io, &silent);
    echonet_object_refused(s->object, s->io, &dry);
    echonet_object_refused(s->object, s->io, &power);
    assert_false(offers(s, AC "_climate", 4, "8") || offers(s, AC "_climate", 0, "dry"));
    assert_true(offers(s, AC "_climate", 4, "7") && offers(s, AC "_climate", 0, "fan_only"));
    assert_plan(s, AC "_climate", "mode=fan_only", "B0=45 80=30");
    echonet_object_refused(s->object, s->io, &cold);
    echonet_object_refused(s->object, s->io, &hot);
    echonet_object_refused(s->object, s->io, &middle); /* of the mode, not of the range */
    const struct fl_field *f = &stage_shape(s, AC "_climate")->fields[1];
    assert_true(f->min == 18 && f->max == 28);
    stage_hear(s, 0xB0, "45");
    assert_non_null(strstr(stage_state(s, AC "_climate"), "\"mode\":\"fan_only\""));
    stage_declare(s); /* remembered */
    assert_true(stage_shape(s, AC "_climate")->fields[1].min == 18);
    stage_destroy(s);
}

static void test_pending_write_is_shown_until_it_ends(void **state)
{
    (void)state;
    struct stage *s = air_conditioner();
    struct echonet_write w = stage_write(0xB3, "16");
    echonet_object_pending(s->object, s->io, 0xB3, w.edt, w.len);
    stage_hear(s, 0xB3, "1a"); /* a poll's old value */
    assert_non_null(strstr(stage_state(s, AC "_climate"), "\"temperature\":22"));
    assert_false(echonet_object_shows(s->object, &w));
    stage_hear(s, 0xB3, "16");
    assert_true(echonet_object_shows(s->object, &w));
    stage_hear(s, 0xB3, "19");
    echonet_object_pending(s->object, s->io, 0xB3, NULL, 0);
    assert_non_null(strstr(stage_state(s, AC "_climate"), "\"temperature\":25"));
    stage_destroy(s);
}

static void test_lost_silent_retired(void **state)
{
    (void)state;
    struct stage *s = air_conditioner();
    echonet_object_lost(s->object, s->io, 0xBA);
    assert_state(s, AC "_room_humidity", "None");
    assert_false(echonet_map_has(echonet_object_gettable(s->object), 0xBA));
    echonet_object_silent(s->object, s->io);
    assert_state(s, AC "_room_temperature", "None");
    assert_non_null(strstr(stage_state(s, AC "_climate"), "\"mode\":null"));
    assert_int_equal(echonet_object_edt(s->object, 0x8A).len, 3); /* fixed: still true */
    stage_declare(s);                                             /* what was declared stays */
    assert_true(stage_entity(s, AC "_room_temperature") >= 0);
    echonet_object_retire(s->object, s->io);
    assert_int_equal(stage_entity(s, AC "_climate"), -1);
    stage_destroy(s);
}

static void test_floor_heater(void **state)
{
    (void)state;
    struct stage *s = stage_create(0x027B01, NULL, "80E0E5", "80E0E2E3E5");
    stage_hear(s, 0x80, "30");
    stage_hear(s, 0xE0, "1e");
    stage_hear(s, 0xE2, "15");
    stage_hear(s, 0xE3, "1c");
    stage_hear(s, 0xE5, "42");
    stage_declare(s);
    assert_state(s, "floor_heater_1_climate",
                 "{\"mode\":\"heat\",\"temperature\":30,\"current_temperature\":21,\"preset_mode\":\"eco\"}");
    assert_plan(s, "floor_heater_1_climate", "mode=off", "80=31");
    assert_plan(s, "floor_heater_1_climate", "mode=heat temperature=33", "80=30 E0=21");
    stage_hear(s, 0xE0, "41"); /* "automatic" is no temperature */
    assert_non_null(strstr(stage_state(s, "floor_heater_1_climate"), "\"temperature\":null"));
    stage_destroy(s);
}

static void test_light(void **state)
{
    (void)state;
    struct stage *s = stage_create(0x029002, NULL, "80B0B1B6", "80B0B1B6C0");
    stage_hear(s, 0x80, "31");
    stage_hear(s, 0xB0, "32");
    stage_hear(s, 0xB1, "41");
    stage_hear(s, 0xB6, "42");
    stage_declare(s);
    assert_state(s, "general_lighting_2_light", "{\"state\":\"OFF\",\"brightness\":50}");
    assert_plan(s, "general_lighting_2_light", "state=ON", "80=30");
    assert_plan(s, "general_lighting_2_light", "state=ON brightness=40", "B0=28 80=30");
    assert_plan(s, "general_lighting_2_light", "brightness=40", "B0=28 80=30");
    assert_plan(s, "general_lighting_2_light", "state=OFF brightness=40", "80=31");
    stage_hear(s, 0x80, "30");
    assert_plan(s, "general_lighting_2_light", "brightness=40", "B0=28");
    assert_state(s, "general_lighting_2_light_color", "incandescent");
    assert_plan(s, "general_lighting_2_light_color", "value=white", "B1=42");
    assert_true(offers(s, "general_lighting_2_light_color", 0, "undefined")); /* is only read */
    const char *const *orders = stage_shape(s, "general_lighting_2_light_color")->fields[0].commands;
    for (size_t i = 0; i < 5; i++)
        assert_string_not_equal(orders[i], "undefined");
    assert_null(orders[5]);
    assert_plan(s, "general_lighting_2_operation_mode", "value=night", "B6=43");
    assert_true(stage_shape(s, "general_lighting_2_light")->fields[1].max == 100);
    stage_destroy(s);
}

static void test_switch_only_light(void **state)
{
    (void)state;
    struct stage *s = stage_create(0x029101, NULL, "80", "80");
    stage_hear(s, 0x80, "30");
    stage_declare(s);
    assert_state(s, "mono_functional_lighting_1_light", "ON");
    assert_plan(s, "mono_functional_lighting_1_light", "state=OFF", "80=31");
    stage_destroy(s);
}

static void test_shutter(void **state)
{
    (void)state;
    static const char key[] = "electric_rain_door_1_cover";
    struct stage *s = stage_create(0x026301, NULL, "E0E1", "80E0E1EA");
    stage_hear(s, 0x80, "30");
    stage_hear(s, 0xE0, "42");
    stage_hear(s, 0xE1, "00");
    stage_hear(s, 0xEA, "42");
    stage_declare(s);
    assert_state(s, key, "{\"state\":\"closed\",\"position\":0}");
    assert_plan(s, key, "state=OPEN", "E0=41!");
    assert_plan(s, key, "state=STOP", "E0=43!");
    assert_plan(s, key, "position=30", "E1=1e");
    struct echonet_write open = stage_write(0xE0, "41"), stop = stage_write(0xE0, "43");
    echonet_object_pending(s->object, s->io, 0xE0, open.edt, open.len);
    assert_state(s, key, "{\"state\":\"opening\",\"position\":0}");
    assert_false(echonet_object_shows(s->object, &open));
    stage_hear(s, 0xEA, "43");
    assert_true(echonet_object_shows(s->object, &open));
    assert_false(echonet_object_shows(s->object, &stop));
    echonet_object_pending(s->object, s->io, 0xE0, NULL, 0);
    stage_hear(s, 0xE1, "1e");
    assert_state(s, key, "{\"state\":\"opening\",\"position\":30}");
    stage_hear(s, 0xEA, "45");
    assert_true(echonet_object_shows(s->object, &stop));
    assert_state(s, key, "{\"state\":\"stopped\",\"position\":30}");
    stage_destroy(s);
}

static void test_blind_without_a_movement_property(void **state)
{
    (void)state;
    struct stage *s = stage_create(0x026001, NULL, "E0", "80E0");
    struct echonet_write open = stage_write(0xE0, "41");
    stage_hear(s, 0xE0, "42");
    stage_declare(s);
    assert_state(s, "electric_blind_shade_1_cover", "closed");
    assert_false(echonet_object_shows(s->object, &open));
    stage_hear(s, 0xE0, "41");
    assert_true(echonet_object_shows(s->object, &open));
    assert_state(s, "electric_blind_shade_1_cover", "open");
    stage_destroy(s);
}

static void test_lock(void **state)
{
    (void)state;
    struct stage *s = stage_create(0x026F01, NULL, "80E0E1", "80E0E1E3E7");
    stage_hear(s, 0xE0, "41");
    stage_hear(s, 0xE1, "42");
    stage_hear(s, 0xE3, "42");
    stage_hear(s, 0xE7, "41");
    stage_declare(s);
    assert_state(s, "electric_lock_1_lock", "LOCKED");
    assert_state(s, "electric_lock_1_second_lock", "UNLOCKED");
    assert_plan(s, "electric_lock_1_lock", "state=UNLOCK", "E0=42");
    assert_plan(s, "electric_lock_1_second_lock", "state=LOCK", "E1=41");
    assert_state(s, "electric_lock_1_door_opened", "OFF");
    assert_string_equal(stage_shape(s, "electric_lock_1_door_opened")->device_class, "door");
    assert_state(s, "electric_lock_1_replace_battery_level", "ON");
    stage_destroy(s);
}

static void test_fan(void **state)
{
    (void)state;
    struct stage *s = stage_create(0x013501, NULL, "80A0", "80A0E1");
    stage_hear(s, 0x80, "31");
    stage_hear(s, 0xA0, "34");
    stage_hear(s, 0xE1, "41");
    stage_declare(s);
    assert_state(s, "air_cleaner_1_fan", "{\"state\":\"OFF\",\"percentage\":4,\"preset_mode\":null}");
    assert_plan(s, "air_cleaner_1_fan", "percentage=8", "A0=38 80=30");
    assert_plan(s, "air_cleaner_1_fan", "preset_mode=auto state=ON", "A0=41 80=30");
    assert_plan(s, "air_cleaner_1_fan", "state=OFF percentage=3", "80=31");
    stage_hear(s, 0xA0, "41");
    assert_state(s, "air_cleaner_1_fan", "{\"state\":\"OFF\",\"percentage\":null,\"preset_mode\":\"auto\"}");
    stage_destroy(s);
}

static void test_water_heaters(void **state)
{
    (void)state;
    struct stage *s = stage_create(0x027201, NULL, "80D1", "80D1D0");
    stage_hear(s, 0x80, "30");
    stage_hear(s, 0xD1, "2b");
    stage_hear(s, 0xD0, "42");
    stage_declare(s);
    assert_state(s, "instantaneous_water_heater_1_water_heater", "{\"mode\":\"gas\",\"temperature\":43}");
    assert_plan(s, "instantaneous_water_heater_1_water_heater", "mode=off", "80=31");
    stage_destroy(s);
    s = stage_create(0x026B01, NULL, "B0", "B0C1E1");
    stage_hear(s, 0xB0, "43");
    stage_hear(s, 0xC1, "41");
    stage_hear(s, 0xE1, "00c8");
    stage_declare(s);
    assert_state(s, "electric_water_heater_1_water_heater", "{\"mode\":\"off\",\"current_temperature\":65}");
    assert_plan(s, "electric_water_heater_1_water_heater", "mode=eco", "B0=41");
    assert_state(s, "electric_water_heater_1_remaining_water", "200");
    stage_destroy(s);
}

static void test_meter_waits_for_its_coefficients(void **state)
{
    (void)state;
    static const char energy[] = "smart_meter_1_forward_cumulative_energy";
    struct stage *s = stage_create(0x028801, NULL, "E5", "80D3D7E0E1E7E8");
    stage_hear(s, 0xE0, "00003039");
    stage_hear(s, 0xE7, "fffffe0c");
    stage_hear(s, 0xE8, "001e7ffe");
    stage_declare(s);
    assert_state(s, energy, "None");
    assert_state(s, "smart_meter_1_instantaneous_power", "-500");
    assert_state(s, "smart_meter_1_instantaneous_current_r_phase", "3");
    assert_state(s, "smart_meter_1_instantaneous_current_t_phase", "None");
    stage_hear(s, 0xE1, "01");
    assert_state(s, energy, "None"); /* D3 is in the map, and not heard yet */
    echonet_object_lost(s->object, s->io, 0xD3);
    assert_state(s, energy, "1234.5");
    stage_hear(s, 0xE1, "02");
    assert_state(s, energy, "123.45");
    const struct fl_entity *e = stage_shape(s, energy);
    assert_string_equal(e->device_class, "energy");
    assert_string_equal(e->fields[0].unit, "kWh");
    assert_int_equal(e->fields[0].state_class, FL_TOTAL_INCREASING);
    assert_int_equal(echonet_object_kind(s->object, 0xE1), ECHONET_IDENTITY);
    assert_int_equal(echonet_object_kind(s->object, 0xE0), ECHONET_COUNTER);
    assert_int_equal(echonet_object_kind(s->object, 0xE7), ECHONET_MEASUREMENT);
    assert_int_equal(echonet_object_kind(s->object, 0xE2), ECHONET_KINDS);
    assert_int_equal(echonet_object_selector(s->object, 0xE2), 0xE5);
    assert_true(echonet_object_long(s->object, 0xE2));
    stage_hear(s, 0xE0, "fffffffe");
    assert_state(s, energy, "None");
    stage_hear(s, 0xE0, "00003039");
    echonet_object_silent(s->object, s->io);
    stage_hear(s, 0xE0, "00003039"); /* the unit is fixed: no need to ask again */
    assert_state(s, energy, "123.45");
    stage_destroy(s);
}

static void test_distribution_board(void **state)
{
    (void)state;
    struct stage *s = stage_create(0x028701, NULL, "", "80C0C1C2C6C7D0EF");
    stage_hear(s, 0xC2, "03");
    stage_hear(s, 0xC0, "0012d687");
    stage_hear(s, 0xC6, "00000064");
    stage_hear(s, 0xD0, "000003e80019fff6");
    stage_hear(s, 0xEF, "fffffffe7ffe0000");
    stage_declare(s);
    assert_state(s, "distribution_board_1_normal_direction_cumulative_electric_energy", "1234.567");
    assert_state(s, "distribution_board_1_channel1_electric_energy", "1");
    assert_state(s, "distribution_board_1_channel1_current_r_phase", "2.5");
    assert_state(s, "distribution_board_1_channel1_current_t_phase", "-1");
    assert_state(s, "distribution_board_1_channel32_electric_energy", "None");
    assert_state(s, "distribution_board_1_channel32_current_t_phase", "0");
    assert_string_equal(stage_shape(s, "distribution_board_1_channel1_electric_energy")->name,
                        "Channel 1 electric energy");
    stage_destroy(s);
}

static void test_lists_of_channels(void **state)
{
    (void)state;
    struct stage *s = stage_create(0x028701, NULL, "B2B4B6", "B1B3B5B7BAC2D0");
    stage_hear(s, 0xC2, "02");
    stage_hear(s, 0xB1, "28");
    stage_hear(s, 0xD0, "000003e80019fff6");
    assert_true(stage_hear(s, 0xB7, "010300000064fffffff67ffffffe"));
    assert_true(stage_hear(s, 0xB3, "0102000007d000000064"));
    assert_true(stage_hear(s, 0xB5, "210100197ffe"));
    assert_true(stage_hear(s, 0xBA, "01010000006400000001"));
    stage_declare(s);
    assert_state(s, "distribution_board_1_channel1_power", "100");
    assert_state(s, "distribution_board_1_channel2_power", "-10");
    assert_state(s, "distribution_board_1_channel3_power", "None");
    stage_hear(s, 0xB3, "0102000007d000000064");
    assert_state(s, "distribution_board_1_channel1_electric_energy", "10"); /* from D0 */
    assert_state(s, "distribution_board_1_channel2_electric_energy", "1");  /* from B3: there is no D1 */
    assert_state(s, "distribution_board_1_channel33_current_r_phase", "2.5");
    assert_state(s, "distribution_board_1_channel33_current_t_phase", "None");
    assert_state(s, "distribution_board_1_duplex_channel1_reverse_energy", "0.01");
    assert_string_equal(stage_shape(s, "distribution_board_1_channel33_current_r_phase")->name,
                        "Channel 33 current R phase");
    stage_hear(s, 0xB7, "02010000000a"); /* another selection: of the others nothing is known */
    assert_state(s, "distribution_board_1_channel2_power", "10");
    assert_state(s, "distribution_board_1_channel1_power", "None");
    stage_destroy(s);
}

static void test_what_is_selected(void **state)
{
    (void)state;
    struct stage *board = stage_create(0x028701, NULL, "", "B1B7"),
                 *meter = stage_create(0x028801, NULL, "", "E2"),
                 *charger = stage_create(0x02A101, NULL, "", "C7");
    struct echonet_write w;
    assert_true(echonet_object_selection(board->object, 0xB7, &w));
    assert_true(w.epc == 0xB6 && w.len == 2 && w.edt[0] == 1 && w.edt[1] == 60);
    stage_hear(board, 0xB1, "1d");
    assert_true(echonet_object_selection(board->object, 0xB7, &w) && w.edt[1] == 29);
    assert_true(echonet_object_selection(board->object, 0xBA, &w) && w.epc == 0xB9 && w.edt[1] == 30);
    assert_true(echonet_object_selection(meter->object, 0xE2, &w));
    assert_true(w.epc == 0xE5 && w.len == 1 && w.edt[0] == 0);
    assert_false(echonet_object_selection(meter->object, 0xEC, &w)); /* a date: whose? */
    assert_false(echonet_object_selection(meter->object, 0xE0, &w));
    assert_true(echonet_object_selection(charger->object, 0xC7, &w) && w.epc == 0xCD && w.edt[0] == 0x10);
    stage_destroy(board);
    stage_destroy(meter);
    stage_destroy(charger);
}

static void test_unknown_class_has_its_power(void **state)
{
    (void)state;
    struct stage *s = stage_create(0x0F7A03, NULL, "80", "8088F0");
    stage_hear(s, 0x80, "30");
    stage_hear(s, 0x88, "41");
    assert_true(stage_hear(s, 0xF0, "0102030405"));
    stage_declare(s);
    assert_state(s, "class_0f7a_3_operation_status", "ON");
    assert_plan(s, "class_0f7a_3_operation_status", "value=OFF", "80=31");
    assert_state(s, "class_0f7a_3_fault_status", "ON");
    assert_int_equal(echonet_object_edt(s->object, 0xF0).len, 5);
    assert_int_equal(echonet_object_kind(s->object, 0xF0), ECHONET_KINDS);
    stage_destroy(s);
}

static void test_properties_of_ones_own(void **state)
{
    (void)state;
    static struct echonet_value_conf words[] = {{0x41, "eco"}, {0x42, "turbo"}},
                                     sides[] = {{1, "on"}, {0, "off"}};
    static struct echonet_property_conf rows[] = {
        {.class_code = 0x0130,
         .epc = 0xF0,
         .key = "filter_life",
         .name = "Filter life",
         .size = 2,
         .scale = 0.25,
         .unit = "%",
         .kind = ECHONET_MEASUREMENT},
        {.class_code = 0x0130,
         .epc = 0xF1,
         .key = "boost",
         .type = ECHONET_CONF_STATE,
         .settable = true,
         .values = {words, 2}},
        {.class_code = 0x0130,
         .epc = 0xF2,
         .key = "lamp",
         .type = ECHONET_CONF_SWITCH,
         .settable = true,
         .values = {sides, 2}},
        {.class_code = 0x0130, .epc = 0xF3, .key = "label", .type = ECHONET_CONF_TEXT, .settable = true},
        {.class_code = 0x0130,
         .epc = 0xF4,
         .key = "balance",
         .type = ECHONET_CONF_SIGNED,
         .size = 1,
         .scale = 1},
        {.class_code = 0x0290, .epc = 0xF5, .key = "elsewhere"},
        {.class_code = 0x0130, .epc = 0xBE, .key = "garden_temperature", .size = 1, .scale = 1},
        {.class_code = 0x0130, .epc = 0xF6, .key = "blob", .type = ECHONET_CONF_HEX},
    };
    struct echonet_conf conf = {.properties = {rows, sizeof rows / sizeof *rows}};
    struct stage *s = stage_create(0x013001, &conf, "F0F1F2F3", "F0F1F2F3F4F5F6BE");
    stage_hear(s, 0xF0, "0065");
    stage_hear(s, 0xF1, "42");
    stage_hear(s, 0xF2, "01");
    stage_hear(s, 0xF3, "4869");
    stage_hear(s, 0xF4, "fe");
    stage_hear(s, 0xF5, "01");
    stage_hear(s, 0xF6, "00ff");
    stage_hear(s, 0xBE, "10");
    stage_declare(s);
    assert_state(s, AC "_filter_life", "25.25");
    assert_int_equal(stage_shape(s, AC "_filter_life")->kind, FL_SENSOR); /* not settable by its row */
    assert_state(s, AC "_boost", "turbo");
    assert_plan(s, AC "_boost", "value=eco", "F1=41");
    assert_state(s, AC "_lamp", "ON");
    assert_plan(s, AC "_lamp", "value=OFF", "F2=00");
    assert_state(s, AC "_label", "Hi");
    assert_plan(s, AC "_label", "value=Bye", "F3=427965");
    assert_state(s, AC "_balance", "-2");
    assert_state(s, AC "_blob", "00ff");
    assert_state(s, AC "_garden_temperature", "16");
    assert_int_equal(stage_entity(s, AC "_outdoor_temperature"), -1);
    assert_int_equal(stage_entity(s, AC "_elsewhere"), -1);
    assert_false(stage_hear(s, 0xF0, "65"));
    stage_destroy(s);
}

static void test_buttons_are_momentary(void **state)
{
    (void)state;
    struct stage *s = stage_create(0x000201, NULL, "BF", "80B0B1");
    stage_hear(s, 0xB1, "42");
    stage_hear(s, 0xB0, "33");
    stage_declare(s);
    assert_true(stage_shape(s, "crime_prevention_sensor_1_reset")->momentary);
    assert_plan(s, "crime_prevention_sensor_1_reset", "value=ON", "BF=00!");
    assert_state(s, "crime_prevention_sensor_1_detection", "OFF");
    assert_state(s, "crime_prevention_sensor_1_threshold_level", "3");
    stage_destroy(s);
}

static void test_names_tell_instances_apart(void **state)
{
    (void)state;
    struct stage *s = stage_create(0x029007, NULL, "80", "80");
    stage_hear(s, 0x80, "30");
    echonet_object_declare(s->object, s->io, 3);
    const struct fl_shape *shape = fl_model_shape(s->model);
    assert_string_equal(shape->parts[fl_shape_find_part(shape, "general_lighting_7")].name, "Light 7");
    stage_destroy(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_air_conditioner_reads),
        cmocka_unit_test(test_air_conditioner_writes),
        cmocka_unit_test(test_power_that_cannot_be_set),
        cmocka_unit_test(test_bytes_prove_a_release_wrong),
        cmocka_unit_test(test_refusals_narrow_what_is_offered),
        cmocka_unit_test(test_pending_write_is_shown_until_it_ends),
        cmocka_unit_test(test_lost_silent_retired),
        cmocka_unit_test(test_floor_heater),
        cmocka_unit_test(test_light),
        cmocka_unit_test(test_switch_only_light),
        cmocka_unit_test(test_shutter),
        cmocka_unit_test(test_blind_without_a_movement_property),
        cmocka_unit_test(test_lock),
        cmocka_unit_test(test_fan),
        cmocka_unit_test(test_water_heaters),
        cmocka_unit_test(test_meter_waits_for_its_coefficients),
        cmocka_unit_test(test_distribution_board),
        cmocka_unit_test(test_lists_of_channels),
        cmocka_unit_test(test_what_is_selected),
        cmocka_unit_test(test_unknown_class_has_its_power),
        cmocka_unit_test(test_properties_of_ones_own),
        cmocka_unit_test(test_buttons_are_momentary),
        cmocka_unit_test(test_names_tell_instances_apart),
    };
    return cmocka_run_group_tests_name("echonet_object", tests, NULL, NULL);
}
