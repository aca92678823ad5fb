/** Locks on open files: fcntl(2) records over the whole file, and flock(2). Neither waits. */
#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "addon.h"
#include "value.h"

static bool take_lock(napi_env env, napi_callback_info info, int *fd, int *type) {
  napi_value arguments[2];
  return take_arguments(env, info, 2, arguments) && take_int(env, arguments[0], "fd", fd) &&
         take_int(env, arguments[1], "type", type);
}

static struct flock whole_file(int type) {
  return (struct flock){.l_type = (short)type, .l_whence = SEEK_SET, .l_start = 0, .l_len = 0};
}

static napi_value record_lock(napi_env env, napi_callback_info info) {
  int fd, type;
  if (!take_lock(env, info, &fd, &type)) return NULL;
  struct flock lock = whole_file(type);
  if (fcntl(fd, F_SETLK, &lock) == 0) return make_bool(env, true);
  return errno == EAGAIN || errno == EACCES ? make_bool(env, false) : throw_system(env, errno, "fcntl");
}

static napi_value record_lock_holder(napi_env env, napi_callback_info info) {
  int fd, type;
  if (!take_lock(env, info, &fd, &type)) return NULL;
  struct flock lock = whole_file(type);
  if (fcntl(fd, F_GETLK, &lock) < 0) return throw_system(env, errno, "fcntl");
  return make_int(env, lock.l_type == F_UNLCK ? 0 : lock.l_pid);
}

static napi_value file_lock(napi_env env, napi_callback_info info) {
  int fd, operation;
  if (!take_lock(env, info, &fd, &operation)) return NULL;
  if (flock(fd, operation | LOCK_NB) == 0) return make_bool(env, true);
  return errno == EWOULDBLOCK ? make_bool(env, false) : throw_system(env, errno, "flock");
}

const struct exported lock_functions[] = {
    {"fcntlLock", record_lock},
    {"fcntlLockHolder", record_lock_holder},
    {"flock", file_lock},
    {NULL, NULL},
};
