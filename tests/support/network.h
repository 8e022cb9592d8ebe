/* A network of a test's own, which the machine outside does not see: a switch, the test itself at
 * it with an eth0, and hosts beside it, each with an eth0 of its own. Made of network namespaces,
 * so any user may where the kernel lets users have them. Needs unshare, nsenter and ip. One thread.
 *
 * Everybody is 192.0.2.x/24, where the test, and what it starts, is NETWORK_TEST_ADDRESS. */
#ifndef FL_TESTS_SUPPORT_NETWORK_H
#define FL_TESTS_SUPPORT_NETWORK_H

#include <stdbool.h>

#include "support/process.h"

#define NETWORK_TEST_ADDRESS "192.0.2.1"

enum { NETWORK_SKIPPED = 77, NETWORK_ARGS_MAX = 16 };

/* First in main(): runs the program once more, within the network. Returns 0 there, and otherwise
 * what main() is to return: NETWORK_SKIPPED, having said so, where namespaces may not be made. */
int network_enter(char *const *argv);

struct network_host {
    struct process *keeper; /* holds the namespace */
    int number;             /* of its place at the switch, 1 to 99; its MAC address is made of it */
    char address[16];
};

/* False: something did not work, and was said on stderr; give_up then. */
bool network_plug_in(struct network_host *h, int number, const char *address);
bool network_move(struct network_host *h, const char *address); /* the address changes, nothing else does */
void network_unplug(struct network_host *h); /* what runs there hears nothing any more; twice is fine */

/* Starts a program at this host, as process_start() does. */
struct process *network_start(const struct network_host *h, const char *const *argv, const char *errors);

#endif
