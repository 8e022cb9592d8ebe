/* A list of names and a thread that goes through it: names without an answer often, the others now
 * and then. The thread is started with the first name. */
#include "gateway/names.h"

#include <stdlib.h>
#include <string.h>

#include <fairlead/log.h>
#include <utlist.h>

#include "base/clock.h"
#include "base/lock.h"
#include "base/str.h"
#include "base/thread.h"
#include "net/addr.h"
#include "net/resolve.h"

enum { ANSWER_MS = 5000, AGAIN_MS = 60 * 1000, REFRESH_MS = 5 * 60 * 1000 };

struct name {
    struct name *next;
    char *host; /* immutable */
    struct fl_addr addr;
    uint64_t due_ms;
    bool settled;
};

struct fl_names {
    struct fl_wake *changed;
    struct fl_wake stop;
    struct fl_resolver *resolver;
    struct fl_thread thread;
    struct fl_lock lock;
    struct fl_cond work;
    /* under lock */
    struct name *names; /* only ever added to */
    uint64_t changes;
    bool stopping;
};

static struct name *due_locked(struct fl_names *n, uint64_t now_ms, uint64_t *next_ms)
{
    struct name *name;
    *next_ms = FL_NEVER;
    LL_FOREACH(n->names, name)
    {
        if (name->due_ms <= now_ms)
            return name;
        if (name->due_ms < *next_ms)
            *next_ms = name->due_ms;
    }
    return NULL;
}

static void ask(struct fl_names *n, struct name *name)
{
    struct fl_addr found = {0};
    struct fl_error err;
    size_t count;
    uint64_t until_ms = fl_clock_ms() + ANSWER_MS;
    enum fl_err failed = fl_resolve(n->resolver, name->host, 0, &found, 1, &count, until_ms, &n->stop, &err);
    if (failed)
        fl_log(FL_DEBUG, "gateway", "%s", err.text);
    fl_lock_take(&n->lock);
    bool news = !name->settled || (!failed && !fl_addr_same_host(&found, &name->addr));
    if (!failed)
        name->addr = found; /* an answer holds until there is another */
    name->settled = true;
    n->changes += news;
    name->due_ms = fl_clock_ms() + (failed ? AGAIN_MS : REFRESH_MS);
    fl_lock_release(&n->lock);
    if (news)
        fl_wake_raise(n->changed);
}

static void run(void *arg)
{
    struct fl_names *n = arg;
    fl_lock_take(&n->lock);
    while (!n->stopping) {
        uint64_t next_ms;
        struct name *name = due_locked(n, fl_clock_ms(), &next_ms);
        if (!name) {
            fl_cond_wait(&n->work, &n->lock, next_ms);
            continue;
        }
        fl_lock_release(&n->lock);
        ask(n, name);
        fl_lock_take(&n->lock);
    }
    fl_lock_release(&n->lock);
}

struct fl_names *fl_names_create(struct fl_wake *wake)
{
    struct fl_names *n = calloc(1, sizeof *n);
    struct fl_error err;
    if (!n || fl_wake_init(&n->stop, &err)) {
        free(n);
        return NULL;
    }
    n->changed = wake;
    fl_lock_init(&n->lock, FL_RANK_GATEWAY);
    fl_cond_init(&n->work);
    return n;
}

void fl_names_destroy(struct fl_names *n)
{
    if (!n)
        return;
    fl_lock_take(&n->lock);
    n->stopping = true;
    fl_cond_signal(&n->work);
    fl_lock_release(&n->lock);
    fl_wake_raise(&n->stop);
    fl_thread_join(&n->thread);
    fl_resolver_destroy(n->resolver);
    struct name *name, *next;
    LL_FOREACH_SAFE(n->names, name, next)
    {
        free(name->host);
        free(name);
    }
    fl_cond_finish(&n->work);
    fl_lock_finish(&n->lock);
    fl_wake_finish(&n->stop);
    free(n);
}

static bool start(struct fl_names *n)
{
    struct fl_error err = {.text = "no memory"};
    if (n->thread.created)
        return true;
    if (!n->resolver)
        n->resolver = fl_resolver_create();
    if (n->resolver && !fl_thread_create(&n->thread, "names", FL_STACK_DEFAULT, NULL, run, n, &err))
        return true;
    fl_log(FL_WARN, "gateway", "host names are not looked up for discovery: %s", err.text);
    return false;
}

static struct name *find_locked(const struct fl_names *n, const char *host)
{
    struct name *name;
    LL_FOREACH(n->names, name)
    if (!strcmp(name->host, host))
        return name;
    return NULL;
}

void fl_names_want(struct fl_names *n, const char *host)
{
    struct fl_addr numeric;
    fl_lock_take(&n->lock);
    bool known = find_locked(n, host) != NULL;
    fl_lock_release(&n->lock);
    if (known || fl_addr_parse(&numeric, host, 0) || !start(n))
        return;
    struct name *name = calloc(1, sizeof *name);
    if (!name || !(name->host = fl_strdup(host))) {
        free(name);
        return;
    }
    fl_lock_take(&n->lock);
    LL_PREPEND(n->names, name);
    fl_cond_signal(&n->work);
    fl_lock_release(&n->lock);
}

bool fl_names_settled(struct fl_names *n)
{
    bool settled = true;
    struct name *name;
    fl_lock_take(&n->lock);
    LL_FOREACH(n->names, name)
    settled = settled && name->settled;
    fl_lock_release(&n->lock);
    return settled;
}

uint64_t fl_names_changes(struct fl_names *n)
{
    fl_lock_take(&n->lock);
    uint64_t changes = n->changes;
    fl_lock_release(&n->lock);
    return changes;
}

bool fl_names_find(struct fl_names *n, const char *host, struct fl_addr *out)
{
    if (fl_addr_parse(out, host, 0))
        return true;
    *out = (struct fl_addr){0};
    fl_lock_take(&n->lock);
    const struct name *name = find_locked(n, host);
    if (name)
        *out = name->addr;
    fl_lock_release(&n->lock);
    return out->family != 0;
}
