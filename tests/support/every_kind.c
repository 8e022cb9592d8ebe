#include "support/every_kind.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))
#define RW       (FL_READ | FL_WRITE)

static const char *const moves[] = {"open", "opening", "closed", "closing", "stopped", NULL};
static const char *const move_commands[] = {"OPEN", "CLOSE", "STOP", NULL};
static const char *const climate_modes[] = {"off", "auto", "cool", "heat", NULL};
static const char *const climate_actions[] = {"off", "heating", "cooling", "idle", NULL};
static const char *const fan_modes[] = {"auto", "1", "2", "3", NULL};
static const char *const presets[] = {"eco", "boost", NULL};
static const char *const directions[] = {"forward", "reverse", NULL};
static const char *const locks[] = {"LOCKED", "UNLOCKED", "LOCKING", "UNLOCKING", "JAMMED", NULL};
static const char *const lock_commands[] = {"LOCK", "UNLOCK", NULL};
static const char *const heater_modes[] = {"off", "eco", "performance", NULL};
static const char *const programs[] = {"Day", "Night", "Out of the house", NULL};

static const struct fl_field on_off[] = {{.name = "state", .type = FL_BOOL, .access = RW}};
static const struct fl_field is_on[] = {{.name = "state", .type = FL_BOOL, .access = FL_READ}};
static const struct fl_field dimmer[] = {
    {.name = "state", .type = FL_BOOL, .access = RW},
    {.name = "brightness", .type = FL_INT, .access = RW, .min = 0, .max = 100, .step = 1},
};
static const struct fl_field blind[] = {
    {.name = "state", .type = FL_ENUM, .access = RW, .choices = moves, .commands = move_commands},
    {.name = "position", .type = FL_INT, .access = RW, .min = 0, .max = 100, .step = 1},
    {.name = "tilt", .type = FL_INT, .access = RW, .min = 0, .max = 90, .step = 1},
};
static const struct fl_field relay_blind[] = {
    {.name = "state", .type = FL_ENUM, .access = RW, .choices = moves, .commands = move_commands},
};
static const struct fl_field climate[] = {
    {.name = "mode", .type = FL_ENUM, .access = RW, .choices = climate_modes},
    {.name = "temperature", .type = FL_REAL, .access = RW, .min = 16, .max = 30, .step = 0.5, .unit = "°C"},
    {.name = "current_temperature", .type = FL_REAL, .access = FL_READ, .step = 0.1, .unit = "°C"},
    {.name = "current_humidity", .type = FL_INT, .access = FL_READ, .unit = "%"},
    {.name = "target_humidity", .type = FL_INT, .access = RW, .min = 30, .max = 80, .step = 1, .unit = "%"},
    {.name = "fan_mode", .type = FL_ENUM, .access = RW, .choices = fan_modes},
    {.name = "swing_mode", .type = FL_ENUM, .access = RW, .choices = presets},
    {.name = "swing_horizontal_mode", .type = FL_ENUM, .access = RW, .choices = presets},
    {.name = "preset_mode", .type = FL_ENUM, .access = RW, .choices = presets},
    {.name = "action", .type = FL_ENUM, .access = FL_READ, .choices = climate_actions},
};
static const struct fl_field fan[] = {
    {.name = "state", .type = FL_BOOL, .access = RW},
    {.name = "percentage", .type = FL_INT, .access = RW, .min = 1, .max = 8, .step = 1},
    {.name = "preset_mode", .type = FL_ENUM, .access = RW, .choices = presets},
    {.name = "oscillation", .type = FL_BOOL, .access = RW},
    {.name = "direction", .type = FL_ENUM, .access = RW, .choices = directions},
};
static const struct fl_field lock[] = {
    {.name = "state", .type = FL_ENUM, .access = RW, .choices = locks, .commands = lock_commands},
};
static const struct fl_field heater[] = {
    {.name = "mode", .type = FL_ENUM, .access = RW, .choices = heater_modes},
    {.name = "temperature", .type = FL_INT, .access = RW, .min = 35, .max = 65, .step = 1, .unit = "°C"},
    {.name = "current_temperature", .type = FL_INT, .access = FL_READ, .unit = "°C"},
};
static const struct fl_field power[] = {
    {.name = "value",
     .type = FL_REAL,
     .access = FL_READ,
     .step = 0.1,
     .state_class = FL_MEASUREMENT,
     .unit = "W"},
};
static const struct fl_field serial[] = {{.name = "value", .type = FL_TEXT, .access = FL_READ}};
static const struct fl_field mode_now[] = {
    {.name = "value", .type = FL_ENUM, .access = FL_READ, .choices = programs},
};
static const struct fl_field counter[] = {
    {.name = "value", .type = FL_INT, .access = FL_READ, .state_class = FL_TOTAL_INCREASING},
};
static const struct fl_field frequency[] = {
    {.name = "value", .type = FL_REAL, .access = RW, .min = 0, .max = 3e9, .step = 0.001, .unit = "Hz"},
};
static const struct fl_field level[] = {{.name = "value", .type = FL_INT, .access = RW}};
static const struct fl_field program[] = {
    {.name = "value", .type = FL_ENUM, .access = RW, .choices = programs}};
