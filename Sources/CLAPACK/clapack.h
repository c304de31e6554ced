// The C face of LAPACK: one by-value shim per routine in use.
//
// Debian's liblapack-dev brings the Fortran library without a C header. Fortran takes every
// argument by address and the length of every CHARACTER argument after the others; the shims hide
// both and return INFO. See docs/decisions/0003-lapack-shim.md.
#ifndef QUANJING_CLAPACK_H
#define QUANJING_CLAPACK_H

#include <stddef.h>

extern void dgeev_(const char *jobvl, const char *jobvr, const int *n, double *a, const int *lda,
                   double *wr, double *wi, double *vl, const int *ldvl, double *vr,
                   const int *ldvr, double *work, const int *lwork, int *info,
                   size_t jobvl_length, size_t jobvr_length);
extern void dgetf2_(const int *m, const int *n, double *a, const int *lda, int *ipiv, int *info);
extern void dgetrs_(const char *trans, const int *n, const int *nrhs, const double *a,
                    const int *lda, const int *ipiv, double *b, const int *ldb, int *info,
                    size_t trans_length);
extern void dgesv_(const int *n, const int *nrhs, double *a, const int *lda, int *ipiv, double *b,
                   const int *ldb, int *info);

/// Eigenvalues (wr + i wi) and, where the job is 'V', left and right eigenvectors of the general
/// matrix a of order n, which is overwritten. lwork = -1 asks for the best size, left in work[0].
static inline int clapack_dgeev(char jobvl, char jobvr, int n, double *a, int lda, double *wr,
                                double *wi, double *vl, int ldvl, double *vr, int ldvr,
                                double *work, int lwork) {
    int info = 0;
    dgeev_(&jobvl, &jobvr, &n, a, &lda, wr, wi, vl, &ldvl, vr, &ldvr, work, &lwork, &info, 1, 1);
    return info;
}

/// Solves a x = b for nrhs right sides by LU factors; a becomes its factors, b the solution.
static inline int clapack_dgesv(int n, int nrhs, double *a, int lda, int *ipiv, double *b,
                                int ldb) {
    int info = 0;
    dgesv_(&n, &nrhs, a, &lda, ipiv, b, &ldb, &info);
    return info;
}

/// LU factors of the square matrix a, which they replace, without blocks: for small orders.
static inline int clapack_dgetf2(int n, double *a, int lda, int *ipiv) {
    int info = 0;
    dgetf2_(&n, &n, a, &lda, ipiv, &info);
    return info;
}

/// Solves a x = b for one right side from the factors of dgetf2; b becomes the solution.
static inline int clapack_dgetrs(int n, const double *a, int lda, const int *ipiv, double *b) {
    int info = 0;
    const char trans = 'N';
    const int nrhs = 1;
    dgetrs_(&trans, &n, &nrhs, a, &lda, ipiv, b, &n, &info, 1);
    return info;
}

#endif
