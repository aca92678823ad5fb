/** What the C files share: the function tables that addon.c registers. */
#ifndef DGRAM_EXT_ADDON_H
#define DGRAM_EXT_ADDON_H

#include <node_api.h>

/** One function of the addon; a table ends with a NULL name. */
struct exported {
  const char *name;
  napi_callback call;
};

extern const struct exported socket_functions[];
extern const struct exported option_functions[];
extern const struct exported message_functions[];
extern const struct exported poll_functions[];
extern const struct exported signal_functions[];
extern const struct exported handle_functions[];
extern const struct exported timer_functions[];
extern const struct exported namespace_functions[];
extern const struct exported scheduling_functions[];
extern const struct exported process_functions[];
extern const struct exported lock_functions[];
extern const struct exported memory_file_functions[];
extern const struct exported limit_functions[];

#endif
