/* TCP_NODELAY on sockets that a library keeps to itself. Thread rule: any thread. */
#ifndef FL_BUS_NODELAY_H
#define FL_BUS_NODELAY_H

#include <stdint.h>

/* On every TCP socket of this process whose peer has the port. */
void fl_nodelay_set(uint16_t port);

#endif
