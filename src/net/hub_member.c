/* Members: a link's connection on a shared socket, with an inbox of its own.
 *
 * They are kept by the host they name, else by their group, so that a datagram finds its readers
 * without a look at all the others. The inbox is a ring of bytes; a datagram in it is its header
 * and its data. It grows when needed, up to its bound; then the oldest goes. */
#include <stdlib.h>
#include <string.h>

#include "net/hub_private.h"
#include "net/socket.h"

enum { INBOX_MAX = 64 * 1024, INBOX_FIRST = 1024, KEY_LEN = offsetof(struct fl_addr, ip) + 16 };

struct header {
    struct fl_addr from;
    uint32_t len;
};

struct inbox {
    struct fl_lock lock; /* over all that follows; rank above the hub's */
    uint8_t *bytes;
    size_t cap, head, used;
};

struct hub_member {
    struct fl_conn conn;
    struct hub_member *next; /* in its bucket */
    struct fl_hub *hub;
    struct hub_place *place;
    struct hub_bucket *bucket;
    struct fl_addr to;
    struct fl_wake *stop; /* borrowed; also says that the inbox is no longer empty */
    struct inbox inbox;
};

/* --- inbox -------------------------------------------------------------------------------------------- */

static void copy_out(const struct inbox *b, size_t at, void *out, size_t len)
{
    size_t first = b->cap - at < len ? b->cap - at : len;
    memcpy(out, b->bytes + at, first);
    memcpy((uint8_t *)out + first, b->bytes, len - first);
}

static void append(struct inbox *b, const void *data, size_t len)
{
    size_t at = (b->head + b->used) % b->cap;
    size_t first = b->cap - at < len ? b->cap - at : len;
    memcpy(b->bytes + at, data, first);
    memcpy(b->bytes, (const uint8_t *)data + first, len - first);
    b->used += len;
}

static void drop(struct inbox *b, size_t len)
{
    b->head = (b->head + len) % b->cap;
    b->used -= len;
}

static void drop_oldest(struct inbox *b)
{
    struct header h;
    copy_out(b, b->head, &h, sizeof h);
    drop(b, sizeof h + h.len);
}

static bool grow(struct inbox *b, size_t need)
{
    size_t cap = b->cap ? b->cap : INBOX_FIRST;
    while (cap < need && cap < INBOX_MAX)
        cap *= 2;
    if (cap < need)
        return false;
    uint8_t *bytes = malloc(cap);
    if (!bytes)
        return false;
    if (b->used)
        copy_out(b, b->head, bytes, b->used);
    free(b->bytes);
    b->bytes = bytes;
    b->cap = cap;
    b->head = 0;
    return true;
}

/* Returns how many datagrams were lost by it, itself or older ones. */
static unsigned put(struct hub_member *m, const struct hub_datagram *d)
{
    struct inbox *b = &m->inbox;
    const struct header h = {.from = d->from, .len = (uint32_t)d->len};
    size_t size = sizeof h + d->len;
    unsigned lost = 0;
    if (size > INBOX_MAX)
        return 1;
    fl_lock_take(&b->lock);
    bool was_empty = b->used == 0;
    bool room = b->used + size <= b->cap || grow(b, b->used + size) || size <= b->cap;
    for (; room && b->used + size > b->cap; lost++)
        drop_oldest(b);
    if (room) {
        append(b, &h, sizeof h);
        append(b, d->data, d->len);
    }
    fl_lock_release(&b->lock);
    if (room && was_empty)
        fl_wake_raise(m->stop);
    return lost + !room;
}

/* FL_AGAIN: it is empty, but for what was longer than cap and is dropped. */
static enum fl_err take(struct hub_member *m, void *buf, size_t cap, size_t *len, struct fl_addr *from)
{
    struct inbox *b = &m->inbox;
    enum fl_err result = FL_AGAIN;
    fl_lock_take(&b->lock);
    while (result == FL_AGAIN && b->used > 0) {
        struct header h;
        copy_out(b, b->head, &h, sizeof h);
        drop(b, sizeof h);
        if (h.len <= cap) {
            copy_out(b, b->head, buf, h.len);
            *len = h.len;
            if (from)
                *from = h.from;
            result = FL_OK;
        }
        drop(b, h.len);
    }
    fl_lock_release(&b->lock);
    return result;
}

/* --- the connection ------------------------------------------------------------------------------------- */

/* One wake is both interrupt and news. Whoever waits looks at everything after each return, so that
 * an interrupt which comes with a datagram needs no return of its own. */
static enum fl_err member_recv(struct fl_conn *c, void *buf, size_t cap, uint64_t until_ms, size_t *len,
                               struct fl_addr *from)
{
    struct hub_member *m = (struct hub_member *)c;
    if (take(m, buf, cap, len, from) == FL_OK)
        return FL_OK;
    if (!fl_wake_wait(m->stop, until_ms))
        return FL_AGAIN;
    fl_wake_clear(m->stop); /* first, lest news between the two be missed */
    return take(m, buf, cap, len, from);
}

static enum fl_err member_send(struct fl_conn *c, const struct fl_addr *to, const void *frame, size_t len)
{
    struct hub_member *m = (struct hub_member *)c;
    fl_lock_take(&m->hub->lock);
    bool sent = fl_hub_place_send_locked(m->hub, m->place, to ? to : &m->to, frame, len);
    fl_lock_release(&m->hub->lock);
    m->conn.lost += !sent;
    return FL_OK;
}

