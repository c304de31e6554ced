// 64 bytes compared at a time, one bit of the answer per byte: the instruction that Swift's SIMD
// types don't offer. Bit 0 is the first byte.
#ifndef QUANJING_BYTES_H
#define QUANJING_BYTES_H

#include <stdint.h>

#define BYTES_INLINE static inline __attribute__((always_inline))

#if defined(__SSE2__)
#include <emmintrin.h>

typedef struct {
    __m128i a, b, c, d;
} bytes_64;

BYTES_INLINE bytes_64 bytes_load(const uint8_t *_Nonnull p) {
    const __m128i *q = (const __m128i *)p;
    bytes_64 v = {_mm_loadu_si128(q), _mm_loadu_si128(q + 1), _mm_loadu_si128(q + 2),
                  _mm_loadu_si128(q + 3)};
    return v;
}

BYTES_INLINE uint64_t bytes_high_bits(bytes_64 v) {
    return (uint64_t)(uint32_t)_mm_movemask_epi8(v.a) |
           (uint64_t)(uint32_t)_mm_movemask_epi8(v.b) << 16 |
           (uint64_t)(uint32_t)_mm_movemask_epi8(v.c) << 32 |
           (uint64_t)(uint32_t)_mm_movemask_epi8(v.d) << 48;
}

BYTES_INLINE uint64_t bytes_equal(bytes_64 v, uint8_t byte) {
    __m128i x = _mm_set1_epi8((char)byte);
    bytes_64 equal = {_mm_cmpeq_epi8(v.a, x), _mm_cmpeq_epi8(v.b, x), _mm_cmpeq_epi8(v.c, x),
                      _mm_cmpeq_epi8(v.d, x)};
    return bytes_high_bits(equal);
}

// Every byte times two, the highest bit lost: so that the next lower bit becomes the highest.
BYTES_INLINE bytes_64 bytes_shift(bytes_64 v) {
    bytes_64 shifted = {_mm_add_epi8(v.a, v.a), _mm_add_epi8(v.b, v.b), _mm_add_epi8(v.c, v.c),
                        _mm_add_epi8(v.d, v.d)};
    return shifted;
}

#else

typedef struct {
    uint8_t at[64];
} bytes_64;

BYTES_INLINE bytes_64 bytes_load(const uint8_t *_Nonnull p) {
    bytes_64 v;
    __builtin_memcpy(v.at, p, 64);
    return v;
}

BYTES_INLINE uint64_t bytes_high_bits(bytes_64 v) {
    uint64_t bits = 0;
    for (int i = 0; i < 64; i++) bits |= (uint64_t)(v.at[i] >> 7) << i;
    return bits;
}

BYTES_INLINE uint64_t bytes_equal(bytes_64 v, uint8_t byte) {
    uint64_t bits = 0;
    for (int i = 0; i < 64; i++) bits |= (uint64_t)(v.at[i] == byte) << i;
    return bits;
}

BYTES_INLINE bytes_64 bytes_shift(bytes_64 v) {
    for (int i = 0; i < 64; i++) v.at[i] = (uint8_t)(v.at[i] << 1);
    return v;
}

#endif

// One bit per byte of 64 bytes of CSV.
typedef struct {
    uint64_t quote, comma, line_feed, carriage_return, nul, beyond_ascii;
} bytes_of_csv;

BYTES_INLINE bytes_of_csv bytes_classify(const uint8_t *_Nonnull p) {
    bytes_64 v = bytes_load(p);
    bytes_of_csv found = {bytes_equal(v, '"'),  bytes_equal(v, ','), bytes_equal(v, '\n'),
                          bytes_equal(v, '\r'), bytes_equal(v, 0),   bytes_high_bits(v)};
    return found;
}

// Where 64 bytes start the characters of UTF-8 that take two, three and four bytes, and where they
// go on with one. `doubtful`: leads that restrict the byte behind them (C0, C1, E0, ED, F0…FF).
typedef struct {
    uint64_t lead2, lead3, lead4, continuation, doubtful;
} bytes_of_utf8;

BYTES_INLINE bytes_of_utf8 bytes_classify_utf8(const uint8_t *_Nonnull p) {
    bytes_64 v = bytes_load(p), v6 = bytes_shift(v), v5 = bytes_shift(v6), v4 = bytes_shift(v5);
    uint64_t b7 = bytes_high_bits(v), b6 = bytes_high_bits(v6), b5 = bytes_high_bits(v5),
             b4 = bytes_high_bits(v4);
    bytes_of_utf8 found = {b7 & b6 & ~b5, b7 & b6 & b5 & ~b4, b7 & b6 & b5 & b4, b7 & ~b6,
                           (b7 & b6 & b5 & b4) | bytes_equal(v, 0xC0) | bytes_equal(v, 0xC1) |
                               bytes_equal(v, 0xE0) | bytes_equal(v, 0xED)};
    return found;
}

#endif
