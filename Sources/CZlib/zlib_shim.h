// Raw deflate streams of the system's zlib.
#include <zlib.h>

// inflateInit2 is a macro, which Swift doesn't see; -15: neither zlib nor gzip header.
static inline int zlib_inflate_start(z_stream *stream) { return inflateInit2(stream, -15); }
