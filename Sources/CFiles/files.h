#ifndef QUANJING_FILES_H
#define QUANJING_FILES_H

/* glibc declares it only for programs that ask for all its extensions; Swift's Glibc doesn't. */
int syncfs(int descriptor);

#endif
