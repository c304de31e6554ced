#ifndef QUANJING_FILES_H
#define QUANJING_FILES_H

/* glibc declares these only for programs that ask for all its extensions; Swift's Glibc doesn't. */
int syncfs(int descriptor);
int sync_file_range(int descriptor, long long offset, long long count, unsigned int flags);

/* Lets the disk begin with what was written to a file, without waiting for it. */
static inline void files_begin_sync(int descriptor) {
    enum { write_out = 2 };
    sync_file_range(descriptor, 0, 0, write_out);
}

#endif
