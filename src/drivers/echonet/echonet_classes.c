/* Made by tools/echonet-classes from echonet_classes.json: change that, not this. */
/* clang-format off */
#include "echonet_class.h"

static const struct echonet_data d0 = {.type = ECHONET_BOOLEAN, .size = 1, .on = 0x30, .off = 0x31};
static const struct echonet_data d1 = {.type = ECHONET_LOCATION, .size = 17, .min_size = 1};
static const struct echonet_data d2 = {.type = ECHONET_LOCATION, .size = 1, .min_size = 1};
static const struct echonet_data d3 = {.type = ECHONET_RAW, .size = 4, .min_size = 4};
static const struct echonet_data d4 = {.type = ECHONET_RAW, .size = 17, .min_size = 17};
static const struct echonet_code c0[] = {
    {0xFFFE, 0xFFFE, "underflow", 0, false},
    {0xFFFF, 0xFFFF, "overflow", 0, false},
    {0x0, 0x0, NULL, 0, false}
};
static const struct echonet_data d5 = {.type = ECHONET_NUMBER, .size = 2, .max = 65533, .unit = "W", .codes = c0};
static const struct echonet_code c1[] = {
    {0xFFFFFFFE, 0xFFFFFFFE, "underflow", 0, false},
    {0xFFFFFFFF, 0xFFFFFFFF, "overflow", 0, false},
    {0x0, 0x0, NULL, 0, false}
};
static const struct echonet_data d6 = {.type = ECHONET_NUMBER, .size = 4, .exponent = -3, .max = 999999999,
     .unit = "kWh", .codes = c1};
static const struct echonet_data d7 = {.type = ECHONET_RAW, .size = 255, .min_size = 1};
static const struct echonet_code c2[] = {
    {0xFE, 0xFE, "underflow", 0, false},
    {0xFF, 0xFF, "overflow", 0, false},
    {0x0, 0x0, NULL, 0, false}
};
static const struct echonet_data d8 = {.type = ECHONET_NUMBER, .size = 1, .max = 100, .unit = "%", .codes = c2};
static const struct echonet_data d9 = {.type = ECHONET_BOOLEAN, .size = 1, .on = 0x41, .off = 0x42};
static const struct echonet_code c3[] = {
    {0x0, 0x0, "no_fault", 0, false},
    {0x1, 0x1, "turn_off_or_unplug", 0, false},
    {0x2, 0x2, "reset_button", 0, false},
    {0x3, 0x3, "set_incorrectly", 0, false},
    {0x4, 0x4, "supply", 0, false},
    {0x5, 0x5, "cleaning", 0, false},
    {0x6, 0x6, "changing_battery", 0, false},
    {0x7, 0x7, "recover_operation_not_required", 0, false},
    {0x9, 0x9, "user_definable", 0, false},
    {0xA, 0x13, "abnormal_event_or_safety", 0, false},
    {0x14, 0x1D, "switch", 0, false},
    {0x1E, 0x3B, "sensor_system", 0, false},
    {0x3C, 0x59, "component", 0, false},
    {0x5A, 0x6E, "control_circuit_board", 0, false},
    {0x6F, 0x3E8, "user_definable", 0, false},
    {0x3E9, 0x3E9, "repair_location_unknown", 0, false},
    {0x3FF, 0x3FF, "fault", 0, false}
};
static const struct echonet_data d10 = {.type = ECHONET_ENUM, .size = 2, .count = 17, .codes = c3};
static const struct echonet_data d11 = {.type = ECHONET_RAW, .size = 3, .min_size = 3};
static const struct echonet_data d12 = {.type = ECHONET_ASCII, .size = 12, .min_size = 12};
static const struct echonet_data d13 = {.type = ECHONET_DATE, .size = 4};
static const struct echonet_code c4[] = {
    {0x41, 0x41, "not_via_public_network", 0, false},
    {0x42, 0x42, "via_public_network", 0, false},
    {0x61, 0x61, "line_ok_public_network_operation_off", 0, false},
    {0x62, 0x62, "line_ok_public_network_operation_on", 0, false}
};
static const struct echonet_data d14 = {.type = ECHONET_ENUM, .size = 1, .count = 4, .codes = c4};
static const struct echonet_data d15 = {.type = ECHONET_RAW, .size = 16, .min_size = 16};
static const struct echonet_data d16 = {.type = ECHONET_TIME, .size = 2};
static const struct echonet_data d17 = {.type = ECHONET_ELAPSED, .size = 5};
static const struct echonet_data d18 = {.type = ECHONET_RAW, .size = 17, .min_size = 1};
static const struct echonet_data d19 = {.type = ECHONET_LEVEL, .size = 1, .base = 0x31, .count = 8};
static const struct echonet_code c5[] = {
    {0x0, 0x0, "reset", 0, false}
};
static const struct echonet_data d20 = {.type = ECHONET_ENUM, .size = 1, .count = 1, .codes = c5};
static const struct echonet_code c6[] = {
    {0x7FFF, 0x7FFF, "overflow", 0, false},
    {0x8000, 0x8000, "underflow", 0, false},
    {0x0, 0x0, NULL, 0, false}
};
static const struct echonet_data d21 = {.type = ECHONET_NUMBER, .size = 2, .is_signed = true, .exponent = -1,
     .min = -2732, .max = 32766, .unit = "°C", .codes = c6};
static const struct echonet_data d22 = {.type = ECHONET_NUMBER, .size = 2, .max = 65533, .unit = "ppm", .codes = c0};
static const struct echonet_code c7[] = {
    {0x7FFFFFFF, 0x7FFFFFFF, "overflow", 0, false},
    {0x80000000, 0x80000000, "underflow", 0, false},
    {0x0, 0x0, NULL, 0, false}
};
static const struct echonet_data d23 = {.type = ECHONET_NUMBER, .size = 4, .is_signed = true, .min = -999999999,
     .max = 999999999, .unit = "W", .codes = c7};
static const struct echonet_data d24 = {.type = ECHONET_NUMBER, .size = 2, .is_signed = true, .exponent = -1,
     .min = -32767, .max = 32766, .unit = "W", .codes = c6};
static const struct echonet_data d25 = {.type = ECHONET_NUMBER, .size = 2, .is_signed = true, .exponent = -1,
     .min = -32767, .max = 32766, .unit = "kW", .codes = c6};
static const struct echonet_code c8[] = {
    {0xFFFFFFFE, 0xFFFFFFFE, "no_data", 0, false},
    {0xFFFFFFFF, 0xFFFFFFFF, "overflow", 0, false},
    {0x0, 0x0, NULL, 0, false}
};
static const struct echonet_data d26 = {.type = ECHONET_NUMBER, .size = 4, .exponent = -3, .max = 999999999,
     .unit = "kWh", .codes = c8};
static const struct echonet_member m0[] = {
    {NULL, NULL, &d26, 0, 0x00, NULL, FL_PLAIN}
};
static const struct echonet_data d27 = {.type = ECHONET_ARRAY, .min_items = 48, .count = 48, .members = m0,
     .member_count = 1};
static const struct echonet_member m1[] = {
    {NULL, NULL, &d6, 0, 0x00, NULL, FL_PLAIN}
};
static const struct echonet_data d28 = {.type = ECHONET_ARRAY, .min_items = 48, .count = 48, .members = m1,
     .member_count = 1};
static const struct echonet_data d29 = {.type = ECHONET_NUMBER, .size = 2, .max = 65533, .unit = "V", .codes = c0};
static const struct echonet_data d30 = {.type = ECHONET_NUMBER, .size = 4, .max = 4294967293, .unit = "mA",
     .codes = c1};
static const struct echonet_data d31 = {.type = ECHONET_NUMBER, .size = 4, .is_signed = true, .min = -2147483647,
     .max = 2147483646, .unit = "mA", .codes = c7};
static const struct echonet_data d32 = {.type = ECHONET_NUMBER, .size = 2, .max = 65533, .unit = "lx", .codes = c0};
static const struct echonet_data d33 = {.type = ECHONET_NUMBER, .size = 2, .max = 65533, .unit = "klx", .codes = c0};
static const struct echonet_code c9[] = {
    {0x41, 0x41, "time_on_relative_time_on", 0, false},
    {0x42, 0x42, "time_off_relative_time_off", 0, false},
    {0x43, 0x43, "time_on_relative_time_off", 0, false},
    {0x44, 0x44, "time_off_relative_time_on", 0, false}
};
static const struct echonet_data d34 = {.type = ECHONET_ENUM, .size = 1, .count = 4, .codes = c9};
static const struct echonet_data d35 = {.type = ECHONET_TIME, .size = 2, .max_hour = 255};
static const struct echonet_code c10[] = {
    {0x41, 0x41, "time_based_and_relative_time_based_on", 0, false},
    {0x42, 0x42, "both_off", 0, false},
    {0x43, 0x43, "time_based_on", 0, false},
    {0x44, 0x44, "relative_time_based_on", 0, false}
};
static const struct echonet_data d36 = {.type = ECHONET_ENUM, .size = 1, .count = 4, .codes = c10};
static const struct echonet_code c11[] = {
    {0x31, 0x31, "1", 0, false},
    {0x32, 0x32, "2", 0, false},
    {0x33, 0x33, "3", 0, false},
    {0x34, 0x34, "4", 0, false},
    {0x35, 0x35, "5", 0, false},
    {0x36, 0x36, "6", 0, false},
    {0x37, 0x37, "7", 0, false},
    {0x38, 0x38, "8", 0, false},
    {0x41, 0x41, "auto", 0, false}
};
static const struct echonet_data d37 = {.type = ECHONET_ENUM, .size = 1, .count = 9, .codes = c11};
static const struct echonet_code c12[] = {
    {0x41, 0x41, "auto", 0, false},
    {0x42, 0x42, "non_auto", 0, false},
    {0x43, 0x43, "auto_vertical", 0, false},
    {0x44, 0x44, "auto_horizontal", 0, false}
};
static const struct echonet_data d38 = {.type = ECHONET_ENUM, .size = 1, .count = 4, .codes = c12};
static const struct echonet_code c13[] = {
    {0x31, 0x31, "off", 0, false},
    {0x41, 0x41, "vertical", 0, false},
    {0x42, 0x42, "horizontal", 0, false},
    {0x43, 0x43, "vertical_and_horizontal", 0, false}
};
static const struct echonet_data d39 = {.type = ECHONET_ENUM, .size = 1, .count = 4, .codes = c13};
static const struct echonet_code c14[] = {
    {0x41, 0x41, "uppermost", 0, false},
    {0x42, 0x42, "lowermost", 0, false},
    {0x43, 0x43, "central", 0, false},
    {0x44, 0x44, "upper_center", 0, false},
    {0x45, 0x45, "lower_center", 0, false}
};
static const struct echonet_data d40 = {.type = ECHONET_ENUM, .size = 1, .count = 5, .codes = c14};
static const struct echonet_code c15[] = {
    {0x41, 0x41, "rc_r", 0, false},
    {0x42, 0x42, "l_lc", 0, false},
    {0x43, 0x43, "lc_c_rc", 0, false},
    {0x44, 0x44, "l_lc_rc_r", 0, false},
    {0x51, 0x51, "r", 0, false},
    {0x52, 0x52, "rc", 0, false},
    {0x54, 0x54, "c", 0, false},
    {0x55, 0x55, "c_r", 0, false},
    {0x56, 0x56, "c_rc", 0, false},
    {0x57, 0x57, "c_rc_r", 0, false},
    {0x58, 0x58, "lc", 0, false},
    {0x59, 0x59, "lc_r", 0, false},
    {0x5A, 0x5A, "lc_rc", 0, false},
    {0x5B, 0x5B, "lc_rc_r", 0, false},
    {0x5C, 0x5C, "lc_c", 0, false},
    {0x5D, 0x5D, "lc_c_r", 0, false},
    {0x5F, 0x5F, "lc_c_rc_r", 0, false},
    {0x60, 0x60, "l", 0, false},
    {0x61, 0x61, "l_r", 0, false},
    {0x62, 0x62, "l_rc", 0, false},
    {0x63, 0x63, "l_rc_r", 0, false},
    {0x64, 0x64, "l_c", 0, false},
    {0x65, 0x65, "l_c_r", 0, false},
    {0x66, 0x66, "l_c_rc", 0, false},
    {0x67, 0x67, "l_c_rc_r", 0, false},
    {0x69, 0x69, "l_lc_r", 0, false},
    {0x6A, 0x6A, "l_lc_rc", 0, false},
    {0x6C, 0x6C, "l_lc_c", 0, false},
    {0x6D, 0x6D, "l_lc_c_r", 0, false},
    {0x6E, 0x6E, "l_lc_c_rc", 0, false},
    {0x6F, 0x6F, "l_lc_c_rc_r", 0, false}
};
static const struct echonet_data d41 = {.type = ECHONET_ENUM, .size = 1, .count = 31, .codes = c15};
static const struct echonet_code c16[] = {
    {0x40, 0x40, "normal", 0, false},
    {0x41, 0x41, "defrosting", 0, false},
    {0x42, 0x42, "preheating", 0, false},
    {0x43, 0x43, "heat_removal", 0, false}
};
static const struct echonet_data d42 = {.type = ECHONET_ENUM, .size = 1, .count = 4, .codes = c16};
static const struct echonet_data d43 = {.type = ECHONET_BOOLEAN, .size = 1, .on = 0x41, .off = 0x40};
static const struct echonet_code c17[] = {
    {0x41, 0x41, "auto", 0, false},
    {0x42, 0x42, "cooling", 0, false},
    {0x43, 0x43, "heating", 0, false},
    {0x44, 0x44, "dehumidification", 0, false},
    {0x45, 0x45, "circulation", 0, false},
    {0x40, 0x40, "other", 0, false}
};
static const struct echonet_data d44 = {.type = ECHONET_ENUM, .size = 1, .count = 6, .codes = c17};
static const struct echonet_code c18[] = {
    {0x41, 0x41, "normal", 0, false},
    {0x42, 0x42, "highspeed", 0, false},
    {0x43, 0x43, "silent", 0, false}
};
static const struct echonet_data d45 = {.type = ECHONET_ENUM, .size = 1, .count = 3, .codes = c18};
static const struct echonet_code c19[] = {
    {0xFD, 0xFD, "undefined", 0, false},
    {0xFE, 0xFE, "underflow", 0, false},
    {0xFF, 0xFF, "overflow", 0, false},
    {0x0, 0x0, NULL, 0, false}
};
static const struct echonet_data d46 = {.type = ECHONET_NUMBER, .size = 1, .max = 50, .unit = "°C", .codes = c19};
static const struct echonet_code c20[] = {
    {0xFFFE, 0xFFFE, "unsupported", 0, false},
    {0xFFFF, 0xFFFF, "overflow", 0, false},
    {0x0, 0x0, NULL, 0, false}
};
static const struct echonet_data d47 = {.type = ECHONET_NUMBER, .size = 2, .max = 65533, .unit = "W", .codes = c20};
static const struct echonet_member m2[] = {
    {"cooling", "Cooling", &d47, 0, 0x00, "power", FL_MEASUREMENT},
    {"heating", "Heating", &d47, 0, 0x00, "power", FL_MEASUREMENT},
    {"dehumidifying", "Dehumidifying", &d47, 0, 0x00, "power", FL_MEASUREMENT},
    {"circulation", "Circulation", &d47, 0, 0x00, "power", FL_MEASUREMENT}
};
static const struct echonet_data d48 = {.type = ECHONET_OBJECT, .members = m2, .member_count = 4};
static const struct echonet_data d49 = {.type = ECHONET_NUMBER, .size = 2, .exponent = -1, .max = 65533, .unit = "A",
     .codes = c0};
static const struct echonet_code c21[] = {
    {0xFD, 0xFD, "unmeasurable", 0, false},
    {0xFE, 0xFE, "underflow", 0, false},
    {0xFF, 0xFF, "overflow", 0, false},
    {0x0, 0x0, NULL, 0, false}
};
static const struct echonet_data d50 = {.type = ECHONET_NUMBER, .size = 1, .max = 100, .unit = "%", .codes = c21};
static const struct echonet_code c22[] = {
    {0x7E, 0x7E, "unmeasurable", 0, false},
    {0x7F, 0x7F, "overflow", 0, false},
    {0x80, 0x80, "underflow", 0, false},
    {0x0, 0x0, NULL, 0, false}
};
static const struct echonet_data d51 = {.type = ECHONET_NUMBER, .size = 1, .is_signed = true, .min = -127,
     .max = 125, .unit = "°C", .codes = c22};
static const struct echonet_data d52 = {.type = ECHONET_NUMBER, .size = 1, .max = 50, .unit = "°C", .codes = c2};
static const struct echonet_data d53 = {.type = ECHONET_NUMBER, .size = 1, .is_signed = true, .exponent = -1,
     .min = -127, .max = 125, .unit = "°C", .codes = c22};
static const struct echonet_code c23[] = {
    {0x41, 0x41, "on_outlet", 0, false},
    {0x42, 0x42, "off", 0, false},
    {0x43, 0x43, "on_intake", 0, false},
    {0x44, 0x44, "on_outlet_and_intake", 0, false}
};
static const struct echonet_data d54 = {.type = ECHONET_ENUM, .size = 1, .count = 4, .codes = c23};
static const struct echonet_data d55 = {.type = ECHONET_BOOLEAN, .on = 0x01, .off = 0x00};
static const struct echonet_member m3[] = {
    {"equipped_electronic", "Equipped electronic", &d55, 0, 0x01, NULL, FL_PLAIN},
    {"equipped_cluster_ion", "Equipped cluster ion", &d55, 0, 0x02, NULL, FL_PLAIN}
};
static const struct echonet_data d56 = {.type = ECHONET_BITMAP, .size = 1, .members = m3, .member_count = 2};
static const struct echonet_data d57 = {.type = ECHONET_LEVEL, .size = 1, .base = 0x00, .count = 8};
static const struct echonet_member m4[] = {
    {"level_of_electronic", "Level of electronic", &d57, 0, 0x07, NULL, FL_PLAIN},
    {"mode_of_electronic", "Mode of electronic", &d55, 0, 0x08, NULL, FL_PLAIN},
    {"auto_of_electronic", "Auto of electronic", &d55, 0, 0x10, NULL, FL_PLAIN},
    {"level_of_cluster_ion", "Level of cluster ion", &d57, 1, 0x07, NULL, FL_PLAIN},
    {"mode_of_cluster_ion", "Mode of cluster ion", &d55, 1, 0x08, NULL, FL_PLAIN},
    {"auto_of_cluster_ion", "Auto of cluster ion", &d55, 1, 0x10, NULL, FL_PLAIN}
};
static const struct echonet_data d58 = {.type = ECHONET_BITMAP, .size = 8, .members = m4, .member_count = 6};
static const struct echonet_member m5[] = {
    {"equipped_minus_ion", "Equipped minus ion", &d55, 0, 0x01, NULL, FL_PLAIN},
    {"equipped_cluster_ion", "Equipped cluster ion", &d55, 0, 0x02, NULL, FL_PLAIN}
};
static const struct echonet_data d59 = {.type = ECHONET_BITMAP, .size = 1, .members = m5, .member_count = 2};
static const struct echonet_member m6[] = {
    {"level_of_minus_ion", "Level of minus ion", &d57, 0, 0x07, NULL, FL_PLAIN},
    {"mode_of_minus_ion", "Mode of minus ion", &d55, 0, 0x08, NULL, FL_PLAIN},
    {"auto_of_minus_ion", "Auto of minus ion", &d55, 0, 0x10, NULL, FL_PLAIN},
    {"level_of_cluster_ion", "Level of cluster ion", &d57, 1, 0x07, NULL, FL_PLAIN},
    {"mode_of_cluster_ion", "Mode of cluster ion", &d55, 1, 0x08, NULL, FL_PLAIN},
    {"auto_of_cluster_ion", "Auto of cluster ion", &d55, 1, 0x10, NULL, FL_PLAIN}
};
static const struct echonet_data d60 = {.type = ECHONET_BITMAP, .size = 8, .members = m6, .member_count = 6};
static const struct echonet_member m7[] = {
    {"equipped_ozone", "Equipped ozone", &d55, 0, 0x01, NULL, FL_PLAIN},
    {"equipped_drying", "Equipped drying", &d55, 0, 0x02, NULL, FL_PLAIN}
};
static const struct echonet_data d61 = {.type = ECHONET_BITMAP, .size = 1, .members = m7, .member_count = 2};
static const struct echonet_member m8[] = {
    {"level_of_ozone", "Level of ozone", &d57, 0, 0x07, NULL, FL_PLAIN},
    {"mode_of_ozone", "Mode of ozone", &d55, 0, 0x08, NULL, FL_PLAIN},
    {"auto_of_ozone", "Auto of ozone", &d55, 0, 0x10, NULL, FL_PLAIN},
    {"level_of_drying", "Level of drying", &d57, 1, 0x07, NULL, FL_PLAIN},
    {"mode_of_drying", "Mode of drying", &d55, 1, 0x08, NULL, FL_PLAIN},
    {"auto_of_drying", "Auto of drying", &d55, 1, 0x10, NULL, FL_PLAIN}
};
static const struct echonet_data d62 = {.type = ECHONET_BITMAP, .size = 8, .members = m8, .member_count = 6};
static const struct echonet_code c24[] = {
    {0x40, 0x40, "no_setting", 0, false},
    {0x41, 0x41, "clothes_dryer", 0, false},
    {0x42, 0x42, "condensation_suppressor", 0, false},
    {0x43, 0x43, "mite_and_mold_control", 0, false},
    {0x44, 0x44, "active_defrosting", 0, false}
};
static const struct echonet_data d63 = {.type = ECHONET_ENUM, .size = 1, .count = 5, .codes = c24};
static const struct echonet_member m9[] = {
    {"compressor", "Compressor", &d55, 0, 0x01, NULL, FL_PLAIN},
    {"thermostat", "Thermostat", &d55, 0, 0x02, NULL, FL_PLAIN}
};
static const struct echonet_data d64 = {.type = ECHONET_BITMAP, .size = 1, .members = m9, .member_count = 2};
static const struct echonet_code c25[] = {
    {0x40, 0x40, "normal", 0, false},
    {0x41, 0x41, "on", 0, false},
    {0x42, 0x42, "off", 0, false}
};
static const struct echonet_data d65 = {.type = ECHONET_ENUM, .size = 1, .count = 3, .codes = c25};
static const struct echonet_code c26[] = {
    {0x41, 0x41, "buzzer", 0, false}
};
static const struct echonet_data d66 = {.type = ECHONET_ENUM, .size = 1, .count = 1, .codes = c26};
static const struct echonet_code c27[] = {
    {0x41, 0x41, "blowing", 0, false},
    {0x42, 0x42, "air_conditioning", 0, false}
};
static const struct echonet_data d67 = {.type = ECHONET_ENUM, .size = 1, .count = 2, .codes = c27};
static const struct echonet_code c28[] = {
    {0x41, 0x41, "normal", 0, false},
    {0x42, 0x42, "heat_exchange", 0, false},
    {0x43, 0x43, "cooling", 0, false},
    {0x44, 0x44, "heating", 0, false},
    {0x45, 0x45, "dehumidifying", 0, false},
    {0x46, 0x46, "humidifying", 0, false},
    {0x40, 0x40, "other", 0, false}
};
static const struct echonet_data d68 = {.type = ECHONET_ENUM, .size = 1, .count = 7, .codes = c28};
static const struct echonet_member m10[] = {
    {NULL, NULL, &d51, 0, 0x00, NULL, FL_PLAIN}
};
static const struct echonet_data d69 = {.type = ECHONET_ARRAY, .min_items = 10, .count = 10, .members = m10,
     .member_count = 1};
static const struct echonet_member m11[] = {
    {NULL, NULL, &d50, 0, 0x00, NULL, FL_PLAIN}
};
static const struct echonet_data d70 = {.type = ECHONET_ARRAY, .min_items = 10, .count = 10, .members = m11,
     .member_count = 1};
static const struct echonet_code c29[] = {
    {0x0, 0x0, "no_fault", 0, false},
    {0x1, 0x1, "turn_off_or_unplug", 0, false},
    {0x2, 0x2, "reset_button", 0, false},
    {0x3, 0x3, "set_incorrectly", 0, false},
    {0x4, 0x4, "supply", 0, false},
    {0x5, 0x5, "cleaning", 0, false},
    {0x6, 0x6, "changing_battery", 0, false},
    {0x9, 0x9, "user_definable", 0, false},
    {0xA, 0x13, "abnormal_event_or_safety", 0, false},
    {0x14, 0x1D, "switch", 0, false},
    {0x1E, 0x3B, "sensor_system", 0, false},
    {0x3C, 0x59, "component", 0, false},
    {0x5A, 0x6E, "control_circuit_board", 0, false},
    {0x6F, 0x3E8, "user_definable", 0, false},
    {0x3FF, 0x3FF, "fault", 0, false},
    {0x402, 0x402, "obstacle_caught", 0, false},
    {0x502, 0x502, "outage_recovery", 0, false},
    {0x602, 0x602, "time_out", 0, false},
    {0x702, 0x702, "battery_low", 0, false}
};
static const struct echonet_data d71 = {.type = ECHONET_ENUM, .size = 2, .count = 19, .codes = c29};
static const struct echonet_code c30[] = {
    {0x41, 0x41, "low", 0, false},
    {0x42, 0x42, "medium", 0, false},
    {0x43, 0x43, "high", 0, false}
};
static const struct echonet_data d72 = {.type = ECHONET_ENUM, .size = 1, .count = 3, .codes = c30};
static const struct echonet_data d73 = {.type = ECHONET_NUMBER, .size = 1, .max = 253, .unit = "s", .codes = c2};
static const struct echonet_code c31[] = {
    {0x41, 0x41, "open", 0, false},
    {0x42, 0x42, "close", 0, false},
    {0x43, 0x43, "stop", 0, false}
};
static const struct echonet_data d74 = {.type = ECHONET_ENUM, .size = 1, .count = 3, .codes = c31};
static const struct echonet_data d75 = {.type = ECHONET_NUMBER, .size = 1, .max = 180, .unit = "°", .codes = c2};
static const struct echonet_code c32[] = {
    {0x41, 0x41, "degree_of_opening", 0, false},
    {0x42, 0x42, "operation_time_of_opening", 0, false},
    {0x43, 0x43, "operation_time_of_closing", 0, false},
    {0x44, 0x44, "local_setting", 0, false}
};
static const struct echonet_data d76 = {.type = ECHONET_ENUM, .size = 1, .count = 4, .codes = c32};
static const struct echonet_code c33[] = {
    {0x41, 0x41, "fully_open", 0, false},
    {0x42, 0x42, "fully_closed", 0, false},
    {0x43, 0x43, "opening", 0, false},
    {0x44, 0x44, "closing", 0, false},
    {0x45, 0x45, "stopped_halfway", 0, false}
};
static const struct echonet_data d77 = {.type = ECHONET_ENUM, .size = 1, .count = 5, .codes = c33};
static const struct echonet_code c34[] = {
    {0x41, 0x41, "low", 0, false},
    {0x42, 0x42, "medium", 0, false},
    {0x43, 0x43, "high", 0, false},
    {0x44, 0x44, "none", 0, false}
};
static const struct echonet_data d78 = {.type = ECHONET_ENUM, .size = 1, .count = 4, .codes = c34};
static const struct echonet_code c35[] = {
    {0x41, 0x41, "degree_of_opening", 0, false},
    {0x42, 0x42, "operation_time_of_opening", 0, false},
    {0x43, 0x43, "operation_time_of_closing", 0, false},
    {0x44, 0x44, "local_setting", 0, false},
    {0x45, 0x45, "slit_degree_of_opening", 0, false}
};
static const struct echonet_data d79 = {.type = ECHONET_ENUM, .size = 1, .count = 5, .codes = c35};
static const struct echonet_code c36[] = {
    {0x41, 0x41, "auto", 0, false},
    {0x43, 0x43, "manual_no_heating", 0, false},
    {0x42, 0x42, "manual_heating", 0, false}
};
static const struct echonet_data d80 = {.type = ECHONET_ENUM, .size = 1, .count = 3, .codes = c36};
static const struct echonet_data d81 = {.type = ECHONET_NUMBER, .size = 1, .max = 100, .unit = "°C", .codes = c19};
static const struct echonet_code c37[] = {
    {0xFD, 0xFD, "infinite", 0, false},
    {0xFE, 0xFE, "underflow", 0, false},
    {0xFF, 0xFF, "overflow", 0, false},
    {0x0, 0x0, NULL, 0, false}
};
static const struct echonet_data d82 = {.type = ECHONET_NUMBER, .size = 1, .max = 252, .unit = "d", .codes = c37};
static const struct echonet_code c38[] = {
    {0x41, 0x41, "standard", 0, false},
    {0x42, 0x42, "saving", 0, false},
    {0x43, 0x43, "extra", 0, false}
};
static const struct echonet_data d83 = {.type = ECHONET_ENUM, .size = 1, .count = 3, .codes = c38};
static const struct echonet_data d84 = {.type = ECHONET_NUMBER, .size = 1, .max = 100, .unit = "°C", .codes = c2};
static const struct echonet_member m12[] = {
    {"no_hot_water", "No hot water", &d55, 0, 0x01, NULL, FL_PLAIN},
    {"leaking", "Leaking", &d55, 0, 0x02, NULL, FL_PLAIN},
    {"freezing", "Freezing", &d55, 0, 0x04, NULL, FL_PLAIN}
};
static const struct echonet_data d85 = {.type = ECHONET_BITMAP, .size = 4, .members = m12, .member_count = 3};
static const struct echonet_data d86 = {.type = ECHONET_BOOLEAN, .size = 1, .on = 0x01, .off = 0x00};
static const struct echonet_data d87 = {.type = ECHONET_NUMBER, .size = 1, .min = 1, .max = 24};
static const struct echonet_data d88 = {.type = ECHONET_NUMBER, .size = 1, .min = 1, .max = 2, .codes = c2};
static const struct echonet_code c39[] = {
    {0x9, 0x9, "at0900", 0, false},
    {0xA, 0xA, "at1000", 0, false},
    {0xB, 0xB, "at1100", 0, false},
    {0xC, 0xC, "at1200", 0, false},
    {0xD, 0xD, "at1300", 0, false},
    {0xE, 0xE, "at1400", 0, false},
    {0xF, 0xF, "at1500", 0, false},
    {0x10, 0x10, "at1600", 0, false},
    {0x11, 0x11, "at1700", 0, false},
    {0x0, 0x0, "cleared", 0, false}
};
static const struct echonet_data d89 = {.type = ECHONET_ENUM, .size = 1, .count = 10, .codes = c39};
static const struct echonet_data d90 = {.type = ECHONET_NUMBER, .size = 4, .max = 4294967293, .unit = "Wh",
     .codes = c1};
static const struct echonet_member m13[] = {
    {"at1000", "At 1000", &d90, 0, 0x00, "energy_storage", FL_MEASUREMENT},
    {"at1300", "At 1300", &d90, 0, 0x00, "energy_storage", FL_MEASUREMENT},
    {"at1500", "At 1500", &d90, 0, 0x00, "energy_storage", FL_MEASUREMENT},
    {"at1700", "At 1700", &d90, 0, 0x00, "energy_storage", FL_MEASUREMENT}
};
static const struct echonet_data d91 = {.type = ECHONET_OBJECT, .members = m13, .member_count = 4};
static const struct echonet_data d92 = {.type = ECHONET_NUMBER, .size = 2, .max = 65533, .unit = "Wh", .codes = c0};
static const struct echonet_member m14[] = {
    {"at1000", "At 1000", &d92, 0, 0x00, "energy_storage", FL_MEASUREMENT},
    {"at1300", "At 1300", &d92, 0, 0x00, "energy_storage", FL_MEASUREMENT},
    {"at1500", "At 1500", &d92, 0, 0x00, "energy_storage", FL_MEASUREMENT},
    {"at1700", "At 1700", &d92, 0, 0x00, "energy_storage", FL_MEASUREMENT}
};
static const struct echonet_data d93 = {.type = ECHONET_OBJECT, .members = m14, .member_count = 4};
static const struct echonet_code c40[] = {
    {0xA, 0xA, "at1000", 0, false},
    {0xB, 0xB, "at1100", 0, false},
    {0xC, 0xC, "at1200", 0, false},
    {0xD, 0xD, "at1300", 0, false},
    {0xE, 0xE, "at1400", 0, false},
    {0xF, 0xF, "at1500", 0, false},
    {0x10, 0x10, "at1600", 0, false},
    {0x11, 0x11, "at1700", 0, false},
    {0x0, 0x0, "cleared", 0, false}
};
static const struct echonet_data d94 = {.type = ECHONET_ENUM, .size = 1, .count = 9, .codes = c40};
static const struct echonet_member m15[] = {
    {"at1300", "At 1300", &d90, 0, 0x00, "energy_storage", FL_MEASUREMENT},
    {"at1500", "At 1500", &d90, 0, 0x00, "energy_storage", FL_MEASUREMENT},
    {"at1700", "At 1700", &d90, 0, 0x00, "energy_storage", FL_MEASUREMENT}
};
static const struct echonet_data d95 = {.type = ECHONET_OBJECT, .members = m15, .member_count = 3};
static const struct echonet_member m16[] = {
    {"at1300", "At 1300", &d92, 0, 0x00, "energy_storage", FL_MEASUREMENT},
    {"at1500", "At 1500", &d92, 0, 0x00, "energy_storage", FL_MEASUREMENT},
    {"at1700", "At 1700", &d92, 0, 0x00, "energy_storage", FL_MEASUREMENT}
};
static const struct echonet_data d96 = {.type = ECHONET_OBJECT, .members = m16, .member_count = 3};
static const struct echonet_data d97 = {.type = ECHONET_NUMBER, .size = 1, .min = 1, .max = 255};
static const struct echonet_data d98 = {.type = ECHONET_NUMBER, .size = 2, .max = 65533, .unit = "L", .codes = c0};
static const struct echonet_data d99 = {.type = ECHONET_NUMBER, .size = 1, .min = 1, .max = 12, .codes = c2};
static const struct echonet_data d100 = {.type = ECHONET_NUMBER, .size = 1, .min = 1, .max = 31, .codes = c2};
static const struct echonet_data d101 = {.type = ECHONET_NUMBER, .size = 1, .max = 23, .codes = c2};
static const struct echonet_code c41[] = {
    {0x7FFF, 0x7FFF, "overflow", 0, false},
    {0x8000, 0x8000, "invalid", 0, false},
    {0x0, 0x0, NULL, 0, false}
};
static const struct echonet_data d102 = {.type = ECHONET_NUMBER, .size = 2, .is_signed = true, .exponent = 1,
     .min = -32767, .max = 32765, .unit = "Wh", .codes = c41};
static const struct echonet_member m17[] = {
    {NULL, NULL, &d102, 0, 0x00, NULL, FL_PLAIN}
};
static const struct echonet_data d103 = {.type = ECHONET_ARRAY, .min_items = 24, .count = 24, .members = m17,
     .member_count = 1};
static const struct echonet_member m18[] = {
    {"month", "Month", &d99, 0, 0x00, NULL, FL_PLAIN},
    {"day", "Day", &d100, 0, 0x00, NULL, FL_PLAIN},
    {"hour", "Hour", &d101, 0, 0x00, NULL, FL_PLAIN},
    {"surplus_energy_prediction_value", "Surplus energy prediction value", &d103, 0, 0x00, NULL, FL_PLAIN}
};
static const struct echonet_data d104 = {.type = ECHONET_OBJECT, .members = m18, .member_count = 4};
static const struct echonet_data d105 = {.type = ECHONET_NUMBER, .size = 1, .max = 253, .unit = "L", .codes = c2};
static const struct echonet_code c42[] = {
    {0x41, 0x41, "running_hot_water", 0, false},
    {0x42, 0x42, "no_operation", 0, false},
    {0x43, 0x43, "keeping_temperature", 0, false}
};
static const struct echonet_data d106 = {.type = ECHONET_ENUM, .size = 1, .count = 3, .codes = c42};
static const struct echonet_code c43[] = {
    {0x40, 0x40, "normal", 0, false},
    {0x41, 0x41, "break_open", 0, false},
    {0x42, 0x42, "door_open", 0, false},
    {0x43, 0x43, "manual_unlocked", 0, false},
    {0x44, 0x44, "tampered", 0, false}
};
static const struct echonet_data d107 = {.type = ECHONET_ENUM, .size = 1, .count = 5, .codes = c43};
static const struct echonet_code c44[] = {
    {0xFFFF, 0xFFFF, "limitless", 0, false},
    {0x0, 0x0, NULL, 0, false}
};
static const struct echonet_data d108 = {.type = ECHONET_TIME, .size = 2, .codes = c44};
static const struct echonet_code c45[] = {
    {0x10, 0x10, "ventilation", 0, false},
    {0x20, 0x20, "prewarming", 0, false},
    {0x30, 0x30, "heating", 0, false},
    {0x40, 0x40, "drying", 0, false},
    {0x50, 0x50, "circulation", 0, false},
    {0x60, 0x60, "mist_sauna", 0, false},
    {0x61, 0x61, "water_mist", 0, false},
    {0x0, 0x0, "stop", 0, false}
};
static const struct echonet_data d109 = {.type = ECHONET_ENUM, .size = 1, .count = 8, .codes = c45};
static const struct echonet_code c46[] = {
    {0x10, 0x10, "ventilation", 0, false},
    {0x20, 0x20, "prewarming", 0, false},
    {0x30, 0x30, "heating", 0, false},
    {0x40, 0x40, "drying", 0, false},
    {0x50, 0x50, "circulation", 0, false},
    {0x0, 0x0, "stop", 0, false}
};
static const struct echonet_data d110 = {.type = ECHONET_ENUM, .size = 1, .count = 6, .codes = c46};
static const struct echonet_code c47[] = {
    {0x31, 0x31, "1", 0, false},
    {0x32, 0x32, "2", 0, false},
    {0x33, 0x33, "3", 0, false},
    {0x34, 0x34, "4", 0, false},
    {0x35, 0x35, "5", 0, false},
    {0x36, 0x36, "6", 0, false},
    {0x37, 0x37, "7", 0, false},
    {0x38, 0x38, "8", 0, false},
    {0x41, 0x41, "auto", 0, false},
    {0x42, 0x42, "standard", 0, false}
};
static const struct echonet_data d111 = {.type = ECHONET_ENUM, .size = 1, .count = 10, .codes = c47};
static const struct echonet_code c48[] = {
    {0x7F, 0x7F, "overflow", 0, false},
    {0x80, 0x80, "underflow", 0, false},
    {0x0, 0x0, NULL, 0, false}
};
static const struct echonet_data d112 = {.type = ECHONET_NUMBER, .size = 1, .is_signed = true, .min = -127,
     .max = 125, .unit = "°C", .codes = c48};
