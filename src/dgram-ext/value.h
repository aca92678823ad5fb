/** From JavaScript values to C and back: every argument is checked here, every error is made here. */
#ifndef DGRAM_EXT_VALUE_H
#define DGRAM_EXT_VALUE_H

#include <node_api.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** Bytes of a Uint8Array. Valid until JavaScript runs again, which could detach the buffer. */
struct bytes {
  void *data;
  size_t length;
};

/** Fills `out` with `count` arguments, undefined where the caller gave fewer. */
bool take_arguments(napi_env env, napi_callback_info info, size_t count, napi_value *out);

/** These throw TypeError or RangeError that names the argument and return false. */
bool take_int(napi_env env, napi_value value, const char *name, int *out);
bool take_double(napi_env env, napi_value value, const char *name, double *out);
bool take_bool(napi_env env, napi_value value, const char *name, bool *out);
bool take_bytes(napi_env env, napi_value value, const char *name, struct bytes *out);
/** As UTF-8, which may have at most `size - 1` bytes and no NUL. */
bool take_text(napi_env env, napi_value value, const char *name, char *out, size_t size);
bool take_function(napi_env env, napi_value value, const char *name);
/** The length of an array of at most `maximum` elements. */
bool take_array(napi_env env, napi_value value, const char *name, uint32_t maximum, uint32_t *length);

bool is_undefined(napi_env env, napi_value value);

/** All return NULL where JavaScript can no longer run. */
napi_value make_int(napi_env env, int value);
napi_value make_double(napi_env env, double value);
napi_value make_bool(napi_env env, bool value);
/** A copy, as a Buffer. */
napi_value make_bytes(napi_env env, const void *data, size_t length);

/** These throw and return NULL, to be returned at once. */
napi_value throw_type(napi_env env, const char *name, const char *wanted);
napi_value throw_range(napi_env env, const char *name, const char *wanted);
/** Error with `code`, negative `errno` and `syscall` as Node's own; `number` is a positive errno. */
napi_value throw_system(napi_env env, int number, const char *syscall);

#endif