static void member_interrupt(struct fl_conn *c)
{
    fl_wake_raise(((struct hub_member *)c)->stop);
}

static void unlink_locked(struct hub_member *m)
{
    struct hub_member **at = &m->bucket->first;
    while (*at != m)
        at = &(*at)->next;
    *at = m->next;
    if (m->bucket->first)
        return;
    HASH_DEL(m->hub->buckets, m->bucket);
    free(m->bucket);
}

static void member_destroy(struct fl_conn *c)
{
    struct hub_member *m = (struct hub_member *)c;
    if (!m)
        return;
    struct fl_hub *h = m->hub;
    fl_lock_take(&h->lock);
    unlink_locked(m);
    fl_hub_place_unuse_locked(h, m->place);
    fl_lock_release(&h->lock);
    fl_hub_changed(h); /* it has to know when to let go of the socket */
    fl_lock_finish(&m->inbox.lock);
    free(m->inbox.bytes);
    free(m);
}

static const struct fl_conn_ops member_ops = {
    .recv = member_recv,
    .send = member_send,
    .interrupt = member_interrupt,
    .destroy = member_destroy,
};

/* --- finding members -------------------------------------------------------------------------------------- */

static struct fl_addr key_of(const struct fl_addr *host)
{
    struct fl_addr key = {.family = host->family};
    memcpy(key.ip, host->ip, sizeof key.ip);
    return key;
}

static struct hub_bucket *find_bucket(struct fl_hub *h, const struct fl_addr *host)
{
    struct hub_bucket *bucket;
    struct fl_addr key = key_of(host);
    HASH_FIND(hh, h->buckets, &key, KEY_LEN, bucket);
    return bucket;
}

static bool deliver_to(struct fl_hub *h, const struct fl_addr *host, const struct hub_datagram *d)
{
    struct hub_bucket *bucket = find_bucket(h, host);
    bool any = false;
    for (struct hub_member *m = bucket ? bucket->first : NULL; m; m = m->next) {
        if (!fl_hub_place_hears(m->place, d))
            continue;
        h->stats.inbox_full += put(m, d);
        any = true;
    }
    return any;
}

bool fl_members_deliver_locked(struct fl_hub *h, const struct hub_datagram *d)
{
    fl_lock_held(&h->lock);
    bool any = deliver_to(h, &d->from, d);
    if (d->to_group)
        any |= deliver_to(h, &d->to, d);
    return any;
}

static bool add_locked(struct fl_hub *h, struct hub_member *m, const struct fl_addr *host)
{
    struct hub_bucket *bucket = find_bucket(h, host);
    if (!bucket) {
        bucket = calloc(1, sizeof *bucket);
        if (!bucket)
            return false;
        bucket->key = key_of(host);
        HASH_ADD(hh, h->buckets, key, KEY_LEN, bucket);
    }
    m->bucket = bucket;
    m->next = bucket->first;
    bucket->first = m;
    return true;
}

/* --- opening ------------------------------------------------------------------------------------------------ */

static enum fl_err group_of(const struct fl_endpoint *ep, const struct fl_addr *to, struct fl_addr *group,
                            struct fl_error *err)
{
    if (!ep->group) {
        *group = *to;
        return FL_OK;
    }
    if (!fl_addr_parse(group, ep->group, ep->local_port ? ep->local_port : to->port))
        return fl_fail(err, FL_E_CONFIG, "group \"%s\" is no address", ep->group);
    return FL_OK;
}

static enum fl_err open_locked(struct fl_hub *h, struct hub_member *m, const struct fl_endpoint *ep,
                               struct fl_error *err)
{
    struct fl_addr group;
    enum fl_err failed = group_of(ep, &m->to, &group, err);
    if (failed)
        return failed;
    m->place = fl_hub_place_use_locked(h, ep, &group, err);
    if (!m->place)
        return err->code;
    failed = m->place->ready ? FL_OK : fl_hub_place_ready_locked(h, m->place, err);
    if (!failed && !add_locked(h, m, &m->to))
        failed = fl_fail(err, FL_E_NOMEM, "no memory");
    if (failed)
        fl_hub_place_unuse_locked(h, m->place);
    return failed;
}

enum fl_err fl_hub_open(struct fl_hub *h, struct fl_conn **out, const struct fl_endpoint *ep,
                        const struct fl_addr *to, struct fl_wake *stop, struct fl_error *err)
{
    struct fl_error own;
    err = err ? err : &own;
    *out = NULL;
    struct hub_member *m = calloc(1, sizeof *m);
    if (!m)
        return fl_fail(err, FL_E_NOMEM, "no memory");
    *m = (struct hub_member){.conn = {.ops = &member_ops}, .hub = h, .to = *to, .stop = stop};
    fl_lock_init(&m->inbox.lock, FL_RANK_INBOX);
    fl_lock_take(&h->lock);
    enum fl_err failed = open_locked(h, m, ep, err);
    fl_lock_release(&h->lock);
    fl_hub_changed(h); /* there may be another socket to wait for */
    if (failed) {
        fl_lock_finish(&m->inbox.lock);
        free(m);
        return failed;
    }
    *out = &m->conn;
    return FL_OK;
}
