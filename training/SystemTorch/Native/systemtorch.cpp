// The native half of SystemTorch: libtorch's operators through c10's boxed dispatcher, for C# to call.
// One function (st_call) runs every operator; it fills arguments that were left out from the operator's own schema,
// which is what keeps this file independent of the libtorch version (1.13 and 2.x add arguments at the end).
// A tensor handle is a c10::TensorImpl* that owns one count; nullptr is the undefined tensor.
// No exception crosses the border: a function that can fail returns -1 (or nullptr) and st_error() has the text.
#include <ATen/Context.h>
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Parallel.h>
#include <ATen/core/Tensor.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/core/ivalue.h>
#include <ATen/core/stack.h>
#include <c10/core/DefaultDtype.h>
#include <c10/core/GradMode.h>
#include <c10/core/InferenceMode.h>
#include <c10/core/impl/DeviceGuardImplInterface.h>
#include <torch/csrc/api/include/torch/version.h>
#include <torch/csrc/autograd/anomaly_mode.h>
#include <torch/csrc/autograd/autograd.h>

#include <dlfcn.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#include <cstdlib>
#include <cstring>
#include <mutex>
#include <sstream>
#include <string>
#include <vector>

#define API extern "C" __attribute__((visibility("default")))

#ifdef __GLIBC__
// A training step allocates and frees the same few hundred megabytes again and again. glibc's defaults give them back to the
// kernel each time (most of all on threads other than the first, whose heaps hold 64 MB at most): page faults took up to a
// third of a MiUNet step at batch 10, 160 x 160 (tools/step-time). One arena that keeps its memory has none of that.
__attribute__((constructor)) static void keep_memory() {
    mallopt(M_ARENA_MAX, 1);
    mallopt(M_MMAP_THRESHOLD, 1 << 30);
    mallopt(M_TRIM_THRESHOLD, 1 << 30);
    mallopt(M_TOP_PAD, 64 << 20);
}
#endif

