/* What happens to datagrams on their way: lost, doubled, late, overtaken. One for each direction of
 * each device. */
#ifndef FL_TOOLS_SIM_NET_H
#define FL_TOOLS_SIM_NET_H

#include <stdbool.h>
#include <stdint.h>

#include <fairlead/error.h>

enum { SIM_NET_COPIES = 2 };

struct sim_net {                  /* zeroed: a perfect network */
    int lose;                     /* every so many-th never arrives; 0: all do */
    int loss, duplicate, reorder; /* percent */
    int delay_ms, jitter_ms;      /* all are late, and by chance up to jitter_ms more */
    unsigned count;
};

struct sim_fate {
    unsigned copies; /* 0: lost */
    int delay_ms[SIM_NET_COPIES];
};

/* "lose:3,loss:10,duplicate:5,reorder:10,delay:20ms,jitter:50ms" in place of what was; "none". */
enum fl_err sim_net_parse(struct sim_net *out, const char *text, struct fl_error *err);
/* One datagram's fate; *random is the state of its sequence (splitmix64). */
struct sim_fate sim_net_fate(struct sim_net *n, uint64_t *random);

uint32_t sim_random(uint64_t *state); /* splitmix64 */

#endif
