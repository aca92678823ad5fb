/** A libuv handle with a JavaScript callback, closed by JavaScript or when its thread ends, whichever comes first. */
#ifndef DGRAM_EXT_HANDLE_H
#define DGRAM_EXT_HANDLE_H

#include <node_api.h>
#include <stdbool.h>

#include "uv_functions.h"

struct handle {
  napi_env env;
  uv_handle_t *uv;
  uv_handle_type type;
  napi_ref callback;
  napi_async_cleanup_hook_handle hook;
  bool closing;
  /** The JavaScript object and libuv's memory: the last one to go frees this. */
  int owners;
  /** Of a poll handle. */
  int fd;
  int events;
};

/** Starts a libuv handle on `loop`; a negative result is libuv's error. */
typedef int (*handle_init)(uv_loop_t *loop, struct handle *handle);

/** The JavaScript object of a new handle; throws and returns NULL on failure. */
napi_value handle_open(napi_env env, uv_handle_type type, int fd, napi_value callback, handle_init init, const char *syscall);

/** The open handle of this type behind a JavaScript object; throws and returns NULL when it is not one or was closed. */
struct handle *take_handle(napi_env env, napi_value value, uv_handle_type type);

/** Calls the JavaScript callback with one or two numbers. `handle` may be gone afterwards. */
void handle_call(struct handle *handle, size_t count, const int *arguments);

#endif
