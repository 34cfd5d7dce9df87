// SPDX-License-Identifier: GPL-3.0-or-later
#define _GNU_SOURCE
#include "onnxruntime.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// Slots of the table that OrtGetApiBase()->GetApi(version) gives.
enum {
    GET_ERROR_MESSAGE = 2, CREATE_ENV = 3, CREATE_SESSION = 7, RUN = 9, CREATE_SESSION_OPTIONS = 10,
    DISABLE_MEM_PATTERN = 17, SET_OPTIMIZATION_LEVEL = 23, SET_INTRA_OP_THREADS = 24,
    SET_INTER_OP_THREADS = 25, SESSION_INPUT_COUNT = 30, SESSION_OUTPUT_COUNT = 31, SESSION_INPUT_NAME = 36,
    SESSION_OUTPUT_NAME = 37, CREATE_TENSOR_WITH_DATA = 49, TENSOR_DATA = 51, TENSOR_ELEMENT_TYPE = 60,
    DIMENSIONS_COUNT = 61, DIMENSIONS = 62, TENSOR_TYPE_AND_SHAPE = 65, CREATE_CPU_MEMORY_INFO = 69,
    ALLOCATOR_FREE = 76, DEFAULT_ALLOCATOR = 78, RELEASE_ENV = 92, RELEASE_STATUS = 93, RELEASE_MEMORY_INFO = 94,
    RELEASE_SESSION = 95, RELEASE_VALUE = 96, RELEASE_TYPE_AND_SHAPE = 99, RELEASE_SESSION_OPTIONS = 100,
    SESSION_METADATA = 111, METADATA_LOOKUP = 116, RELEASE_METADATA = 118,
};
enum { API_VERSION = 16, LOG_FATAL = 4, OPTIMIZE_ALL = 99, FLOAT_TENSOR = 1, ARENA_ALLOCATOR = 1, DEFAULT_MEMORY = 0 };

typedef void *status;          // NULL is success
typedef void (*any_function)(void);

struct api_base {
    const any_function *(*get_api)(uint32_t version);
    const char *(*get_version)(void);
};

struct onnx_runtime {
    const any_function *api;
    void *env;
    void *memory;              // describes the CPU's memory
    void *allocator;           // belongs to the library
};

struct onnx_session {
    onnx_runtime *runtime;
    void *session;
    char *input, *output;
};

#define CALL(runtime, slot, type) ((type)(runtime)->api[slot])

/// 1 when `s` is a failure; its words go to `reason`.
static int failed(const onnx_runtime *runtime, status s, char *reason, size_t capacity) {
    if (s == NULL) return 0;
    if (capacity > 0)
        snprintf(reason, capacity, "%s", CALL(runtime, GET_ERROR_MESSAGE, const char *(*)(status))(s));
    CALL(runtime, RELEASE_STATUS, void (*)(status))(s);
    return 1;
}

onnx_runtime *onnx_load(const char *path, const char *version, char *reason, size_t capacity) {
    void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) {
        const char *why = dlerror();
        snprintf(reason, capacity, "%s", why ? why : "dlopen failed");
        return NULL;
    }
    const struct api_base *(*get_base)(void) = (const struct api_base *(*)(void))dlsym(library, "OrtGetApiBase");
    const struct api_base *base = get_base ? get_base() : NULL;
    if (base == NULL) {
        snprintf(reason, capacity, "%s is no ONNX Runtime", path);
        return NULL;
    }
    const char *found = base->get_version();
    if (found == NULL || strcmp(found, version) != 0) {
        snprintf(reason, capacity, "%s is ONNX Runtime %s, not %s", path, found ? found : "?", version);
        return NULL;
    }
    onnx_runtime *runtime = calloc(1, sizeof *runtime);
    if (runtime == NULL) return NULL;
    runtime->api = base->get_api(API_VERSION);
    if (runtime->api == NULL) {
        snprintf(reason, capacity, "%s has no interface version %d", path, API_VERSION);
        free(runtime);
        return NULL;
    }
    status s = CALL(runtime, CREATE_ENV, status (*)(int, const char *, void **))(LOG_FATAL, "ocr", &runtime->env);
    if (s == NULL)
        s = CALL(runtime, CREATE_CPU_MEMORY_INFO, status (*)(int, int, void **))(
            ARENA_ALLOCATOR, DEFAULT_MEMORY, &runtime->memory);
    if (s == NULL)
        s = CALL(runtime, DEFAULT_ALLOCATOR, status (*)(void **))(&runtime->allocator);
    if (failed(runtime, s, reason, capacity)) {
        free(runtime);
        return NULL;
    }
    return runtime;
}