namespace {

#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 4)
template <class T> using optional = std::optional<T>;  // newer versions drop the c10 alias
#else
template <class T> using optional = c10::optional<T>;
#endif

enum Tag : int32_t {
  TagNone, TagTensor, TagInt, TagDouble, TagBool, TagString, TagIntList, TagDoubleList, TagBoolList, TagTensorList,
  TagDevice, TagGenerator, TagDefault, TagComplex
};

enum class Kind : uint8_t { Other, Tensor, Float, IntList, FloatList, BoolList, OptionalTensorList };

// 16 bytes, the same in C#. Lists: p and len; a string: UTF-8 p and len; a device: type in len, index in i.
struct Val {
  int32_t tag;
  int32_t len;
  union { int64_t i; double d; void* p; };
};

struct Op {
  c10::OperatorHandle handle;
  std::vector<Kind> kinds;
  std::vector<optional<c10::IValue>> defaults;
  std::string schema;
};

using Impl = c10::intrusive_ptr<c10::TensorImpl, c10::UndefinedTensorImpl>;

thread_local std::string last_error;
thread_local torch::jit::Stack stack;  // kept between calls; managed code is never called from inside an operator

at::Tensor borrow(void* p) {
  return p ? at::Tensor(Impl::reclaim_copy(static_cast<c10::TensorImpl*>(p))) : at::Tensor();
}

c10::TensorImpl* impl(void* p) { return static_cast<c10::TensorImpl*>(p); }

void* give(at::Tensor t) { return t.defined() ? t.unsafeReleaseTensorImpl() : nullptr; }

std::vector<at::Tensor> borrow_all(void* const* p, int64_t n) {
  std::vector<at::Tensor> list;
  list.reserve(n);
  for (int64_t i = 0; i < n; i++) list.push_back(borrow(p[i]));
  return list;
}

template <class F>
auto guarded(F body, decltype(body()) failed) -> decltype(body()) {
  try {
    return body();
  } catch (const c10::Error& e) {
    last_error = e.what_without_backtrace();
  } catch (const std::exception& e) {
    last_error = e.what();
  } catch (...) {
    last_error = "unknown C++ exception";
  }
  return failed;
}

Kind kind_of(const c10::TypePtr& declared) {
  auto type = declared;
  if (type->kind() == c10::TypeKind::OptionalType) type = type->containedType(0);
  switch (type->kind()) {
    case c10::TypeKind::TensorType: return declared == type ? Kind::Tensor : Kind::Other;
    case c10::TypeKind::FloatType: return Kind::Float;
    case c10::TypeKind::ListType: {
      auto element = type->containedType(0)->kind();
      if (element == c10::TypeKind::OptionalType) return Kind::OptionalTensorList;
      if (element == c10::TypeKind::FloatType) return Kind::FloatList;
      if (element == c10::TypeKind::BoolType) return Kind::BoolList;
      return element == c10::TypeKind::TensorType ? Kind::Other : Kind::IntList;  // int and SymInt
    }
    default: return Kind::Other;
  }
}

c10::IValue tensor_list(const Val& v, Kind kind) {
  auto p = static_cast<void* const*>(v.p);
  if (kind != Kind::OptionalTensorList) return c10::IValue(borrow_all(p, v.len));
  c10::List<optional<at::Tensor>> list;
  list.reserve(v.len);
  for (int32_t i = 0; i < v.len; i++) list.push_back(p[i] ? optional<at::Tensor>(borrow(p[i])) : optional<at::Tensor>());
  return c10::IValue(std::move(list));
}

c10::IValue value(const Val& v, Kind kind) {
  auto ints = static_cast<const int64_t*>(v.p);
  auto doubles = static_cast<const double*>(v.p);
  switch (v.tag) {
    case TagNone: return kind == Kind::Tensor ? c10::IValue(at::Tensor()) : c10::IValue();
    case TagTensor: return c10::IValue(borrow(v.p));
    case TagInt:
      if (kind == Kind::Float) return c10::IValue(static_cast<double>(v.i));
      if (kind == Kind::IntList) return c10::IValue(std::vector<int64_t>{v.i});
      return c10::IValue(v.i);
    case TagDouble: return c10::IValue(v.d);
    case TagBool: return c10::IValue(v.i != 0);
    case TagString: return c10::IValue(std::string(static_cast<const char*>(v.p), v.len));
    case TagIntList:
      if (kind == Kind::FloatList) return c10::IValue(std::vector<double>(ints, ints + v.len));
      return c10::IValue(std::vector<int64_t>(ints, ints + v.len));
    case TagDoubleList: return c10::IValue(std::vector<double>(doubles, doubles + v.len));
    case TagBoolList: {
      c10::List<bool> list;
      for (int32_t i = 0; i < v.len; i++) list.push_back(static_cast<const uint8_t*>(v.p)[i] != 0);
      return c10::IValue(std::move(list));
    }
    case TagTensorList: return tensor_list(v, kind);
    case TagComplex: return c10::IValue(c10::complex<double>(doubles[0], doubles[1]));
    case TagDevice: return c10::IValue(c10::Device(static_cast<c10::DeviceType>(v.len), static_cast<int8_t>(v.i)));
    case TagGenerator: return c10::IValue(*static_cast<at::Generator*>(v.p));
  }
  throw std::runtime_error("unknown argument tag " + std::to_string(v.tag));
}

Val result(c10::IValue&& v) {
  Val r{};
  if (v.isTensor()) { r.tag = TagTensor; r.p = give(std::move(v).toTensor()); }
  else if (v.isInt()) { r.tag = TagInt; r.i = v.toInt(); }
  else if (v.isDouble()) { r.tag = TagDouble; r.d = v.toDouble(); }
  else if (v.isBool()) { r.tag = TagBool; r.i = v.toBool(); }
  else if (v.isTensorList()) {
    auto list = v.toTensorVector();
    r.tag = TagTensorList;
    r.len = static_cast<int32_t>(list.size());
    auto p = static_cast<void**>(std::malloc(sizeof(void*) * (list.size() + 1)));
    for (size_t i = 0; i < list.size(); i++) p[i] = give(std::move(list[i]));
    r.p = p;
  } else if (v.isIntList()) {
    auto list = v.toIntVector();
    r.tag = TagIntList;
    r.len = static_cast<int32_t>(list.size());
    r.p = std::malloc(sizeof(int64_t) * (list.size() + 1));
    std::memcpy(r.p, list.data(), sizeof(int64_t) * list.size());
  } else if (!v.isNone()) {
    throw std::runtime_error("result of type " + v.tagKind() + " is not supported");
  }
  return r;
}

char* copy_text(const std::string& s) {
  auto p = static_cast<char*>(std::malloc(s.size() + 1));
  std::memcpy(p, s.c_str(), s.size() + 1);
  return p;
}

at::Generator* gen(void* p) { return static_cast<at::Generator*>(p); }

}  // namespace

API const char* st_error() { return last_error.c_str(); }
API const char* st_version() { return TORCH_VERSION; }
API void st_free(void* p) { std::free(p); }

// ---- operators ----
API int st_op(const char* name, const char* overload, void** op) {
  return guarded([&] {
    auto handle = c10::Dispatcher::singleton().findSchemaOrThrow(name, overload);
    auto o = new Op{handle, {}, {}, {}};
    for (auto& a : handle.schema().arguments()) {
      o->kinds.push_back(kind_of(a.type()));
      o->defaults.push_back(a.default_value());
    }
    std::ostringstream text;
    text << handle.schema();
    o->schema = text.str();
    *op = o;  // kept for the life of the process: the managed half holds one handle per operator
    return 0;
  }, -1);
}

