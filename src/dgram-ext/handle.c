/** The life of a libuv handle with a JavaScript callback. */
#include "handle.h"

#include <errno.h>
#include <stdlib.h>

#include "addon.h"
#include "value.h"

/** Marks our objects, so that a foreign one is refused instead of being taken for a handle. */
static const napi_type_tag tag = {0x6467726d65787431, 0x9c1f7a52e3b846d0};

static void release(struct handle *handle) {
  if (--handle->owners == 0) free(handle);
}

static void on_collected(napi_env env, void *data, void *hint) {
  (void)env;
  (void)hint;
  release(data);
}

static void on_closed(uv_handle_t *uv) {
  struct handle *handle = uv_handle_get_data(uv);
  free(uv);
  handle->uv = NULL;
  napi_remove_async_cleanup_hook(handle->hook);
  release(handle);
}

static void start_closing(struct handle *handle) {
  if (handle->closing) return;
  handle->closing = true;
  napi_delete_reference(handle->env, handle->callback);
  handle->callback = NULL;
  uv_close(handle->uv, on_closed);
}

/** The thread ends: Node waits until on_closed has removed the hook. */
static void on_cleanup(napi_async_cleanup_hook_handle hook, void *data) {
  (void)hook;
  start_closing(data);
}

static napi_value fail(napi_env env, struct handle *handle, int number, const char *syscall) {
  free(handle->uv);
  free(handle);
  return throw_system(env, number, syscall);
}

/** From here on libuv and JavaScript each own the handle; a failure can only be one of JavaScript's own. */
static napi_value hand_over(napi_env env, struct handle *handle, napi_value callback) {
  napi_value object;
  if (napi_create_reference(env, callback, 1, &handle->callback) != napi_ok ||
      napi_add_async_cleanup_hook(env, on_cleanup, handle, &handle->hook) != napi_ok) {
    napi_fatal_error("dgram_ext", NAPI_AUTO_LENGTH, "out of memory", NAPI_AUTO_LENGTH);
  }
  if (napi_create_object(env, &object) != napi_ok ||
      napi_wrap(env, object, handle, on_collected, NULL, NULL) != napi_ok) {
    start_closing(handle);
    return NULL;
  }
  handle->owners++;
  if (napi_type_tag_object(env, object, &tag) != napi_ok) {
    start_closing(handle);
    return NULL;
  }
  return object;
}

napi_value handle_open(napi_env env, uv_handle_type type, int fd, napi_value callback, handle_init init,
                       const char *syscall) {
  uv_loop_t *loop;
  if (!take_function(env, callback, "callback")) return NULL;
  if (napi_get_uv_event_loop(env, &loop) != napi_ok) return NULL;
  struct handle *handle = calloc(1, sizeof *handle);
  if (handle == NULL) return throw_system(env, ENOMEM, syscall);
  handle->env = env;
  handle->type = type;
  handle->fd = fd;
  handle->owners = 1;
  handle->uv = calloc(1, uv_handle_size(type));
  if (handle->uv == NULL) return fail(env, handle, ENOMEM, syscall);
  int status = init(loop, handle);
  if (status < 0) return fail(env, handle, -status, syscall);
  uv_handle_set_data(handle->uv, handle);
  return hand_over(env, handle, callback);
}

static struct handle *take_any_handle(napi_env env, napi_value value) {
  bool ours = false;
  void *data;
  napi_valuetype kind;
  if (napi_typeof(env, value, &kind) != napi_ok || kind != napi_object ||
      napi_check_object_type_tag(env, value, &tag, &ours) != napi_ok || !ours ||
      napi_unwrap(env, value, &data) != napi_ok) {
    throw_type(env, "handle", "a handle");
    return NULL;
  }
  return data;
}

struct handle *take_handle(napi_env env, napi_value value, uv_handle_type type) {
  struct handle *handle = take_any_handle(env, value);
  if (handle == NULL) return NULL;
  if (handle->type != type) {
    throw_type(env, "handle", "of the other kind");
    return NULL;
  }
  if (handle->closing) {
    throw_system(env, EBADF, "handle");
    return NULL;
  }
  return handle;
}

void handle_call(struct handle *handle, size_t count, const int *arguments) {
  napi_env env = handle->env;
  napi_handle_scope scope;
  if (handle->closing || napi_open_handle_scope(env, &scope) != napi_ok) return;
  napi_value callback, global, values[2], result, error;
  bool ready = napi_get_reference_value(env, handle->callback, &callback) == napi_ok && callback != NULL &&
               napi_get_global(env, &global) == napi_ok;
  for (size_t i = 0; ready && i < count; i++) ready = napi_create_int32(env, arguments[i], &values[i]) == napi_ok;
  /* An exception must reach uncaughtException, as one thrown in any other callback does. */
  if (ready && napi_make_callback(env, NULL, global, callback, count, values, &result) == napi_pending_exception &&
      napi_get_and_clear_last_exception(env, &error) == napi_ok) {
    napi_fatal_exception(env, error);
  }
  napi_close_handle_scope(env, scope);
}

static napi_value handle_ref(napi_env env, napi_callback_info info) {
  napi_value arguments[2];
  bool keeps_alive;
  if (!take_arguments(env, info, 2, arguments)) return NULL;
  struct handle *handle = take_any_handle(env, arguments[0]);
  if (handle == NULL || !take_bool(env, arguments[1], "keepsProcessAlive", &keeps_alive)) return NULL;
  if (handle->closing) return NULL;
  if (keeps_alive) {
    uv_ref(handle->uv);
  } else {
    uv_unref(handle->uv);
  }
  return NULL;
}

static napi_value handle_close(napi_env env, napi_callback_info info) {
  napi_value argument;
  if (!take_arguments(env, info, 1, &argument)) return NULL;
  struct handle *handle = take_any_handle(env, argument);
  if (handle != NULL) start_closing(handle);
  return NULL;
}

const struct exported handle_functions[] = {
    {"handleRef", handle_ref},
    {"handleClose", handle_close},
    {NULL, NULL},
};
