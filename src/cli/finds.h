/* What fairlead discover has found, and how it is shown. Members of a find, as a gateway's answer to
 * bridge/request/discover has them: driver, identity, address, about, device (its id, or null). Pure
 * functions over JSON; one thread. */
#ifndef FL_CLI_FINDS_H
#define FL_CLI_FINDS_H

#include <stdio.h>

#include <cjson/cJSON.h>

#include <fairlead/driver.h>

/* Adds one, or brings it up to date. */
void fl_finds_note(cJSON *finds, const char *driver, const char *identity, const struct fl_addr *at,
                   const char *about);
/* Moves what is well-formed from another list, a gateway's answer. */
void fl_finds_merge(cJSON *finds, const cJSON *answer);

void fl_finds_table(const cJSON *finds, FILE *out);
/* A configuration with them, as text; interface: as given by the user, NULL: none. */
void fl_finds_snippet(const cJSON *finds, const char *interface, FILE *out);

#endif
