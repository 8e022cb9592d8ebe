/* The options and faults of a simulated camera; see trailcam_sim_options.h. */
#include "trailcam_sim_options.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "trailcam_codec.h"

enum {
    MS_MAX = 24 * 60 * 60 * 1000,
    EVERY_MAX = 1000000,
    VALUE_MAX = 512,
    FILES_MAX = 5000,
    PICTURE_MAX = 8 * 1024 * 1024
};

const char trailcam_sim_help[] =
    "A wildlife camera of the KJK230 class: PPPP sessions at UDP 40611, found there by a direct punch or by "
    "the\n"
    "LAN search at 32108; login, device information, media list, thumbnails and files, each a real JPEG with "
    "its\n"
    "number on it. Each camera of --count has an address of its own: 127.0.0.2, 127.0.0.3 ...\n"
    "\n"
    "  fairlead-sim trailcam                         83 pictures, account admin / admin, on 127.0.0.2\n"
    "  fairlead-sim trailcam --every=30s --log       a new picture every 30 s, each request told\n"
    "  fairlead-sim trailcam --delays=off --rate=0   as fast as it can\n"
    "  fairlead-sim trailcam --net=loss:10,duplicate:5,reorder:10 --photo=5000000\n"
    "  fairlead-sim trailcam --asleep=on --wake_time=5s   asleep until woken; this stands for the Bluetooth "
    "write:\n"
    "      bash -c 'printf \"\\x13\\x57\\x01\\0\\0\\0\\0\\0\" > /dev/udp/127.0.0.2/40611'\n"
    "\n"
    "What no capture of a real camera backs is a convention of this simulator, marked [?].\n"
    "\n"
    "Options (--NAME=VALUE, or NAME=VALUE in a control line; * at the start only):\n"
    "  battery=80         percent; below 5 it takes no pictures [?]\n"
    "  charging=off       on: it is\n"
    "  temperature=19     degrees Celsius\n"
    "  card=ok            full: takes no pictures [?]; missing: no size, and lists are refused [?]\n"
    "  files=83           on the card*, 0 to 5000\n"
    "  videos=0           every N-th of them is a video*\n"
    "  thumbnail=30000    bytes of a thumbnail, at most 8388608\n"
    "  photo=300000       bytes of a photo; it needs 52000 or so\n"
    "  rate=1000          kB/s of pictures, as a real one; 0: as fast as they are acknowledged\n"
    "  every=0            a new photo so often (30s, 5m); 0: only when told\n"
    "  user=admin         its account\n"
    "  password=admin\n"
    "  uid=LBCS-000000-CCCJJ   what punches have to name*\n"
    "  id=02:00:5E:10:00:01    its devId*; by default the last part counts up with --count\n"
    "  delays=on          of connecting and answers, as in the captures; off: none\n"
    "  session_port=0     sessions are at this port; 0: its own. 32100 can be punched, others searched for\n"
    "  packet=1024        payload of its DRW packets, 16 to 1024: small ones wrap the 16-bit index soon\n"
    "  index=0            first index of its channels, for clients that can start there\n"
    "  asleep=off         on: asleep*\n"
    "  awake=0            falls asleep so long after the last session; 0: never\n"
    "  wake_time=0        from waking to the air (5 to 20 s really)\n"
    "  heartbeat=0        CLOSE after so long without one [?]; 0: never\n"
    "  second=ignore      a second client [?]: ignore, or take over the session\n"
    "  unknown=refuse     unknown commands [?]: refuse, or silent\n"
    "  wrong_token=refuse wrong tokens [?]: refuse, or silent\n"
    "  missing=omit       pictures of files that are not there [?]: omit them, or refuse\n"
    "  net=FAULT:N,...    what the network does to its datagrams; see fairlead-sim --help\n";

