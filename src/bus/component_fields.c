/* A field as options: where it is read and set, with which template, and which words it has.
 *
 * Templates address members as value_json['key'], because value_json.key would find a method of
 * the dictionary for keys such as "update" or "items". */
#include "bus/component_private.h"

#include <string.h>

#include "base/str.h"

/* --- templates ----------------------------------------------------------------------------- */

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

bool fl_component_is_among(const char *const *words, const char *word)
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

static bool is_allowed(const struct vocabulary *v, const char *word)
{
    return (!v->known || fl_component_is_among(v->known, word)) && (!v->but || strcmp(v->but, word) != 0);
}

cJSON *fl_component_words(const struct fl_field *f, const struct vocabulary *v)
{
    cJSON *list = cJSON_CreateArray();
    bool ok = list;
    for (const char *const *w = f->commands; ok && w && *w; w++)
        if (is_allowed(v, *w))
            ok = add_word(list, *w);
    for (const char *const *w = f->choices; ok && w && *w; w++)
        if (is_allowed(v, *w) && !fl_component_is_among(f->commands, *w))
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

/* --- rows ---------------------------------------------------------------------------------- */

const struct fl_field *fl_component_field_named(const struct fl_entity *e, const char *name)
{
    for (size_t i = 0; i < e->field_count; i++)
        if (!strcmp(e->fields[i].name, name))
            return &e->fields[i];
    return NULL;
}

const struct fl_field *fl_component_field(const struct fl_entity *e, const struct component_row *rows,
                                          const struct component_row *row)
{
    const struct fl_field *f =
        row == rows && e->field_count == 1 ? &e->fields[0] : fl_component_field_named(e, row->field);
    return f && row->types & BIT(f->type) && (!row->list || has_words(f, row->allowed)) ? f : NULL;
}

void fl_component_add_row(struct component *c, const struct component_row *row, const struct fl_field *f)
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
        fl_fill_item(&c->fill, row->list, fl_component_words(f, row->allowed));
}

void fl_component_add_rows(struct component *c, const struct component_row *rows)
{
    for (const struct component_row *r = rows; r->field; r++) {
        const struct fl_field *f = fl_component_field(c->entity, rows, r);
        if (f)
            fl_component_add_row(c, r, f);
    }
}
