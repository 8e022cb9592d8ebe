/* The real network behind the link's connector: name look-up, TCP, UDP and the hub. Any thread. */
#ifndef FL_NET_CONNECTOR_H
#define FL_NET_CONNECTOR_H

#include "net/conn.h"
#include "net/hub.h"

struct fl_net;

/* NULL: no memory. hub is borrowed; without one (NULL) there are no multicast devices. */
struct fl_net *fl_net_create(struct fl_hub *hub);
void fl_net_destroy(struct fl_net *net); /* after the last link that uses it; NULL is fine */

const struct fl_connector *fl_net_connector(struct fl_net *net); /* lives as long as net */

#endif
