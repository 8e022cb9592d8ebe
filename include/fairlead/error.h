/* What can go wrong, as one closed set.
 *
 * Every fallible function of the project returns enum fl_err; the words for a person travel in
 * struct fl_error and are written once, where the cause is known. Thread rule: plain values. */
#ifndef FL_ERROR_H
#define FL_ERROR_H

#include <stdarg.h>

#if defined(__GNUC__)
#define FL_PRINTF(fmt, args) __attribute__((format(printf, fmt, args)))
#else
#define FL_PRINTF(fmt, args)
#endif

enum fl_err {
    FL_OK = 0,

    /* No errors. */
    FL_AGAIN, /* more is needed: nothing was consumed */
    FL_SENT,  /* a command was written and will never be confirmed */

    /* Bytes: broken; damaged; sound, but not for us. */
    FL_E_FORMAT,
    FL_E_CHECKSUM,
    FL_E_UNSUPPORTED,

    /* What we were asked or told. */
    FL_E_RANGE,
    FL_E_UNKNOWN,
    FL_E_CONFIG,

    /* The peer. */
    FL_E_TIMEOUT,
    FL_E_CLOSED,
    FL_E_STALLED, /* it stopped reading: the socket buffer is full */
    FL_E_REFUSED,
    FL_E_AUTH, /* it refused our credentials */
    FL_E_OFFLINE,

    /* The queue. */
    FL_E_FULL,
    FL_E_EXPIRED,
    FL_E_SUPERSEDED,

    FL_E_NOMEM,
    FL_E_SYSTEM, /* errno is in the fl_error's text */
    FL_ERR_COUNT
};

struct fl_error {
    enum fl_err code;
    char text[240]; /* "fairlead.cfg:41: poll_interval: 20ms is below 50ms" */
};

/* A stable word for the code ("timeout"), used on the wire and in metrics. Never NULL. */
const char *fl_err_name(enum fl_err code);

/* Notes code and text in *err (which may be NULL) and returns code, so that
 * `return fl_fail(err, FL_E_RANGE, "...")` is one line. A text that is too long is cut. */
enum fl_err fl_fail(struct fl_error *err, enum fl_err code, const char *fmt, ...) FL_PRINTF(3, 4);

/* The same, with strerror(errno) appended after ": " and the code FL_E_SYSTEM. */
enum fl_err fl_fail_errno(struct fl_error *err, const char *fmt, ...) FL_PRINTF(2, 3);

#endif
