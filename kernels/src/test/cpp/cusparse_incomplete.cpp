// Incomplete LU and Cholesky factorizations without fill, in place, and the conversion from CSR to CSC.
#include <cmath>
#include <map>

#include "cusparse.h"

using namespace cusparse;

namespace {

struct Info : LibraryObject {
  explicit Info(const char* kind) : LibraryObject(kind) {}
  size_t size = 0;
  bool analysed = false;
  const void* offsets = nullptr;
  const void* indices = nullptr;
  int structuralZero = -1, numericalZero = -1;
  bool boosts = false;
  double tolerance = 0, boost = 0;
  StreamHandle stream = nullptr;
};

struct LuInfo : Info {
  LuInfo() : Info("cuSPARSE csrilu02 info") {}
};

struct CholeskyInfo : Info {
  CholeskyInfo() : Info("cuSPARSE csric02 info") {}
};

template <class I>
int create(const char* function, uintptr_t* info) {
  LibraryCall call(function, STATUSES);
  call.require(info != nullptr, "there is a place for the info");
  if (call) *info = keep(std::make_shared<I>());
  return call.status;
}

template <class I>
int destroy(const char* function, uintptr_t info) {
  LibraryCall call(function, STATUSES, false);
  if (!std::dynamic_pointer_cast<I>(kept(info))) call.fail(BAD_VALUE, "the info was destroyed, or never created");
  if (call) discard(info);
  return call.status;
}

template <class E>
constexpr int typeOf() {
  return sizeof(E) == 8 ? R_64F : R_32F;
}

struct Problem {
  Matrix matrix;
  std::shared_ptr<Info> info;
};

template <class E, class I>
Problem check(Call& call, int rows, int entries, uintptr_t description, E* values, const int* offsets, const int* indices, uintptr_t info) {
  Problem p;
  auto d = call.object<Description>(description, "the matrix description");
  p.info = call.object<I>(info, "the info");
  call.require(rows >= 0 && entries >= 0, "the sizes are not negative");
  if (!call) return p;
  if (d->type != 0) call.fail(8, "the matrix's type is not GENERAL");
  p.matrix.rows = p.matrix.columns = rows;
  p.matrix.entries = entries;
  p.matrix.offsets = const_cast<int*>(offsets);
  p.matrix.indices = const_cast<int*>(indices);
  p.matrix.values = values;
  p.matrix.base = d->base;
  p.matrix.type = typeOf<E>();
  call.onDevice("A", p.matrix, values != nullptr);
  call.require(entries == 0 || values, "the values are not null");
  return p;
}

int bufferSize(Call& call, const Problem& p, int* size) {
  call.require(size != nullptr, "there is a place for the size");
  if (!call) return call.status;
  *size = static_cast<int>(512 + (p.matrix.rows + 31) / 32 * 256);
  p.info->size = static_cast<size_t>(*size);
  return OK;
}

Result sorted(const std::string& function, const std::vector<Entry>& entries) {
  for (size_t e = 1; e < entries.size(); e++) {
    if (entries[e].row == entries[e - 1].row && entries[e].column <= entries[e - 1].column) {
      report(function + format(": the columns of row %ld are not sorted", static_cast<long>(entries[e].row)));
      return ILLEGAL_ADDRESS;
    }
  }
  return SUCCESS;
}

int analyse(Call& call, const Problem& p, int policy, void* workspace) {
  call.require(policy == 0 || policy == 1, format("the policy is %d, 0 or 1", policy));
  call.require(!call || p.info->size > 0, "bufferSize was called before");
  if (!call) return call.status;
  call.workspace("the workspace", workspace, p.info->size, 128);
  auto info = p.info;
  Matrix m = p.matrix;
  std::string name = call.function;
  size_t size = info->size;
  int status = call.queue([=] {
    std::vector<Entry> entries;
    if (read(name, m, false, entries) || sorted(name, entries)) return ILLEGAL_ADDRESS;
    scribble(workspace, size);
    std::vector<bool> present(static_cast<size_t>(m.rows));
    for (const Entry& e : entries)
      if (e.row == e.column) present[static_cast<size_t>(e.row)] = true;
    info->structuralZero = info->numericalZero = -1;
    for (int64_t i = m.rows; i-- > 0;)
      if (!present[static_cast<size_t>(i)]) info->structuralZero = static_cast<int>(i + m.base);
    return SUCCESS;
  });
  if (status) return status;
  info->analysed = true;
  info->offsets = m.offsets;
  info->indices = m.indices;
  info->stream = call.handle->stream;
  return OK;
}

using Rows = std::vector<std::map<int64_t, int64_t>>;  // the position of each element

Rows rowsOf(const Matrix& m, const std::vector<Entry>& entries) {
  Rows rows(static_cast<size_t>(m.rows));
  for (size_t e = 0; e < entries.size(); e++) rows[static_cast<size_t>(entries[e].row)][entries[e].column] = static_cast<int64_t>(e);
  return rows;
}

void zeroPivot(Info& info, const Matrix& m, int64_t row) {
  int position = static_cast<int>(row + m.base);
  if (info.numericalZero < 0 || position < info.numericalZero) info.numericalZero = position;
}

// L and U of A ≈ L·U on A's own pattern, L's diagonal of ones not stored.
template <class E>
void factorLu(Info& info, const Matrix& m, const Rows& rows) {
  E* v = static_cast<E*>(m.values);
  for (int64_t i = 0; i < m.rows; i++) {
    const auto& row = rows[static_cast<size_t>(i)];
    for (const auto& [k, at] : row) {
      if (k >= i) break;
      const auto& upper = rows[static_cast<size_t>(k)];
      auto pivot = upper.find(k);
      v[at] /= pivot == upper.end() ? E(0) : v[pivot->second];
      for (auto other = upper.upper_bound(k); other != upper.end(); ++other) {
        auto target = row.find(other->first);
        if (target != row.end()) v[target->second] -= v[at] * v[other->second];
      }
    }
    auto diagonal = row.find(i);
    if (diagonal == row.end()) continue;
    E& pivot = v[diagonal->second];
    if (info.boosts && std::abs(static_cast<double>(pivot)) <= info.tolerance) pivot = static_cast<E>(info.boost);
    if (pivot == 0) zeroPivot(info, m, i);
  }
}

// L of A ≈ L·Lᵀ on the pattern of A's lower triangle; what is above stays as it is.
template <class E>
void factorCholesky(Info& info, const Matrix& m, const Rows& rows) {
  E* v = static_cast<E*>(m.values);
  for (int64_t i = 0; i < m.rows; i++) {
    const auto& row = rows[static_cast<size_t>(i)];
    for (const auto& [j, at] : row) {
      if (j > i) break;
      E sum = v[at];
      const auto& other = rows[static_cast<size_t>(j)];
      for (const auto& [k, left] : row) {
        if (k >= j) break;
        auto right = other.find(k);
        if (right != other.end()) sum -= v[left] * v[right->second];
      }
      if (j < i) {
        auto pivot = other.find(j);
        v[at] = sum / (pivot == other.end() ? E(0) : v[pivot->second]);
      } else {
        if (!(sum > 0)) zeroPivot(info, m, i);
        v[at] = std::sqrt(sum);
      }
    }
  }
}

template <class E>
int factor(Call& call, const Problem& p, int policy, void* workspace, void (*work)(Info&, const Matrix&, const Rows&)) {
  call.require(policy == 0 || policy == 1, format("the policy is %d, 0 or 1", policy));
  call.require(!call || p.info->analysed, "analysis was called before");
  if (!call) return call.status;
  call.require(p.info->offsets == p.matrix.offsets && p.info->indices == p.matrix.indices, "the pattern is that of the analysis");
  call.workspace("the workspace", workspace, p.info->size, 128);
  auto info = p.info;
  Matrix m = p.matrix;
  std::string name = call.function;
  size_t size = info->size;
  if (call) info->stream = call.handle->stream;
  return call.queue([=] {
    std::vector<Entry> entries;
    if (read(name, m, false, entries) || sorted(name, entries)) return ILLEGAL_ADDRESS;
    scribble(workspace, size);
    info->numericalZero = -1;
    work(*info, m, rowsOf(m, entries));
    return SUCCESS;
  });
}

// Waits for what was queued, as documented.
template <class I>
int answerZeroPivot(const char* function, uintptr_t handle, uintptr_t infoNumber, int* position) {
  Call call(function, handle);
  auto info = call.object<I>(infoNumber, "the info");
  call.place("the position", position, sizeof(int), call.onDevice());
  if (!call || call.runNow(info->stream, [] { return SUCCESS; })) return call.status;
  *position = info->structuralZero >= 0 ? info->structuralZero : info->numericalZero;
  return *position >= 0 ? ZERO_PIVOT : OK;
}

size_t conversionSize(int rows, int columns) { return 256 + static_cast<size_t>(rows + columns + 31) / 32 * 256; }

void checkConversion(Call& call, int rows, int columns, int entries, int type, int action, int base, int algorithm) {
  call.require(rows >= 0 && columns >= 0 && entries >= 0, "the sizes are not negative");
  call.require(action == 0 || action == 1, format("the action is %d, 0 or 1", action));
  call.require(base == 0 || base == 1, format("the base is %d, 0 or 1", base));
  call.require(algorithm == 1 || algorithm == 2, format("the algorithm is %d, 1 or 2", algorithm));
  call.support(sizeOf(type) > 0, format("the type %d", type));
}

}  // namespace

