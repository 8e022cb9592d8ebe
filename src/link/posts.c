/* What a link has for others, delivered in order and with no lock held. */
#include "link/link_private.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/str.h"

enum post_kind { POST_VERDICT, POST_OUTPUT, POST_LOG };

struct fl_post {
    struct fl_post *next;
    enum post_kind kind;
    enum fl_level level;
    void *item; /* verdict, output or text: owned */
};

static void drop(enum post_kind kind, void *item)
{
    switch (kind) {
    case POST_VERDICT:
        fl_verdict_destroy(item);
        break;
    case POST_OUTPUT:
        fl_output_destroy(item);
        break;
    case POST_LOG:
        free(item);
        break;
    }
}

static void post(struct fl_link *l, enum post_kind kind, enum fl_level level, void *item)
{
    struct fl_post *p = item ? malloc(sizeof *p) : NULL;
    if (!p) {
        if (item)
            drop(kind, item);
        return;
    }
    *p = (struct fl_post){.kind = kind, .level = level, .item = item};
    *l->posts_end = p;
    l->posts_end = &p->next;
}

void fl_link_post_verdict(struct fl_link *l, struct fl_verdict *v)
{
    post(l, POST_VERDICT, FL_DEBUG, v);
}

void fl_link_post_output(struct fl_link *l, struct fl_output *o)
{
    post(l, POST_OUTPUT, FL_DEBUG, o);
}

void fl_link_log(struct fl_link *l, enum fl_level level, const char *fmt, ...)
{
    if (!fl_log_enabled(level))
        return;
    char text[256];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    post(l, POST_LOG, level, fl_strdup(text));
}

void fl_link_drop_posts(struct fl_link *l)
{
    while (l->posts) {
        struct fl_post *p = l->posts;
        l->posts = p->next;
        drop(p->kind, p->item);
        free(p);
    }
    l->posts_end = &l->posts;
}

static void deliver_one(struct fl_link *l, struct fl_post *p)
{
    switch (p->kind) {
    case POST_VERDICT:
        l->events.verdict(l->ctx, l, p->item);
        break;
    case POST_OUTPUT:
        l->events.output(l->ctx, l, p->item);
        break;
    case POST_LOG:
        fl_log(p->level, l->conf->id, "%s", (const char *)p->item);
        free(p->item);
        break;
    }
    free(p);
}

static bool to_deliver(const struct fl_link *l)
{
    return (l->posts || l->dirty) && !l->delivering && l->started;
}

/* One thread delivers at a time, so that order is kept; what others post meanwhile it takes along. */
static void deliver_locked(struct fl_link *l)
{
    l->delivering = true;
    while (l->posts || l->dirty) {
        struct fl_post *posts = l->posts;
        bool dirty = l->dirty;
        l->posts = NULL;
        l->posts_end = &l->posts;
        l->dirty = false;
        fl_lock_release(&l->lock);
        while (posts) {
            struct fl_post *p = posts;
            posts = p->next;
            deliver_one(l, p);
        }
        if (dirty)
            l->events.dirty(l->ctx, l);
        fl_lock_take(&l->lock);
    }
    l->delivering = false;
}

void fl_link_enter(struct fl_link *l)
{
    fl_lock_take(&l->lock);
}

void fl_link_leave(struct fl_link *l)
{
    if (to_deliver(l))
        deliver_locked(l);
    fl_lock_release(&l->lock);
}

void fl_link_wait(struct fl_link *l, struct fl_bell *bell, uint64_t until_ms)
{
    if (to_deliver(l))
        deliver_locked(l);
    else
        fl_bell_wait(bell, &l->lock, until_ms);
}
