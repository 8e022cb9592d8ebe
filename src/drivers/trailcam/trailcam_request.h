/* Requests to the camera and their answers, one at a time; pictures, which come beside them. Everything
 * here is called while a hook runs (session->io is set). */
#ifndef FL_DRIVERS_TRAILCAM_REQUEST_H
#define FL_DRIVERS_TRAILCAM_REQUEST_H

#include "trailcam_session.h"

/* --- trailcam_request.c ---------------------------------------------------------------------- */
/* Puts a request on the wire; takes r.json (NULL: no memory, and the session ends). */
void trailcam_ask(struct trailcam_session *s, struct trailcam_request r);
void trailcam_ask_login(struct trailcam_session *s);
void trailcam_ask_due(struct trailcam_session *s); /* whatever is due, if nothing is under way */
/* A response. What nobody waits for is passed over. */
void trailcam_take_answer(struct trailcam_session *s, uint32_t seq, const cJSON *json);
void trailcam_request_missed(struct trailcam_session *s);
void trailcam_drop_request(struct trailcam_session *s); /* forgets it */

/* --- trailcam_picture.c ---------------------------------------------------------------------- */
/* Wants a picture, with whatever is due next; there must be none under way. */
void trailcam_want_picture(struct trailcam_session *s, bool whole, const struct trailcam_file *file,
                           uint32_t command);
void trailcam_ask_picture(struct trailcam_session *s);
void trailcam_picture_answered(struct trailcam_session *s, const struct trailcam_answer *answer);
void trailcam_take_picture_record(struct trailcam_session *s, uint8_t channel,
                                  const struct trailcam_record *record);
void trailcam_fail_picture(struct trailcam_session *s, enum fl_err why, const char *words);
uint64_t trailcam_picture_when(const struct trailcam_session *s); /* when it is given up */

/* --- trailcam_action.c ----------------------------------------------------------------------- */
/* Begins an action or refuses it; false: later. */
bool trailcam_begin_action(struct trailcam_session *s, const struct fl_command *command);

/* --- trailcam_session.c ---------------------------------------------------------------------- */
/* Ends the session, saying goodbye to the camera if it is there. */
void trailcam_end(struct trailcam_session *s, enum fl_err why, const char *fmt, ...) FL_PRINTF(3, 4);

#endif
