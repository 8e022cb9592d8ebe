/* From a file to a configuration: the parser is called, the rows are read, devices get their
 * defaults, and what only the whole shows is checked. */
#include <stdlib.h>
#include <string.h>

#include <fairlead/probe.h>

#include "config/checks.h"
#include "config/config.h"
#include "config/read.h"
#include "config/rows.h"

struct load {
    struct fl_read read;
    struct fl_config *conf;
    config_setting_t *root;
    const struct fl_link_defaults *defaults; /* NULL: none */
};

/* What the group `defaults` says, for devices in the file and for those found later. */
struct fl_link_defaults {
    struct fl_device_conf link; /* in the fields of the link rows */
    uint64_t given;             /* bit n: row n stands there */
};

/* --- drivers -------------------------------------------------------------------------------- */

static void unknown_driver(struct fl_read *r, config_setting_t *entry, const char *name)
{
    char quoted[FL_QUOTE];
    const char *nearest = NULL;
    size_t distance = 3;
    struct fl_str list = {0};
    for (size_t i = 0; fl_drivers[i]; i++) {
        size_t d = fl_str_distance(name, fl_drivers[i]->name, distance - 1);
        if (d < distance) {
            distance = d;
            nearest = fl_drivers[i]->name;
        }
        fl_str_addf(&list, "%s%s", i ? ", " : "", fl_drivers[i]->name);
    }
    fl_read_error(r, config_setting_get_member(entry, "driver"), "driver: %s is unknown: %s %s%s",
                  fl_quote(name, quoted), nearest ? "did you mean" : "there are",
                  nearest     ? nearest
                  : list.text ? list.text
                              : "none",
                  nearest ? "?" : "");
    fl_str_finish(&list);
}

/* The driver that an entry of devices or discover names; NULL with the problem noted. */
static const struct fl_driver *read_driver(struct fl_read *r, config_setting_t *entry)
{
    struct fl_named_driver named = {NULL};
    fl_read_rows(r, entry, fl_config_driver_rows, &named);
    if (!named.driver)
        return NULL;
    for (size_t i = 0; fl_drivers[i]; i++) {
        if (!strcmp(fl_drivers[i]->name, named.driver))
            return fl_drivers[i];
    }
    unknown_driver(r, entry, named.driver);
    return NULL;
}

/* --- link settings -------------------------------------------------------------------------- */

static void *field_of(const struct fl_option *row, struct fl_device_conf *d)
{
    return (char *)d + row->offset;
}

/* Whether `defaults` says something for this link row. */
static bool in_defaults(const struct load *l, const struct fl_option *row)
{
    return l->defaults && (l->defaults->given >> (row - fl_config_link_rows) & 1);
}

/* In rising order of precedence: general defaults, the family's, those of `defaults`. */
static void set_link_defaults(struct load *l, struct fl_device_conf *d)
{
    fl_read_defaults(&l->read, fl_config_link_rows, d);
    for (const struct fl_option *row = fl_config_link_rows; row->key; row++) {
        int own = fl_row_family_default(row, d->driver);
        if (own)
            *(int *)field_of(row, d) = own == FL_OFF ? 0 : own;
        if (in_defaults(l, row))
            memcpy(field_of(row, d), (const char *)&l->defaults->link + row->offset, fl_row_size(row));
    }
}

/* The row of that key; NULL: there is none. */
static const struct fl_option *option_row(const struct fl_option *rows, const char *key)
{
    while (rows->key && strcmp(rows->key, key) != 0)
        rows++;
    return rows->key ? rows : NULL;
}

