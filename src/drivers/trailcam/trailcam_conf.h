/* What the configuration says of a trail camera: filled by the option rows of trailcam.c. */
#ifndef FL_DRIVERS_TRAILCAM_CONF_H
#define FL_DRIVERS_TRAILCAM_CONF_H

#include <fairlead/conf.h>

enum { TRAILCAM_PORTS_MAX = 8 };

struct trailcam_conf {
    const char *host, *uid, *username, *password;
    struct fl_list ports;              /* int; none: the usual ones */
    int search_port;                   /* 0: no search */
    int info_interval, media_interval; /* ms */
    bool thumbnails, allow_destructive, set_clock;
};

#endif
