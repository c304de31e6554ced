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

// Whether some bytes may hold 15 digits in a row: then eight that follow a multiple of eight are
// digits. Full-width digits begin with EF.
BYTES_INLINE int bytes_may_hold_number(const uint8_t *_Nonnull p, int64_t count) {
    uint64_t found = 0;
    const uint64_t high = 0x8080808080808080u, wide = 0xEFEFEFEFEFEFEFEFu;
    for (int64_t i = 0; i + 8 <= count; i += 8) {
        uint64_t word;
        __builtin_memcpy(&word, p + i, 8);
        uint64_t rest = word ^ 0x3030303030303030u;
        found |= ((((rest + 0x7676767676767676u) | rest) & high) == 0);
        uint64_t same = word ^ wide;
        found |= (same - 0x0101010101010101u) & ~same & high;
    }
    return found != 0;
}

// Whether any place is further behind the one before it than the limit, below 2^31.
BYTES_INLINE int bytes_has_gap(const uint32_t *_Nonnull places, int64_t count, uint32_t limit) {
    uint32_t beyond = 0;
    for (int64_t i = 1; i < count; i++) beyond |= limit - (places[i] - places[i - 1]);
    return beyond >> 31;
}

// The number that one to six digits are; -1 where another byte is among them. Eight bytes can be read.
BYTES_INLINE int32_t bytes_whole(const uint8_t *_Nonnull p, uint32_t count) {
    const uint64_t zeros = 0x3030303030303030u;
    uint64_t word;
    __builtin_memcpy(&word, p, 8);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    // Right-aligned behind zeros; the first digit is lowest.
    uint32_t shift = (8 - count) * 8;
    word = word << shift | zeros >> (64 - shift);
    if (((word + 0x4646464646464646u) | (word - zeros)) & 0x8080808080808080u) return -1;
    word -= zeros;
    word = word * 10 + (word >> 8);
    const uint64_t pairs = 0x000000FF000000FFu;
    return (int32_t)(((word & pairs) * 0x000F424000000064u +
                      (word >> 16 & pairs) * 0x0000271000000001u) >>
                     32);
}

// Asks for a cache line that will be wanted soon.
BYTES_INLINE void bytes_prefetch(const void *_Nonnull p) { __builtin_prefetch(p, 1); }

// Whether the first bytes of two places are the same, `count` of them, 0…32. 32 bytes can be read at
// both.
BYTES_INLINE int bytes_same_32(const uint8_t *_Nonnull a, const uint8_t *_Nonnull b,
                               uint32_t count) {
#if defined(__SSE2__)
    const __m128i *p = (const __m128i *)a, *q = (const __m128i *)b;
    uint64_t low = (uint64_t)_mm_movemask_epi8(
        _mm_cmpeq_epi8(_mm_loadu_si128(p), _mm_loadu_si128(q)));
    uint64_t high = (uint64_t)_mm_movemask_epi8(
        _mm_cmpeq_epi8(_mm_loadu_si128(p + 1), _mm_loadu_si128(q + 1)));
    return (~(low | high << 16) & ((1ull << count) - 1)) == 0;
#else
    return __builtin_memcmp(a, b, count) == 0;
#endif
}

// Up to 24 bytes as three numbers, the bytes beyond `count` zero. 24 bytes can be read.
typedef struct {
    uint64_t low, middle, high;
} bytes_24;

static const uint8_t bytes_window[48] = {
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255};

BYTES_INLINE bytes_24 bytes_key(const uint8_t *_Nonnull p, uint32_t count) {
    bytes_24 key, mask;
    __builtin_memcpy(&key, p, 24);
    __builtin_memcpy(&mask, bytes_window + 24 - count, 24);
    key.low &= mask.low;
    key.middle &= mask.middle;
    key.high &= mask.high;
    return key;
}

