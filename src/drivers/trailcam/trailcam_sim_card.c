/* Files, as a camera numbers them: 1 to 9999 in each directory from 100 on. */
#include "trailcam_sim_card.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_DIR = 100, LAST_NUM = 9999, NEWEST = 318, STEP_S = 722, VIDEO_MS = 10000, GROWTH = 64 };

/* The captured list's: the newest one's, and the distance between two. */
static uint32_t id_of(uint16_t dir, uint16_t num)
{
    uint32_t steps = (uint32_t)(dir - FIRST_DIR) * LAST_NUM + num - NEWEST;
    return 3361310203U + steps * 74123457U;
}

const struct trailcam_sim_file *trailcam_sim_card_add(struct trailcam_sim_card *c, int type, int64_t time_s)
{
    if (c->count == c->cap) {
        struct trailcam_sim_file *more = realloc(c->files, (c->cap + GROWTH) * sizeof *more);
        if (!more)
            return NULL;
        c->files = more;
        c->cap += GROWTH;
    }
    if (c->num == LAST_NUM) {
        c->dir++;
        c->num = 0;
    }
    c->num++;
    struct trailcam_sim_file *f = &c->files[c->count++];
    *f = (struct trailcam_sim_file){
        .type = type, .dir = c->dir, .num = c->num, .id = id_of(c->dir, c->num), .time_s = time_s};
    if (type != TRAILCAM_SIM_PHOTO)
        f->duration_ms = VIDEO_MS;
    return f;
}

enum fl_err trailcam_sim_card_init(struct trailcam_sim_card *c, size_t count, unsigned videos,
                                   int64_t newest_s)
{
    size_t newest = count > NEWEST ? count : NEWEST;
    *c = (struct trailcam_sim_card){.dir = FIRST_DIR, .num = (uint16_t)(newest - count)};
    for (size_t i = 0; i < count; i++) {
        int type = videos && (i + 1) % videos == 0 ? TRAILCAM_SIM_MP4 : TRAILCAM_SIM_PHOTO;
        if (!trailcam_sim_card_add(c, type, newest_s - (int64_t)(count - 1 - i) * STEP_S))
            return FL_E_NOMEM;
    }
    return FL_OK;
}

void trailcam_sim_card_finish(struct trailcam_sim_card *c)
{
    free(c->files);
    *c = (struct trailcam_sim_card){0};
}

const struct trailcam_sim_file *trailcam_sim_card_find(const struct trailcam_sim_card *c, uint16_t dir,
                                                       uint16_t num)
{
    for (size_t i = 0; i < c->count; i++)
        if (c->files[i].dir == dir && c->files[i].num == num)
            return &c->files[i];
    return NULL;
}

bool trailcam_sim_card_remove(struct trailcam_sim_card *c, uint16_t dir, uint16_t num)
{
    const struct trailcam_sim_file *f = trailcam_sim_card_find(c, dir, num);
    if (!f)
        return false;
    size_t at = (size_t)(f - c->files);
    memmove(&c->files[at], &c->files[at + 1], (--c->count - at) * sizeof *c->files);
    return true;
}