/* Link settings under the names that the family has for them. */
static void read_aliases(struct fl_read *r, config_setting_t *entry, struct fl_device_conf *d)
{
    for (const struct fl_alias *alias = d->driver->aliases; alias && alias->key; alias++) {
        const struct fl_option *row = option_row(fl_config_link_rows, alias->means);
        config_setting_t *s = row ? fl_read_take(entry, alias->key) : NULL;
        if (!s)
            continue;
        if (config_setting_get_member(entry, alias->means))
            fl_read_error(r, s, "%s and %s are the same setting: keep one", alias->key, alias->means);
        else
            fl_read_value(r, s, row, d);
    }
}

static void read_defaults_group(struct load *l)
{
    struct fl_read *r = &l->read;
    config_setting_t *s = fl_read_take(l->root, "defaults");
    if (!s)
        return;
    if (!config_setting_is_group(s)) {
        fl_read_error(r, s, "defaults: a group is wanted, e.g. defaults: { poll_interval = \"350ms\"; };");
        return;
    }
    struct fl_link_defaults *d = fl_arena_alloc(r->arena, sizeof *d);
    if (!d)
        return;
    fl_read_rows(r, s, fl_config_link_rows, &d->link);
    fl_read_unknown(r, s, (const struct fl_option *const[]){fl_config_link_rows, NULL});
    for (const struct fl_option *row = fl_config_link_rows; row->key; row++)
        d->given |= (uint64_t)(config_setting_get_member(s, row->key) != NULL) << (row - fl_config_link_rows);
    l->defaults = l->conf->defaults = d;
}

/* --- devices -------------------------------------------------------------------------------- */

/* The `key` of the last list element of entry that has this one: of two, the second is wrong. */
static config_setting_t *element_key(config_setting_t *entry, const char *wanted)
{
    config_setting_t *found = NULL;
    for (unsigned i = 0; i < (unsigned)config_setting_length(entry); i++) {
        config_setting_t *list = config_setting_get_elem(entry, i);
        unsigned count = config_setting_is_list(list) ? (unsigned)config_setting_length(list) : 0;
        for (unsigned j = 0; j < count; j++) {
            config_setting_t *key = config_setting_get_member(config_setting_get_elem(list, j), "key");
            const char *text = key ? config_setting_get_string(key) : NULL;
            if (text && !strcmp(text, wanted))
                found = key;
        }
    }
    return found;
}

/* Reads the next name of a path, with its index if it has one; NULL: there is no such setting. */
static config_setting_t *step(config_setting_t *at, const char **words)
{
    char name[FL_KEY_MAX];
    size_t len = strspn(*words, "abcdefghijklmnopqrstuvwxyz0123456789_");
    if (!len || len >= sizeof name)
        return NULL;
    memcpy(name, *words, len);
    name[len] = '\0';
    *words += len;
    config_setting_t *s = config_setting_get_member(at, name);
    if (!s)
        return element_key(at, name);
    if (**words != '[')
        return s;
    char *end;
    unsigned long i = strtoul(*words + 1, &end, 10);
    *words = end + (*end == ']');
    return i < (unsigned long)config_setting_length(s) ? config_setting_get_elem(s, (unsigned)i) : s;
}

/* The setting that the driver's words begin with, as a path ("outputs[2].module: ...") or by the
 * key of a list's element ("kitchen_light: ..."); else the device. */
static config_setting_t *culprit(config_setting_t *entry, const char *words)
{
    config_setting_t *at = entry;
    for (config_setting_t *next; (next = step(at, &words)); words++) {
        at = next;
        if (*words != '.')
            break;
    }
    return at;
}

/* Reads the family's own rows. Of families that can be found by their identity, a device may say
 * that instead of its host. */
static void read_family_rows(struct fl_read *r, config_setting_t *entry, struct fl_device_conf *d)
{
    const struct fl_option *host = option_row(d->driver->options, "host");
    bool findable = d->driver->probe && host && !host->def_text;
    if (findable && !d->identity && !config_setting_get_member(entry, "host"))
        fl_read_error(
            r, entry,
            "host or identity is missing in an entry of devices: add host = \"...\", its address, or "
            "identity = \"...\", which finds it at any; fairlead discover %s prints both",
            d->driver->name);
    r->waived = findable ? "host" : NULL;
    fl_read_rows(r, entry, d->driver->options, d->options);
    r->waived = NULL;
}

