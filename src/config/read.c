/* From libconfig's settings to structs, by rows. The words of every problem with a single value
 * are here. */
#include "config/read.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "config/duration.h"
#include "config/rows.h"

/* Keys of earlier programs of this kind that people still have in their files. */
static const struct {
    const char *name, *advice;
} removed[] = {
    {"multicast.heartbeat_interval", "was removed and has no replacement: it is ignored; delete this line"},
};

/* --- words ---------------------------------------------------------------------------------- */

FL_PRINTF(4, 0)
static void note(struct fl_read *r, bool warning, const config_setting_t *at, const char *fmt, va_list ap)
{
    char text[700];
    vsnprintf(text, sizeof text, fmt, ap);
    struct fl_place place = fl_source_place(r->source, at ? config_setting_source_line(at) : 0);
    if (warning)
        fl_problems_warning(r->problems, place.file->name, place.line, "%s", text);
    else
        fl_problems_error(r->problems, place.file->name, place.line, "%s", text);
}

void fl_read_error(struct fl_read *r, const config_setting_t *at, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    note(r, false, at, fmt, ap);
    va_end(ap);
}

void fl_read_warning(struct fl_read *r, const config_setting_t *at, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    note(r, true, at, fmt, ap);
    va_end(ap);
}

/* Entries of lists have no names; `devices` itself says nothing that the line does not. */
const char *fl_setting_name(const config_setting_t *s, char buf[static FL_SETTING_NAME])
{
    char inner[FL_SETTING_NAME];
    buf[0] = '\0';
    for (const config_setting_t *at = s; at && !config_setting_is_root(at); at = config_setting_parent(at)) {
        const char *name = config_setting_name(at);
        if (!name || (at != s && !strcmp(name, "devices")))
            continue;
        fl_format(inner, sizeof inner, "%s", buf);
        fl_format(buf, FL_SETTING_NAME, "%s%s%s", name, *inner ? "." : "", inner);
    }
    return buf;
}

const char *fl_quote(const char *text, char buf[static FL_QUOTE])
{
    enum { SHOWN = 48 };
    char part[SHOWN + 1];
    const char *more = fl_copy(part, sizeof part, text) ? "" : "...";
    bool plain = fl_utf8_ok(part, strlen(part));
    for (char *p = part; *p; p++) {
        if ((unsigned char)*p < ' ' || *p == 127 || (!plain && (unsigned char)*p > 127))
            *p = '?';
    }
    fl_format(buf, FL_QUOTE, "\"%s%s\"", part, more);
    return buf;
}

static const char *found(const config_setting_t *s, const struct fl_option *row, char buf[static FL_QUOTE])
{
    switch (config_setting_type(s)) {
    case CONFIG_TYPE_GROUP:
        return "a group in { }";
    case CONFIG_TYPE_LIST:
        return "a list in ( )";
    case CONFIG_TYPE_ARRAY:
        return "an array in [ ]";
    case CONFIG_TYPE_STRING:
        return row->type == FL_OPT_SECRET ? "a text" : fl_quote(config_setting_get_string(s), buf);
    case CONFIG_TYPE_BOOL:
        return config_setting_get_bool(s) ? "true" : "false";
    case CONFIG_TYPE_FLOAT:
        fl_format(buf, FL_QUOTE, "%g", config_setting_get_float(s));
        return buf;
    default:
        fl_format(buf, FL_QUOTE, "%lld", config_setting_get_int64(s));
        return buf;
    }
}

/* A value such as the row takes, as an example. */
static const char *example(const struct fl_option *row, char buf[static FL_QUOTE])
{
    static const char *const examples[] = {
        [FL_OPT_BOOL] = "true",       [FL_OPT_KEY] = "\"kitchen_light\"", [FL_OPT_SECRET] = "\"...\"",
        [FL_OPT_GROUP] = "{ ... }",   [FL_OPT_LIST] = "( { ... } )",      [FL_OPT_INTS] = "[1, 2]",
        [FL_OPT_STRINGS] = "[\"a\"]", [FL_OPT_STRING] = "\"...\"",
    };
    char duration[FL_DURATION_TEXT];
    double number = row->def != 0 ? row->def : row->min;
    if (row->type == FL_OPT_DURATION)
        fl_format(buf, FL_QUOTE, "\"%s\"", fl_duration_text((int)number, duration));
    else if (row->type == FL_OPT_INT || row->type == FL_OPT_REAL)
        fl_format(buf, FL_QUOTE, "%g", number);
    else if (row->def_text)
        fl_format(buf, FL_QUOTE, "\"%s\"", row->def_text);
    else
        return examples[row->type];
    return buf;
}

