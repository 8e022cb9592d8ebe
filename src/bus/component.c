/* An entity to a Home Assistant component, by tables: a composite kind is a list of fields and the
 * option names that each becomes.
 *
 * Templates address members as value_json['key'], because value_json.key would find a method of
 * the dictionary for keys such as "update" or "items". */
#include "bus/component.h"

#include <math.h>
#include <string.h>

#include "base/json.h"
#include "base/str.h"
#include "bus/topics.h"

/* --- filling an object --------------------------------------------------------------------- */

struct fl_fill fl_fill_of(cJSON *object)
{
    return (struct fl_fill){.object = object, .bad = !object};
}

void fl_fill_item(struct fl_fill *f, const char *key, cJSON *item)
{
    if (!f->bad && item && cJSON_AddItemToObject(f->object, key, item))
        return;
    cJSON_Delete(item);
    f->bad = true;
}

void fl_fill_text(struct fl_fill *f, const char *key, const char *text)
{
    if (text)
        fl_fill_item(f, key, cJSON_CreateString(text));
}

void fl_fill_bool(struct fl_fill *f, const char *key, bool value)
{
    fl_fill_item(f, key, cJSON_CreateBool(value));
}

void fl_fill_real(struct fl_fill *f, const char *key, double value)
{
    fl_fill_item(f, key, fl_json_real(value, 0));
}

cJSON *fl_fill_end(struct fl_fill *f)
{
    if (!f->bad)
        return f->object;
    cJSON_Delete(f->object);
    return NULL;
}

/* --- topics and templates of one entity ---------------------------------------------------- */

enum { TEMPLATE_MAX = 512 };
enum { MODES_MAX = 8 };

struct component {
    struct fl_fill fill;
    const struct fl_entity *entity;
    const char *device_class; /* NULL: none, or of another kind */
    bool snapshot;            /* its state is read from the device's snapshot */
    bool commands;            /* a command topic was given */
    char state_topic[FL_TOPIC_MAX], set_topic[FL_TOPIC_MAX];
};

static bool is_readable(const struct fl_field *f)
{
    return f && f->access & FL_READ;
}

static bool is_settable(const struct fl_field *f)
{
    return f && f->access & FL_WRITE;
}

static bool is_number(const struct fl_field *f)
{
    return f->type == FL_INT || f->type == FL_REAL;
}

static bool has_range(const struct fl_field *f)
{
    return f->min < f->max;
}

/* Some platforms complain about "None" where a number should be, but ignore an empty text. */
enum unknown { UNKNOWN_NONE, UNKNOWN_BLANK };

/* How a field is found in its topic's payload; NULL: it is the payload. */
static const char *read_template(char buf[static TEMPLATE_MAX], const struct component *c,
                                 const struct fl_field *f, enum unknown unknown)
{
    const struct fl_entity *e = c->entity;
    char path[TEMPLATE_MAX / 3];
    if (c->snapshot && e->field_count > 1)
        fl_format(path, sizeof path, "value_json['%s']['%s']", e->key, f->name);
    else if (c->snapshot || e->field_count > 1)
        fl_format(path, sizeof path, "value_json['%s']", c->snapshot ? e->key : f->name);
    else
        return NULL;
    if (unknown == UNKNOWN_BLANK)
        fl_format(buf, TEMPLATE_MAX, "{{ '' if %s is none else %s }}", path, path);
    else
        fl_format(buf, TEMPLATE_MAX, "{{ %s }}", path);
    return buf;
}

/* How a command's value is wrapped; NULL: a plain value is the first field's. */
static const char *write_template(char buf[static TEMPLATE_MAX], const struct component *c,
                                  const struct fl_field *f)
{
    if (f == &c->entity->fields[0])
        return NULL;
    fl_format(buf, TEMPLATE_MAX, "{\"%s\": {{ value | tojson }}}", f->name);
    return buf;
}

/* --- lists of words ------------------------------------------------------------------------ */

static bool is_among(const char *const *words, const char *word)
{
    for (; words && *words; words++)
        if (!strcmp(*words, word))
            return true;
    return false;
}