/* As fl_io_found() reports it, or nobody would ever be recognised by it. */
static void check_identity(struct fl_read *r, config_setting_t *entry, const struct fl_device_conf *d)
{
    char quoted[FL_QUOTE];
    if (d->identity && (!fl_key_ok(d->identity) || strlen(d->identity) >= FL_IDENTITY_MAX))
        fl_read_error(
            r, config_setting_get_member(entry, "identity"),
            "identity: %s is none: 1 to %d of the characters a-z, 0-9 and _ are wanted, as fairlead "
            "discover prints it",
            fl_quote(d->identity, quoted), FL_IDENTITY_MAX - 1);
}

static void read_options(struct load *l, config_setting_t *entry, struct fl_device_conf *d)
{
    struct fl_read *r = &l->read;
    size_t before = r->problems->errors;
    struct fl_error err = {0};
    d->options = fl_arena_alloc(r->arena, d->driver->conf_size);
    if (!d->options)
        return;
    fl_read_defaults(r, d->driver->options, d->options);
    read_family_rows(r, entry, d);
    if (r->problems->errors > before || fl_arena_bad(r->arena))
        return; /* check() and endpoint() rely on what the rows promise */
    if (d->driver->check && d->driver->check(d->options, &err)) {
        fl_read_error(r, culprit(entry, err.text), "%s", err.text);
        return;
    }
    if (d->driver->settle && d->driver->settle(d->options, &d->timing, &err)) {
        fl_read_error(r, culprit(entry, err.text), "%s", err.text);
        return;
    }
    d->driver->endpoint(d->options, &d->endpoint);
    d->endpoint.interface = d->interface;
}

static void read_device(struct load *l, config_setting_t *entry, struct fl_device_conf *d)
{
    struct fl_read *r = &l->read;
    struct fl_place place = fl_source_place(r->source, config_setting_source_line(entry));
    d->file = place.file->name;
    d->line = place.line;
    fl_read_defaults(r, fl_config_device_rows, d);
    fl_read_rows(r, entry, fl_config_device_rows, d);
    check_identity(r, entry, d);
    if (!d->name)
        d->name = d->id;
    if (d->id && !strcmp(d->id, "bridge"))
        fl_read_error(r, config_setting_get_member(entry, "id"),
                      "id: \"bridge\" is taken by the gateway's own topics: choose another");
    d->driver = read_driver(r, entry);
    if (!d->driver)
        return; /* which other keys it may have is not known then */
    set_link_defaults(l, d);
    read_aliases(r, entry, d);
    fl_read_rows(r, entry, fl_config_link_rows, d);
    fl_check_link(r, entry, d);
    read_options(l, entry, d);
    fl_read_unknown(r, entry,
                    (const struct fl_option *const[]){fl_config_device_rows, fl_config_driver_rows,
                                                      d->driver->options, fl_config_link_rows, NULL});
}

static int by_id(const void *a, const void *b)
{
    const struct fl_device_conf *x = *(const struct fl_device_conf *const *)a;
    const struct fl_device_conf *y = *(const struct fl_device_conf *const *)b;
    int order = strcmp(x->id, y->id);
    return order ? order : (x > y) - (x < y); /* the earlier of two in the file first */
}

