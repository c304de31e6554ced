// The message digests and authentication codes of the system's libcrypto.
#include <openssl/evp.h>
#include <openssl/hmac.h>
