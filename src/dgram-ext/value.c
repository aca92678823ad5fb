/** From JavaScript values to C and back: every argument is checked here, every error is made here. */
#include "value.h"

#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "uv_functions.h"

bool take_arguments(napi_env env, napi_callback_info info, size_t count, napi_value *out) {
  size_t given = count;
  return napi_get_cb_info(env, info, &given, out, NULL, NULL) == napi_ok;
}

bool take_double(napi_env env, napi_value value, const char *name, double *out) {
  if (napi_get_value_double(env, value, out) == napi_ok) return true;
  throw_type(env, name, "a number");
  return false;
}

bool take_int(napi_env env, napi_value value, const char *name, int *out) {
  double number;
  if (!take_double(env, value, name, &number)) return false;
  if (!(number >= INT_MIN && number <= INT_MAX) || number != trunc(number)) {
    throw_range(env, name, "a whole number of 32 bits");
    return false;
  }
  *out = (int)number;
  return true;
}

bool take_bool(napi_env env, napi_value value, const char *name, bool *out) {
  if (napi_get_value_bool(env, value, out) == napi_ok) return true;
  throw_type(env, name, "a boolean");
  return false;
}

bool take_bytes(napi_env env, napi_value value, const char *name, struct bytes *out) {
  bool is_typed = false;
  napi_typedarray_type type;
  if (napi_is_typedarray(env, value, &is_typed) != napi_ok || !is_typed ||
      napi_get_typedarray_info(env, value, &type, &out->length, &out->data, NULL, NULL) != napi_ok ||
      type != napi_uint8_array) {
    throw_type(env, name, "a Uint8Array");
    return false;
  }
  if (out->data == NULL) out->length = 0; /* a detached buffer */
  return true;
}

bool take_text(napi_env env, napi_value value, const char *name, char *out, size_t size) {
  size_t length;
  if (napi_get_value_string_utf8(env, value, NULL, 0, &length) != napi_ok) {
    throw_type(env, name, "a string");
    return false;
  }
  if (length >= size || napi_get_value_string_utf8(env, value, out, size, &length) != napi_ok) {
    throw_range(env, name, "a shorter string");
    return false;
  }
  if (strlen(out) != length) {
    throw_range(env, name, "a string without NUL");
    return false;
  }
  return true;
}

bool take_function(napi_env env, napi_value value, const char *name) {
  napi_valuetype type;
  if (napi_typeof(env, value, &type) == napi_ok && type == napi_function) return true;
  throw_type(env, name, "a function");
  return false;
}

bool take_array(napi_env env, napi_value value, const char *name, uint32_t maximum, uint32_t *length) {
  bool is_array = false;
  if (napi_is_array(env, value, &is_array) != napi_ok || !is_array ||
      napi_get_array_length(env, value, length) != napi_ok) {
    throw_type(env, name, "an array");
    return false;
  }
  if (*length > maximum) {
    throw_range(env, name, "a shorter array");
    return false;
  }
  return true;
}

bool is_undefined(napi_env env, napi_value value) {
  napi_valuetype type;
  return napi_typeof(env, value, &type) == napi_ok && type == napi_undefined;
}

napi_value make_int(napi_env env, int value) {
  napi_value made;
  return napi_create_int32(env, value, &made) == napi_ok ? made : NULL;
}

napi_value make_double(napi_env env, double value) {
  napi_value made;
  return napi_create_double(env, value, &made) == napi_ok ? made : NULL;
}

napi_value make_bool(napi_env env, bool value) {
  napi_value made;
  return napi_get_boolean(env, value, &made) == napi_ok ? made : NULL;
}

napi_value make_bytes(napi_env env, const void *data, size_t length) {
  napi_value made;
  return napi_create_buffer_copy(env, length, data, NULL, &made) == napi_ok ? made : NULL;
}

napi_value throw_type(napi_env env, const char *name, const char *wanted) {
  char text[128];
  snprintf(text, sizeof text, "%s must be %s", name, wanted);
  napi_throw_type_error(env, "ERR_INVALID_ARG_TYPE", text);
  return NULL;
}

napi_value throw_range(napi_env env, const char *name, const char *wanted) {
  char text[128];
  snprintf(text, sizeof text, "%s must be %s", name, wanted);
  napi_throw_range_error(env, "ERR_OUT_OF_RANGE", text);
  return NULL;
}

/** libuv names most errors; of the rest the number is given, as the C library's strerrorname_np is not on every system. */
static void name_of(int number, char *out, size_t size) {
  if (uv_translate_sys_error(number) != 0 && strncmp(uv_err_name_r(-number, out, size), "Unknown", 7) != 0) return;
  snprintf(out, size, "E%d", number);
}

napi_value throw_system(napi_env env, int number, const char *syscall) {
  char code[64];
  char text[192];
  name_of(number, code, sizeof code);
  snprintf(text, sizeof text, "%s: %s, %s", code, strerror(number), syscall);
  napi_value code_value, message, error, call;
  if (napi_create_string_utf8(env, code, NAPI_AUTO_LENGTH, &code_value) == napi_ok &&
      napi_create_string_utf8(env, text, NAPI_AUTO_LENGTH, &message) == napi_ok &&
      napi_create_string_utf8(env, syscall, NAPI_AUTO_LENGTH, &call) == napi_ok &&
      napi_create_error(env, code_value, message, &error) == napi_ok &&
      napi_set_named_property(env, error, "errno", make_int(env, -number)) == napi_ok &&
      napi_set_named_property(env, error, "syscall", call) == napi_ok) {
    napi_throw(env, error);
  }
  return NULL;
}