static const struct echonet_code c49[] = {
    {0x10, 0x10, "ventilation_reservation", 0, false},
    {0x20, 0x20, "prewarming_reservation", 0, false},
    {0x30, 0x30, "heating_reservation", 0, false},
    {0x40, 0x40, "drying_reservation", 0, false},
    {0x50, 0x50, "circulation_reservation", 0, false},
    {0x60, 0x60, "mist_sauna_reservation", 0, false},
    {0x61, 0x61, "water_mist_reservation", 0, false},
    {0x0, 0x0, "no_reservation", 0, false}
};
static const struct echonet_data d113 = {.type = ECHONET_ENUM, .size = 1, .count = 8, .codes = c49};
static const struct echonet_code c50[] = {
    {0x10, 0x10, "ventilation_reservation", 0, false},
    {0x20, 0x20, "prewarming_reservation", 0, false},
    {0x30, 0x30, "heating_reservation", 0, false},
    {0x40, 0x40, "drying_reservation", 0, false},
    {0x50, 0x50, "circulation_reservation", 0, false},
    {0x0, 0x0, "no_reservation", 0, false}
};
static const struct echonet_data d114 = {.type = ECHONET_ENUM, .size = 1, .count = 6, .codes = c50};
static const struct echonet_code c51[] = {
    {0xFFFFFFFF, 0xFFFFFFFF, "unknown", 0, false},
    {0x0, 0x0, NULL, 0, false}
};
static const struct echonet_data d115 = {.type = ECHONET_DATE, .size = 4, .codes = c51};
static const struct echonet_code c52[] = {
    {0xFE, 0xFE, "underflow", 0, false},
    {0xFF, 0xFF, "unknown", 0, false},
    {0x0, 0x0, NULL, 0, false}
};
static const struct echonet_data d116 = {.type = ECHONET_NUMBER, .size = 1, .max = 100, .unit = "%", .codes = c52};
static const struct echonet_member m19[] = {
    {NULL, NULL, &d116, 0, 0x00, NULL, FL_PLAIN}
};
static const struct echonet_data d117 = {.type = ECHONET_ARRAY, .min_items = 96, .count = 96, .members = m19,
     .member_count = 1};
static const struct echonet_member m20[] = {
    {"date", "Date", &d115, 0, 0x00, NULL, FL_PLAIN},
    {"power_control_ratio", "Power control ratio", &d117, 0, 0x00, NULL, FL_PLAIN}
};
static const struct echonet_data d118 = {.type = ECHONET_OBJECT, .members = m20, .member_count = 2};
static const struct echonet_code c53[] = {
    {0xFFFFFFFFFFFFFF, 0xFFFFFFFFFFFFFF, "no_control_no_schedule", 0, false},
    {0x0, 0x0, NULL, 0, false}
};
static const struct echonet_data d119 = {.type = ECHONET_DATE_TIME, .size = 7, .codes = c53};
static const struct echonet_data d120 = {.type = ECHONET_NUMBER, .size = 2, .max = 65533, .unit = "s", .codes = c0};
static const struct echonet_code c54[] = {
    {0xFFFE, 0xFFFE, "underflow", 0, false},
    {0xFFFF, 0xFFFF, "no_setting", 0, false},
    {0x0, 0x0, NULL, 0, false}
};
static const struct echonet_data d121 = {.type = ECHONET_NUMBER, .size = 2, .max = 65533, .unit = "W", .codes = c54};
static const struct echonet_code c55[] = {
    {0x41, 0x41, "fit", 0, false},
    {0x42, 0x42, "non_fit", 0, false},
    {0x43, 0x43, "undefined", 0, false}
};
static const struct echonet_data d122 = {.type = ECHONET_ENUM, .size = 1, .count = 3, .codes = c55};
static const struct echonet_code c56[] = {
    {0x41, 0x41, "with_self_consumption", 0, false},
    {0x42, 0x42, "without_self_consumption", 0, false},
    {0x43, 0x43, "unknown", 0, false}
};
static const struct echonet_data d123 = {.type = ECHONET_ENUM, .size = 1, .count = 3, .codes = c56};
static const struct echonet_code c57[] = {
    {0x0, 0x0, "reverse_power_flow_acceptable", 0, false},
    {0x1, 0x1, "independent", 0, false},
    {0x2, 0x2, "reverse_power_flow_not_acceptable", 0, false},
    {0x3, 0x3, "unknown", 0, false}
};
static const struct echonet_data d124 = {.type = ECHONET_ENUM, .size = 1, .count = 4, .codes = c57};
static const struct echonet_code c58[] = {
    {0x0, 0x0, "reverse_power_flow_acceptable", 0, false},
    {0x1, 0x1, "independent", 0, false},
    {0x2, 0x2, "reverse_power_flow_not_acceptable", 0, false}
};
static const struct echonet_data d125 = {.type = ECHONET_ENUM, .size = 1, .count = 3, .codes = c58};
static const struct echonet_code c59[] = {
    {0x41, 0x41, "output_control", 0, false},
    {0x42, 0x42, "except_control", 0, false},
    {0x43, 0x43, "reason_unknown", 0, false},
    {0x44, 0x44, "not_power_restraint", 0, false},
    {0x45, 0x45, "unknown", 0, false}
};
static const struct echonet_data d126 = {.type = ECHONET_ENUM, .size = 1, .count = 5, .codes = c59};
static const struct echonet_data d127 = {.type = ECHONET_NUMBER, .size = 1, .min = 33, .max = 47, .codes = c2};
static const struct echonet_data d128 = {.type = ECHONET_NUMBER, .size = 1, .min = 49, .max = 63, .codes = c2};
static const struct echonet_code c60[] = {
    {0x41, 0x41, "heating", 0, false},
    {0x42, 0x42, "cooling", 0, false}
};
static const struct echonet_data d129 = {.type = ECHONET_ENUM, .size = 1, .count = 2, .codes = c60};
static const struct echonet_code c61[] = {
    {0x71, 0x71, "auto", 0, false},
    {0xFE, 0xFE, "underflow", 0, false},
    {0xFF, 0xFF, "overflow", 0, false},
    {0x0, 0x0, NULL, 0, false}
};
static const struct echonet_data d130 = {.type = ECHONET_NUMBER, .size = 1, .max = 100, .unit = "°C", .codes = c61};
static const struct echonet_data d131 = {.type = ECHONET_LEVEL, .size = 1, .base = 0x21, .count = 15};
static const struct echonet_data d132 = {.type = ECHONET_LEVEL, .size = 1, .base = 0x31, .count = 15};
static const struct echonet_code c62[] = {
    {0x41, 0x41, "auto", 0, false}
};
static const struct echonet_data d133 = {.type = ECHONET_ENUM, .size = 1, .count = 1, .codes = c62};
static const struct echonet_member m21[] = {
    {NULL, NULL, &d131, 0, 0x00, NULL, FL_PLAIN},
    {NULL, NULL, &d132, 0, 0x00, NULL, FL_PLAIN},
    {NULL, NULL, &d133, 0, 0x00, NULL, FL_PLAIN}
};
static const struct echonet_data d134 = {.type = ECHONET_ONE_OF, .members = m21, .member_count = 3};
static const struct echonet_code c63[] = {
    {0x7E, 0x7E, "undefined", 0, false},
    {0xFE, 0xFE, "underflow", 0, false},
    {0xFF, 0xFF, "overflow", 0, false},
    {0x0, 0x0, NULL, 0, false}
};
static const struct echonet_data d135 = {.type = ECHONET_NUMBER, .size = 1, .max = 100, .unit = "°C", .codes = c63};
static const struct echonet_code c64[] = {
    {0x41, 0x41, "normal", 0, false},
    {0x42, 0x42, "modest", 0, false},
    {0x43, 0x43, "high_power", 0, false}
};
static const struct echonet_data d136 = {.type = ECHONET_ENUM, .size = 1, .count = 3, .codes = c64};
static const struct echonet_code c65[] = {
    {0x40, 0x40, "timer_off", 0, false},
    {0x41, 0x41, "timer1", 0, false},
    {0x42, 0x42, "timer2", 0, false}
};
static const struct echonet_data d137 = {.type = ECHONET_ENUM, .size = 1, .count = 3, .codes = c65};
static const struct echonet_data d138 = {.type = ECHONET_RAW, .size = 6, .min_size = 6};
static const struct echonet_member m22[] = {
    {"heating", "Heating", &d5, 0, 0x00, "power", FL_MEASUREMENT},
    {"cooling", "Cooling", &d5, 0, 0x00, "power", FL_MEASUREMENT}
};
static const struct echonet_data d139 = {.type = ECHONET_OBJECT, .members = m22, .member_count = 2};
static const struct echonet_code c66[] = {
    {0x41, 0x41, "node_unit", 0, false},
    {0x42, 0x42, "class_unit", 0, false},
    {0x43, 0x43, "instance_unit", 0, false}
};
static const struct echonet_data d140 = {.type = ECHONET_ENUM, .size = 1, .count = 3, .codes = c66};
static const struct echonet_data d141 = {.type = ECHONET_NUMBER, .size = 1, .min = 1, .max = 15, .codes = c2};
static const struct echonet_code c67[] = {
    {0x41, 0x41, "auto", 0, false},
    {0xFE, 0xFE, "underflow", 0, false},
    {0xFF, 0xFF, "overflow", 0, false},
    {0x0, 0x0, NULL, 0, false}
};
static const struct echonet_data d142 = {.type = ECHONET_NUMBER, .size = 1, .max = 50, .unit = "°C", .codes = c67};
static const struct echonet_code c68[] = {
    {0x31, 0x31, "1", 0, false},
    {0x32, 0x32, "2", 0, false},
    {0x33, 0x33, "3", 0, false},
    {0x34, 0x34, "4", 0, false},
    {0x35, 0x35, "5", 0, false},
    {0x36, 0x36, "6", 0, false},
    {0x37, 0x37, "7", 0, false},
    {0x38, 0x38, "8", 0, false},
    {0x39, 0x39, "9", 0, false},
    {0x3A, 0x3A, "10", 0, false},
    {0x3B, 0x3B, "11", 0, false},
    {0x3C, 0x3C, "12", 0, false},
    {0x3D, 0x3D, "13", 0, false},
    {0x3E, 0x3E, "14", 0, false},
    {0x3F, 0x3F, "15", 0, false},
    {0x41, 0x41, "auto", 0, false}
};
static const struct echonet_data d143 = {.type = ECHONET_ENUM, .size = 1, .count = 16, .codes = c68};
static const struct echonet_code c69[] = {
    {0x7E, 0x7E, "undefined", 0, false},
    {0x7F, 0x7F, "overflow", 0, false},
    {0x80, 0x80, "underflow", 0, false},
    {0x0, 0x0, NULL, 0, false}
};
static const struct echonet_data d144 = {.type = ECHONET_NUMBER, .size = 1, .is_signed = true, .min = -127,
     .max = 125, .unit = "°C", .codes = c69};
static const struct echonet_data d145 = {.type = ECHONET_NUMBER, .size = 1, .max = 50, .unit = "°C", .codes = c63};
static const struct echonet_member m23[] = {
    {"zone0", "Zone 0", &d55, 0, 0x01, NULL, FL_PLAIN},
    {"zone1", "Zone 1", &d55, 0, 0x02, NULL, FL_PLAIN},
    {"zone2", "Zone 2", &d55, 0, 0x04, NULL, FL_PLAIN},
    {"zone3", "Zone 3", &d55, 0, 0x08, NULL, FL_PLAIN},
    {"zone4", "Zone 4", &d55, 0, 0x10, NULL, FL_PLAIN},
    {"zone5", "Zone 5", &d55, 0, 0x20, NULL, FL_PLAIN},
    {"zone6", "Zone 6", &d55, 0, 0x40, NULL, FL_PLAIN},
    {"zone7", "Zone 7", &d55, 0, 0x80, NULL, FL_PLAIN}
};
static const struct echonet_data d146 = {.type = ECHONET_BITMAP, .size = 1, .members = m23, .member_count = 8};
static const struct echonet_code c70[] = {
    {0x40, 0x40, "off", 0, false},
    {0x41, 0x41, "timer1", 0, false},
    {0x42, 0x42, "timer2", 0, false}
};
static const struct echonet_data d147 = {.type = ECHONET_ENUM, .size = 1, .count = 3, .codes = c70};
static const struct echonet_member m24[] = {
    {"at0000", "At 0000", &d55, 0, 0x01, NULL, FL_PLAIN},
    {"at0030", "At 0030", &d55, 0, 0x02, NULL, FL_PLAIN},
    {"at0100", "At 0100", &d55, 0, 0x04, NULL, FL_PLAIN},
    {"at0130", "At 0130", &d55, 0, 0x08, NULL, FL_PLAIN},
    {"at0200", "At 0200", &d55, 0, 0x10, NULL, FL_PLAIN},
    {"at0230", "At 0230", &d55, 0, 0x20, NULL, FL_PLAIN},
    {"at0300", "At 0300", &d55, 0, 0x40, NULL, FL_PLAIN},
    {"at0330", "At 0330", &d55, 0, 0x80, NULL, FL_PLAIN},
    {"at0400", "At 0400", &d55, 1, 0x01, NULL, FL_PLAIN},
    {"at0430", "At 0430", &d55, 1, 0x02, NULL, FL_PLAIN},
    {"at0500", "At 0500", &d55, 1, 0x04, NULL, FL_PLAIN},
    {"at0530", "At 0530", &d55, 1, 0x08, NULL, FL_PLAIN},
    {"at0600", "At 0600", &d55, 1, 0x10, NULL, FL_PLAIN},
    {"at0630", "At 0630", &d55, 1, 0x20, NULL, FL_PLAIN},
    {"at0700", "At 0700", &d55, 1, 0x40, NULL, FL_PLAIN},
    {"at0730", "At 0730", &d55, 1, 0x80, NULL, FL_PLAIN},
    {"at0800", "At 0800", &d55, 2, 0x01, NULL, FL_PLAIN},
    {"at0830", "At 0830", &d55, 2, 0x02, NULL, FL_PLAIN},
    {"at0900", "At 0900", &d55, 2, 0x04, NULL, FL_PLAIN},
    {"at0930", "At 0930", &d55, 2, 0x08, NULL, FL_PLAIN},
    {"at1000", "At 1000", &d55, 2, 0x10, NULL, FL_PLAIN},
    {"at1030", "At 1030", &d55, 2, 0x20, NULL, FL_PLAIN},
    {"at1100", "At 1100", &d55, 2, 0x40, NULL, FL_PLAIN},
    {"at1130", "At 1130", &d55, 2, 0x80, NULL, FL_PLAIN},
    {"at1200", "At 1200", &d55, 3, 0x01, NULL, FL_PLAIN},
    {"at1230", "At 1230", &d55, 3, 0x02, NULL, FL_PLAIN},
    {"at1300", "At 1300", &d55, 3, 0x04, NULL, FL_PLAIN},
    {"at1330", "At 1330", &d55, 3, 0x08, NULL, FL_PLAIN},
    {"at1400", "At 1400", &d55, 3, 0x10, NULL, FL_PLAIN},
    {"at1430", "At 1430", &d55, 3, 0x20, NULL, FL_PLAIN},
    {"at1500", "At 1500", &d55, 3, 0x40, NULL, FL_PLAIN},
    {"at1530", "At 1530", &d55, 3, 0x80, NULL, FL_PLAIN},
    {"at1600", "At 1600", &d55, 4, 0x01, NULL, FL_PLAIN},
    {"at1630", "At 1630", &d55, 4, 0x02, NULL, FL_PLAIN},
    {"at1700", "At 1700", &d55, 4, 0x04, NULL, FL_PLAIN},
    {"at1730", "At 1730", &d55, 4, 0x08, NULL, FL_PLAIN},
    {"at1800", "At 1800", &d55, 4, 0x10, NULL, FL_PLAIN},
    {"at1830", "At 1830", &d55, 4, 0x20, NULL, FL_PLAIN},
    {"at1900", "At 1900", &d55, 4, 0x40, NULL, FL_PLAIN},
    {"at1930", "At 1930", &d55, 4, 0x80, NULL, FL_PLAIN},
    {"at2000", "At 2000", &d55, 5, 0x01, NULL, FL_PLAIN},
    {"at2030", "At 2030", &d55, 5, 0x02, NULL, FL_PLAIN},
    {"at2100", "At 2100", &d55, 5, 0x04, NULL, FL_PLAIN},
    {"at2130", "At 2130", &d55, 5, 0x08, NULL, FL_PLAIN},
    {"at2200", "At 2200", &d55, 5, 0x10, NULL, FL_PLAIN},
    {"at2230", "At 2230", &d55, 5, 0x20, NULL, FL_PLAIN},
    {"at2300", "At 2300", &d55, 5, 0x40, NULL, FL_PLAIN},
    {"at2330", "At 2330", &d55, 5, 0x80, NULL, FL_PLAIN}
};
static const struct echonet_data d148 = {.type = ECHONET_BITMAP, .size = 6, .members = m24, .member_count = 48};
static const struct echonet_code c71[] = {
    {0x41, 0x41, "node", 0, false},
    {0x42, 0x42, "class", 0, false},
    {0x43, 0x43, "instance", 0, false}
};
static const struct echonet_data d149 = {.type = ECHONET_ENUM, .size = 1, .count = 3, .codes = c71};
static const struct echonet_data d150 = {.type = ECHONET_NUMBER, .size = 2, .max = 65533, .unit = "MJ", .codes = c0};
static const struct echonet_data d151 = {.type = ECHONET_NUMBER, .size = 2, .exponent = -3, .max = 65533,
     .unit = "m³/h", .codes = c0};
static const struct echonet_data d152 = {.type = ECHONET_NUMBER, .size = 4, .exponent = -3, .max = 999999999,
     .unit = "m³", .codes = c1};
static const struct echonet_code c72[] = {
    {0x41, 0x41, "generation_on", 0, false},
    {0x42, 0x42, "generation_off", 0, false}
};
static const struct echonet_data d153 = {.type = ECHONET_ENUM, .size = 1, .count = 2, .codes = c72};
static const struct echonet_code c73[] = {
    {0x41, 0x41, "generating", 0, false},
    {0x42, 0x42, "stopped", 0, false},
    {0x43, 0x43, "starting", 0, false},
    {0x44, 0x44, "stopping", 0, false},
    {0x45, 0x45, "idling", 0, false}
};
static const struct echonet_data d154 = {.type = ECHONET_ENUM, .size = 1, .count = 5, .codes = c73};
static const struct echonet_member m25[] = {
    {"start_time", "Start time", &d16, 0, 0x00, NULL, FL_PLAIN},
    {"end_time", "End time", &d16, 0, 0x00, NULL, FL_PLAIN}
};
static const struct echonet_data d155 = {.type = ECHONET_OBJECT, .members = m25, .member_count = 2};
static const struct echonet_code c74[] = {
    {0xFFFFFFFF, 0xFFFFFFFF, "undefined", 0, true}
};
static const struct echonet_data d156 = {.type = ECHONET_ENUM, .size = 4, .count = 1, .codes = c74};
static const struct echonet_member m26[] = {
    {NULL, NULL, &d155, 0, 0x00, NULL, FL_PLAIN},
    {NULL, NULL, &d156, 0, 0x00, NULL, FL_PLAIN}
};
static const struct echonet_data d157 = {.type = ECHONET_ONE_OF, .members = m26, .member_count = 2};
static const struct echonet_code c75[] = {
    {0x41, 0x41, "maximum_rating", 0, false},
    {0x42, 0x42, "load_following", 0, false}
};
static const struct echonet_data d158 = {.type = ECHONET_ENUM, .size = 1, .count = 2, .codes = c75};
static const struct echonet_data d159 = {.type = ECHONET_NUMBER, .size = 4, .max = 999999999, .unit = "Wh",
     .codes = c1};
static const struct echonet_code c76[] = {
    {0x0, 0x0, "no_setting", 0, false},
    {0xFFFFFFFE, 0xFFFFFFFE, "underflow", 0, false},
    {0xFFFFFFFF, 0xFFFFFFFF, "overflow", 0, false},
    {0x0, 0x0, NULL, 0, false}
};
static const struct echonet_data d160 = {.type = ECHONET_NUMBER, .size = 4, .min = 1, .max = 999999999, .unit = "Wh",
     .codes = c76};
static const struct echonet_code c77[] = {
    {0x1, 0x1, "maximum", 0, false},
    {0x2, 0x2, "surplus", 0, false},
    {0x3, 0x3, "designated_power", 0, false},
    {0x4, 0x4, "designated_current", 0, false},
    {0x0, 0x0, "other", 0, false}
};
static const struct echonet_data d161 = {.type = ECHONET_ENUM, .size = 1, .count = 5, .codes = c77};
static const struct echonet_code c78[] = {
    {0x1, 0x1, "maximum", 0, false},
    {0x2, 0x2, "load_following", 0, false},
    {0x3, 0x3, "designated_power", 0, false},
    {0x4, 0x4, "designated_current", 0, false},
    {0x0, 0x0, "other", 0, false}
};
static const struct echonet_data d162 = {.type = ECHONET_ENUM, .size = 1, .count = 5, .codes = c78};
static const struct echonet_data d163 = {.type = ECHONET_NUMBER, .size = 4, .max = 999999999, .unit = "W",
     .codes = c1};
static const struct echonet_member m27[] = {
    {"min_value", "Min value", &d163, 0, 0x00, "power", FL_MEASUREMENT},
    {"max_value", "Max value", &d163, 0, 0x00, "power", FL_MEASUREMENT}
};
static const struct echonet_data d164 = {.type = ECHONET_OBJECT, .members = m27, .member_count = 2};
static const struct echonet_data d165 = {.type = ECHONET_NUMBER, .size = 2, .exponent = -1, .max = 32766,
     .unit = "A", .codes = c0};
static const struct echonet_member m28[] = {
    {"min_value", "Min value", &d165, 0, 0x00, "current", FL_MEASUREMENT},
    {"max_value", "Max value", &d165, 0, 0x00, "current", FL_MEASUREMENT}
};
static const struct echonet_data d166 = {.type = ECHONET_OBJECT, .members = m28, .member_count = 2};
static const struct echonet_code c79[] = {
    {0x41, 0x41, "permitted", 0, false},
    {0x42, 0x42, "prohibited", 0, false}
};
static const struct echonet_data d167 = {.type = ECHONET_ENUM, .size = 1, .count = 2, .codes = c79};
static const struct echonet_code c80[] = {
    {0x41, 0x41, "rapid_charging", 0, false},
    {0x42, 0x42, "charging", 0, false},
    {0x43, 0x43, "discharging", 0, false},
    {0x44, 0x44, "standby", 0, false},
    {0x45, 0x45, "test", 0, false},
    {0x46, 0x46, "auto", 0, false},
    {0x48, 0x48, "restart", 0, false},
    {0x49, 0x49, "capacity_recalculation", 0, false},
    {0x40, 0x40, "other", 0, false}
};
static const struct echonet_data d168 = {.type = ECHONET_ENUM, .size = 1, .count = 9, .codes = c80};
static const struct echonet_code c81[] = {
    {0x41, 0x41, "rapid_charging", 0, false},
    {0x42, 0x42, "charging", 0, false},
    {0x43, 0x43, "discharging", 0, false},
    {0x44, 0x44, "standby", 0, false},
    {0x45, 0x45, "test", 0, false},
    {0x40, 0x40, "other", 0, false}
};
static const struct echonet_data d169 = {.type = ECHONET_ENUM, .size = 1, .count = 6, .codes = c81};
static const struct echonet_data d170 = {.type = ECHONET_NUMBER, .size = 2, .exponent = -1, .max = 32766,
     .unit = "Ah", .codes = c0};
static const struct echonet_data d171 = {.type = ECHONET_NUMBER, .size = 2, .max = 32766, .unit = "V", .codes = c0};
static const struct echonet_data d172 = {.type = ECHONET_NUMBER, .size = 2, .is_signed = true, .exponent = -1,
     .min = -32767, .max = 32766, .unit = "A", .codes = c6};
static const struct echonet_data d173 = {.type = ECHONET_NUMBER, .size = 2, .is_signed = true, .min = -32767,
     .max = 32766, .unit = "V", .codes = c6};
static const struct echonet_code c82[] = {
    {0x41, 0x41, "rapid_charging", 0, false},
    {0x42, 0x42, "charging", 0, false},
    {0x43, 0x43, "discharging", 0, false},
    {0x44, 0x44, "standby", 0, false},
    {0x45, 0x45, "test", 0, false},
    {0x46, 0x46, "auto", 0, false},
    {0x40, 0x40, "other", 0, false}
};
static const struct echonet_data d174 = {.type = ECHONET_ENUM, .size = 1, .count = 7, .codes = c82};
static const struct echonet_code c83[] = {
    {0x41, 0x41, "rapid_charging", 0, false},
    {0x42, 0x42, "charging", 0, false},
    {0x43, 0x43, "discharging", 0, false},
    {0x44, 0x44, "standby", 0, false},
    {0x45, 0x45, "test", 0, false}
};
static const struct echonet_data d175 = {.type = ECHONET_ENUM, .size = 1, .count = 5, .codes = c83};
static const struct echonet_data d176 = {.type = ECHONET_NUMBER, .size = 4, .min = 1, .max = 999999999, .unit = "Wh",
     .codes = c1};
static const struct echonet_data d177 = {.type = ECHONET_NUMBER, .size = 4, .is_signed = true, .min = -999999999,
     .max = -1, .unit = "Wh", .codes = c7};
static const struct echonet_member m29[] = {
    {NULL, NULL, &d176, 0, 0x00, NULL, FL_PLAIN},
    {NULL, NULL, &d177, 0, 0x00, NULL, FL_PLAIN}
};
static const struct echonet_data d178 = {.type = ECHONET_ONE_OF, .members = m29, .member_count = 2};
static const struct echonet_data d179 = {.type = ECHONET_NUMBER, .size = 2, .is_signed = true, .exponent = -1,
     .min = 1, .max = 32766, .unit = "Ah", .codes = c6};
static const struct echonet_data d180 = {.type = ECHONET_NUMBER, .size = 2, .is_signed = true, .exponent = -1,
     .min = -32767, .max = -1, .unit = "Ah", .codes = c6};
static const struct echonet_member m30[] = {
    {NULL, NULL, &d179, 0, 0x00, NULL, FL_PLAIN},
    {NULL, NULL, &d180, 0, 0x00, NULL, FL_PLAIN}
};
static const struct echonet_data d181 = {.type = ECHONET_ONE_OF, .members = m30, .member_count = 2};
static const struct echonet_code c84[] = {
    {0x0, 0x0, "unknown", 0, false},
    {0x1, 0x1, "lead", 0, false},
    {0x2, 0x2, "ni_mh", 0, false},
    {0x3, 0x3, "ni_cd", 0, false},
    {0x4, 0x4, "lib", 0, false},
    {0x5, 0x5, "zinc", 0, false},
    {0x6, 0x6, "alkaline", 0, false}
};
static const struct echonet_data d182 = {.type = ECHONET_ENUM, .size = 1, .count = 7, .codes = c84};
static const struct echonet_code c85[] = {
    {0xFF, 0xFF, "undefined", 0, false},
    {0x30, 0x30, "not_connected", 0, false},
    {0x40, 0x40, "connected", 0, false},
    {0x41, 0x41, "chargeable", 0, false},
    {0x42, 0x42, "dischargeable", 0, false},
    {0x43, 0x43, "chargeable_dischargeable", 0, false},
    {0x44, 0x44, "unknown", 0, false}
};
static const struct echonet_data d183 = {.type = ECHONET_ENUM, .size = 1, .count = 7, .codes = c85};
static const struct echonet_code c86[] = {
    {0x30, 0x30, "not_connected", 0, false},
    {0x40, 0x40, "connected", 0, false},
    {0x41, 0x41, "chargeable", 0, false},
    {0x42, 0x42, "dischargeable", 0, false},
    {0x43, 0x43, "chargeable_dischargeable", 0, false},
    {0xFF, 0xFF, "undefined", 0, false}
};
static const struct echonet_data d184 = {.type = ECHONET_ENUM, .size = 1, .count = 6, .codes = c86};
static const struct echonet_code c87[] = {
    {0x30, 0x30, "not_connected", 0, false},
    {0x40, 0x40, "connected", 0, false},
    {0x41, 0x41, "chargeable", 0, false},
    {0x42, 0x42, "dischargeable", 0, false},
    {0x43, 0x43, "chargeable_dischargeable", 0, false}
};
static const struct echonet_data d185 = {.type = ECHONET_ENUM, .size = 1, .count = 5, .codes = c87};
static const struct echonet_member m31[] = {
    {"minimum_electric_power", "Minimum electric power", &d163, 0, 0x00, "power", FL_MEASUREMENT},
    {"maximum_electric_power", "Maximum electric power", &d163, 0, 0x00, "power", FL_MEASUREMENT}
};
static const struct echonet_data d186 = {.type = ECHONET_OBJECT, .members = m31, .member_count = 2};
static const struct echonet_member m32[] = {
    {"minimum_current", "Minimum current", &d165, 0, 0x00, "current", FL_MEASUREMENT},
    {"maximum_current", "Maximum current", &d165, 0, 0x00, "current", FL_MEASUREMENT}
};
static const struct echonet_data d187 = {.type = ECHONET_OBJECT, .members = m32, .member_count = 2};
static const struct echonet_code c88[] = {
    {0x11, 0x11, "ac_cplt", 0, false},
    {0x12, 0x12, "ac_hlc_charge", 0, false},
    {0x13, 0x13, "ac_hlc_chargedischarge", 0, false},
    {0x21, 0x21, "dc_aa_charge", 0, false},
    {0x22, 0x22, "dc_aa_chargedischarge", 0, false},
    {0x23, 0x23, "dc_aa_discharge", 0, false},
    {0x31, 0x31, "dc_bb_charge", 0, false},
    {0x32, 0x32, "dc_bb_chargedischarge", 0, false},
    {0x33, 0x33, "dc_bb_discharge", 0, false},
    {0x41, 0x41, "dc_ee_charge", 0, false},
    {0x42, 0x42, "dc_ee_chargedischarge", 0, false},
    {0x43, 0x43, "dc_ee_discharge", 0, false},
    {0x51, 0x51, "dc_ff_charge", 0, false},
    {0x52, 0x52, "dc_ff_chargedischarge", 0, false},
    {0x53, 0x53, "dc_ff_discharge", 0, false}
};
static const struct echonet_data d188 = {.type = ECHONET_ENUM, .size = 1, .count = 15, .codes = c88};
static const struct echonet_code c89[] = {
    {0x10, 0x10, "confirmation", 0, false}
};
static const struct echonet_data d189 = {.type = ECHONET_ENUM, .size = 1, .count = 1, .codes = c89};
static const struct echonet_code c90[] = {
    {0x42, 0x42, "charge", 0, false},
    {0x43, 0x43, "discharge", 0, false},
    {0x44, 0x44, "standby", 0, false},
    {0x46, 0x46, "charging_discharging", 0, false},
    {0x47, 0x47, "idle", 0, false},
    {0x48, 0x48, "preparation", 0, false},
    {0x49, 0x49, "automatic", 0, false},
    {0x40, 0x40, "other", 0, false}
};
static const struct echonet_data d190 = {.type = ECHONET_ENUM, .size = 1, .count = 8, .codes = c90};
static const struct echonet_code c91[] = {
    {0x42, 0x42, "charge", 0, false},
    {0x43, 0x43, "discharge", 0, false},
    {0x44, 0x44, "standby", 0, false},
    {0x46, 0x46, "charging_discharging", 0, false},
    {0x47, 0x47, "idle", 0, false},
    {0x40, 0x40, "other", 0, false}
};
static const struct echonet_data d191 = {.type = ECHONET_ENUM, .size = 1, .count = 6, .codes = c91};
static const struct echonet_code c92[] = {
    {0x42, 0x42, "charge", 0, false},
    {0x43, 0x43, "discharge", 0, false},
    {0x44, 0x44, "standby", 0, false},
    {0x47, 0x47, "idle", 0, false},
    {0x40, 0x40, "other", 0, false}
};
static const struct echonet_data d192 = {.type = ECHONET_ENUM, .size = 1, .count = 5, .codes = c92};
static const struct echonet_code c93[] = {
    {0x41, 0x41, "rapid_charge", 0, false},
    {0x42, 0x42, "charge", 0, false},
    {0x43, 0x43, "discharge", 0, false},
    {0x44, 0x44, "standby", 0, false},
    {0x45, 0x45, "test", 0, false},
    {0x40, 0x40, "other", 0, false}
};
static const struct echonet_data d193 = {.type = ECHONET_ENUM, .size = 1, .count = 6, .codes = c93};
static const struct echonet_code c94[] = {
    {0x0, 0x0, "others", 0, false},
    {0x1, 0x1, "maximum_charging_electric_power", 0, false},
    {0x2, 0x2, "surplus_electric_power", 0, false},
    {0x3, 0x3, "designated_electric_power", 0, false},
    {0x4, 0x4, "designated_electric_current", 0, false},
    {0x5, 0x5, "designated_purchasing_electric_power", 0, false},
    {0x6, 0x6, "v2g", 0, false}
};
static const struct echonet_data d194 = {.type = ECHONET_ENUM, .size = 1, .count = 7, .codes = c94};
static const struct echonet_code c95[] = {
    {0x0, 0x0, "others", 0, false},
    {0x1, 0x1, "maximum_charging_electric_power", 0, false},
    {0x2, 0x2, "surplus_electric_power", 0, false},
    {0x3, 0x3, "designated_electric_power", 0, false},
    {0x4, 0x4, "designated_electric_current", 0, false},
    {0x5, 0x5, "designated_purchasing_electric_power", 0, false}
};
static const struct echonet_data d195 = {.type = ECHONET_ENUM, .size = 1, .count = 6, .codes = c95};
static const struct echonet_code c96[] = {
    {0x0, 0x0, "others", 0, false},
    {0x1, 0x1, "maximum_discharging_electric_power", 0, false},
    {0x2, 0x2, "load_following", 0, false},
    {0x3, 0x3, "designated_electric_power", 0, false},
    {0x4, 0x4, "designated_electric_current", 0, false},
    {0x5, 0x5, "designated_purchasing_electric_power", 0, false},
    {0x6, 0x6, "v2g", 0, false}
};
static const struct echonet_data d196 = {.type = ECHONET_ENUM, .size = 1, .count = 7, .codes = c96};
static const struct echonet_code c97[] = {
    {0x0, 0x0, "others", 0, false},
    {0x1, 0x1, "maximum_discharging_electric_power", 0, false},
    {0x2, 0x2, "load_following", 0, false},
    {0x3, 0x3, "designated_electric_power", 0, false},
    {0x4, 0x4, "designated_electric_current", 0, false},
    {0x5, 0x5, "designated_purchasing_electric_power", 0, false}
};
static const struct echonet_data d197 = {.type = ECHONET_ENUM, .size = 1, .count = 6, .codes = c97};
static const struct echonet_code c98[] = {
    {0x42, 0x42, "charge", 0, false},
    {0x43, 0x43, "discharge", 0, false},
    {0x44, 0x44, "standby", 0, false},
    {0x47, 0x47, "idle", 0, false},
    {0x48, 0x48, "preparation", 0, false},
    {0x40, 0x40, "other", 0, false}
};
static const struct echonet_data d198 = {.type = ECHONET_ENUM, .size = 1, .count = 6, .codes = c98};
static const struct echonet_code c99[] = {
    {0x41, 0x41, "necessary", 0, false},
    {0x42, 0x42, "not_necessary", 0, false}
};
static const struct echonet_data d199 = {.type = ECHONET_ENUM, .size = 1, .count = 2, .codes = c99};
static const struct echonet_data d200 = {.type = ECHONET_NUMBER, .size = 1, .max = 24, .codes = c2};
static const struct echonet_data d201 = {.type = ECHONET_RAW, .size = 24};
static const struct echonet_member m33[] = {
    {"data_size", "Data size", &d200, 0, 0x00, NULL, FL_PLAIN},
    {"id", "ID", &d201, 0, 0x00, NULL, FL_PLAIN}
};
static const struct echonet_data d202 = {.type = ECHONET_OBJECT, .members = m33, .member_count = 2};
static const struct echonet_data d203 = {.type = ECHONET_NUMBER, .size = 4, .max = 99999999, .multiply = {0xE2},
     .unit = "kWh"};
static const struct echonet_code c100[] = {
    {0x1, 0x1, "0.1", -1, false},
    {0x2, 0x2, "0.01", -2, false}
};
static const struct echonet_data d204 = {.type = ECHONET_UNIT, .size = 1, .count = 2, .codes = c100};
static const struct echonet_code c101[] = {
    {0xFFFFFFFE, 0xFFFFFFFE, "no_data", 0, false},
    {0x0, 0x0, NULL, 0, false}
};
static const struct echonet_data d205 = {.type = ECHONET_NUMBER, .size = 4, .max = 99999999, .multiply = {0xE2},
     .unit = "kWh", .codes = c101};
static const struct echonet_member m34[] = {
    {NULL, NULL, &d205, 0, 0x00, NULL, FL_PLAIN}
};
static const struct echonet_data d206 = {.type = ECHONET_ARRAY, .min_items = 48, .count = 48, .members = m34,
     .member_count = 1};
static const struct echonet_code c102[] = {
    {0x30, 0x30, "running_water", 0, false},
    {0x31, 0x31, "recycled_water", 0, false},
    {0x32, 0x32, "sewage_water", 0, false},
    {0x33, 0x33, "other_water", 0, false}
};
static const struct echonet_data d207 = {.type = ECHONET_ENUM, .size = 1, .count = 4, .codes = c102};
static const struct echonet_code c103[] = {
    {0x30, 0x30, "not_specified", 0, false},
    {0x31, 0x31, "public_waterworks_company", 0, false},
    {0x32, 0x32, "private_sector_company", 0, false},
    {0x33, 0x33, "individual", 0, false}
};
static const struct echonet_data d208 = {.type = ECHONET_ENUM, .size = 1, .count = 4, .codes = c103};
static const struct echonet_data d209 = {.type = ECHONET_NUMBER, .size = 4, .max = 999999999, .multiply = {0xE1},
     .unit = "m³", .codes = c1};
static const struct echonet_code c104[] = {
    {0x0, 0x0, "1", 0, false},
    {0x1, 0x1, "0.1", -1, false},
    {0x2, 0x2, "0.01", -2, false},
    {0x3, 0x3, "0.001", -3, false},
    {0x4, 0x4, "0.0001", -4, false},
    {0x5, 0x5, "1e-05", -5, false},
    {0x6, 0x6, "1e-06", -6, false}
};
static const struct echonet_data d210 = {.type = ECHONET_UNIT, .size = 1, .count = 7, .codes = c104};
static const struct echonet_data d211 = {.type = ECHONET_NUMBER, .size = 4, .exponent = -3, .max = 999999999,
     .unit = "m³", .codes = c8};
static const struct echonet_member m35[] = {
    {NULL, NULL, &d211, 0, 0x00, NULL, FL_PLAIN}
};
static const struct echonet_data d212 = {.type = ECHONET_ARRAY, .min_items = 48, .count = 48, .members = m35,
     .member_count = 1};
