/* Durations as people write them: "350ms", "1.5s", "5m", "1h". Thread rule: plain values. */
#ifndef FL_CONFIG_DURATION_H
#define FL_CONFIG_DURATION_H

#include <fairlead/error.h>

/* A number, with a fraction if the result is whole milliseconds, and ms, s, m or h, nothing
 * between. FL_E_FORMAT: not that; FL_E_RANGE: more than an int of milliseconds (24 days). */
enum fl_err fl_duration_parse(const char *text, int *ms);

enum { FL_DURATION_TEXT = 24 };
/* The shortest way to write it: "90s", "5m", "1500ms"; into buf, which is returned. */
const char *fl_duration_text(int ms, char buf[static FL_DURATION_TEXT]);

#endif
