/* The options and faults of the simulated panel: tables that parse, check and explain them. */
#ifndef FL_DRIVERS_IPCOM_FAULTS_H
#define FL_DRIVERS_IPCOM_FAULTS_H

#include <stdbool.h>
#include <stddef.h>

#include <fairlead/error.h>

#include "ipcom_panel.h"

enum ipcom_fault {
    IPCOM_FAULT_DROP,
    IPCOM_FAULT_RESET,
    IPCOM_FAULT_REFUSE,
    IPCOM_FAULT_SILENT,
    IPCOM_FAULT_MUTE,
    IPCOM_FAULT_HALF_OPEN,
    IPCOM_FAULT_BYTEWISE,
    IPCOM_FAULT_COALESCED,
    IPCOM_FAULT_DOUBLED,
    IPCOM_FAULT_DELAYED,
    IPCOM_FAULT_DAMAGED,
    IPCOM_FAULT_TRUNCATED,
    IPCOM_FAULT_GARBAGE,
    IPCOM_FAULT_IGNORE_WRITES,
    IPCOM_FAULT_REFUSE_LOGINS,
    IPCOM_FAULT_LATE,
    IPCOM_FAULT_NEW_KEY,
    IPCOM_FAULT_COUNT
};

enum { IPCOM_GARBAGE_MAX = 64, IPCOM_KEEPALIVE_MAX = 64 };

struct ipcom_fault_state {
    bool on;
    int amount; /* what stands behind the colon, or its default */
    int count;  /* how often it was asked about */
};

enum ipcom_key_choice { IPCOM_KEY_RANDOM, IPCOM_KEY_PANEL, IPCOM_KEY_A, IPCOM_KEY_B };
enum ipcom_ack { IPCOM_ACK_NONE, IPCOM_ACK_SHORT, IPCOM_ACK_FRAME, IPCOM_ACK_SNAPSHOT };
enum ipcom_login_form { IPCOM_LOGIN_FULL, IPCOM_LOGIN_SHORT };
enum ipcom_refusal { IPCOM_REFUSE_SEALED, IPCOM_REFUSE_CLOSE };

struct ipcom_sim_conf {
    char user[IPCOM_USERNAME_MAX + 1], password[IPCOM_PASSWORD_MAX + 1];
    int bus;      /* 1, 2 */
    int bus_type; /* enum ipcom_bus_type */
    int secure;   /* 0, 1 */
    int login, refusal, key, ack;
    int keepalive; /* bytes of its answer; 0: none */
    int limit;     /* clients at once; 0: any number */
    int autochange_ms;
    struct ipcom_output autochange;
    struct ipcom_fault_state fault[IPCOM_FAULT_COUNT];
};

extern const struct fl_sim ipcom_sim;
extern const char ipcom_sim_help[];

void ipcom_sim_conf_init(struct ipcom_sim_conf *conf, struct ipcom_panel *panel); /* the defaults */
/* Sets one option, in the configuration or (shutter, reverse_min) in the panel itself. */
enum fl_err ipcom_sim_conf_set(struct ipcom_sim_conf *conf, struct ipcom_panel *panel, const char *name,
                               const char *value, struct fl_error *err);
/* Whether the fault happens this time; counts. */
bool ipcom_fault_hits(struct ipcom_sim_conf *conf, enum ipcom_fault fault);
/* "3.4=255" */
enum fl_err ipcom_change_parse(struct ipcom_change *out, const char *text, struct fl_error *err);
/* The n-th option or fault, NULL behind the last: for the test of the help. */
const char *ipcom_sim_word(size_t n);

#endif
