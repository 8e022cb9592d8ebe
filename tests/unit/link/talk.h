/* A tiny family for the engine's tests: words, each ended by a newline.
 *
 *   to the device               from the device
 *   hello                       welcome            the link is online
 *   poll, alive, bye            state N | text T | alive | bye      (bye is asked by close)
 *   set KEY VALUE               ok | no            the oldest command's verdict: done, failed
 *   do KEY                      ok | no            likewise, with the result {"n":1}
 *   lane G ...                  ok G               with lanes: the commands of group G
 *
 *   unasked: event JSON, image, save T, bad, auth, boom, more, swamp, gone */
#ifndef FL_TESTS_UNIT_LINK_TALK_H
#define FL_TESTS_UNIT_LINK_TALK_H

#include <fairlead/driver.h>

enum talk_entity { TALK_LIGHT, TALK_LEVEL, TALK_PULSE, TALK_NOTE, TALK_OTHER, TALK_PICTURE };

struct talk_conf {
    bool sends_only; /* commands are `sent`, nothing is expected */
    bool mute;       /* commands are written, but nothing is expected and no verdict given */
    bool refuses;    /* takes no command until it heard "more" */
    bool quiet_poll; /* a poll asks nothing */
    bool fails_init;
};

extern const struct fl_driver talk, talk_patient /* has missed */, talk_lanes, talk_datagram,
    talk_told;                             /* saves why it ended */
extern const struct fl_action talk_action; /* "ring" */

#endif
