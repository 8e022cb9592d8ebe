#include <fairlead/driver.h>

extern const struct fl_driver echonet_driver, ipcom_driver, radiod_driver, rina_driver, trailcam_driver;

const struct fl_driver *const fl_drivers[] = {&echonet_driver, &ipcom_driver,    &radiod_driver,
                                              &rina_driver,    &trailcam_driver, NULL};
