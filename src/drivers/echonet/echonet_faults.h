/* The options and faults of a simulated ECHONET Lite node: tables that parse, check and explain them. */
#ifndef FL_DRIVERS_ECHONET_FAULTS_H
#define FL_DRIVERS_ECHONET_FAULTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <fairlead/error.h>

#include "echonet_models.h"

enum echonet_fault {
    ECHONET_FAULT_SILENT,
    ECHONET_FAULT_LATE,
    ECHONET_FAULT_LOSE,
    ECHONET_FAULT_FOREIGN_PORT,
    ECHONET_FAULT_WRONG_TID,
    ECHONET_FAULT_TWICE,
    ECHONET_FAULT_TWIN,
    ECHONET_FAULT_DAMAGED,
    ECHONET_FAULT_SPLIT,
    ECHONET_FAULT_IGNORE_SETS,
    ECHONET_FAULT_LATE_SETS,
    ECHONET_FAULT_NO_MULTICAST,
    ECHONET_FAULT_COUNT
};

struct echonet_fault_state {
    bool on;
    int amount; /* what stands behind the colon, or its default */
    int count;  /* how often it was asked about */
};

enum echonet_id { ECHONET_ID_OWN, ECHONET_ID_SAME, ECHONET_ID_ZEROS, ECHONET_ID_SHORT, ECHONET_ID_REFUSED };
enum echonet_announce { ECHONET_ANNOUNCE_OFF, ECHONET_ANNOUNCE_AFTER, ECHONET_ANNOUNCE_BEFORE };
enum echonet_over { ECHONET_OVER_REFUSE, ECHONET_OVER_TRUNCATE, ECHONET_OVER_SILENT };
enum echonet_setget { ECHONET_SETGET_OFF, ECHONET_SETGET_ON, ECHONET_SETGET_BARE };

enum { ECHONET_PICKS_MAX = 32 };

struct echonet_picks { /* properties, of one object or (eoj 0) of all */
    size_t count;
    struct {
        uint32_t eoj;
        uint8_t epc;
    } pick[ECHONET_PICKS_MAX];
};

struct echonet_sim_conf {
    const struct echonet_model *model;
    int id, announce, over, setget;
    int start;   /* announces its list of instances by itself */
    int repeat;  /* announces what was set although it did not change */
    int confirm; /* announces by INFC */
    int inf_to;  /* INF_REQ: 0 answered to the asker, 1 to the group */
    int sna;     /* SetC_SNA: 0 without EDT, 1 echoes the refused ones */
    int busy;    /* 0: loses requests while it answers one, 1: takes them */
    int ranges;  /* a board's channel ranges: 0 not set, 1 set */
    int live;    /* values change by themselves */
    int speed;   /* and so many times as fast */
    int answer_ms;
    int limit; /* properties of a request; 0: any number */
    struct echonet_picks refuse, mute, alone;
    struct echonet_fault_state fault[ECHONET_FAULT_COUNT];
};

extern const struct fl_sim echonet_sim;
extern const char echonet_sim_help[], echonet_sim_more_help[];

void echonet_sim_conf_init(struct echonet_sim_conf *conf); /* the defaults: model home */
enum fl_err echonet_sim_conf_set(struct echonet_sim_conf *conf, const char *name, const char *value,
                                 struct fl_error *err);
/* Whether the fault happens this time; counts. */
bool echonet_fault_hits(struct echonet_sim_conf *conf, enum echonet_fault fault);
bool echonet_picked(const struct echonet_picks *p, uint32_t eoj, uint8_t epc);
/* "013001", "B3", "0A1F": the bytes, or 0 if it is not hex or longer than cap. */
size_t echonet_sim_hex(const char *text, size_t text_len, uint8_t *out, size_t cap);
/* The n-th option, fault or model, NULL behind the last: for the test of the help. */
const char *echonet_sim_word(size_t n);

#endif
