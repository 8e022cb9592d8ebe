/* Position by dead reckoning, and the relays' safety rules; see ipcom_cover.h. */
#include "ipcom_cover.h"

enum {
    GAP_MS = 5000,       /* longer without a snapshot: a change in it may have been at any time */
    MARGIN_MIN_MS = 500, /* beyond the travel time, for slow motors; else a tenth of it */
    LEAD_MS = 100,       /* from the decision to stop to the relay's release, about */
    LOOK_MS = 1000       /* while it moves it is looked at so often, however slow the polls are */
};

static const double position_close_enough = 1.0;

void ipcom_cover_init(struct ipcom_cover *c, int travel_up_ms, int travel_down_ms, int pause_ms)
{
    *c = (struct ipcom_cover){.travel_ms = {travel_up_ms, travel_down_ms}, .pause_ms = pause_ms};
}

static uint64_t travel_ms(const struct ipcom_cover *c, enum ipcom_dir dir)
{
    return (uint64_t)c->travel_ms[dir == IPCOM_DOWN];
}

/* How long a relay stays on at most. */
static uint64_t limit_ms(const struct ipcom_cover *c, enum ipcom_dir dir)
{
    uint64_t travel = travel_ms(c, dir), margin = travel / 10;
    return travel + (margin > MARGIN_MIN_MS ? margin : MARGIN_MIN_MS);
}

static bool moves(enum ipcom_dir dir)
{
    return dir == IPCOM_UP || dir == IPCOM_DOWN;
}

/* --- goals ---------------------------------------------------------------------------------- */
void ipcom_cover_set_goal(struct ipcom_cover *c, enum ipcom_goal goal)
{
    c->goal = goal;
    c->leg = IPCOM_STILL;
    c->homing = false;
    c->braking = false;
    c->reached = false;
}

void ipcom_cover_go_end(struct ipcom_cover *c, enum ipcom_dir end)
{
    ipcom_cover_set_goal(c, IPCOM_GOAL_END);
    c->end = end;
}

void ipcom_cover_go_to(struct ipcom_cover *c, double position)
{
    if (position <= IPCOM_CLOSED || position >= IPCOM_OPEN) {
        ipcom_cover_go_end(c, position >= IPCOM_OPEN ? IPCOM_UP : IPCOM_DOWN);
        return;
    }
    ipcom_cover_set_goal(c, IPCOM_GOAL_POSITION);
    c->target = position;
    c->homing = !c->known;
}

void ipcom_cover_reopen(struct ipcom_cover *c)
{
    c->still = false;
    c->braking = false;
    if (!moves(c->leg))
        ipcom_cover_set_goal(c, IPCOM_GOAL_NONE);
}

/* --- where it is ---------------------------------------------------------------------------- */
/* The cover moved (or not) in the shown direction from `from_ms` to `to_ms`. */
static void reckon(struct ipcom_cover *c, uint64_t from_ms, uint64_t to_ms)
{
    if (!moves(c->shown))
        return;
    double way = 100.0 * (double)(to_ms - from_ms) / (double)travel_ms(c, c->shown);
    c->position += c->shown == IPCOM_UP ? way : -way;
    if (to_ms - c->since_ms >= travel_ms(c, c->shown)) {
        c->position = c->shown == IPCOM_UP ? IPCOM_OPEN : IPCOM_CLOSED;
        c->known = true;
    }
    if (c->position > IPCOM_OPEN)
        c->position = IPCOM_OPEN;
    if (c->position < IPCOM_CLOSED)
        c->position = IPCOM_CLOSED;
}

static enum ipcom_dir dir_of(bool up, bool down)
{
    if (up && down)
        return IPCOM_BOTH;
    if (up)
        return IPCOM_UP;
    return down ? IPCOM_DOWN : IPCOM_STILL;
}

static void change(struct ipcom_cover *c, enum ipcom_dir dir, uint64_t now_ms)
{
    uint64_t gap = now_ms - c->shown_ms;
    uint64_t moment = c->shown_ms + gap / 2; /* between the two snapshots: the middle errs least */
    reckon(c, c->shown_ms, moment);
    if (c->shown == IPCOM_BOTH || dir == IPCOM_BOTH || gap > GAP_MS)
        c->known = false;
    c->shown = dir;
    c->since_ms = moment;
    reckon(c, moment, now_ms);
}

void ipcom_cover_observe(struct ipcom_cover *c, bool up, bool down, uint64_t now_ms)
{
    enum ipcom_dir dir = dir_of(up, down);
    if (!c->observed) {
        c->observed = true;
        c->shown = dir;
        c->since_ms = now_ms;
    } else if (dir != c->shown) {
        change(c, dir, now_ms);
    } else {
        reckon(c, c->shown_ms, now_ms);
    }
    c->shown_ms = now_ms;
    if (moves(dir))
        c->last = dir;
}

/* --- what to do ----------------------------------------------------------------------------- */
static bool overdue(const struct ipcom_cover *c, uint64_t now_ms)
{
    return moves(c->shown) && now_ms >= c->since_ms + limit_ms(c, c->shown);
}

/* Both relays are off, and stay off: since when, for the pause before the other direction. */
static void note_still(struct ipcom_cover *c, const struct ipcom_relay_state *up,
                       const struct ipcom_relay_state *down, uint64_t now_ms)
{
    bool still = !up->on && !down->on && !up->seen && !down->seen && !up->unsettled && !down->unsettled;
    if (still && !c->still)
        c->still_ms = now_ms;
    c->still = still;
    if (up->on != down->on)
        c->last = up->on ? IPCOM_UP : IPCOM_DOWN;
}

