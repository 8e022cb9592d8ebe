/* What the rows cannot say: checks across settings, of addresses and topics, and the values that
 * follow from others. One thread. */
#ifndef FL_CONFIG_CHECKS_H
#define FL_CONFIG_CHECKS_H

#include "config/config.h"
#include "config/read.h"

/* Of gateway, mqtt and http. Relative file names are made to count from the file they stand in,
 * the broker's URL gets its port, and the client id its default. */
void fl_check_gateway(struct fl_read *r, config_setting_t *root, struct fl_config *c);
/* Of one device's link settings; entry is where they stand. */
void fl_check_link(struct fl_read *r, config_setting_t *entry, const struct fl_device_conf *d);

#endif
