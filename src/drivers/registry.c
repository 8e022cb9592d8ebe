#include <fairlead/driver.h>

extern const struct fl_driver ipcom_driver;

const struct fl_driver *const fl_drivers[] = {&ipcom_driver, NULL};
