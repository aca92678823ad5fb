/** The scheduling policy of the calling thread. */
#define _GNU_SOURCE
#include <errno.h>
#include <sched.h>

#include "addon.h"
#include "value.h"

static napi_value set_scheduler(napi_env env, napi_callback_info info) {
  napi_value arguments[2];
  int policy, priority;
  if (!take_arguments(env, info, 2, arguments) || !take_int(env, arguments[0], "policy", &policy) ||
      !take_int(env, arguments[1], "priority", &priority)) {
    return NULL;
  }
  struct sched_param parameters = {.sched_priority = priority};
  return sched_setscheduler(0, policy, &parameters) < 0 ? throw_system(env, errno, "sched_setscheduler") : NULL;
}

const struct exported scheduling_functions[] = {
    {"setScheduler", set_scheduler},
    {NULL, NULL},
};