static bool add_word(cJSON *list, const char *word)
{
    cJSON *item = cJSON_CreateString(word);
    if (item && cJSON_AddItemToArray(list, item))
        return true;
    cJSON_Delete(item);
    return false;
}

/* Which words a list may hold; Home Assistant refuses one with any other. */
struct vocabulary {
    const char *const *known; /* NULL: any */
    const char *but;          /* NULL: none */
};

static bool is_allowed(const struct vocabulary *v, const char *word)
{
    return (!v->known || is_among(v->known, word)) && (!v->but || strcmp(v->but, word) != 0);
}

static const struct vocabulary any_word = {NULL, NULL};

/* The words of a choice: what it takes, then what else it may read. NULL: no memory. */
static cJSON *words_of(const struct fl_field *f, const struct vocabulary *v)
{
    cJSON *list = cJSON_CreateArray();
    bool ok = list;
    for (const char *const *w = f->commands; ok && w && *w; w++)
        if (is_allowed(v, *w))
            ok = add_word(list, *w);
    for (const char *const *w = f->choices; ok && w && *w; w++)
        if (is_allowed(v, *w) && !is_among(f->commands, *w))
            ok = add_word(list, *w);
    if (ok)
        return list;
    cJSON_Delete(list);
    return NULL;
}

static bool has_words(const struct fl_field *f, const struct vocabulary *v)
{
    for (const char *const *w = f->choices; w && *w; w++)
        if (is_allowed(v, *w))
            return true;
    return false;
}

/* --- composites: rows of fields ------------------------------------------------------------ */

#define BIT(type) (1u << (type))
#define NUMBERS   (BIT(FL_INT) | BIT(FL_REAL))

struct row { /* what a field becomes; NULL: there is no such option */
    const char *field;
    unsigned types;
    enum unknown unknown;
    const char *state_topic, *state_template, *command_topic, *command_template;
    const char *list;                 /* option for its words */
    const struct vocabulary *allowed; /* with a list */
    bool reads_first;                 /* the command option needs the state option */
    bool sets_first;                  /* the state option needs the command option */
};

static const char *const climate_words[] = {"auto", "off",      "cool",      "heat",
                                            "dry",  "fan_only", "heat_cool", NULL};
static const char *const heater_words[] = {"eco",         "electric",    "gas", "heat_pump",
                                           "high_demand", "performance", "off", NULL};
static const struct vocabulary climate_modes = {climate_words, NULL};
static const struct vocabulary heater_modes = {heater_words, NULL};
/* "none" is no preset: it clears one. */
static const struct vocabulary climate_presets = {NULL, "none"};
static const struct vocabulary fan_presets = {NULL, "None"};

static const struct row cover_rows[] = {
    {.field = "state",
     .types = BIT(FL_ENUM),
     .unknown = UNKNOWN_BLANK,
     .state_topic = "state_topic",
     .state_template = "value_template",
     .command_topic = "command_topic"},
    {.field = "position",
     .types = NUMBERS,
     .unknown = UNKNOWN_BLANK,
     .state_topic = "position_topic",
     .state_template = "position_template",
     .command_topic = "set_position_topic",
     .command_template = "set_position_template",
     .reads_first = true},
    {.field = "tilt",
     .types = NUMBERS,
     .unknown = UNKNOWN_BLANK,
     .state_topic = "tilt_status_topic",
     .state_template = "tilt_status_template",
     .command_topic = "tilt_command_topic",
     .command_template = "tilt_command_template"},
    {.field = NULL},
};

