/** timerfd with absolute CLOCK_MONOTONIC deadlines. */
#include <errno.h>
#include <math.h>
#include <stdint.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#include "addon.h"
#include "value.h"

static napi_value timer_create_fd(napi_env env, napi_callback_info info) {
  (void)info;
  int fd = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK);
  return fd < 0 ? throw_system(env, errno, "timerfd_create") : make_int(env, fd);
}

static napi_value timer_set(napi_env env, napi_callback_info info) {
  napi_value arguments[2];
  double deadline_us;
  int fd;
  if (!take_arguments(env, info, 2, arguments) || !take_int(env, arguments[0], "fd", &fd) ||
      !take_double(env, arguments[1], "deadlineUs", &deadline_us)) {
    return NULL;
  }
  if (!(deadline_us <= 9007199254740992.0)) return throw_range(env, "deadlineUs", "at most 2^53 microseconds");
  struct itimerspec when = {0};
  if (deadline_us >= 0) {
    /* Rounded up: a deadline is never reported before it. */
    int64_t whole_us = (int64_t)ceil(deadline_us);
    when.it_value.tv_sec = whole_us / 1000000;
    when.it_value.tv_nsec = whole_us % 1000000 * 1000;
    /* All zero would switch the timer off. */
    if (whole_us == 0) when.it_value.tv_nsec = 1;
  }
  return timerfd_settime(fd, TFD_TIMER_ABSTIME, &when, NULL) < 0 ? throw_system(env, errno, "timerfd_settime") : NULL;
}

static napi_value timer_read(napi_env env, napi_callback_info info) {
  napi_value argument;
  uint64_t count = 0;
  int fd;
  if (!take_arguments(env, info, 1, &argument) || !take_int(env, argument, "fd", &fd)) return NULL;
  if (read(fd, &count, sizeof count) < 0 && errno != EAGAIN) return throw_system(env, errno, "read");
  return make_double(env, (double)count);
}

/* The clock of SO_TIMESTAMPNS; JavaScript's own wall clock has milliseconds only. */
static napi_value realtime_us(napi_env env, napi_callback_info info) {
  (void)info;
  struct timespec now;
  if (clock_gettime(CLOCK_REALTIME, &now) < 0) return throw_system(env, errno, "clock_gettime");
  return make_double(env, (double)now.tv_sec * 1e6 + (double)(now.tv_nsec / 1000));
}

const struct exported timer_functions[] = {
    {"timerCreate", timer_create_fd},
    {"timerSet", timer_set},
    {"timerRead", timer_read},
    {"realtimeUs", realtime_us},
    {NULL, NULL},
};
