/* What the kernel tells of IGMP without privileges, which is little. Any thread. */
#ifndef FL_NET_IGMP_H
#define FL_NET_IGMP_H

#include <stdbool.h>

/* The version in use on an interface; 0: unknown. The kernel speaks version 3 until a querier of an
 * older version is heard, and then that one; of a version 3 querier it tells nothing. So querier is
 * true only for an older version that no setting (force_igmp_version) explains. */
void fl_igmp_version(const char *interface, int *version, bool *querier);

#endif