static const struct row climate_rows[] = {
    {.field = "mode",
     .types = BIT(FL_ENUM),
     .state_topic = "mode_state_topic",
     .state_template = "mode_state_template",
     .command_topic = "mode_command_topic",
     .command_template = "mode_command_template",
     .list = "modes",
     .allowed = &climate_modes},
    {.field = "temperature",
     .types = NUMBERS,
     .state_topic = "temperature_state_topic",
     .state_template = "temperature_state_template",
     .command_topic = "temperature_command_topic",
     .command_template = "temperature_command_template"},
    {.field = "current_temperature",
     .types = NUMBERS,
     .state_topic = "current_temperature_topic",
     .state_template = "current_temperature_template"},
    {.field = "current_humidity",
     .types = NUMBERS,
     .state_topic = "current_humidity_topic",
     .state_template = "current_humidity_template"},
    {.field = "target_humidity",
     .types = NUMBERS,
     .state_topic = "target_humidity_state_topic",
     .state_template = "target_humidity_state_template",
     .command_topic = "target_humidity_command_topic",
     .command_template = "target_humidity_command_template",
     .sets_first = true},
    {.field = "fan_mode",
     .types = BIT(FL_ENUM),
     .state_topic = "fan_mode_state_topic",
     .state_template = "fan_mode_state_template",
     .command_topic = "fan_mode_command_topic",
     .command_template = "fan_mode_command_template",
     .list = "fan_modes",
     .allowed = &any_word},
    {.field = "swing_mode",
     .types = BIT(FL_ENUM),
     .state_topic = "swing_mode_state_topic",
     .state_template = "swing_mode_state_template",
     .command_topic = "swing_mode_command_topic",
     .command_template = "swing_mode_command_template",
     .list = "swing_modes",
     .allowed = &any_word},
    {.field = "swing_horizontal_mode",
     .types = BIT(FL_ENUM),
     .state_topic = "swing_horizontal_mode_state_topic",
     .state_template = "swing_horizontal_mode_state_template",
     .command_topic = "swing_horizontal_mode_command_topic",
     .command_template = "swing_horizontal_mode_command_template",
     .list = "swing_horizontal_modes",
     .allowed = &any_word},
    {.field = "preset_mode",
     .types = BIT(FL_ENUM),
     .state_topic = "preset_mode_state_topic",
     .state_template = "preset_mode_value_template",
     .command_topic = "preset_mode_command_topic",
     .command_template = "preset_mode_command_template",
     .list = "preset_modes",
     .allowed = &climate_presets,
     .sets_first = true},
    {.field = "action",
     .types = BIT(FL_ENUM),
     .unknown = UNKNOWN_BLANK,
     .state_topic = "action_topic",
     .state_template = "action_template"},
    {.field = NULL},
};

static const struct row fan_rows[] = {
    {.field = "state",
     .types = BIT(FL_BOOL),
     .state_topic = "state_topic",
     .state_template = "state_value_template",
     .command_topic = "command_topic",
     .command_template = "command_template"},
    {.field = "percentage",
     .types = NUMBERS,
     .state_topic = "percentage_state_topic",
     .state_template = "percentage_value_template",
     .command_topic = "percentage_command_topic",
     .command_template = "percentage_command_template"},
    {.field = "preset_mode",
     .types = BIT(FL_ENUM),
     .state_topic = "preset_mode_state_topic",
     .state_template = "preset_mode_value_template",
     .command_topic = "preset_mode_command_topic",
     .command_template = "preset_mode_command_template",
     .list = "preset_modes",
     .allowed = &fan_presets,
     .sets_first = true},
    {.field = "oscillation",
     .types = BIT(FL_BOOL),
     .unknown = UNKNOWN_BLANK,
     .state_topic = "oscillation_state_topic",
     .state_template = "oscillation_value_template",
     .command_topic = "oscillation_command_topic",
     .command_template = "oscillation_command_template"},
    {.field = "direction",
     .types = BIT(FL_ENUM),
     .unknown = UNKNOWN_BLANK,
     .state_topic = "direction_state_topic",
     .state_template = "direction_value_template",
     .command_topic = "direction_command_topic",
     .command_template = "direction_command_template"},
    {.field = NULL},
};

static const struct row lock_rows[] = {
    {.field = "state",
     .types = BIT(FL_ENUM),
     .state_topic = "state_topic",
     .state_template = "value_template",
     .command_topic = "command_topic",
     .command_template = "command_template"},
    {.field = NULL},
};