// Whether a byte stands an odd number of times among some bytes.
BYTES_INLINE int bytes_odd(const uint8_t *_Nonnull p, long count, uint8_t byte) {
    uint64_t odd = 0;
    long at = 0;
#if defined(__SSE2__)
    __m128i x = _mm_set1_epi8((char)byte), a = _mm_setzero_si128(), b = a, c = a, d = a;
    for (; at + 64 <= count; at += 64) {
        const __m128i *q = (const __m128i *)(p + at);
        a = _mm_xor_si128(a, _mm_cmpeq_epi8(_mm_loadu_si128(q), x));
        b = _mm_xor_si128(b, _mm_cmpeq_epi8(_mm_loadu_si128(q + 1), x));
        c = _mm_xor_si128(c, _mm_cmpeq_epi8(_mm_loadu_si128(q + 2), x));
        d = _mm_xor_si128(d, _mm_cmpeq_epi8(_mm_loadu_si128(q + 3), x));
    }
    odd = (uint64_t)_mm_movemask_epi8(_mm_xor_si128(_mm_xor_si128(a, b), _mm_xor_si128(c, d)));
#endif
    for (; at < count; at++) odd ^= (uint64_t)(p[at] == byte) << 16;
    return __builtin_popcountll(odd) & 1;
}

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

// One bit per byte of 64 bytes of CSV, and whether something in them breaks the rules of UTF-8.
typedef struct {
    uint64_t quote, comma, line_feed, carriage_return, nul, bad;
} bytes_of_text;

// Writes the places of the set bits of some words, 64 bits each, offset by `from`; and possibly up to
// 16 places behind them that mean nothing. Fixed steps cost less than a loop whose end can't be
// foreseen. Returns how many bits are set.
BYTES_INLINE int bytes_places_plain(const uint64_t *_Nonnull words, int count, uint32_t from,
                                    uint32_t *_Nonnull to) {
    uint32_t *start = to;
    for (int word = 0; word < count; word++, from += 64) {
        uint64_t bits = words[word];
        int set = __builtin_popcountll(bits);
        for (int done = 0; done < set; done += 8) {
            for (int i = 0; i < 8; i++) {
                to[done + i] = from + (uint32_t)__builtin_ctzll(bits | 1ull << 63);
                bits &= bits - 1;
            }
        }
        to += set;
    }
    return (int)(to - start);
}

// How many bits are set in some words.
BYTES_INLINE int bytes_count_plain(const uint64_t *_Nonnull words, int count) {
    int set = 0;
    for (int word = 0; word < count; word++) set += __builtin_popcountll(words[word]);
    return set;
}

#if defined(__x86_64__)
#include <immintrin.h>

// What is wrong with a byte and the one before it, for the check of UTF-8 below.
enum {
    bytes_short = 1, bytes_long = 2, bytes_over_3 = 4, bytes_large = 8, bytes_surrogate = 16,
    bytes_over_2 = 32, bytes_large_1000 = 64, bytes_over_4 = 64, bytes_conts = -128,
    bytes_carry = bytes_short | bytes_long | bytes_conts,
    bytes_beyond = bytes_carry | bytes_large | bytes_large_1000,
    bytes_next = bytes_long | bytes_over_2 | bytes_conts
};
// By the halves of the first byte and the upper half of the second.
static const int8_t bytes_first_high[16] __attribute__((unused)) = {
    bytes_long, bytes_long, bytes_long, bytes_long, bytes_long, bytes_long, bytes_long, bytes_long,
    bytes_conts, bytes_conts, bytes_conts, bytes_conts, bytes_short | bytes_over_2, bytes_short,
    bytes_short | bytes_over_3 | bytes_surrogate,
    bytes_short | bytes_large | bytes_large_1000 | bytes_over_4};