static const struct echonet_data d213 = {.type = ECHONET_NUMBER, .size = 4, .max = 4294967295};
static const struct echonet_data d214 = {.type = ECHONET_NUMBER, .size = 4, .max = 999999999, .multiply = {0xE1},
     .unit = "m³", .codes = c101};
static const struct echonet_member m36[] = {
    {NULL, NULL, &d214, 0, 0x00, NULL, FL_PLAIN}
};
static const struct echonet_data d215 = {.type = ECHONET_ARRAY, .min_items = 48, .count = 48, .members = m36,
     .member_count = 1};
static const struct echonet_data d216 = {.type = ECHONET_NUMBER, .size = 1, .max = 253, .unit = "A", .codes = c2};
static const struct echonet_data d217 = {.type = ECHONET_NUMBER, .size = 1, .min = 1, .max = 252, .codes = c19};
static const struct echonet_data d218 = {.type = ECHONET_NUMBER, .size = 1, .min = 1, .max = 60, .codes = c19};
static const struct echonet_member m37[] = {
    {"start_channel", "Start channel", &d217, 0, 0x00, NULL, FL_PLAIN},
    {"range", "Range", &d218, 0, 0x00, NULL, FL_PLAIN}
};
static const struct echonet_data d219 = {.type = ECHONET_OBJECT, .members = m37, .member_count = 2};
static const struct echonet_data d220 = {.type = ECHONET_NUMBER, .size = 4, .max = 99999999, .multiply = {0xC2},
     .unit = "kWh", .codes = c101};
static const struct echonet_member m38[] = {
    {NULL, NULL, &d220, 0, 0x00, NULL, FL_PLAIN}
};
static const struct echonet_data d221 = {.type = ECHONET_ARRAY, .count = 60, .members = m38, .member_count = 1};
static const struct echonet_member m39[] = {
    {"start_channel", "Start channel", &d217, 0, 0x00, NULL, FL_PLAIN},
    {"range", "Range", &d218, 0, 0x00, NULL, FL_PLAIN},
    {"electric_energy", "Electric energy", &d221, 0, 0x00, NULL, FL_PLAIN}
};
static const struct echonet_data d222 = {.type = ECHONET_OBJECT, .members = m39, .member_count = 3};
static const struct echonet_code c105[] = {
    {0x7FFE, 0x7FFE, "no_data", 0, false},
    {0x7FFF, 0x7FFF, "overflow", 0, false},
    {0x8000, 0x8000, "underflow", 0, false},
    {0x0, 0x0, NULL, 0, false}
};
static const struct echonet_data d223 = {.type = ECHONET_NUMBER, .size = 2, .is_signed = true, .exponent = -1,
     .min = -32767, .max = 32765, .unit = "A", .codes = c105};
static const struct echonet_member m40[] = {
    {"r_phase", "R phase", &d223, 0, 0x00, "current", FL_MEASUREMENT},
    {"t_phase", "T phase", &d223, 0, 0x00, "current", FL_MEASUREMENT}
};
static const struct echonet_data d224 = {.type = ECHONET_OBJECT, .members = m40, .member_count = 2};
static const struct echonet_member m41[] = {
    {NULL, NULL, &d224, 0, 0x00, NULL, FL_PLAIN}
};
static const struct echonet_data d225 = {.type = ECHONET_ARRAY, .count = 60, .members = m41, .member_count = 1};
static const struct echonet_member m42[] = {
    {"start_channel", "Start channel", &d217, 0, 0x00, NULL, FL_PLAIN},
    {"range", "Range", &d218, 0, 0x00, NULL, FL_PLAIN},
    {"instantaneous_current", "Instantaneous current", &d225, 0, 0x00, NULL, FL_PLAIN}
};
static const struct echonet_data d226 = {.type = ECHONET_OBJECT, .members = m42, .member_count = 3};
static const struct echonet_code c106[] = {
    {0x7FFFFFFE, 0x7FFFFFFE, "no_data", 0, false},
    {0x7FFFFFFF, 0x7FFFFFFF, "overflow", 0, false},
    {0x80000000, 0x80000000, "underflow", 0, false},
    {0x0, 0x0, NULL, 0, false}
};
static const struct echonet_data d227 = {.type = ECHONET_NUMBER, .size = 4, .is_signed = true, .min = -2147483647,
     .max = 2147483645, .unit = "W", .codes = c106};
static const struct echonet_member m43[] = {
    {NULL, NULL, &d227, 0, 0x00, NULL, FL_PLAIN}
};
static const struct echonet_data d228 = {.type = ECHONET_ARRAY, .count = 60, .members = m43, .member_count = 1};
static const struct echonet_member m44[] = {
    {"start_channel", "Start channel", &d217, 0, 0x00, NULL, FL_PLAIN},
    {"range", "Range", &d218, 0, 0x00, NULL, FL_PLAIN},
    {"instantaneous_electric_power", "Instantaneous electric power", &d228, 0, 0x00, NULL, FL_PLAIN}
};
static const struct echonet_data d229 = {.type = ECHONET_OBJECT, .members = m44, .member_count = 3};
static const struct echonet_data d230 = {.type = ECHONET_NUMBER, .size = 1, .min = 1, .max = 30, .codes = c19};
static const struct echonet_member m45[] = {
    {"start_channel", "Start channel", &d217, 0, 0x00, NULL, FL_PLAIN},
    {"range", "Range", &d230, 0, 0x00, NULL, FL_PLAIN}
};
static const struct echonet_data d231 = {.type = ECHONET_OBJECT, .members = m45, .member_count = 2};
static const struct echonet_member m46[] = {
    {"normal_direction_electric_energy", "Normal direction electric energy", &d220, 0, 0x00, "energy", FL_TOTAL_INCREASING},
    {"reverse_direction_electric_energy", "Reverse direction electric energy", &d220, 0, 0x00, "energy", FL_TOTAL_INCREASING}
};
static const struct echonet_data d232 = {.type = ECHONET_OBJECT, .members = m46, .member_count = 2};
static const struct echonet_member m47[] = {
    {NULL, NULL, &d232, 0, 0x00, NULL, FL_PLAIN}
};
static const struct echonet_data d233 = {.type = ECHONET_ARRAY, .count = 30, .members = m47, .member_count = 1};
static const struct echonet_member m48[] = {
    {"start_channel", "Start channel", &d217, 0, 0x00, NULL, FL_PLAIN},
    {"range", "Range", &d230, 0, 0x00, NULL, FL_PLAIN},
    {"electric_energy", "Electric energy", &d233, 0, 0x00, NULL, FL_PLAIN}
};
static const struct echonet_data d234 = {.type = ECHONET_OBJECT, .members = m48, .member_count = 3};
static const struct echonet_code c107[] = {
    {0x0, 0x0, "1", 0, false},
    {0x1, 0x1, "0.1", -1, false},
    {0x2, 0x2, "0.01", -2, false},
    {0x3, 0x3, "0.001", -3, false},
    {0x4, 0x4, "0.0001", -4, false},
    {0xA, 0xA, "10", 1, false},
    {0xB, 0xB, "100", 2, false},
    {0xC, 0xC, "1000", 3, false},
    {0xD, 0xD, "10000", 4, false}
};
static const struct echonet_data d235 = {.type = ECHONET_UNIT, .size = 1, .count = 9, .codes = c107};
static const struct echonet_code c108[] = {
    {0xFF, 0xFF, "default_value", 0, false},
    {0xFFFE, 0xFFFE, "underflow", 0, false},
    {0xFFFF, 0xFFFF, "overflow", 0, false},
    {0x0, 0x0, NULL, 0, false}
};
static const struct echonet_data d236 = {.type = ECHONET_NUMBER, .size = 2, .max = 99, .codes = c108};
static const struct echonet_data d237 = {.type = ECHONET_ARRAY, .min_items = 48, .count = 48, .members = m38,
     .member_count = 1};
static const struct echonet_member m49[] = {
    {"day", "Day", &d236, 0, 0x00, NULL, FL_PLAIN},
    {"electric_energy", "Electric energy", &d237, 0, 0x00, NULL, FL_PLAIN}
};
static const struct echonet_data d238 = {.type = ECHONET_OBJECT, .members = m49, .member_count = 2};
static const struct echonet_code c109[] = {
    {0xFE, 0xFE, "underflow", 0, false},
    {0xFF, 0xFF, "default_value", 0, false},
    {0x0, 0x0, NULL, 0, false}
};
static const struct echonet_data d239 = {.type = ECHONET_NUMBER, .size = 1, .max = 99, .codes = c109};
static const struct echonet_data d240 = {.type = ECHONET_NUMBER, .size = 2, .exponent = -1, .max = 65533,
     .unit = "V", .codes = c0};
static const struct echonet_member m50[] = {
    {"r_s", "R S", &d240, 0, 0x00, "voltage", FL_MEASUREMENT},
    {"s_t", "S T", &d240, 0, 0x00, "voltage", FL_MEASUREMENT}
};
static const struct echonet_data d241 = {.type = ECHONET_OBJECT, .members = m50, .member_count = 2};
static const struct echonet_member m51[] = {
    {"electric_energy", "Electric energy", &d220, 0, 0x00, "energy", FL_TOTAL_INCREASING},
    {"current_r_phase", "Current R phase", &d223, 0, 0x00, "current", FL_MEASUREMENT},
    {"current_t_phase", "Current T phase", &d223, 0, 0x00, "current", FL_MEASUREMENT}
};
static const struct echonet_data d242 = {.type = ECHONET_OBJECT, .members = m51, .member_count = 3};
static const struct echonet_data d243 = {.type = ECHONET_DATE_TIME, .size = 7};
static const struct echonet_data d244 = {.type = ECHONET_NUMBER, .size = 4, .max = 99999999, .multiply = {0xD3,
     0xE1}, .unit = "kWh", .codes = c101};
static const struct echonet_member m52[] = {
    {"date_and_time", "Date and time", &d243, 0, 0x00, NULL, FL_PLAIN},
    {"normal_direction_electric_energy", "Normal direction electric energy", &d244, 0, 0x00, "energy", FL_TOTAL_INCREASING},
    {"reverse_direction_electric_energy", "Reverse direction electric energy", &d244, 0, 0x00, "energy", FL_TOTAL_INCREASING}
};
static const struct echonet_data d245 = {.type = ECHONET_OBJECT, .members = m52, .member_count = 3};
static const struct echonet_data d246 = {.type = ECHONET_NUMBER, .size = 4, .max = 999999, .codes = c1};
static const struct echonet_data d247 = {.type = ECHONET_NUMBER, .size = 1, .min = 1, .max = 8, .codes = c2};
static const struct echonet_member m53[] = {
    {NULL, NULL, &d244, 0, 0x00, NULL, FL_PLAIN}
};
static const struct echonet_data d248 = {.type = ECHONET_ARRAY, .min_items = 48, .count = 48, .members = m53,
     .member_count = 1};
static const struct echonet_member m54[] = {
    {"day", "Day", &d236, 0, 0x00, NULL, FL_PLAIN},
    {"electric_energy", "Electric energy", &d248, 0, 0x00, NULL, FL_PLAIN}
};
static const struct echonet_data d249 = {.type = ECHONET_OBJECT, .members = m54, .member_count = 2};
static const struct echonet_member m55[] = {
    {"date_and_time", "Date and time", &d243, 0, 0x00, NULL, FL_PLAIN},
    {"electric_energy", "Electric energy", &d244, 0, 0x00, "energy", FL_TOTAL_INCREASING}
};
static const struct echonet_data d250 = {.type = ECHONET_OBJECT, .members = m55, .member_count = 2};
static const struct echonet_data d251 = {.type = ECHONET_DATE_TIME, .size = 6};
static const struct echonet_member m56[] = {
    {"normal_direction_electric_energy", "Normal direction electric energy", &d244, 0, 0x00, "energy", FL_TOTAL_INCREASING},
    {"reverse_direction_electric_energy", "Reverse direction electric energy", &d244, 0, 0x00, "energy", FL_TOTAL_INCREASING}
};
static const struct echonet_data d252 = {.type = ECHONET_OBJECT, .members = m56, .member_count = 2};
static const struct echonet_member m57[] = {
    {NULL, NULL, &d252, 0, 0x00, NULL, FL_PLAIN}
};
static const struct echonet_data d253 = {.type = ECHONET_ARRAY, .count = 12, .members = m57, .member_count = 1};
static const struct echonet_member m58[] = {
    {"date_and_time", "Date and time", &d251, 0, 0x00, NULL, FL_PLAIN},
    {"number_of_collection_segments", "Number of collection segments", &d99, 0, 0x00, NULL, FL_PLAIN},
    {"electric_energy", "Electric energy", &d253, 0, 0x00, NULL, FL_PLAIN}
};
static const struct echonet_data d254 = {.type = ECHONET_OBJECT, .members = m58, .member_count = 3};
static const struct echonet_member m59[] = {
    {"date_and_time", "Date and time", &d251, 0, 0x00, NULL, FL_PLAIN},
    {"number_of_collection_segments", "Number of collection segments", &d99, 0, 0x00, NULL, FL_PLAIN}
};
static const struct echonet_data d255 = {.type = ECHONET_OBJECT, .members = m59, .member_count = 2};
static const struct echonet_data d256 = {.type = ECHONET_NUMBER, .size = 1, .min = 1, .max = 10, .codes = c2};
static const struct echonet_data d257 = {.type = ECHONET_ARRAY, .count = 10, .members = m57, .member_count = 1};
static const struct echonet_member m60[] = {
    {"date_and_time", "Date and time", &d251, 0, 0x00, NULL, FL_PLAIN},
    {"number_of_collection_segments", "Number of collection segments", &d256, 0, 0x00, NULL, FL_PLAIN},
    {"electric_energy", "Electric energy", &d257, 0, 0x00, NULL, FL_PLAIN}
};
static const struct echonet_data d258 = {.type = ECHONET_OBJECT, .members = m60, .member_count = 3};
static const struct echonet_member m61[] = {
    {"date_and_time", "Date and time", &d251, 0, 0x00, NULL, FL_PLAIN},
    {"number_of_collection_segments", "Number of collection segments", &d256, 0, 0x00, NULL, FL_PLAIN}
};
static const struct echonet_data d259 = {.type = ECHONET_OBJECT, .members = m61, .member_count = 2};
static const struct echonet_data d260 = {.type = ECHONET_NUMBER, .size = 4, .max = 99999999, .multiply = {0xC5, 0xD3,
     0xD4}, .unit = "kW", .codes = c8};
static const struct echonet_data d261 = {.type = ECHONET_NUMBER, .size = 4, .max = 99999999, .multiply = {0xC7, 0xD3,
     0xD4}, .unit = "kW"};
static const struct echonet_member m62[] = {
    {"date_and_time", "Date and time", &d243, 0, 0x00, NULL, FL_PLAIN},
    {"electric_power", "Electric power", &d260, 0, 0x00, "power", FL_MEASUREMENT}
};
static const struct echonet_data d262 = {.type = ECHONET_OBJECT, .members = m62, .member_count = 2};
static const struct echonet_member m63[] = {
    {NULL, NULL, &d260, 0, 0x00, NULL, FL_PLAIN}
};
static const struct echonet_data d263 = {.type = ECHONET_ARRAY, .min_items = 48, .count = 48, .members = m63,
     .member_count = 1};
static const struct echonet_member m64[] = {
    {"day", "Day", &d236, 0, 0x00, NULL, FL_PLAIN},
    {"electric_power", "Electric power", &d263, 0, 0x00, NULL, FL_PLAIN}
};
static const struct echonet_data d264 = {.type = ECHONET_OBJECT, .members = m64, .member_count = 2};
static const struct echonet_data d265 = {.type = ECHONET_NUMBER, .size = 4, .max = 99999999, .multiply = {0xCD, 0xD3,
     0xD4}, .unit = "kvarh", .codes = c101};
static const struct echonet_member m65[] = {
    {"date_and_time", "Date and time", &d243, 0, 0x00, NULL, FL_PLAIN},
    {"reactive_electric_energy", "Reactive electric energy", &d265, 0, 0x00, NULL, FL_PLAIN}
};
static const struct echonet_data d266 = {.type = ECHONET_OBJECT, .members = m65, .member_count = 2};
static const struct echonet_member m66[] = {
    {NULL, NULL, &d265, 0, 0x00, NULL, FL_PLAIN}
};
static const struct echonet_data d267 = {.type = ECHONET_ARRAY, .min_items = 48, .count = 48, .members = m66,
     .member_count = 1};
static const struct echonet_member m67[] = {
    {"day", "Day", &d236, 0, 0x00, NULL, FL_PLAIN},
    {"reactive_electric_energy", "Reactive electric energy", &d267, 0, 0x00, NULL, FL_PLAIN}
};
static const struct echonet_data d268 = {.type = ECHONET_OBJECT, .members = m67, .member_count = 2};
static const struct echonet_code c110[] = {
    {0x0, 0x0, "1", 0, false},
    {0x1, 0x1, "0.1", -1, false},
    {0x2, 0x2, "0.01", -2, false},
    {0x3, 0x3, "0.001", -3, false}
};
static const struct echonet_data d269 = {.type = ECHONET_UNIT, .size = 1, .count = 4, .codes = c110};
static const struct echonet_data d270 = {.type = ECHONET_NUMBER, .size = 4, .max = 99999999, .multiply = {0xD3, 0xD4,
     0xE6}, .unit = "kWh", .codes = c101};
static const struct echonet_member m68[] = {
    {"date_and_time", "Date and time", &d243, 0, 0x00, NULL, FL_PLAIN},
    {"active_electric_energy", "Active electric energy", &d270, 0, 0x00, "energy", FL_TOTAL_INCREASING}
};
static const struct echonet_data d271 = {.type = ECHONET_OBJECT, .members = m68, .member_count = 2};
static const struct echonet_member m69[] = {
    {NULL, NULL, &d270, 0, 0x00, NULL, FL_PLAIN}
};
static const struct echonet_data d272 = {.type = ECHONET_ARRAY, .min_items = 48, .count = 48, .members = m69,
     .member_count = 1};
static const struct echonet_member m70[] = {
    {"day", "Day", &d236, 0, 0x00, NULL, FL_PLAIN},
    {"active_electric_energy", "Active electric energy", &d272, 0, 0x00, NULL, FL_PLAIN}
};
static const struct echonet_data d273 = {.type = ECHONET_OBJECT, .members = m70, .member_count = 2};
static const struct echonet_data d274 = {.type = ECHONET_NUMBER, .size = 4, .min = 1, .max = 999999, .codes = c1};
static const struct echonet_code c111[] = {
    {0x0, 0x0, "1", 0, false},
    {0x1, 0x1, "0.1", -1, false},
    {0x2, 0x2, "0.01", -2, false},
    {0x3, 0x3, "0.001", -3, false},
    {0x4, 0x4, "0.0001", -4, false},
    {0xA, 0xA, "10", 1, false},
    {0xB, 0xB, "100", 2, false}
};
static const struct echonet_data d275 = {.type = ECHONET_UNIT, .size = 1, .count = 7, .codes = c111};
static const struct echonet_data d276 = {.type = ECHONET_NUMBER, .size = 2, .min = 1, .max = 999, .codes = c0};
static const struct echonet_data d277 = {.type = ECHONET_NUMBER, .size = 4, .max = 99999999, .multiply = {0xD3,
     0xD4}, .unit = "kWh", .codes = c8};
static const struct echonet_member m71[] = {
    {NULL, NULL, &d277, 0, 0x00, NULL, FL_PLAIN}
};
static const struct echonet_data d278 = {.type = ECHONET_ARRAY, .min_items = 48, .count = 48, .members = m71,
     .member_count = 1};
static const struct echonet_member m72[] = {
    {"day", "Day", &d236, 0, 0x00, NULL, FL_PLAIN},
    {"electric_energy", "Electric energy", &d278, 0, 0x00, NULL, FL_PLAIN}
};
static const struct echonet_data d279 = {.type = ECHONET_OBJECT, .members = m72, .member_count = 2};
static const struct echonet_data d280 = {.type = ECHONET_NUMBER, .size = 2, .is_signed = true, .exponent = -1,
     .min = -32767, .max = 32765, .multiply = {0xD8}, .unit = "A", .codes = c105};
static const struct echonet_member m73[] = {
    {"r_phase", "R phase", &d280, 0, 0x00, "current", FL_MEASUREMENT},
    {"t_phase", "T phase", &d280, 0, 0x00, "current", FL_MEASUREMENT}
};
static const struct echonet_data d281 = {.type = ECHONET_OBJECT, .members = m73, .member_count = 2};
static const struct echonet_code c112[] = {
    {0xFFFE, 0xFFFE, "no_data", 0, false},
    {0xFFFF, 0xFFFF, "overflow", 0, false},
    {0x0, 0x0, NULL, 0, false}
};
static const struct echonet_data d282 = {.type = ECHONET_NUMBER, .size = 2, .exponent = -1, .max = 65533,
     .multiply = {0xD9}, .unit = "V", .codes = c112};
static const struct echonet_member m74[] = {
    {"r_s", "R S", &d282, 0, 0x00, "voltage", FL_MEASUREMENT},
    {"s_t", "S T", &d282, 0, 0x00, "voltage", FL_MEASUREMENT}
};
static const struct echonet_data d283 = {.type = ECHONET_OBJECT, .members = m74, .member_count = 2};
static const struct echonet_member m75[] = {
    {"date_and_time", "Date and time", &d243, 0, 0x00, NULL, FL_PLAIN},
    {"electric_energy", "Electric energy", &d277, 0, 0x00, "energy", FL_TOTAL_INCREASING}
};
static const struct echonet_data d284 = {.type = ECHONET_OBJECT, .members = m75, .member_count = 2};
static const struct echonet_code c113[] = {
    {0x41, 0x41, "incandescent", 0, false},
    {0x42, 0x42, "white", 0, false},
    {0x43, 0x43, "daylight_white", 0, false},
    {0x44, 0x44, "daylight_color", 0, false},
    {0x40, 0x40, "other", 0, false},
    {0xFD, 0xFD, "undefined", 0, true}
};
static const struct echonet_data d285 = {.type = ECHONET_ENUM, .size = 1, .count = 6, .codes = c113};
static const struct echonet_code c114[] = {
    {0x41, 0x41, "incandescent", 0, false},
    {0x42, 0x42, "white", 0, false},
    {0x43, 0x43, "daylight_white", 0, false},
    {0x44, 0x44, "daylight_color", 0, false},
    {0x40, 0x40, "other", 0, false}
};
static const struct echonet_data d286 = {.type = ECHONET_ENUM, .size = 1, .count = 5, .codes = c114};
static const struct echonet_code c115[] = {
    {0x41, 0x41, "incandescent", 0, false},
    {0x42, 0x42, "white", 0, false},
    {0x43, 0x43, "daylight_white", 0, false},
    {0x44, 0x44, "daylight_color", 0, false}
};
static const struct echonet_data d287 = {.type = ECHONET_ENUM, .size = 1, .count = 4, .codes = c115};
static const struct echonet_data d288 = {.type = ECHONET_RAW, .size = 1, .min_size = 1};
static const struct echonet_code c116[] = {
    {0x0, 0x0, "not_light_level", 0, false},
    {0x0, 0x0, NULL, 0, false}
};
static const struct echonet_data d289 = {.type = ECHONET_NUMBER, .size = 1, .min = 1, .max = 255, .codes = c116};
static const struct echonet_code c117[] = {
    {0x0, 0x0, "not_color", 0, false},
    {0x0, 0x0, NULL, 0, false}
};
static const struct echonet_data d290 = {.type = ECHONET_NUMBER, .size = 1, .min = 1, .max = 255, .codes = c117};
static const struct echonet_member m76[] = {
    {"light_level", "Light level", &d289, 0, 0x00, NULL, FL_PLAIN},
    {"color", "Color", &d290, 0, 0x00, NULL, FL_PLAIN}
};
static const struct echonet_data d291 = {.type = ECHONET_OBJECT, .members = m76, .member_count = 2};
static const struct echonet_code c118[] = {
    {0x41, 0x41, "auto", 0, false},
    {0x42, 0x42, "normal", 0, false},
    {0x43, 0x43, "night", 0, false},
    {0x45, 0x45, "color", 0, false}
};
static const struct echonet_data d292 = {.type = ECHONET_ENUM, .size = 1, .count = 4, .codes = c118};
static const struct echonet_code c119[] = {
    {0x42, 0x42, "normal", 0, false},
    {0x43, 0x43, "night", 0, false},
    {0x44, 0x44, "off", 0, false},
    {0x45, 0x45, "color", 0, false}
};
static const struct echonet_data d293 = {.type = ECHONET_ENUM, .size = 1, .count = 4, .codes = c119};
static const struct echonet_data d294 = {.type = ECHONET_NUMBER, .size = 1, .max = 255};
static const struct echonet_member m77[] = {
    {"red", "Red", &d294, 0, 0x00, NULL, FL_PLAIN},
    {"green", "Green", &d294, 0, 0x00, NULL, FL_PLAIN},
    {"blue", "Blue", &d294, 0, 0x00, NULL, FL_PLAIN}
};
static const struct echonet_data d295 = {.type = ECHONET_OBJECT, .members = m77, .member_count = 3};
static const struct echonet_code c120[] = {
    {0xFF, 0xFF, "undefined", 0, false},
    {0x30, 0x30, "not_connected", 0, false},
    {0x40, 0x40, "not_chargeable", 0, false},
    {0x41, 0x41, "chargeable", 0, false},
    {0x44, 0x44, "unknown", 0, false}
};
static const struct echonet_data d296 = {.type = ECHONET_ENUM, .size = 1, .count = 5, .codes = c120};
static const struct echonet_code c121[] = {
    {0xFF, 0xFF, "undefined", 0, false},
    {0x30, 0x30, "not_connected", 0, false},
    {0x40, 0x40, "not_chargeable", 0, false},
    {0x41, 0x41, "chargeable", 0, false}
};
static const struct echonet_data d297 = {.type = ECHONET_ENUM, .size = 1, .count = 4, .codes = c121};
static const struct echonet_code c122[] = {
    {0x10, 0x10, "ac_no_communication", 0, false},
    {0x11, 0x11, "ac_cplt", 0, false},
    {0x12, 0x12, "ac_hlc_charge", 0, false},
    {0x21, 0x21, "dc_aa_charge", 0, false},
    {0x31, 0x31, "dc_bb_charge", 0, false},
    {0x41, 0x41, "dc_ee_charge", 0, false},
    {0x51, 0x51, "dc_ff_charge", 0, false}
};
static const struct echonet_data d298 = {.type = ECHONET_ENUM, .size = 1, .count = 7, .codes = c122};
static const struct echonet_code c123[] = {
    {0x11, 0x11, "ac_cplt", 0, false},
    {0x12, 0x12, "ac_hlc_charge", 0, false},
    {0x21, 0x21, "dc_aa_charge", 0, false},
    {0x31, 0x31, "dc_bb_charge", 0, false},
    {0x41, 0x41, "dc_ee_charge", 0, false},
    {0x51, 0x51, "dc_ff_charge", 0, false}
};
static const struct echonet_data d299 = {.type = ECHONET_ENUM, .size = 1, .count = 6, .codes = c123};
static const struct echonet_code c124[] = {
    {0x10, 0x10, "connection", 0, false}
};
static const struct echonet_data d300 = {.type = ECHONET_ENUM, .size = 1, .count = 1, .codes = c124};
static const struct echonet_data d301 = {.type = ECHONET_NUMBER, .size = 4, .exponent = -3, .max = 999999999,
     .unit = "kWh"};
static const struct echonet_code c125[] = {
    {0x42, 0x42, "charge", 0, false},
    {0x44, 0x44, "standby", 0, false},
    {0x47, 0x47, "idle", 0, false},
    {0x40, 0x40, "other", 0, false}
};
static const struct echonet_data d302 = {.type = ECHONET_ENUM, .size = 1, .count = 4, .codes = c125};
static const struct echonet_code c126[] = {
    {0x0, 0x0, "no_setting", 0, false},
    {0xFE, 0xFE, "underflow", 0, false},
    {0xFF, 0xFF, "overflow", 0, false},
    {0x0, 0x0, NULL, 0, false}
};
static const struct echonet_data d303 = {.type = ECHONET_NUMBER, .size = 1, .min = 1, .max = 253, .codes = c126};
static const struct echonet_data d304 = {.type = ECHONET_NUMBER, .size = 1, .max = 253, .codes = c2};
static const struct echonet_data d305 = {.type = ECHONET_NUMBER, .size = 1, .min = 1, .max = 253, .codes = c2};
static const struct echonet_data d306 = {.type = ECHONET_ARRAY, .min_items = 1, .count = 253, .members = m19,
     .member_count = 1};
static const struct echonet_code c127[] = {
    {0x0, 0x0, "cancel", 0, false},
    {0xFFFE, 0xFFFE, "underflow", 0, false},
    {0xFFFF, 0xFFFF, "overflow", 0, false},
    {0x0, 0x0, NULL, 0, false}
};
static const struct echonet_data d307 = {.type = ECHONET_NUMBER, .size = 2, .max = 65533, .unit = "W", .codes = c127};
static const struct echonet_data d308 = {.type = ECHONET_NUMBER, .size = 2, .max = 3600, .unit = "s", .codes = c0};
static const struct echonet_data d309 = {.type = ECHONET_NUMBER, .size = 4, .is_signed = true, .min = -2147483647,
     .max = 2147483645, .unit = "W", .codes = c7};
static const struct echonet_member m78[] = {
    {NULL, NULL, &d11, 0, 0x00, NULL, FL_PLAIN}
};
static const struct echonet_data d310 = {.type = ECHONET_ARRAY, .min_items = 1, .count = 10, .members = m78,
     .member_count = 1};
static const struct echonet_member m79[] = {
    {"number_of_connected_device_objects", "Number of connected device objects", &d256, 0, 0x00, NULL, FL_PLAIN},
    {"connected_device_object_list", "Connected device object list", &d310, 0, 0x00, NULL, FL_PLAIN}
};
static const struct echonet_data d311 = {.type = ECHONET_OBJECT, .members = m79, .member_count = 2};
static const struct echonet_code c128[] = {
    {0x41, 0x41, "auto", 0, false},
    {0x43, 0x43, "manual_not_heating", 0, false},
    {0x42, 0x42, "manual_heating", 0, false}
};
static const struct echonet_data d312 = {.type = ECHONET_ENUM, .size = 1, .count = 3, .codes = c128};
static const struct echonet_code c129[] = {
    {0x41, 0x41, "mode_off", 0, false},
    {0x42, 0x42, "household_consumption", 0, false},
    {0x43, 0x43, "prioritizing_electricity_sales", 0, false},
    {0x44, 0x44, "economic_efficiency", 0, false}
};
static const struct echonet_data d313 = {.type = ECHONET_ENUM, .size = 1, .count = 4, .codes = c129};
static const struct echonet_code c130[] = {
    {0x41, 0x41, "normal", 0, false},
    {0x42, 0x42, "quick", 0, false},
    {0x43, 0x43, "standby", 0, false}
};
static const struct echonet_data d314 = {.type = ECHONET_ENUM, .size = 1, .count = 3, .codes = c130};
static const struct echonet_code c131[] = {
    {0x41, 0x41, "enable", 0, false},
    {0x42, 0x42, "disable", 0, false},
    {0x43, 0x43, "standby", 0, false}
};
static const struct echonet_data d315 = {.type = ECHONET_ENUM, .size = 1, .count = 3, .codes = c131};
static const struct echonet_code c132[] = {
    {0x41, 0x41, "running", 0, false},
    {0x42, 0x42, "stopped", 0, false}
};
static const struct echonet_data d316 = {.type = ECHONET_ENUM, .size = 1, .count = 2, .codes = c132};
static const struct echonet_code c133[] = {
    {0x41, 0x41, "normal", 0, false},
    {0x42, 0x42, "warning", 0, false}
};
static const struct echonet_data d317 = {.type = ECHONET_ENUM, .size = 1, .count = 2, .codes = c133};
static const struct echonet_data d318 = {.type = ECHONET_NUMBER, .size = 1, .is_signed = true, .min = -127,
     .max = 126, .unit = "°C", .codes = c48};
static const struct echonet_member m80[] = {
    {"maximum_rotation_speed", "Maximum rotation speed", &d97, 0, 0x00, NULL, FL_PLAIN},
    {"rotation_speed", "Rotation speed", &d294, 0, 0x00, NULL, FL_PLAIN}
};
static const struct echonet_data d319 = {.type = ECHONET_OBJECT, .members = m80, .member_count = 2};
static const struct echonet_member m81[] = {
    {"refrigerator_compartment_level", "Refrigerator compartment level", &d294, 0, 0x00, NULL, FL_PLAIN},
    {"freezer_compartment_level", "Freezer compartment level", &d294, 0, 0x00, NULL, FL_PLAIN},
    {"ice_compartment_level", "Ice compartment level", &d294, 0, 0x00, NULL, FL_PLAIN},
    {"vegetable_compartment_level", "Vegetable compartment level", &d294, 0, 0x00, NULL, FL_PLAIN},
    {"multi_mode_compartment_level", "Multi mode compartment level", &d294, 0, 0x00, NULL, FL_PLAIN},
    {"rfu", "Rfu", &d11, 0, 0x00, NULL, FL_PLAIN}
};
static const struct echonet_data d320 = {.type = ECHONET_OBJECT, .members = m81, .member_count = 6};
static const struct echonet_code c134[] = {
    {0xFFFFFF, 0xFFFFFF, "no_setting", 0, false},
    {0x0, 0x0, NULL, 0, false}
};
static const struct echonet_data d321 = {.type = ECHONET_TIME, .size = 3, .codes = c134};
static const struct echonet_member m82[] = {
    {"left_stove", "Left stove", &d321, 0, 0x00, NULL, FL_PLAIN},
    {"right_stove", "Right stove", &d321, 0, 0x00, NULL, FL_PLAIN},
    {"far_side_stove", "Far side stove", &d321, 0, 0x00, NULL, FL_PLAIN},
    {"roaster", "Roaster", &d321, 0, 0x00, NULL, FL_PLAIN}
};
static const struct echonet_data d322 = {.type = ECHONET_OBJECT, .members = m82, .member_count = 4};
static const struct echonet_code c135[] = {
    {0x40, 0x40, "standing_by", 0, false},
    {0x41, 0x41, "operating", 0, false},
    {0x42, 0x42, "temporarily_stopped", 0, false},
    {0x50, 0x50, "heating_prohibited", 0, false},
    {0xFF, 0xFF, "unknown", 0, false}
};
static const struct echonet_data d323 = {.type = ECHONET_ENUM, .size = 1, .count = 5, .codes = c135};
static const struct echonet_member m83[] = {
    {"left_stove", "Left stove", &d323, 0, 0x00, NULL, FL_PLAIN},
    {"right_stove", "Right stove", &d323, 0, 0x00, NULL, FL_PLAIN},
    {"far_side_stove", "Far side stove", &d323, 0, 0x00, NULL, FL_PLAIN},
    {"roaster", "Roaster", &d323, 0, 0x00, NULL, FL_PLAIN}
};
static const struct echonet_data d324 = {.type = ECHONET_OBJECT, .members = m83, .member_count = 4};
static const struct echonet_code c136[] = {
    {0x40, 0x40, "stop_heating", 0, false},
    {0x41, 0x41, "start_or_resume_heating", 0, false},
    {0x42, 0x42, "temporarily_stop_heating", 0, false},
    {0xFF, 0xFF, "no_setting", 0, false}
};
static const struct echonet_data d325 = {.type = ECHONET_ENUM, .size = 1, .count = 4, .codes = c136};
static const struct echonet_member m84[] = {
    {"left_stove", "Left stove", &d325, 0, 0x00, NULL, FL_PLAIN},
    {"right_stove", "Right stove", &d325, 0, 0x00, NULL, FL_PLAIN},
    {"far_side_stove", "Far side stove", &d325, 0, 0x00, NULL, FL_PLAIN},
    {"roaster", "Roaster", &d325, 0, 0x00, NULL, FL_PLAIN}
};
static const struct echonet_data d326 = {.type = ECHONET_OBJECT, .members = m84, .member_count = 4};
static const struct echonet_code c137[] = {
    {0x40, 0x40, "all_stop", 0, false}
};
static const struct echonet_data d327 = {.type = ECHONET_ENUM, .size = 1, .count = 1, .codes = c137};
static const struct echonet_code c138[] = {
    {0x41, 0x41, "heating_power_control", 0, false},
    {0x42, 0x42, "deep_frying", 0, false},
    {0x43, 0x43, "water_heating", 0, false},
    {0x44, 0x44, "rice_boiling", 0, false},
    {0x45, 0x45, "stir_frying", 0, false},
    {0xFF, 0xFF, "no_setting", 0, false}
};
static const struct echonet_data d328 = {.type = ECHONET_ENUM, .size = 1, .count = 6, .codes = c138};
static const struct echonet_member m85[] = {
    {"left_stove", "Left stove", &d328, 0, 0x00, NULL, FL_PLAIN},
    {"right_stove", "Right stove", &d328, 0, 0x00, NULL, FL_PLAIN},
    {"far_side_stove", "Far side stove", &d328, 0, 0x00, NULL, FL_PLAIN}
};
static const struct echonet_data d329 = {.type = ECHONET_OBJECT, .members = m85, .member_count = 3};
static const struct echonet_code c139[] = {
    {0xFE, 0xFE, "underflow", 0, false},
    {0xFF, 0xFF, "no_setting", 0, false},
    {0x0, 0x0, NULL, 0, false}
};
static const struct echonet_data d330 = {.type = ECHONET_NUMBER, .size = 1, .min = 50, .max = 250, .unit = "°C",
     .codes = c139};
