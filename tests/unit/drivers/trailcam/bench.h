/* A bench for the trailcam session: the driver's hooks under a model clock, an engine reduced to what
 * matters to them, a network that can be bad, and a small camera whose habits can be chosen. */
#ifndef FL_TESTS_TRAILCAM_BENCH_H
#define FL_TESTS_TRAILCAM_BENCH_H

#include <fairlead/driver.h>

#include "drivers/trailcam/trailcam_session.h"
#include "link/io_private.h"
#include "model/model.h"

extern const struct fl_driver trailcam_driver;

enum { FLYING_MAX = 8192, NOTES_MAX = 2048, FILES_MAX = 256, CODES_MAX = 1536, PICTURE_MAX = 700 * 1024 };

enum login_habit { LOGIN_FINE, LOGIN_WRONG_PASSWORD, LOGIN_TOO_MANY, LOGIN_NO_TOKEN, LOGIN_SILENT };

struct camera {
    /* habits */
    bool asleep;           /* hears nothing */
    uint16_t session_port; /* where it is */
    uint16_t search_port;  /* 0: it does not hear searches */
    bool deaf_to_punches;  /* unless it asked for one, by answering a search */
    bool no_greeting, loses_ready;
    enum login_habit login;
    const char *info; /* JSON of its device information */
    bool mute_beats;  /* heartbeats are not acknowledged, nor is what comes behind them */
    int silent;       /* so many requests (logins not counted) get no answer */
    int refuse;       /* so many are refused */
    int damage;       /* so many pictures come damaged */
    bool picture_first, no_picture;
    size_t picture_len; /* of the JPEG */

    /* state */
    struct trailcam_transport transport;
    bool up, punched;
    uint64_t greet_ms; /* 0: done */
    uint32_t event_seq;
    struct trailcam_file files[FILES_MAX]; /* newest first */
    size_t file_count;

    /* what it saw */
    size_t searches, punches, closes, logins, bad_tokens, refused;
    int64_t login_time;
    int codes[CODES_MAX]; /* of all requests */
    size_t code_count;
    struct {
        uint64_t at_ms;
        uint32_t seq;
    } beats[CODES_MAX];
    size_t beat_count;
};

struct note {
    uint64_t at_ms;
    uint32_t id; /* verdict: the command */
    enum fl_err code;
    char name[32];  /* event: its type; image: its entity */
    char text[400]; /* event: its JSON; verdict: its words; result: its JSON */
    size_t len;     /* image */
};

struct notes {
    struct note list[NOTES_MAX];
    size_t count;
};

struct bench {
    struct fl_model *model;
    struct fl_io *io;
    struct trailcam_session *session;
    struct trailcam_conf conf;
    struct fl_timing timing;
    uint64_t now_ms, wake_ms, next_poll_ms, next_keep_ms;
    int64_t utc_ms; /* when the bench's clock was 0 */
    int zone_s;
    bool connected, online, poll_now;
    struct fl_addr host, peer, own;
    struct camera camera;
    struct { /* of 100; latency is 1 to 1 + jitter ms */
        uint32_t loss, twice, jitter;
    } net;
    uint32_t chance;
    struct {
        uint64_t at_ms;
        bool to_camera;
        struct fl_addr at; /* to the camera: where to; from it: where from */
        size_t len;
        uint8_t data[TRAILCAM_PACKET_MAX];
    } flying[FLYING_MAX];
    size_t flying_count;

    size_t onlines, bad_frames;
    enum fl_err failed; /* why the last session ended by the driver's word */
    char why[240];
    struct notes verdicts, results, events, images;
    uint8_t image[PICTURE_MAX]; /* the last one */
    uint8_t saved[64];
    size_t saved_len;
    uint32_t next_id;
};

struct bench *
bench_create(const struct bench *before); /* before: whose saved state it begins with, or NULL */
void bench_destroy(struct bench *b);
void bench_connect(struct bench *b);
void bench_run(struct bench *b, uint64_t ms);
void bench_online(struct bench *b); /* connect, and until what comes first is done */
void bench_close(struct bench *b);
/* An action: hands it over as the command thread would, and waits for its verdict (at most 40 s). */
enum fl_err bench_do(struct bench *b, const char *key, const char *args);
const char *bench_words(const struct bench *b);  /* of the last verdict */
const char *bench_result(const struct bench *b); /* of the last result */
struct fl_value value_of(struct bench *b, const char *key);
/* Another file on the card, the newest now. */
void camera_shoots(struct bench *b);
void camera_sends(struct bench *b, uint8_t channel, const void *data, size_t len);
void camera_sends_bare(struct bench *b, enum trailcam_type type);
void camera_reboots(struct bench *b);                 /* forgets the session and says nothing */
size_t camera_count(const struct bench *b, int code); /* requests so far */

#endif