static const int8_t bytes_first_low[16] __attribute__((unused)) = {
    bytes_carry | bytes_over_3 | bytes_over_2 | bytes_over_4, bytes_carry | bytes_over_2,
    bytes_carry, bytes_carry, bytes_carry | bytes_large, bytes_beyond, bytes_beyond, bytes_beyond,
    bytes_beyond, bytes_beyond, bytes_beyond, bytes_beyond, bytes_beyond,
    bytes_beyond | bytes_surrogate, bytes_beyond, bytes_beyond};
static const int8_t bytes_second_high[16] __attribute__((unused)) = {
    bytes_short, bytes_short, bytes_short, bytes_short, bytes_short, bytes_short, bytes_short,
    bytes_short, bytes_next | bytes_over_3 | bytes_large_1000 | bytes_over_4,
    bytes_next | bytes_over_3 | bytes_large, bytes_next | bytes_surrogate | bytes_large,
    bytes_next | bytes_surrogate | bytes_large, bytes_short, bytes_short, bytes_short,
    bytes_short};

#define BYTES_AVX2 static __attribute__((target("avx2,popcnt,bmi"), unused))

// The three bytes before each byte, across the boundary of two vectors.
#define BYTES_BEFORE(v, previous, n) \
    _mm256_alignr_epi8(v, _mm256_permute2x128_si256(previous, v, 0x21), 16 - (n))
#define BYTES_TWICE(table) \
    _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)(table)))

// Bits that are not zero where a byte and the one before it can't follow each other: lookup by the
// halves of the first and the upper half of the second (Keiser and Lemire, Validating UTF-8 in less
// than one instruction per byte, 2021).
BYTES_AVX2 __m256i bytes_utf8_flaws(__m256i v, __m256i previous) {
    const __m256i half = _mm256_set1_epi8(15);
    const __m256i first_high = BYTES_TWICE(bytes_first_high);
    const __m256i first_low = BYTES_TWICE(bytes_first_low);
    const __m256i second_high = BYTES_TWICE(bytes_second_high);
    __m256i one = BYTES_BEFORE(v, previous, 1);
    __m256i special = _mm256_and_si256(
        _mm256_and_si256(
            _mm256_shuffle_epi8(first_high, _mm256_and_si256(_mm256_srli_epi16(one, 4), half)),
            _mm256_shuffle_epi8(first_low, _mm256_and_si256(one, half))),
        _mm256_shuffle_epi8(second_high, _mm256_and_si256(_mm256_srli_epi16(v, 4), half)));
    __m256i third = _mm256_subs_epu8(BYTES_BEFORE(v, previous, 2), _mm256_set1_epi8(0x60));
    __m256i fourth = _mm256_subs_epu8(BYTES_BEFORE(v, previous, 3), _mm256_set1_epi8(0x70));
    __m256i due = _mm256_and_si256(_mm256_or_si256(third, fourth), _mm256_set1_epi8((char)0x80));
    return _mm256_xor_si256(due, special);
}

BYTES_AVX2 uint64_t bytes_both(__m256i a, __m256i b) {
    return (uint64_t)(uint32_t)_mm256_movemask_epi8(a) |
           (uint64_t)(uint32_t)_mm256_movemask_epi8(b) << 32;
}

BYTES_AVX2 void bytes_classify_avx2(const uint8_t *_Nonnull p, int chunks,
                                    const uint8_t *_Nullable before,
                                    bytes_of_text *_Nonnull out) {
    const __m256i quote = _mm256_set1_epi8('"'), comma = _mm256_set1_epi8(','),
                  feed = _mm256_set1_epi8('\n'), back = _mm256_set1_epi8('\r'),
                  nul = _mm256_setzero_si256();
    __m256i previous = before ? _mm256_loadu_si256((const __m256i *)before) : nul;
    for (int i = 0; i < chunks; i++, p += 64) {
        __m256i a = _mm256_loadu_si256((const __m256i *)p);
        __m256i b = _mm256_loadu_si256((const __m256i *)(p + 32));
        out[i].quote = bytes_both(_mm256_cmpeq_epi8(a, quote), _mm256_cmpeq_epi8(b, quote));
        out[i].comma = bytes_both(_mm256_cmpeq_epi8(a, comma), _mm256_cmpeq_epi8(b, comma));
        out[i].line_feed = bytes_both(_mm256_cmpeq_epi8(a, feed), _mm256_cmpeq_epi8(b, feed));
        out[i].carriage_return =
            bytes_both(_mm256_cmpeq_epi8(a, back), _mm256_cmpeq_epi8(b, back));
        out[i].nul = bytes_both(_mm256_cmpeq_epi8(a, nul), _mm256_cmpeq_epi8(b, nul));
        __m256i flaws =
            _mm256_or_si256(bytes_utf8_flaws(a, previous), bytes_utf8_flaws(b, a));
        out[i].bad = !_mm256_testz_si256(flaws, flaws);
        previous = b;
    }
}

