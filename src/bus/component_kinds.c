/* The platforms: what each needs of an entity's fields, and which options it has. */
#include "bus/component_private.h"

#include <math.h>
#include <string.h>

#include "base/str.h"

static bool is_number(const struct fl_field *f)
{
    return f->type == FL_INT || f->type == FL_REAL;
}

static bool has_range(const struct fl_field *f)
{
    return f->min < f->max;
}

/* --- what each composite has beside its rows ----------------------------------------------- */

static void add_range(struct component *c, const struct fl_field *f, const char *min, const char *max)
{
    if (!f || !has_range(f))
        return;
    fl_fill_real(&c->fill, min, f->min);
    fl_fill_real(&c->fill, max, f->max);
}

/* The same for options that take whole numbers only. */
static void add_whole_range(struct component *c, const struct fl_field *f, const char *min, const char *max)
{
    if (!f || ceil(f->min) >= floor(f->max))
        return;
    fl_fill_real(&c->fill, min, ceil(f->min));
    fl_fill_real(&c->fill, max, floor(f->max));
}

/* A word that Home Assistant would send, but the entity does not take, takes its button away. */
static void drop_button(struct component *c, const char *option, const char *word)
{
    const struct fl_field *f = &c->entity->fields[0];
    if (!fl_component_is_among(f->commands ? f->commands : f->choices, word))
        fl_fill_item(&c->fill, option, cJSON_CreateNull());
}

static void add_cover(struct component *c)
{
    const struct fl_field *state = fl_component_field(c->entity, fl_cover_rows, &fl_cover_rows[0]);
    fl_component_add_rows(c, fl_cover_rows);
    if (state && is_settable(state)) {
        drop_button(c, "payload_open", "OPEN");
        drop_button(c, "payload_close", "CLOSE");
        drop_button(c, "payload_stop", "STOP");
    }
    add_whole_range(c, fl_component_field(c->entity, fl_cover_rows, &fl_cover_rows[1]), "position_closed",
                    "position_open");
    const struct fl_field *tilt = fl_component_field(c->entity, fl_cover_rows, &fl_cover_rows[2]);
    add_whole_range(c, tilt, "tilt_min", "tilt_max");
    add_whole_range(c, tilt, "tilt_closed_value", "tilt_opened_value");
}

static double precision_of(double step)
{
    if (step > 0 && step < 0.5)
        return 0.1;
    return step > 0 && step < 1 ? 0.5 : 1;
}

static void add_temperature(struct component *c)
{
    const struct fl_field *set = fl_component_field_named(c->entity, "temperature");
    const struct fl_field *now = fl_component_field_named(c->entity, "current_temperature");
    const struct fl_field *fine = now ? now : set;
    if (!fine)
        return;
    add_range(c, set, "min_temp", "max_temp");
    fl_fill_text(&c->fill, "temperature_unit", fine->unit && !strcmp(fine->unit, "°F") ? "F" : "C");
    fl_fill_real(&c->fill, "precision", precision_of(fine->type == FL_INT ? 1 : fine->step));
}

static void add_climate(struct component *c)
{
    const struct fl_field *set = fl_component_field_named(c->entity, "temperature");
    fl_component_add_rows(c, fl_climate_rows);
    add_temperature(c);
    if (set && set->step > 0)
        fl_fill_real(&c->fill, "temp_step", set->step);
    add_range(c, fl_component_field_named(c->entity, "target_humidity"), "min_humidity", "max_humidity");
}

static void add_water_heater(struct component *c)
{
    fl_component_add_rows(c, fl_heater_rows);
    add_temperature(c);
}

/* Home Assistant turns 0 % into the speed below the lowest: that means off. */
static void add_speed_range(struct component *c, const struct fl_field *f, const struct fl_field *state)
{
    double min = fmax(1, ceil(f->min)), max = floor(f->max);
    if (!has_range(f) || min >= max)
        return;
    fl_fill_real(&c->fill, "speed_range_min", min);
    fl_fill_real(&c->fill, "speed_range_max", max);
    if (!is_settable(f) || f == &c->entity->fields[0])
        return;
    char text[TEMPLATE_MAX];
    fl_format(text, sizeof text,
              "{%% if value | int >= %.0f %%}{\"%s\": {{ value }}}{%% else %%}{\"%s\": \"OFF\"}{%% endif %%}",
              min, f->name, state->name);
    cJSON_DeleteItemFromObjectCaseSensitive(c->fill.object, "percentage_command_template");
    fl_fill_text(&c->fill, "percentage_command_template", text);
}

