/** Files that live in memory only. */
#define _GNU_SOURCE
#include <errno.h>
#include <sys/mman.h>

#include "addon.h"
#include "value.h"

static napi_value open_memory_file(napi_env env, napi_callback_info info) {
  napi_value arguments[2];
  char name[250]; /* memfd_create(2): at most 249 bytes */
  int flags;
  if (!take_arguments(env, info, 2, arguments) || !take_text(env, arguments[0], "name", name, sizeof name) ||
      !take_int(env, arguments[1], "flags", &flags)) {
    return NULL;
  }
  int fd = memfd_create(name, (unsigned)flags);
  return fd < 0 ? throw_system(env, errno, "memfd_create") : make_int(env, fd);
}

const struct exported memory_file_functions[] = {
    {"memfdCreate", open_memory_file},
    {NULL, NULL},
};
