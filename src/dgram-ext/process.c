/** A process about itself: what happens when its parent dies, whom it adopts, its name, its session. */
#include <errno.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "addon.h"
#include "value.h"

static napi_value set_parent_death_signal(napi_env env, napi_callback_info info) {
  napi_value argument;
  int number;
  if (!take_arguments(env, info, 1, &argument) || !take_int(env, argument, "signal", &number)) return NULL;
  return prctl(PR_SET_PDEATHSIG, (long)number, 0, 0, 0) < 0 ? throw_system(env, errno, "prctl") : NULL;
}

static napi_value set_child_subreaper(napi_env env, napi_callback_info info) {
  napi_value argument;
  bool on;
  if (!take_arguments(env, info, 1, &argument) || !take_bool(env, argument, "on", &on)) return NULL;
  return prctl(PR_SET_CHILD_SUBREAPER, (long)on, 0, 0, 0) < 0 ? throw_system(env, errno, "prctl") : NULL;
}

static napi_value set_thread_name(napi_env env, napi_callback_info info) {
  napi_value argument;
  char name[256];
  if (!take_arguments(env, info, 1, &argument) || !take_text(env, argument, "name", name, sizeof name)) return NULL;
  return prctl(PR_SET_NAME, name, 0, 0, 0) < 0 ? throw_system(env, errno, "prctl") : NULL;
}

static napi_value start_session(napi_env env, napi_callback_info info) {
  (void)info;
  pid_t session = setsid();
  return session < 0 ? throw_system(env, errno, "setsid") : make_int(env, session);
}

const struct exported process_functions[] = {
    {"setParentDeathSignal", set_parent_death_signal},
    {"setChildSubreaper", set_child_subreaper},
    {"setThreadName", set_thread_name},
    {"setsid", start_session},
    {NULL, NULL},
};
