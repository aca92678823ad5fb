/** Registers every function with Node; no state outside a handle, so each worker thread can load it anew. */
#include "addon.h"

static const struct exported *const tables[] = {
    socket_functions,    option_functions,     message_functions, poll_functions,        signal_functions,
    handle_functions,    timer_functions,      namespace_functions, scheduling_functions, process_functions,
    lock_functions,      memory_file_functions, limit_functions,
};

NAPI_MODULE_INIT() {
  for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++) {
    for (const struct exported *one = tables[i]; one->name != NULL; one++) {
      napi_value function;
      if (napi_create_function(env, one->name, NAPI_AUTO_LENGTH, one->call, NULL, &function) != napi_ok ||
          napi_set_named_property(env, exports, one->name, function) != napi_ok) {
        return NULL;
      }
    }
  }
  return exports;
}
