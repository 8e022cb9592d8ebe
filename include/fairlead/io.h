/* Everything a driver may do to the world.
 *
 * The engine hands the link's fl_io to each hook. What concerns the device's model (entities,
 * values) takes effect at once; the rest is recorded in order and carried out by the engine when
 * the hook has returned; a test does the same and looks inside. The storage is bounded: a driver
 * that overfills it fails its link with FL_E_FULL. An fl_io is valid for the call only. */
#ifndef FL_IO_H
#define FL_IO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <fairlead/addr.h>
#include <fairlead/entity.h>
#include <fairlead/error.h>
#include <fairlead/log.h>

struct fl_io;
struct fl_timing;

/* --- time and chance: given, never fetched ------------------------------------------------ */
uint64_t fl_io_now(const struct fl_io *io); /* monotonic milliseconds */
int64_t fl_io_utc(const struct fl_io *io,
                  int *zone_s); /* wall clock, ms; zone_s (may be NULL): offset east */
const struct fl_timing *
fl_io_timing(const struct fl_io *io);    /* as configured: what the driver keeps by itself */
uint32_t fl_io_random(struct fl_io *io); /* transaction ids, tags; a test seeds it */

/* --- bytes -------------------------------------------------------------------------------- */
/* Sends one frame or datagram (copied) to the peer. FL_E_FULL: the record is full. */
enum fl_err fl_io_send(struct fl_io *io, const void *frame, size_t len);
enum fl_err fl_io_send_to(struct fl_io *io, const struct fl_addr *to, const void *frame, size_t len);
struct fl_addr fl_io_from(const struct fl_io *io); /* in feed: the datagram's source */
/* Where the connection goes: the address of the target's name. Family 0: outside of a session, or the medium
 * does not tell. */
struct fl_addr fl_io_target(const struct fl_io *io);
void fl_io_peer(struct fl_io *io, const struct fl_addr *peer); /* others are dropped; NULL: none is */

/* --- time to come ------------------------------------------------------------------------- */
void fl_io_wake_at(struct fl_io *io, uint64_t when_ms); /* one timer a session; ends in tick(); 0: off */
void fl_io_poll_now(struct fl_io *io);                  /* call poll() as soon as the turn is free */

/* --- the turn: one request on the wire per link, or per group with lanes ------------------- */
void fl_io_expect(struct fl_io *io, uint32_t group);     /* the request just sent wants an answer */
void fl_io_answered(struct fl_io *io, uint32_t group);   /* it came, or is given up: the turn is free */
bool fl_io_busy(const struct fl_io *io, uint32_t group); /* an answer is owed, or the table is full */

/* --- the session -------------------------------------------------------------------------- */
void fl_io_alive(struct fl_io *io);                      /* other valid traffic from the peer */
void fl_io_online(struct fl_io *io);                     /* the hand-shake is finished */
void fl_io_bad_frame(struct fl_io *io, enum fl_err why); /* counted; the link lives on */
/* Ends the session; the engine backs off and reconnects (FL_E_AUTH: after 60 s). */
void fl_io_fail(struct fl_io *io, enum fl_err why, const char *fmt, ...) FL_PRINTF(3, 4);

/* --- the device as others see it ---------------------------------------------------------- */
/* Declares (or, with a known key, redeclares) an entity: its index, or -1 if there is no room or
 * the declaration is not valid (which fails the link: a driver's mistake). */
int fl_io_entity(struct fl_io *io, const struct fl_entity *entity);
int fl_io_part(struct fl_io *io, const struct fl_part *part); /* its number; key "": 0, the device */
void fl_io_retire(struct fl_io *io, int entity);
void fl_io_complete(struct fl_io *io); /* all there are have been declared: publish discovery */
void fl_io_set(struct fl_io *io, int entity, size_t field, struct fl_value value);
struct fl_value fl_io_get(const struct fl_io *io, int entity, size_t field);

/* --- answers ------------------------------------------------------------------------------ */
/* The one final answer to a command: FL_OK done, FL_SENT sent, FL_E_TIMEOUT timeout, FL_E_RANGE
 * and FL_E_UNKNOWN rejected (nothing was written), anything else failed. why (may be NULL): the
 * error's words. A command that has had its verdict is ignored. */
void fl_io_verdict(struct fl_io *io, uint32_t command, enum fl_err result, const char *why);
/* What an action reads: the verdict's value, as JSON text (copied). Before the verdict. */
void fl_io_result(struct fl_io *io, uint32_t command, const char *json);
/* type is one of the driver's events; json: an object with further members, or NULL. */
void fl_io_event(struct fl_io *io, const char *type, const char *json);
/* The newest picture of an FL_IMAGE entity. Takes data, from malloc(), in every case; 8 MiB. */
void fl_io_image(struct fl_io *io, int entity, const char *mime, void *data, size_t len);
/* What init() is to get after a restart; at most 16 KiB, copied. */
void fl_io_save(struct fl_io *io, const void *data, size_t len);
/* Probes only: somebody with this identity ([a-z0-9_], up to FL_IDENTITY_MAX - 1 bytes; see
 * <fairlead/probe.h>) is there, also if that is known already. about: for people, "WHO: what"; WHO
 * ("Daikin") becomes its name. */
void fl_io_found(struct fl_io *io, const char *identity, const struct fl_addr *at, const char *about);
void fl_io_log(struct fl_io *io, enum fl_level level, const char *fmt, ...) FL_PRINTF(3, 4);

#endif
