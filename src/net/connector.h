/* The real network behind the link's connector: name look-up, TCP and UDP. Any thread. */
#ifndef FL_NET_CONNECTOR_H
#define FL_NET_CONNECTOR_H

#include "net/conn.h"

struct fl_net;

struct fl_net *fl_net_create(void);      /* NULL: no memory */
void fl_net_destroy(struct fl_net *net); /* after the last link that uses it; NULL is fine */

const struct fl_connector *fl_net_connector(struct fl_net *net); /* lives as long as net */

#endif
