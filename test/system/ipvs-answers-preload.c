/** Loaded before libc into whoever reads the IPVS table: replaces the counters in the kernel's answers by those of IPVS_VALUES. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <linux/netlink.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

enum { GENERIC_HEADER = 4, SERVICE = 1, DEST = 2, STATS = 10, STATS64 = 12, SERVICE_PORT = 4, DEST_PORT = 2 };
enum { FIRST_COUNT = 5, LAST_COUNT = 9, MAX_VALUES = 64 };

static uint64_t values[MAX_VALUES];
static unsigned value_count;

__attribute__((constructor)) static void read_values(void) {
  char *text = getenv("IPVS_VALUES");
  while (text != NULL && *text != '\0' && value_count < MAX_VALUES) {
    values[value_count++] = strtoull(text, &text, 10);
    if (*text == ',') text++;
  }
}

struct attribute {
  unsigned type, length;
  char *value;
};

static bool next(char **at, char *end, struct attribute *out) {
  if (end - *at < 4) return false;
  uint16_t header[2];
  memcpy(header, *at, sizeof header);
  if (header[0] < 4 || header[0] > end - *at) return false;
  *out = (struct attribute){header[1] & 0x3fff, header[0] - 4u, *at + 4};
  unsigned step = (header[0] + 3u) & ~3u;
  *at = step > end - *at ? end : *at + step;
  return true;
}

static void put(struct attribute one, uint64_t value) {
  uint32_t narrow = (uint32_t)value;
  if (one.length == 8) memcpy(one.value, &value, 8);
  if (one.length == 4) memcpy(one.value, &narrow, 4);
}

/** Which value it is depends on the entry's port and the counter's number: the same for every reader. */
static void alter(char *at, char *end, bool is_server) {
  struct attribute one, inner;
  unsigned port = 0;
  for (char *place = at; next(&place, end, &one);) {
    if (one.type == (is_server ? DEST_PORT : SERVICE_PORT)) port = (uint8_t)one.value[0] << 8 | (uint8_t)one.value[1];
  }
  while (next(&at, end, &one)) {
    if (is_server && one.type >= FIRST_COUNT && one.type <= LAST_COUNT) put(one, values[(port + one.type) % value_count]);
    if (one.type != STATS && one.type != STATS64) continue;
    for (char *place = one.value; next(&place, one.value + one.length, &inner);) {
      put(inner, values[(port + inner.type) % value_count]);
    }
  }
}

static void alter_message(struct nlmsghdr *message) {
  char *at = (char *)message + NLMSG_HDRLEN + GENERIC_HEADER;
  struct attribute one;
  if (message->nlmsg_type <= 16 || message->nlmsg_len < NLMSG_HDRLEN + GENERIC_HEADER) return;
  if (next(&at, (char *)message + message->nlmsg_len, &one) && (one.type == SERVICE || one.type == DEST)) {
    alter(one.value, one.value + one.length, one.type == DEST);
  }
}

ssize_t recvmsg(int fd, struct msghdr *header, int flags) {
  static ssize_t (*real)(int, struct msghdr *, int);
  if (real == NULL) *(void **)&real = dlsym(RTLD_NEXT, "recvmsg");
  ssize_t received = real(fd, header, flags);
  struct sockaddr *from = header->msg_name;
  if (received <= 0 || value_count == 0 || from == NULL || from->sa_family != AF_NETLINK || (flags & MSG_PEEK)) return received;
  char *at = header->msg_iov[0].iov_base, *end = at + received;
  while (end - at >= NLMSG_HDRLEN) {
    struct nlmsghdr *message = (struct nlmsghdr *)at;
    if (message->nlmsg_len < NLMSG_HDRLEN || message->nlmsg_len > end - at) break;
    alter_message(message);
    at += NLMSG_ALIGN(message->nlmsg_len);
  }
  return received;
}
