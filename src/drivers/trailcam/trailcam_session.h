/* The session with one trail camera: found, logged in, kept alive, asked. The driver's hooks; what they
 * keep is a struct trailcam_session. */
#ifndef FL_DRIVERS_TRAILCAM_SESSION_H
#define FL_DRIVERS_TRAILCAM_SESSION_H

#include <fairlead/driver.h>

#include "trailcam_camera.h"
#include "trailcam_seek.h"
#include "trailcam_transport.h"

/* Lanes of the engine's turn. Entities and actions have group 0, so that is where they wait. */
enum { TRAILCAM_LANE_REQUEST, TRAILCAM_LANE_HEARTBEAT, TRAILCAM_LANE_STEP };

enum trailcam_phase {
    TRAILCAM_DOWN,
    TRAILCAM_SEEKING,  /* punches and searches */
    TRAILCAM_GREETING, /* found; "ACK" is awaited */
    TRAILCAM_LOGGING_IN,
    TRAILCAM_ONLINE
};

enum trailcam_purpose {
    TRAILCAM_FOR_NOTHING,
    TRAILCAM_FOR_LOGIN,
    TRAILCAM_FOR_INFO,
    TRAILCAM_FOR_MEDIA, /* what is new */
    TRAILCAM_FOR_LIST,  /* a page, for an action */
    TRAILCAM_FOR_PICTURE,
    TRAILCAM_FOR_ACTION
};

struct trailcam_request { /* the one under way */
    enum trailcam_purpose purpose;
    enum trailcam_code code;
    uint32_t seq;
    uint32_t command;     /* the engine's, which waits for it; 0: nobody */
    int page;             /* FOR_LIST */
    uint64_t deadline_ms; /* when no answer is expected any more */
    bool repeated;        /* or not to be repeated */
    char *json;
    uint16_t index; /* of its last packet */
};

enum trailcam_transfer_state { TRAILCAM_IDLE, TRAILCAM_WANTED, TRAILCAM_ASKED, TRAILCAM_COMING };

struct trailcam_transfer { /* of one picture */
    enum trailcam_transfer_state state;
    bool whole; /* the file, not its thumbnail */
    struct trailcam_file file;
    uint32_t command;
    bool again;           /* it came damaged once */
    uint64_t answered_ms; /* COMING: since when */
};

struct trailcam_session {
    const struct trailcam_conf *conf;
    struct fl_aes *key;
    struct trailcam_uid uid;

    /* Across sessions. */
    struct trailcam_camera camera;
    struct trailcam_media media;
    struct trailcam_file shown; /* whose thumbnail was fetched last */
    bool any_shown;

    /* Of this session. */
    enum trailcam_phase phase;
    struct fl_io *io; /* while a hook runs */
    uint64_t now_ms;  /* likewise */
    size_t records;   /* that this hook was given */
    struct trailcam_seek seek;
    bool punched; /* the camera answered the search */
    struct fl_addr peer;
    struct trailcam_transport transport;
    uint64_t until_ms; /* GREETING: how long */
    struct trailcam_request request;
    struct trailcam_transfer transfer;
    uint32_t seq;                   /* of the last command */
    int64_t token;                  /* -1: none */
    unsigned timeouts;              /* requests in a row without an answer */
    bool info_worked, media_worked; /* since the login */
    uint64_t info_ms, media_ms;     /* when they are due */
    bool step_owed;                 /* the login is not acknowledged yet */
    uint32_t refresh;               /* the command that waits for both; 0: none */
    bool refresh_info;              /* information came; the list is left */
    uint32_t beat_seq;
    uint16_t beat_index;
    bool beat_owed;
    unsigned beat_failures; /* in a row */
};

enum fl_err trailcam_init(void *session, const void *conf, struct fl_io *io, struct fl_span saved);
void trailcam_finish(void *session);
void trailcam_open(void *session, struct fl_io *io, size_t target);
size_t trailcam_feed(void *session, struct fl_io *io, const uint8_t *data, size_t len);
void trailcam_poll(void *session, struct fl_io *io);
void trailcam_keepalive(void *session, struct fl_io *io);
size_t trailcam_command(void *session, struct fl_io *io, const struct fl_command *const *cmds, size_t count);
void trailcam_missed(void *session, struct fl_io *io, uint32_t group);
void trailcam_tick(void *session, struct fl_io *io);
void trailcam_close(void *session, struct fl_io *io);

#endif
