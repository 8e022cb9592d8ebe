/* A connector for tests: the peer is the test. What the link sends is kept frame by frame for
 * script_expect(); what the test gives arrives at the link. Any thread; everything that waits gives
 * up, failing the test, after 20 s. */
#ifndef FL_TESTS_SUPPORT_SCRIPT_CONN_H
#define FL_TESTS_SUPPORT_SCRIPT_CONN_H

#include <stdbool.h>

#include "net/conn.h"

struct script;

struct script *script_create(void);
void script_destroy(struct script *s); /* after the link */
const struct fl_connector *script_connector(struct script *s);

/* --- connecting --- */
void script_refuse(struct script *s, enum fl_err why);     /* FL_OK: accept again */
void script_hang(struct script *s, bool hang);             /* connecting gets no answer */
void script_wait_opened(struct script *s, unsigned count); /* as many attempts, in all */
unsigned script_opened(struct script *s);
size_t script_target(struct script *s); /* of the last attempt */

/* --- from the peer to the link --- */
void script_give(struct script *s, const char *text);
void script_give_from(struct script *s, const struct fl_addr *from, const char *text);
void script_drop(struct script *s); /* the peer closes the connection */
/* From now on each frame that begins with `request` is answered with `answer`. NULL: no more. */
void script_answer(struct script *s, const char *request, const char *answer);

/* --- from the link to the peer --- */
void script_expect(struct script *s, const char *text);  /* the next frame, which is taken */
bool script_sent(struct script *s, const char *text);    /* among the frames not taken yet */
size_t script_count(struct script *s, const char *text); /* ever sent, beginning so */
void script_wait_count(struct script *s, const char *text, size_t count);
void script_forget(struct script *s);            /* the frames not taken yet */
void script_stall(struct script *s, bool stall); /* the peer stops reading */

#endif
