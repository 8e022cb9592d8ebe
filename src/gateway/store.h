/* What survives a restart: small files for each device in state_dir.
 *
 *   <id>.published  what the bus has retained at the broker, so that it can be cleared; JSON
 *   <id>.saved      the driver's name, a line's end, and what the driver keeps (levels, positions,
 *                   maps) in its own format
 *   <id>.found      where a device known by its identity was last heard; JSON
 *   station         16 bytes, in hexadecimal, that name this gateway in networks for ever
 *
 * Files are written aside and renamed, so a crash leaves the old or the new one. `published` is
 * written at once (before anything is published), `found` too, `saved` at most every 10 s and at the
 * end. Any thread; whatever is not said to wait touches the disk. */
#ifndef FL_GATEWAY_STORE_H
#define FL_GATEWAY_STORE_H

#include <stddef.h>
#include <stdint.h>

#include <fairlead/error.h>
#include <fairlead/probe.h>

struct fl_store;

/* Makes the folder if its parent is there. NULL: it cannot be written to. */
struct fl_store *fl_store_open(const char *dir, struct fl_error *err);
void fl_store_close(struct fl_store *s); /* writes what waits; NULL is fine */

/* What was kept for a device, on disk yet or not; the caller frees. NULL: nothing. A file that cannot be read is set
 * aside as <name>.bad and reported. */
char *fl_store_published(struct fl_store *s, const char *device);
void *fl_store_saved(struct fl_store *s, const char *device, const char *driver,
                     size_t *len); /* of another driver: nothing */

void fl_store_published_set(struct fl_store *s, const char *device, const char *json);
/* Waits to be written: touches no disk. */
void fl_store_saved_set(struct fl_store *s, const char *device, const char *driver, const void *data,
                        size_t len);
uint64_t fl_store_flush(struct fl_store *s, uint64_t now_ms); /* writes what is due; when to come again */
void fl_store_forget(struct fl_store *s, const char *device); /* published and saved */

/* Ids of all devices that have published something, NULL-ended; free each and the array. */
char **fl_store_devices(struct fl_store *s);

char *fl_store_found(struct fl_store *s, const char *device); /* as fl_store_published() */
void fl_store_found_set(struct fl_store *s, const char *device, const char *json);
void fl_store_found_forget(struct fl_store *s, const char *device);
char **fl_store_found_devices(struct fl_store *s); /* as fl_store_devices() */

/* The station's bytes: made at the first call of all, the same ever after. */
enum fl_err fl_store_station(struct fl_store *s, uint8_t station[static FL_STATION_ID], struct fl_error *err);

#endif