static void wrong_type(struct fl_read *r, const config_setting_t *s, const struct fl_option *row)
{
    static const char *const wanted[] = {
        [FL_OPT_BOOL] = "true or false is",
        [FL_OPT_INT] = "a whole number is",
        [FL_OPT_REAL] = "a number is",
        [FL_OPT_DURATION] = "a duration is",
        [FL_OPT_STRING] = "a text in quotes is",
        [FL_OPT_SECRET] = "a text in quotes is",
        [FL_OPT_KEY] = "a text in quotes is",
        [FL_OPT_GROUP] = "a group is",
        [FL_OPT_LIST] = "a list of groups is",
        [FL_OPT_INTS] = "an array of whole numbers is",
        [FL_OPT_STRINGS] = "an array of texts is",
    };
    char name[FL_SETTING_NAME], value[FL_QUOTE], sample[FL_QUOTE];
    fl_read_error(r, s, "%s: %s found, %s wanted, e.g. %s = %s", fl_setting_name(s, name),
                  found(s, row, value), wanted[row->type], row->key, example(row, sample));
}

static void out_of_range(struct fl_read *r, const config_setting_t *s, const struct fl_option *row,
                         const char *value)
{
    char name[FL_SETTING_NAME], range[80];
    fl_read_error(r, s, "%s: %s is out of range: %s is allowed", fl_setting_name(s, name), value,
                  fl_row_range(row, range, sizeof range));
}

/* --- one reader for each type --------------------------------------------------------------- */

static bool is_whole(const config_setting_t *s)
{
    return config_setting_type(s) == CONFIG_TYPE_INT || config_setting_type(s) == CONFIG_TYPE_INT64;
}

static void read_bool(struct fl_read *r, config_setting_t *s, const struct fl_option *row, void *field)
{
    if (config_setting_type(s) == CONFIG_TYPE_BOOL)
        *(bool *)field = config_setting_get_bool(s);
    else
        wrong_type(r, s, row);
}

static void read_int(struct fl_read *r, config_setting_t *s, const struct fl_option *row, void *field)
{
    char text[24];
    if (!is_whole(s)) {
        wrong_type(r, s, row);
        return;
    }
    long long value = config_setting_get_int64(s);
    fl_format(text, sizeof text, "%lld", value);
    if (value < INT_MIN || value > INT_MAX || !fl_row_allows(row, (double)value))
        out_of_range(r, s, row, text);
    else
        *(int *)field = (int)value;
}

static void read_real(struct fl_read *r, config_setting_t *s, const struct fl_option *row, void *field)
{
    char text[32];
    if (!config_setting_is_number(s)) {
        wrong_type(r, s, row);
        return;
    }
    double value = is_whole(s) ? (double)config_setting_get_int64(s) : config_setting_get_float(s);
    fl_format(text, sizeof text, "%g", value);
    if (value != value || !fl_row_allows(row, value))
        out_of_range(r, s, row, text);
    else
        *(double *)field = value;
}

/* A number without its unit is the commonest mistake, so its message has the correction. */
static void read_duration(struct fl_read *r, config_setting_t *s, const struct fl_option *row, void *field)
{
    char name[FL_SETTING_NAME], quoted[FL_QUOTE], sample[FL_QUOTE];
    int ms;
    if (is_whole(s)) {
        fl_read_error(r, s, "%s: %lld has no unit: write e.g. \"%llds\", or ms, m, h instead of s",
                      fl_setting_name(s, name), config_setting_get_int64(s), config_setting_get_int64(s));
        return;
    }
    if (config_setting_type(s) != CONFIG_TYPE_STRING) {
        wrong_type(r, s, row);
        return;
    }
    const char *text = config_setting_get_string(s);
    enum fl_err err = fl_duration_parse(text, &ms);
    if (err == FL_E_FORMAT)
        fl_read_error(r, s, "%s: %s is no duration: a number and ms, s, m or h are wanted, e.g. %s",
                      fl_setting_name(s, name), fl_quote(text, quoted), example(row, sample));
    else if (err && !fl_row_bounded(row))
        fl_read_error(r, s, "%s: %s is too long: up to 24 days are allowed", fl_setting_name(s, name),
                      fl_quote(text, quoted));
    else if (err || !fl_row_allows(row, ms))
        out_of_range(r, s, row, text);
    else
        *(int *)field = ms;
}