static const struct fl_field label[] = {{.name = "value", .type = FL_TEXT, .access = RW}};
static const struct fl_field push[] = {{.name = "press", .type = FL_BOOL, .access = FL_WRITE}};
static const struct fl_field picture[] = {{.name = "picture", .type = FL_TEXT, .access = FL_READ}};
static const struct fl_field clock_pair[] = {
    {.name = "value", .type = FL_INT, .access = RW, .min = 0, .max = 23},
    {.name = "pin", .type = FL_TEXT, .access = FL_WRITE},
};

#define FIELDS(f) .fields = (f), .field_count = COUNT(f)

static const struct fl_entity entities[] = {
    {.key = "power", .name = "Power", .kind = FL_SENSOR, .device_class = "power", FIELDS(power)},
    {.key = "serial", .name = "Serial", .kind = FL_SENSOR, .diagnostic = true, FIELDS(serial)},
    {.key = "program_now", .name = "Program now", .kind = FL_SENSOR, FIELDS(mode_now)},
    {.key = "packets", .name = "Packets", .kind = FL_SENSOR, .hidden = true, FIELDS(counter)},
    {.key = "door", .name = "Door", .kind = FL_BINARY_SENSOR, .device_class = "door", FIELDS(is_on)},
    {.key = "relay", .name = "Relay", .kind = FL_SWITCH, .group = 3, .tag = 7, FIELDS(on_off)},
    {.key = "lamp", .name = "Lamp", .kind = FL_LIGHT, FIELDS(on_off)},
    {.key = "dimmer", .name = "Dimmer", .kind = FL_LIGHT, FIELDS(dimmer)},
    {.key = "blind", .name = "Blind", .kind = FL_COVER, .device_class = "blind", FIELDS(blind)},
    {.key = "awning", .name = "Awning", .kind = FL_COVER, FIELDS(relay_blind)},
    {.key = "ac", .name = "", .kind = FL_CLIMATE, FIELDS(climate)},
    {.key = "fan", .name = "Fan", .kind = FL_FAN, FIELDS(fan)},
    {.key = "front_door", .name = "Front door", .kind = FL_LOCK, FIELDS(lock)},
    {.key = "boiler", .name = "Boiler", .kind = FL_WATER_HEATER, FIELDS(heater)},
    {.key = "frequency", .name = "Frequency", .kind = FL_NUMBER, FIELDS(frequency)},
    {.key = "level", .name = "Level", .kind = FL_NUMBER, .diagnostic = true, FIELDS(level)},
    {.key = "program", .name = "Program", .kind = FL_SELECT, FIELDS(program)},
    {.key = "label", .name = "Label", .kind = FL_TEXT_BOX, FIELDS(label)},
    {.key = "doorbell", .name = "Doorbell", .kind = FL_BUTTON, .momentary = true, FIELDS(push)},
    {.key = "latest", .name = "Latest", .kind = FL_IMAGE, FIELDS(picture)},
    {.key = "alarm_hour", .name = "Alarm hour", .kind = FL_NUMBER, FIELDS(clock_pair)},
    {.key = "annex_lamp", .name = "", .kind = FL_LIGHT, .part = 1, FIELDS(dimmer)},
};

static const struct fl_part parts[] = {
    {.key = "", .maker = "Acme", .model = "House 3000", .version = "1.4", .serial = "0042"},
    {.key = "annex", .name = "Annex", .maker = "Acme"},
};

struct fl_model *every_kind_create(void)
{
    struct fl_model *m = fl_model_create();
    bool ok = m;
    int number;
    for (size_t i = 0; ok && i < COUNT(parts); i++)
        ok = fl_model_part(m, &parts[i], &number, NULL) == FL_OK;
    for (size_t i = 0; ok && i < COUNT(entities); i++)
        ok = fl_model_declare(m, &entities[i], &number, NULL) == FL_OK;
    if (ok) {
        fl_model_complete(m);
        return m;
    }
    fl_model_destroy(m);
    return NULL;
}
