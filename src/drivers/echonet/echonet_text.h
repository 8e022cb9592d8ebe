/* Properties that read as text: moments, places, letters and plain bytes. */
#ifndef FL_ECHONET_TEXT_H
#define FL_ECHONET_TEXT_H

#include <fairlead/bytes.h>

#include "echonet_class.h"

/* edt is of a size that d allows. False: it is no moment or place. */
bool echonet_text_read(const struct echonet_data *d, struct fl_span edt, char buf[static FL_TEXT_MAX]);
/* How many bytes; 0: the text is not of this kind, or there is no room. */
size_t echonet_text_write(const struct echonet_data *d, const char *text, uint8_t *out, size_t cap);
/* Lower-case hex of as many bytes as fit. */
void echonet_text_hex(struct fl_span edt, char buf[static FL_TEXT_MAX]);

#endif
