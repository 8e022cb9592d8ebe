/* The option rows as a Markdown table, for the manual. */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "config/config.h"
#include "config/duration.h"
#include "config/rows.h"

static void add_rows(struct fl_str *s, const struct fl_option *rows, const char *prefix);

/* In Markdown's code marks; nothing for nothing. */
static void add_code(struct fl_str *s, const char *text)
{
    if (*text)
        fl_str_addf(s, "`%s`", text);
}

static void add_default(struct fl_str *s, const struct fl_option *row)
{
    char text[FL_DURATION_TEXT];
    if (row->required) {
        fl_str_add(s, "required");
        return;
    }
    switch (row->type) {
    case FL_OPT_BOOL:
        add_code(s, row->def != 0 ? "true" : "false");
        break;
    case FL_OPT_INT:
    case FL_OPT_REAL:
        fl_str_addf(s, "`%.15g`", row->def);
        break;
    case FL_OPT_DURATION:
        add_code(s, fl_duration_text((int)row->def, text));
        break;
    case FL_OPT_CHOICE:
        add_code(s, row->choices[(int)row->def]);
        break;
    case FL_OPT_STRING:
    case FL_OPT_KEY:
        add_code(s, row->def_text ? row->def_text : "");
        break;
    case FL_OPT_SECRET:
    case FL_OPT_GROUP:
    case FL_OPT_LIST:
    case FL_OPT_INTS:
    case FL_OPT_STRINGS:
        break;
    }
}

static void add_range(struct fl_str *s, const struct fl_option *row)
{
    static const char *const words[] = {
        [FL_OPT_BOOL] = "`true`, `false`",
        [FL_OPT_STRING] = "text",
        [FL_OPT_SECRET] = "text; or `_file`, `_env`",
        [FL_OPT_GROUP] = "group",
        [FL_OPT_LIST] = "list of groups",
        [FL_OPT_INTS] = "array of ",
        [FL_OPT_STRINGS] = "array of texts",
        [FL_OPT_KEY] = "a-z, 0-9, _; 1 to ",
        [FL_OPT_INT] = "",
        [FL_OPT_REAL] = "",
        [FL_OPT_DURATION] = "",
        [FL_OPT_CHOICE] = "",
    };
    char range[80];
    fl_str_add(s, words[row->type]);
    switch (row->type) {
    case FL_OPT_INT:
    case FL_OPT_REAL:
    case FL_OPT_DURATION:
    case FL_OPT_INTS:
        fl_str_add(s, fl_row_range(row, range, sizeof range));
        break;
    case FL_OPT_CHOICE:
        for (size_t i = 0; row->choices[i]; i++)
            fl_str_addf(s, "%s`%s`", i ? ", " : "", row->choices[i]);
        break;
    case FL_OPT_KEY:
        fl_str_addf(s, "%g", row->max > 0 ? row->max : FL_KEY_MAX - 1);
        break;
    default:
        break;
    }
}

static void add_row(struct fl_str *s, const struct fl_option *row, const char *prefix)
{
    char inner[128];
    fl_str_addf(s, "| `%s%s` | ", prefix, row->key);
    add_default(s, row);
    fl_str_add(s, " | ");
    add_range(s, row);
    fl_str_addf(s, " | %s |\n", row->help ? row->help : "");
    if (!row->items)
        return;
    fl_format(inner, sizeof inner, "%s%s%s.", prefix, row->key, row->type == FL_OPT_LIST ? "[]" : "");
    add_rows(s, row->items, inner);
}

static void add_rows(struct fl_str *s, const struct fl_option *rows, const char *prefix)
{
    for (const struct fl_option *row = rows; row->key; row++)
        add_row(s, row, prefix);
}

char *fl_config_table(const struct fl_option *rows)
{
    struct fl_str s = {0};
    fl_str_add(&s, "| key | default | range | meaning |\n|---|---|---|---|\n");
    add_rows(&s, rows, "");
    return fl_str_take(&s);
}
