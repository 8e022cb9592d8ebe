/* Makers by the code in property 8A. */
#ifndef FL_ECHONET_MAKER_H
#define FL_ECHONET_MAKER_H

#include <fairlead/bytes.h>

/* The name, or the code in hex if it is not a known one, or "" for none (experimental, wrong size). */
void echonet_maker_text(struct fl_span edt, char *buf, size_t cap);

#endif
