#pragma once
// The SHA256_* functions keep their state in a plain struct, so a keyed HMAC is copied without touching the heap; EVP cannot do that.
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>
#include <openssl/sha.h>
