/* The table and the configuration that fairlead discover prints. */
#include "cli/finds.h"

#include <string.h>

#include "base/str.h"
#include "link/probe.h"

static const char *word(const cJSON *find, const char *key)
{
    const char *text = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(find, key));
    return text ? text : "";
}

static cJSON *find_one(const cJSON *finds, const char *driver, const char *identity)
{
    cJSON *find;
    cJSON_ArrayForEach(find, finds) if (!strcmp(word(find, "driver"), driver) &&
                                        !strcmp(word(find, "identity"), identity)) return find;
    return NULL;
}

static void put(cJSON *finds, const char *driver, const char *identity, const char *address,
                const char *about, const char *device)
{
    cJSON *old = find_one(finds, driver, identity);
    if (old)
        cJSON_Delete(cJSON_DetachItemViaPointer(finds, old));
    cJSON *o = cJSON_CreateObject();
    cJSON_AddStringToObject(o, "driver", driver);
    cJSON_AddStringToObject(o, "identity", identity);
    cJSON_AddStringToObject(o, "address", address);
    cJSON_AddStringToObject(o, "about", about);
    cJSON_AddItemToObject(o, "device", *device ? cJSON_CreateString(device) : cJSON_CreateNull());
    cJSON_AddItemToArray(finds, o);
}

void fl_finds_note(cJSON *finds, const char *driver, const char *identity, const struct fl_addr *at,
                   const char *about)
{
    char address[FL_ADDR_TEXT];
    put(finds, driver, identity, fl_addr_text(at, address), about, "");
}

void fl_finds_merge(cJSON *finds, const cJSON *answer)
{
    const cJSON *find;
    cJSON_ArrayForEach(find, answer)
    {
        const char *driver = word(find, "driver"), *identity = word(find, "identity");
        if (*driver && fl_key_ok(identity))
            put(finds, driver, identity, word(find, "address"), word(find, "about"), word(find, "device"));
    }
}

void fl_finds_table(const cJSON *finds, FILE *out)
{
    int wide = (int)strlen("IDENTITY");
    const cJSON *find;
    cJSON_ArrayForEach(find, finds)
    {
        int len = (int)strlen(word(find, "identity"));
        wide = len > wide ? len : wide;
    }
    fprintf(out, "%-8s  %-*s  %-21s  %s\n", "DRIVER", wide, "IDENTITY", "ADDRESS", "ABOUT");
    cJSON_ArrayForEach(find, finds)
    {
        const char *device = word(find, "device");
        fprintf(out, "%-8s  %-*s  %-21s  %s%s%s%s\n", word(find, "driver"), wide, word(find, "identity"),
                word(find, "address"), word(find, "about"), *device ? " (device " : "", device,
                *device ? ")" : "");
    }
}

/* --- the configuration ------------------------------------------------------------------------- */

static const struct fl_driver *driver_of(const cJSON *find)
{
    for (size_t i = 0; fl_drivers[i]; i++)
        if (!strcmp(fl_drivers[i]->name, word(find, "driver")))
            return fl_drivers[i];
    return NULL;
}

static bool has_option(const struct fl_driver *driver, const char *key)
{
    for (const struct fl_option *row = driver->options; row->key; row++)
        if (!strcmp(row->key, key))
            return true;
    return false;
}

/* key = "text"; with what libconfig wants escaped. */
static void setting(FILE *out, const char *key, const char *text)
{
    fprintf(out, " %s = \"", key);
    for (const char *c = text; *c; c++)
        fprintf(out, *c == '"' || *c == '\\' ? "\\%c" : "%c", *c);
    fputs("\";", out);
}

/* "192.0.2.1:3610" or "[fe80::1]:3610" without the port. */
static void host_of(const char *address, char host[static FL_HOST_MAX])
{
    fl_copy(host, FL_HOST_MAX, address + (*address == '['));
    char *end = *address == '[' ? strchr(host, ']') : strrchr(host, ':');
    if (end)
        *end = '\0';
}

static void print_entry(const cJSON *find, const char *interface, FILE *out)
{
    char id[FL_KEY_MAX], host[FL_HOST_MAX], name[FL_NAME_MAX];
    const struct fl_driver *driver = driver_of(find);
    const char *identity = word(find, "identity"), *device = word(find, "device");
    fl_format(id, sizeof id, "%s_%s", driver->name, identity);
    fl_probing_name(name, sizeof name, *word(find, "about") ? word(find, "about") : id);
    host_of(word(find, "address"), host);
    fputs("  {", out);
    setting(out, "id", *device ? device : id);
    setting(out, "driver", driver->name);
    setting(out, "name", name);
    setting(out, "identity", identity);
    if (!has_option(driver, "host")) /* its address is its group's */
        setting(out, "group", host);
    if (interface)
        setting(out, "interface", interface);
    fputs(" }", out);
}

static void print_networks(const cJSON *finds, const char *interface, FILE *out)
{
    const char *separator = "";
    fputs("discover = (", out);
    for (size_t i = 0; fl_drivers[i]; i++) {
        bool found = false;
        const cJSON *find;
        cJSON_ArrayForEach(find, finds) found = found || driver_of(find) == fl_drivers[i];
        if (!found)
            continue;
        fprintf(out, "%s {", separator);
        setting(out, "driver", fl_drivers[i]->name);
        if (interface)
            setting(out, "interface", interface);
        fputs(" }", out);
        separator = ",";
    }
    fputs(" );\n", out);
}

void fl_finds_snippet(const cJSON *finds, const char *interface, FILE *out)
{
    const char *separator = "\n";
    const cJSON *find;
    fputs("# For the configuration. With this they, and others to come, appear by themselves:\n", out);
    print_networks(finds, interface, out);
    fputs("# An entry gives one an id, a name and settings of its own, and works without the above:\n", out);
    fputs("devices = (", out);
    cJSON_ArrayForEach(find, finds)
    {
        if (!driver_of(find))
            continue; /* of a gateway that is newer than this program */
        fputs(separator, out);
        print_entry(find, interface, out);
        separator = ",\n";
    }
    fputs("\n);\n", out);
}