/* Sorts the devices' ids (for this, and for fl_config_device) and reports those given twice. */
static void check_ids(struct load *l, config_setting_t *devices)
{
    struct fl_config *c = l->conf;
    c->by_id = fl_arena_alloc(c->arena, c->device_count * sizeof(struct fl_device_conf *));
    size_t count = 0;
    for (size_t i = 0; c->by_id && i < c->device_count; i++) {
        if (c->devices[i].id)
            c->by_id[count++] = &c->devices[i];
    }
    if (count)
        qsort(c->by_id, count, sizeof(struct fl_device_conf *), by_id);
    for (size_t i = 1; i < count; i++) {
        const struct fl_device_conf *one = c->by_id[i - 1], *two = c->by_id[i];
        if (strcmp(one->id, two->id) != 0)
            continue;
        config_setting_t *entry = config_setting_get_elem(devices, (unsigned)(two - c->devices));
        fl_read_error(&l->read, config_setting_get_member(entry, "id"),
                      "id: \"%s\" is the device at %s:%u already: ids must differ", two->id, one->file,
                      one->line);
    }
}

static const char devices_example[] =
    "devices = ( { id = \"villa\"; driver = \"ipcom\"; host = \"192.0.2.1\"; } );";

/* The list's entries, or 0; one that is no list is a problem. */
static unsigned entries(struct fl_read *r, const config_setting_t *list, const char *example)
{
    if (!list)
        return 0;
    if (!config_setting_is_list(list)) {
        fl_read_error(r, list, "%s: a list is wanted, e.g. %s", config_setting_name(list), example);
        return 0;
    }
    return (unsigned)config_setting_length(list);
}

static bool entry_ok(struct fl_read *r, const config_setting_t *entry, const char *list, const char *example)
{
    if (config_setting_is_group(entry))
        return true;
    fl_read_error(r, entry, "%s: a group for each entry is wanted, e.g. %s", list, example);
    return false;
}

static void read_devices(struct load *l)
{
    struct fl_config *c = l->conf;
    config_setting_t *list = fl_read_take(l->root, "devices");
    unsigned count = entries(&l->read, list, devices_example);
    c->devices = fl_arena_alloc(c->arena, count * sizeof *c->devices);
    if (!c->devices)
        return;
    c->device_count = count;
    for (unsigned i = 0; i < count; i++) {
        config_setting_t *entry = config_setting_get_elem(list, i);
        if (entry_ok(&l->read, entry, "devices", devices_example))
            read_device(l, entry, &c->devices[i]);
    }
    check_ids(l, list);
}

/* Entries of one network are one: of two probes on it, both would answer every question. */
static void check_network(struct load *l, config_setting_t *list, size_t i)
{
    const struct fl_discover_conf *two = &l->conf->discover[i];
    for (size_t j = 0; j < i; j++) {
        const struct fl_discover_conf *one = &l->conf->discover[j];
        if (!one->driver || one->driver != two->driver ||
            strcmp(one->interface ? one->interface : "", two->interface ? two->interface : "") != 0)
            continue;
        unsigned line = config_setting_source_line(config_setting_get_elem(list, (unsigned)j));
        struct fl_place first = fl_source_place(l->read.source, line);
        fl_read_error(&l->read, config_setting_get_elem(list, (unsigned)i),
                      "discover: %s %s%s at %s:%u already: one entry with the hosts of both is wanted",
                      one->driver->name, one->interface ? "is searched on " : "is searched everywhere",
                      one->interface ? one->interface : "", first.file->name, first.line);
        return;
    }
}

static void read_discover(struct load *l)
{
    static const char example[] = "discover = ( { driver = \"echonet\"; interface = \"eth0\"; } );";
    struct fl_config *c = l->conf;
    struct fl_read *r = &l->read;
    config_setting_t *list = fl_read_take(l->root, "discover");
    unsigned count = entries(r, list, example);
    c->discover = fl_arena_alloc(c->arena, count * sizeof *c->discover);
    if (!c->discover)
        return;
    c->discover_count = count;
    for (unsigned i = 0; i < count; i++) {
        config_setting_t *entry = config_setting_get_elem(list, i);
        if (!entry_ok(r, entry, "discover", example))
            continue;
        fl_read_rows(r, entry, fl_config_discover_rows, &c->discover[i]);
        const struct fl_driver *driver = c->discover[i].driver = read_driver(r, entry);
        if (driver && !driver->probe)
            fl_read_error(r, config_setting_get_member(entry, "driver"),
                          "driver: %s devices cannot be discovered: list them in devices", driver->name);
        check_network(l, list, i);
        fl_read_unknown(
            r, entry,
            (const struct fl_option *const[]){fl_config_driver_rows, fl_config_discover_rows, NULL});
    }
}

