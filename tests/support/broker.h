/* A real mosquitto of a test's own, on a free loopback port; it dies with the test. One thread. */
#ifndef FL_TESTS_SUPPORT_BROKER_H
#define FL_TESTS_SUPPORT_BROKER_H

#include <stdbool.h>
#include <stdint.h>

#include <sys/types.h>

struct broker {
    pid_t pid;     /* 0: not running */
    uint16_t port; /* the same over restarts */
    char dir[64];  /* for its configuration, and for what a test wants to put beside it */
};

/* A free port on 127.0.0.1; it may be taken again before it is used, so retry. */
uint16_t broker_free_port(void);

bool broker_open(struct broker *b); /* makes the directory and picks a port; starts nothing */
/* Starts it and waits until it accepts. lines: further configuration, below the listener; NULL:
 * none. Anonymous clients are welcome unless lines say otherwise. */
bool broker_run(struct broker *b, const char *lines);
bool broker_start(struct broker *b, const char *lines); /* open and run, on another port if taken */
void broker_stop(struct broker *b);                     /* in good order, as at a restart */
void broker_kill(struct broker *b);
void broker_close(struct broker *b); /* stops it and removes the directory */

/* Makes ca.pem, server.pem and server.key for localhost and 127.0.0.1 in the directory. */
bool broker_make_certificates(const struct broker *b);

#endif
