/** Socket options of any level and name, and the BPF filter, whose program the kernel wants behind a pointer. */
#include <errno.h>
#include <linux/filter.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "addon.h"
#include "value.h"

enum { MAX_OPTION_BYTES = 65536 };

static napi_value set_option(napi_env env, napi_callback_info info) {
  napi_value arguments[4];
  napi_valuetype type;
  struct bytes value;
  int fd, level, name, number;
  if (!take_arguments(env, info, 4, arguments) || !take_int(env, arguments[0], "fd", &fd) ||
      !take_int(env, arguments[1], "level", &level) || !take_int(env, arguments[2], "name", &name) ||
      napi_typeof(env, arguments[3], &type) != napi_ok) {
    return NULL;
  }
  if (type == napi_number) {
    if (!take_int(env, arguments[3], "value", &number)) return NULL;
    value = (struct bytes){&number, sizeof number};
  } else if (!take_bytes(env, arguments[3], "value", &value)) {
    return NULL;
  }
  if (value.length > MAX_OPTION_BYTES) return throw_range(env, "value", "at most 64 KiB");
  if (setsockopt(fd, level, name, value.data, (socklen_t)value.length) == 0) return NULL;
  return throw_system(env, errno, "setsockopt");
}

static napi_value attach_filter(napi_env env, napi_callback_info info) {
  napi_value arguments[2];
  struct bytes program;
  struct sock_filter instructions[BPF_MAXINSNS];
  int fd;
  if (!take_arguments(env, info, 2, arguments) || !take_int(env, arguments[0], "fd", &fd) ||
      !take_bytes(env, arguments[1], "program", &program)) {
    return NULL;
  }
  if (program.length == 0 || program.length % sizeof instructions[0] != 0 || program.length > sizeof instructions) {
    return throw_range(env, "program", "1 to 4096 instructions of 8 bytes");
  }
  memcpy(instructions, program.data, program.length);
  struct sock_fprog filter = {(unsigned short)(program.length / sizeof instructions[0]), instructions};
  if (setsockopt(fd, SOL_SOCKET, SO_ATTACH_FILTER, &filter, sizeof filter) == 0) return NULL;
  return throw_system(env, errno, "setsockopt");
}

static napi_value get_option(napi_env env, napi_callback_info info) {
  napi_value arguments[4];
  int fd, level, name, size;
  if (!take_arguments(env, info, 4, arguments) || !take_int(env, arguments[0], "fd", &fd) ||
      !take_int(env, arguments[1], "level", &level) || !take_int(env, arguments[2], "name", &name) ||
      !take_int(env, arguments[3], "maxBytes", &size)) {
    return NULL;
  }
  if (size < 0 || size > MAX_OPTION_BYTES) return throw_range(env, "maxBytes", "0 to 65536");
  /* Zeroed: some options read their buffer before they fill it. */
  char *buffer = calloc(1, (size_t)size + 1);
  if (buffer == NULL) return throw_system(env, ENOMEM, "getsockopt");
  socklen_t length = (socklen_t)size;
  napi_value result;
  if (getsockopt(fd, level, name, buffer, &length) == 0) {
    result = make_bytes(env, buffer, length < (socklen_t)size ? length : (socklen_t)size);
  } else {
    result = throw_system(env, errno, "getsockopt");
  }
  free(buffer);
  return result;
}

const struct exported option_functions[] = {
    {"setsockopt", set_option},
    {"attachFilter", attach_filter},
    {"getsockopt", get_option},
    {NULL, NULL},
};