/// The library's own copy of a name becomes ours, so that it needs no allocator to be freed.
static char *taken(const onnx_runtime *runtime, char *text) {
    if (text == NULL) return NULL;
    char *copy = strdup(text);
    failed(runtime, CALL(runtime, ALLOCATOR_FREE, status (*)(void *, void *))(runtime->allocator, text), NULL, 0);
    return copy;
}

onnx_session *onnx_open(onnx_runtime *runtime, const char *path, char *reason, size_t capacity) {
    void *options = NULL;
    onnx_session *session = calloc(1, sizeof *session);
    if (session == NULL) return NULL;
    session->runtime = runtime;
    size_t inputs = 0, outputs = 0;
    char *name = NULL;
    status s = CALL(runtime, CREATE_SESSION_OPTIONS, status (*)(void **))(&options);
    if (s == NULL) s = CALL(runtime, SET_OPTIMIZATION_LEVEL, status (*)(void *, int))(options, OPTIMIZE_ALL);
    if (s == NULL) s = CALL(runtime, SET_INTRA_OP_THREADS, status (*)(void *, int))(options, 1);
    if (s == NULL) s = CALL(runtime, SET_INTER_OP_THREADS, status (*)(void *, int))(options, 1);
    // Every page has other sizes: a plan made for one is memory kept for nothing.
    if (s == NULL) s = CALL(runtime, DISABLE_MEM_PATTERN, status (*)(void *))(options);
    if (s == NULL)
        s = CALL(runtime, CREATE_SESSION, status (*)(void *, const char *, void *, void **))(
            runtime->env, path, options, &session->session);
    if (s == NULL)
        s = CALL(runtime, SESSION_INPUT_COUNT, status (*)(void *, size_t *))(session->session, &inputs);
    if (s == NULL)
        s = CALL(runtime, SESSION_OUTPUT_COUNT, status (*)(void *, size_t *))(session->session, &outputs);
    if (s == NULL)
        s = CALL(runtime, SESSION_INPUT_NAME, status (*)(void *, size_t, void *, char **))(
            session->session, 0, runtime->allocator, &name);
    if (s == NULL) {
        session->input = taken(runtime, name);
        s = CALL(runtime, SESSION_OUTPUT_NAME, status (*)(void *, size_t, void *, char **))(
            session->session, 0, runtime->allocator, &name);
    }
    if (s == NULL) session->output = taken(runtime, name);
    if (options != NULL) CALL(runtime, RELEASE_SESSION_OPTIONS, void (*)(void *))(options);
    int bad = failed(runtime, s, reason, capacity);
    if (!bad && (inputs != 1 || outputs != 1 || session->input == NULL || session->output == NULL)) {
        snprintf(reason, capacity, "%s has %zu inputs and %zu outputs, not one of each", path, inputs, outputs);
        bad = 1;
    }
    if (bad) {
        onnx_close(session);
        return NULL;
    }
    return session;
}

void onnx_close(onnx_session *session) {
    if (session == NULL) return;
    if (session->session != NULL)
        CALL(session->runtime, RELEASE_SESSION, void (*)(void *))(session->session);
    free(session->input);
    free(session->output);
    free(session);
}

