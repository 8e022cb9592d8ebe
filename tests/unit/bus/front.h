/* A TCP front before a broker, for one client at a time: passes everything on, but can cut the
 * connection, say nothing, or meet MQTT 5 as an older broker would. */
#ifndef FL_TESTS_UNIT_BUS_FRONT_H
#define FL_TESTS_UNIT_BUS_FRONT_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include <pthread.h>
#include <semaphore.h>

enum front_mood {
    FRONT_PASS,
    FRONT_REFUSE_5,    /* CONNACK "unacceptable protocol version", as 3.1.1 spells it */
    FRONT_CLOSE_5,     /* closes without a word */
    FRONT_IGNORE_FIRST /* says nothing on the first connection until the client closes it */
};

struct front {
    uint16_t port, broker_port;
    enum front_mood mood;
    int listener;
    pthread_t thread;
    atomic_bool stop, cut;
    atomic_uint refused; /* connections with MQTT 5 turned away */
    sem_t ignored;       /* posted when the first CONNECT has come, and is not answered */
};

bool front_start(struct front *f, uint16_t broker_port, enum front_mood mood);
void front_cut(struct front *f); /* drops the present connection, as a broken network would */
void front_wait_ignored(struct front *f);
void front_stop(struct front *f);

#endif