/* --- the whole ------------------------------------------------------------------------------ */

/* Keys of the top level that no row describes; for suggestions only. */
static const struct fl_option special_rows[] = {
    {.key = "defaults"}, {.key = "devices"}, {.key = "discover"}, FL_CONF_END};

static void read_config(struct load *l)
{
    struct fl_read *r = &l->read;
    size_t before = r->problems->errors;
    fl_read_defaults(r, fl_config_top_rows, l->conf);
    fl_read_rows(r, l->root, fl_config_top_rows, l->conf);
    if (fl_arena_bad(r->arena))
        return;
    fl_check_gateway(r, l->root, l->conf);
    read_defaults_group(l);
    read_discover(l);
    read_devices(l);
    fl_read_unknown(r, l->root, (const struct fl_option *const[]){fl_config_top_rows, special_rows, NULL});
    bool empty = !l->conf->device_count && !l->conf->discover_count;
    if (empty && r->problems->errors == before)
        fl_read_warning(r, config_setting_get_member(l->root, "devices"),
                        "no devices: nothing to do; add e.g. %s", devices_example);
}

static void parse_error(const struct fl_source *source, const config_t *parsed, struct fl_problems *problems)
{
    static const char *const hints[][2] = {
        {"syntax error", ": a quote, a bracket, = or ; is wrong or missing here or just before"},
        {"duplicate setting name", ": this key is in the same group already"},
    };
    struct fl_place place = fl_source_place(source, (unsigned)config_error_line(parsed));
    const char *text = config_error_text(parsed), *hint = "";
    for (size_t i = 0; text && i < sizeof hints / sizeof hints[0]; i++) {
        if (!strcmp(text, hints[i][0]))
            hint = hints[i][1];
    }
    fl_problems_error(problems, place.file->name, place.line, "%s%s", text ? text : "out of memory", hint);
}

/* Fills conf from the source's text; its problems tell whether that went well. */
static void build(struct fl_config *conf, const struct fl_source *source, struct fl_problems *problems)
{
    config_t parsed;
    config_init(&parsed);
    if (config_read_string(&parsed, source->text.text ? source->text.text : "")) {
        struct load l = {.read = {.source = source, .arena = conf->arena, .problems = problems},
                         .conf = conf,
                         .root = config_root_setting(&parsed)};
        read_config(&l);
    } else {
        parse_error(source, &parsed, problems);
    }
    config_destroy(&parsed);
}

static struct fl_config *create(void)
{
    struct fl_arena *arena = fl_arena_create();
    struct fl_config *c = arena ? fl_arena_alloc(arena, sizeof *c) : NULL;
    if (c)
        c->arena = arena;
    else
        fl_arena_destroy(arena);
    return c;
}

typedef bool source_reader(struct fl_source *s, const char *what, const char *name, struct fl_problems *p);

static struct fl_config *load(source_reader *read, const char *what, const char *name,
                              struct fl_problems *problems)
{
    size_t before = problems->errors;
    struct fl_config *c = create();
    if (!c) {
        fl_problems_error(problems, name, 0, "out of memory");
        return NULL;
    }
    struct fl_source source = {.arena = c->arena};
    if (read(&source, what, name, problems))
        build(c, &source, problems);
    fl_source_finish(&source);
    if (fl_arena_bad(c->arena))
        fl_problems_error(problems, name, 0, "out of memory");
    if (problems->errors == before)
        return c;
    fl_config_destroy(c);
    return NULL;
}

