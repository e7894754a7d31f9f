#pragma once
#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <openssl/x509_vfy.h>

// The options are macros with a cast, which are not imported.
// What a client must not ask for: to renegotiate and to compress. The client's order of ciphers counts only where it
// has no AES in hardware and so begins with ChaCha20. An end of the connection without close_notify is an end: HTTP
// says itself where a message ends.
static inline uint64_t ctls_options(void) {
    return SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_CIPHER_SERVER_PREFERENCE |
           SSL_OP_PRIORITIZE_CHACHA | SSL_OP_IGNORE_UNEXPECTED_EOF | SSL_OP_ENABLE_KTLS;
}

// A parameter points to its name, which Swift could lend for the call alone.
static inline OSSL_PARAM ctls_mac_key(void *key, size_t count) {
    return OSSL_PARAM_construct_octet_string(OSSL_MAC_PARAM_KEY, key, count);
}
static inline OSSL_PARAM ctls_mac_sha256(void) {
    return OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, (char *)"SHA256", 0);
}