CUSPARSE_CALL cusparseCreateCsrilu02Info(uintptr_t* info) { return create<LuInfo>("cusparseCreateCsrilu02Info", info); }

CUSPARSE_CALL cusparseDestroyCsrilu02Info(uintptr_t info) { return destroy<LuInfo>("cusparseDestroyCsrilu02Info", info); }

CUSPARSE_CALL cusparseCreateCsric02Info(uintptr_t* info) { return create<CholeskyInfo>("cusparseCreateCsric02Info", info); }

CUSPARSE_CALL cusparseDestroyCsric02Info(uintptr_t info) { return destroy<CholeskyInfo>("cusparseDestroyCsric02Info", info); }

CUSPARSE_CALL cusparseXcsrilu02_zeroPivot(uintptr_t handle, uintptr_t info, int* position) {
  return answerZeroPivot<LuInfo>("cusparseXcsrilu02_zeroPivot", handle, info, position);
}

CUSPARSE_CALL cusparseXcsric02_zeroPivot(uintptr_t handle, uintptr_t info, int* position) {
  return answerZeroPivot<CholeskyInfo>("cusparseXcsric02_zeroPivot", handle, info, position);
}

#define FACTORIZATION(LETTER, E, ROOT, I, WORK)                                                                                  \
  CUSPARSE_CALL cusparse##LETTER##ROOT##_bufferSize(uintptr_t handle, int rows, int entries, uintptr_t description, E* values,   \
                                                    const int* offsets, const int* indices, uintptr_t info, int* size) {         \
    Call call("cusparse" #LETTER #ROOT "_bufferSize", handle);                                                                   \
    auto p = check<E, I>(call, rows, entries, description, values, offsets, indices, info);                                      \
    return bufferSize(call, p, size);                                                                                            \
  }                                                                                                                              \
  CUSPARSE_CALL cusparse##LETTER##ROOT##_analysis(uintptr_t handle, int rows, int entries, uintptr_t description,                \
                                                  const E* values, const int* offsets, const int* indices, uintptr_t info,       \
                                                  int policy, void* workspace) {                                                 \
    Call call("cusparse" #LETTER #ROOT "_analysis", handle);                                                                     \
    auto p = check<E, I>(call, rows, entries, description, const_cast<E*>(values), offsets, indices, info);                      \
    return analyse(call, p, policy, workspace);                                                                                  \
  }                                                                                                                              \
  CUSPARSE_CALL cusparse##LETTER##ROOT(uintptr_t handle, int rows, int entries, uintptr_t description, E* values,                \
                                       const int* offsets, const int* indices, uintptr_t info, int policy, void* workspace) {    \
    Call call("cusparse" #LETTER #ROOT, handle);                                                                                 \
    auto p = check<E, I>(call, rows, entries, description, values, offsets, indices, info);                                      \
    return factor<E>(call, p, policy, workspace, WORK<E>);                                                                       \
  }
FACTORIZATION(S, float, csrilu02, LuInfo, factorLu)
FACTORIZATION(D, double, csrilu02, LuInfo, factorLu)
FACTORIZATION(S, float, csric02, CholeskyInfo, factorCholesky)
FACTORIZATION(D, double, csric02, CholeskyInfo, factorCholesky)

#define BOOST(LETTER, E)                                                                                                         \
  CUSPARSE_CALL cusparse##LETTER##csrilu02_numericBoost(uintptr_t handle, uintptr_t info, int enable, double* tolerance,         \
                                                        E* boost) {                                                              \
    Call call("cusparse" #LETTER "csrilu02_numericBoost", handle);                                                               \
    auto found = call.object<LuInfo>(info, "the info");                                                                          \
    if (enable) {                                                                                                                \
      call.place("the tolerance", tolerance, sizeof(double), call.onDevice());                                                   \
      call.place("the boost", boost, sizeof(E), call.onDevice());                                                                \
    }                                                                                                                            \
    if (!call) return call.status;                                                                                               \
    found->boosts = enable != 0;                                                                                                 \
    if (!enable) return OK;                                                                                                      \
    found->tolerance = *tolerance;                                                                                               \
    found->boost = static_cast<double>(*boost);                                                                                  \
    return OK;                                                                                                                   \
  }
BOOST(S, float)
BOOST(D, double)

CUSPARSE_CALL cusparseCsr2cscEx2_bufferSize(uintptr_t handle, int rows, int columns, int entries, const void*, const int*, const int*, void*, int*,
                                            int*, int type, int action, int base, int algorithm, size_t* size) {
  Call call("cusparseCsr2cscEx2_bufferSize", handle);
  checkConversion(call, rows, columns, entries, type, action, base, algorithm);
  call.require(size != nullptr, "there is a place for the size");
  if (call) *size = conversionSize(rows, columns);
  return call.status;
}

CUSPARSE_CALL cusparseCsr2cscEx2(uintptr_t handle, int rows, int columns, int entries, const void* values, const int* offsets, const int* indices,
                                 void* toValues, int* toOffsets, int* toIndices, int type, int action, int base, int algorithm,
                                 void* workspace) {
  Call call("cusparseCsr2cscEx2", handle);
  checkConversion(call, rows, columns, entries, type, action, base, algorithm);
  if (!call) return call.status;
  Matrix from;
  from.rows = rows;
  from.columns = columns;
  from.entries = entries;
  from.offsets = const_cast<int*>(offsets);
  from.indices = const_cast<int*>(indices);
  from.values = const_cast<void*>(values);
  from.base = base;
  from.type = type;
  Matrix to = from;
  to.format = CSC;
  to.offsets = toOffsets;
  to.indices = toIndices;
  to.values = toValues;
  bool numeric = action == 1;
  size_t size = conversionSize(rows, columns);
  call.onDevice("CSR", from, numeric);
  call.onDevice("CSC", to, numeric);
  call.workspace("the workspace", workspace, size, 16);
  std::string name = call.function;
  return call.queue([=] {
    std::vector<Entry> entriesOf;
    if (read(name, from, false, entriesOf)) return ILLEGAL_ADDRESS;
    scribble(workspace, size);
    std::vector<std::vector<size_t>> byColumn(static_cast<size_t>(columns));
    for (size_t e = 0; e < entriesOf.size(); e++) byColumn[static_cast<size_t>(entriesOf[e].column)].push_back(e);
    int next = 0;
    for (size_t j = 0; j <= byColumn.size(); j++) {
      toOffsets[j] = next + base;
      if (j == byColumn.size()) break;
      for (size_t e : byColumn[j]) {
        toIndices[next] = static_cast<int>(entriesOf[e].row) + base;
        size_t bytes = sizeOf(type);
        if (numeric) memcpy(static_cast<char*>(toValues) + static_cast<size_t>(next) * bytes, static_cast<const char*>(values) + e * bytes, bytes);
        next++;
      }
    }
    return SUCCESS;
  });
}