const char trailcam_sim_more_help[] =
    "  fault=NAME[:N],... the faults from now on, in place of all others; none: no fault\n"
    "\n"
    "Faults (N: every N-th time or how much; its default in brackets):\n"
    "  no_punch           overlooks direct punches: only the search finds it\n"
    "  no_search          overlooks the search\n"
    "  no_greeting        never says that it is ready for commands\n"
    "  silent             hears nothing, says nothing\n"
    "  mute               acknowledges commands, and does not answer them\n"
    "  late:N             answers N ms later [1500]\n"
    "  deaf_beats         does not acknowledge heartbeats, which blocks what follows them\n"
    "  lose_acks:N        every N-th of its acknowledgements does not leave [2]\n"
    "  close:N            CLOSE instead of every N-th answer [5]\n"
    "  refuse_logins:N    result -N [2] to logins [?]\n"
    "  refuse:N           result -N [5] to all other commands [?]\n"
    "  bad_token:N        every N-th token is taken for a wrong one [1]\n"
    "  wrong_seq:N        every N-th answer has another sequence number [1]\n"
    "  wrong_key          answers are sealed with another key\n"
    "  damaged:N          every N-th answer is damaged [1]\n"
    "  garbage:N          bytes of no record before every N-th [1]\n"
    "  cut                records of pictures begin and end anywhere in packets\n"
    "  damaged_pictures:N every N-th picture is damaged: length, markers or check bytes [1]\n"
    "  half_pictures:N    every N-th picture ends half-way, and the next record begins [1]\n"
    "\n"
    "Control lines (0 stands for the camera, * for all):\n"
    "  0 shoot [N]        takes N photos [1]; 0 shoot video: a video\n"
    "  0 remove DIR NUM   that file is gone\n"
    "  0 event N          an event with that number\n"
    "  0 close            CLOSE, and the session is gone\n"
    "  0 forget           the login is forgotten: its token is wrong from now on\n"
    "  0 reboot [MS]      gone without a word, back after MS [5000]\n"
    "  0 sleep            gone without a word, until\n"
    "  0 wake             ... it is woken\n"
    "  0 state            tells awake, asleep or waking, whether there is a session, and its files\n"
    "  0 stats [reset]    tells the counters: punches, searches, sessions, busy (other clients overlooked), "
    "logins,\n"
    "                     refused, commands, in_flight (that waited at most; more than 1 is wrong), repeated "
    "DRW\n"
    "                     packets, bad packets, wrong_acks (count and indices differ), closed (by the "
    "client),\n"
    "                     timeouts (7.3 s), pictures, beats, beat_gaps (not one number more than before), "
    "and\n"
    "                     beat_min, beat_max (ms between two)\n";

/* --- small parsers -------------------------------------------------------------------------- */
static bool parse_int(const char *text, char **end, int min, int max, int *out)
{
    errno = 0;
    long value = strtol(text, end, 10);
    if (*end == text || errno || value < min || value > max)
        return false;
    *out = (int)value;
    return true;
}

bool trailcam_sim_parse_ms(const char *text, int *ms)
{
    static const struct {
        const char *unit;
        int ms;
    } units[] = {{"", 1}, {"ms", 1}, {"s", 1000}, {"m", 60 * 1000}, {"h", 60 * 60 * 1000}};
    char *end;
    int value;
    if (!parse_int(text, &end, 0, MS_MAX, &value))
        return false;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (!strcmp(end, units[i].unit) && value <= MS_MAX / units[i].ms) {
            *ms = value * units[i].ms;
            return true;
        }
    return false;
}

/* --- faults --------------------------------------------------------------------------------- */
enum fault_kind { PLAIN, /* on or off */ EVERY, /* every N-th time */ VALUE, TIME };

static const struct fault_row {
    const char *name;
    enum fault_kind kind;
    int amount;
} fault_rows[TRAILCAM_SIM_FAULT_COUNT] = {
    [TRAILCAM_SIM_NO_PUNCH] = {"no_punch", PLAIN, 0},
    [TRAILCAM_SIM_NO_SEARCH] = {"no_search", PLAIN, 0},
    [TRAILCAM_SIM_NO_GREETING] = {"no_greeting", PLAIN, 0},
    [TRAILCAM_SIM_SILENT] = {"silent", PLAIN, 0},
    [TRAILCAM_SIM_MUTE] = {"mute", PLAIN, 0},
    [TRAILCAM_SIM_LATE] = {"late", TIME, 1500},
    [TRAILCAM_SIM_DEAF_BEATS] = {"deaf_beats", PLAIN, 0},
    [TRAILCAM_SIM_LOSE_ACKS] = {"lose_acks", EVERY, 2},
    [TRAILCAM_SIM_CLOSE] = {"close", EVERY, 5},
    [TRAILCAM_SIM_REFUSE_LOGINS] = {"refuse_logins", VALUE, 2},
    [TRAILCAM_SIM_REFUSE] = {"refuse", VALUE, 5},
    [TRAILCAM_SIM_BAD_TOKEN] = {"bad_token", EVERY, 1},
    [TRAILCAM_SIM_WRONG_SEQ] = {"wrong_seq", EVERY, 1},
    [TRAILCAM_SIM_WRONG_KEY] = {"wrong_key", PLAIN, 0},
    [TRAILCAM_SIM_DAMAGED] = {"damaged", EVERY, 1},
    [TRAILCAM_SIM_GARBAGE] = {"garbage", EVERY, 1},
    [TRAILCAM_SIM_CUT] = {"cut", PLAIN, 0},
    [TRAILCAM_SIM_DAMAGED_PICTURES] = {"damaged_pictures", EVERY, 1},
    [TRAILCAM_SIM_HALF_PICTURES] = {"half_pictures", EVERY, 1},
};

