// SPDX-License-Identifier: GPL-3.0-or-later
// ONNX Runtime loaded at run time, and the few of its calls that running a network needs.
// The declarations are our own: slot numbers and signatures are facts of its append-only C interface.
#pragma once
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct onnx_runtime onnx_runtime;
typedef struct onnx_session onnx_session;

typedef struct {
    const float *data;         // row-major, valid until onnx_release
    size_t count;              // product of the shape
    int64_t shape[8];
    size_t rank;
    void *value;               // for onnx_release
} onnx_tensor;

/// Loads the library at `path`, which must call itself `version`. NULL on failure, with the reason in `reason`.
/// A runtime is never unloaded.
onnx_runtime *onnx_load(const char *path, const char *version, char *reason, size_t capacity);

/// Opens a model with one input and one output, for one thread. NULL on failure, with the reason in `reason`.
onnx_session *onnx_open(onnx_runtime *runtime, const char *path, char *reason, size_t capacity);
void onnx_close(onnx_session *session);

/// A custom metadata value of the model, to be freed with free(); NULL when it has none of that name.
char *onnx_metadata(onnx_session *session, const char *key);

/// Runs the model on a float tensor. 0 on success; else the reason stands in `reason`.
int onnx_run(onnx_session *session, const float *input, const int64_t *shape, size_t rank, onnx_tensor *output,
             char *reason, size_t capacity);
void onnx_release(onnx_session *session, onnx_tensor *output);

/// Makes OpenMP loops started by this thread run in this thread alone, where an OpenMP runtime is loaded: the
/// environment variable for it is read once at start, before any program can set it.
void openmp_one_thread(void);

#ifdef __cplusplus
}
#endif
