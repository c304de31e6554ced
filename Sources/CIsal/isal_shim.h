// Deflate by the system's ISA-L. Its stream is a structure with arrays of 80 KB, which Swift would
// read as tuples: here it is memory of a size.
#include <isa-l/crc.h>
#include <isa-l/igzip_lib.h>
#include <stdbool.h>
#include <stddef.h>

// Memory of a stream, and what its level needs beside it.
static inline size_t isal_stream_size(void) { return sizeof(struct isal_zstream); }
static inline size_t isal_level_size(void) { return ISAL_DEF_LVL1_SMALL; }

// The library takes the header off a stream's settings once it has written it.
static inline void isal_stream_set_header(struct isal_zstream *stream, bool has_header) {
    stream->gzip_flag = has_header ? IGZIP_ZLIB : IGZIP_DEFLATE;
}

// A stream of raw deflate, or with the header and the checksum of zlib.
static inline void isal_stream_start(void *memory, void *level_memory, bool has_header) {
    struct isal_zstream *stream = (struct isal_zstream *)memory;
    isal_deflate_init(stream);
    stream->level = 1;
    stream->level_buf = (uint8_t *)level_memory;
    stream->level_buf_size = ISAL_DEF_LVL1_SMALL;
    isal_stream_set_header(stream, has_header);
}

// What follows refers back to nothing that was packed before.
static inline void isal_stream_restart(void *memory, bool has_header) {
    isal_deflate_reset((struct isal_zstream *)memory);
    isal_stream_set_header((struct isal_zstream *)memory, has_header);
}

// Bytes to pack next. They end at a whole byte of the packed ones where it is a section or the
// stream that ends with them.
static inline void isal_stream_give(
    void *memory, const void *bytes, uint32_t count, bool ends_section, bool ends_stream) {
    struct isal_zstream *stream = (struct isal_zstream *)memory;
    stream->next_in = (uint8_t *)bytes;
    stream->avail_in = count;
    stream->flush = ends_section ? SYNC_FLUSH : NO_FLUSH;
    stream->end_of_stream = ends_stream;
}

struct isal_packed {
    // Bytes that were written.
    uint32_t count;
    // Nothing is left of what was given.
    bool is_all;
    bool is_sound;
};

static inline struct isal_packed isal_stream_take(void *memory, void *room, uint32_t size) {
    struct isal_zstream *stream = (struct isal_zstream *)memory;
    stream->next_out = (uint8_t *)room;
    stream->avail_out = size;
    const int status = isal_deflate(stream);
    const struct isal_packed packed = {
        size - stream->avail_out, stream->avail_out > 0 && stream->avail_in == 0, status == COMP_OK};
    return packed;
}