/* Whether a text can go into topics, JSON and the log. */
static bool text_ok(struct fl_read *r, const config_setting_t *s, const struct fl_option *row,
                    const char *text)
{
    char name[FL_SETTING_NAME];
    size_t len = strlen(text);
    if (row->max > 0 && len > (size_t)row->max) {
        fl_read_error(r, s, "%s: %zu bytes long: at most %g are allowed", fl_setting_name(s, name), len,
                      row->max);
        return false;
    }
    bool control = false;
    for (const char *p = text; *p; p++)
        control = control || (unsigned char)*p < ' ' || *p == 127;
    if (control || !fl_utf8_ok(text, len)) {
        fl_read_error(r, s, "%s: %s in the text: UTF-8 on one line is wanted", fl_setting_name(s, name),
                      control ? "a control character" : "broken UTF-8");
        return false;
    }
    return true;
}

static void read_string(struct fl_read *r, config_setting_t *s, const struct fl_option *row, void *field)
{
    if (config_setting_type(s) != CONFIG_TYPE_STRING)
        wrong_type(r, s, row);
    else if (text_ok(r, s, row, config_setting_get_string(s)))
        *(const char **)field = fl_arena_strdup(r->arena, config_setting_get_string(s));
}

static void read_key(struct fl_read *r, config_setting_t *s, const struct fl_option *row, void *field)
{
    if (config_setting_type(s) != CONFIG_TYPE_STRING) {
        wrong_type(r, s, row);
        return;
    }
    char name[FL_SETTING_NAME], quoted[FL_QUOTE];
    size_t most = row->max > 0 ? (size_t)row->max : FL_KEY_MAX - 1;
    const char *text = config_setting_get_string(s);
    if (fl_key_ok(text) && strlen(text) <= most)
        *(const char **)field = fl_arena_strdup(r->arena, text);
    else
        fl_read_error(r, s, "%s: %s is not allowed: 1 to %zu of the characters a-z, 0-9 and _ are",
                      fl_setting_name(s, name), fl_quote(text, quoted), most);
}

/* Choices such as 5 are numbers to people, so numbers are taken too. */
static void read_choice(struct fl_read *r, config_setting_t *s, const struct fl_option *row, void *field)
{
    char number[24], name[FL_SETTING_NAME], value[FL_QUOTE];
    const char *text = NULL;
    if (config_setting_type(s) == CONFIG_TYPE_STRING) {
        text = config_setting_get_string(s);
    } else if (is_whole(s)) {
        fl_format(number, sizeof number, "%lld", config_setting_get_int64(s));
        text = number;
    }
    struct fl_str allowed = {0};
    for (int i = 0; row->choices[i]; i++) {
        if (text && !strcmp(text, row->choices[i])) {
            *(int *)field = i;
            fl_str_finish(&allowed);
            return;
        }
        fl_str_addf(&allowed, "%s\"%s\"", !i ? "" : row->choices[i + 1] ? ", " : " or ", row->choices[i]);
    }
    fl_read_error(r, s, "%s: %s found, %s is allowed", fl_setting_name(s, name), found(s, row, value),
                  allowed.text ? allowed.text : "nothing");
    fl_str_finish(&allowed);
}

static void read_group(struct fl_read *r, config_setting_t *s, const struct fl_option *row, void *field)
{
    if (!config_setting_is_group(s)) {
        wrong_type(r, s, row);
        return;
    }
    fl_read_rows(r, s, row->items, field);
    fl_read_unknown(r, s, (const struct fl_option *const[]){row->items, NULL});
}

