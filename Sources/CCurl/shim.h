#include <curl/curl.h>

// Swift cannot call variadic C functions; one typed function per kind of argument.
static inline CURLcode audit_curl_set_long(CURL *handle, CURLoption option, long value) {
    return curl_easy_setopt(handle, option, value);
}
static inline CURLcode audit_curl_set_offset(CURL *handle, CURLoption option, curl_off_t value) {
    return curl_easy_setopt(handle, option, value);
}
static inline CURLcode audit_curl_set_pointer(CURL *handle, CURLoption option, const void *value) {
    return curl_easy_setopt(handle, option, value);
}
static inline CURLcode audit_curl_set_data_callback(CURL *handle, CURLoption option,
                                                    size_t (*callback)(char *, size_t, size_t, void *)) {
    return curl_easy_setopt(handle, option, callback);
}
static inline CURLcode audit_curl_set_debug_callback(CURL *handle,
                                                     int (*callback)(CURL *, curl_infotype, char *, size_t, void *)) {
    return curl_easy_setopt(handle, CURLOPT_DEBUGFUNCTION, callback);
}
static inline long audit_curl_long_info(CURL *handle, CURLINFO info) {
    long value = 0;
    return curl_easy_getinfo(handle, info, &value) == CURLE_OK ? value : 0;
}
static inline curl_off_t audit_curl_offset_info(CURL *handle, CURLINFO info) {
    curl_off_t value = 0;
    return curl_easy_getinfo(handle, info, &value) == CURLE_OK ? value : 0;
}
static inline const char *audit_curl_text_info(CURL *handle, CURLINFO info) {
    char *value = 0;
    return curl_easy_getinfo(handle, info, &value) == CURLE_OK ? value : 0;
}
static inline CURLMcode audit_curl_multi_set_long(CURLM *handle, CURLMoption option, long value) {
    return curl_multi_setopt(handle, option, value);
}
static inline CURLSHcode audit_curl_share_cookies(CURLSH *handle) {
    return curl_share_setopt(handle, CURLSHOPT_SHARE, CURL_LOCK_DATA_COOKIE);
}
// The result of a message is in a union, which Swift imports without its members' names.
static inline CURLcode audit_curl_message_result(const CURLMsg *message) {
    return message->data.result;
}
// A macro with a cast, which Swift does not import.
static const long audit_curl_basic_authentication = (long)CURLAUTH_BASIC;

// A macro that Swift does not see.
static inline curl_version_info_data *audit_curl_version(void) { return curl_version_info(CURLVERSION_NOW); }