static void add_fan(struct component *c)
{
    fl_component_add_rows(c, fl_fan_rows);
    const struct fl_field *speed = fl_component_field(c->entity, fl_fan_rows, &fl_fan_rows[1]);
    if (speed && !c->fill.bad)
        add_speed_range(c, speed, fl_component_field(c->entity, fl_fan_rows, &fl_fan_rows[0]));
    if (fl_component_field(c->entity, fl_fan_rows, &fl_fan_rows[3])) {
        fl_fill_text(&c->fill, "payload_oscillation_on", "ON");
        fl_fill_text(&c->fill, "payload_oscillation_off", "OFF");
    }
}

static void add_lock(struct component *c)
{
    fl_component_add_rows(c, fl_lock_rows);
    if (fl_component_is_among(c->entity->fields[0].commands, "OPEN"))
        fl_fill_text(&c->fill, "payload_open", "OPEN");
}

static double brightness_scale(const struct fl_field *f)
{
    return has_range(f) && f->max >= 1 ? floor(f->max) : 255;
}

/* A light that dims reads its own topic by the JSON schema; from the snapshot, or if it only
 * switches, the basic schema fits. "last": the brightness first, then ON, which changes nothing
 * more, while ON first would show the last level for a moment. */
static void add_light(struct component *c)
{
    const struct fl_field *dim = fl_component_field(c->entity, fl_basic_light_rows, &fl_basic_light_rows[1]);
    bool json = dim && is_settable(dim) && !c->snapshot;
    fl_component_add_rows(c, json ? fl_json_light_rows : fl_basic_light_rows);
    if (!dim)
        return;
    fl_fill_real(&c->fill, "brightness_scale", brightness_scale(dim));
    if (!json) {
        fl_fill_text(&c->fill, "on_command_type", "last");
        return;
    }
    static const char *const only_brightness[] = {"brightness", NULL};
    const struct fl_field modes = {.choices = only_brightness};
    fl_fill_text(&c->fill, "schema", "json");
    fl_fill_bool(&c->fill, "brightness", true);
    fl_fill_item(&c->fill, "supported_color_modes", fl_component_words(&modes, &fl_any_word));
    fl_fill_bool(&c->fill, "flash", false);
    fl_fill_bool(&c->fill, "transition", false);
}

/* --- scalars ------------------------------------------------------------------------------- */

/* State and command of the first field, by the options' plain names. */
static void add_plain(struct component *c)
{
    static const struct component_row row = {.state_topic = "state_topic",
                                             .state_template = "value_template",
                                             .command_topic = "command_topic",
                                             .command_template = "command_template"};
    fl_component_add_row(c, &row, &c->entity->fields[0]);
}

static void add_read_only(struct component *c)
{
    static const struct component_row row = {.state_topic = "state_topic",
                                             .state_template = "value_template"};
    fl_component_add_row(c, &row, &c->entity->fields[0]);
}

static void add_device_class(struct component *c)
{
    fl_fill_text(&c->fill, "device_class", c->device_class);
}

static void add_precision(struct component *c, const struct fl_field *f)
{
    enum { DIGITS_MAX = 6 };
    int digits = 0;
    double step = f->step;
    while (digits < DIGITS_MAX && fabs(step - nearbyint(step)) > 1e-9) {
        step *= 10;
        digits++;
    }
    fl_fill_real(&c->fill, "suggested_display_precision", digits);
}

static void add_number_sensor(struct component *c, const struct fl_field *f)
{
    static const char *const classes[] = {NULL, "measurement", "total", "total_increasing"};
    add_device_class(c);
    fl_fill_text(&c->fill, "unit_of_measurement", f->unit);
    fl_fill_text(&c->fill, "state_class", classes[f->state_class]);
    if (f->type == FL_REAL && f->step > 0)
        add_precision(c, f);
}

