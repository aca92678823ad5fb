/** Resource limits; Infinity stands for RLIM_INFINITY. */
#include <errno.h>
#include <math.h>
#include <sys/resource.h>

#include "addon.h"
#include "value.h"

static bool take_limit(napi_env env, napi_value value, const char *name, rlim_t *out) {
  double number;
  if (!take_double(env, value, name, &number)) return false;
  if (!(number >= 0) || (!isinf(number) && (number != trunc(number) || number > 9007199254740992.0))) {
    throw_range(env, name, "a whole number from 0 to 2^53, or Infinity");
    return false;
  }
  *out = isinf(number) ? RLIM_INFINITY : (rlim_t)number;
  return true;
}

static napi_value make_limit(napi_env env, rlim_t value) {
  return make_double(env, value == RLIM_INFINITY ? INFINITY : (double)value);
}

static napi_value get_limit(napi_env env, napi_callback_info info) {
  napi_value argument, pair;
  struct rlimit limit;
  int resource;
  if (!take_arguments(env, info, 1, &argument) || !take_int(env, argument, "resource", &resource)) return NULL;
  if (getrlimit(resource, &limit) < 0) return throw_system(env, errno, "getrlimit");
  if (napi_create_array_with_length(env, 2, &pair) != napi_ok ||
      napi_set_element(env, pair, 0, make_limit(env, limit.rlim_cur)) != napi_ok ||
      napi_set_element(env, pair, 1, make_limit(env, limit.rlim_max)) != napi_ok) {
    return NULL;
  }
  return pair;
}

static napi_value set_limit(napi_env env, napi_callback_info info) {
  napi_value arguments[3];
  struct rlimit limit;
  int resource;
  if (!take_arguments(env, info, 3, arguments) || !take_int(env, arguments[0], "resource", &resource) ||
      !take_limit(env, arguments[1], "soft", &limit.rlim_cur) || !take_limit(env, arguments[2], "hard", &limit.rlim_max)) {
    return NULL;
  }
  return setrlimit(resource, &limit) < 0 ? throw_system(env, errno, "setrlimit") : NULL;
}

const struct exported limit_functions[] = {
    {"getrlimit", get_limit},
    {"setrlimit", set_limit},
    {NULL, NULL},
};
