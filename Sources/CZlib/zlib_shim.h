// Raw deflate streams of the system's zlib.
#include <zlib.h>

// inflateInit2 and deflateInit2 are macros, which Swift doesn't see; -15: neither zlib nor gzip
// header.
static inline int zlib_inflate_start(z_stream *stream) { return inflateInit2(stream, -15); }
static inline int zlib_deflate_start(z_stream *stream, int level) {
    return deflateInit2(stream, level, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY);
}