static const struct echonet_member m86[] = {
    {"left_stove", "Left stove", &d330, 0, 0x00, "temperature", FL_MEASUREMENT},
    {"right_stove", "Right stove", &d330, 0, 0x00, "temperature", FL_MEASUREMENT},
    {"far_side_stove", "Far side stove", &d330, 0, 0x00, "temperature", FL_MEASUREMENT}
};
static const struct echonet_data d331 = {.type = ECHONET_OBJECT, .members = m86, .member_count = 3};
static const struct echonet_data d332 = {.type = ECHONET_NUMBER, .size = 2, .max = 10000, .unit = "W", .codes = c0};
static const struct echonet_data d333 = {.type = ECHONET_LEVEL, .size = 2, .base = 0x3000, .count = 17};
static const struct echonet_code c140[] = {
    {0x4002, 0x4002, "very_low_flame", 0, false},
    {0x4004, 0x4004, "low_flame", 0, false},
    {0x4006, 0x4006, "medium_flame", 0, false},
    {0x4008, 0x4008, "high_flame", 0, false},
    {0x400A, 0x400A, "high_power", 0, false},
    {0xFFFF, 0xFFFF, "no_setting", 0, false}
};
static const struct echonet_data d334 = {.type = ECHONET_ENUM, .size = 2, .count = 6, .codes = c140};
static const struct echonet_member m87[] = {
    {NULL, NULL, &d332, 0, 0x00, NULL, FL_PLAIN},
    {NULL, NULL, &d333, 0, 0x00, NULL, FL_PLAIN},
    {NULL, NULL, &d334, 0, 0x00, NULL, FL_PLAIN}
};
static const struct echonet_data d335 = {.type = ECHONET_ONE_OF, .members = m87, .member_count = 3};
static const struct echonet_member m88[] = {
    {"left_stove", "Left stove", &d335, 0, 0x00, NULL, FL_PLAIN},
    {"right_stove", "Right stove", &d335, 0, 0x00, NULL, FL_PLAIN},
    {"far_side_stove", "Far side stove", &d335, 0, 0x00, NULL, FL_PLAIN},
    {"roaster", "Roaster", &d335, 0, 0x00, NULL, FL_PLAIN}
};
static const struct echonet_data d336 = {.type = ECHONET_OBJECT, .members = m88, .member_count = 4};
static const struct echonet_code c141[] = {
    {0x41, 0x41, "stop", 0, false},
    {0x42, 0x42, "preheating", 0, false},
    {0x43, 0x43, "cooking", 0, false},
    {0x44, 0x44, "steaming", 0, false},
    {0x45, 0x45, "completion", 0, false}
};
static const struct echonet_data d337 = {.type = ECHONET_ENUM, .size = 1, .count = 5, .codes = c141};
static const struct echonet_code c142[] = {
    {0x41, 0x41, "running", 0, false},
    {0x42, 0x42, "suspension", 0, false}
};
static const struct echonet_data d338 = {.type = ECHONET_ENUM, .size = 1, .count = 2, .codes = c142};
static const struct echonet_code c143[] = {
    {0x41, 0x41, "start", 0, false},
    {0x42, 0x42, "suspend", 0, false},
    {0x43, 0x43, "stop", 0, false}
};
static const struct echonet_data d339 = {.type = ECHONET_ENUM, .size = 1, .count = 3, .codes = c143};
static const struct echonet_code c144[] = {
    {0x41, 0x41, "washing", 0, false},
    {0x42, 0x42, "rinsing", 0, false},
    {0x43, 0x43, "spin_drying", 0, false},
    {0x44, 0x44, "suspended", 0, false},
    {0x45, 0x45, "stopped_or_completed", 0, false}
};
static const struct echonet_data d340 = {.type = ECHONET_ENUM, .size = 1, .count = 5, .codes = c144};
static const struct echonet_data d341 = {.type = ECHONET_TIME, .size = 3};
static const struct echonet_code c145[] = {
    {0x41, 0x41, "run", 0, false},
    {0x42, 0x42, "pause", 0, false},
    {0x43, 0x43, "stop", 0, false}
};
static const struct echonet_data d342 = {.type = ECHONET_ENUM, .size = 1, .count = 3, .codes = c145};
static const struct echonet_code c146[] = {
    {0x21, 0x21, "wash_dry_standard", 0, false},
    {0x22, 0x22, "wash_dry_silent", 0, false},
    {0x23, 0x23, "wash_dry_heavily_soiled", 0, false},
    {0x24, 0x24, "wash_dry_hard_to_remove", 0, false},
    {0x25, 0x25, "wash_dry_presoaking", 0, false},
    {0x26, 0x26, "wash_dry_blankets", 0, false},
    {0x27, 0x27, "wash_dry_soft", 0, false},
    {0x28, 0x28, "wash_dry_drymark", 0, false},
    {0x29, 0x29, "wash_dry_clean_rinsing", 0, false},
    {0x2A, 0x2A, "wash_dry_ironing", 0, false},
    {0x2B, 0x2B, "wash_dry_hang_drying", 0, false},
    {0x2C, 0x2C, "wash_dry_thick", 0, false},
    {0x2D, 0x2D, "wash_dry_disinfection", 0, false},
    {0x2E, 0x2E, "wash_dry_oil_strains", 0, false},
    {0x2F, 0x2F, "wash_dry_memory", 0, false},
    {0x30, 0x30, "wash_dry_detergent_saving", 0, false},
    {0x31, 0x31, "wash_dry_lightly_soiled", 0, false},
    {0x32, 0x32, "wash_dry_small_amount_quick", 0, false},
    {0x61, 0x61, "wash_standard", 0, false},
    {0x62, 0x62, "wash_silent", 0, false},
    {0x63, 0x63, "wash_heavily_soiled", 0, false},
    {0x64, 0x64, "wash_hard_to_remove", 0, false},
    {0x65, 0x65, "wash_presoaking", 0, false},
    {0x66, 0x66, "wash_blankets", 0, false},
    {0x67, 0x67, "wash_soft", 0, false},
    {0x68, 0x68, "wash_drymark", 0, false},
    {0x69, 0x69, "wash_clean_rinsing", 0, false},
    {0x6A, 0x6A, "wash_disinfection", 0, false},
    {0x6B, 0x6B, "wash_oil_strains", 0, false},
    {0x6C, 0x6C, "wash_memory", 0, false},
    {0x6D, 0x6D, "wash_detergent_saving", 0, false},
    {0x6E, 0x6E, "wash_lightly_soiled", 0, false},
    {0x6F, 0x6F, "wash_small_amount_quick", 0, false},
    {0x7F, 0x7F, "wash_tank_cleaning", 0, false},
    {0xA1, 0xA1, "dry_standard", 0, false},
    {0xA2, 0xA2, "dry_blankets", 0, false},
    {0xA3, 0xA3, "dry_soft", 0, false},
    {0xA4, 0xA4, "dry_drymark", 0, false},
    {0xA5, 0xA5, "dry_ironing", 0, false},
    {0xA6, 0xA6, "dry_hang_drying", 0, false},
    {0xA7, 0xA7, "dry_thick", 0, false},
    {0xA8, 0xA8, "dry_disinfection", 0, false},
    {0xA9, 0xA9, "dry_shrinkage_minimization", 0, false},
    {0xAA, 0xAA, "dry_finishing", 0, false},
    {0xAB, 0xAB, "dry_stationary_drying", 0, false},
    {0xAC, 0xAC, "dry_user_defined_time", 0, false},
    {0xAD, 0xAD, "dry_warming", 0, false},
    {0xBF, 0xBF, "dry_tank_drying", 0, false}
};
static const struct echonet_data d343 = {.type = ECHONET_ENUM, .size = 1, .count = 48, .codes = c146};
static const struct echonet_code c147[] = {
    {0x20, 0x20, "wash_dry_no_wash", 0, false},
    {0x21, 0x21, "wash_dry_standard", 0, false},
    {0x22, 0x22, "wash_dry_silent", 0, false},
    {0x23, 0x23, "wash_dry_heavily_soiled", 0, false},
    {0x24, 0x24, "wash_dry_hard_to_remove", 0, false},
    {0x25, 0x25, "wash_dry_presoaking", 0, false},
    {0x26, 0x26, "wash_dry_blankets", 0, false},
    {0x27, 0x27, "wash_dry_soft", 0, false},
    {0x28, 0x28, "wash_dry_drymark", 0, false},
    {0x29, 0x29, "wash_dry_clean_rinsing", 0, false},
    {0x2D, 0x2D, "wash_dry_disinfection", 0, false},
    {0x2E, 0x2E, "wash_dry_oil_strains", 0, false},
    {0x2F, 0x2F, "wash_dry_memory", 0, false},
    {0x30, 0x30, "wash_dry_detergent_saving", 0, false},
    {0x31, 0x31, "wash_dry_lightly_soiled", 0, false},
    {0x32, 0x32, "wash_dry_small_amount_quick", 0, false},
    {0x3F, 0x3F, "wash_dry_tank_cleaning", 0, false}
};
static const struct echonet_data d344 = {.type = ECHONET_ENUM, .size = 1, .count = 17, .codes = c147};
static const struct echonet_code c148[] = {
    {0xA0, 0xA0, "dry_no_drying", 0, false},
    {0xA1, 0xA1, "dry_standard", 0, false},
    {0xA2, 0xA2, "dry_blankets", 0, false},
    {0xA3, 0xA3, "dry_soft", 0, false},
    {0xA4, 0xA4, "dry_drymark", 0, false},
    {0xA5, 0xA5, "dry_ironing", 0, false},
    {0xA6, 0xA6, "dry_hang_drying", 0, false},
    {0xA7, 0xA7, "dry_thick", 0, false},
    {0xA8, 0xA8, "dry_disinfection", 0, false},
    {0xA9, 0xA9, "dry_shrinkage_minimization", 0, false},
    {0xAA, 0xAA, "dry_finishing", 0, false},
    {0xAB, 0xAB, "dry_stationary_drying", 0, false},
    {0xAC, 0xAC, "dry_user_defined_time", 0, false},
    {0xAD, 0xAD, "dry_warming", 0, false},
    {0xAE, 0xAE, "dry_heater_current_limit", 0, false},
    {0xBF, 0xBF, "dry_tank_drying", 0, false}
};
static const struct echonet_data d345 = {.type = ECHONET_ENUM, .size = 1, .count = 16, .codes = c148};
static const struct echonet_data d346 = {.type = ECHONET_RAW, .size = 12, .min_size = 12};
static const struct echonet_data d347 = {.type = ECHONET_LEVEL, .size = 1, .base = 0x31, .count = 16};
static const struct echonet_data d348 = {.type = ECHONET_LEVEL, .size = 1, .base = 0xA0, .count = 8};
static const struct echonet_data d349 = {.type = ECHONET_LEVEL, .size = 1, .base = 0xC0, .count = 8};
static const struct echonet_code c149[] = {
    {0xFF, 0xFF, "auto", 0, false}
};
static const struct echonet_data d350 = {.type = ECHONET_ENUM, .size = 1, .count = 1, .codes = c149};
static const struct echonet_member m89[] = {
    {NULL, NULL, &d347, 0, 0x00, NULL, FL_PLAIN},
    {NULL, NULL, &d348, 0, 0x00, NULL, FL_PLAIN},
    {NULL, NULL, &d349, 0, 0x00, NULL, FL_PLAIN},
    {NULL, NULL, &d350, 0, 0x00, NULL, FL_PLAIN}
};
static const struct echonet_data d351 = {.type = ECHONET_ONE_OF, .members = m89, .member_count = 4};
static const struct echonet_data d352 = {.type = ECHONET_NUMBER, .size = 2, .max = 4095, .unit = "r/min",
     .codes = c0};