/* Sets up a field for the elements of s; NULL: there are none (or no memory for them). */
static char *list_items(struct fl_read *r, const config_setting_t *s, size_t item_size, struct fl_list *list)
{
    size_t count = (size_t)config_setting_length(s);
    list->items = count ? fl_arena_alloc(r->arena, count * item_size) : NULL;
    list->count = list->items ? count : 0;
    return list->items;
}

static void read_list(struct fl_read *r, config_setting_t *s, const struct fl_option *row, void *field)
{
    struct fl_list *list = field;
    if (!config_setting_is_list(s)) {
        wrong_type(r, s, row);
        return;
    }
    char *items = list_items(r, s, row->item_size, list);
    for (unsigned i = 0; i < list->count; i++) {
        config_setting_t *element = config_setting_get_elem(s, i);
        void *item = items + i * row->item_size;
        if (!config_setting_is_group(element)) {
            wrong_type(r, element, row);
            continue;
        }
        fl_read_defaults(r, row->items, item);
        read_group(r, element, row, item);
    }
}

static void read_ints(struct fl_read *r, config_setting_t *s, const struct fl_option *row, void *field)
{
    if (!config_setting_is_array(s)) {
        wrong_type(r, s, row);
        return;
    }
    char *items = list_items(r, s, sizeof(int), field);
    for (unsigned i = 0; i < ((struct fl_list *)field)->count; i++)
        read_int(r, config_setting_get_elem(s, i), row, items + i * sizeof(int));
}

static void read_strings(struct fl_read *r, config_setting_t *s, const struct fl_option *row, void *field)
{
    if (!config_setting_is_array(s)) {
        wrong_type(r, s, row);
        return;
    }
    char *items = list_items(r, s, sizeof(const char *), field);
    for (unsigned i = 0; i < ((struct fl_list *)field)->count; i++)
        read_string(r, config_setting_get_elem(s, i), row, items + i * sizeof(const char *));
}

typedef void reader(struct fl_read *r, config_setting_t *s, const struct fl_option *row, void *field);

static reader *const readers[] = {
    [FL_OPT_BOOL] = read_bool,         [FL_OPT_INT] = read_int,       [FL_OPT_REAL] = read_real,
    [FL_OPT_DURATION] = read_duration, [FL_OPT_STRING] = read_string, [FL_OPT_SECRET] = read_string,
    [FL_OPT_CHOICE] = read_choice,     [FL_OPT_KEY] = read_key,       [FL_OPT_GROUP] = read_group,
    [FL_OPT_LIST] = read_list,         [FL_OPT_INTS] = read_ints,     [FL_OPT_STRINGS] = read_strings,
};

void fl_read_value(struct fl_read *r, config_setting_t *s, const struct fl_option *row, void *conf)
{
    readers[row->type](r, s, row, (char *)conf + row->offset);
}

/* --- rows ----------------------------------------------------------------------------------- */

config_setting_t *fl_read_take(config_setting_t *group, const char *key)
{
    config_setting_t *s = config_setting_get_member(group, key);
    if (s)
        config_setting_set_hook(s, s); /* any pointer: known */
    return s;
}

static void set_default(struct fl_read *r, const struct fl_option *row, void *field)
{
    switch (row->type) {
    case FL_OPT_BOOL:
        *(bool *)field = row->def != 0;
        break;
    case FL_OPT_INT:
    case FL_OPT_DURATION:
    case FL_OPT_CHOICE:
        *(int *)field = (int)row->def;
        break;
    case FL_OPT_REAL:
        *(double *)field = row->def;
        break;
    case FL_OPT_STRING:
    case FL_OPT_SECRET:
    case FL_OPT_KEY:
        *(const char **)field = row->def_text;
        break;
    case FL_OPT_GROUP:
        fl_read_defaults(r, row->items, field);
        break;
    case FL_OPT_LIST:
    case FL_OPT_INTS:
    case FL_OPT_STRINGS:
        *(struct fl_list *)field = (struct fl_list){0};
        break;
    }
}

void fl_read_defaults(struct fl_read *r, const struct fl_option *rows, void *conf)
{
    for (const struct fl_option *row = rows; row->key; row++)
        set_default(r, row, (char *)conf + row->offset);
}