static bool load_source(struct fl_source *s, const char *path, const char *name, struct fl_problems *p)
{
    (void)name;
    return fl_source_load(s, path, p);
}

struct fl_config *fl_config_load(const char *path, struct fl_problems *problems)
{
    return load(load_source, path, path, problems);
}

struct fl_config *fl_config_parse(const char *text, const char *name, struct fl_problems *problems)
{
    return load(fl_source_parse, text, name, problems);
}

void fl_config_destroy(struct fl_config *c)
{
    if (c)
        fl_arena_destroy(c->arena); /* c itself is in it */
}

/* --- devices that were found ------------------------------------------------------------------ */

static void add_text(config_setting_t *group, const char *key, const char *text)
{
    if (text && *text)
        config_setting_set_string(config_setting_add(group, key, CONFIG_TYPE_STRING), text);
}

/* The entry of `devices` that somebody would write who knows as much as we do. */
static void add_entry(config_setting_t *root, const struct fl_found_conf *f)
{
    config_setting_t *list = config_setting_add(root, "devices", CONFIG_TYPE_LIST);
    config_setting_t *entry = config_setting_add(list, NULL, CONFIG_TYPE_GROUP);
    const struct fl_option *rows = f->driver->options;
    add_text(entry, "id", f->id);
    add_text(entry, "driver", f->driver->name);
    add_text(entry, "name", f->name);
    add_text(entry, "identity", f->identity);
    add_text(entry, "interface", f->interface);
    add_text(entry, option_row(rows, "host") ? "host" : "group", f->host);
    const struct fl_option *port = option_row(rows, "port");
    if (f->port && port && port->type == FL_OPT_INT)
        config_setting_set_int(config_setting_add(entry, "port", CONFIG_TYPE_INT), f->port);
}

/* What still belongs to others: the file's name, and an interface that `defaults` named. */
static void adopt(struct fl_device_conf *d, struct fl_arena *arena)
{
    d->discovered = true;
    d->file = "discovered";
    d->interface = d->endpoint.interface = fl_arena_strdup(arena, d->interface);
}

struct fl_config *fl_config_found(const struct fl_config *base, const struct fl_found_conf *found,
                                  struct fl_error *err)
{
    struct fl_config *c = create();
    if (!c) {
        fl_fail(err, FL_E_NOMEM, "no memory");
        return NULL;
    }
    struct fl_source_file file = {.name = "discovered"};
    struct fl_source_part part = {.first = 1, .file = &file, .line = 1};
    struct fl_source source = {.arena = c->arena, .parts = &part, .part_count = 1};
    struct fl_problems problems = {0};
    config_t made;
    config_init(&made);
    struct load l = {.read = {.source = &source, .arena = c->arena, .problems = &problems},
                     .conf = c,
                     .root = config_root_setting(&made),
                     .defaults = base->defaults};
    add_entry(l.root, found);
    read_devices(&l);
    config_destroy(&made);
    enum fl_err failed = FL_OK;
    if (problems.errors)
        failed = fl_fail(err, FL_E_CONFIG, "%s", problems.items ? problems.items[0].text : "out of memory");
    else if (fl_arena_bad(c->arena))
        failed = fl_fail(err, FL_E_NOMEM, "no memory");
    else
        adopt(&c->devices[0], c->arena);
    fl_problems_finish(&problems);
    if (!failed)
        return c;
    fl_config_destroy(c);
    return NULL;
}

static int compare_id(const void *id, const void *device)
{
    return strcmp(id, (*(const struct fl_device_conf *const *)device)->id);
}

const struct fl_device_conf *fl_config_device(const struct fl_config *c, const char *id)
{
    struct fl_device_conf *const *found =
        c->device_count ? bsearch(id, c->by_id, c->device_count, sizeof(struct fl_device_conf *), compare_id)
                        : NULL;
    return found ? *found : NULL;
}