static const struct row heater_rows[] = {
    {.field = "mode",
     .types = BIT(FL_ENUM),
     .state_topic = "mode_state_topic",
     .state_template = "mode_state_template",
     .command_topic = "mode_command_topic",
     .command_template = "mode_command_template",
     .list = "modes",
     .allowed = &heater_modes},
    {.field = "temperature",
     .types = NUMBERS,
     .state_topic = "temperature_state_topic",
     .state_template = "temperature_state_template",
     .command_topic = "temperature_command_topic",
     .command_template = "temperature_command_template"},
    {.field = "current_temperature",
     .types = NUMBERS,
     .state_topic = "current_temperature_topic",
     .state_template = "current_temperature_template"},
    {.field = NULL},
};

static const struct row basic_light_rows[] = {
    {.field = "state",
     .types = BIT(FL_BOOL),
     .state_topic = "state_topic",
     .state_template = "state_value_template",
     .command_topic = "command_topic"},
    {.field = "brightness",
     .types = NUMBERS,
     .unknown = UNKNOWN_BLANK,
     .state_topic = "brightness_state_topic",
     .state_template = "brightness_value_template",
     .command_topic = "brightness_command_topic",
     .command_template = "brightness_command_template"},
    {.field = NULL},
};

/* The JSON schema has no templates: its topic carries exactly what Home Assistant wants. */
static const struct row json_light_rows[] = {
    {.field = "state", .types = BIT(FL_BOOL), .state_topic = "state_topic", .command_topic = "command_topic"},
    {.field = NULL},
};

static const struct fl_field *field_named(const struct fl_entity *e, const char *name)
{
    for (size_t i = 0; i < e->field_count; i++)
        if (!strcmp(e->fields[i].name, name))
            return &e->fields[i];
    return NULL;
}

/* The row's field, if the entity has it in a type that fits; a scalar's only field is the first
 * row's, whatever its name. */
static const struct fl_field *field_of(const struct fl_entity *e, const struct row *rows,
                                       const struct row *row)
{
    const struct fl_field *f =
        row == rows && e->field_count == 1 ? &e->fields[0] : field_named(e, row->field);
    return f && row->types & BIT(f->type) && (!row->list || has_words(f, row->allowed)) ? f : NULL;
}

static void add_row(struct component *c, const struct row *row, const struct fl_field *f)
{
    char text[TEMPLATE_MAX];
    bool reads = row->state_topic && is_readable(f), sets = row->command_topic && is_settable(f);
    sets = sets && (reads || !row->reads_first);
    reads = reads && (sets || !row->sets_first);
    if (reads) {
        fl_fill_text(&c->fill, row->state_topic, c->state_topic);
        if (row->state_template)
            fl_fill_text(&c->fill, row->state_template, read_template(text, c, f, row->unknown));
    }
    if (sets) {
        fl_fill_text(&c->fill, row->command_topic, c->set_topic);
        if (row->command_template)
            fl_fill_text(&c->fill, row->command_template, write_template(text, c, f));
        c->commands = true;
    }
    if (row->list && (reads || sets))
        fl_fill_item(&c->fill, row->list, words_of(f, row->allowed));
}

static void add_rows(struct component *c, const struct row *rows)
{
    for (const struct row *r = rows; r->field; r++) {
        const struct fl_field *f = field_of(c->entity, rows, r);
        if (f)
            add_row(c, r, f);
    }
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
    if (!is_among(f->commands ? f->commands : f->choices, word))
        fl_fill_item(&c->fill, option, cJSON_CreateNull());
}

static void add_cover(struct component *c)
{
    const struct fl_field *state = field_of(c->entity, cover_rows, &cover_rows[0]);
    add_rows(c, cover_rows);
    if (state && is_settable(state)) {
        drop_button(c, "payload_open", "OPEN");
        drop_button(c, "payload_close", "CLOSE");
        drop_button(c, "payload_stop", "STOP");
    }
    add_whole_range(c, field_of(c->entity, cover_rows, &cover_rows[1]), "position_closed", "position_open");
    const struct fl_field *tilt = field_of(c->entity, cover_rows, &cover_rows[2]);
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
    const struct fl_field *set = field_named(c->entity, "temperature");
    const struct fl_field *now = field_named(c->entity, "current_temperature");
    const struct fl_field *fine = now ? now : set;
    if (!fine)
        return;
    add_range(c, set, "min_temp", "max_temp");
    fl_fill_text(&c->fill, "temperature_unit", fine->unit && !strcmp(fine->unit, "°F") ? "F" : "C");
    fl_fill_real(&c->fill, "precision", precision_of(fine->type == FL_INT ? 1 : fine->step));
}