char *onnx_metadata(onnx_session *session, const char *key) {
    const onnx_runtime *runtime = session->runtime;
    void *metadata = NULL;
    char *value = NULL;
    status s = CALL(runtime, SESSION_METADATA, status (*)(void *, void **))(session->session, &metadata);
    if (s == NULL)
        s = CALL(runtime, METADATA_LOOKUP, status (*)(void *, void *, const char *, char **))(
            metadata, runtime->allocator, key, &value);
    int bad = failed(runtime, s, NULL, 0);
    if (metadata != NULL) CALL(runtime, RELEASE_METADATA, void (*)(void *))(metadata);
    return bad ? NULL : taken(runtime, value);
}

int onnx_run(onnx_session *session, const float *input, const int64_t *shape, size_t rank, onnx_tensor *output,
             char *reason, size_t capacity) {
    const onnx_runtime *runtime = session->runtime;
    memset(output, 0, sizeof *output);
    size_t bytes = sizeof(float);
    for (size_t i = 0; i < rank; i++) {
        if (shape[i] <= 0 || (size_t)shape[i] > (SIZE_MAX / 4) / bytes) {
            snprintf(reason, capacity, "bad shape");
            return 1;
        }
        bytes *= (size_t)shape[i];
    }
    void *in = NULL, *out = NULL, *info = NULL;
    const char *in_name = session->input, *out_name = session->output;
    int element = 0;
    float *data = NULL;
    status s = CALL(runtime, CREATE_TENSOR_WITH_DATA,
                    status (*)(void *, void *, size_t, const int64_t *, size_t, int, void **))(
        runtime->memory, (void *)input, bytes, shape, rank, FLOAT_TENSOR, &in);
    if (s == NULL)
        s = CALL(runtime, RUN,
                 status (*)(void *, void *, const char *const *, void *const *, size_t, const char *const *, size_t,
                            void **))(
            session->session, NULL, &in_name, &in, 1, &out_name, 1, &out);
    if (s == NULL) s = CALL(runtime, TENSOR_TYPE_AND_SHAPE, status (*)(void *, void **))(out, &info);
    if (s == NULL) s = CALL(runtime, TENSOR_ELEMENT_TYPE, status (*)(void *, int *))(info, &element);
    if (s == NULL) s = CALL(runtime, DIMENSIONS_COUNT, status (*)(void *, size_t *))(info, &output->rank);
    if (s == NULL && output->rank <= 8)
        s = CALL(runtime, DIMENSIONS, status (*)(void *, int64_t *, size_t))(info, output->shape, output->rank);
    if (s == NULL) s = CALL(runtime, TENSOR_DATA, status (*)(void *, float **))(out, &data);
    if (info != NULL) CALL(runtime, RELEASE_TYPE_AND_SHAPE, void (*)(void *))(info);
    if (in != NULL) CALL(runtime, RELEASE_VALUE, void (*)(void *))(in);
    int bad = failed(runtime, s, reason, capacity);
    if (!bad && (element != FLOAT_TENSOR || output->rank == 0 || output->rank > 8 || data == NULL)) {
        snprintf(reason, capacity, "the output is no tensor of floats");
        bad = 1;
    }
    if (bad) {
        if (out != NULL) CALL(runtime, RELEASE_VALUE, void (*)(void *))(out);
        memset(output, 0, sizeof *output);
        return 1;
    }
    output->data = data;
    output->value = out;
    output->count = 1;
    for (size_t i = 0; i < output->rank; i++) output->count *= (size_t)(output->shape[i] > 0 ? output->shape[i] : 0);
    return 0;
}

void onnx_release(onnx_session *session, onnx_tensor *output) {
    if (output->value != NULL) CALL(session->runtime, RELEASE_VALUE, void (*)(void *))(output->value);
    memset(output, 0, sizeof *output);
}

void openmp_one_thread(void) {
    void (*set_levels)(int) = (void (*)(int))dlsym(RTLD_DEFAULT, "omp_set_max_active_levels");
    if (set_levels != NULL) set_levels(0);
}
