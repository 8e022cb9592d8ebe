/* What the files of fairlead-sim's runner share; see sim_run.h. */
#ifndef FL_TOOLS_SIM_PRIVATE_H
#define FL_TOOLS_SIM_PRIVATE_H

#include <sys/socket.h>

#include "base/str.h"
#include "sim_run.h"
#include "sim_timer.h"

enum {
    SIM_IN_MAX = 4096,       /* bytes of one connection that its device has not used yet */
    SIM_OUT_MAX = 64 * 1024, /* bytes waiting to be sent; above it no more input is used */
    SIM_PIECE_GAP_MS = 1,    /* between pieces, so that the peer gets to see each */
    SIM_LINE_MAX = 1024      /* of control input */
};

#define SIM_OWNER(member_ptr, type, member) ((type *)(void *)((char *)(member_ptr)-offsetof(type, member)))

/* Something epoll watches. */
struct sim_source {
    void (*ready)(struct sim_source *source, uint32_t events);
    int fd;          /* -1: closed */
    bool watched;    /* known to epoll */
    uint32_t events; /* that epoll looks for */
};

struct sim_device {
    struct sim_run *run;
    const struct fl_sim *sim;
    void *state; /* the simulated device itself */
    size_t number;
    uint16_t port;
    uint64_t random; /* splitmix64 */
    struct sim_source listener;
    struct sim_timer tick;
    struct sim_conn *conns;
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
    struct sockaddr_storage address; /* where devices listen; port 0 */
    socklen_t address_len;
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
    struct sim_conn *conn; /* NULL: the hook is about the whole device */
    uint64_t now_ms;
};

struct fl_sim_io sim_io_of(struct sim_device *device, struct sim_conn *conn);

enum fl_err sim_watch(struct sim_run *run, struct sim_source *source,
                      uint32_t events); /* FL_E_SYSTEM: errno */
void sim_unwatch(struct sim_run *run, struct sim_source *source);
void sim_close_source(struct sim_run *run, struct sim_source *source);

/* sim_device.c */
enum fl_err sim_device_open(struct sim_device *d, uint16_t port, struct fl_error *err);
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

/* sim_io.c */
void sim_log_line(const struct sim_device *d, const char *text);

/* sim_control.c */
enum fl_err sim_control_open(struct sim_run *run, struct fl_error *err);
void sim_control_read(struct sim_run *run);

#endif