BYTES_AVX2 int bytes_count_avx2(const uint64_t *_Nonnull words, int count) {
    return bytes_count_plain(words, count);
}

BYTES_AVX2 int bytes_places_avx2(const uint64_t *_Nonnull bits, int chunks, uint32_t from,
                                 uint32_t *_Nonnull to) {
    return bytes_places_plain(bits, chunks, from, to);
}

#define BYTES_AVX512                                                                            \
    static __attribute__((                                                                         \
        target("avx512f,avx512bw,avx512dq,avx512vl,avx512vbmi2,popcnt,bmi,bmi2"), unused))
#define BYTES_FOUR(table) \
    _mm512_broadcast_i32x4(_mm_loadu_si128((const __m128i *)(table)))

BYTES_INLINE int bytes_has_avx2(void) {
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi");
}

BYTES_INLINE int bytes_has_avx512(void) {
    return __builtin_cpu_supports("avx512vbmi2") && __builtin_cpu_supports("avx512bw") &&
           __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
}

// The same flaws in 64 bytes.
BYTES_AVX512 __m512i bytes_utf8_flaws_64(__m512i v, __m512i previous) {
    const __m512i half = _mm512_set1_epi8(15);
    const __m512i first_high = BYTES_FOUR(bytes_first_high);
    const __m512i first_low = BYTES_FOUR(bytes_first_low);
    const __m512i second_high = BYTES_FOUR(bytes_second_high);
    // Each sixteen bytes beside the sixteen before them.
    __m512i before = _mm512_alignr_epi64(v, previous, 6);
    __m512i one = _mm512_alignr_epi8(v, before, 15);
    __m512i special = _mm512_and_si512(
        _mm512_and_si512(
            _mm512_shuffle_epi8(first_high, _mm512_and_si512(_mm512_srli_epi16(one, 4), half)),
            _mm512_shuffle_epi8(first_low, _mm512_and_si512(one, half))),
        _mm512_shuffle_epi8(second_high, _mm512_and_si512(_mm512_srli_epi16(v, 4), half)));
    __m512i third =
        _mm512_subs_epu8(_mm512_alignr_epi8(v, before, 14), _mm512_set1_epi8(0x60));
    __m512i fourth =
        _mm512_subs_epu8(_mm512_alignr_epi8(v, before, 13), _mm512_set1_epi8(0x70));
    __m512i due =
        _mm512_and_si512(_mm512_or_si512(third, fourth), _mm512_set1_epi8((char)0x80));
    return _mm512_xor_si512(due, special);
}