/* "mqtt", "an entry of outputs", "the file": what a group is to a person. */
static const char *group_words(const config_setting_t *group, char buf[static FL_SETTING_NAME + 16])
{
    char name[FL_SETTING_NAME];
    if (config_setting_is_root(group))
        return "the file";
    fl_format(buf, FL_SETTING_NAME + 16, "%s%s", config_setting_name(group) ? "" : "an entry of ",
              fl_setting_name(config_setting_name(group) ? group : config_setting_parent(group), name));
    return buf;
}

void fl_read_rows(struct fl_read *r, config_setting_t *group, const struct fl_option *rows, void *conf)
{
    char where[FL_SETTING_NAME + 16], sample[FL_QUOTE];
    for (const struct fl_option *row = rows; row->key; row++) {
        if (row->type == FL_OPT_SECRET) {
            fl_read_secret(r, group, row, conf);
            continue;
        }
        config_setting_t *s = fl_read_take(group, row->key);
        if (s)
            fl_read_value(r, s, row, conf);
        else if (row->required && !(r->waived && !strcmp(r->waived, row->key)))
            fl_read_error(r, group, "%s is missing in %s: add e.g. %s = %s", row->key,
                          group_words(group, where), row->key, example(row, sample));
    }
}

/* --- what is unknown ------------------------------------------------------------------------ */

typedef void key_visitor(void *ctx, const char *key);

/* Calls visit for all keys that the tables allow. */
static void each_key(const struct fl_option *const *tables, key_visitor *visit, void *ctx)
{
    char key[FL_SECRET_KEY];
    for (size_t t = 0; tables[t]; t++) {
        for (const struct fl_option *row = tables[t]; row->key; row++) {
            size_t forms = row->type == FL_OPT_SECRET ? 3 : 1;
            for (size_t i = 0; i < forms; i++) {
                fl_format(key, sizeof key, "%s%s", row->key, fl_secret_suffixes[i]);
                visit(ctx, key);
            }
        }
    }
}

struct nearest {
    const char *name;
    size_t distance;
    char key[FL_SECRET_KEY];
};

static void compare_key(void *ctx, const char *key)
{
    struct nearest *n = ctx;
    size_t distance = fl_str_distance(n->name, key, n->distance - 1);
    if (distance >= n->distance)
        return;
    n->distance = distance;
    fl_copy(n->key, sizeof n->key, key);
}

static void list_key(void *ctx, const char *key)
{
    struct fl_str *list = ctx;
    fl_str_addf(list, "%s%s", list->len ? ", " : "", key);
}

static void report_unknown(struct fl_read *r, const config_setting_t *s,
                           const struct fl_option *const *tables)
{
    char where[FL_SETTING_NAME + 16], quoted[FL_QUOTE];
    const char *name = config_setting_name(s);
    const char *place = group_words(config_setting_parent(s), where);
    fl_quote(name, quoted);
    struct nearest near = {.name = name, .distance = strlen(name) < 6 ? 3 : 4}; /* 2 or 3 typing errors */
    each_key(tables, compare_key, &near);
    if (near.key[0]) {
        fl_read_error(r, s, "%s is unknown in %s: did you mean %s?", quoted, place, near.key);
        return;
    }
    struct fl_str list = {0};
    each_key(tables, list_key, &list);
    enum { FEW = 300 }; /* bytes: some four lines of a terminal */
    if (list.text && list.len <= FEW)
        fl_read_error(r, s, "%s is unknown in %s: allowed are %s", quoted, place, list.text);
    else
        fl_read_error(r, s, "%s is unknown in %s", quoted, place);
    fl_str_finish(&list);
}

static const char *removal(const char *name)
{
    for (size_t i = 0; i < sizeof removed / sizeof removed[0]; i++) {
        if (!strcmp(name, removed[i].name))
            return removed[i].advice;
    }
    return NULL;
}

void fl_read_unknown(struct fl_read *r, config_setting_t *group, const struct fl_option *const *tables)
{
    char name[FL_SETTING_NAME];
    for (unsigned i = 0; i < (unsigned)config_setting_length(group); i++) {
        const config_setting_t *s = config_setting_get_elem(group, i);
        if (config_setting_get_hook(s))
            continue;
        const char *advice = removal(fl_setting_name(s, name));
        if (advice)
            fl_read_warning(r, s, "%s %s", name, advice);
        else
            report_unknown(r, s, tables);
    }
}
