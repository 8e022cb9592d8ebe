/* The family's ear: finds nodes, tells them apart by property 83 of the node profile, notices when
 * one has another address, and is our own node in the network. Pure, as <fairlead/probe.h> wants it. */
#ifndef FL_ECHONET_PROBE_H
#define FL_ECHONET_PROBE_H

#include <fairlead/probe.h>

extern const struct fl_probe echonet_probe;

#endif