BYTES_AVX512 void bytes_classify_avx512(const uint8_t *_Nonnull p, int chunks,
                                        const uint8_t *_Nullable before,
                                        bytes_of_text *_Nonnull out) {
    const __m512i quote = _mm512_set1_epi8('"'), comma = _mm512_set1_epi8(','),
                  feed = _mm512_set1_epi8('\n'), back = _mm512_set1_epi8('\r');
    // The 32 bytes before; only the last three of them matter.
    __m512i previous = _mm512_setzero_si512();
    if (before) {
        previous = _mm512_inserti64x4(
            previous, _mm256_loadu_si256((const __m256i *)before), 1);
    }
    for (int i = 0; i < chunks; i++, p += 64) {
        __m512i v = _mm512_loadu_si512(p);
        out[i].quote = _mm512_cmpeq_epi8_mask(v, quote);
        out[i].comma = _mm512_cmpeq_epi8_mask(v, comma);
        out[i].line_feed = _mm512_cmpeq_epi8_mask(v, feed);
        out[i].carriage_return = _mm512_cmpeq_epi8_mask(v, back);
        out[i].nul = _mm512_testn_epi8_mask(v, v);
        __m512i flaws = bytes_utf8_flaws_64(v, previous);
        out[i].bad = _mm512_test_epi8_mask(flaws, flaws) != 0;
        previous = v;
    }
}

BYTES_AVX512 int bytes_places_avx512(const uint64_t *_Nonnull words, int count, uint32_t from,
                                     uint32_t *_Nonnull to) {
    const __m512i numbers = _mm512_set_epi8(
        63, 62, 61, 60, 59, 58, 57, 56, 55, 54, 53, 52, 51, 50, 49, 48, 47, 46, 45, 44, 43, 42, 41,
        40, 39, 38, 37, 36, 35, 34, 33, 32, 31, 30, 29, 28, 27, 26, 25, 24, 23, 22, 21, 20, 19, 18,
        17, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0);
    uint32_t *start = to;
    for (int word = 0; word < count; word++, from += 64) {
        int set = __builtin_popcountll(words[word]);
        __m512i found = _mm512_maskz_compress_epi8(words[word], numbers);
        __m512i first = _mm512_set1_epi32((int)from);
        _mm512_storeu_si512(
            to, _mm512_add_epi32(first, _mm512_cvtepu8_epi32(_mm512_castsi512_si128(found))));
        for (int done = 16; done < set; done += 16) {
            found = _mm512_alignr_epi64(found, found, 2);
            _mm512_storeu_si512(
                to + done,
                _mm512_add_epi32(first, _mm512_cvtepu8_epi32(_mm512_castsi512_si128(found))));
        }
        to += set;
    }
    return (int)(to - start);
}

BYTES_INLINE int bytes_classify_fast(const uint8_t *_Nonnull p, int chunks,
                                     const uint8_t *_Nullable before,
                                     bytes_of_text *_Nonnull out) {
    if (bytes_has_avx512()) {
        bytes_classify_avx512(p, chunks, before, out);
        return 1;
    }
    if (!bytes_has_avx2()) return 0;
    bytes_classify_avx2(p, chunks, before, out);
    return 1;
}

BYTES_INLINE int bytes_places(const uint64_t *_Nonnull words, int count, uint32_t from,
                              uint32_t *_Nonnull to) {
    if (bytes_has_avx512()) return bytes_places_avx512(words, count, from, to);
    return bytes_has_avx2()
               ? bytes_places_avx2(words, count, from, to)
               : bytes_places_plain(words, count, from, to);
}

BYTES_INLINE int bytes_count(const uint64_t *_Nonnull words, int count) {
    return bytes_has_avx2()
               ? bytes_count_avx2(words, count)
               : bytes_count_plain(words, count);
}

#else

BYTES_INLINE int bytes_classify_fast(const uint8_t *_Nonnull p, int chunks,
                                     const uint8_t *_Nullable before,
                                     bytes_of_text *_Nonnull out) {
    (void)p, (void)chunks, (void)before, (void)out;
    return 0;
}

BYTES_INLINE int bytes_places(const uint64_t *_Nonnull words, int count, uint32_t from,
                              uint32_t *_Nonnull to) {
    return bytes_places_plain(words, count, from, to);
}

BYTES_INLINE int bytes_count(const uint64_t *_Nonnull words, int count) {
    return bytes_count_plain(words, count);
}

#endif

#endif