static const struct echonet_data d353 = {.type = ECHONET_RAW, .size = 2, .min_size = 2};
static const struct echonet_code c150[] = {
    {0xFFFF, 0xFFFF, "auto", 0, false}
};
static const struct echonet_data d354 = {.type = ECHONET_ENUM, .size = 2, .count = 1, .codes = c150};
static const struct echonet_member m90[] = {
    {NULL, NULL, &d352, 0, 0x00, NULL, FL_PLAIN},
    {NULL, NULL, &d353, 0, 0x00, NULL, FL_PLAIN},
    {NULL, NULL, &d353, 0, 0x00, NULL, FL_PLAIN},
    {NULL, NULL, &d354, 0, 0x00, NULL, FL_PLAIN}
};
static const struct echonet_data d355 = {.type = ECHONET_ONE_OF, .members = m90, .member_count = 4};
static const struct echonet_code c151[] = {
    {0xFFFF, 0xFFFF, "unknown", 0, false},
    {0x0, 0x0, NULL, 0, false}
};
static const struct echonet_data d356 = {.type = ECHONET_TIME, .size = 2, .max_hour = 255, .codes = c151};
static const struct echonet_data d357 = {.type = ECHONET_LEVEL, .size = 2, .base = 0xA000, .count = 60};
static const struct echonet_data d358 = {.type = ECHONET_LEVEL, .size = 2, .base = 0xC000, .count = 60};
static const struct echonet_member m91[] = {
    {NULL, NULL, &d16, 0, 0x00, NULL, FL_PLAIN},
    {NULL, NULL, &d357, 0, 0x00, NULL, FL_PLAIN},
    {NULL, NULL, &d358, 0, 0x00, NULL, FL_PLAIN},
    {NULL, NULL, &d354, 0, 0x00, NULL, FL_PLAIN}
};
static const struct echonet_data d359 = {.type = ECHONET_ONE_OF, .members = m91, .member_count = 4};
static const struct echonet_code c152[] = {
    {0x41, 0x41, "washing", 0, false},
    {0x42, 0x42, "rinsing", 0, false},
    {0x43, 0x43, "spin_drying", 0, false},
    {0x44, 0x44, "suspended", 0, false},
    {0x45, 0x45, "washing_completed", 0, false},
    {0x51, 0x51, "washing_drying_completed", 0, false},
    {0x52, 0x52, "drying", 0, false},
    {0x53, 0x53, "wrinkle_minimizing", 0, false},
    {0x54, 0x54, "drying_wrinkle_minimizing_completed", 0, false},
    {0x61, 0x61, "standby", 0, false},
    {0x71, 0x71, "1st_rinsing", 0, false},
    {0x72, 0x72, "2nd_rinsing", 0, false},
    {0x73, 0x73, "3rd_rinsing", 0, false},
    {0x74, 0x74, "4th_rinsing", 0, false},
    {0x75, 0x75, "5th_rinsing", 0, false},
    {0x76, 0x76, "6th_rinsing", 0, false},
    {0x77, 0x77, "7th_rinsing", 0, false},
    {0x78, 0x78, "8th_rinsing", 0, false},
    {0x81, 0x81, "1st_spin_drying", 0, false},
    {0x82, 0x82, "2nd_spin_drying", 0, false},
    {0x83, 0x83, "3rd_spin_drying", 0, false},
    {0x84, 0x84, "4th_spin_drying", 0, false},
    {0x85, 0x85, "5th_spin_drying", 0, false},
    {0x86, 0x86, "6th_spin_drying", 0, false},
    {0x87, 0x87, "7th_spin_drying", 0, false},
    {0x88, 0x88, "8th_spin_drying", 0, false},
    {0x91, 0x91, "preheat_spin_drying", 0, false}
};
static const struct echonet_data d360 = {.type = ECHONET_ENUM, .size = 1, .count = 27, .codes = c152};
static const struct echonet_data d361 = {.type = ECHONET_NUMBER, .size = 1, .max = 127, .unit = "L", .codes = c2};
static const struct echonet_data d362 = {.type = ECHONET_LEVEL, .size = 1, .base = 0xA0, .count = 32};
static const struct echonet_data d363 = {.type = ECHONET_LEVEL, .size = 1, .base = 0xC0, .count = 32};
static const struct echonet_member m92[] = {
    {NULL, NULL, &d361, 0, 0x00, NULL, FL_PLAIN},
    {NULL, NULL, &d362, 0, 0x00, NULL, FL_PLAIN},
    {NULL, NULL, &d363, 0, 0x00, NULL, FL_PLAIN},
    {NULL, NULL, &d350, 0, 0x00, NULL, FL_PLAIN}
};
static const struct echonet_data d364 = {.type = ECHONET_ONE_OF, .members = m92, .member_count = 4};
static const struct echonet_code c153[] = {
    {0xFE, 0xFE, "underflow", 0, false},
    {0xFF, 0xFF, "auto", 0, false},
    {0x0, 0x0, NULL, 0, false}
};
static const struct echonet_data d365 = {.type = ECHONET_NUMBER, .size = 1, .max = 8, .codes = c153};
static const struct echonet_data d366 = {.type = ECHONET_NUMBER, .size = 1, .max = 59, .unit = "min", .codes = c2};
static const struct echonet_member m93[] = {
    {NULL, NULL, &d366, 0, 0x00, NULL, FL_PLAIN},
    {NULL, NULL, &d362, 0, 0x00, NULL, FL_PLAIN},
    {NULL, NULL, &d363, 0, 0x00, NULL, FL_PLAIN},
    {NULL, NULL, &d350, 0, 0x00, NULL, FL_PLAIN}
};
static const struct echonet_data d367 = {.type = ECHONET_ONE_OF, .members = m93, .member_count = 4};
static const struct echonet_code c154[] = {
    {0xFE, 0xFE, "no_warm_water", 0, false},
    {0xFF, 0xFF, "auto", 0, false},
    {0x0, 0x0, NULL, 0, false}
};
static const struct echonet_data d368 = {.type = ECHONET_NUMBER, .size = 1, .max = 100, .unit = "°C", .codes = c154};
static const struct echonet_code c155[] = {
    {0x40, 0x40, "none", 0, false},
    {0x41, 0x41, "washing", 0, false},
    {0x42, 0x42, "rinsing_without_final", 0, false},
    {0x43, 0x43, "rinsing", 0, false},
    {0x44, 0x44, "washing_rinsing_without_final", 0, false},
    {0x45, 0x45, "washing_rinsing", 0, false}
};
static const struct echonet_data d369 = {.type = ECHONET_ENUM, .size = 1, .count = 6, .codes = c155};
static const struct echonet_data d370 = {.type = ECHONET_TIME, .size = 2, .codes = c151};
static const struct echonet_data d371 = {.type = ECHONET_RAW, .size = 24, .min_size = 24};
static const struct echonet_data d372 = {.type = ECHONET_RAW, .size = 40, .min_size = 1};
static const struct echonet_data d373 = {.type = ECHONET_NUMBER, .size = 2, .max = 65533, .codes = c0};
static const struct echonet_data d374 = {.type = ECHONET_RAW, .size = 64, .min_size = 1};
static const struct echonet_code c156[] = {
    {0x41, 0x41, "connected", 0, false},
    {0x42, 0x42, "disconnected", 0, false},
    {0x43, 0x43, "not_registered", 0, false},
    {0x44, 0x44, "deleted", 0, false}
};
static const struct echonet_data d375 = {.type = ECHONET_ENUM, .size = 1, .count = 4, .codes = c156};
static const struct echonet_data d376 = {.type = ECHONET_RAW, .size = 12, .min_size = 1};
static const struct echonet_code c157[] = {
    {0x30, 0x30, "ready", 0, false},
    {0x31, 0x31, "busy", 0, false}
};
static const struct echonet_data d377 = {.type = ECHONET_ENUM, .size = 1, .count = 2, .codes = c157};
static const struct echonet_code c158[] = {
    {0x0, 0x0, "not_implemented", 0, false},
    {0x1, 0x1, "implemented", 0, false}
};
static const struct echonet_data d378 = {.type = ECHONET_ENUM, .count = 2, .codes = c158};
static const struct echonet_member m94[] = {
    {"ansi_x34_equipped", "Ansi x 34 equipped", &d378, 0, 0x01, NULL, FL_PLAIN},
    {"shift_jis_equipped", "Shift jis equipped", &d378, 0, 0x02, NULL, FL_PLAIN},
    {"jis_equipped", "Jis equipped", &d378, 0, 0x04, NULL, FL_PLAIN},
    {"japanese_euc_equipped", "Japanese euc equipped", &d378, 0, 0x08, NULL, FL_PLAIN},
    {"ucs4_equipped", "Ucs 4 equipped", &d378, 0, 0x10, NULL, FL_PLAIN},
    {"ucs2_equipped", "Ucs 2 equipped", &d378, 0, 0x20, NULL, FL_PLAIN},
    {"latin1_equipped", "Latin 1 equipped", &d378, 0, 0x40, NULL, FL_PLAIN},
    {"utf8_equipped", "Utf 8 equipped", &d378, 0, 0x80, NULL, FL_PLAIN}
};
static const struct echonet_data d379 = {.type = ECHONET_BITMAP, .size = 2, .members = m94, .member_count = 8};
static const struct echonet_data d380 = {.type = ECHONET_NUMBER, .size = 1, .max = 244, .codes = c2};
static const struct echonet_code c159[] = {
    {0x1, 0x1, "ansi_x3_4", 0, false},
    {0x2, 0x2, "shift_jis", 0, false},
    {0x3, 0x3, "jis", 0, false},
    {0x4, 0x4, "japanese_euc", 0, false},
    {0x5, 0x5, "ucs_4", 0, false},
    {0x6, 0x6, "ucs_2", 0, false},
    {0x7, 0x7, "latin_1", 0, false},
    {0x8, 0x8, "utf_8", 0, false}
};
static const struct echonet_data d381 = {.type = ECHONET_ENUM, .size = 1, .count = 8, .codes = c159};
static const struct echonet_code c160[] = {
    {0x0, 0x0, "reserved", 0, false}
};
static const struct echonet_data d382 = {.type = ECHONET_ENUM, .size = 1, .count = 1, .codes = c160};
static const struct echonet_data d383 = {.type = ECHONET_RAW, .size = 244, .min_size = 1};
static const struct echonet_member m95[] = {
    {"length", "Length", &d380, 0, 0x00, NULL, FL_PLAIN},
    {"character_code", "Character code", &d381, 0, 0x00, NULL, FL_PLAIN},
    {"rfu", "Rfu", &d382, 0, 0x00, NULL, FL_PLAIN},
    {"character_string", "Character string", &d383, 0, 0x00, NULL, FL_PLAIN}
};
static const struct echonet_data d384 = {.type = ECHONET_OBJECT, .members = m95, .member_count = 4};
static const struct echonet_member m96[] = {
    {"length", "Length", &d380, 0, 0x00, NULL, FL_PLAIN},
    {"rfu", "Rfu", &d382, 0, 0x00, NULL, FL_PLAIN}
};
static const struct echonet_data d385 = {.type = ECHONET_OBJECT, .members = m96, .member_count = 2};
static const struct echonet_data d386 = {.type = ECHONET_NUMBER, .size = 2, .max = 1004, .codes = c0};
static const struct echonet_data d387 = {.type = ECHONET_NUMBER, .size = 2, .min = 1, .max = 253, .codes = c0};
static const struct echonet_data d388 = {.type = ECHONET_NUMBER, .size = 1, .max = 84, .codes = c2};
static const struct echonet_data d389 = {.type = ECHONET_ARRAY, .count = 84, .members = m78, .member_count = 1};
static const struct echonet_member m97[] = {
    {"number_of_instances", "Number of instances", &d388, 0, 0x00, NULL, FL_PLAIN},
    {"instance_list", "Instance list", &d389, 0, 0x00, NULL, FL_PLAIN}
};
static const struct echonet_data d390 = {.type = ECHONET_OBJECT, .members = m97, .member_count = 2};
static const struct echonet_member m98[] = {
    {NULL, NULL, &d353, 0, 0x00, NULL, FL_PLAIN}
};
static const struct echonet_data d391 = {.type = ECHONET_ARRAY, .count = 8, .members = m98, .member_count = 1};
static const struct echonet_member m99[] = {
    {"number_of_classes", "Number of classes", &d247, 0, 0x00, NULL, FL_PLAIN},
    {"class_list", "Class list", &d391, 0, 0x00, NULL, FL_PLAIN}
};
static const struct echonet_data d392 = {.type = ECHONET_OBJECT, .members = m99, .member_count = 2};
static const struct echonet_property p_0000[] = {
    {.epc = 0x80, .since = 'A', .get = ECHONET_REQUIRED, .set = ECHONET_OPTIONAL, .inf = ECHONET_REQUIRED,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "operation_status", .name = "Power", .data = &d0},
    {.epc = 0x81, .since = 'C', .get = ECHONET_REQUIRED, .set = ECHONET_REQUIRED, .inf = ECHONET_REQUIRED,
     .kind = ECHONET_IDENTITY, .use = ECHONET_SCALAR, .diagnostic = true, .hidden = true,
     .key = "installation_location", .name = "Installation location", .data = &d1},
    {.epc = 0x81, .since = 'A', .until = 'B', .get = ECHONET_REQUIRED, .set = ECHONET_REQUIRED,
     .inf = ECHONET_REQUIRED, .kind = ECHONET_IDENTITY, .use = ECHONET_SCALAR, .diagnostic = true, .hidden = true,
     .key = "installation_location", .name = "Installation location", .data = &d2},
    {.epc = 0x82, .since = 'A', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .diagnostic = true, .hidden = true, .key = "release_version", .name = "Release version", .data = &d3},
    {.epc = 0x83, .since = 'B', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .diagnostic = true, .hidden = true, .key = "identification_number", .name = "Identification number",
     .data = &d4},
    {.epc = 0x83, .since = 'A', .until = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL,
     .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY, .diagnostic = true, .hidden = true,
     .key = "identification_number", .name = "Identification number", .data = &d4},
    {.epc = 0x84, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_MEASUREMENT,
     .use = ECHONET_SCALAR, .key = "power_consumption", .name = "Power consumption", .device_class = "power",
     .state_class = FL_MEASUREMENT, .data = &d5},
    {.epc = 0x85, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SCALAR, .key = "energy_consumption", .name = "Energy consumption", .device_class = "energy",
     .state_class = FL_TOTAL_INCREASING, .data = &d6},
    {.epc = 0x86, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SCALAR, .diagnostic = true, .hidden = true, .key = "manufacturer_fault_code",
     .name = "Manufacturer fault code", .data = &d7},
    {.epc = 0x87, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .diagnostic = true, .hidden = true, .key = "current_limit",
     .name = "Current limit", .data = &d8},
    {.epc = 0x88, .since = 'A', .get = ECHONET_REQUIRED, .inf = ECHONET_REQUIRED, .kind = ECHONET_STATE,
     .use = ECHONET_SCALAR, .diagnostic = true, .key = "fault_status", .name = "Fault", .device_class = "problem",
     .data = &d9},
    {.epc = 0x89, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SCALAR, .diagnostic = true, .hidden = true, .key = "fault_code", .name = "Fault code",
     .data = &d10},
    {.epc = 0x8A, .since = 'R', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .diagnostic = true, .hidden = true, .key = "manufacturer_code", .name = "Manufacturer code", .data = &d11},
    {.epc = 0x8A, .since = 'A', .until = 'Q', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_IDENTITY, .diagnostic = true, .hidden = true, .key = "manufacturer_code",
     .name = "Manufacturer code", .data = &d11},
    {.epc = 0x8B, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .diagnostic = true, .hidden = true, .key = "business_facility_code", .name = "Business facility code",
     .data = &d11},
    {.epc = 0x8C, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .diagnostic = true, .hidden = true, .key = "product_code", .name = "Product code", .data = &d12},
    {.epc = 0x8D, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .diagnostic = true, .hidden = true, .key = "serial_number", .name = "Serial number", .data = &d12},
    {.epc = 0x8E, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .diagnostic = true, .hidden = true, .key = "production_date", .name = "Production date", .data = &d13},
    {.epc = 0x8F, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .diagnostic = true, .key = "power_saving", .name = "Power saving",
     .data = &d9},
    {.epc = 0x93, .since = 'H', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .diagnostic = true, .hidden = true,
     .key = "remote_control_route", .name = "Remote control route", .data = &d14},
    {.epc = 0x93, .since = 'C', .until = 'G', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL,
     .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .diagnostic = true, .hidden = true,
     .key = "remote_control_route", .name = "Remote control route", .data = &d9},
    {.epc = 0x93, .since = 'B', .until = 'B', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL,
     .inf = ECHONET_REQUIRED, .kind = ECHONET_KINDS, .diagnostic = true, .hidden = true,
     .key = "remote_control_route", .name = "Remote control route", .data = &d15},
    {.epc = 0x93, .since = 'A', .until = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL,
     .inf = ECHONET_OPTIONAL, .kind = ECHONET_KINDS, .diagnostic = true, .hidden = true,
     .key = "remote_control_route", .name = "Remote control route", .data = &d15},
    {.epc = 0x97, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_KINDS, .diagnostic = true, .hidden = true, .key = "current_time", .name = "Current time",
     .data = &d16},
    {.epc = 0x98, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_KINDS, .diagnostic = true, .hidden = true, .key = "current_date", .name = "Current date",
     .data = &d13},
    {.epc = 0x99, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .diagnostic = true, .hidden = true, .key = "power_limit",
     .name = "Power limit", .device_class = "power", .data = &d5},
    {.epc = 0x9A, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SCALAR, .diagnostic = true, .hidden = true, .key = "cumulative_operating_time",
     .name = "Cumulative operating time", .device_class = "duration", .data = &d17},
    {.epc = 0x9D, .since = 'A', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .diagnostic = true, .hidden = true, .key = "announcement_property_map", .name = "Announcement property map",
     .data = &d18},
    {.epc = 0x9E, .since = 'A', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .diagnostic = true, .hidden = true, .key = "set_property_map", .name = "Set property map", .data = &d18},
    {.epc = 0x9F, .since = 'A', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .diagnostic = true, .hidden = true, .key = "get_property_map", .name = "Get property map", .data = &d18},
};
static const struct echonet_property p_0002[] = {
    {.epc = 0xB0, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .hidden = true, .key = "threshold_level",
     .name = "Threshold level", .data = &d19},
    {.epc = 0xB1, .since = 'A', .get = ECHONET_REQUIRED, .inf = ECHONET_REQUIRED, .kind = ECHONET_STATE,
     .use = ECHONET_SCALAR, .key = "detection", .name = "Detection", .device_class = "safety", .data = &d9},
    {.epc = 0xBF, .since = 'A', .set = ECHONET_OPTIONAL, .kind = ECHONET_KINDS, .use = ECHONET_BUTTON,
     .diagnostic = true, .hidden = true, .key = "reset", .name = "Reset", .data = &d20},
};
static const struct echonet_property p_0003[] = {
    {.epc = 0xB1, .since = 'A', .get = ECHONET_REQUIRED, .inf = ECHONET_REQUIRED, .kind = ECHONET_STATE,
     .use = ECHONET_SCALAR, .key = "occurrence_of_emergency", .name = "Occurrence of emergency",
     .device_class = "safety", .data = &d9},
    {.epc = 0xBF, .since = 'A', .set = ECHONET_OPTIONAL, .kind = ECHONET_KINDS, .use = ECHONET_BUTTON,
     .diagnostic = true, .hidden = true, .key = "reset", .name = "Reset", .data = &d20},
};
static const struct echonet_property p_0007[] = {
    {.epc = 0xB0, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .hidden = true, .key = "threshold_level",
     .name = "Threshold level", .data = &d19},
    {.epc = 0xB1, .since = 'A', .get = ECHONET_REQUIRED, .inf = ECHONET_REQUIRED, .kind = ECHONET_STATE,
     .use = ECHONET_SCALAR, .key = "detection", .name = "Detection", .device_class = "motion", .data = &d9},
};
static const struct echonet_property p_0011[] = {
    {.epc = 0xE0, .since = 'A', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_MEASUREMENT,
     .use = ECHONET_SCALAR, .key = "temperature", .name = "Temperature", .device_class = "temperature",
     .state_class = FL_MEASUREMENT, .data = &d21},
};
static const struct echonet_property p_0012[] = {
    {.epc = 0xE0, .since = 'A', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_MEASUREMENT,
     .use = ECHONET_SCALAR, .key = "humidity", .name = "Humidity", .device_class = "humidity",
     .state_class = FL_MEASUREMENT, .data = &d8},
};
static const struct echonet_property p_0016[] = {
    {.epc = 0xB0, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .hidden = true, .key = "threshold_level",
     .name = "Threshold level", .data = &d19},
    {.epc = 0xB1, .since = 'A', .get = ECHONET_REQUIRED, .inf = ECHONET_REQUIRED, .kind = ECHONET_STATE,
     .use = ECHONET_SCALAR, .key = "detection", .name = "Detection", .data = &d9},
};
static const struct echonet_property p_001B[] = {
    {.epc = 0xE0, .since = 'A', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_MEASUREMENT,
     .use = ECHONET_SCALAR, .key = "value", .name = "Value", .device_class = "carbon_dioxide",
     .state_class = FL_MEASUREMENT, .data = &d22},
};
static const struct echonet_property p_001D[] = {
    {.epc = 0xB0, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .hidden = true, .key = "threshold_level",
     .name = "Threshold level", .data = &d19},
    {.epc = 0xB1, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_REQUIRED, .kind = ECHONET_STATE,
     .use = ECHONET_SCALAR, .key = "detection", .name = "Detection", .data = &d9},
    {.epc = 0xE0, .since = 'A', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_MEASUREMENT,
     .use = ECHONET_SCALAR, .key = "value", .name = "Value", .device_class = "volatile_organic_compounds_parts",
     .state_class = FL_MEASUREMENT, .data = &d22},
};
static const struct echonet_property p_0022[] = {
    {.epc = 0xE0, .since = 'A', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SCALAR, .key = "cumulative_electric_energy", .name = "Cumulative electric energy",
     .device_class = "energy", .state_class = FL_TOTAL_INCREASING, .data = &d6},
    {.epc = 0xE1, .since = 'B', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_MEASUREMENT,
     .use = ECHONET_SCALAR, .key = "medium_capacity_sensor_value", .name = "Medium capacity sensor value",
     .device_class = "power", .state_class = FL_MEASUREMENT, .data = &d23},
    {.epc = 0xE2, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_MEASUREMENT,
     .use = ECHONET_SCALAR, .key = "small_capacity_sensor_value", .name = "Small capacity sensor value",
     .device_class = "power", .state_class = FL_MEASUREMENT, .data = &d24},
    {.epc = 0xE3, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_MEASUREMENT,
     .use = ECHONET_SCALAR, .key = "large_capacity_sensor_value", .name = "Large capacity sensor value",
     .device_class = "power", .state_class = FL_MEASUREMENT, .data = &d25},
    {.epc = 0xE4, .since = 'L', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_KINDS,
     .hidden = true, .is_long = true, .key = "log", .name = "Log", .data = &d27},
    {.epc = 0xE4, .since = 'A', .until = 'K', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_KINDS, .hidden = true, .is_long = true, .key = "log", .name = "Log", .data = &d28},
    {.epc = 0xE5, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_MEASUREMENT,
     .use = ECHONET_SCALAR, .key = "effective_voltage_value", .name = "Effective voltage value",
     .device_class = "voltage", .state_class = FL_MEASUREMENT, .data = &d29},
};
static const struct echonet_property p_0023[] = {
    {.epc = 0xE0, .since = 'A', .get = ECHONET_CONDITIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_MEASUREMENT,
     .use = ECHONET_SCALAR, .key = "unsigned_value", .name = "Unsigned value", .device_class = "current",
     .state_class = FL_MEASUREMENT, .data = &d30},
    {.epc = 0xE1, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .use = ECHONET_SCALAR, .hidden = true, .key = "rated_voltage", .name = "Rated voltage",
     .device_class = "voltage", .state_class = FL_MEASUREMENT, .data = &d29},
    {.epc = 0xE2, .since = 'A', .get = ECHONET_CONDITIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_MEASUREMENT,
     .use = ECHONET_SCALAR, .key = "signed_value", .name = "Signed value", .device_class = "current",
     .state_class = FL_MEASUREMENT, .data = &d31},
};
static const struct echonet_property p_00D0[] = {
    {.epc = 0xE0, .since = 'A', .get = ECHONET_CONDITIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_MEASUREMENT,
     .use = ECHONET_SCALAR, .key = "value_in_lux", .name = "Value in lux", .device_class = "illuminance",
     .state_class = FL_MEASUREMENT, .data = &d32},
    {.epc = 0xE1, .since = 'A', .get = ECHONET_CONDITIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SCALAR, .hidden = true, .key = "value_in_klux", .name = "Value in klux", .data = &d33},
};
static const struct echonet_property p_0130[] = {
    {.epc = 0x80, .since = 'A', .get = ECHONET_REQUIRED, .set = ECHONET_REQUIRED, .inf = ECHONET_REQUIRED,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "operation_status", .name = "Power", .data = &d0},
    {.epc = 0x8F, .since = 'D', .get = ECHONET_REQUIRED, .set = ECHONET_REQUIRED, .inf = ECHONET_REQUIRED,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .diagnostic = true, .key = "power_saving", .name = "Power saving",
     .data = &d9},
    {.epc = 0x90, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .diagnostic = true, .hidden = true,
     .key = "on_timer_reservation", .name = "On timer reservation", .data = &d34},
    {.epc = 0x91, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .hidden = true, .key = "time_of_on_timer",
     .name = "Time of on timer", .data = &d16},
    {.epc = 0x92, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .hidden = true, .key = "relative_time_of_on_timer",
     .name = "Relative time of on timer", .data = &d35},
    {.epc = 0x94, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .diagnostic = true, .hidden = true,
     .key = "off_timer_reservation", .name = "Off timer reservation", .data = &d36},
    {.epc = 0x95, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .hidden = true, .key = "time_of_off_timer",
     .name = "Time of off timer", .data = &d16},
    {.epc = 0x96, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .hidden = true, .key = "relative_time_of_off_timer",
     .name = "Relative time of off timer", .data = &d35},
    {.epc = 0xA0, .since = 'D', .get = ECHONET_REQUIRED, .set = ECHONET_REQUIRED, .inf = ECHONET_REQUIRED,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "air_flow_level", .name = "Air flow level", .data = &d37},
    {.epc = 0xA0, .since = 'A', .until = 'C', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL,
     .inf = ECHONET_OPTIONAL, .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "air_flow_level",
     .name = "Air flow level", .data = &d37},
    {.epc = 0xA1, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .diagnostic = true, .key = "automatic_control_air_flow_direction",
     .name = "Automatic control air flow direction", .data = &d38},
    {.epc = 0xA3, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "automatic_swing_air_flow",
     .name = "Automatic swing air flow", .data = &d39},
    {.epc = 0xA4, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .diagnostic = true, .key = "air_flow_direction_vertical",
     .name = "Air flow direction vertical", .data = &d40},
    {.epc = 0xA5, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .diagnostic = true, .key = "air_flow_direction_horizontal",
     .name = "Air flow direction horizontal", .data = &d41},
    {.epc = 0xAA, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_STATE,
     .use = ECHONET_SCALAR, .key = "special_state", .name = "Special state", .data = &d42},
    {.epc = 0xAB, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_STATE,
     .use = ECHONET_SCALAR, .key = "non_priority_state", .name = "Non priority state", .data = &d43},
    {.epc = 0xB0, .since = 'A', .get = ECHONET_REQUIRED, .set = ECHONET_REQUIRED, .inf = ECHONET_REQUIRED,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "operation_mode", .name = "Operation mode", .data = &d44},
    {.epc = 0xB1, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "automatic_temperature_control",
     .name = "Automatic temperature control", .data = &d9},
    {.epc = 0xB2, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .diagnostic = true, .key = "highspeed_operation",
     .name = "Highspeed operation", .data = &d45},
    {.epc = 0xB3, .since = 'A', .get = ECHONET_REQUIRED, .set = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "target_temperature", .name = "Target temperature",
     .device_class = "temperature", .data = &d46},
    {.epc = 0xB4, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .diagnostic = true, .key = "relative_humidity_dehumidifying",
     .name = "Relative humidity dehumidifying", .device_class = "humidity", .data = &d8},
    {.epc = 0xB5, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .diagnostic = true, .key = "target_temperature_cooling",
     .name = "Target temperature cooling", .device_class = "temperature", .data = &d46},
    {.epc = 0xB6, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .diagnostic = true, .key = "target_temperature_heating",
     .name = "Target temperature heating", .device_class = "temperature", .data = &d46},
    {.epc = 0xB7, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .diagnostic = true, .key = "target_temperature_dehumidifying",
     .name = "Target temperature dehumidifying", .device_class = "temperature", .data = &d46},
    {.epc = 0xB8, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .use = ECHONET_SPLIT, .hidden = true, .key = "rated_power_consumption", .name = "Rated power consumption",
     .data = &d48},
    {.epc = 0xB9, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_MEASUREMENT,
     .use = ECHONET_SCALAR, .key = "current_consumption", .name = "Current consumption", .device_class = "current",
     .state_class = FL_MEASUREMENT, .data = &d49},
    {.epc = 0xBA, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_MEASUREMENT,
     .use = ECHONET_SCALAR, .key = "room_humidity", .name = "Room humidity", .device_class = "humidity",
     .state_class = FL_MEASUREMENT, .data = &d50},
    {.epc = 0xBB, .since = 'D', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_MEASUREMENT,
     .use = ECHONET_SCALAR, .key = "room_temperature", .name = "Room temperature", .device_class = "temperature",
     .state_class = FL_MEASUREMENT, .data = &d51},
    {.epc = 0xBB, .since = 'A', .until = 'C', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_MEASUREMENT, .use = ECHONET_SCALAR, .key = "room_temperature", .name = "Room temperature",
     .device_class = "temperature", .state_class = FL_MEASUREMENT, .data = &d51},
    {.epc = 0xBC, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_MEASUREMENT,
     .use = ECHONET_SCALAR, .key = "temperature_user_remote_control", .name = "Temperature user remote control",
     .device_class = "temperature", .state_class = FL_MEASUREMENT, .data = &d52},
    {.epc = 0xBD, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_MEASUREMENT,
     .use = ECHONET_SCALAR, .key = "air_flow_temperature", .name = "Air flow temperature",
     .device_class = "temperature", .state_class = FL_MEASUREMENT, .data = &d51},
    {.epc = 0xBE, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_MEASUREMENT,
     .use = ECHONET_SCALAR, .key = "outdoor_temperature", .name = "Outdoor temperature",
     .device_class = "temperature", .state_class = FL_MEASUREMENT, .data = &d51},
    {.epc = 0xBF, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .diagnostic = true, .key = "relative_temperature",
     .name = "Relative temperature", .device_class = "temperature", .data = &d53},
    {.epc = 0xC0, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .diagnostic = true, .key = "ventilation_function",
     .name = "Ventilation function", .data = &d54},
    {.epc = 0xC1, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .diagnostic = true, .key = "humidifier_function",
     .name = "Humidifier function", .data = &d9},
    {.epc = 0xC2, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .hidden = true, .key = "ventilation_air_flow_level",
     .name = "Ventilation air flow level", .data = &d37},
    {.epc = 0xC4, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .hidden = true, .key = "humidification_level",
     .name = "Humidification level", .data = &d37},
    {.epc = 0xC6, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .use = ECHONET_SPLIT, .hidden = true, .key = "air_cleaning_method", .name = "Air cleaning method", .data = &d56},
    {.epc = 0xC7, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SPLIT, .hidden = true, .key = "air_purifier_function",
     .name = "Air purifier function", .data = &d58},
    {.epc = 0xC8, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .use = ECHONET_SPLIT, .hidden = true, .key = "air_refresh_method", .name = "Air refresh method", .data = &d59},
    {.epc = 0xC9, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SPLIT, .hidden = true, .key = "air_refresher_function",
     .name = "Air refresher function", .data = &d60},
    {.epc = 0xCA, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .use = ECHONET_SPLIT, .hidden = true, .key = "self_cleaning_method", .name = "Self cleaning method",
     .data = &d61},
    {.epc = 0xCB, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SPLIT, .hidden = true, .key = "self_cleaning_function",
     .name = "Self cleaning function", .data = &d62},
    {.epc = 0xCC, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .diagnostic = true, .key = "special_function",
     .name = "Special function", .data = &d63},
    {.epc = 0xCD, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SPLIT, .hidden = true, .key = "components_operation_status",
     .name = "Components operation status", .data = &d64},
    {.epc = 0xCE, .since = 'D', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .diagnostic = true, .key = "thermostat_override",
     .name = "Thermostat override", .data = &d65},
    {.epc = 0xCE, .since = 'A', .until = 'C', .set = ECHONET_OPTIONAL, .kind = ECHONET_STATE, .use = ECHONET_SCALAR,
     .diagnostic = true, .key = "thermostat_override", .name = "Thermostat override", .data = &d65},
    {.epc = 0xCF, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .diagnostic = true, .key = "air_purification",
     .name = "Air purification", .data = &d9},
    {.epc = 0xD0, .since = 'H', .set = ECHONET_OPTIONAL, .kind = ECHONET_KINDS, .use = ECHONET_BUTTON,
     .diagnostic = true, .hidden = true, .key = "beep_buzzer", .name = "Beep buzzer", .data = &d66},
};
static const struct echonet_property p_0133[] = {
    {.epc = 0x80, .since = 'A', .get = ECHONET_REQUIRED, .set = ECHONET_REQUIRED, .inf = ECHONET_REQUIRED,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "operation_status", .name = "Power", .data = &d0},
    {.epc = 0xA0, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "air_flow_level", .name = "Air flow level", .data = &d37},
    {.epc = 0xBF, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "automatic_ventilation_operation",
     .name = "Automatic ventilation operation", .data = &d9},
};
static const struct echonet_property p_0134[] = {
    {.epc = 0x80, .since = 'A', .get = ECHONET_REQUIRED, .set = ECHONET_REQUIRED, .inf = ECHONET_REQUIRED,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "operation_status", .name = "Power", .data = &d0},
    {.epc = 0xA0, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "air_flow_level", .name = "Air flow level", .data = &d37},
    {.epc = 0xB0, .since = 'M', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "ventilation_mode_auto", .name = "Ventilation mode auto",
     .data = &d9},
    {.epc = 0xB1, .since = 'M', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .diagnostic = true, .key = "ventilation_method",
     .name = "Ventilation method", .data = &d67},
    {.epc = 0xB2, .since = 'M', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_REQUIRED,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .diagnostic = true, .key = "ventilation_mode",
     .name = "Ventilation mode", .data = &d68},
    {.epc = 0xB3, .since = 'M', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .hidden = true, .key = "highlow_level", .name = "Highlow level",
     .data = &d19},
    {.epc = 0xB4, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .diagnostic = true, .key = "target_humidity",
     .name = "Target humidity", .device_class = "humidity", .data = &d8},
    {.epc = 0xB9, .since = 'M', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_MEASUREMENT,
     .use = ECHONET_SCALAR, .key = "current_consumption", .name = "Current consumption", .device_class = "current",
     .state_class = FL_MEASUREMENT, .data = &d49},
    {.epc = 0xBA, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_MEASUREMENT,
     .use = ECHONET_SCALAR, .key = "humidity", .name = "Humidity", .device_class = "humidity",
     .state_class = FL_MEASUREMENT, .data = &d50},
    {.epc = 0xBE, .since = 'M', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_MEASUREMENT,
     .use = ECHONET_SCALAR, .key = "outdoor_temperature", .name = "Outdoor temperature",
     .device_class = "temperature", .state_class = FL_MEASUREMENT, .data = &d51},
    {.epc = 0xBF, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "ventilation_auto", .name = "Ventilation auto",
     .data = &d9},
    {.epc = 0xC0, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_MEASUREMENT,
     .use = ECHONET_SCALAR, .key = "co2_concentration", .name = "CO2 concentration",
     .device_class = "carbon_dioxide", .state_class = FL_MEASUREMENT, .data = &d22},
    {.epc = 0xC1, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_STATE,
     .use = ECHONET_SCALAR, .key = "smoke_detection", .name = "Smoke detection", .data = &d9},
    {.epc = 0xC2, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_STATE,
     .use = ECHONET_SCALAR, .key = "pollution_detection", .name = "Pollution detection", .data = &d9},
    {.epc = 0xCA, .since = 'M', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_MEASUREMENT,
     .use = ECHONET_SCALAR, .key = "outdoor_humidity", .name = "Outdoor humidity", .device_class = "humidity",
     .state_class = FL_MEASUREMENT, .data = &d50},
    {.epc = 0xD0, .since = 'M', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_KINDS,
     .hidden = true, .key = "return_air_temperature", .name = "Return air temperature", .data = &d69},
    {.epc = 0xD1, .since = 'M', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_KINDS,
     .hidden = true, .key = "return_air_humidity", .name = "Return air humidity", .data = &d70},
    {.epc = 0xD2, .since = 'M', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_MEASUREMENT,
     .use = ECHONET_SCALAR, .key = "charging_air_temperature", .name = "Charging air temperature",
     .device_class = "temperature", .state_class = FL_MEASUREMENT, .data = &d51},
    {.epc = 0xD3, .since = 'M', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_MEASUREMENT,
     .use = ECHONET_SCALAR, .key = "charging_air_humidity", .name = "Charging air humidity",
     .device_class = "humidity", .state_class = FL_MEASUREMENT, .data = &d50},
    {.epc = 0xD4, .since = 'M', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_MEASUREMENT,
     .use = ECHONET_SCALAR, .key = "discharging_air_temperature", .name = "Discharging air temperature",
     .device_class = "temperature", .state_class = FL_MEASUREMENT, .data = &d51},
    {.epc = 0xD5, .since = 'M', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_MEASUREMENT,
     .use = ECHONET_SCALAR, .key = "discharging_air_humidity", .name = "Discharging air humidity",
     .device_class = "humidity", .state_class = FL_MEASUREMENT, .data = &d50},
    {.epc = 0xE0, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "heat_exchanger_operation_status",
     .name = "Heat exchanger operation status", .data = &d9},
};
static const struct echonet_property p_0135[] = {
    {.epc = 0x80, .since = 'A', .get = ECHONET_REQUIRED, .set = ECHONET_REQUIRED, .inf = ECHONET_REQUIRED,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "operation_status", .name = "Power", .data = &d0},
    {.epc = 0xA0, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "air_flow_level", .name = "Air flow level", .data = &d37},
    {.epc = 0xC0, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_STATE,
     .use = ECHONET_SCALAR, .key = "air_pollution_detection", .name = "Air pollution detection", .data = &d9},
    {.epc = 0xC1, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_STATE,
     .use = ECHONET_SCALAR, .key = "smoke_detection", .name = "Smoke detection", .data = &d9},
    {.epc = 0xC2, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "optical_catalyst_operation_status",
     .name = "Optical catalyst operation status", .data = &d9},
    {.epc = 0xE1, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_STATE,
     .use = ECHONET_SCALAR, .key = "filter_change_notice", .name = "Filter change notice", .device_class = "problem",
     .data = &d9},
};
static const struct echonet_property p_0260[] = {
    {.epc = 0x89, .since = 'D', .get = ECHONET_OPTIONAL, .inf = ECHONET_REQUIRED, .kind = ECHONET_COUNTER,
     .use = ECHONET_SCALAR, .diagnostic = true, .hidden = true, .key = "fault_code", .name = "Fault code",
     .data = &d71},
    {.epc = 0x90, .since = 'D', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_REQUIRED,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .hidden = true, .key = "timer_operation_mode",
     .name = "Timer operation mode", .data = &d9},
    {.epc = 0xC2, .since = 'D', .get = ECHONET_OPTIONAL, .inf = ECHONET_REQUIRED, .kind = ECHONET_STATE,
     .use = ECHONET_SCALAR, .key = "wind_detection", .name = "Wind detection", .data = &d9},
    {.epc = 0xC3, .since = 'D', .get = ECHONET_OPTIONAL, .inf = ECHONET_REQUIRED, .kind = ECHONET_STATE,
     .use = ECHONET_SCALAR, .key = "sunlight_detection", .name = "Sunlight detection", .data = &d9},
    {.epc = 0xD0, .since = 'D', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .diagnostic = true, .hidden = true, .key = "opening_speed",
     .name = "Opening speed", .data = &d72},
    {.epc = 0xD1, .since = 'D', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .diagnostic = true, .hidden = true, .key = "closing_speed",
     .name = "Closing speed", .data = &d72},
    {.epc = 0xD2, .since = 'D', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .diagnostic = true, .hidden = true, .key = "operation_time",
     .name = "Operation time", .data = &d73},
    {.epc = 0xD4, .since = 'D', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_REQUIRED,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "automatic_operation", .name = "Automatic operation",
     .data = &d9},
    {.epc = 0xE0, .since = 'D', .get = ECHONET_REQUIRED, .set = ECHONET_REQUIRED, .inf = ECHONET_REQUIRED,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "open_close_operation", .name = "Open close operation",
     .data = &d74},
    {.epc = 0xE1, .since = 'D', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "degree_of_opening", .name = "Degree of opening",
     .data = &d8},
    {.epc = 0xE2, .since = 'D', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .diagnostic = true, .key = "shade_angle", .name = "Shade angle",
     .data = &d75},
    {.epc = 0xE3, .since = 'D', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .diagnostic = true, .hidden = true, .key = "open_close_speed",
     .name = "Open close speed", .data = &d72},
    {.epc = 0xE5, .since = 'D', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "electric_lock", .name = "Electric lock", .data = &d9},
    {.epc = 0xE8, .since = 'D', .get = ECHONET_OPTIONAL, .inf = ECHONET_REQUIRED, .kind = ECHONET_COUNTER,
     .use = ECHONET_SCALAR, .hidden = true, .key = "remote_operation", .name = "Remote operation", .data = &d9},
    {.epc = 0xE9, .since = 'D', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_REQUIRED,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .diagnostic = true, .hidden = true,
     .key = "selective_degree_of_opening", .name = "Selective degree of opening", .data = &d76},
    {.epc = 0xEA, .since = 'D', .get = ECHONET_OPTIONAL, .inf = ECHONET_REQUIRED, .kind = ECHONET_STATE,
     .use = ECHONET_SCALAR, .key = "open_close_status", .name = "Open close status", .device_class = "blind",
     .data = &d77},
    {.epc = 0xEE, .since = 'D', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .diagnostic = true, .hidden = true,
     .key = "one_time_opening_speed", .name = "One time opening speed", .data = &d78},
    {.epc = 0xEF, .since = 'D', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .diagnostic = true, .hidden = true,
     .key = "one_time_closing_speed", .name = "One time closing speed", .data = &d78},
};
static const struct echonet_property p_0263[] = {
    {.epc = 0x89, .since = 'D', .get = ECHONET_OPTIONAL, .inf = ECHONET_REQUIRED, .kind = ECHONET_COUNTER,
     .use = ECHONET_SCALAR, .diagnostic = true, .hidden = true, .key = "fault_code", .name = "Fault code",
     .data = &d71},
    {.epc = 0x90, .since = 'D', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_REQUIRED,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .hidden = true, .key = "timer_operation_mode",
     .name = "Timer operation mode", .data = &d9},
    {.epc = 0xD0, .since = 'D', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .diagnostic = true, .hidden = true, .key = "opening_speed",
     .name = "Opening speed", .data = &d72},
    {.epc = 0xD1, .since = 'D', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .diagnostic = true, .hidden = true, .key = "closing_speed",
     .name = "Closing speed", .data = &d72},
    {.epc = 0xD2, .since = 'D', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .diagnostic = true, .hidden = true, .key = "operation_time",
     .name = "Operation time", .data = &d73},
    {.epc = 0xE0, .since = 'D', .get = ECHONET_REQUIRED, .set = ECHONET_REQUIRED, .inf = ECHONET_REQUIRED,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "open_close_operation", .name = "Open close operation",
     .data = &d74},
    {.epc = 0xE1, .since = 'D', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "degree_of_opening", .name = "Degree of opening",
     .data = &d8},
    {.epc = 0xE2, .since = 'D', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .diagnostic = true, .key = "blind_angle", .name = "Blind angle",
     .data = &d75},
    {.epc = 0xE3, .since = 'D', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .diagnostic = true, .hidden = true, .key = "open_close_speed",
     .name = "Open close speed", .data = &d72},
    {.epc = 0xE5, .since = 'D', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "electric_lock", .name = "Electric lock", .data = &d9},
    {.epc = 0xE8, .since = 'D', .get = ECHONET_OPTIONAL, .inf = ECHONET_REQUIRED, .kind = ECHONET_COUNTER,
     .use = ECHONET_SCALAR, .hidden = true, .key = "remote_operation", .name = "Remote operation", .data = &d9},
    {.epc = 0xE9, .since = 'D', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_REQUIRED,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .diagnostic = true, .hidden = true,
     .key = "selective_degree_of_opening", .name = "Selective degree of opening", .data = &d79},
    {.epc = 0xEA, .since = 'D', .get = ECHONET_OPTIONAL, .inf = ECHONET_REQUIRED, .kind = ECHONET_STATE,
     .use = ECHONET_SCALAR, .key = "open_close_status", .name = "Open close status", .device_class = "shutter",
     .data = &d77},
    {.epc = 0xED, .since = 'D', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .hidden = true, .key = "slit_degree_of_opening",
     .name = "Slit degree of opening", .data = &d19},
    {.epc = 0xEE, .since = 'D', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .diagnostic = true, .hidden = true,
     .key = "one_time_opening_speed", .name = "One time opening speed", .data = &d78},
    {.epc = 0xEF, .since = 'D', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .diagnostic = true, .hidden = true,
     .key = "one_time_closing_speed", .name = "One time closing speed", .data = &d78},
};
static const struct echonet_property p_026B[] = {
    {.epc = 0x90, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .hidden = true, .key = "on_timer_reservation",
     .name = "On timer reservation", .data = &d9},
    {.epc = 0x91, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .hidden = true, .key = "on_timer_time", .name = "On timer time",
     .data = &d16},
    {.epc = 0xB0, .since = 'I', .get = ECHONET_REQUIRED, .set = ECHONET_REQUIRED, .inf = ECHONET_REQUIRED,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "automatic_water_heating",
     .name = "Automatic water heating", .data = &d80},
    {.epc = 0xB0, .since = 'A', .until = 'H', .get = ECHONET_REQUIRED, .set = ECHONET_REQUIRED,
     .inf = ECHONET_OPTIONAL, .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "automatic_water_heating",
     .name = "Automatic water heating", .data = &d80},
    {.epc = 0xB1, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "automatic_water_heating_temperature_control",
     .name = "Automatic water heating temperature control", .data = &d9},
    {.epc = 0xB2, .since = 'I', .get = ECHONET_REQUIRED, .inf = ECHONET_REQUIRED, .kind = ECHONET_STATE,
     .use = ECHONET_SCALAR, .key = "water_heating_status", .name = "Water heating status", .device_class = "running",
     .data = &d9},
    {.epc = 0xB2, .since = 'A', .until = 'H', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "water_heating_status", .name = "Water heating status",
     .device_class = "running", .data = &d9},
    {.epc = 0xB3, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "target_water_heating_temperature",
     .name = "Target water heating temperature", .device_class = "temperature", .data = &d81},
    {.epc = 0xB4, .since = 'D', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .diagnostic = true, .hidden = true, .key = "heating_stop_days",
     .name = "Heating stop days", .data = &d82},
    {.epc = 0xB5, .since = 'D', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .hidden = true, .key = "relative_time_heating_off",
     .name = "Relative time heating off", .data = &d16},
    {.epc = 0xB6, .since = 'D', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .diagnostic = true, .key = "tank_operation_mode",
     .name = "Tank operation mode", .data = &d83},
    {.epc = 0xC0, .since = 'D', .get = ECHONET_REQUIRED, .set = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .diagnostic = true, .hidden = true,
     .key = "daytime_reheating_permission", .name = "Daytime reheating permission", .data = &d9},
    {.epc = 0xC0, .since = 'A', .until = 'C', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL,
     .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .diagnostic = true, .hidden = true,
     .key = "daytime_reheating_permission", .name = "Daytime reheating permission", .data = &d9},
    {.epc = 0xC1, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_MEASUREMENT,
     .use = ECHONET_SCALAR, .key = "tank_water_temperature", .name = "Tank water temperature",
     .device_class = "temperature", .state_class = FL_MEASUREMENT, .data = &d84},
    {.epc = 0xC2, .since = 'C', .get = ECHONET_OPTIONAL, .inf = ECHONET_REQUIRED, .kind = ECHONET_STATE,
     .use = ECHONET_SPLIT, .diagnostic = true, .key = "alarm_status", .name = "Alarm", .data = &d85},
    {.epc = 0xC3, .since = 'D', .get = ECHONET_REQUIRED, .inf = ECHONET_REQUIRED, .kind = ECHONET_STATE,
     .use = ECHONET_SCALAR, .key = "hot_water_supply_status", .name = "Hot water supply status",
     .device_class = "running", .data = &d9},
    {.epc = 0xC4, .since = 'D', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .hidden = true, .key = "relative_time_keeping_temperature",
     .name = "Relative time keeping temperature", .data = &d16},
    {.epc = 0xC7, .since = 'I', .get = ECHONET_REQUIRED, .set = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "energy_shift_participation",
     .name = "Energy shift participation", .data = &d86},
    {.epc = 0xC8, .since = 'I', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SCALAR, .hidden = true, .key = "standard_time_to_start_heating",
     .name = "Standard time to start heating", .data = &d87},
    {.epc = 0xC9, .since = 'I', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .use = ECHONET_SCALAR, .hidden = true, .key = "number_of_energy_shifts", .name = "Number of energy shifts",
     .data = &d88},
    {.epc = 0xCA, .since = 'I', .get = ECHONET_REQUIRED, .set = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .diagnostic = true, .hidden = true,
     .key = "water_heating_shift_time1", .name = "Water heating shift time 1", .data = &d89},
    {.epc = 0xCB, .since = 'I', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SPLIT, .hidden = true, .key = "estimated_electric_energy_at_shift_time1",
     .name = "Estimated electric energy at shift time 1", .data = &d91},
    {.epc = 0xCC, .since = 'I', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SPLIT, .hidden = true, .key = "electric_energy_consumption_rate1",
     .name = "Electric energy consumption rate 1", .data = &d93},
    {.epc = 0xCD, .since = 'I', .get = ECHONET_REQUIRED, .set = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .diagnostic = true, .hidden = true,
     .key = "water_heating_shift_time2", .name = "Water heating shift time 2", .data = &d94},
    {.epc = 0xCE, .since = 'I', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SPLIT, .hidden = true, .key = "estimated_electric_energy_at_shift_time2",
     .name = "Estimated electric energy at shift time 2", .data = &d95},
    {.epc = 0xCF, .since = 'I', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SPLIT, .hidden = true, .key = "electric_energy_consumption_rate2",
     .name = "Electric energy consumption rate 2", .data = &d96},
    {.epc = 0xD1, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "target_supplied_water_temperature",
     .name = "Target supplied water temperature", .device_class = "temperature", .data = &d84},
    {.epc = 0xD3, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "target_bath_water_temperature",
     .name = "Target bath water temperature", .device_class = "temperature", .data = &d84},
    {.epc = 0xD4, .since = 'C', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .hidden = true, .key = "bath_water_volume4",
     .name = "Bath water volume 4", .data = &d97},
    {.epc = 0xD5, .since = 'C', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .use = ECHONET_SCALAR, .hidden = true, .key = "maximum_allowable_water_volume4",
     .name = "Maximum allowable water volume 4", .data = &d97},
    {.epc = 0xD6, .since = 'F', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .diagnostic = true, .key = "volume", .name = "Volume",
     .data = &d8},
    {.epc = 0xD7, .since = 'F', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "mute", .name = "Mute", .data = &d0},
    {.epc = 0xD8, .since = 'F', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_STATE,
     .use = ECHONET_SCALAR, .key = "remaining_water_volume", .name = "Remaining water volume", .data = &d98},
    {.epc = 0xD9, .since = 'H', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_KINDS, .hidden = true, .is_long = true, .key = "surplus_power_prediction",
     .name = "Surplus power prediction", .data = &d104},
    {.epc = 0xDB, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .use = ECHONET_SCALAR, .hidden = true, .key = "winter_rated_power", .name = "Winter rated power",
     .device_class = "power", .state_class = FL_MEASUREMENT, .data = &d5},
    {.epc = 0xDC, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .use = ECHONET_SCALAR, .hidden = true, .key = "between_season_rated_power",
     .name = "Between season rated power", .device_class = "power", .state_class = FL_MEASUREMENT, .data = &d5},
    {.epc = 0xDD, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .use = ECHONET_SCALAR, .hidden = true, .key = "summer_rated_power", .name = "Summer rated power",
     .device_class = "power", .state_class = FL_MEASUREMENT, .data = &d5},
    {.epc = 0xE0, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .diagnostic = true, .key = "target_water_heating_volume",
     .name = "Target water heating volume", .data = &d8},
    {.epc = 0xE1, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SCALAR, .key = "remaining_water", .name = "Remaining water", .device_class = "volume_storage",
     .state_class = FL_MEASUREMENT, .data = &d98},
    {.epc = 0xE2, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .use = ECHONET_SCALAR, .hidden = true, .key = "tank_capacity", .name = "Tank capacity",
     .device_class = "volume_storage", .data = &d98},
    {.epc = 0xE3, .since = 'A', .get = ECHONET_CONDITIONAL, .set = ECHONET_CONDITIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "automatic_bath_operation",
     .name = "Automatic bath operation", .data = &d9},
    {.epc = 0xE4, .since = 'D', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "bath_reheating_operation",
     .name = "Bath reheating operation", .data = &d9},
    {.epc = 0xE5, .since = 'D', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "bath_hot_water_addition",
     .name = "Bath hot water addition", .data = &d9},
    {.epc = 0xE5, .since = 'A', .until = 'C', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL,
     .inf = ECHONET_OPTIONAL, .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "bath_hot_water_addition",
     .name = "Bath hot water addition", .data = &d9},
    {.epc = 0xE6, .since = 'D', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "bath_lukewarm_water_function",
     .name = "Bath lukewarm water function", .data = &d9},
    {.epc = 0xE6, .since = 'A', .until = 'C', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL,
     .inf = ECHONET_OPTIONAL, .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "bath_lukewarm_water_function",
     .name = "Bath lukewarm water function", .data = &d9},
    {.epc = 0xE7, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .diagnostic = true, .key = "bath_water_volume1",
     .name = "Bath water volume 1", .data = &d105},
    {.epc = 0xE8, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .hidden = true, .key = "bath_water_volume2",
     .name = "Bath water volume 2", .data = &d19},
    {.epc = 0xE9, .since = 'D', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_STATE,
     .use = ECHONET_SCALAR, .key = "bathroom_priority", .name = "Bathroom priority", .data = &d9},
    {.epc = 0xEA, .since = 'D', .get = ECHONET_OPTIONAL, .inf = ECHONET_REQUIRED, .kind = ECHONET_STATE,
     .use = ECHONET_SCALAR, .key = "bath_operation_status_monitor", .name = "Bath operation status monitor",
     .data = &d106},
    {.epc = 0xEE, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .diagnostic = true, .key = "bath_water_volume3",
     .name = "Bath water volume 3", .data = &d98},
};
static const struct echonet_property p_026F[] = {
    {.epc = 0xE0, .since = 'A', .get = ECHONET_REQUIRED, .set = ECHONET_REQUIRED, .inf = ECHONET_REQUIRED,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "main_electric_lock", .name = "Main electric lock",
     .data = &d9},
    {.epc = 0xE1, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "sub_electric_lock", .name = "Sub electric lock",
     .data = &d9},
    {.epc = 0xE2, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_STATE,
     .use = ECHONET_SCALAR, .key = "door_guard_locked", .name = "Door guard locked", .data = &d9},
    {.epc = 0xE3, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_STATE,
     .use = ECHONET_SCALAR, .key = "door_opened", .name = "Door opened", .device_class = "door", .data = &d9},
    {.epc = 0xE4, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_STATE,
     .use = ECHONET_SCALAR, .key = "occupant", .name = "Occupant", .data = &d9},
    {.epc = 0xE5, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_REQUIRED, .kind = ECHONET_STATE,
     .use = ECHONET_SCALAR, .key = "alarm_status", .name = "Alarm", .data = &d107},
    {.epc = 0xE6, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "auto_lock_mode", .name = "Auto lock mode", .data = &d9},
    {.epc = 0xE7, .since = 'D', .get = ECHONET_OPTIONAL, .inf = ECHONET_REQUIRED, .kind = ECHONET_STATE,
     .use = ECHONET_SCALAR, .key = "replace_battery_level", .name = "Battery", .device_class = "battery",
     .data = &d43},
};
static const struct echonet_property p_0272[] = {
    {.epc = 0x90, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .hidden = true, .key = "on_timer_reservation",
     .name = "On timer reservation", .data = &d9},
    {.epc = 0x91, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .hidden = true, .key = "on_timer_time", .name = "On timer time",
     .data = &d16},
    {.epc = 0x92, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .hidden = true, .key = "on_timer_relative_time_setting_value",
     .name = "On timer relative time setting value", .data = &d16},
    {.epc = 0xD0, .since = 'A', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_STATE,
     .use = ECHONET_SCALAR, .key = "hot_water_heating_status", .name = "Hot water heating status",
     .device_class = "running", .data = &d9},
    {.epc = 0xD1, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "target_supplied_water_temperature",
     .name = "Target supplied water temperature", .device_class = "temperature", .data = &d84},
    {.epc = 0xD2, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "hot_water_warmer_setting",
     .name = "Hot water warmer setting", .data = &d9},
    {.epc = 0xD4, .since = 'C', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .hidden = true, .key = "bath_water_volume4",
     .name = "Bath water volume 4", .data = &d97},
    {.epc = 0xD5, .since = 'C', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .use = ECHONET_SCALAR, .hidden = true, .key = "maximum_allowable_water_volume4",
     .name = "Maximum allowable water volume 4", .data = &d97},
    {.epc = 0xD6, .since = 'F', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .diagnostic = true, .key = "volume", .name = "Volume",
     .data = &d8},
    {.epc = 0xD7, .since = 'F', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "mute", .name = "Mute", .data = &d0},
    {.epc = 0xDA, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .hidden = true, .key = "target_automatic_operation_time",
     .name = "Target automatic operation time", .data = &d108},
    {.epc = 0xDB, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SCALAR, .hidden = true, .key = "remaining_automatic_operation_time",
     .name = "Remaining automatic operation time", .data = &d108},
    {.epc = 0xE1, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "target_bath_water_temperature",
     .name = "Target bath water temperature", .device_class = "temperature", .data = &d84},
    {.epc = 0xE2, .since = 'A', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_STATE,
     .use = ECHONET_SCALAR, .key = "bath_water_heating_status", .name = "Bath water heating status",
     .device_class = "running", .data = &d9},
    {.epc = 0xE3, .since = 'A', .get = ECHONET_CONDITIONAL, .set = ECHONET_CONDITIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "automatic_bath_operation",
     .name = "Automatic bath operation", .data = &d9},
    {.epc = 0xE4, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "target_bath_additional_boilup_operation",
     .name = "Target bath additional boilup operation", .data = &d9},
    {.epc = 0xE5, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "bath_hot_water_addition",
     .name = "Bath hot water addition", .data = &d9},
    {.epc = 0xE6, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "bath_lukewarm_water_function",
     .name = "Bath lukewarm water function", .data = &d9},
    {.epc = 0xE7, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .diagnostic = true, .key = "bath_water_volume1",
     .name = "Bath water volume 1", .data = &d105},
    {.epc = 0xE8, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .hidden = true, .key = "bath_water_volume2",
     .name = "Bath water volume 2", .data = &d19},
    {.epc = 0xE9, .since = 'E', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_STATE,
     .use = ECHONET_SCALAR, .key = "bathroom_priority", .name = "Bathroom priority", .data = &d9},
    {.epc = 0xE9, .since = 'A', .until = 'D', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL,
     .inf = ECHONET_OPTIONAL, .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "bathroom_priority",
     .name = "Bathroom priority", .data = &d9},
    {.epc = 0xEA, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_STATE,
     .use = ECHONET_SCALAR, .key = "shower_hot_water_supply_status", .name = "Shower hot water supply status",
     .data = &d9},
    {.epc = 0xEB, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_STATE,
     .use = ECHONET_SCALAR, .key = "kitchen_hot_water_supply_status", .name = "Kitchen hot water supply status",
     .data = &d9},
    {.epc = 0xEC, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .hidden = true,
     .key = "hot_water_warmer_on_timer_reservation_setting", .name = "Hot water warmer on timer reservation setting",
     .data = &d9},
    {.epc = 0xED, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .hidden = true, .key = "target_hot_water_warmer_on_timer_time",
     .name = "Target hot water warmer on timer time", .data = &d16},
    {.epc = 0xEE, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .diagnostic = true, .key = "bath_water_volume3",
     .name = "Bath water volume 3", .data = &d98},
    {.epc = 0xEF, .since = 'E', .get = ECHONET_OPTIONAL, .inf = ECHONET_REQUIRED, .kind = ECHONET_STATE,
     .use = ECHONET_SCALAR, .key = "bath_operation_status", .name = "Bath operation status", .data = &d106},
};
static const struct echonet_property p_0273[] = {
    {.epc = 0x90, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .hidden = true, .key = "on_timer_reservation1",
     .name = "On timer reservation 1", .data = &d9},
    {.epc = 0x91, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .hidden = true, .key = "time_of_on_timer",
     .name = "Time of on timer", .data = &d16},
    {.epc = 0x92, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .hidden = true, .key = "time_of_off_timer",
     .name = "Time of off timer", .data = &d16},
    {.epc = 0x94, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .hidden = true, .key = "off_timer_reservation",
     .name = "Off timer reservation", .data = &d9},
    {.epc = 0x95, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .hidden = true, .key = "relative_time_of_on_timer",
     .name = "Relative time of on timer", .data = &d16},
    {.epc = 0x96, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .hidden = true, .key = "relative_time_of_off_timer",
     .name = "Relative time of off timer", .data = &d16},
    {.epc = 0xB0, .since = 'L', .get = ECHONET_REQUIRED, .set = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "operation_setting", .name = "Operation setting",
     .data = &d109},
    {.epc = 0xB0, .since = 'A', .until = 'K', .get = ECHONET_REQUIRED, .set = ECHONET_REQUIRED,
     .inf = ECHONET_OPTIONAL, .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "operation_setting",
     .name = "Operation setting", .data = &d110},
    {.epc = 0xB1, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .hidden = true, .key = "ventilation_setting",
     .name = "Ventilation setting", .data = &d111},
    {.epc = 0xB2, .since = 'H', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .hidden = true, .key = "bathroom_prewarming",
     .name = "Bathroom prewarming", .data = &d111},
    {.epc = 0xB2, .since = 'A', .until = 'G', .get = ECHONET_REQUIRED, .set = ECHONET_REQUIRED,
     .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .hidden = true,
     .key = "bathroom_prewarming", .name = "Bathroom prewarming", .data = &d111},
    {.epc = 0xB3, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .hidden = true, .key = "bathroom_heating",
     .name = "Bathroom heating", .data = &d111},
    {.epc = 0xB4, .since = 'A', .get = ECHONET_REQUIRED, .set = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .hidden = true, .key = "bathroom_drying",
     .name = "Bathroom drying", .data = &d111},
    {.epc = 0xB5, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .hidden = true, .key = "cool_air_circulation",
     .name = "Cool air circulation", .data = &d111},
    {.epc = 0xB6, .since = 'L', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .hidden = true, .key = "mist_sauna", .name = "Mist sauna",
     .data = &d111},
    {.epc = 0xB7, .since = 'L', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .hidden = true, .key = "water_mist", .name = "Water mist",
     .data = &d111},
    {.epc = 0xBA, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_MEASUREMENT,
     .use = ECHONET_SCALAR, .key = "bathroom_humidity", .name = "Bathroom humidity", .device_class = "humidity",
     .state_class = FL_MEASUREMENT, .data = &d8},
    {.epc = 0xBB, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_MEASUREMENT,
     .use = ECHONET_SCALAR, .key = "bathroom_temperature", .name = "Bathroom temperature",
     .device_class = "temperature", .state_class = FL_MEASUREMENT, .data = &d112},
    {.epc = 0xC2, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .hidden = true, .key = "ventilation_air_flow_level",
     .name = "Ventilation air flow level", .data = &d37},
    {.epc = 0xCF, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "filter_cleaning_reminder_sign",
     .name = "Filter cleaning reminder sign", .data = &d9},
    {.epc = 0xE0, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_STATE,
     .use = ECHONET_SCALAR, .key = "human_body_detection_status", .name = "Human body detection status", .data = &d9},
    {.epc = 0xE1, .since = 'L', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .diagnostic = true, .hidden = true,
     .key = "on_timer_reservation2", .name = "On timer reservation 2", .data = &d113},
    {.epc = 0xE1, .since = 'A', .until = 'K', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL,
     .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .diagnostic = true, .hidden = true,
     .key = "on_timer_reservation2", .name = "On timer reservation 2", .data = &d114},
};
static const struct echonet_property p_0279[] = {
    {.epc = 0x83, .since = 'K', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .hidden = true, .key = "id", .name = "ID", .data = &d4},
    {.epc = 0x89, .since = 'R', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SCALAR, .diagnostic = true, .hidden = true, .key = "fault_code", .name = "Fault code",
     .data = &d10},
    {.epc = 0x8C, .since = 'R', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .hidden = true, .key = "product_code", .name = "Product code", .data = &d12},
    {.epc = 0x97, .since = 'K', .get = ECHONET_CONDITIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_KINDS, .hidden = true, .key = "current_time", .name = "Current time", .data = &d16},
    {.epc = 0x98, .since = 'K', .get = ECHONET_CONDITIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_KINDS, .hidden = true, .key = "current_date", .name = "Current date", .data = &d13},
    {.epc = 0xA0, .since = 'K', .get = ECHONET_CONDITIONAL, .set = ECHONET_CONDITIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .diagnostic = true, .key = "output_power_control1",
     .name = "Output power control 1", .data = &d8},
    {.epc = 0xA1, .since = 'K', .get = ECHONET_CONDITIONAL, .set = ECHONET_CONDITIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .diagnostic = true, .key = "output_power_control2",
     .name = "Output power control 2", .device_class = "power", .data = &d5},
    {.epc = 0xA2, .since = 'K', .get = ECHONET_CONDITIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "surplus_purchase_control",
     .name = "Surplus purchase control", .data = &d9},
    {.epc = 0xB0, .since = 'K', .get = ECHONET_CONDITIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_KINDS,
     .hidden = true, .is_long = true, .key = "output_power_control_schedule",
     .name = "Output power control schedule", .data = &d118},
    {.epc = 0xB1, .since = 'K', .get = ECHONET_CONDITIONAL, .inf = ECHONET_REQUIRED, .kind = ECHONET_COUNTER,
     .use = ECHONET_SCALAR, .hidden = true, .key = "update_schedule_date_and_time",
     .name = "Update schedule date and time", .data = &d119},
    {.epc = 0xB2, .since = 'K', .get = ECHONET_CONDITIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_STATE,
     .use = ECHONET_SCALAR, .key = "surplus_purchase_control_type", .name = "Surplus purchase control type",
     .data = &d9},
    {.epc = 0xB3, .since = 'K', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SCALAR, .hidden = true, .key = "output_power_change_time", .name = "Output power change time",
     .data = &d120},
    {.epc = 0xB4, .since = 'K', .get = ECHONET_CONDITIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SCALAR, .hidden = true, .key = "upper_limit_clip", .name = "Upper limit clip",
     .device_class = "power", .state_class = FL_MEASUREMENT, .data = &d121},
    {.epc = 0xC0, .since = 'K', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_MEASUREMENT,
     .use = ECHONET_SCALAR, .key = "operating_power_factor", .name = "Operating power factor",
     .state_class = FL_MEASUREMENT, .data = &d8},
    {.epc = 0xC1, .since = 'K', .get = ECHONET_REQUIRED, .set = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .diagnostic = true, .hidden = true, .key = "contract_type",
     .name = "Contract type", .data = &d122},
    {.epc = 0xC2, .since = 'K', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_STATE,
     .use = ECHONET_SCALAR, .key = "self_consumption_type", .name = "Self consumption type", .data = &d123},
    {.epc = 0xC3, .since = 'K', .get = ECHONET_CONDITIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SCALAR, .hidden = true, .key = "approved_capacity", .name = "Approved capacity",
     .device_class = "power", .state_class = FL_MEASUREMENT, .data = &d121},
    {.epc = 0xC4, .since = 'K', .get = ECHONET_CONDITIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .use = ECHONET_SCALAR, .hidden = true, .key = "conversion_coefficient", .name = "Conversion coefficient",
     .state_class = FL_MEASUREMENT, .data = &d8},
    {.epc = 0xD0, .since = 'K', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SCALAR, .hidden = true, .key = "power_system_interconnection_status",
     .name = "Power system interconnection status", .data = &d124},
    {.epc = 0xD0, .since = 'A', .until = 'J', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .hidden = true, .key = "power_system_interconnection_status",
     .name = "Power system interconnection status", .data = &d125},
    {.epc = 0xD1, .since = 'K', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SCALAR, .hidden = true, .key = "output_power_restraint_status",
     .name = "Output power restraint status", .data = &d126},
    {.epc = 0xE0, .since = 'A', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_MEASUREMENT,
     .use = ECHONET_SCALAR, .key = "instantaneous_generated_power", .name = "Instantaneous generated power",
     .device_class = "power", .state_class = FL_MEASUREMENT, .data = &d5},
    {.epc = 0xE1, .since = 'A', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SCALAR, .key = "cumulative_generated_energy", .name = "Cumulative generated energy",
     .device_class = "energy", .state_class = FL_TOTAL_INCREASING, .data = &d6},
    {.epc = 0xE2, .since = 'A', .set = ECHONET_OPTIONAL, .kind = ECHONET_KINDS, .use = ECHONET_BUTTON,
     .diagnostic = true, .hidden = true, .key = "reset_cumulative_electric_energy_of_generation",
     .name = "Reset cumulative electric energy of generation", .data = &d20},
    {.epc = 0xE3, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SCALAR, .key = "cumulative_sold_energy", .name = "Cumulative sold energy",
     .device_class = "energy", .state_class = FL_TOTAL_INCREASING, .data = &d6},
    {.epc = 0xE4, .since = 'A', .set = ECHONET_OPTIONAL, .kind = ECHONET_KINDS, .use = ECHONET_BUTTON,
     .diagnostic = true, .hidden = true, .key = "reset_cumulative_electric_energy_sold",
     .name = "Reset cumulative electric energy sold", .data = &d20},
    {.epc = 0xE5, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .diagnostic = true, .hidden = true,
     .key = "power_generation_output_limit1", .name = "Power generation output limit 1", .data = &d8},
    {.epc = 0xE6, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .diagnostic = true, .hidden = true,
     .key = "power_generation_output_limit2", .name = "Power generation output limit 2", .device_class = "power",
     .data = &d5},
    {.epc = 0xE7, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .diagnostic = true, .hidden = true,
     .key = "limit_electric_energy_sold", .name = "Limit electric energy sold", .device_class = "power", .data = &d5},
    {.epc = 0xE8, .since = 'K', .get = ECHONET_REQUIRED, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .diagnostic = true, .hidden = true,
     .key = "rated_electric_power_of_generation", .name = "Rated electric power of generation",
     .device_class = "power", .data = &d121},
    {.epc = 0xE8, .since = 'A', .until = 'J', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL,
     .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .diagnostic = true, .hidden = true,
     .key = "rated_electric_power_of_generation", .name = "Rated electric power of generation",
     .device_class = "power", .data = &d5},
    {.epc = 0xE9, .since = 'C', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .diagnostic = true, .hidden = true,
     .key = "rated_electric_power_of_generation_independent",
     .name = "Rated electric power of generation independent", .device_class = "power", .data = &d5},
};
static const struct echonet_property p_027A[] = {
    {.epc = 0x90, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .hidden = true, .key = "on_timer_reservation",
     .name = "On timer reservation", .data = &d9},
    {.epc = 0x91, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .hidden = true, .key = "time_of_on_timer",
     .name = "Time of on timer", .data = &d16},
    {.epc = 0x92, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .hidden = true, .key = "relative_time_of_on_timer",
     .name = "Relative time of on timer", .data = &d16},
    {.epc = 0x94, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .hidden = true, .key = "off_timer_reservation",
     .name = "Off timer reservation", .data = &d9},
    {.epc = 0x95, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .hidden = true, .key = "time_of_off_timer",
     .name = "Time of off timer", .data = &d16},
    {.epc = 0x96, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .hidden = true, .key = "relative_time_of_off_timer",
     .name = "Relative time of off timer", .data = &d16},
    {.epc = 0xD1, .since = 'M', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_REQUIRED,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .hidden = true, .key = "cold_water_temperature2_maximum_level",
     .name = "Cold water temperature 2 maximum level", .data = &d127},
    {.epc = 0xD2, .since = 'M', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_REQUIRED,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .hidden = true, .key = "warm_water_temperature2_maximum_level",
     .name = "Warm water temperature 2 maximum level", .data = &d128},
    {.epc = 0xE0, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .diagnostic = true, .key = "operation_mode",
     .name = "Operation mode", .data = &d129},
    {.epc = 0xE1, .since = 'A', .get = ECHONET_CONDITIONAL, .set = ECHONET_CONDITIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .diagnostic = true, .key = "water_temperature1",
     .name = "Water temperature 1", .device_class = "temperature", .data = &d130},
    {.epc = 0xE2, .since = 'A', .get = ECHONET_CONDITIONAL, .set = ECHONET_CONDITIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_KINDS, .hidden = true, .key = "water_temperature2", .name = "Water temperature 2",
     .data = &d134},
    {.epc = 0xE3, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_MEASUREMENT,
     .use = ECHONET_SCALAR, .key = "outward_water_temperature_exit", .name = "Outward water temperature exit",
     .device_class = "temperature", .state_class = FL_MEASUREMENT, .data = &d135},
    {.epc = 0xE4, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_MEASUREMENT,
     .use = ECHONET_SCALAR, .key = "inward_water_temperature_entrance", .name = "Inward water temperature entrance",
     .device_class = "temperature", .state_class = FL_MEASUREMENT, .data = &d135},
    {.epc = 0xE5, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .diagnostic = true, .key = "special_operation",
     .name = "Special operation", .data = &d136},
    {.epc = 0xE6, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .diagnostic = true, .hidden = true, .key = "daily_timer",
     .name = "Daily timer", .data = &d137},
    {.epc = 0xE7, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_KINDS, .hidden = true, .key = "daily_timer1", .name = "Daily timer 1", .data = &d138},
    {.epc = 0xE8, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_KINDS, .hidden = true, .key = "daily_timer2", .name = "Daily timer 2", .data = &d138},
    {.epc = 0xE9, .since = 'G', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .use = ECHONET_SPLIT, .hidden = true, .key = "rated_power_consumption", .name = "Rated power consumption",
     .data = &d139},
    {.epc = 0xEA, .since = 'G', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .use = ECHONET_SCALAR, .hidden = true, .key = "power_consumption_measurement_method",
     .name = "Power consumption measurement method", .data = &d140},
};
static const struct echonet_property p_027B[] = {
    {.epc = 0x80, .since = 'A', .get = ECHONET_REQUIRED, .set = ECHONET_REQUIRED, .inf = ECHONET_REQUIRED,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "operation_status", .name = "Power", .data = &d0},
    {.epc = 0x90, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .diagnostic = true, .hidden = true,
     .key = "on_timer_reservation", .name = "On timer reservation", .data = &d9},
    {.epc = 0x91, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .hidden = true, .key = "time_of_on_timer",
     .name = "Time of on timer", .data = &d16},
    {.epc = 0x92, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .hidden = true, .key = "relative_time_of_on_timer",
     .name = "Relative time of on timer", .data = &d16},
    {.epc = 0x94, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .diagnostic = true, .hidden = true,
     .key = "off_timer_reservation", .name = "Off timer reservation", .data = &d9},
    {.epc = 0x95, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .hidden = true, .key = "time_of_off_timer",
     .name = "Time of off timer", .data = &d16},
    {.epc = 0x96, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .hidden = true, .key = "relative_time_of_off_timer",
     .name = "Relative time of off timer", .data = &d16},
    {.epc = 0xD1, .since = 'M', .get = ECHONET_OPTIONAL, .inf = ECHONET_REQUIRED, .kind = ECHONET_IDENTITY,
     .use = ECHONET_SCALAR, .hidden = true, .key = "maximum_target_temperature2",
     .name = "Maximum target temperature 2", .data = &d141},
    {.epc = 0xE0, .since = 'A', .get = ECHONET_CONDITIONAL, .set = ECHONET_CONDITIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "target_temperature1", .name = "Target temperature 1",
     .device_class = "temperature", .data = &d142},
    {.epc = 0xE1, .since = 'A', .get = ECHONET_CONDITIONAL, .set = ECHONET_CONDITIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "target_temperature2", .name = "Target temperature 2",
     .data = &d143},
    {.epc = 0xE2, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_MEASUREMENT,
     .use = ECHONET_SCALAR, .key = "measured_room_temperature", .name = "Measured room temperature",
     .device_class = "temperature", .state_class = FL_MEASUREMENT, .data = &d144},
    {.epc = 0xE3, .since = 'C', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_MEASUREMENT,
     .use = ECHONET_SCALAR, .key = "measured_floor_temperature", .name = "Measured floor temperature",
     .device_class = "temperature", .state_class = FL_MEASUREMENT, .data = &d144},
    {.epc = 0xE3, .since = 'A', .until = 'B', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_MEASUREMENT, .use = ECHONET_SCALAR, .key = "measured_floor_temperature",
     .name = "Measured floor temperature", .device_class = "temperature", .state_class = FL_MEASUREMENT,
     .data = &d145},
    {.epc = 0xE4, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SPLIT, .hidden = true, .key = "controllable_zone",
     .name = "Controllable zone", .data = &d146},
    {.epc = 0xE5, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .diagnostic = true, .key = "special_operation_mode",
     .name = "Special operation mode", .data = &d136},
    {.epc = 0xE6, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .diagnostic = true, .hidden = true, .key = "daily_timer",
     .name = "Daily timer", .data = &d147},
    {.epc = 0xE7, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_KINDS, .hidden = true, .key = "worked_daily_timer1", .name = "Worked daily timer 1",
     .data = &d148},
    {.epc = 0xE8, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_KINDS, .hidden = true, .key = "worked_daily_timer2", .name = "Worked daily timer 2",
     .data = &d148},
    {.epc = 0xE9, .since = 'G', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .use = ECHONET_SCALAR, .hidden = true, .key = "rated_power_consumption", .name = "Rated power consumption",
     .device_class = "power", .state_class = FL_MEASUREMENT, .data = &d5},
    {.epc = 0xEA, .since = 'G', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .use = ECHONET_SCALAR, .hidden = true, .key = "power_measurement_method", .name = "Power measurement method",
     .data = &d149},
};
static const struct echonet_property p_027C[] = {
    {.epc = 0xC1, .since = 'C', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_MEASUREMENT,
     .use = ECHONET_SCALAR, .key = "water_temperature_in_water_heater", .name = "Water temperature in water heater",
     .device_class = "temperature", .state_class = FL_MEASUREMENT, .data = &d84},
    {.epc = 0xC2, .since = 'J', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .use = ECHONET_SCALAR, .hidden = true, .key = "rated_electric_power_of_generation",
     .name = "Rated electric power of generation", .device_class = "power", .state_class = FL_MEASUREMENT,
     .data = &d5},
    {.epc = 0xC2, .since = 'C', .until = 'I', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_IDENTITY, .use = ECHONET_SCALAR, .hidden = true, .key = "rated_electric_power_of_generation",
     .name = "Rated electric power of generation", .device_class = "power", .state_class = FL_MEASUREMENT,
     .data = &d5},
    {.epc = 0xC3, .since = 'C', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SCALAR, .hidden = true, .key = "heat_capacity_of_storage_tank",
     .name = "Heat capacity of storage tank", .data = &d150},
    {.epc = 0xC4, .since = 'C', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_MEASUREMENT,
     .use = ECHONET_SCALAR, .key = "instantaneous_electric_power_of_generation",
     .name = "Instantaneous electric power of generation", .device_class = "power", .state_class = FL_MEASUREMENT,
     .data = &d5},
    {.epc = 0xC5, .since = 'C', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SCALAR, .key = "cumulative_electric_energy_of_generation",
     .name = "Cumulative electric energy of generation", .device_class = "energy",
     .state_class = FL_TOTAL_INCREASING, .data = &d6},
    {.epc = 0xC6, .since = 'P', .set = ECHONET_OPTIONAL, .kind = ECHONET_KINDS, .use = ECHONET_BUTTON,
     .diagnostic = true, .hidden = true, .key = "cumulative_energy_generation_output_reset",
     .name = "Cumulative energy generation output reset", .data = &d20},
    {.epc = 0xC6, .since = 'C', .until = 'N', .set = ECHONET_OPTIONAL, .kind = ECHONET_KINDS, .use = ECHONET_BUTTON,
     .diagnostic = true, .hidden = true, .key = "cumulative_power_generation_output_reset",
     .name = "Cumulative power generation output reset", .data = &d20},
    {.epc = 0xC7, .since = 'C', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SCALAR, .hidden = true, .key = "instantaneous_gas_consumption",
     .name = "Instantaneous gas consumption", .data = &d151},
    {.epc = 0xC8, .since = 'C', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SCALAR, .key = "cumulative_gas_consumption", .name = "Cumulative gas consumption",
     .device_class = "gas", .state_class = FL_TOTAL_INCREASING, .data = &d152},
    {.epc = 0xC9, .since = 'C', .set = ECHONET_OPTIONAL, .kind = ECHONET_KINDS, .use = ECHONET_BUTTON,
     .diagnostic = true, .hidden = true, .key = "cumulative_gas_consumption_reset",
     .name = "Cumulative gas consumption reset", .data = &d20},
    {.epc = 0xCA, .since = 'D', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .diagnostic = true, .key = "power_generation_setting",
     .name = "Power generation setting", .data = &d153},
    {.epc = 0xCA, .since = 'C', .until = 'C', .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .diagnostic = true, .key = "power_generation_setting",
     .name = "Power generation setting", .data = &d153},
    {.epc = 0xCB, .since = 'J', .get = ECHONET_REQUIRED, .inf = ECHONET_REQUIRED, .kind = ECHONET_STATE,
     .use = ECHONET_SCALAR, .key = "power_generation_status", .name = "Power generation status", .data = &d154},
    {.epc = 0xCB, .since = 'C', .until = 'I', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "power_generation_status",
     .name = "Power generation status", .data = &d154},
    {.epc = 0xCC, .since = 'C', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_MEASUREMENT,
     .use = ECHONET_SCALAR, .key = "in_house_instantaneous_power_consumption",
     .name = "In house instantaneous power consumption", .device_class = "power", .state_class = FL_MEASUREMENT,
     .data = &d5},
    {.epc = 0xCD, .since = 'P', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SCALAR, .key = "in_house_cumulative_energy_consumption",
     .name = "In house cumulative energy consumption", .device_class = "energy", .state_class = FL_TOTAL_INCREASING,
     .data = &d6},
    {.epc = 0xCD, .since = 'C', .until = 'N', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .key = "in_house_cumulative_power_consumption",
     .name = "In house cumulative power consumption", .device_class = "energy", .state_class = FL_TOTAL_INCREASING,
     .data = &d6},
    {.epc = 0xCE, .since = 'P', .set = ECHONET_OPTIONAL, .kind = ECHONET_KINDS, .use = ECHONET_BUTTON,
     .diagnostic = true, .hidden = true, .key = "in_house_cumulative_energy_consumption_reset",
     .name = "In house cumulative energy consumption reset", .data = &d20},
    {.epc = 0xCE, .since = 'C', .until = 'N', .set = ECHONET_OPTIONAL, .kind = ECHONET_KINDS, .use = ECHONET_BUTTON,
     .diagnostic = true, .hidden = true, .key = "in_house_cumulative_power_consumption_reset",
     .name = "In house cumulative power consumption reset", .data = &d20},
    {.epc = 0xD0, .since = 'J', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SCALAR, .hidden = true, .key = "power_system_interconnection_status",
     .name = "Power system interconnection status", .data = &d125},
    {.epc = 0xD0, .since = 'B', .until = 'I', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .hidden = true, .key = "power_system_interconnection_status",
     .name = "Power system interconnection status", .data = &d125},
    {.epc = 0xD1, .since = 'J', .get = ECHONET_REQUIRED, .set = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_KINDS, .hidden = true, .key = "requested_time_of_generation",
     .name = "Requested time of generation", .data = &d157},
    {.epc = 0xD2, .since = 'J', .get = ECHONET_REQUIRED, .set = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .diagnostic = true, .key = "power_generation_mode",
     .name = "Power generation mode", .data = &d158},
    {.epc = 0xE1, .since = 'C', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_STATE,
     .use = ECHONET_SCALAR, .key = "remaining_hot_water_amount", .name = "Remaining hot water amount", .data = &d98},
    {.epc = 0xE2, .since = 'C', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .use = ECHONET_SCALAR, .hidden = true, .key = "tank_capacity", .name = "Tank capacity", .data = &d98},
};
static const struct echonet_property p_027D[] = {
    {.epc = 0x83, .since = 'H', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .hidden = true, .key = "id", .name = "ID", .data = &d4},
    {.epc = 0x89, .since = 'R', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SCALAR, .diagnostic = true, .hidden = true, .key = "fault_code", .name = "Fault code",
     .data = &d10},
    {.epc = 0x8C, .since = 'R', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .hidden = true, .key = "product_code", .name = "Product code", .data = &d12},
    {.epc = 0x97, .since = 'H', .get = ECHONET_REQUIRED, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_KINDS, .hidden = true, .key = "current_time", .name = "Current time", .data = &d16},
    {.epc = 0x98, .since = 'H', .get = ECHONET_REQUIRED, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_KINDS, .hidden = true, .key = "current_date", .name = "Current date", .data = &d13},
    {.epc = 0xA0, .since = 'H', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SCALAR, .key = "ac_effective_charging_capacity", .name = "AC effective charging capacity",
     .device_class = "energy_storage", .state_class = FL_MEASUREMENT, .data = &d159},
    {.epc = 0xA1, .since = 'H', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SCALAR, .key = "ac_effective_discharging_capacity", .name = "AC effective discharging capacity",
     .device_class = "energy_storage", .state_class = FL_MEASUREMENT, .data = &d159},
    {.epc = 0xA2, .since = 'H', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SCALAR, .key = "ac_chargeable_capacity", .name = "AC chargeable capacity",
     .device_class = "energy_storage", .state_class = FL_MEASUREMENT, .data = &d159},
    {.epc = 0xA3, .since = 'H', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SCALAR, .key = "ac_dischargeable_capacity", .name = "AC dischargeable capacity",
     .device_class = "energy_storage", .state_class = FL_MEASUREMENT, .data = &d159},
    {.epc = 0xA4, .since = 'H', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SCALAR, .key = "ac_chargeable_electric_energy", .name = "AC chargeable electric energy",
     .device_class = "energy_storage", .state_class = FL_MEASUREMENT, .data = &d159},
    {.epc = 0xA5, .since = 'H', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SCALAR, .key = "ac_dischargeable_electric_energy", .name = "AC dischargeable electric energy",
     .device_class = "energy_storage", .state_class = FL_MEASUREMENT, .data = &d159},
    {.epc = 0xA6, .since = 'H', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .diagnostic = true, .hidden = true,
     .key = "ac_charge_upper_limit", .name = "AC charge upper limit", .data = &d8},
    {.epc = 0xA7, .since = 'H', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .diagnostic = true, .hidden = true,
     .key = "ac_discharge_lower_limit", .name = "AC discharge lower limit", .data = &d8},
    {.epc = 0xA8, .since = 'H', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SCALAR, .key = "ac_cumulative_charging_electric_energy",
     .name = "AC cumulative charging electric energy", .device_class = "energy", .state_class = FL_TOTAL_INCREASING,
     .data = &d6},
    {.epc = 0xA9, .since = 'H', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SCALAR, .key = "ac_cumulative_discharging_electric_energy",
     .name = "AC cumulative discharging electric energy", .device_class = "energy",
     .state_class = FL_TOTAL_INCREASING, .data = &d6},
    {.epc = 0xAA, .since = 'H', .get = ECHONET_REQUIRED, .set = ECHONET_REQUIRED, .inf = ECHONET_REQUIRED,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .diagnostic = true, .hidden = true,
     .key = "ac_target_charging_electric_energy", .name = "AC target charging electric energy",
     .device_class = "energy_storage", .data = &d160},
    {.epc = 0xAB, .since = 'H', .get = ECHONET_REQUIRED, .set = ECHONET_REQUIRED, .inf = ECHONET_REQUIRED,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .diagnostic = true, .hidden = true,
     .key = "ac_target_discharging_electric_energy", .name = "AC target discharging electric energy",
     .device_class = "energy_storage", .data = &d160},
    {.epc = 0xC1, .since = 'M', .get = ECHONET_REQUIRED, .set = ECHONET_OPTIONAL, .inf = ECHONET_REQUIRED,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .diagnostic = true, .key = "charging_method",
     .name = "Charging method", .data = &d161},
    {.epc = 0xC2, .since = 'M', .get = ECHONET_REQUIRED, .set = ECHONET_OPTIONAL, .inf = ECHONET_REQUIRED,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .diagnostic = true, .key = "discharging_method",
     .name = "Discharging method", .data = &d162},
    {.epc = 0xC7, .since = 'H', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .use = ECHONET_SCALAR, .hidden = true, .key = "ac_rated_electric_energy", .name = "AC rated electric energy",
     .device_class = "energy_storage", .state_class = FL_MEASUREMENT, .data = &d159},
    {.epc = 0xC8, .since = 'H', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .use = ECHONET_SPLIT, .hidden = true, .key = "minimum_and_maximum_charging_electric_power",
     .name = "Minimum and maximum charging electric power", .data = &d164},
    {.epc = 0xC8, .since = 'B', .until = 'G', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_IDENTITY, .use = ECHONET_SPLIT, .hidden = true,
     .key = "minimum_and_maximum_charging_electric_power", .name = "Minimum and maximum charging electric power",
     .data = &d164},
    {.epc = 0xC9, .since = 'H', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .use = ECHONET_SPLIT, .hidden = true, .key = "minimum_and_maximum_discharging_electric_power",
     .name = "Minimum and maximum discharging electric power", .data = &d164},
    {.epc = 0xC9, .since = 'B', .until = 'G', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_IDENTITY, .use = ECHONET_SPLIT, .hidden = true,
     .key = "minimum_and_maximum_discharging_electric_power",
     .name = "Minimum and maximum discharging electric power", .data = &d164},
    {.epc = 0xCA, .since = 'B', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .use = ECHONET_SPLIT, .hidden = true, .key = "minimum_and_maximum_charging_current",
     .name = "Minimum and maximum charging current", .data = &d166},
    {.epc = 0xCB, .since = 'B', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .use = ECHONET_SPLIT, .hidden = true, .key = "minimum_and_maximum_discharging_current",
     .name = "Minimum and maximum discharging current", .data = &d166},
    {.epc = 0xCC, .since = 'H', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .diagnostic = true, .hidden = true,
     .key = "re_interconnection_permission", .name = "Re interconnection permission", .data = &d167},
    {.epc = 0xCD, .since = 'H', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .diagnostic = true, .hidden = true,
     .key = "operation_permission", .name = "Operation permission", .data = &d167},
    {.epc = 0xCE, .since = 'H', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .diagnostic = true, .hidden = true,
     .key = "independent_operation_permission", .name = "Independent operation permission", .data = &d167},
    {.epc = 0xCF, .since = 'H', .get = ECHONET_REQUIRED, .inf = ECHONET_REQUIRED, .kind = ECHONET_STATE,
     .use = ECHONET_SCALAR, .key = "working_status", .name = "Working status", .data = &d168},
    {.epc = 0xCF, .since = 'D', .until = 'G', .get = ECHONET_REQUIRED, .inf = ECHONET_REQUIRED,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "working_status", .name = "Working status", .data = &d169},
    {.epc = 0xD0, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .use = ECHONET_SCALAR, .hidden = true, .key = "rated_electric_energy", .name = "Rated electric energy",
     .device_class = "energy_storage", .state_class = FL_MEASUREMENT, .data = &d159},
    {.epc = 0xD1, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .use = ECHONET_SCALAR, .hidden = true, .key = "rated_capacity", .name = "Rated capacity", .data = &d170},
    {.epc = 0xD2, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .use = ECHONET_SCALAR, .hidden = true, .key = "rated_voltage", .name = "Rated voltage",
     .device_class = "voltage", .state_class = FL_MEASUREMENT, .data = &d171},
    {.epc = 0xD3, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_MEASUREMENT,
     .use = ECHONET_SCALAR, .key = "instantaneous_charge_discharge_power", .name = "Charge and discharge power",
     .device_class = "power", .state_class = FL_MEASUREMENT, .data = &d23},
    {.epc = 0xD4, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_MEASUREMENT,
     .use = ECHONET_SCALAR, .key = "instantaneous_charging_and_discharging_current",
     .name = "Instantaneous charging and discharging current", .device_class = "current",
     .state_class = FL_MEASUREMENT, .data = &d172},
    {.epc = 0xD5, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_MEASUREMENT,
     .use = ECHONET_SCALAR, .key = "instantaneous_charging_and_discharging_voltage",
     .name = "Instantaneous charging and discharging voltage", .device_class = "voltage",
     .state_class = FL_MEASUREMENT, .data = &d173},
    {.epc = 0xD6, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SCALAR, .key = "cumulative_discharging_electric_energy",
     .name = "Cumulative discharging electric energy", .device_class = "energy", .state_class = FL_TOTAL_INCREASING,
     .data = &d6},
    {.epc = 0xD7, .since = 'A', .set = ECHONET_OPTIONAL, .kind = ECHONET_KINDS, .use = ECHONET_BUTTON,
     .diagnostic = true, .hidden = true, .key = "reset_cumulative_discharging_electric_energy",
     .name = "Reset cumulative discharging electric energy", .data = &d20},
    {.epc = 0xD8, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SCALAR, .key = "cumulative_charging_electric_energy",
     .name = "Cumulative charging electric energy", .device_class = "energy", .state_class = FL_TOTAL_INCREASING,
     .data = &d6},
    {.epc = 0xD9, .since = 'A', .set = ECHONET_OPTIONAL, .kind = ECHONET_KINDS, .use = ECHONET_BUTTON,
     .diagnostic = true, .hidden = true, .key = "reset_cumulative_charging_electric_energy",
     .name = "Reset cumulative charging electric energy", .data = &d20},
    {.epc = 0xDA, .since = 'H', .get = ECHONET_REQUIRED, .set = ECHONET_REQUIRED, .inf = ECHONET_REQUIRED,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "operation_mode", .name = "Operation mode", .data = &d168},
    {.epc = 0xDA, .since = 'D', .until = 'G', .get = ECHONET_REQUIRED, .set = ECHONET_REQUIRED,
     .inf = ECHONET_REQUIRED, .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "operation_mode",
     .name = "Operation mode", .data = &d174},
    {.epc = 0xDA, .since = 'B', .until = 'C', .get = ECHONET_REQUIRED, .set = ECHONET_REQUIRED,
     .inf = ECHONET_REQUIRED, .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "operation_mode",
     .name = "Operation mode", .data = &d169},
    {.epc = 0xDA, .since = 'A', .until = 'A', .get = ECHONET_REQUIRED, .set = ECHONET_REQUIRED,
     .inf = ECHONET_REQUIRED, .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "operation_mode",
     .name = "Operation mode", .data = &d175},
    {.epc = 0xDB, .since = 'H', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SCALAR, .hidden = true, .key = "power_system_interconnection_status",
     .name = "Power system interconnection status", .data = &d125},
    {.epc = 0xDB, .since = 'B', .until = 'G', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .hidden = true, .key = "power_system_interconnection_status",
     .name = "Power system interconnection status", .data = &d125},
    {.epc = 0xDC, .since = 'C', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .use = ECHONET_SPLIT, .hidden = true, .key = "minimum_and_maximum_charging_power_at_independent",
     .name = "Minimum and maximum charging power at independent", .data = &d164},
    {.epc = 0xDD, .since = 'C', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .use = ECHONET_SPLIT, .hidden = true, .key = "minimum_and_maximum_discharging_power_at_independent",
     .name = "Minimum and maximum discharging power at independent", .data = &d164},
    {.epc = 0xDE, .since = 'C', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .use = ECHONET_SPLIT, .hidden = true, .key = "minimum_and_maximum_charging_current_at_independent",
     .name = "Minimum and maximum charging current at independent", .data = &d166},
    {.epc = 0xDF, .since = 'C', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .use = ECHONET_SPLIT, .hidden = true, .key = "minimum_and_maximum_discharging_current_at_independent",
     .name = "Minimum and maximum discharging current at independent", .data = &d166},
    {.epc = 0xE0, .since = 'B', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_KINDS, .hidden = true, .key = "charging_and_discharging_amount1",
     .name = "Charging and discharging amount 1", .data = &d178},
    {.epc = 0xE0, .since = 'A', .until = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL,
     .inf = ECHONET_OPTIONAL, .kind = ECHONET_KINDS, .hidden = true, .key = "charging_and_discharging_amount1",
     .name = "Charging and discharging amount 1", .data = &d178},
    {.epc = 0xE1, .since = 'B', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_KINDS, .hidden = true, .key = "charging_and_discharging_amount2",
     .name = "Charging and discharging amount 2", .data = &d181},
    {.epc = 0xE1, .since = 'A', .until = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL,
     .inf = ECHONET_OPTIONAL, .kind = ECHONET_KINDS, .hidden = true, .key = "charging_and_discharging_amount2",
     .name = "Charging and discharging amount 2", .data = &d181},
    {.epc = 0xE2, .since = 'A', .get = ECHONET_CONDITIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SCALAR, .key = "remaining_energy", .name = "Remaining energy", .device_class = "energy_storage",
     .state_class = FL_MEASUREMENT, .data = &d159},
    {.epc = 0xE3, .since = 'A', .get = ECHONET_CONDITIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SCALAR, .hidden = true, .key = "remaining_charge", .name = "Remaining charge", .data = &d170},
    {.epc = 0xE4, .since = 'A', .get = ECHONET_CONDITIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_MEASUREMENT,
     .use = ECHONET_SCALAR, .key = "state_of_charge", .name = "State of charge", .device_class = "battery",
     .state_class = FL_MEASUREMENT, .data = &d8},
    {.epc = 0xE5, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_MEASUREMENT,
     .use = ECHONET_SCALAR, .diagnostic = true, .key = "state_of_health", .name = "State of health",
     .state_class = FL_MEASUREMENT, .data = &d8},
    {.epc = 0xE6, .since = 'A', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .use = ECHONET_SCALAR, .hidden = true, .key = "battery_type", .name = "Battery type", .data = &d182},
    {.epc = 0xE7, .since = 'B', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .diagnostic = true, .key = "charging_amount1",
     .name = "Charging amount 1", .device_class = "energy_storage", .data = &d159},
    {.epc = 0xE8, .since = 'B', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .diagnostic = true, .key = "discharging_amount1",
     .name = "Discharging amount 1", .device_class = "energy_storage", .data = &d159},
    {.epc = 0xE9, .since = 'B', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .diagnostic = true, .hidden = true, .key = "charging_amount2",
     .name = "Charging amount 2", .data = &d170},
    {.epc = 0xEA, .since = 'B', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .diagnostic = true, .hidden = true,
     .key = "discharging_amount2", .name = "Discharging amount 2", .data = &d170},
    {.epc = 0xEB, .since = 'B', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .diagnostic = true, .key = "charging_power",
     .name = "Charging power", .device_class = "power", .data = &d163},
    {.epc = 0xEC, .since = 'B', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .diagnostic = true, .key = "discharging_power",
     .name = "Discharging power", .device_class = "power", .data = &d163},
    {.epc = 0xED, .since = 'B', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .diagnostic = true, .key = "charging_current",
     .name = "Charging current", .device_class = "current", .data = &d49},
    {.epc = 0xEE, .since = 'B', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .diagnostic = true, .key = "discharging_current",
     .name = "Discharging current", .device_class = "current", .data = &d49},
    {.epc = 0xEF, .since = 'C', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .use = ECHONET_SCALAR, .hidden = true, .key = "rated_voltage_at_independent",
     .name = "Rated voltage at independent", .device_class = "voltage", .state_class = FL_MEASUREMENT, .data = &d171},
};
static const struct echonet_property p_027E[] = {
    {.epc = 0x89, .since = 'R', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SCALAR, .diagnostic = true, .hidden = true, .key = "fault_code", .name = "Fault code",
     .data = &d10},
    {.epc = 0x8C, .since = 'R', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .hidden = true, .key = "product_code", .name = "Product code", .data = &d12},
    {.epc = 0xC0, .since = 'D', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SCALAR, .key = "dischargeable_capacity1", .name = "Dischargeable capacity 1",
     .device_class = "energy_storage", .state_class = FL_MEASUREMENT, .data = &d159},
    {.epc = 0xC1, .since = 'G', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SCALAR, .hidden = true, .key = "dischargeable_capacity2", .name = "Dischargeable capacity 2",
     .data = &d170},
    {.epc = 0xC1, .since = 'D', .until = 'F', .get = ECHONET_CONDITIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .hidden = true, .key = "dischargeable_capacity2",
     .name = "Dischargeable capacity 2", .data = &d170},
    {.epc = 0xC2, .since = 'D', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SCALAR, .key = "remaining_dischargeable_capacity1", .name = "Remaining dischargeable capacity 1",
     .device_class = "energy_storage", .state_class = FL_MEASUREMENT, .data = &d159},
    {.epc = 0xC3, .since = 'G', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SCALAR, .hidden = true, .key = "remaining_dischargeable_capacity2",
     .name = "Remaining dischargeable capacity 2", .data = &d170},
    {.epc = 0xC3, .since = 'D', .until = 'F', .get = ECHONET_CONDITIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .hidden = true, .key = "remaining_dischargeable_capacity2",
     .name = "Remaining dischargeable capacity 2", .data = &d170},
    {.epc = 0xC4, .since = 'D', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_MEASUREMENT,
     .use = ECHONET_SCALAR, .key = "remaining_dischargeable_capacity3", .name = "Remaining dischargeable capacity 3",
     .state_class = FL_MEASUREMENT, .data = &d8},
    {.epc = 0xC5, .since = 'D', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .use = ECHONET_SCALAR, .hidden = true, .key = "rated_charge_electric_power",
     .name = "Rated charge electric power", .device_class = "power", .state_class = FL_MEASUREMENT, .data = &d163},
    {.epc = 0xC6, .since = 'D', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .use = ECHONET_SCALAR, .hidden = true, .key = "rated_discharge_electric_power",
     .name = "Rated discharge electric power", .device_class = "power", .state_class = FL_MEASUREMENT, .data = &d163},
    {.epc = 0xC7, .selector = 0xCD, .since = 'J', .get = ECHONET_REQUIRED, .inf = ECHONET_REQUIRED,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "charge_discharge_status",
     .name = "Charge discharge status", .data = &d183},
    {.epc = 0xC7, .selector = 0xCD, .since = 'G', .until = 'I', .get = ECHONET_REQUIRED, .inf = ECHONET_REQUIRED,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "charge_discharge_status",
     .name = "Charge discharge status", .data = &d184},
    {.epc = 0xC7, .selector = 0xCD, .since = 'D', .until = 'F', .get = ECHONET_REQUIRED, .inf = ECHONET_REQUIRED,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "charge_discharge_status",
     .name = "Charge discharge status", .data = &d185},
    {.epc = 0xC8, .since = 'D', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .use = ECHONET_SPLIT, .hidden = true, .key = "minimum_and_maximum_charging_electric_power",
     .name = "Minimum and maximum charging electric power", .data = &d186},
    {.epc = 0xC9, .since = 'D', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .use = ECHONET_SPLIT, .hidden = true, .key = "minimum_and_maximum_discharging_electric_power",
     .name = "Minimum and maximum discharging electric power", .data = &d186},
    {.epc = 0xCA, .since = 'D', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .use = ECHONET_SPLIT, .hidden = true, .key = "minimum_and_maximum_charging_current",
     .name = "Minimum and maximum charging current", .data = &d187},
    {.epc = 0xCB, .since = 'D', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .use = ECHONET_SPLIT, .hidden = true, .key = "minimum_and_maximum_discharging_current",
     .name = "Minimum and maximum discharging current", .data = &d187},
    {.epc = 0xCC, .since = 'G', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .use = ECHONET_SCALAR, .hidden = true, .key = "equipment_type", .name = "Equipment type", .data = &d188},
    {.epc = 0xCD, .since = 'G', .set = ECHONET_REQUIRED, .kind = ECHONET_KINDS, .use = ECHONET_BUTTON,
     .diagnostic = true, .hidden = true, .key = "vehicle_connection_confirmation",
     .name = "Vehicle connection confirmation", .data = &d189},
    {.epc = 0xCE, .since = 'J', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SCALAR, .key = "chargeable_capacity", .name = "Chargeable capacity",
     .device_class = "energy_storage", .state_class = FL_MEASUREMENT, .data = &d159},
    {.epc = 0xCF, .since = 'J', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SCALAR, .key = "remaining_chargeable_capacity", .name = "Remaining chargeable capacity",
     .device_class = "energy_storage", .state_class = FL_MEASUREMENT, .data = &d159},
    {.epc = 0xD0, .since = 'D', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SCALAR, .key = "used_capacity1", .name = "Used capacity 1", .device_class = "energy_storage",
     .state_class = FL_MEASUREMENT, .data = &d159},
    {.epc = 0xD1, .since = 'G', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SCALAR, .hidden = true, .key = "used_capacity2", .name = "Used capacity 2", .data = &d170},
    {.epc = 0xD1, .since = 'D', .until = 'F', .get = ECHONET_CONDITIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .hidden = true, .key = "used_capacity2",
     .name = "Used capacity 2", .data = &d170},
    {.epc = 0xD2, .since = 'D', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .use = ECHONET_SCALAR, .hidden = true, .key = "rated_voltage", .name = "Rated voltage",
     .device_class = "voltage", .state_class = FL_MEASUREMENT, .data = &d171},
    {.epc = 0xD3, .since = 'D', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_MEASUREMENT,
     .use = ECHONET_SCALAR, .key = "instantaneous_electric_power", .name = "Instantaneous electric power",
     .device_class = "power", .state_class = FL_MEASUREMENT, .data = &d23},
    {.epc = 0xD4, .since = 'D', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_MEASUREMENT,
     .use = ECHONET_SCALAR, .key = "instantaneous_current", .name = "Instantaneous current",
     .device_class = "current", .state_class = FL_MEASUREMENT, .data = &d172},
    {.epc = 0xD5, .since = 'D', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_MEASUREMENT,
     .use = ECHONET_SCALAR, .key = "instantaneous_voltage", .name = "Instantaneous voltage",
     .device_class = "voltage", .state_class = FL_MEASUREMENT, .data = &d173},
    {.epc = 0xD6, .since = 'D', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SCALAR, .key = "cumulative_discharging_electric_energy",
     .name = "Cumulative discharging electric energy", .device_class = "energy", .state_class = FL_TOTAL_INCREASING,
     .data = &d6},
    {.epc = 0xD7, .since = 'D', .set = ECHONET_OPTIONAL, .kind = ECHONET_KINDS, .use = ECHONET_BUTTON,
     .diagnostic = true, .hidden = true, .key = "reset_cumulative_discharging_electric_energy",
     .name = "Reset cumulative discharging electric energy", .data = &d20},
    {.epc = 0xD8, .since = 'D', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SCALAR, .key = "cumulative_charging_electric_energy",
     .name = "Cumulative charging electric energy", .device_class = "energy", .state_class = FL_TOTAL_INCREASING,
     .data = &d6},
    {.epc = 0xD9, .since = 'D', .set = ECHONET_OPTIONAL, .kind = ECHONET_KINDS, .use = ECHONET_BUTTON,
     .diagnostic = true, .hidden = true, .key = "reset_cumulative_charging_electric_energy",
     .name = "Reset cumulative charging electric energy", .data = &d20},
    {.epc = 0xDA, .since = 'P', .get = ECHONET_REQUIRED, .set = ECHONET_REQUIRED, .inf = ECHONET_REQUIRED,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "operation_mode", .name = "Operation mode", .data = &d190},
    {.epc = 0xDA, .since = 'N', .until = 'N', .get = ECHONET_REQUIRED, .set = ECHONET_REQUIRED,
     .inf = ECHONET_REQUIRED, .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "operation_mode",
     .name = "Operation mode", .data = &d191},
    {.epc = 0xDA, .since = 'G', .until = 'M', .get = ECHONET_REQUIRED, .set = ECHONET_REQUIRED,
     .inf = ECHONET_REQUIRED, .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "operation_mode",
     .name = "Operation mode", .data = &d192},
    {.epc = 0xDA, .since = 'D', .until = 'F', .get = ECHONET_REQUIRED, .set = ECHONET_REQUIRED,
     .inf = ECHONET_REQUIRED, .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "operation_mode",
     .name = "Operation mode", .data = &d193},
    {.epc = 0xDB, .since = 'D', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SCALAR, .hidden = true, .key = "power_system_interconnection_status",
     .name = "Power system interconnection status", .data = &d125},
    {.epc = 0xDC, .since = 'P', .get = ECHONET_REQUIRED, .set = ECHONET_OPTIONAL, .inf = ECHONET_REQUIRED,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .diagnostic = true, .key = "charging_method",
     .name = "Charging method", .data = &d194},
    {.epc = 0xDC, .since = 'N', .until = 'N', .get = ECHONET_REQUIRED, .set = ECHONET_OPTIONAL,
     .inf = ECHONET_REQUIRED, .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .diagnostic = true,
     .key = "charging_method", .name = "Charging method", .data = &d195},
    {.epc = 0xDD, .since = 'P', .get = ECHONET_REQUIRED, .set = ECHONET_OPTIONAL, .inf = ECHONET_REQUIRED,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .diagnostic = true, .key = "discharging_method",
     .name = "Discharging method", .data = &d196},
    {.epc = 0xDD, .since = 'N', .until = 'N', .get = ECHONET_REQUIRED, .set = ECHONET_OPTIONAL,
     .inf = ECHONET_REQUIRED, .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .diagnostic = true,
     .key = "discharging_method", .name = "Discharging method", .data = &d197},
    {.epc = 0xDE, .since = 'N', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .diagnostic = true, .key = "purchasing_electric_power",
     .name = "Purchasing electric power", .device_class = "power", .data = &d163},
    {.epc = 0xDF, .since = 'N', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .diagnostic = true, .hidden = true,
     .key = "re_interconnection_permission", .name = "Re interconnection permission", .data = &d167},
    {.epc = 0xE0, .since = 'P', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .diagnostic = true, .key = "charging_discharging_electric_power",
     .name = "Charging discharging electric power", .device_class = "power", .data = &d23},
    {.epc = 0xE1, .since = 'Q', .get = ECHONET_OPTIONAL, .inf = ECHONET_REQUIRED, .kind = ECHONET_STATE,
     .use = ECHONET_SCALAR, .key = "actual_operation_mode", .name = "Actual operation mode", .data = &d198},
    {.epc = 0xE2, .since = 'D', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SCALAR, .key = "remaining_capacity1", .name = "Remaining capacity 1",
     .device_class = "energy_storage", .state_class = FL_MEASUREMENT, .data = &d159},
    {.epc = 0xE3, .since = 'G', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SCALAR, .hidden = true, .key = "remaining_capacity2", .name = "Remaining capacity 2",
     .data = &d170},
    {.epc = 0xE3, .since = 'D', .until = 'F', .get = ECHONET_CONDITIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .hidden = true, .key = "remaining_capacity2",
     .name = "Remaining capacity 2", .data = &d170},
    {.epc = 0xE4, .since = 'D', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_MEASUREMENT,
     .use = ECHONET_SCALAR, .key = "remaining_capacity3", .name = "Remaining capacity 3", .device_class = "battery",
     .state_class = FL_MEASUREMENT, .data = &d8},
    {.epc = 0xE5, .since = 'P', .get = ECHONET_OPTIONAL, .inf = ECHONET_REQUIRED, .kind = ECHONET_STATE,
     .use = ECHONET_SCALAR, .key = "maintenance_status", .name = "Maintenance status", .data = &d199},
    {.epc = 0xE6, .since = 'J', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_KINDS,
     .hidden = true, .key = "vehicle_id", .name = "Vehicle ID", .data = &d202},
    {.epc = 0xE7, .since = 'D', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .diagnostic = true, .key = "target_charging_electric_energy1",
     .name = "Target charging electric energy 1", .device_class = "energy_storage", .data = &d159},
    {.epc = 0xE9, .since = 'D', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .diagnostic = true, .hidden = true,
     .key = "target_charging_electric_energy2", .name = "Target charging electric energy 2", .data = &d170},
    {.epc = 0xEA, .since = 'J', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .diagnostic = true, .key = "target_discharging_electric_energy",
     .name = "Target discharging electric energy", .device_class = "energy_storage", .data = &d159},
    {.epc = 0xEB, .since = 'D', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .diagnostic = true, .key = "charging_electric_power",
     .name = "Charging electric power", .device_class = "power", .data = &d163},
    {.epc = 0xEC, .since = 'D', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .diagnostic = true, .key = "discharging_electric_power",
     .name = "Discharging electric power", .device_class = "power", .data = &d163},
    {.epc = 0xED, .since = 'D', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .diagnostic = true, .key = "charging_current",
     .name = "Charging current", .device_class = "current", .data = &d49},
    {.epc = 0xEE, .since = 'D', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .diagnostic = true, .key = "discharging_current",
     .name = "Discharging current", .device_class = "current", .data = &d49},
    {.epc = 0xEF, .since = 'D', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .use = ECHONET_SCALAR, .hidden = true, .key = "rated_voltage_of_independent_operation",
     .name = "Rated voltage of independent operation", .device_class = "voltage", .state_class = FL_MEASUREMENT,
     .data = &d171},
};
static const struct echonet_property p_0280[] = {
    {.epc = 0xE0, .since = 'A', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SCALAR, .key = "cumulative_electric_energy", .name = "Cumulative electric energy",
     .device_class = "energy", .state_class = FL_TOTAL_INCREASING, .data = &d203},
    {.epc = 0xE2, .since = 'A', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .hidden = true, .key = "cumulative_amounts_of_electric_energy_unit",
     .name = "Cumulative amounts of electric energy unit", .data = &d204},
    {.epc = 0xE3, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_KINDS,
     .hidden = true, .is_long = true, .key = "cumulative_electric_energy_log1",
     .name = "Cumulative electric energy log 1", .data = &d206},
};
static const struct echonet_property p_0281[] = {
    {.epc = 0xD0, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .diagnostic = true, .hidden = true,
     .key = "water_flow_meter_classification", .name = "Water flow meter classification", .data = &d207},
    {.epc = 0xD1, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .diagnostic = true, .hidden = true,
     .key = "owner_classification", .name = "Owner classification", .data = &d208},
    {.epc = 0xE0, .since = 'A', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SCALAR, .key = "cumulative_flowing_water", .name = "Cumulative flowing water",
     .device_class = "water", .state_class = FL_TOTAL_INCREASING, .data = &d209},
    {.epc = 0xE1, .since = 'A', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .hidden = true, .key = "unit_for_cumulative_flowing_water", .name = "Unit for cumulative flowing water",
     .data = &d210},
    {.epc = 0xE2, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_KINDS,
     .hidden = true, .is_long = true, .key = "cumulative_flowing_water_log", .name = "Cumulative flowing water log",
     .data = &d212},
    {.epc = 0xE3, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_REQUIRED, .kind = ECHONET_STATE,
     .use = ECHONET_SCALAR, .key = "abnormal_detection", .name = "Abnormal detection", .data = &d9},
    {.epc = 0xE4, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SCALAR, .hidden = true, .key = "security_data_information", .name = "Security data information",
     .data = &d213},
    {.epc = 0xE5, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_KINDS, .hidden = true, .key = "id_number", .name = "ID number", .data = &d138},
    {.epc = 0xE6, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_KINDS, .hidden = true, .key = "verification_expiration_information",
     .name = "Verification expiration information", .data = &d138},
    {.epc = 0xE7, .since = 'P', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_KINDS,
     .hidden = true, .is_long = true, .key = "cumulative_flowing_water_log2",
     .name = "Cumulative flowing water log 2", .data = &d215},
};
static const struct echonet_property p_0282[] = {
    {.epc = 0xE0, .since = 'A', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SCALAR, .key = "cumulative_gas_consumption", .name = "Cumulative gas consumption",
     .device_class = "gas", .state_class = FL_TOTAL_INCREASING, .data = &d152},
    {.epc = 0xE2, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_KINDS,
     .hidden = true, .is_long = true, .key = "cumulative_gas_consumption_log",
     .name = "Cumulative gas consumption log", .data = &d212},
};
static const struct echonet_property p_0287[] = {
    {.epc = 0xB0, .since = 'E', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .use = ECHONET_SCALAR, .hidden = true, .key = "master_rated_capacity", .name = "Master rated capacity",
     .device_class = "current", .state_class = FL_MEASUREMENT, .data = &d216},
    {.epc = 0xB1, .since = 'E', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .use = ECHONET_SCALAR, .hidden = true, .key = "number_of_measurement_channels_simplex",
     .name = "Number of measurement channels simplex", .data = &d217},
    {.epc = 0xB2, .since = 'E', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_KINDS, .hidden = true, .key = "channel_range_for_cumulative_electric_power_consumption_simplex",
     .name = "Channel range for cumulative electric power consumption simplex", .data = &d219},
    {.epc = 0xB3, .selector = 0xB2, .since = 'E', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_LIST, .is_long = true, .key = "cumulative_electric_energy_list_simplex",
     .name = "Cumulative electric energy list simplex", .data = &d222},
    {.epc = 0xB4, .since = 'E', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_KINDS, .hidden = true, .key = "channel_range_for_instantaneous_current_simplex",
     .name = "Channel range for instantaneous current simplex", .data = &d219},
    {.epc = 0xB5, .selector = 0xB4, .since = 'E', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_MEASUREMENT, .use = ECHONET_LIST, .is_long = true, .key = "instantaneous_current_list_simplex",
     .name = "Instantaneous current list simplex", .data = &d226},
    {.epc = 0xB6, .since = 'E', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_KINDS, .hidden = true, .key = "channel_range_for_instantaneous_power_consumption_simplex",
     .name = "Channel range for instantaneous power consumption simplex", .data = &d219},
    {.epc = 0xB7, .selector = 0xB6, .since = 'E', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_MEASUREMENT, .use = ECHONET_LIST, .is_long = true,
     .key = "instantaneous_electric_power_list_simplex", .name = "Instantaneous electric power list simplex",
     .data = &d229},
    {.epc = 0xB8, .since = 'E', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .use = ECHONET_SCALAR, .hidden = true, .key = "number_of_measurement_channels_duplex",
     .name = "Number of measurement channels duplex", .data = &d217},
    {.epc = 0xB9, .since = 'E', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_KINDS, .hidden = true, .key = "channel_range_for_cumulative_electric_power_consumption_duplex",
     .name = "Channel range for cumulative electric power consumption duplex", .data = &d231},
    {.epc = 0xBA, .selector = 0xB9, .since = 'E', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_LIST, .is_long = true, .key = "cumulative_electric_energy_list_duplex",
     .name = "Cumulative electric energy list duplex", .data = &d234},
    {.epc = 0xBB, .since = 'E', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_KINDS, .hidden = true, .key = "channel_range_for_instantaneous_current_duplex",
     .name = "Channel range for instantaneous current duplex", .data = &d219},
    {.epc = 0xBC, .selector = 0xBB, .since = 'E', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_MEASUREMENT, .use = ECHONET_LIST, .is_long = true, .key = "instantaneous_current_list_duplex",
     .name = "Instantaneous current list duplex", .data = &d226},
    {.epc = 0xBD, .since = 'E', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_KINDS, .hidden = true, .key = "channel_range_for_instantaneous_power_consumption_duplex",
     .name = "Channel range for instantaneous power consumption duplex", .data = &d219},
    {.epc = 0xBE, .selector = 0xBD, .since = 'E', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_MEASUREMENT, .use = ECHONET_LIST, .is_long = true,
     .key = "instantaneous_electric_power_list_duplex", .name = "Instantaneous electric power list duplex",
     .data = &d229},
    {.epc = 0xC0, .since = 'A', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SCALAR, .key = "normal_direction_cumulative_electric_energy",
     .name = "Normal direction cumulative electric energy", .device_class = "energy",
     .state_class = FL_TOTAL_INCREASING, .data = &d220},
    {.epc = 0xC1, .since = 'A', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SCALAR, .key = "reverse_direction_cumulative_electric_energy",
     .name = "Reverse direction cumulative electric energy", .device_class = "energy",
     .state_class = FL_TOTAL_INCREASING, .data = &d220},
    {.epc = 0xC2, .since = 'A', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .hidden = true, .key = "unit_for_cumulative_electric_energy", .name = "Unit for cumulative electric energy",
     .data = &d235},
    {.epc = 0xC3, .selector = 0xC5, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_KINDS, .hidden = true, .is_long = true,
     .key = "normal_direction_cumulative_electric_energy_log",
     .name = "Normal direction cumulative electric energy log", .data = &d238},
    {.epc = 0xC4, .selector = 0xC5, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_KINDS, .hidden = true, .is_long = true,
     .key = "reverse_direction_cumulative_electric_energy_log",
     .name = "Reverse direction cumulative electric energy log", .data = &d238},
    {.epc = 0xC5, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .hidden = true,
     .key = "day_for_the_historical_data_cumulative_electric_energy",
     .name = "Day for the historical data cumulative electric energy", .data = &d239},
    {.epc = 0xC6, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_MEASUREMENT,
     .use = ECHONET_SCALAR, .key = "instantaneous_electric_power", .name = "Instantaneous electric power",
     .device_class = "power", .state_class = FL_MEASUREMENT, .data = &d227},
    {.epc = 0xC7, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_MEASUREMENT,
     .use = ECHONET_SPLIT, .key = "instantaneous_current", .name = "Instantaneous current",
     .state_class = FL_MEASUREMENT, .data = &d224},
    {.epc = 0xC8, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_MEASUREMENT,
     .use = ECHONET_SPLIT, .key = "instantaneous_voltage", .name = "Instantaneous voltage",
     .state_class = FL_MEASUREMENT, .data = &d241},
    {.epc = 0xD0, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SPLIT, .key = "channel1", .name = "Channel 1", .data = &d242},
    {.epc = 0xD1, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SPLIT, .key = "channel2", .name = "Channel 2", .data = &d242},
    {.epc = 0xD2, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SPLIT, .key = "channel3", .name = "Channel 3", .data = &d242},
    {.epc = 0xD3, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SPLIT, .key = "channel4", .name = "Channel 4", .data = &d242},
    {.epc = 0xD4, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SPLIT, .key = "channel5", .name = "Channel 5", .data = &d242},
    {.epc = 0xD5, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SPLIT, .key = "channel6", .name = "Channel 6", .data = &d242},
    {.epc = 0xD6, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SPLIT, .key = "channel7", .name = "Channel 7", .data = &d242},
    {.epc = 0xD7, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SPLIT, .key = "channel8", .name = "Channel 8", .data = &d242},
    {.epc = 0xD8, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SPLIT, .key = "channel9", .name = "Channel 9", .data = &d242},
    {.epc = 0xD9, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SPLIT, .key = "channel10", .name = "Channel 10", .data = &d242},
    {.epc = 0xDA, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SPLIT, .key = "channel11", .name = "Channel 11", .data = &d242},
    {.epc = 0xDB, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SPLIT, .key = "channel12", .name = "Channel 12", .data = &d242},
    {.epc = 0xDC, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SPLIT, .key = "channel13", .name = "Channel 13", .data = &d242},
    {.epc = 0xDD, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SPLIT, .key = "channel14", .name = "Channel 14", .data = &d242},
    {.epc = 0xDE, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SPLIT, .key = "channel15", .name = "Channel 15", .data = &d242},
    {.epc = 0xDF, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SPLIT, .key = "channel16", .name = "Channel 16", .data = &d242},
    {.epc = 0xE0, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SPLIT, .key = "channel17", .name = "Channel 17", .data = &d242},
    {.epc = 0xE1, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SPLIT, .key = "channel18", .name = "Channel 18", .data = &d242},
    {.epc = 0xE2, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SPLIT, .key = "channel19", .name = "Channel 19", .data = &d242},
    {.epc = 0xE3, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SPLIT, .key = "channel20", .name = "Channel 20", .data = &d242},
    {.epc = 0xE4, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SPLIT, .key = "channel21", .name = "Channel 21", .data = &d242},
    {.epc = 0xE5, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SPLIT, .key = "channel22", .name = "Channel 22", .data = &d242},
    {.epc = 0xE6, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SPLIT, .key = "channel23", .name = "Channel 23", .data = &d242},
    {.epc = 0xE7, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SPLIT, .key = "channel24", .name = "Channel 24", .data = &d242},
    {.epc = 0xE8, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SPLIT, .key = "channel25", .name = "Channel 25", .data = &d242},
    {.epc = 0xE9, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SPLIT, .key = "channel26", .name = "Channel 26", .data = &d242},
    {.epc = 0xEA, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SPLIT, .key = "channel27", .name = "Channel 27", .data = &d242},
    {.epc = 0xEB, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SPLIT, .key = "channel28", .name = "Channel 28", .data = &d242},
    {.epc = 0xEC, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SPLIT, .key = "channel29", .name = "Channel 29", .data = &d242},
    {.epc = 0xED, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SPLIT, .key = "channel30", .name = "Channel 30", .data = &d242},
    {.epc = 0xEE, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SPLIT, .key = "channel31", .name = "Channel 31", .data = &d242},
    {.epc = 0xEF, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SPLIT, .key = "channel32", .name = "Channel 32", .data = &d242},
};
static const struct echonet_property p_0288[] = {
    {.epc = 0xC0, .since = 'R', .get = ECHONET_CONDITIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_KINDS,
     .hidden = true, .key = "route_b_id", .name = "Route b ID", .data = &d15},
    {.epc = 0xD0, .since = 'R', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SPLIT, .hidden = true, .key = "cumulative_electric_energy_at_every_minute",
     .name = "Cumulative electric energy at every minute", .data = &d245},
    {.epc = 0xD3, .since = 'F', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .use = ECHONET_SCALAR, .hidden = true, .key = "coefficient", .name = "Coefficient", .data = &d246},
    {.epc = 0xD7, .since = 'F', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .use = ECHONET_SCALAR, .hidden = true, .key = "effective_digits", .name = "Effective digits", .data = &d247},
    {.epc = 0xE0, .since = 'F', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SCALAR, .key = "forward_cumulative_energy", .name = "Forward cumulative energy",
     .device_class = "energy", .state_class = FL_TOTAL_INCREASING, .data = &d244},
    {.epc = 0xE1, .since = 'F', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .hidden = true, .key = "cumulative_energy_unit", .name = "Cumulative energy unit", .data = &d235},
    {.epc = 0xE2, .selector = 0xE5, .since = 'F', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_KINDS, .hidden = true, .is_long = true,
     .key = "normal_direction_cumulative_electric_energy_log1",
     .name = "Normal direction cumulative electric energy log 1", .data = &d249},
    {.epc = 0xE3, .since = 'F', .get = ECHONET_CONDITIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SCALAR, .key = "reverse_cumulative_energy", .name = "Reverse cumulative energy",
     .device_class = "energy", .state_class = FL_TOTAL_INCREASING, .data = &d244},
    {.epc = 0xE4, .selector = 0xE5, .since = 'F', .get = ECHONET_CONDITIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_KINDS, .hidden = true, .is_long = true,
     .key = "reverse_direction_cumulative_electric_energy_log1",
     .name = "Reverse direction cumulative electric energy log 1", .data = &d249},
    {.epc = 0xE5, .since = 'F', .get = ECHONET_REQUIRED, .set = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .hidden = true,
     .key = "day_for_the_historical_data_of_cumulative_electric_energy1",
     .name = "Day for the historical data of cumulative electric energy 1", .data = &d239},
    {.epc = 0xE7, .since = 'F', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_MEASUREMENT,
     .use = ECHONET_SCALAR, .key = "instantaneous_power", .name = "Instantaneous power", .device_class = "power",
     .state_class = FL_MEASUREMENT, .data = &d227},
    {.epc = 0xE8, .since = 'F', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_MEASUREMENT,
     .use = ECHONET_SPLIT, .key = "instantaneous_current", .name = "Instantaneous current",
     .state_class = FL_MEASUREMENT, .data = &d224},
    {.epc = 0xEA, .since = 'F', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SPLIT, .hidden = true, .key = "forward_energy_at_last_30min",
     .name = "Forward energy at last 30 minutes", .data = &d250},
    {.epc = 0xEB, .since = 'F', .get = ECHONET_CONDITIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SPLIT, .hidden = true, .key = "reverse_energy_at_last_30min",
     .name = "Reverse energy at last 30 minutes", .data = &d250},
    {.epc = 0xEC, .selector = 0xED, .since = 'F', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_KINDS, .hidden = true, .is_long = true, .key = "cumulative_electric_energy_log2",
     .name = "Cumulative electric energy log 2", .data = &d254},
    {.epc = 0xED, .since = 'F', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_KINDS, .hidden = true, .key = "day_for_the_historical_data_of_cumulative_electric_energy2",
     .name = "Day for the historical data of cumulative electric energy 2", .data = &d255},
    {.epc = 0xEE, .selector = 0xEF, .since = 'R', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_KINDS, .hidden = true, .is_long = true, .key = "cumulative_electric_energy_log3",
     .name = "Cumulative electric energy log 3", .data = &d258},
    {.epc = 0xEF, .since = 'R', .get = ECHONET_REQUIRED, .set = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_KINDS, .hidden = true, .key = "day_for_the_historical_data_of_cumulative_electric_energy3",
     .name = "Day for the historical data of cumulative electric energy 3", .data = &d259},
};
static const struct echonet_property p_028A[] = {
    {.epc = 0xC1, .since = 'F', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_MEASUREMENT,
     .use = ECHONET_SCALAR, .key = "monthly_maximum_electric_power_demand",
     .name = "Monthly maximum electric power demand", .device_class = "power", .state_class = FL_MEASUREMENT,
     .data = &d260},
    {.epc = 0xC2, .since = 'F', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_MEASUREMENT,
     .use = ECHONET_SCALAR, .key = "cumulative_maximum_electric_power_demand",
     .name = "Cumulative maximum electric power demand", .device_class = "power", .state_class = FL_MEASUREMENT,
     .data = &d261},
    {.epc = 0xC3, .since = 'F', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_MEASUREMENT,
     .use = ECHONET_SPLIT, .key = "average_electric_power_demand", .name = "Average electric power demand",
     .data = &d262},
    {.epc = 0xC4, .since = 'F', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .use = ECHONET_SCALAR, .hidden = true, .key = "number_of_effective_digits_of_electric_power_demand",
     .name = "Number of effective digits of electric power demand", .data = &d247},
    {.epc = 0xC5, .since = 'F', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .hidden = true, .key = "unit_of_electric_power_demand", .name = "Unit of electric power demand", .data = &d235},
    {.epc = 0xC6, .selector = 0xE1, .since = 'F', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_KINDS, .hidden = true, .is_long = true, .key = "electric_power_demand_log",
     .name = "Electric power demand log", .data = &d264},
    {.epc = 0xC7, .since = 'F', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .hidden = true, .key = "unit_of_cumulative_max_electric_power_demand",
     .name = "Unit of cumulative max electric power demand", .data = &d235},
    {.epc = 0xCA, .since = 'F', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SPLIT, .hidden = true, .key = "cumulative_reactive_electric_energy",
     .name = "Cumulative reactive electric energy", .data = &d266},
    {.epc = 0xCB, .since = 'F', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SPLIT, .hidden = true, .key = "cumulative_reactive_electric_energy_at_every_30_min",
     .name = "Cumulative reactive electric energy at every 30 minutes", .data = &d266},
    {.epc = 0xCC, .since = 'F', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .use = ECHONET_SCALAR, .hidden = true, .key = "effective_digits_of_reactive_energy",
     .name = "Effective digits of reactive energy", .data = &d247},
    {.epc = 0xCD, .since = 'F', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .hidden = true, .key = "unit_of_cumulative_reactive_electric_power_consumption_lag",
     .name = "Unit of cumulative reactive electric power consumption lag", .data = &d235},
    {.epc = 0xCE, .selector = 0xE1, .since = 'F', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_KINDS, .hidden = true, .is_long = true, .key = "cumulative_reactive_electric_energy_log",
     .name = "Cumulative reactive electric energy log", .data = &d268},
    {.epc = 0xD3, .since = 'F', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .use = ECHONET_SCALAR, .hidden = true, .key = "coefficient", .name = "Coefficient", .data = &d246},
    {.epc = 0xD4, .since = 'F', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .hidden = true, .key = "multiplying_factor_for_coefficient", .name = "Multiplying factor for coefficient",
     .data = &d269},
    {.epc = 0xE0, .since = 'F', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .use = ECHONET_SCALAR, .hidden = true, .key = "fixed_date", .name = "Fixed date", .data = &d100},
    {.epc = 0xE1, .since = 'F', .get = ECHONET_REQUIRED, .set = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .hidden = true,
     .key = "day_for_the_historical_data_of_cumulative_electric_energy",
     .name = "Day for the historical data of cumulative electric energy", .data = &d239},
    {.epc = 0xE2, .since = 'F', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SPLIT, .key = "cumulative_active_electric_energy", .name = "Cumulative active electric energy",
     .data = &d271},
    {.epc = 0xE3, .since = 'F', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SPLIT, .hidden = true, .key = "cumulative_active_electric_energy_at_every_30_min",
     .name = "Cumulative active electric energy at every 30 minutes", .data = &d271},
    {.epc = 0xE4, .since = 'F', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SPLIT, .hidden = true, .key = "cumulative_active_electric_energy_for_power_factor",
     .name = "Cumulative active electric energy for power factor", .data = &d271},
    {.epc = 0xE5, .since = 'F', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .use = ECHONET_SCALAR, .hidden = true,
     .key = "number_of_effective_digits_for_cumulative_active_electric_energy",
     .name = "Number of effective digits for cumulative active electric energy", .data = &d247},
    {.epc = 0xE6, .since = 'F', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .hidden = true, .key = "unit_of_cumulative_effective_electric_energy",
     .name = "Unit of cumulative effective electric energy", .data = &d235},
    {.epc = 0xE7, .selector = 0xE1, .since = 'F', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_KINDS, .hidden = true, .is_long = true, .key = "active_electric_energy_log",
     .name = "Active electric energy log", .data = &d273},
};
static const struct echonet_property p_028D[] = {
    {.epc = 0xD3, .since = 'N', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .use = ECHONET_SCALAR, .hidden = true, .key = "coefficient_for_electric_energy",
     .name = "Coefficient for electric energy", .data = &d274},
    {.epc = 0xD4, .since = 'N', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .hidden = true, .key = "unit_for_cumulative_electric_energy", .name = "Unit for cumulative electric energy",
     .data = &d275},
    {.epc = 0xD7, .since = 'N', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .use = ECHONET_SCALAR, .hidden = true, .key = "number_of_effective_digits_cumulative_electric_energy",
     .name = "Number of effective digits cumulative electric energy", .data = &d247},
    {.epc = 0xD8, .since = 'N', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .use = ECHONET_SCALAR, .hidden = true, .key = "coefficient_for_electric_current",
     .name = "Coefficient for electric current", .data = &d276},
    {.epc = 0xD9, .since = 'N', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .use = ECHONET_SCALAR, .hidden = true, .key = "coefficient_for_voltage", .name = "Coefficient for voltage",
     .data = &d276},
    {.epc = 0xE0, .since = 'N', .get = ECHONET_REQUIRED, .set = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .hidden = true,
     .key = "day_for_the_historical_data_of_cumulative_electric_energy",
     .name = "Day for the historical data of cumulative electric energy", .data = &d239},
    {.epc = 0xE1, .since = 'N', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SCALAR, .key = "normal_direction_cumulative_electric_energy",
     .name = "Normal direction cumulative electric energy", .device_class = "energy",
     .state_class = FL_TOTAL_INCREASING, .data = &d277},
    {.epc = 0xE2, .selector = 0xE0, .since = 'N', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_KINDS, .hidden = true, .is_long = true,
     .key = "normal_direction_cumulative_electric_energy_log",
     .name = "Normal direction cumulative electric energy log", .data = &d279},
    {.epc = 0xE3, .since = 'N', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SCALAR, .key = "reverse_direction_cumulative_electric_energy",
     .name = "Reverse direction cumulative electric energy", .device_class = "energy",
     .state_class = FL_TOTAL_INCREASING, .data = &d277},
    {.epc = 0xE4, .selector = 0xE0, .since = 'N', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_KINDS, .hidden = true, .is_long = true,
     .key = "reverse_direction_cumulative_electric_energy_log",
     .name = "Reverse direction cumulative electric energy log", .data = &d279},
    {.epc = 0xE7, .since = 'N', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_MEASUREMENT,
     .use = ECHONET_SCALAR, .key = "instantaneous_electric_power", .name = "Instantaneous electric power",
     .device_class = "power", .state_class = FL_MEASUREMENT, .data = &d227},
    {.epc = 0xE8, .since = 'N', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_MEASUREMENT,
     .use = ECHONET_SPLIT, .key = "instantaneous_current", .name = "Instantaneous current", .data = &d281},
    {.epc = 0xE9, .since = 'N', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_MEASUREMENT,
     .use = ECHONET_SPLIT, .key = "instantaneous_voltage", .name = "Instantaneous voltage", .data = &d283},
    {.epc = 0xEA, .since = 'N', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SPLIT, .hidden = true, .key = "normal_direction_cumulative_electric_energy_at_every_30_min",
     .name = "Normal direction cumulative electric energy at every 30 minutes", .data = &d284},
    {.epc = 0xEB, .since = 'N', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SPLIT, .hidden = true, .key = "reverse_direction_cumulative_electric_energy_at_every_30_min",
     .name = "Reverse direction cumulative electric energy at every 30 minutes", .data = &d284},
};
static const struct echonet_property p_0290[] = {
    {.epc = 0x80, .since = 'A', .get = ECHONET_REQUIRED, .set = ECHONET_REQUIRED, .inf = ECHONET_REQUIRED,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "operation_status", .name = "Power", .data = &d0},
    {.epc = 0x90, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .hidden = true, .key = "on_timer_reservation",
     .name = "On timer reservation", .data = &d9},
    {.epc = 0x91, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .hidden = true, .key = "on_timer_time", .name = "On timer time",
     .data = &d16},
    {.epc = 0x94, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .hidden = true, .key = "off_timer_reservation",
     .name = "Off timer reservation", .data = &d9},
    {.epc = 0x95, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .hidden = true, .key = "time_of_off_timer",
     .name = "Time of off timer", .data = &d16},
    {.epc = 0xB0, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "light_level", .name = "Light level", .data = &d8},
    {.epc = 0xB1, .since = 'N', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "light_color", .name = "Light color", .data = &d285},
    {.epc = 0xB1, .since = 'C', .until = 'M', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL,
     .inf = ECHONET_OPTIONAL, .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "light_color",
     .name = "Light color", .data = &d286},
    {.epc = 0xB1, .since = 'A', .until = 'B', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL,
     .inf = ECHONET_OPTIONAL, .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "light_color",
     .name = "Light color", .data = &d287},
    {.epc = 0xB2, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_KINDS, .hidden = true, .key = "light_level_step", .name = "Light level step", .data = &d288},
    {.epc = 0xB3, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_KINDS, .hidden = true, .key = "light_color_level_step", .name = "Light color level step",
     .data = &d288},
    {.epc = 0xB4, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .use = ECHONET_SPLIT, .hidden = true, .key = "maximum_specifiable_level", .name = "Maximum specifiable level",
     .data = &d291},
    {.epc = 0xB5, .since = 'C', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .use = ECHONET_SPLIT, .hidden = true, .key = "maximum_settable_level_for_night_lighting",
     .name = "Maximum settable level for night lighting", .data = &d291},
    {.epc = 0xB6, .since = 'C', .get = ECHONET_REQUIRED, .set = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "operation_mode", .name = "Operation mode", .data = &d292},
    {.epc = 0xB7, .since = 'C', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .diagnostic = true, .key = "light_level_for_main_lighting",
     .name = "Light level for main lighting", .data = &d8},
    {.epc = 0xB8, .since = 'C', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_KINDS, .hidden = true, .key = "light_level_step_for_main_lighting",
     .name = "Light level step for main lighting", .data = &d288},
    {.epc = 0xB9, .since = 'C', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .diagnostic = true, .key = "light_level_for_night_lighting",
     .name = "Light level for night lighting", .data = &d8},
    {.epc = 0xBA, .since = 'C', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_KINDS, .hidden = true, .key = "light_level_step_for_night_lighting",
     .name = "Light level step for night lighting", .data = &d288},
    {.epc = 0xBB, .since = 'C', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .diagnostic = true, .key = "light_color_for_main_lighting",
     .name = "Light color for main lighting", .data = &d286},
    {.epc = 0xBC, .since = 'C', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_KINDS, .hidden = true, .key = "light_color_level_step_for_main_lighting",
     .name = "Light color level step for main lighting", .data = &d288},
    {.epc = 0xBD, .since = 'C', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .diagnostic = true, .key = "light_color_level_for_night_lighting",
     .name = "Light color level for night lighting", .data = &d286},
    {.epc = 0xBE, .since = 'C', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_KINDS, .hidden = true, .key = "light_color_level_step_for_night_lighting",
     .name = "Light color level step for night lighting", .data = &d288},
    {.epc = 0xBF, .since = 'C', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_STATE,
     .use = ECHONET_SCALAR, .key = "auto_mode", .name = "Auto mode", .data = &d293},
    {.epc = 0xC0, .since = 'C', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_KINDS, .key = "rgb", .name = "RGB color", .data = &d295},
};
static const struct echonet_property p_0291[] = {
    {.epc = 0x80, .since = 'F', .get = ECHONET_REQUIRED, .set = ECHONET_REQUIRED, .inf = ECHONET_REQUIRED,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "operation_status", .name = "Power", .data = &d0},
    {.epc = 0xB0, .since = 'F', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "light_level", .name = "Light level", .data = &d8},
};
static const struct echonet_property p_02A1[] = {
    {.epc = 0xC5, .since = 'G', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .use = ECHONET_SCALAR, .hidden = true, .key = "rated_charge_electric_power",
     .name = "Rated charge electric power", .device_class = "power", .state_class = FL_MEASUREMENT, .data = &d163},
    {.epc = 0xC7, .selector = 0xCD, .since = 'J', .get = ECHONET_REQUIRED, .inf = ECHONET_REQUIRED,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "charge_status", .name = "Charge status", .data = &d296},
    {.epc = 0xC7, .selector = 0xCD, .since = 'G', .until = 'I', .get = ECHONET_REQUIRED, .inf = ECHONET_REQUIRED,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "charge_status", .name = "Charge status", .data = &d297},
    {.epc = 0xC8, .since = 'G', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .use = ECHONET_SPLIT, .hidden = true, .key = "minimum_and_maximum_charging_electric_power",
     .name = "Minimum and maximum charging electric power", .data = &d186},
    {.epc = 0xCA, .since = 'G', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .use = ECHONET_SPLIT, .hidden = true, .key = "minimum_and_maximum_charging_current",
     .name = "Minimum and maximum charging current", .data = &d187},
    {.epc = 0xCC, .since = 'R', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .use = ECHONET_SCALAR, .hidden = true, .key = "equipment_type", .name = "Equipment type", .data = &d298},
    {.epc = 0xCC, .since = 'G', .until = 'Q', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_IDENTITY, .use = ECHONET_SCALAR, .hidden = true, .key = "equipment_type",
     .name = "Equipment type", .data = &d299},
    {.epc = 0xCD, .since = 'G', .set = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_KINDS,
     .use = ECHONET_BUTTON, .diagnostic = true, .hidden = true, .key = "vehicle_connection_confirmation",
     .name = "Vehicle connection confirmation", .data = &d300},
    {.epc = 0xCE, .since = 'J', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SCALAR, .key = "chargeable_capacity", .name = "Chargeable capacity",
     .device_class = "energy_storage", .state_class = FL_MEASUREMENT, .data = &d159},
    {.epc = 0xCF, .since = 'J', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SCALAR, .key = "remaining_chargeable_capacity", .name = "Remaining chargeable capacity",
     .device_class = "energy_storage", .state_class = FL_MEASUREMENT, .data = &d159},
    {.epc = 0xD0, .since = 'G', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SCALAR, .key = "used_capacity1", .name = "Used capacity 1", .device_class = "energy_storage",
     .state_class = FL_MEASUREMENT, .data = &d159},
    {.epc = 0xD2, .since = 'G', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .use = ECHONET_SCALAR, .hidden = true, .key = "rated_voltage", .name = "Rated voltage",
     .device_class = "voltage", .state_class = FL_MEASUREMENT, .data = &d171},
    {.epc = 0xD3, .since = 'G', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_MEASUREMENT,
     .use = ECHONET_SCALAR, .key = "instantaneous_electric_power", .name = "Instantaneous electric power",
     .device_class = "power", .state_class = FL_MEASUREMENT, .data = &d163},
    {.epc = 0xD8, .since = 'G', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SCALAR, .key = "cumulative_charging_electric_energy",
     .name = "Cumulative charging electric energy", .device_class = "energy", .state_class = FL_TOTAL_INCREASING,
     .data = &d301},
    {.epc = 0xD9, .since = 'G', .set = ECHONET_OPTIONAL, .kind = ECHONET_KINDS, .use = ECHONET_BUTTON,
     .diagnostic = true, .hidden = true, .key = "reset_cumulative_charging_electric_energy",
     .name = "Reset cumulative charging electric energy", .data = &d20},
    {.epc = 0xDA, .since = 'G', .get = ECHONET_REQUIRED, .set = ECHONET_REQUIRED, .inf = ECHONET_REQUIRED,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "operation_mode", .name = "Operation mode", .data = &d302},
    {.epc = 0xE2, .since = 'G', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SCALAR, .key = "remaining_capacity1", .name = "Remaining capacity 1",
     .device_class = "energy_storage", .state_class = FL_MEASUREMENT, .data = &d159},
    {.epc = 0xE4, .since = 'G', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_MEASUREMENT,
     .use = ECHONET_SCALAR, .key = "remaining_capacity3", .name = "Remaining capacity 3", .device_class = "battery",
     .state_class = FL_MEASUREMENT, .data = &d8},
    {.epc = 0xE6, .since = 'J', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_KINDS,
     .hidden = true, .key = "vehicle_id", .name = "Vehicle ID", .data = &d202},
    {.epc = 0xE7, .since = 'J', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .diagnostic = true, .key = "target_charging_electric_energy",
     .name = "Target charging electric energy", .device_class = "energy_storage", .data = &d159},
    {.epc = 0xEB, .since = 'G', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .diagnostic = true, .key = "charging_electric_power",
     .name = "Charging electric power", .device_class = "power", .data = &d163},
    {.epc = 0xED, .since = 'G', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .diagnostic = true, .key = "charging_current",
     .name = "Charging current", .device_class = "current", .data = &d49},
};
static const struct echonet_property p_02A3[] = {
    {.epc = 0xB0, .since = 'I', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "light_level", .name = "Light level", .data = &d8},
    {.epc = 0xC0, .since = 'I', .get = ECHONET_REQUIRED, .set = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .hidden = true, .key = "scene_id", .name = "Scene ID",
     .data = &d303},
    {.epc = 0xC1, .since = 'I', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .use = ECHONET_SCALAR, .hidden = true, .key = "maximum_number_of_scene_id",
     .name = "Maximum number of scene ID", .data = &d304},
};
static const struct echonet_property p_02A4[] = {
    {.epc = 0xB0, .since = 'J', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .diagnostic = true, .key = "light_level", .name = "Light level",
     .data = &d8},
    {.epc = 0xC0, .since = 'J', .get = ECHONET_REQUIRED, .set = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .hidden = true, .key = "scene_id", .name = "Scene ID",
     .data = &d303},
    {.epc = 0xC1, .since = 'J', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .use = ECHONET_SCALAR, .hidden = true, .key = "maximum_number_of_scene_id",
     .name = "Maximum number of scene ID", .data = &d305},
    {.epc = 0xC2, .since = 'J', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_KINDS,
     .hidden = true, .is_long = true, .key = "power_consumption_rate_list", .name = "Power consumption rate list",
     .data = &d306},
    {.epc = 0xC3, .since = 'J', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_MEASUREMENT,
     .use = ECHONET_SCALAR, .key = "power_consumption_at_full_lighting",
     .name = "Power consumption at full lighting", .device_class = "power", .state_class = FL_MEASUREMENT,
     .data = &d5},
    {.epc = 0xC4, .since = 'J', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_MEASUREMENT,
     .use = ECHONET_SCALAR, .key = "power_consumption_will_be_saved", .name = "Power consumption will be saved",
     .device_class = "power", .state_class = FL_MEASUREMENT, .data = &d5},
    {.epc = 0xC5, .since = 'J', .get = ECHONET_REQUIRED, .set = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .diagnostic = true, .hidden = true,
     .key = "power_consumption_limit", .name = "Power consumption limit", .device_class = "power", .data = &d307},
    {.epc = 0xC6, .since = 'K', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "automatic_operation_controlling",
     .name = "Automatic operation controlling", .data = &d0},
    {.epc = 0xC7, .since = 'K', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .diagnostic = true, .hidden = true,
     .key = "fading_control_change_time", .name = "Fading control change time", .data = &d308},
};
static const struct echonet_property p_02A5[] = {
    {.epc = 0x80, .since = 'K', .get = ECHONET_REQUIRED, .set = ECHONET_OPTIONAL, .inf = ECHONET_REQUIRED,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "operation_status", .name = "Power", .data = &d0},
    {.epc = 0x83, .since = 'K', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .hidden = true, .key = "id", .name = "ID", .data = &d4},
    {.epc = 0x89, .since = 'K', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SCALAR, .diagnostic = true, .hidden = true, .key = "fault_code", .name = "Fault code",
     .data = &d10},
    {.epc = 0x8C, .since = 'K', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .hidden = true, .key = "product_code", .name = "Product code", .data = &d12},
    {.epc = 0x97, .since = 'K', .get = ECHONET_REQUIRED, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_KINDS, .hidden = true, .key = "current_time", .name = "Current time", .data = &d16},
    {.epc = 0x98, .since = 'K', .get = ECHONET_REQUIRED, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_KINDS, .hidden = true, .key = "current_date", .name = "Current date", .data = &d13},
    {.epc = 0xD0, .since = 'K', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SCALAR, .hidden = true, .key = "power_system_interconnection_status",
     .name = "Power system interconnection status", .data = &d125},
    {.epc = 0xE0, .since = 'K', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SCALAR, .key = "normal_direction_electric_energy", .name = "Normal direction electric energy",
     .device_class = "energy_storage", .state_class = FL_MEASUREMENT, .data = &d6},
    {.epc = 0xE3, .since = 'K', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SCALAR, .key = "reverse_direction_electric_energy", .name = "Reverse direction electric energy",
     .device_class = "energy_storage", .state_class = FL_MEASUREMENT, .data = &d6},
    {.epc = 0xE7, .since = 'K', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_MEASUREMENT,
     .use = ECHONET_SCALAR, .key = "instantaneous_electric_power", .name = "Instantaneous electric power",
     .device_class = "power", .state_class = FL_MEASUREMENT, .data = &d309},
    {.epc = 0xE8, .since = 'K', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_KINDS,
     .hidden = true, .key = "connected_device_list", .name = "Connected device list", .data = &d311},
};
static const struct echonet_property p_02A6[] = {
    {.epc = 0xB0, .since = 'L', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_REQUIRED,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .diagnostic = true, .key = "automatic_water_heating",
     .name = "Automatic water heating", .data = &d312},
    {.epc = 0xB2, .since = 'L', .get = ECHONET_OPTIONAL, .inf = ECHONET_REQUIRED, .kind = ECHONET_STATE,
     .use = ECHONET_SCALAR, .key = "water_heating_status", .name = "Water heating status", .data = &d9},
    {.epc = 0xB3, .since = 'L', .get = ECHONET_OPTIONAL, .inf = ECHONET_REQUIRED, .kind = ECHONET_STATE,
     .use = ECHONET_SCALAR, .key = "heater_status", .name = "Heater status", .data = &d9},
    {.epc = 0xB6, .since = 'L', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "hot_water_supply_mode_for_auxiliary_heat_source_machine",
     .name = "Hot water supply mode for auxiliary heat source machine", .data = &d9},
    {.epc = 0xB7, .since = 'L', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "heater_mode_for_auxiliary_heat_source_machine",
     .name = "Heater mode for auxiliary heat source machine", .data = &d9},
    {.epc = 0xB8, .since = 'L', .get = ECHONET_REQUIRED, .set = ECHONET_REQUIRED, .inf = ECHONET_REQUIRED,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .diagnostic = true,
     .key = "linkage_mode_for_solar_power_generation", .name = "Linkage mode for solar power generation",
     .data = &d313},
    {.epc = 0xB9, .since = 'L', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_KINDS, .hidden = true, .key = "solar_power_generations_utilization_time",
     .name = "Solar power generations utilization time", .data = &d155},
    {.epc = 0xC3, .since = 'L', .get = ECHONET_OPTIONAL, .inf = ECHONET_REQUIRED, .kind = ECHONET_STATE,
     .use = ECHONET_SCALAR, .key = "hot_water_supply_status", .name = "Hot water supply status", .data = &d9},
    {.epc = 0xE1, .since = 'L', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_STATE,
     .use = ECHONET_SCALAR, .key = "remaining_water", .name = "Remaining water", .data = &d98},
    {.epc = 0xE2, .since = 'L', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .use = ECHONET_SCALAR, .hidden = true, .key = "tank_capacity", .name = "Tank capacity", .data = &d98},
};
static const struct echonet_property p_03B7[] = {
    {.epc = 0xA0, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .diagnostic = true, .key = "quick_freeze", .name = "Quick freeze",
     .data = &d314},
    {.epc = 0xA1, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .diagnostic = true, .key = "quick_refrigeration",
     .name = "Quick refrigeration", .data = &d314},
    {.epc = 0xA4, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .diagnostic = true, .key = "icemaker", .name = "Icemaker",
     .data = &d315},
    {.epc = 0xA5, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_STATE,
     .use = ECHONET_SCALAR, .key = "icemaker_status", .name = "Icemaker status", .data = &d316},
    {.epc = 0xA6, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_STATE,
     .use = ECHONET_SCALAR, .key = "icemaker_tank_status", .name = "Icemaker tank status", .data = &d317},
    {.epc = 0xA8, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .diagnostic = true, .key = "refrigerator_humidification",
     .name = "Refrigerator humidification", .data = &d9},
    {.epc = 0xA9, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .diagnostic = true, .key = "vegetable_humidification",
     .name = "Vegetable humidification", .data = &d9},
    {.epc = 0xAD, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .diagnostic = true, .key = "deodorization",
     .name = "Deodorization", .data = &d9},
    {.epc = 0xB0, .since = 'A', .get = ECHONET_CONDITIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_STATE,
     .use = ECHONET_SCALAR, .key = "door_open_close_status", .name = "Door open close status",
     .device_class = "door", .data = &d9},
    {.epc = 0xB1, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_REQUIRED, .kind = ECHONET_STATE,
     .use = ECHONET_SCALAR, .key = "door_open_warning", .name = "Door open warning", .data = &d9},
    {.epc = 0xB2, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_STATE,
     .use = ECHONET_SCALAR, .key = "refrigerator_compartment_door_status",
     .name = "Refrigerator compartment door status", .device_class = "door", .data = &d9},
    {.epc = 0xB3, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_STATE,
     .use = ECHONET_SCALAR, .key = "freezer_compartment_door_status", .name = "Freezer compartment door status",
     .device_class = "door", .data = &d9},
    {.epc = 0xB4, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_STATE,
     .use = ECHONET_SCALAR, .key = "ice_compartment_door_status", .name = "Ice compartment door status",
     .device_class = "door", .data = &d9},
    {.epc = 0xB5, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_STATE,
     .use = ECHONET_SCALAR, .key = "vegetable_compartment_door_status", .name = "Vegetable compartment door status",
     .device_class = "door", .data = &d9},
    {.epc = 0xB6, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_STATE,
     .use = ECHONET_SCALAR, .key = "multi_mode_compartment_door_status",
     .name = "Multi mode compartment door status", .device_class = "door", .data = &d9},
    {.epc = 0xD1, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_MEASUREMENT,
     .use = ECHONET_SCALAR, .key = "measured_refrigerator_temperature", .name = "Measured refrigerator temperature",
     .device_class = "temperature", .state_class = FL_MEASUREMENT, .data = &d318},
    {.epc = 0xD2, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_MEASUREMENT,
     .use = ECHONET_SCALAR, .key = "measured_freezer_temperature", .name = "Measured freezer temperature",
     .device_class = "temperature", .state_class = FL_MEASUREMENT, .data = &d318},
    {.epc = 0xD3, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_MEASUREMENT,
     .use = ECHONET_SCALAR, .key = "measured_ice_temperature", .name = "Measured ice temperature",
     .device_class = "temperature", .state_class = FL_MEASUREMENT, .data = &d318},
    {.epc = 0xD4, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_MEASUREMENT,
     .use = ECHONET_SCALAR, .key = "measured_vegetable_temperature", .name = "Measured vegetable temperature",
     .device_class = "temperature", .state_class = FL_MEASUREMENT, .data = &d318},
    {.epc = 0xD5, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_MEASUREMENT,
     .use = ECHONET_SCALAR, .key = "measured_multi_mode_temperature", .name = "Measured multi mode temperature",
     .device_class = "temperature", .state_class = FL_MEASUREMENT, .data = &d318},
    {.epc = 0xD8, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SPLIT, .hidden = true, .key = "compressor_rotation_speed", .name = "Compressor rotation speed",
     .data = &d319},
    {.epc = 0xDA, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_MEASUREMENT,
     .use = ECHONET_SCALAR, .key = "electric_current_consumption", .name = "Electric current consumption",
     .device_class = "current", .state_class = FL_MEASUREMENT, .data = &d49},
    {.epc = 0xDC, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .use = ECHONET_SCALAR, .hidden = true, .key = "rated_power_consumption", .name = "Rated power consumption",
     .device_class = "power", .state_class = FL_MEASUREMENT, .data = &d5},
    {.epc = 0xE0, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_KINDS,
     .hidden = true, .key = "maximum_allowable_temperature_level", .name = "Maximum allowable temperature level",
     .data = &d320},
    {.epc = 0xE2, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .diagnostic = true, .key = "refrigerator_temperature",
     .name = "Refrigerator temperature", .device_class = "temperature", .data = &d318},
    {.epc = 0xE3, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .diagnostic = true, .key = "freezer_temperature",
     .name = "Freezer temperature", .device_class = "temperature", .data = &d318},
    {.epc = 0xE4, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .diagnostic = true, .key = "ice_temperature",
     .name = "Ice temperature", .device_class = "temperature", .data = &d318},
    {.epc = 0xE5, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .diagnostic = true, .key = "vegetable_temperature",
     .name = "Vegetable temperature", .device_class = "temperature", .data = &d318},
    {.epc = 0xE6, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .diagnostic = true, .key = "multi_mode_temperature",
     .name = "Multi mode temperature", .device_class = "temperature", .data = &d318},
    {.epc = 0xE9, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .hidden = true, .key = "refrigerator_temperature_level",
     .name = "Refrigerator temperature level", .data = &d97},
    {.epc = 0xEA, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .hidden = true, .key = "freezer_temperature_level",
     .name = "Freezer temperature level", .data = &d97},
    {.epc = 0xEB, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .hidden = true, .key = "ice_temperature_level",
     .name = "Ice temperature level", .data = &d97},
    {.epc = 0xEC, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .hidden = true, .key = "vegetable_temperature_level",
     .name = "Vegetable temperature level", .data = &d97},
    {.epc = 0xED, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .hidden = true, .key = "multi_mode_temperature_level",
     .name = "Multi mode temperature level", .data = &d97},
};
static const struct echonet_property p_03B9[] = {
    {.epc = 0x96, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_KINDS, .hidden = true, .key = "relative_time_of_off_timer",
     .name = "Relative time of off timer", .data = &d322},
    {.epc = 0xA1, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "child_lock", .name = "Child lock", .data = &d43},
    {.epc = 0xA2, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "radiant_heater_lock", .name = "Radiant heater lock",
     .data = &d43},
    {.epc = 0xB1, .since = 'A', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_MEASUREMENT,
     .use = ECHONET_SPLIT, .key = "heating_status", .name = "Heating status", .data = &d324},
    {.epc = 0xB2, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_KINDS, .hidden = true, .key = "heating_operation", .name = "Heating operation", .data = &d326},
    {.epc = 0xB3, .since = 'A', .set = ECHONET_CONDITIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_KINDS,
     .use = ECHONET_BUTTON, .diagnostic = true, .key = "all_stop", .name = "All stop", .data = &d327},
    {.epc = 0xE0, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_KINDS, .hidden = true, .key = "heating_modes_of_stoves", .name = "Heating modes of stoves",
     .data = &d329},
    {.epc = 0xE3, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_KINDS, .hidden = true, .key = "heating_temperature", .name = "Heating temperature",
     .data = &d331},
    {.epc = 0xE7, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_KINDS, .hidden = true, .key = "heating_power", .name = "Heating power", .data = &d336},
};
static const struct echonet_property p_03BB[] = {
    {.epc = 0x90, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .diagnostic = true, .hidden = true, .key = "reservation",
     .name = "Reservation", .data = &d9},
    {.epc = 0x91, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .hidden = true, .key = "reservation_time",
     .name = "Reservation time", .data = &d16},
    {.epc = 0x92, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .hidden = true, .key = "reservation_relative_time",
     .name = "Reservation relative time", .data = &d16},
    {.epc = 0xB0, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_STATE,
     .use = ECHONET_SCALAR, .key = "cover_status", .name = "Cover status", .device_class = "opening", .data = &d9},
    {.epc = 0xB1, .since = 'A', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_STATE,
     .use = ECHONET_SCALAR, .key = "cooking_status", .name = "Cooking status", .data = &d337},
    {.epc = 0xB2, .since = 'A', .get = ECHONET_CONDITIONAL, .set = ECHONET_CONDITIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .diagnostic = true, .key = "cooking_control",
     .name = "Cooking control", .data = &d338},
    {.epc = 0xE1, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "warmer_operation", .name = "Warmer operation",
     .data = &d9},
    {.epc = 0xE5, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_STATE,
     .use = ECHONET_SCALAR, .key = "inner_pot_removed", .name = "Inner pot removed", .data = &d9},
    {.epc = 0xE6, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_STATE,
     .use = ECHONET_SCALAR, .key = "cover_removed", .name = "Cover removed", .data = &d9},
};
static const struct echonet_property p_03C5[] = {
    {.epc = 0x80, .since = 'A', .get = ECHONET_REQUIRED, .set = ECHONET_OPTIONAL, .inf = ECHONET_REQUIRED,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "operation_status", .name = "Power",
     .device_class = "running", .data = &d0},
    {.epc = 0x90, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .diagnostic = true, .hidden = true,
     .key = "on_timer_reservation", .name = "On timer reservation", .data = &d9},
    {.epc = 0x91, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .hidden = true, .key = "on_timer_time", .name = "On timer time",
     .data = &d16},
    {.epc = 0x92, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .hidden = true, .key = "on_timer_relative_time",
     .name = "On timer relative time", .data = &d16},
    {.epc = 0xB0, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_STATE,
     .use = ECHONET_SCALAR, .key = "door_open_close_status", .name = "Door open close status",
     .device_class = "door", .data = &d9},
    {.epc = 0xB2, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "washing_machine_setting",
     .name = "Washing machine setting", .data = &d339},
    {.epc = 0xE1, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_STATE,
     .use = ECHONET_SCALAR, .key = "current_stage", .name = "Current stage", .data = &d340},
    {.epc = 0xE6, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_STATE,
     .use = ECHONET_SCALAR, .key = "time_remaining", .name = "Time remaining", .data = &d341},
};
static const struct echonet_property p_03D3[] = {
    {.epc = 0x90, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .diagnostic = true, .hidden = true,
     .key = "on_timer_reservation_status", .name = "On timer reservation status", .data = &d9},
    {.epc = 0x91, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .hidden = true, .key = "on_timer_absolute",
     .name = "On timer absolute", .data = &d16},
    {.epc = 0x92, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .hidden = true, .key = "relative_time_of_on_timer",
     .name = "Relative time of on timer", .data = &d35},
    {.epc = 0xB0, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_STATE,
     .use = ECHONET_SCALAR, .key = "door_open_status", .name = "Door open status", .device_class = "door",
     .data = &d9},
    {.epc = 0xB2, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .diagnostic = true, .key = "running_status",
     .name = "Running status", .data = &d342},
    {.epc = 0xD0, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .diagnostic = true, .key = "washer_dryer_cycle1",
     .name = "Washer dryer cycle 1", .data = &d343},
    {.epc = 0xD1, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .diagnostic = true, .key = "washer_dryer_cycle2",
     .name = "Washer dryer cycle 2", .data = &d344},
    {.epc = 0xD2, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .diagnostic = true, .key = "dryer_cycle", .name = "Dryer cycle",
     .data = &d345},
    {.epc = 0xD3, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_KINDS,
     .hidden = true, .key = "washer_dryer_cycle_options1", .name = "Washer dryer cycle options 1", .data = &d346},
    {.epc = 0xD4, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_KINDS,
     .hidden = true, .key = "washer_dryer_cycle_options2", .name = "Washer dryer cycle options 2", .data = &d3},
    {.epc = 0xD5, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_KINDS,
     .hidden = true, .key = "washer_dryer_cycle_options3", .name = "Washer dryer cycle options 3", .data = &d3},
    {.epc = 0xD6, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_KINDS, .hidden = true, .key = "water_flow_rate", .name = "Water flow rate", .data = &d351},
    {.epc = 0xD7, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_KINDS, .hidden = true, .key = "spin_drying_rotation_speed",
     .name = "Spin drying rotation speed", .data = &d355},
    {.epc = 0xD8, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_KINDS, .hidden = true, .key = "drying_degree", .name = "Drying degree", .data = &d351},
    {.epc = 0xDB, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_STATE,
     .use = ECHONET_SCALAR, .key = "washing_time_remaining", .name = "Washing time remaining", .data = &d356},
    {.epc = 0xDC, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_STATE,
     .use = ECHONET_SCALAR, .key = "drying_time_remaining", .name = "Drying time remaining", .data = &d356},
    {.epc = 0xDF, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SCALAR, .hidden = true, .key = "on_timer_elapsed", .name = "On timer elapsed", .data = &d16},
    {.epc = 0xE1, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_KINDS, .hidden = true, .key = "presoaking_time", .name = "Presoaking time", .data = &d359},
    {.epc = 0xE2, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_STATE,
     .use = ECHONET_SCALAR, .key = "current_stage", .name = "Current stage", .data = &d360},
    {.epc = 0xE3, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_KINDS, .hidden = true, .key = "water_volume_by_liter", .name = "Water volume by liter",
     .data = &d364},
    {.epc = 0xE4, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_KINDS, .hidden = true, .key = "water_volume_by_step", .name = "Water volume by step",
     .data = &d351},
    {.epc = 0xE5, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_KINDS, .hidden = true, .key = "washing_time", .name = "Washing time", .data = &d359},
    {.epc = 0xE6, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .hidden = true, .key = "rinsing_count", .name = "Rinsing count",
     .data = &d365},
    {.epc = 0xE7, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_KINDS, .hidden = true, .key = "rinsing_process", .name = "Rinsing process", .data = &d3},
    {.epc = 0xE8, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_KINDS, .hidden = true, .key = "spin_drying_time", .name = "Spin drying time", .data = &d367},
    {.epc = 0xE9, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_KINDS, .hidden = true, .key = "drying_time", .name = "Drying time", .data = &d359},
    {.epc = 0xEA, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .diagnostic = true, .key = "water_temperature",
     .name = "Water temperature", .device_class = "temperature", .data = &d368},
    {.epc = 0xEB, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .diagnostic = true, .key = "bathtub_water_recycle",
     .name = "Bathtub water recycle", .data = &d369},
    {.epc = 0xEC, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .diagnostic = true, .key = "wrinkling_minimization",
     .name = "Wrinkling minimization", .data = &d9},
    {.epc = 0xED, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_STATE,
     .use = ECHONET_SCALAR, .key = "washing_drying_time_remaining", .name = "Washing drying time remaining",
     .data = &d370},
    {.epc = 0xEE, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "door_lock_status", .name = "Door lock status",
     .data = &d9},
    {.epc = 0xEF, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_KINDS,
     .hidden = true, .key = "washer_and_dryer_cycle", .name = "Washer and dryer cycle", .data = &d371},
};
static const struct echonet_property p_05FD[] = {
    {.epc = 0xE0, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_KINDS, .hidden = true, .key = "connected_device", .name = "Connected device", .data = &d346},
};
static const struct echonet_property p_05FF[] = {
    {.epc = 0xC0, .since = 'G', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_KINDS,
     .hidden = true, .key = "controller_id", .name = "Controller ID", .data = &d372},
    {.epc = 0xC1, .since = 'G', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .use = ECHONET_SCALAR, .hidden = true, .key = "number_of_devices", .name = "Number of devices", .data = &d373},
    {.epc = 0xC2, .since = 'G', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .hidden = true, .key = "device_list_index",
     .name = "Device list index", .data = &d373},
    {.epc = 0xC3, .since = 'G', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_KINDS,
     .hidden = true, .key = "device_id", .name = "Device ID", .data = &d372},
    {.epc = 0xC4, .since = 'G', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_KINDS,
     .hidden = true, .key = "device_type", .name = "Device type", .data = &d353},
    {.epc = 0xC5, .since = 'G', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_KINDS,
     .hidden = true, .key = "name", .name = "Name", .data = &d374},
    {.epc = 0xC6, .since = 'G', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_STATE,
     .use = ECHONET_SCALAR, .key = "connection_status", .name = "Connection status", .data = &d375},
    {.epc = 0xC7, .since = 'I', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_KINDS,
     .hidden = true, .key = "business_code", .name = "Business code", .data = &d11},
    {.epc = 0xC7, .since = 'G', .until = 'H', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_KINDS, .hidden = true, .key = "business_code", .name = "Business code", .data = &d11},
    {.epc = 0xC8, .since = 'I', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_KINDS,
     .hidden = true, .key = "product_code_of_device", .name = "Product code of device", .data = &d376},
    {.epc = 0xC8, .since = 'G', .until = 'H', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_KINDS, .hidden = true, .key = "product_code_of_device", .name = "Product code of device",
     .data = &d376},
    {.epc = 0xC9, .since = 'I', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SCALAR, .hidden = true, .key = "manufacture_date", .name = "Manufacture date", .data = &d13},
    {.epc = 0xC9, .since = 'G', .until = 'H', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .hidden = true, .key = "manufacture_date",
     .name = "Manufacture date", .data = &d13},
    {.epc = 0xCA, .since = 'I', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SCALAR, .hidden = true, .key = "renewal_date", .name = "Renewal date", .data = &d13},
    {.epc = 0xCA, .since = 'G', .until = 'H', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .hidden = true, .key = "renewal_date", .name = "Renewal date",
     .data = &d13},
    {.epc = 0xCB, .since = 'I', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SCALAR, .hidden = true, .key = "renewal_version_information",
     .name = "Renewal version information", .data = &d373},
    {.epc = 0xCB, .since = 'G', .until = 'H', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_COUNTER, .use = ECHONET_SCALAR, .hidden = true, .key = "renewal_version_information",
     .name = "Renewal version information", .data = &d373},
    {.epc = 0xCC, .since = 'I', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_KINDS,
     .hidden = true, .key = "place", .name = "Place", .data = &d288},
    {.epc = 0xCD, .since = 'I', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_STATE,
     .use = ECHONET_SCALAR, .key = "fault_status_of_device", .name = "Fault status of device", .data = &d9},
    {.epc = 0xCE, .since = 'I', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_KINDS,
     .hidden = true, .key = "set_property_map_for_device", .name = "Set property map for device", .data = &d18},
    {.epc = 0xCF, .since = 'I', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_KINDS,
     .hidden = true, .key = "get_property_map_for_device", .name = "Get property map for device", .data = &d18},
    {.epc = 0xE0, .since = 'I', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_KINDS,
     .hidden = true, .key = "address", .name = "Address", .data = &d7},
};
static const struct echonet_property p_0602[] = {
    {.epc = 0x80, .since = 'A', .get = ECHONET_REQUIRED, .set = ECHONET_CONDITIONAL, .inf = ECHONET_REQUIRED,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .key = "operation_status", .name = "Power", .data = &d0},
    {.epc = 0xB0, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_STATE, .use = ECHONET_SCALAR, .diagnostic = true, .key = "display_control_status",
     .name = "Display control status", .data = &d0},
    {.epc = 0xB1, .since = 'A', .get = ECHONET_CONDITIONAL, .inf = ECHONET_REQUIRED, .kind = ECHONET_STATE,
     .use = ECHONET_SCALAR, .key = "string_setting_acceptance_status", .name = "String setting acceptance status",
     .data = &d377},
    {.epc = 0xB2, .since = 'A', .get = ECHONET_CONDITIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SPLIT, .hidden = true, .key = "supported_character_code", .name = "Supported character code",
     .data = &d379},
    {.epc = 0xB3, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_KINDS, .hidden = true, .key = "character_string_presented",
     .name = "Character string presented", .data = &d384},
    {.epc = 0xB4, .since = 'A', .get = ECHONET_CONDITIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_COUNTER,
     .use = ECHONET_SPLIT, .hidden = true, .key = "length_of_string_accepted", .name = "Length of string accepted",
     .data = &d385},
};
static const struct echonet_property p_0EF0[] = {
    {.epc = 0x80, .since = 'A', .get = ECHONET_REQUIRED, .inf = ECHONET_REQUIRED, .kind = ECHONET_KINDS,
     .hidden = true, .key = "operation_status", .name = "Power", .data = &d0},
    {.epc = 0x82, .since = 'A', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .hidden = true, .key = "protocol_version", .name = "Protocol version", .data = &d3},
    {.epc = 0x83, .since = 'A', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .hidden = true, .key = "identification_number", .name = "Identification number", .data = &d4},
    {.epc = 0x88, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_KINDS,
     .hidden = true, .key = "fault_status", .name = "Fault", .data = &d9},
    {.epc = 0x89, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_KINDS,
     .diagnostic = true, .hidden = true, .key = "fault_code", .name = "Fault code", .data = &d386},
    {.epc = 0x8A, .since = 'A', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .hidden = true, .key = "manufacturer_code", .name = "Manufacturer code", .data = &d11},
    {.epc = 0x8B, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .hidden = true, .key = "business_facility_code", .name = "Business facility code", .data = &d11},
    {.epc = 0x8C, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .hidden = true, .key = "product_code", .name = "Product code", .data = &d346},
    {.epc = 0x8D, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .hidden = true, .key = "serial_number", .name = "Serial number", .data = &d346},
    {.epc = 0x8E, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .hidden = true, .key = "production_date", .name = "Production date", .data = &d13},
    {.epc = 0x9D, .since = 'A', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .hidden = true, .key = "announcement_property_map", .name = "Announcement property map", .data = &d18},
    {.epc = 0x9E, .since = 'A', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .hidden = true, .key = "set_property_map", .name = "Set property map", .data = &d18},
    {.epc = 0x9F, .since = 'A', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_IDENTITY,
     .hidden = true, .key = "get_property_map", .name = "Get property map", .data = &d18},
    {.epc = 0xBF, .since = 'A', .get = ECHONET_OPTIONAL, .set = ECHONET_OPTIONAL, .inf = ECHONET_OPTIONAL,
     .kind = ECHONET_KINDS, .hidden = true, .key = "unique_identifier_data", .name = "Unique identifier data",
     .data = &d353},
    {.epc = 0xD3, .since = 'A', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_KINDS,
     .hidden = true, .key = "instance_count", .name = "Instance count", .data = &d11},
    {.epc = 0xD4, .since = 'A', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_KINDS,
     .hidden = true, .key = "class_count", .name = "Class count", .data = &d387},
    {.epc = 0xD5, .since = 'A', .get = ECHONET_OPTIONAL, .inf = ECHONET_REQUIRED, .kind = ECHONET_KINDS,
     .hidden = true, .is_long = true, .key = "instance_list_notification", .name = "Instance list notification",
     .data = &d390},
    {.epc = 0xD6, .since = 'A', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_KINDS,
     .hidden = true, .is_long = true, .key = "instance_list_s", .name = "Instance list S", .data = &d390},
    {.epc = 0xD7, .since = 'A', .get = ECHONET_REQUIRED, .inf = ECHONET_OPTIONAL, .kind = ECHONET_KINDS,
     .hidden = true, .key = "class_list_s", .name = "Class list S", .data = &d392},
};
const struct echonet_class echonet_classes[] = {
    {0x0000, "super_class", "Super class", p_0000, sizeof p_0000 / sizeof *p_0000},
    {0x0002, "crime_prevention_sensor", "Crime prevention sensor", p_0002, sizeof p_0002 / sizeof *p_0002},
    {0x0003, "emergency_button", "Emergency button", p_0003, sizeof p_0003 / sizeof *p_0003},
    {0x0007, "human_detection_sensor", "Human detection sensor", p_0007, sizeof p_0007 / sizeof *p_0007},
    {0x0011, "temperature_sensor", "Temperature sensor", p_0011, sizeof p_0011 / sizeof *p_0011},
    {0x0012, "humidity_sensor", "Humidity sensor", p_0012, sizeof p_0012 / sizeof *p_0012},
    {0x0016, "bath_heating_status_sensor", "Bath heating status sensor", p_0016, sizeof p_0016 / sizeof *p_0016},
    {0x001B, "co2_sensor", "CO2 sensor", p_001B, sizeof p_001B / sizeof *p_001B},
    {0x001D, "voc_sensor", "VOC sensor", p_001D, sizeof p_001D / sizeof *p_001D},
    {0x0022, "electric_energy_sensor", "Electric energy sensor", p_0022, sizeof p_0022 / sizeof *p_0022},
    {0x0023, "current_sensor", "Current sensor", p_0023, sizeof p_0023 / sizeof *p_0023},
    {0x00D0, "illuminance_sensor", "Illuminance sensor", p_00D0, sizeof p_00D0 / sizeof *p_00D0},
    {0x0130, "home_air_conditioner", "Air conditioner", p_0130, sizeof p_0130 / sizeof *p_0130},
    {0x0133, "ventilation_fan", "Ventilation fan", p_0133, sizeof p_0133 / sizeof *p_0133},
    {0x0134, "air_conditioner_ventilation_fan", "Air conditioner ventilation fan", p_0134, sizeof p_0134 / sizeof *p_0134},
    {0x0135, "air_cleaner", "Air cleaner", p_0135, sizeof p_0135 / sizeof *p_0135},
    {0x0260, "electric_blind_shade", "Blind", p_0260, sizeof p_0260 / sizeof *p_0260},
    {0x0263, "electric_rain_door", "Shutter", p_0263, sizeof p_0263 / sizeof *p_0263},
    {0x026B, "electric_water_heater", "Electric water heater", p_026B, sizeof p_026B / sizeof *p_026B},
    {0x026F, "electric_lock", "Electric lock", p_026F, sizeof p_026F / sizeof *p_026F},
    {0x0272, "instantaneous_water_heater", "Instantaneous water heater", p_0272, sizeof p_0272 / sizeof *p_0272},
    {0x0273, "bathroom_heater_dryer", "Bathroom heater dryer", p_0273, sizeof p_0273 / sizeof *p_0273},
    {0x0279, "pv_power_generation", "Solar power", p_0279, sizeof p_0279 / sizeof *p_0279},
    {0x027A, "water_heat_source", "Cold or hot water heat source equipment", p_027A, sizeof p_027A / sizeof *p_027A},
    {0x027B, "floor_heater", "Floor heater", p_027B, sizeof p_027B / sizeof *p_027B},
    {0x027C, "fuel_cell", "Fuel cell", p_027C, sizeof p_027C / sizeof *p_027C},
    {0x027D, "storage_battery", "Storage battery", p_027D, sizeof p_027D / sizeof *p_027D},
    {0x027E, "ev_charger_discharger", "EV charger and discharger", p_027E, sizeof p_027E / sizeof *p_027E},
    {0x0280, "watt_hour_meter", "Watt-hour meter", p_0280, sizeof p_0280 / sizeof *p_0280},
    {0x0281, "water_flow_meter", "Water meter", p_0281, sizeof p_0281 / sizeof *p_0281},
    {0x0282, "gas_meter", "Gas meter", p_0282, sizeof p_0282 / sizeof *p_0282},
    {0x0287, "distribution_board", "Distribution board", p_0287, sizeof p_0287 / sizeof *p_0287},
    {0x0288, "smart_meter", "Smart meter", p_0288, sizeof p_0288 / sizeof *p_0288},
    {0x028A, "high_voltage_smart_meter", "High-voltage smart meter", p_028A, sizeof p_028A / sizeof *p_028A},
    {0x028D, "sub_meter", "Sub-meter", p_028D, sizeof p_028D / sizeof *p_028D},
    {0x0290, "general_lighting", "Light", p_0290, sizeof p_0290 / sizeof *p_0290},
    {0x0291, "mono_functional_lighting", "Single-function light", p_0291, sizeof p_0291 / sizeof *p_0291},
    {0x02A1, "ev_charger", "EV charger", p_02A1, sizeof p_02A1 / sizeof *p_02A1},
    {0x02A3, "lighting_system", "Lighting system", p_02A3, sizeof p_02A3 / sizeof *p_02A3},
    {0x02A4, "enhanced_lighting_system", "Extended lighting system", p_02A4, sizeof p_02A4 / sizeof *p_02A4},
    {0x02A5, "multiple_input_pcs", "Multi-input power conditioner", p_02A5, sizeof p_02A5 / sizeof *p_02A5},
    {0x02A6, "hybrid_water_heater", "Hybrid water heater", p_02A6, sizeof p_02A6 / sizeof *p_02A6},
    {0x03B7, "refrigerator", "Refrigerator", p_03B7, sizeof p_03B7 / sizeof *p_03B7},
    {0x03B9, "cooking_heater", "Cooking heater", p_03B9, sizeof p_03B9 / sizeof *p_03B9},
    {0x03BB, "rice_cooker", "Rice cooker", p_03BB, sizeof p_03BB / sizeof *p_03BB},
    {0x03C5, "washing_machine", "Washing machine", p_03C5, sizeof p_03C5 / sizeof *p_03C5},
    {0x03D3, "washer_dryer", "Washer and dryer", p_03D3, sizeof p_03D3 / sizeof *p_03D3},
    {0x05FD, "switch", "Switch", p_05FD, sizeof p_05FD / sizeof *p_05FD},
    {0x05FF, "controller", "Controller", p_05FF, sizeof p_05FF / sizeof *p_05FF},
    {0x0602, "tv", "Television", p_0602, sizeof p_0602 / sizeof *p_0602},
    {0x0EF0, "node_profile", "Node profile", p_0EF0, sizeof p_0EF0 / sizeof *p_0EF0},
};
const size_t echonet_class_count = sizeof echonet_classes / sizeof *echonet_classes;
