/** Making, naming, connecting and closing sockets; addresses are `struct sockaddr` bytes made by the caller. */
#define _GNU_SOURCE
#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "addon.h"
#include "value.h"

static napi_value make_socket(napi_env env, napi_callback_info info) {
  napi_value arguments[3];
  int domain, type, protocol;
  if (!take_arguments(env, info, 3, arguments) || !take_int(env, arguments[0], "domain", &domain) ||
      !take_int(env, arguments[1], "type", &type) || !take_int(env, arguments[2], "protocol", &protocol)) {
    return NULL;
  }
  int fd = socket(domain, type | SOCK_CLOEXEC | SOCK_NONBLOCK, protocol);
  return fd < 0 ? throw_system(env, errno, "socket") : make_int(env, fd);
}

/** A copy with the alignment that the kernel's headers promise. */
static bool take_address(napi_env env, napi_value value, struct sockaddr_storage *out, socklen_t *length) {
  struct bytes bytes;
  if (!take_bytes(env, value, "address", &bytes)) return false;
  if (bytes.length > sizeof *out) {
    throw_range(env, "address", "at most 128 bytes");
    return false;
  }
  memset(out, 0, sizeof *out);
  if (bytes.length > 0) memcpy(out, bytes.data, bytes.length);
  *length = (socklen_t)bytes.length;
  return true;
}

static napi_value bind_socket(napi_env env, napi_callback_info info) {
  napi_value arguments[2];
  struct sockaddr_storage address;
  socklen_t length;
  int fd;
  if (!take_arguments(env, info, 2, arguments) || !take_int(env, arguments[0], "fd", &fd) ||
      !take_address(env, arguments[1], &address, &length)) {
    return NULL;
  }
  return bind(fd, (struct sockaddr *)&address, length) < 0 ? throw_system(env, errno, "bind") : NULL;
}

static napi_value connect_socket(napi_env env, napi_callback_info info) {
  napi_value arguments[2];
  struct sockaddr_storage address;
  socklen_t length;
  int fd;
  if (!take_arguments(env, info, 2, arguments) || !take_int(env, arguments[0], "fd", &fd) ||
      !take_address(env, arguments[1], &address, &length)) {
    return NULL;
  }
  if (connect(fd, (struct sockaddr *)&address, length) == 0) return make_bool(env, true);
  return errno == EINPROGRESS ? make_bool(env, false) : throw_system(env, errno, "connect");
}

static napi_value listen_socket(napi_env env, napi_callback_info info) {
  napi_value arguments[2];
  int fd, backlog;
  if (!take_arguments(env, info, 2, arguments) || !take_int(env, arguments[0], "fd", &fd) ||
      !take_int(env, arguments[1], "backlog", &backlog)) {
    return NULL;
  }
  return listen(fd, backlog) < 0 ? throw_system(env, errno, "listen") : NULL;
}

static napi_value accept_socket(napi_env env, napi_callback_info info) {
  napi_value argument, result;
  struct sockaddr_storage address;
  socklen_t length = sizeof address;
  int fd;
  if (!take_arguments(env, info, 1, &argument) || !take_int(env, argument, "fd", &fd)) return NULL;
  int accepted = accept4(fd, (struct sockaddr *)&address, &length, SOCK_CLOEXEC | SOCK_NONBLOCK);
  if (accepted < 0) return errno == EAGAIN ? NULL : throw_system(env, errno, "accept4");
  if (napi_create_object(env, &result) != napi_ok ||
      napi_set_named_property(env, result, "fd", make_int(env, accepted)) != napi_ok ||
      napi_set_named_property(env, result, "name", make_bytes(env, &address, length)) != napi_ok) {
    close(accepted);
    return NULL;
  }
  return result;
}

static napi_value shut_down(napi_env env, napi_callback_info info) {
  napi_value arguments[2];
  int fd, how;
  if (!take_arguments(env, info, 2, arguments) || !take_int(env, arguments[0], "fd", &fd) ||
      !take_int(env, arguments[1], "how", &how)) {
    return NULL;
  }
  return shutdown(fd, how) < 0 ? throw_system(env, errno, "shutdown") : NULL;
}

/** Linux closes the descriptor even when it says EINTR: never repeated. */
static napi_value close_socket(napi_env env, napi_callback_info info) {
  napi_value argument;
  int fd;
  if (!take_arguments(env, info, 1, &argument) || !take_int(env, argument, "fd", &fd)) return NULL;
  return close(fd) < 0 && errno != EINTR ? throw_system(env, errno, "close") : NULL;
}

static napi_value name_of(napi_env env, napi_callback_info info, const char *syscall,
                          int (*ask)(int, struct sockaddr *restrict, socklen_t *restrict)) {
  napi_value argument;
  struct sockaddr_storage address;
  socklen_t length = sizeof address;
  int fd;
  if (!take_arguments(env, info, 1, &argument) || !take_int(env, argument, "fd", &fd)) return NULL;
  if (ask(fd, (struct sockaddr *)&address, &length) < 0) return throw_system(env, errno, syscall);
  return make_bytes(env, &address, length);
}

static int ask_local(int fd, struct sockaddr *restrict address, socklen_t *restrict length) {
  return getsockname(fd, address, length);
}

static int ask_remote(int fd, struct sockaddr *restrict address, socklen_t *restrict length) {
  return getpeername(fd, address, length);
}

static napi_value local_name(napi_env env, napi_callback_info info) {
  return name_of(env, info, "getsockname", ask_local);
}

static napi_value remote_name(napi_env env, napi_callback_info info) {
  return name_of(env, info, "getpeername", ask_remote);
}

const struct exported socket_functions[] = {
    {"socket", make_socket},
    {"bind", bind_socket},
    {"connect", connect_socket},
    {"listen", listen_socket},
    {"accept", accept_socket},
    {"shutdown", shut_down},
    {"close", close_socket},
    {"getsockname", local_name},
    {"getpeername", remote_name},
    {NULL, NULL},
};
