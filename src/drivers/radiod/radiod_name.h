/* The multicast group that radiod makes of a name. */
#ifndef FL_RADIOD_NAME_H
#define FL_RADIOD_NAME_H

#include <stdbool.h>
#include <stdint.h>

enum { RADIOD_GROUP_TEXT = 16 };

/* 239.0.0.0 | 24 bits of FNV-1 over the name as it is written, but never in 239.0.0.0/24 and
 * 239.128.0.0/24. */
uint32_t radiod_name_group(const char *name);
const char *radiod_name_group_text(const char *name, char buf[static RADIOD_GROUP_TEXT]);
bool radiod_name_is_local(const char *name); /* ends in ".local" */
/* "192.0.2.1" in host order. False: not that, exactly. */
bool radiod_name_dotted(const char *text, uint32_t *out);

#endif
