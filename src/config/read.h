/* Fills a struct from a libconfig group by option rows, noting every problem on the way. A group
 * is read in passes, one for each table of rows; each marks what it took, and what is left over
 * at the end is unknown. One thread. */
#ifndef FL_CONFIG_READ_H
#define FL_CONFIG_READ_H

#include <libconfig.h>

#include <fairlead/driver.h>

#include "config/source.h"

struct fl_read {
    const struct fl_source *source;
    struct fl_arena *arena; /* for what the struct points to */
    struct fl_problems *problems;
    const char *waived; /* the key of a row that need not be there although it is required; NULL: none */
};

/* A problem at a setting's line; its words begin with what it is about. */
void fl_read_error(struct fl_read *r, const config_setting_t *at, const char *fmt, ...) FL_PRINTF(3, 4);
void fl_read_warning(struct fl_read *r, const config_setting_t *at, const char *fmt, ...) FL_PRINTF(3, 4);

/* The member, marked as known; NULL: there is none. */
config_setting_t *fl_read_take(config_setting_t *group, const char *key);

void fl_read_defaults(struct fl_read *r, const struct fl_option *rows, void *conf);
/* Members that are absent leave their fields alone. */
void fl_read_rows(struct fl_read *r, config_setting_t *group, const struct fl_option *rows, void *conf);
/* The value of one member, whatever it is called in the file (an alias). */
void fl_read_value(struct fl_read *r, config_setting_t *s, const struct fl_option *row, void *conf);
/* Reports the members that no pass took; the tables (NULL-ended) hold the keys to suggest. */
void fl_read_unknown(struct fl_read *r, config_setting_t *group, const struct fl_option *const *tables);

enum { FL_SETTING_NAME = 160 };
/* "mqtt.discovery.prefix", "outputs.key": what messages call a setting. buf is returned. */
const char *fl_setting_name(const config_setting_t *s, char buf[static FL_SETTING_NAME]);
/* A text from the file for a message: cut, in quotes, without control characters. */
enum { FL_QUOTE = 72 };
const char *fl_quote(const char *text, char buf[static FL_QUOTE]);

/* KEY, KEY_file or KEY_env; in secret.c. */
void fl_read_secret(struct fl_read *r, config_setting_t *group, const struct fl_option *row, void *conf);
enum { FL_SECRET_KEY = 80 };
extern const char *const fl_secret_suffixes[]; /* "", "_file", "_env", NULL-ended */

#endif
