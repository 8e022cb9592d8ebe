/* What the files of fairlead-sim's runner share; see sim_run.h. */
#ifndef FL_TOOLS_SIM_PRIVATE_H
#define FL_TOOLS_SIM_PRIVATE_H

#include <sys/socket.h>

#include "base/str.h"
#include "sim_net.h"
#include "sim_run.h"
#include "sim_timer.h"

enum {
    SIM_IN_MAX = 4096,       /* bytes of one connection that its device has not used yet */
    SIM_OUT_MAX = 64 * 1024, /* bytes waiting to be sent; above it no more input is used */
    SIM_PIECE_GAP_MS = 1,    /* between pieces, so that the peer gets to see each */
    SIM_LINE_MAX = 1024,     /* of control input */
    SIM_SOCKETS_MAX = 16     /* of one datagram device */
};

#define SIM_OWNER(member_ptr, type, member) ((type *)(void *)((char *)(member_ptr)-offsetof(type, member)))

/* Something epoll watches. */
struct sim_source {
    void (*ready)(struct sim_source *source, uint32_t events);
    int fd;          /* -1: closed */
    bool watched;    /* known to epoll */
    uint32_t events; /* that epoll looks for */
};

/* What a socket of a datagram device is bound to. */
enum sim_hears {
    SIM_HEARS_UNICAST, /* the device's address */
    SIM_HEARS_GROUP,
    SIM_HEARS_NETWORK, /* its network's broadcasts */
    SIM_HEARS_ALL      /* 255.255.255.255 */
};

struct sim_socket {
    struct sim_source source;
    struct sim_device *device;
    enum sim_hears hears;
    uint16_t port;
};

/* A datagram on its way. */
struct sim_packet {
    struct sim_packet *next;
    uint64_t due_ms;
    struct fl_addr peer; /* where it came from, or goes to */
    uint16_t port;       /* the device's; 0: any free one */
    bool inbound, to_many;
    size_t len;
    uint8_t data[];
};

struct sim_dgram {
    struct sim_device *device;
    void *session;
    struct fl_addr group; /* family 0: none */
    struct sim_socket sockets[SIM_SOCKETS_MAX];
    size_t count;
    bool held, closed;
    struct sim_net in, out;
    uint64_t random;
    struct sim_packet *packets; /* delayed, the earliest first */
    size_t under_way;           /* their bytes */
    struct sim_timer timer;
};

struct sim_device {
    struct sim_run *run;
    const struct fl_sim *sim;
    void *state; /* the simulated device itself */
    size_t number;
    struct fl_addr address;
    uint16_t port;
    uint64_t random; /* see sim_random() */
    struct sim_source listener;
    struct sim_timer tick;
    struct sim_conn *conns;
    struct sim_dgram *dgram; /* NULL: a stream device */
};

/* Bytes on their way, or a line for the log when all before it have left. */
struct sim_chunk {
    struct sim_chunk *next;
    uint64_t due_ms;
    size_t len, sent;
    size_t piece; /* 0: all at once */
    bool mark;    /* the bytes are a text for the log */
    uint8_t data[];
};

struct sim_conn {
    struct sim_device *device;
    struct sim_conn *next, **link; /* in the device's list, or next in a list of the run's */
    void *session;
    struct sim_source source;
    struct sim_timer timer; /* the next chunk is due */
    struct sim_chunk *out, *out_last;
    size_t out_len;
    bool blocked; /* the socket takes no more for now */
    bool held;    /* neither read nor written */
    bool ending;  /* to be closed when all is sent */
    size_t in_len;
    uint8_t in[SIM_IN_MAX];
};

struct sim_run {
    struct sim_setup setup;
    int epoll_fd;
    int spare_fd; /* given up to refuse a connection when there is no other descriptor left */
    struct sim_timers timers;
    struct sim_device **devices;
    size_t device_count, device_cap;
    struct sim_conn *ended;  /* closed, and the device is not told yet */
    struct sim_conn *buried; /* told; freed when no event of this turn can name them */
    struct sim_source signals, control;
    int signal; /* that ended the loop */
    bool stop;
    bool control_file; /* epoll cannot watch it, but reading it never blocks */
    size_t line_len;
    bool line_cut;
    char line[SIM_LINE_MAX];
    struct fl_str reply; /* of the control verb that runs */
};

/* What a hook gets: valid for the call. */
struct fl_sim_io {
    struct sim_device *device;
    struct sim_conn *conn;             /* NULL: the hook is about the whole device */
    const struct sim_packet *datagram; /* in feed of a datagram device */
    uint64_t now_ms;
};

struct fl_sim_io sim_io_of(struct sim_device *device, struct sim_conn *conn);

enum fl_err sim_watch(struct sim_run *run, struct sim_source *source,
                      uint32_t events); /* FL_E_SYSTEM: errno */
void sim_unwatch(struct sim_run *run, struct sim_source *source);
void sim_close_source(struct sim_run *run, struct sim_source *source);

/* sim_device.c; index: 0.. of --count */
enum fl_err sim_device_open(struct sim_device *d, size_t index, uint16_t port, struct fl_error *err);
/* The runner's own or the device's. FL_E_UNKNOWN: neither. */
enum fl_err sim_device_option(struct sim_device *d, const char *name, const char *value,
                              struct fl_error *err);
void sim_device_listen(struct sim_device *d, bool on);
void sim_device_tick(struct sim_device *d);
void sim_device_destroy(struct sim_device *d);

/* sim_conn.c */
void sim_conn_open(struct sim_device *d, int fd); /* takes fd */
void sim_conn_send(struct sim_conn *c, const void *data, size_t len, uint64_t due_ms, size_t piece);
void sim_conn_mark(struct sim_conn *c, const char *text);
void sim_conn_close(struct sim_conn *c, bool reset);
void sim_conn_hold(struct sim_conn *c, bool on);
void sim_conns_bury(struct sim_run *run); /* tells the devices of the ended ones */
void sim_conns_free(struct sim_run *run); /* frees those */

/* sim_dgram.c */
enum fl_err sim_dgram_create(struct sim_device *d, struct fl_error *err);
/* net, net_in, net_out. FL_E_UNKNOWN: something else, or a stream device. */
enum fl_err sim_dgram_option(struct sim_device *d, const char *name, const char *value, struct fl_error *err);
enum fl_err sim_dgram_open(struct sim_device *d, const struct fl_addr *address, uint16_t port,
                           struct fl_error *err);
enum fl_err sim_dgram_move(struct sim_device *d, const char *address, struct fl_error *err);
void sim_dgram_listen(struct sim_device *d, bool on);
void sim_dgram_hear(struct sim_device *d, uint16_t port); /* one port more */
/* to NULL: to the group. Never before due_ms, and later if the network wants it so. */
void sim_dgram_send(struct sim_device *d, uint16_t port, const struct fl_addr *to, const void *data,
                    size_t len, uint64_t due_ms);
void sim_dgram_destroy(struct sim_device *d); /* a stream device: nothing */

/* sim_io.c */
void sim_log_line(const struct sim_device *d, const char *text);

/* sim_control.c */
enum fl_err sim_control_open(struct sim_run *run, struct fl_error *err);
void sim_control_read(struct sim_run *run);

#endif