static void add_climate(struct component *c)
{
    const struct fl_field *set = field_named(c->entity, "temperature");
    add_rows(c, climate_rows);
    add_temperature(c);
    if (set && set->step > 0)
        fl_fill_real(&c->fill, "temp_step", set->step);
    add_range(c, field_named(c->entity, "target_humidity"), "min_humidity", "max_humidity");
}

static void add_water_heater(struct component *c)
{
    add_rows(c, heater_rows);
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
    add_rows(c, fan_rows);
    const struct fl_field *speed = field_of(c->entity, fan_rows, &fan_rows[1]);
    if (speed && !c->fill.bad)
        add_speed_range(c, speed, field_of(c->entity, fan_rows, &fan_rows[0]));
    if (field_of(c->entity, fan_rows, &fan_rows[3])) {
        fl_fill_text(&c->fill, "payload_oscillation_on", "ON");
        fl_fill_text(&c->fill, "payload_oscillation_off", "OFF");
    }
}

static void add_lock(struct component *c)
{
    add_rows(c, lock_rows);
    if (is_among(c->entity->fields[0].commands, "OPEN"))
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
    const struct fl_field *dim = field_of(c->entity, basic_light_rows, &basic_light_rows[1]);
    bool json = dim && is_settable(dim) && !c->snapshot;
    add_rows(c, json ? json_light_rows : basic_light_rows);
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
    fl_fill_item(&c->fill, "supported_color_modes", words_of(&modes, &any_word));
    fl_fill_bool(&c->fill, "flash", false);
    fl_fill_bool(&c->fill, "transition", false);
}

/* --- scalars ------------------------------------------------------------------------------- */

/* State and command of the first field, by the options' plain names. */
static void add_plain(struct component *c)
{
    static const struct row row = {.state_topic = "state_topic",
                                   .state_template = "value_template",
                                   .command_topic = "command_topic",
                                   .command_template = "command_template"};
    add_row(c, &row, &c->entity->fields[0]);
}