/* Words that are known beforehand are of the class "enum"; of other texts only times have one. */
static void add_sensor(struct component *c)
{
    static const char *const on_off[] = {"ON", "OFF", NULL};
    static const char *const times[] = {"timestamp", "date", NULL};
    const struct fl_field *f = &c->entity->fields[0];
    const struct fl_field truth = {.choices = on_off};
    add_read_only(c);
    if (is_number(f)) {
        add_number_sensor(c, f);
    } else if (f->type != FL_TEXT) {
        fl_fill_text(&c->fill, "device_class", "enum");
        fl_fill_item(&c->fill, "options", fl_component_words(f->type == FL_BOOL ? &truth : f, &fl_any_word));
    } else if (c->device_class && fl_component_is_among(times, c->device_class)) {
        add_device_class(c);
    }
}

static void add_binary_sensor(struct component *c)
{
    add_read_only(c);
    add_device_class(c);
}

static void add_switch(struct component *c)
{
    add_plain(c);
    add_device_class(c);
}

/* Without limits of the device: wide ones, because Home Assistant's default is 0 to 100 and a state
 * beyond them an error. Its finest step is 0.001. */
static void add_number(struct component *c)
{
    const double wide = 1e15, finest = 0.001;
    const struct fl_field *f = &c->entity->fields[0];
    double step = f->step > 0 ? f->step : f->type == FL_INT ? 1 : finest;
    add_plain(c);
    add_device_class(c);
    fl_fill_real(&c->fill, "min", has_range(f) ? f->min : -wide);
    fl_fill_real(&c->fill, "max", has_range(f) ? f->max : wide);
    fl_fill_real(&c->fill, "step", fmax(step, finest));
    fl_fill_text(&c->fill, "unit_of_measurement", f->unit);
    if (!has_range(f))
        fl_fill_text(&c->fill, "mode", "box");
}

static void add_select(struct component *c)
{
    add_plain(c);
    fl_fill_item(&c->fill, "options", fl_component_words(&c->entity->fields[0], &fl_any_word));
}

static void add_text_box(struct component *c)
{
    add_plain(c);
    fl_fill_real(&c->fill, "max", FL_TEXT_MAX - 1);
}

static void add_button(struct component *c)
{
    fl_fill_text(&c->fill, "command_topic", c->set_topic);
    add_device_class(c);
    c->commands = true;
}

static void add_image(struct component *c)
{
    fl_fill_text(&c->fill, "image_topic", c->state_topic);
}

/* --- the table ----------------------------------------------------------------------------- */

const struct platform fl_platforms[FL_KIND_COUNT] = {
    [FL_SENSOR] = {.name = "sensor", .add = add_sensor, .access = FL_READ, .reads_only = true},
    [FL_BINARY_SENSOR] = {.name = "binary_sensor",
                          .add = add_binary_sensor,
                          .types = BIT(FL_BOOL),
                          .access = FL_READ,
                          .reads_only = true},
    [FL_SWITCH] = {.name = "switch", .add = add_switch, .types = BIT(FL_BOOL), .access = FL_WRITE},
    [FL_LIGHT] = {.name = "light", .add = add_light, .rows = fl_basic_light_rows},
    [FL_COVER] = {.name = "cover", .add = add_cover, .types = BIT(FL_ENUM) | NUMBERS},
    [FL_CLIMATE] = {.name = "climate", .add = add_climate, .types = BIT(FL_ENUM) | NUMBERS},
    [FL_FAN] = {.name = "fan", .add = add_fan, .rows = fl_fan_rows},
    [FL_LOCK] = {.name = "lock", .add = add_lock, .rows = fl_lock_rows},
    [FL_WATER_HEATER] = {.name = "water_heater", .add = add_water_heater, .types = BIT(FL_ENUM) | NUMBERS},
    [FL_NUMBER] = {.name = "number", .add = add_number, .types = NUMBERS, .access = FL_WRITE},
    [FL_SELECT] = {.name = "select", .add = add_select, .types = BIT(FL_ENUM), .access = FL_WRITE},
    [FL_TEXT_BOX] = {.name = "text", .add = add_text_box, .types = BIT(FL_TEXT), .access = FL_WRITE},
    [FL_BUTTON] = {.name = "button", .add = add_button, .access = FL_WRITE},
    [FL_IMAGE] = {.name = "image", .add = add_image, .reads_only = true},
};
