/** Entering a namespace. */
#define _GNU_SOURCE
#include <errno.h>
#include <sched.h>

#include "addon.h"
#include "value.h"

static napi_value enter_namespace(napi_env env, napi_callback_info info) {
  napi_value arguments[2];
  int fd, type;
  if (!take_arguments(env, info, 2, arguments) || !take_int(env, arguments[0], "fd", &fd) ||
      !take_int(env, arguments[1], "type", &type)) {
    return NULL;
  }
  return setns(fd, type) < 0 ? throw_system(env, errno, "setns") : NULL;
}

const struct exported namespace_functions[] = {
    {"setns", enter_namespace},
    {NULL, NULL},
};
