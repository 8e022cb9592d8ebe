/* A loaded configuration. It never changes: a reload makes another one. */
#ifndef FL_CONFIG_CONFIG_H
#define FL_CONFIG_CONFIG_H

#include "config/problems.h"
#include "model/settings.h"

struct fl_config {
    struct fl_gateway_conf gateway;
    struct fl_mqtt_conf mqtt;
    struct fl_http_conf http;
    struct fl_multicast_conf multicast;
    struct fl_device_conf *devices;
    struct fl_device_conf **by_id; /* the same, sorted by id */
    size_t device_count;
    struct fl_discover_conf *discover;
    size_t discover_count;
    struct fl_link_defaults *defaults; /* what `defaults` says; NULL: nothing */
    struct fl_arena *arena;            /* owns every text and list of it */
};

/* NULL: it cannot be used; *problems says all that is wrong, each with file and line. Warnings
 * alone do not prevent use. Reads secret files and the environment. */
struct fl_config *fl_config_load(const char *path, struct fl_problems *problems);
/* The same from a text (tests, fuzzing); name stands in the messages. */
struct fl_config *fl_config_parse(const char *text, const char *name, struct fl_problems *problems);
void fl_config_destroy(struct fl_config *c); /* NULL is fine */

/* A device that was found: what an entry of `devices` for it would say. Texts are borrowed for the
 * call. */
struct fl_found_conf {
    const struct fl_driver *driver;
    const char *id, *name, *identity;
    const char *interface; /* NULL or "": any */
    const char *host;      /* its address; of radiod, the group */
    uint16_t port;         /* of families that have such an option; 0: their default */
};
/* A configuration with this device alone, `discovered`, everything else as `base` and the family
 * have it by default. NULL: the family wants settings that nobody can guess; *err says which. */
struct fl_config *fl_config_found(const struct fl_config *base, const struct fl_found_conf *found,
                                  struct fl_error *err);

const struct fl_device_conf *fl_config_device(const struct fl_config *c, const char *id); /* NULL: none */

/* By the same rows that were parsed: false if any setting differs (position in the file does not count). */
bool fl_device_conf_equal(const struct fl_device_conf *a, const struct fl_device_conf *b);
bool fl_mqtt_conf_equal(const struct fl_mqtt_conf *a, const struct fl_mqtt_conf *b);

/* The option rows as a Markdown table ("| key | default | range | meaning |"), for the manual and
 * the drivers' READMEs (compared by a test). rows ended by a NULL key. The caller frees. */
char *fl_config_table(const struct fl_option *rows);
extern const struct fl_option fl_config_link_rows[]; /* of the link settings, without defaults of families */

#endif