API int st_op_exists(const char* name, const char* overload) {
  return c10::Dispatcher::singleton().findSchema(c10::OperatorName(name, overload)).has_value();
}

API const char* st_schema(void* op) { return static_cast<Op*>(op)->schema.c_str(); }

// Operators that are registered, one "namespace::name.overload" per line; free with st_free.
API char* st_operators() {
  std::ostringstream text;
  for (auto& n : c10::Dispatcher::singleton().getAllOpNames()) text << n << '\n';
  return copy_text(text.str());
}

// Runs an operator. Returns the number of results, of which at most cap are handed over (the others are released).
API int st_call(void* op, const Val* args, int n, Val* rets, int cap) {
  auto o = static_cast<Op*>(op);
  auto r = guarded([&] {
    int expected = static_cast<int>(o->kinds.size());
    if (n > expected) throw std::runtime_error(std::to_string(n) + " arguments given, at most " + std::to_string(expected) + " expected");
    stack.clear();
    for (int i = 0; i < expected; i++) {
      if (i < n && args[i].tag != TagDefault) stack.push_back(value(args[i], o->kinds[i]));
      else if (o->defaults[i].has_value()) stack.push_back(*o->defaults[i]);
      else throw std::runtime_error("argument '" + o->handle.schema().arguments()[i].name() + "' is missing");
    }
    o->handle.callBoxed(&stack);
    int count = static_cast<int>(stack.size());
    for (int i = 0; i < count && i < cap; i++) rets[i] = result(std::move(stack[i]));
    return count;
  }, -1);
  stack.clear();
  return r;
}

// ---- tensors ----
API void st_release(void* t) { if (t) Impl::reclaim(impl(t)); }
API void* st_retain(void* t) { return give(borrow(t)); }
API int64_t st_use_count(void* t) { return static_cast<int64_t>(c10::raw::intrusive_ptr::use_count(impl(t))); }
API int64_t st_dim(void* t) { return impl(t)->dim(); }
API int64_t st_numel(void* t) { return impl(t)->numel(); }
API int st_dtype(void* t) { return static_cast<int>(c10::typeMetaToScalarType(impl(t)->dtype())); }
API int st_device(void* t, int* index) {
  auto d = impl(t)->device();
  *index = d.index();
  return static_cast<int>(d.type());
}
API void st_sizes(void* t, int64_t* out) { auto s = impl(t)->sizes(); std::memcpy(out, s.data(), s.size() * sizeof(int64_t)); }
API void st_strides(void* t, int64_t* out) { auto s = impl(t)->strides(); std::memcpy(out, s.data(), s.size() * sizeof(int64_t)); }
API int64_t st_itemsize(void* t) { return static_cast<int64_t>(impl(t)->itemsize()); }
API int st_is_sparse(void* t) { return impl(t)->is_sparse(); }
API int st_is_contiguous(void* t, int format) { return impl(t)->is_contiguous(static_cast<at::MemoryFormat>(format)); }
API void* st_data(void* t) {
  return guarded([&]() -> void* { return const_cast<void*>(static_cast<const void*>(impl(t)->data())); }, nullptr);
}
API int st_requires_grad(void* t) { return borrow(t).requires_grad(); }
API int st_set_requires_grad(void* t, int on) { return guarded([&] { borrow(t).set_requires_grad(on != 0); return 0; }, -1); }
API int st_is_leaf(void* t) { return borrow(t).is_leaf(); }
API int st_retain_grad(void* t) { return guarded([&] { borrow(t).retain_grad(); return 0; }, -1); }
API void* st_grad(void* t) { return give(borrow(t).grad()); }
API int st_set_grad(void* t, void* g) { return guarded([&] { borrow(t).mutable_grad() = borrow(g); return 0; }, -1); }

// ---- autograd ---- retain < 0: libtorch's own default (equal to create_graph)
API int st_backward(void* const* tensors, int n, void* const* grads, int ngrads, int retain, int create, void* const* inputs, int ninputs) {
  return guarded([&] {
    auto keep = retain < 0 ? create != 0 : retain != 0;
    torch::autograd::backward(borrow_all(tensors, n), borrow_all(grads, ngrads), keep, create != 0, borrow_all(inputs, ninputs));
    return 0;
  }, -1);
}

// results: one handle (or nullptr) per input
API int st_gradients(void* const* outputs, int n, void* const* inputs, int ninputs, void* const* grads, int ngrads, int retain, int create, int unused, void** results) {
  return guarded([&] {
    auto keep = retain != 0 || create != 0;
    auto list = torch::autograd::grad(borrow_all(outputs, n), borrow_all(inputs, ninputs), borrow_all(grads, ngrads), keep, create != 0, unused != 0);
    for (int i = 0; i < ninputs; i++) results[i] = give(std::move(list[i]));
    return 0;
  }, -1);
}