static void add_read_only(struct component *c)
{
    static const struct row row = {.state_topic = "state_topic", .state_template = "value_template"};
    add_row(c, &row, &c->entity->fields[0]);
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
        fl_fill_item(&c->fill, "options", words_of(f->type == FL_BOOL ? &truth : f, &any_word));
    } else if (c->device_class && is_among(times, c->device_class)) {
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
    fl_fill_item(&c->fill, "options", words_of(&c->entity->fields[0], &any_word));
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

/* --- which platform ------------------------------------------------------------------------ */

struct platform {
    const char *name;
    void (*add)(struct component *c);
    unsigned types;         /* of the first field; 0: any */
    unsigned access;        /* of the first field, at least */
    const struct row *rows; /* instead: the first row's field must be there and settable */
    bool reads_only;        /* its technical values are "diagnostic", the others' "config" */
};

static const struct platform platforms[FL_KIND_COUNT] = {
    [FL_SENSOR] = {.name = "sensor", .add = add_sensor, .access = FL_READ, .reads_only = true},
    [FL_BINARY_SENSOR] = {.name = "binary_sensor",
                          .add = add_binary_sensor,
                          .types = BIT(FL_BOOL),
                          .access = FL_READ,
                          .reads_only = true},
    [FL_SWITCH] = {.name = "switch", .add = add_switch, .types = BIT(FL_BOOL), .access = FL_WRITE},
    [FL_LIGHT] = {.name = "light", .add = add_light, .rows = basic_light_rows},
    [FL_COVER] = {.name = "cover", .add = add_cover, .types = BIT(FL_ENUM) | NUMBERS},
    [FL_CLIMATE] = {.name = "climate", .add = add_climate, .types = BIT(FL_ENUM) | NUMBERS},
    [FL_FAN] = {.name = "fan", .add = add_fan, .rows = fan_rows},
    [FL_LOCK] = {.name = "lock", .add = add_lock, .rows = lock_rows},
    [FL_WATER_HEATER] = {.name = "water_heater", .add = add_water_heater, .types = BIT(FL_ENUM) | NUMBERS},
    [FL_NUMBER] = {.name = "number", .add = add_number, .types = NUMBERS, .access = FL_WRITE},
    [FL_SELECT] = {.name = "select", .add = add_select, .types = BIT(FL_ENUM), .access = FL_WRITE},
    [FL_TEXT_BOX] = {.name = "text", .add = add_text_box, .types = BIT(FL_TEXT), .access = FL_WRITE},
    [FL_BUTTON] = {.name = "button", .add = add_button, .access = FL_WRITE},
    [FL_IMAGE] = {.name = "image", .add = add_image, .reads_only = true},
};

static bool fits(const struct platform *p, const struct fl_entity *e)
{
    const struct fl_field *f = &e->fields[0];
    if (p->rows)
        return is_settable(field_of(e, p->rows, p->rows));
    return (!p->types || p->types & BIT(f->type)) && (f->access & p->access) == p->access;
}

/* The kind if the fields fit it; else the nearest that can show or set the first, because Home
 * Assistant refuses a component without the options that its platform needs. */
static enum fl_kind fitting_kind(const struct fl_entity *e)
{
    static const struct {
        enum fl_kind set, read;
    } nearest[] = {
        [FL_BOOL] = {FL_SWITCH, FL_BINARY_SENSOR}, [FL_INT] = {FL_NUMBER, FL_SENSOR},
        [FL_REAL] = {FL_NUMBER, FL_SENSOR},        [FL_ENUM] = {FL_SELECT, FL_SENSOR},
        [FL_TEXT] = {FL_TEXT_BOX, FL_SENSOR},
    };
    const struct fl_field *f = &e->fields[0];
    if (fits(&platforms[e->kind], e))
        return e->kind;
    return is_settable(f) ? nearest[f->type].set : nearest[f->type].read;
}

/* A hole is not, nor is a first field that can neither be read nor set where no other will do. */
static bool is_of_use(const struct fl_entity *e)
{
    return *e->key && (e->fields[0].access || fits(&platforms[e->kind], e));
}

static void add_common(struct component *c, const struct platform *p)
{
    const struct fl_entity *e = c->entity;
    if (e->name[0])
        fl_fill_text(&c->fill, "name", e->name);
    else
        fl_fill_item(&c->fill, "name", cJSON_CreateNull());
    if (e->diagnostic)
        fl_fill_text(&c->fill, "entity_category", p->reads_only ? "diagnostic" : "config");
    if (e->hidden)
        fl_fill_bool(&c->fill, "enabled_by_default", false);
    if (c->commands)
        fl_fill_real(&c->fill, "qos", 1);
}

cJSON *fl_component_of_entity(const struct fl_discovery *d, const char *device, const struct fl_entity *e,
                              bool *skip)
{
    *skip = !is_of_use(e);
    if (*skip)
        return NULL;
    enum fl_kind kind = fitting_kind(e);
    const struct platform *p = &platforms[kind];
    struct component c = {.fill = fl_fill_of(cJSON_CreateObject()), .entity = e};
    c.device_class = kind == e->kind ? e->device_class : NULL;
    c.snapshot = d->mqtt->topics == FL_TOPICS_SNAPSHOT;
    if (e->kind == FL_IMAGE)
        fl_topic_image(c.state_topic, d->mqtt->prefix, device, e->key);
    else if (c.snapshot)
        fl_topic_device(c.state_topic, d->mqtt->prefix, device, FL_LEAF_STATE);
    else
        fl_topic_entity(c.state_topic, d->mqtt->prefix, device, e->key);
    fl_topic_entity_set(c.set_topic, d->mqtt->prefix, device, e->key);
    fl_fill_text(&c.fill, "platform", p->name);
    p->add(&c);
    add_common(&c, p);
    return fl_fill_end(&c.fill);
}
