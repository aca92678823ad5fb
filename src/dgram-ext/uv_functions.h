/**
 * The few functions of libuv that the addon takes from the running node binary. Where uv.h is not installed (npm
 * node-api-headers has none) they are declared here; handles are allocated by uv_handle_size(), so no struct is needed.
 */
#ifndef DGRAM_EXT_UV_FUNCTIONS_H
#define DGRAM_EXT_UV_FUNCTIONS_H

#include <stddef.h>

#if defined(__has_include)
#if __has_include(<uv.h>)
#include <uv.h>
#define DGRAM_EXT_HAS_UV_H 1
#endif
#endif

#ifndef DGRAM_EXT_HAS_UV_H
typedef struct uv_loop_s uv_loop_t;
typedef struct uv_handle_s uv_handle_t;
typedef struct uv_poll_s uv_poll_t;
typedef struct uv_signal_s uv_signal_t;
typedef enum { UV_POLL = 8, UV_SIGNAL = 16 } uv_handle_type; /* fixed by libuv's ABI since 1.0 */
enum { UV_READABLE = 1, UV_WRITABLE = 2 };
typedef void (*uv_close_cb)(uv_handle_t *);
typedef void (*uv_poll_cb)(uv_poll_t *, int status, int events);
typedef void (*uv_signal_cb)(uv_signal_t *, int signum);

size_t uv_handle_size(uv_handle_type type);
void *uv_handle_get_data(const uv_handle_t *handle);
void uv_handle_set_data(uv_handle_t *handle, void *data);
void uv_close(uv_handle_t *handle, uv_close_cb callback);
void uv_ref(uv_handle_t *handle);
void uv_unref(uv_handle_t *handle);
int uv_poll_init(uv_loop_t *loop, uv_poll_t *handle, int fd);
int uv_poll_start(uv_poll_t *handle, int events, uv_poll_cb callback);
int uv_signal_init(uv_loop_t *loop, uv_signal_t *handle);
int uv_signal_start(uv_signal_t *handle, uv_signal_cb callback, int signum);
char *uv_err_name_r(int error, char *buffer, size_t size);
int uv_translate_sys_error(int number);
#endif

#endif
