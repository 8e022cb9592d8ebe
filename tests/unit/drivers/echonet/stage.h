/* One ECHONET object with a model of its own, for tests: told by hex, asked by keys. */
#ifndef FL_TESTS_ECHONET_STAGE_H
#define FL_TESTS_ECHONET_STAGE_H

#include "drivers/echonet/echonet_object.h"
#include "link/io_private.h"
#include "model/model.h"

struct stage {
    struct fl_model *model;
    struct fl_io *io;
    struct echonet_object *object;
    struct fl_error why; /* of the last plan that failed */
    char text[4096];     /* what state() and plan() returned last */
};

/* settable, gettable: EPCs in hex, "8081B0". */
struct stage *stage_create(uint32_t eoj, const struct echonet_conf *conf, const char *settable,
                           const char *gettable);
void stage_destroy(struct stage *s);
bool stage_hear(struct stage *s, uint8_t epc, const char *edt);
void stage_declare(struct stage *s);

int stage_entity(struct stage *s, const char *key); /* -1: none */
const struct fl_entity *stage_shape(struct stage *s, const char *key);
/* As published: plain text or JSON. */
const char *stage_state(struct stage *s, const char *key);
/* The writes for "mode=heat temperature=22", as "B0=43 80=30"; "!" at the end of a momentary one. */
const char *stage_plan(struct stage *s, const char *key, const char *fields);
struct echonet_write stage_write(uint8_t epc, const char *edt);

#define assert_state(s, key, text)          assert_string_equal(stage_state(s, key), text)
#define assert_plan(s, key, fields, wanted) assert_string_equal(stage_plan(s, key, fields), wanted)

#endif
