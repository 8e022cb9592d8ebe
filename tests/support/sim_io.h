/* An fl_sim_io for tests: notes what a simulated device asks for, with a clock that the test turns. */
#ifndef FL_TESTS_SUPPORT_SIM_IO_H
#define FL_TESTS_SUPPORT_SIM_IO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <fairlead/sim.h>

enum { SIM_IO_BYTES = 128 * 1024, SIM_IO_SENDS = 512, SIM_IO_TEXT = 8192 };

struct sim_io_send {
    size_t at, len; /* in bytes[] */
    int delay_ms;
    size_t piece;
    struct fl_addr to;  /* family 0: the group, or a stream */
    uint16_t from_port; /* 0: any free one */
};

struct fl_sim_io {
    uint64_t now_ms;
    int64_t utc_ms;
    uint32_t random; /* the last one; counts up */
    uint8_t bytes[SIM_IO_BYTES];
    size_t len; /* of all sends */
    struct sim_io_send sends[SIM_IO_SENDS];
    size_t send_count;
    struct fl_addr from, address; /* of the datagram in feed; the device's own */
    struct fl_addr group;
    bool to_many;
    bool fin, reset, held, listening;
    uint64_t wake_ms;
    char log[SIM_IO_TEXT];   /* lines, each ended by \n */
    char reply[SIM_IO_TEXT]; /* of control verbs */
};

void sim_io_init(struct fl_sim_io *io);   /* at an arbitrary time, listening */
void sim_io_forget(struct fl_sim_io *io); /* what was sent, closed, logged and replied */
bool sim_io_logged(const struct fl_sim_io *io, const char *text);

#endif
