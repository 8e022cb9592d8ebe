/* The option rows of everything that is no driver's, and what works on rows of any kind without
 * knowing libconfig. Thread rule: constants and pure functions. */
#ifndef FL_CONFIG_ROWS_H
#define FL_CONFIG_ROWS_H

#include "config/config.h"

extern const struct fl_option fl_config_top_rows[];      /* of struct fl_config: gateway, mqtt, ... */
extern const struct fl_option fl_config_mqtt_rows[];     /* of struct fl_mqtt_conf */
extern const struct fl_option fl_config_device_rows[];   /* of struct fl_device_conf: id, name, ... */
extern const struct fl_option fl_config_discover_rows[]; /* of struct fl_discover_conf */
extern const struct fl_option fl_config_driver_rows[];   /* of struct fl_named_driver */

struct fl_named_driver { /* as an entry of devices or discover names it */
    const char *driver;
};

bool fl_row_bounded(const struct fl_option *row);              /* min and max count */
bool fl_row_allows(const struct fl_option *row, double value); /* in range, or the 0 that is off */
/* "50ms to 1h", `"0s" (off) or 1s to 1h`, "1 to 4096"; "" if unbounded. buf is returned. */
const char *fl_row_range(const struct fl_option *row, char *buf, size_t cap);
size_t fl_row_size(const struct fl_option *row); /* of its field; not of a group */
/* The family's own default of a row of fl_timing, FL_OFF for off; 0: as everybody. */
int fl_row_family_default(const struct fl_option *row, const struct fl_driver *driver);
bool fl_rows_equal(const struct fl_option *rows, const void *a, const void *b);

#endif