/* The movement that the goal needs now; IPCOM_STILL: none, it is there. */
static enum ipcom_dir needed(const struct ipcom_cover *c)
{
    if (c->goal == IPCOM_GOAL_END)
        return c->end;
    if (c->leg != IPCOM_STILL && c->shown == c->leg)
        return c->leg; /* until it arrives */
    if (!c->known)
        return c->target < (IPCOM_CLOSED + IPCOM_OPEN) / 2.0 ? IPCOM_DOWN : IPCOM_UP;
    double way = c->target - c->position;
    if (way < position_close_enough && way > -position_close_enough)
        return IPCOM_STILL;
    return way > 0 ? IPCOM_UP : IPCOM_DOWN;
}

/* When the running movement has done what the goal wants of it. */
static uint64_t arrival_ms(const struct ipcom_cover *c)
{
    if (c->goal != IPCOM_GOAL_POSITION || c->homing)
        return c->since_ms + limit_ms(c, c->shown);
    double way = c->shown == IPCOM_UP ? c->target - c->position : c->position - c->target;
    double left_ms = way * (double)travel_ms(c, c->shown) / 100.0 - LEAD_MS;
    return c->shown_ms + (left_ms > 0 ? (uint64_t)left_ms : 0);
}

static enum ipcom_drive brake(struct ipcom_cover *c)
{
    c->braking = true;
    return IPCOM_RELEASE;
}

/* The movement has gone its way: an end is the goal or, homing, the start of the next leg. */
static enum ipcom_drive arrive(struct ipcom_cover *c)
{
    if (!c->homing) {
        bool reached = c->reached;
        ipcom_cover_set_goal(c, IPCOM_GOAL_STOP);
        c->reached = reached;
    }
    return brake(c);
}

static enum ipcom_drive keep_running(struct ipcom_cover *c, uint64_t now_ms, uint64_t *due_ms)
{
    c->leg = c->shown;
    c->reached = true;
    uint64_t arrival = arrival_ms(c);
    if (now_ms >= arrival)
        return arrive(c);
    *due_ms = arrival;
    return IPCOM_LEAVE;
}

static enum ipcom_drive start(struct ipcom_cover *c, enum ipcom_dir dir, uint64_t now_ms, uint64_t *due_ms)
{
    uint64_t from_ms = c->still_ms + (uint64_t)c->pause_ms;
    if (c->still && c->last != dir && now_ms < from_ms) {
        *due_ms = from_ms;
        return IPCOM_LEAVE;
    }
    return dir == IPCOM_UP ? IPCOM_DRIVE_UP : IPCOM_DRIVE_DOWN;
}

static enum ipcom_drive stop(struct ipcom_cover *c)
{
    if (!c->still)
        return brake(c);
    ipcom_cover_set_goal(c, IPCOM_GOAL_NONE);
    c->reached = true;
    return IPCOM_LEAVE;
}

/* A movement of ours was ended by somebody else, or (braking) by us. */
static bool intervened(struct ipcom_cover *c)
{
    if (c->leg == IPCOM_STILL || c->shown == c->leg)
        return false;
    bool ours = c->braking && c->shown == IPCOM_STILL;
    c->leg = IPCOM_STILL;
    c->homing = c->homing && !c->known;
    return !ours;
}

static enum ipcom_drive pursue(struct ipcom_cover *c, const struct ipcom_relay_state *up,
                               const struct ipcom_relay_state *down, uint64_t now_ms, uint64_t *due_ms)
{
    enum ipcom_dir dir = needed(c);
    if (dir == IPCOM_STILL) {
        ipcom_cover_set_goal(c, IPCOM_GOAL_STOP);
        return stop(c);
    }
    if (c->braking && !c->still)
        return brake(c);
    c->braking = false;
    const struct ipcom_relay_state *own = dir == IPCOM_UP ? up : down;
    const struct ipcom_relay_state *other = dir == IPCOM_UP ? down : up;
    if (other->seen || other->on || other->unsettled)
        return brake(c);
    if (c->shown == dir && own->on && !own->unsettled)
        return keep_running(c, now_ms, due_ms);
    return start(c, dir, now_ms, due_ms);
}

enum ipcom_drive ipcom_cover_decide(struct ipcom_cover *c, const struct ipcom_relay_state *up,
                                    const struct ipcom_relay_state *down, uint64_t now_ms, uint64_t *due_ms)
{
    *due_ms = moves(c->shown) ? now_ms + LOOK_MS : UINT64_MAX;
    note_still(c, up, down, now_ms);
    if (c->shown == IPCOM_BOTH) {
        ipcom_cover_set_goal(c, IPCOM_GOAL_STOP);
        return IPCOM_RELEASE;
    }
    if (intervened(c))
        ipcom_cover_set_goal(c, IPCOM_GOAL_NONE);
    uint64_t arrival = UINT64_MAX;
    enum ipcom_drive drive = IPCOM_LEAVE;
    if (c->goal == IPCOM_GOAL_STOP)
        drive = stop(c);
    else if (c->goal != IPCOM_GOAL_NONE)
        drive = pursue(c, up, down, now_ms, &arrival);
    else if (overdue(c, now_ms))
        drive = IPCOM_RELEASE;
    else if (moves(c->shown))
        arrival = c->since_ms + limit_ms(c, c->shown);
    if (arrival < *due_ms)
        *due_ms = arrival;
    return drive;
}
