/* A family that exists for tests only, to be found: beacons say who they are in plain text.
 *
 *   "who?"                  to the group or to one: who is there?
 *   "i am IDENTITY ABOUT"   the answer, and said to the group by a beacon that comes up
 *   "level?"                to one: what do you show?
 *   "level N"               the answer
 *
 * All on UDP BEACON_GROUP and the port that the environment's BEACON_PORT names. */
#ifndef FL_TESTS_SUPPORT_BEACON_H
#define FL_TESTS_SUPPORT_BEACON_H

#include <stdint.h>

#include <sys/types.h>

#define BEACON_GROUP "239.255.77.1"

/* A beacon in a process of its own on a loopback address, until stopped or the test ends. 0: it
 * cannot be started. */
pid_t beacon_start(const char *address, uint16_t port, const char *identity, const char *about, int level);
/* One that is somebody else with each datagram, as fast as it can. */
pid_t beacon_flood(const char *address, const char *to, uint16_t port);
void beacon_stop(pid_t pid); /* 0 is fine */

#endif
