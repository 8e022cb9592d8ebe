/* The closed set of errors by name, and the one place that words them. */
#include <fairlead/error.h>

#include <errno.h>
#include <stdio.h>
#include <string.h>

static const char *const names[FL_ERR_COUNT] = {
    [FL_OK] = "ok",
    [FL_AGAIN] = "again",
    [FL_SENT] = "sent",
    [FL_E_FORMAT] = "format",
    [FL_E_CHECKSUM] = "checksum",
    [FL_E_UNSUPPORTED] = "unsupported",
    [FL_E_RANGE] = "range",
    [FL_E_UNKNOWN] = "unknown",
    [FL_E_CONFIG] = "config",
    [FL_E_TIMEOUT] = "timeout",
    [FL_E_CLOSED] = "closed",
    [FL_E_STALLED] = "stalled",
    [FL_E_REFUSED] = "refused",
    [FL_E_AUTH] = "auth",
    [FL_E_OFFLINE] = "offline",
    [FL_E_FULL] = "full",
    [FL_E_EXPIRED] = "expired",
    [FL_E_SUPERSEDED] = "superseded",
    [FL_E_NOMEM] = "nomem",
    [FL_E_SYSTEM] = "system",
};

const char *fl_err_name(enum fl_err code)
{
    return (unsigned)code < FL_ERR_COUNT ? names[code] : "invalid";
}

FL_PRINTF(3, 0) static void note(struct fl_error *err, enum fl_err code, const char *fmt, va_list ap)
{
    err->code = code;
    vsnprintf(err->text, sizeof err->text, fmt, ap);
}

enum fl_err fl_fail(struct fl_error *err, enum fl_err code, const char *fmt, ...)
{
    if (err) {
        va_list ap;
        va_start(ap, fmt);
        note(err, code, fmt, ap);
        va_end(ap);
    }
    return code;
}

enum fl_err fl_fail_errno(struct fl_error *err, const char *fmt, ...)
{
    int cause = errno;
    if (err) {
        char why[80];
        const char *words = strerror_r(cause, why, sizeof why); /* the GNU form: any thread */
        va_list ap;
        va_start(ap, fmt);
        note(err, FL_E_SYSTEM, fmt, ap);
        va_end(ap);
        size_t len = strlen(err->text);
        snprintf(err->text + len, sizeof err->text - len, ": %s", words);
    }
    return FL_E_SYSTEM;
}
