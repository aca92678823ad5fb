/** Watching a descriptor, in a way that survives POLLERR. */
#include <errno.h>
#include <sys/socket.h>

#include "addon.h"
#include "handle.h"
#include "value.h"

static int init(uv_loop_t *loop, struct handle *handle) {
  return uv_poll_init(loop, (uv_poll_t *)handle->uv, handle->fd);
}

/**
 * On POLLERR libuv stops the handle and reports UV_EBADF, whatever the error was (a netlink overrun, a link that went
 * down). The pending error is taken here, as it would come again at once, and watching goes on.
 */
static void on_poll(uv_poll_t *uv, int status, int events) {
  struct handle *handle = uv_handle_get_data((uv_handle_t *)uv);
  int pending = 0;
  if (status < 0) {
    socklen_t length = sizeof pending;
    if (getsockopt(handle->fd, SOL_SOCKET, SO_ERROR, &pending, &length) == 0) {
      events = handle->events;
      uv_poll_start(uv, handle->events, on_poll);
    } else {
      pending = -status;
    }
  }
  handle_call(handle, 2, (const int[]){events, pending});
}

static napi_value poll_open(napi_env env, napi_callback_info info) {
  napi_value arguments[2];
  int fd;
  if (!take_arguments(env, info, 2, arguments) || !take_int(env, arguments[0], "fd", &fd)) return NULL;
  if (fd < 0) return throw_system(env, EBADF, "epoll_ctl");
  return handle_open(env, UV_POLL, fd, arguments[1], init, "epoll_ctl");
}

static napi_value poll_start(napi_env env, napi_callback_info info) {
  napi_value arguments[2];
  int events;
  if (!take_arguments(env, info, 2, arguments)) return NULL;
  struct handle *handle = take_handle(env, arguments[0], UV_POLL);
  if (handle == NULL || !take_int(env, arguments[1], "events", &events)) return NULL;
  if (events < 1 || events > (UV_READABLE | UV_WRITABLE)) return throw_range(env, "events", "1, 2 or 3");
  handle->events = events;
  int status = uv_poll_start((uv_poll_t *)handle->uv, events, on_poll);
  return status < 0 ? throw_system(env, -status, "epoll_ctl") : NULL;
}

const struct exported poll_functions[] = {
    {"pollOpen", poll_open},
    {"pollStart", poll_start},
    {NULL, NULL},
};
