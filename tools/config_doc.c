/* Writes the option tables of the manual from the option rows, so that they cannot differ.
 *
 * In each file given, what stands between `<!-- options: NAME ... -->` and `<!-- end -->` is
 * replaced by the tables of these names: gateway, mqtt, http, multicast, link, device, driver,
 * discover, families (who has other defaults of the link settings), or a family. --check writes
 * nothing and exits with 1 if a file is not as it would be written. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "config/duration.h"
#include "config/rows.h"

static const char begin_mark[] = "<!-- options: ", begin_end[] = " -->\n", end_mark[] = "<!-- end -->\n";

static const struct {
    const char *name;
    const struct fl_option *rows;
} tables[] = {
    {"link", fl_config_link_rows},
    {"device", fl_config_device_rows},
    {"driver", fl_config_driver_rows},
    {"discover", fl_config_discover_rows},
};

static const struct fl_option *rows_of(const char *name)
{
    for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++) {
        if (!strcmp(tables[i].name, name))
            return tables[i].rows;
    }
    for (const struct fl_option *row = fl_config_top_rows; row->key; row++) {
        if (!strcmp(row->key, name))
            return row->items;
    }
    for (size_t i = 0; fl_drivers[i]; i++) {
        if (!strcmp(fl_drivers[i]->name, name))
            return fl_drivers[i]->options;
    }
    return NULL;
}

static void add_family_default(struct fl_str *out, const struct fl_option *row,
                               const struct fl_driver *driver)
{
    char text[FL_DURATION_TEXT];
    int value = fl_row_family_default(row, driver);
    if (!value)
        fl_str_add(out, " |");
    else if (value == FL_OFF)
        fl_str_add(out, " off |");
    else if (row->type == FL_OPT_DURATION)
        fl_str_addf(out, " `%s` |", fl_duration_text(value, text));
    else
        fl_str_addf(out, " `%d` |", value);
}

static bool any_family_default(const struct fl_option *row)
{
    for (size_t i = 0; fl_drivers[i]; i++) {
        if (fl_row_family_default(row, fl_drivers[i]))
            return true;
    }
    return false;
}

static void add_families(struct fl_str *out)
{
    fl_str_add(out, "| key |");
    for (size_t i = 0; fl_drivers[i]; i++)
        fl_str_addf(out, " %s |", fl_drivers[i]->name);
    fl_str_add(out, "\n|---|");
    for (size_t i = 0; fl_drivers[i]; i++)
        fl_str_add(out, "---|");
    fl_str_add(out, "\n");
    for (const struct fl_option *row = fl_config_link_rows; row->key; row++) {
        if (!any_family_default(row))
            continue;
        fl_str_addf(out, "| `%s` |", row->key);
        for (size_t i = 0; fl_drivers[i]; i++)
            add_family_default(out, row, fl_drivers[i]);
        fl_str_add(out, "\n");
    }
}

/* Adds the table of one name; all but the first without their two lines of head. */
static bool add_table(struct fl_str *out, const char *name, bool first)
{
    if (!strcmp(name, "families")) {
        add_families(out);
        return true;
    }
    const struct fl_option *rows = rows_of(name);
    char *table = rows ? fl_config_table(rows) : NULL;
    if (!table)
        return false;
    const char *body = table;
    for (int line = 0; line < 2 && !first; line++)
        body = strchr(body, '\n') + 1;
    fl_str_add(out, body);
    free(table);
    return true;
}

/* Adds the tables of the names in a mark, which it takes apart; false: one is unknown. */
static bool add_tables(struct fl_str *out, char *names, const char *path)
{
    bool first = true;
    char *rest = NULL;
    for (char *name = strtok_r(names, " ", &rest); name; name = strtok_r(NULL, " ", &rest)) {
        if (!add_table(out, name, first)) {
            fprintf(stderr, "%s: no options are called %s\n", path, name);
            return false;
        }
        first = false;
    }
    return true;
}

static bool rewrite(const char *text, const char *path, struct fl_str *out)
{
    for (const char *at; (at = strstr(text, begin_mark));) {
        const char *names = at + sizeof begin_mark - 1, *stop = strstr(names, begin_end);
        const char *end = stop ? strstr(stop, end_mark) : NULL;
        if (!end) {
            fprintf(stderr, "%s: a mark without its %s", path, end_mark);
            return false;
        }
        fl_str_add_n(out, text, (size_t)(stop - text) + sizeof begin_end - 1);
        char *list = strndup(names, (size_t)(stop - names));
        bool ok = list && add_tables(out, list, path);
        free(list);
        if (!ok)
            return false;
        text = end;
    }
    fl_str_add(out, text);
    return !out->bad;
}

static bool read_file(const char *path, struct fl_str *out)
{
    char buf[4096];
    FILE *f = fopen(path, "r");
    if (!f) {
        perror(path);
        return false;
    }
    for (size_t len; (len = fread(buf, 1, sizeof buf, f)) > 0;)
        fl_str_add_n(out, buf, len);
    fclose(f);
    return !out->bad && out->text;
}

static bool write_file(const char *path, const struct fl_str *text)
{
    FILE *f = fopen(path, "w");
    bool ok = f && fwrite(text->text, 1, text->len, f) == text->len;
    if (f)
        ok = !fclose(f) && ok;
    if (!ok)
        perror(path);
    return ok;
}

static bool handle_file(const char *path, bool check)
{
    struct fl_str before = {0}, after = {0};
    bool ok = read_file(path, &before) && rewrite(before.text, path, &after);
    if (ok && strcmp(before.text, after.text) != 0) {
        if (check)
            fprintf(stderr, "%s: the option tables are not those of the code: run config_doc %s\n", path,
                    path);
        ok = !check && write_file(path, &after);
    }
    fl_str_finish(&before);
    fl_str_finish(&after);
    return ok;
}

int main(int argc, char **argv)
{
    bool check = argc > 1 && !strcmp(argv[1], "--check"), ok = true;
    int first = check ? 2 : 1;
    if (argc <= first) {
        fprintf(stderr, "usage: config_doc [--check] FILE...\n");
        return 2;
    }
    for (int i = first; i < argc; i++)
        ok = handle_file(argv[i], check) && ok;
    return !ok;
}