bool trailcam_sim_fault_hits(struct trailcam_sim_conf *conf, enum trailcam_sim_fault fault)
{
    struct trailcam_sim_fault_state *f = &conf->fault[fault];
    return f->on && (fault_rows[fault].kind != EVERY || ++f->count % f->amount == 0);
}

static enum fl_err parse_fault(struct trailcam_sim_fault_state *faults, const char *text,
                               struct fl_error *err)
{
    size_t len = strcspn(text, ":"), i = 0;
    while (i < TRAILCAM_SIM_FAULT_COUNT &&
           (strlen(fault_rows[i].name) != len || strncmp(fault_rows[i].name, text, len) != 0))
        i++;
    if (i == TRAILCAM_SIM_FAULT_COUNT)
        return fl_fail(err, FL_E_CONFIG, "fault=%s: no such fault; --help lists them", text);
    const struct fault_row *row = &fault_rows[i];
    struct trailcam_sim_fault_state *f = &faults[i];
    *f = (struct trailcam_sim_fault_state){.on = true, .amount = row->amount};
    if (!text[len])
        return FL_OK;
    if (row->kind == PLAIN)
        return fl_fail(err, FL_E_RANGE, "fault=%s: %s takes no number", text, row->name);
    const char *amount = text + len + 1;
    char *end = NULL;
    bool good = row->kind == TIME ? trailcam_sim_parse_ms(amount, &f->amount)
                                  : parse_int(amount, &end, 1, EVERY_MAX, &f->amount) && !*end;
    return good ? FL_OK : fl_fail(err, FL_E_RANGE, "fault=%s: not what %s takes", text, row->name);
}

static enum fl_err set_faults(struct trailcam_sim_conf *conf, char *list, struct fl_error *err)
{
    struct trailcam_sim_fault_state faults[TRAILCAM_SIM_FAULT_COUNT] = {0};
    char *rest;
    for (char *name = strtok_r(list, ",", &rest); name; name = strtok_r(NULL, ",", &rest)) {
        enum fl_err e = strcmp(name, "none") == 0 ? FL_OK : parse_fault(faults, name, err);
        if (e)
            return e;
    }
    memcpy(conf->fault, faults, sizeof faults);
    return FL_OK;
}

/* --- the options ---------------------------------------------------------------------------- */
static const char *const off_on[] = {"off", "on", NULL};
static const char *const card_words[] = {"ok", "full", "missing", NULL};
static const char *const second_words[] = {"ignore", "take", NULL};
static const char *const answer_words[] = {"refuse", "silent", NULL};
static const char *const missing_words[] = {"omit", "refuse", NULL};

enum option_kind { CHOICE, COUNT, DURATION, TEXT, FAULTS };

#define AT(member) offsetof(struct trailcam_sim_conf, member)
static const struct option_row {
    const char *name;
    enum option_kind kind;
    size_t offset;
    const char *const *choices; /* NULL-ended */
    int min, max;
} option_rows[] = {
    {"battery", COUNT, AT(battery), NULL, 0, 100},
    {"charging", CHOICE, AT(charging), off_on, 0, 0},
    {"temperature", COUNT, AT(temperature), NULL, -60, 90},
    {"card", CHOICE, AT(card), card_words, 0, 0},
    {"files", COUNT, AT(files), NULL, 0, FILES_MAX},
    {"videos", COUNT, AT(videos), NULL, 0, FILES_MAX},
    {"thumbnail", COUNT, AT(thumbnail), NULL, 0, PICTURE_MAX},
    {"photo", COUNT, AT(photo), NULL, 0, PICTURE_MAX},
    {"rate", COUNT, AT(rate), NULL, 0, EVERY_MAX},
    {"every", DURATION, AT(every_ms), NULL, 0, 0},
    {"user", TEXT, AT(user), NULL, 0, 0},
    {"password", TEXT, AT(password), NULL, 0, 0},
    {"uid", TEXT, AT(uid), NULL, 0, 0},
    {"id", TEXT, AT(id), NULL, 0, 0},
    {"delays", CHOICE, AT(delays), off_on, 0, 0},
    {"session_port", COUNT, AT(session_port), NULL, 0, UINT16_MAX},
    {"packet", COUNT, AT(packet), NULL, 16, TRAILCAM_PAYLOAD_MAX},
    {"index", COUNT, AT(index), NULL, 0, UINT16_MAX},
    {"asleep", CHOICE, AT(asleep), off_on, 0, 0},
    {"awake", DURATION, AT(awake_ms), NULL, 0, 0},
    {"wake_time", DURATION, AT(wake_ms), NULL, 0, 0},
    {"heartbeat", DURATION, AT(heartbeat_ms), NULL, 0, 0},
    {"second", CHOICE, AT(second_takes), second_words, 0, 0},
    {"unknown", CHOICE, AT(unknown_silent), answer_words, 0, 0},
    {"wrong_token", CHOICE, AT(token_silent), answer_words, 0, 0},
    {"missing", CHOICE, AT(missing_refused), missing_words, 0, 0},
    {"fault", FAULTS, 0, NULL, 0, 0},
};
#undef AT

