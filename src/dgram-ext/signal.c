/** Every signal by its number, through libuv. */
#include "addon.h"
#include "handle.h"
#include "value.h"

static int init(uv_loop_t *loop, struct handle *handle) {
  return uv_signal_init(loop, (uv_signal_t *)handle->uv);
}

static void on_signal(uv_signal_t *uv, int number) {
  handle_call(uv_handle_get_data((uv_handle_t *)uv), 1, &number);
}

static napi_value signal_open(napi_env env, napi_callback_info info) {
  napi_value callback;
  if (!take_arguments(env, info, 1, &callback)) return NULL;
  return handle_open(env, UV_SIGNAL, -1, callback, init, "sigaction");
}

static napi_value signal_start(napi_env env, napi_callback_info info) {
  napi_value arguments[2];
  int number;
  if (!take_arguments(env, info, 2, arguments)) return NULL;
  struct handle *handle = take_handle(env, arguments[0], UV_SIGNAL);
  if (handle == NULL || !take_int(env, arguments[1], "signal", &number)) return NULL;
  int status = uv_signal_start((uv_signal_t *)handle->uv, on_signal, number);
  return status < 0 ? throw_system(env, -status, "sigaction") : NULL;
}

const struct exported signal_functions[] = {
    {"signalOpen", signal_open},
    {"signalStart", signal_start},
    {NULL, NULL},
};