API int st_grad_mode() { return c10::GradMode::is_enabled(); }
API void st_set_grad_mode(int on) { c10::GradMode::set_enabled(on != 0); }
API void* st_inference_enter(int on) { return new c10::InferenceMode(on != 0); }
API void st_inference_leave(void* guard) { delete static_cast<c10::InferenceMode*>(guard); }
API int st_anomaly() { return (torch::autograd::AnomalyMode::is_enabled() ? 1 : 0) | (torch::autograd::AnomalyMode::should_check_nan() ? 2 : 0); }
API void st_set_anomaly(int on, int check_nan) { torch::autograd::AnomalyMode::set_enabled(on != 0, check_nan != 0); }

// ---- random numbers ---- a generator handle is an at::Generator*
API int st_manual_seed(uint64_t seed) { return guarded([&] { at::manual_seed(seed); return 0; }, -1); }
API void* st_generator(int device, int index, int fresh) {
  return guarded([&]() -> void* {
    auto& shared = at::globalContext().defaultGenerator(c10::Device(static_cast<c10::DeviceType>(device), static_cast<int8_t>(index)));
    return new at::Generator(fresh ? shared.clone() : shared);
  }, nullptr);
}
API void st_generator_free(void* g) { delete gen(g); }
API int st_generator_seed(void* g, uint64_t seed) {
  return guarded([&] { std::lock_guard<std::mutex> lock(gen(g)->mutex()); gen(g)->set_current_seed(seed); return 0; }, -1);
}
API uint64_t st_generator_reseed(void* g) { std::lock_guard<std::mutex> lock(gen(g)->mutex()); return gen(g)->seed(); }
API uint64_t st_generator_current(void* g) { std::lock_guard<std::mutex> lock(gen(g)->mutex()); return gen(g)->current_seed(); }
API void* st_generator_state(void* g) {
  return guarded([&]() -> void* { std::lock_guard<std::mutex> lock(gen(g)->mutex()); return give(gen(g)->get_state()); }, nullptr);
}
API int st_generator_set_state(void* g, void* state) {
  return guarded([&] { std::lock_guard<std::mutex> lock(gen(g)->mutex()); gen(g)->set_state(borrow(state)); return 0; }, -1);
}

// ---- the process ----
API int st_threads() { return at::get_num_threads(); }
API void st_set_threads(int n) { at::set_num_threads(n); }
API int st_interop_threads() { return at::get_num_interop_threads(); }
API int st_set_interop_threads(int n) { return guarded([&] { at::set_num_interop_threads(n); return 0; }, -1); }
API int st_deterministic() { return at::globalContext().deterministicAlgorithms(); }
API void st_set_deterministic(int on, int warn_only) { at::globalContext().setDeterministicAlgorithms(on != 0, warn_only != 0); }
API int st_default_dtype() { return static_cast<int>(c10::get_default_dtype_as_scalartype()); }
API int st_set_default_dtype(int dtype) {
  return guarded([&] { c10::set_default_dtype(c10::scalarTypeToTypeMeta(static_cast<c10::ScalarType>(dtype))); return 0; }, -1);
}
API int st_flush_denormal(int on) { return at::globalContext().setFlushDenormal(on != 0); }

// what: 0 CUDA, 1 cuDNN, 2 oneDNN (MKL-DNN), 3 oneDNN switched on
API int st_has(int what) {
  auto& c = at::globalContext();
  return guarded([&]() -> int { return what == 0 ? c.hasCUDA() : what == 1 ? c.hasCUDA() && c.hasCuDNN() : what == 2 ? c.hasMKLDNN() : c.userEnabledMkldnn(); }, 0);
}
API void st_set_mkldnn(int on) { at::globalContext().setUserEnabledMkldnn(on != 0); }

API int st_device_count(int type) {
  auto t = static_cast<c10::DeviceType>(type);
  return guarded([&]() -> int {
    if (t == c10::DeviceType::CUDA && !at::globalContext().hasCUDA()) return 0;
    return c10::impl::hasDeviceGuardImpl(t) ? static_cast<int>(c10::impl::getDeviceGuardImpl(t)->deviceCount()) : 0;
  }, 0);
}
// Waits for the GPU; the CUDA run time is found in the process, so that this file needs no CUDA headers.
API int st_cuda_synchronize() {
  auto f = reinterpret_cast<int (*)()>(dlsym(RTLD_DEFAULT, "cudaDeviceSynchronize"));
  if (!f) { last_error = "cudaDeviceSynchronize is not in this process: libtorch was built without CUDA"; return -1; }
  if (int rc = f()) { last_error = "cudaDeviceSynchronize failed with CUDA error " + std::to_string(rc); return -1; }
  return 0;
}