enum { OPTION_COUNT = sizeof option_rows / sizeof *option_rows };

const char *trailcam_sim_word(size_t n)
{
    if (n < OPTION_COUNT)
        return option_rows[n].name;
    n -= OPTION_COUNT;
    return n < TRAILCAM_SIM_FAULT_COUNT ? fault_rows[n].name : NULL;
}

void trailcam_sim_conf_init(struct trailcam_sim_conf *conf)
{
    *conf = (struct trailcam_sim_conf){
        .battery = 80,
        .temperature = 19,
        .files = 83,
        .thumbnail = 30000,
        .photo = 300000,
        .rate = 1000,
        .packet = TRAILCAM_PAYLOAD_MAX,
        .delays = 1,
        .user = "admin",
        .password = "admin",
        .uid = "LBCS-000000-CCCJJ",
    };
}

static enum fl_err set_choice(int *out, const struct option_row *row, const char *value, struct fl_error *err)
{
    for (int i = 0; row->choices[i]; i++)
        if (!strcmp(row->choices[i], value)) {
            *out = i;
            return FL_OK;
        }
    return fl_fail(err, FL_E_RANGE, "%s=%s: no such choice; --help lists them", row->name, value);
}

static enum fl_err set_number(int *out, const struct option_row *row, const char *value, struct fl_error *err)
{
    char *end;
    int number;
    if (!parse_int(value, &end, row->min, row->max, &number) || *end)
        return fl_fail(err, FL_E_RANGE, "%s=%s: %d to %d", row->name, value, row->min, row->max);
    *out = number;
    return FL_OK;
}

static enum fl_err set_text(char *out, const struct option_row *row, const char *value, struct fl_error *err)
{
    struct trailcam_uid uid;
    if (strlen(value) >= TRAILCAM_SIM_TEXT)
        return fl_fail(err, FL_E_RANGE, "%s: at most %d bytes", row->name, TRAILCAM_SIM_TEXT - 1);
    if (!strcmp(row->name, "uid") && trailcam_parse_uid(value, &uid))
        return fl_fail(err, FL_E_RANGE, "uid=%s: of the form LBCS-000000-CCCJJ", value);
    memcpy(out, value, strlen(value) + 1);
    return FL_OK;
}

static enum fl_err set_row(struct trailcam_sim_conf *conf, const struct option_row *row, char *value,
                           struct fl_error *err)
{
    void *field = (char *)conf + row->offset;
    switch (row->kind) {
    case FAULTS:
        return set_faults(conf, value, err);
    case CHOICE:
        return set_choice(field, row, value, err);
    case COUNT:
        return set_number(field, row, value, err);
    case TEXT:
        return set_text(field, row, value, err);
    case DURATION:
        break;
    }
    if (!trailcam_sim_parse_ms(value, field))
        return fl_fail(err, FL_E_RANGE, "%s=%s: a time is wanted, such as 500ms or 2s", row->name, value);
    return FL_OK;
}

enum fl_err trailcam_sim_conf_set(struct trailcam_sim_conf *conf, const char *name, const char *value,
                                  struct fl_error *err)
{
    const struct option_row *row = option_rows;
    while (row < option_rows + OPTION_COUNT && strcmp(row->name, name) != 0)
        row++;
    if (row == option_rows + OPTION_COUNT)
        return FL_E_UNKNOWN;
    if (!value)
        return fl_fail(err, FL_E_CONFIG, "%s: needs a value, %s=...", name, name);
    if (strlen(value) >= VALUE_MAX)
        return fl_fail(err, FL_E_RANGE, "%s: the value is too long", name);
    char copy[VALUE_MAX]; /* the parsers cut it */
    memcpy(copy, value, strlen(value) + 1);
    return set_row(conf, row, copy, err);
}
