/* Newest first is how the camera lists its files. */
#include "trailcam_media.h"

#include <fairlead/bytes.h>

enum { FORMAT = 1 };

void trailcam_media_init(struct trailcam_media *m)
{
    *m = (struct trailcam_media){.count = -1};
}

void trailcam_media_walk(struct trailcam_media *m)
{
    m->walking = true;
    m->page = 0;
    m->counted = 0;
}

int trailcam_media_page_size(const struct trailcam_media *m)
{
    return m->walking ? TRAILCAM_PAGE : TRAILCAM_LOOK;
}

/* Index of a file, or count. */
static size_t find(const struct trailcam_file *files, size_t count, const struct trailcam_file *file)
{
    size_t i = 0;
    while (i < count && !trailcam_same_file(&files[i], file))
        i++;
    return i;
}

/* Those in front of the newest known. If that is not there, it was deleted, or there are more new ones than
 * one page holds: then their time tells. */
static size_t count_new(const struct trailcam_media *m, const struct trailcam_file *files, size_t count)
{
    if (!m->known)
        return 0; /* a card seen for the first time: all of it is old */
    size_t at = find(files, count, &m->newest);
    if (at < count)
        return at;
    at = 0;
    while (at < count && files[at].time_s > m->newest.time_s)
        at++;
    return at;
}

static void note_newest(struct trailcam_media *m, const struct trailcam_file *files, size_t count)
{
    if (count == 0)
        return; /* an empty card: the next file is new all the same */
    m->newest = files[0];
    m->known = true;
}

/* A page of the walk. The list may have grown at its front meanwhile: files then come again. */
static size_t take_page(struct trailcam_media *m, const struct trailcam_file *files, size_t count)
{
    size_t fresh = m->page == 0 ? count_new(m, files, count) : 0;
    size_t again = m->page == 0 ? count : find(files, count, &m->last);
    m->counted += (int)(again < count ? count - again - 1 : count);
    if (m->page == 0)
        note_newest(m, files, count);
    if (count < TRAILCAM_PAGE || ++m->page == TRAILCAM_WALK_PAGES) {
        m->walking = false;
        m->count = m->counted;
        return fresh;
    }
    m->last = files[count - 1];
    return fresh;
}

size_t trailcam_media_take(struct trailcam_media *m, const struct trailcam_file *files, size_t count)
{
    if (m->walking)
        return take_page(m, files, count);
    bool all = count < TRAILCAM_LOOK, reaches = m->known && find(files, count, &m->newest) < count;
    if (!all && (!reaches || m->count < 0)) {
        trailcam_media_walk(m);
        return 0; /* the walk tells what is new */
    }
    size_t fresh = count_new(m, files, count);
    m->count = all ? (int)count : m->count + (int)fresh;
    note_newest(m, files, count);
    return fresh;
}

/* --- a restart ------------------------------------------------------------------------------- */
size_t trailcam_media_save(const struct trailcam_media *m, uint8_t buf[static TRAILCAM_MEDIA_SAVED])
{
    struct fl_writer w = fl_writer_of(buf, TRAILCAM_MEDIA_SAVED);
    fl_put_u8(&w, FORMAT);
    fl_put_u8(&w, (uint8_t)m->newest.type);
    fl_put_be16(&w, m->newest.dir);
    fl_put_be16(&w, m->newest.num);
    fl_put_be32(&w, m->newest.id);
    fl_put_be64(&w, (uint64_t)m->newest.time_s);
    return w.len;
}

void trailcam_media_load(struct trailcam_media *m, const uint8_t *data, size_t len)
{
    struct fl_reader r = fl_reader_of(data, len);
    uint8_t format = fl_get_u8(&r), type = fl_get_u8(&r);
    struct trailcam_file file = {.dir = fl_get_be16(&r)};
    file.num = fl_get_be16(&r);
    file.id = fl_get_be32(&r);
    file.time_s = (int64_t)fl_get_be64(&r);
    if (format != FORMAT || !fl_reader_done(&r) || type >= TRAILCAM_FILE_TYPES || file.time_s < 0 ||
        file.time_s > UINT32_MAX)
        return;
    file.type = (enum trailcam_file_type)type;
    m->newest = file;
    m->known = true;
}
