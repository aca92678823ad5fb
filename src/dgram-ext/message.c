/** sendmsg and recvmsg with ancillary data both ways. */
#define _GNU_SOURCE
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <time.h>

#include "addon.h"
#include "value.h"

enum { MAX_PARTS = 1024, MAX_CONTROLS = 64, MAX_CONTROL_BYTES = 65536, MAX_WAIT_MS = 60000 };

/** Room for what a datagram can bring: 253 descriptors (SCM_MAX_FD), credentials, TTL, packet info, timestamps. */
enum { RECEIVED_CONTROL_BYTES = 4096 };

/** One part or control message as JavaScript values, fetched before any pointer is taken: an array's getter may run code. */
struct control_values {
  napi_value level, type, data;
};

static bool fetch(napi_env env, napi_value array, uint32_t count, napi_value *out) {
  for (uint32_t i = 0; i < count; i++) {
    if (napi_get_element(env, array, i, &out[i]) != napi_ok) return false;
  }
  return true;
}

static bool fetch_controls(napi_env env, napi_value array, uint32_t count, struct control_values *out) {
  for (uint32_t i = 0; i < count; i++) {
    napi_value one, parts[3];
    uint32_t length;
    if (napi_get_element(env, array, i, &one) != napi_ok || !take_array(env, one, "control", 3, &length) ||
        !fetch(env, one, 3, parts)) {
      return false;
    }
    out[i] = (struct control_values){parts[0], parts[1], parts[2]};
  }
  return true;
}

static bool take_parts(napi_env env, const napi_value *values, uint32_t count, struct iovec *out) {
  for (uint32_t i = 0; i < count; i++) {
    struct bytes bytes;
    if (!take_bytes(env, values[i], "part", &bytes)) return false;
    out[i] = (struct iovec){bytes.data, bytes.length};
  }
  return true;
}

/** Lays the control messages out in memory of their own; `message->msg_control` is to be freed. */
static bool take_controls(napi_env env, const struct control_values *values, uint32_t count, struct msghdr *message) {
  struct bytes data[MAX_CONTROLS];
  int level[MAX_CONTROLS], type[MAX_CONTROLS];
  size_t total = 0;
  for (uint32_t i = 0; i < count; i++) {
    if (!take_int(env, values[i].level, "level", &level[i]) || !take_int(env, values[i].type, "type", &type[i]) ||
        !take_bytes(env, values[i].data, "data", &data[i])) {
      return false;
    }
    if (data[i].length > MAX_CONTROL_BYTES || (total += CMSG_SPACE(data[i].length)) > MAX_CONTROL_BYTES) {
      throw_range(env, "control", "at most 64 KiB");
      return false;
    }
  }
  if (count == 0) return true;
  message->msg_control = calloc(1, total);
  if (message->msg_control == NULL) {
    throw_system(env, ENOMEM, "sendmsg");
    return false;
  }
  message->msg_controllen = total;
  struct cmsghdr *header = CMSG_FIRSTHDR(message);
  for (uint32_t i = 0; i < count && header != NULL; i++, header = CMSG_NXTHDR(message, header)) {
    header->cmsg_level = level[i];
    header->cmsg_type = type[i];
    header->cmsg_len = CMSG_LEN(data[i].length);
    if (data[i].length > 0) memcpy(CMSG_DATA(header), data[i].data, data[i].length);
  }
  return true;
}

static bool take_name(napi_env env, napi_value value, struct sockaddr_storage *name, struct msghdr *message) {
  struct bytes bytes;
  if (is_undefined(env, value)) return true;
  if (!take_bytes(env, value, "name", &bytes)) return false;
  if (bytes.length > sizeof *name) {
    throw_range(env, "name", "at most 128 bytes");
    return false;
  }
  if (bytes.length > 0) memcpy(name, bytes.data, bytes.length);
  message->msg_name = name;
  message->msg_namelen = (socklen_t)bytes.length;
  return true;
}

static napi_value send_message(napi_env env, napi_callback_info info) {
  napi_value arguments[5], parts[MAX_PARTS];
  struct control_values controls[MAX_CONTROLS];
  struct iovec vectors[MAX_PARTS];
  struct sockaddr_storage name;
  struct msghdr message = {0};
  uint32_t part_count, control_count;
  int fd, flags;
  if (!take_arguments(env, info, 5, arguments) || !take_int(env, arguments[0], "fd", &fd) ||
      !take_array(env, arguments[1], "parts", MAX_PARTS, &part_count) ||
      !take_array(env, arguments[3], "control", MAX_CONTROLS, &control_count) ||
      !take_int(env, arguments[4], "flags", &flags) || !fetch(env, arguments[1], part_count, parts) ||
      !fetch_controls(env, arguments[3], control_count, controls)) {
    return NULL;
  }
  if (!take_parts(env, parts, part_count, vectors) || !take_name(env, arguments[2], &name, &message) ||
      !take_controls(env, controls, control_count, &message)) {
    return NULL;
  }
  message.msg_iov = vectors;
  message.msg_iovlen = part_count;
  ssize_t sent;
  do {
    sent = sendmsg(fd, &message, flags | MSG_NOSIGNAL);
  } while (sent < 0 && errno == EINTR);
  int number = errno;
  free(message.msg_control);
  return sent < 0 ? throw_system(env, number, "sendmsg") : make_double(env, (double)sent);
}

