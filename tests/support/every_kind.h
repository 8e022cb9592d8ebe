/* A device with an entity of every kind, in the forms that drivers declare: for tests and fuzzing
 * of what is made from entities. */
#ifndef FL_TESTS_EVERY_KIND_H
#define FL_TESTS_EVERY_KIND_H

#include "model/model.h"

/* Complete, nothing known yet, part 1 is "annex". NULL: no memory. */
struct fl_model *every_kind_create(void);

#endif
