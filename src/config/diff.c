/* What a reload compares: settings by the rows that were parsed. */
#include "config/config.h"
#include "config/rows.h"

/* Where a device is comes from its options and `interface`, which the rows compare. */
bool fl_device_conf_equal(const struct fl_device_conf *a, const struct fl_device_conf *b)
{
    return a->driver == b->driver && fl_rows_equal(fl_config_device_rows, a, b) &&
           fl_rows_equal(fl_config_link_rows, a, b) &&
           fl_rows_equal(a->driver->options, a->options, b->options);
}

bool fl_mqtt_conf_equal(const struct fl_mqtt_conf *a, const struct fl_mqtt_conf *b)
{
    return fl_rows_equal(fl_config_mqtt_rows, a, b);
}
