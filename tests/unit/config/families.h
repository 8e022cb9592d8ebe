/* Three families that exist for these tests only, with an option of every type between them. */
#ifndef FL_TESTS_UNIT_CONFIG_FAMILIES_H
#define FL_TESTS_UNIT_CONFIG_FAMILIES_H

#include <fairlead/driver.h>

struct lamp_output {
    const char *key;
    int number;
};

struct lamp_conf {
    const char *host, *username, *password;
    int port, bus, fade;
    double gain;
    bool loud;
    struct lamp_window {
        int from, to;
    } window;
    struct fl_list outputs; /* struct lamp_output */
    struct fl_list ports;   /* int */
    struct fl_list hosts;   /* const char * */
};

struct horn_conf {
    const char *token;
};

struct bell_conf {
    const char *host; /* NULL: known by its identity alone */
    int port;
};

#endif
