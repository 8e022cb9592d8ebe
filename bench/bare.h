/* What the same work costs without a gateway: a bare MQTT client and a bare panel. The floor that
 * each benchmark compares with. */
#ifndef FL_BENCH_BARE_H
#define FL_BENCH_BARE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A paho client that does nothing by itself. take() runs on paho's thread. */
struct bare;
typedef void bare_message_fn(void *ctx, const char *topic, const char *payload, size_t len, double ms);
struct bare *bare_open(uint16_t port, const char *filter, bool nodelay, bare_message_fn *take, void *ctx);
void bare_publish(struct bare *b, const char *topic, const char *payload, int qos, bool retain);
void bare_close(struct bare *b);

/* Answers 130 bytes to 2, as a panel does to a poll, and notes when 17 (a write) came. */
enum { BARE_POLL = 2, BARE_SNAPSHOT = 130, BARE_WRITE = 17 };
struct bare_panel;
struct bare_panel *bare_panel_start(void);
uint16_t bare_panel_port(const struct bare_panel *p);
size_t bare_panel_writes(struct bare_panel *p, double *ms, size_t cap); /* times of the first cap */
void bare_panel_stop(struct bare_panel *p);

int bare_connect(uint16_t port); /* TCP with TCP_NODELAY; exits if it fails */
void bare_ask(int fd);           /* a poll and its answer */

#endif