static int64_t now_ms(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/** recvmsg, repeated after waiting with poll(2) for at most `wait_ms`; -1 with errno EAGAIN when nothing came. */
static ssize_t receive(int fd, struct msghdr *message, int flags, int wait_ms) {
  const struct msghdr empty = *message;
  const int64_t deadline = wait_ms > 0 ? now_ms() + wait_ms : 0;
  for (;;) {
    *message = empty;
    ssize_t received = recvmsg(fd, message, flags | MSG_DONTWAIT);
    if (received >= 0 || (errno != EAGAIN && errno != EINTR)) return received;
    if (errno == EINTR) continue;
    int64_t left = wait_ms > 0 ? deadline - now_ms() : 0;
    if (left <= 0) {
      errno = EAGAIN;
      return -1;
    }
    struct pollfd waiting = {fd, POLLIN, 0};
    if (poll(&waiting, 1, (int)left) < 0 && errno != EINTR) return -1;
  }
}

static napi_value make_control(napi_env env, struct cmsghdr *header) {
  napi_value entry;
  size_t length = header->cmsg_len - CMSG_LEN(0);
  if (napi_create_array_with_length(env, 3, &entry) != napi_ok ||
      napi_set_element(env, entry, 0, make_int(env, header->cmsg_level)) != napi_ok ||
      napi_set_element(env, entry, 1, make_int(env, header->cmsg_type)) != napi_ok ||
      napi_set_element(env, entry, 2, make_bytes(env, CMSG_DATA(header), length)) != napi_ok) {
    return NULL;
  }
  return entry;
}

static napi_value make_controls(napi_env env, struct msghdr *message) {
  napi_value list;
  uint32_t count = 0;
  if (napi_create_array(env, &list) != napi_ok) return NULL;
  for (struct cmsghdr *header = CMSG_FIRSTHDR(message); header != NULL; header = CMSG_NXTHDR(message, header)) {
    napi_value entry = make_control(env, header);
    if (entry == NULL || napi_set_element(env, list, count++, entry) != napi_ok) return NULL;
  }
  return list;
}

static napi_value receive_message(napi_env env, napi_callback_info info) {
  napi_value arguments[4], result, controls;
  struct sockaddr_storage name;
  _Alignas(struct cmsghdr) char control[RECEIVED_CONTROL_BYTES];
  struct bytes buffer;
  int fd, flags, wait_ms;
  if (!take_arguments(env, info, 4, arguments) || !take_int(env, arguments[0], "fd", &fd) ||
      !take_bytes(env, arguments[1], "buffer", &buffer) || !take_int(env, arguments[2], "flags", &flags) ||
      !take_int(env, arguments[3], "waitMs", &wait_ms)) {
    return NULL;
  }
  if (wait_ms < 0 || wait_ms > MAX_WAIT_MS) return throw_range(env, "waitMs", "0 to 60000");
  struct iovec vector = {buffer.data, buffer.length};
  struct msghdr message = {.msg_name = &name,
                           .msg_namelen = sizeof name,
                           .msg_iov = &vector,
                           .msg_iovlen = 1,
                           .msg_control = control,
                           .msg_controllen = sizeof control};
  ssize_t received = receive(fd, &message, flags, wait_ms);
  if (received < 0) return errno == EAGAIN ? NULL : throw_system(env, errno, "recvmsg");
  controls = make_controls(env, &message);
  if (controls == NULL || napi_create_object(env, &result) != napi_ok ||
      napi_set_named_property(env, result, "length", make_double(env, (double)received)) != napi_ok ||
      napi_set_named_property(env, result, "name", make_bytes(env, &name, message.msg_namelen)) != napi_ok ||
      napi_set_named_property(env, result, "flags", make_int(env, message.msg_flags & ~MSG_CMSG_CLOEXEC)) != napi_ok ||
      napi_set_named_property(env, result, "control", controls) != napi_ok) {
    return NULL;
  }
  return result;
}

const struct exported message_functions[] = {
    {"sendmsg", send_message},
    {"recvmsg", receive_message},
    {NULL, NULL},
};
