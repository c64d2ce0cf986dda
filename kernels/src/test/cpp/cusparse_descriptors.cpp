// The descriptors of the generic functions.
#include "cusparse.h"

using namespace cusparse;

namespace {

bool isIndex(int type) { return type == INDEX_32 || type == INDEX_64; }

void number(LibraryCall& call, int type) { call.support(sizeOf(type) > 0 && type != C_32F && type != C_64F, format("the type %d", type)); }

int createSparse(const char* function, uintptr_t* descriptor, int kind, int64_t rows, int64_t columns, int64_t entries, const void* offsets,
                 const void* indices, const void* values, int offsetType, int indexType, int base, int type) {
  LibraryCall call(function, STATUSES);
  call.require(descriptor != nullptr, "there is a place for the descriptor");
  call.require(rows >= 0 && columns >= 0 && entries >= 0,
               format("the sizes %ld, %ld and %ld are not negative", static_cast<long>(rows), static_cast<long>(columns), static_cast<long>(entries)));
  call.require(isIndex(offsetType) && isIndex(indexType), "the types of indices are 2 or 3");
  call.require(base == 0 || base == 1, "the base is 0 or 1");
  call.require(entries == 0 || (offsets && indices && values), "arrays of entries are not null");
  number(call, type);
  if (!call) return call.status;
  auto matrix = std::make_shared<Matrix>();
  matrix->format = kind;
  matrix->rows = rows;
  matrix->columns = columns;
  matrix->entries = entries;
  matrix->offsets = const_cast<void*>(offsets);
  matrix->indices = const_cast<void*>(indices);
  matrix->values = const_cast<void*>(values);
  matrix->offsetType = offsetType;
  matrix->indexType = indexType;
  matrix->base = base;
  matrix->type = type;
  *descriptor = keep(matrix);
  return OK;
}

int createVector(const char* function, uintptr_t* descriptor, int64_t size, const void* values, int type) {
  LibraryCall call(function, STATUSES);
  call.require(descriptor != nullptr, "there is a place for the descriptor");
  call.require(size >= 0, "the size is not negative");
  number(call, type);
  if (!call) return call.status;
  auto vector = std::make_shared<Vector>();
  vector->size = size;
  vector->values = const_cast<void*>(values);
  vector->type = type;
  *descriptor = keep(vector);
  return OK;
}

int createDense(const char* function, uintptr_t* descriptor, int64_t rows, int64_t columns, int64_t ld, const void* values, int type, int order) {
  LibraryCall call(function, STATUSES);
  call.require(descriptor != nullptr, "there is a place for the descriptor");
  call.require(rows >= 0 && columns >= 0, "the sizes are not negative");
  call.require(order == BY_COLUMNS || order == BY_ROWS, format("the order is %d, 1 (columns) or 2 (rows)", order));
  int64_t least = order == BY_ROWS ? columns : rows;
  call.require(ld >= least && ld >= 1, format("ld is %ld, at least max(1, %ld)", static_cast<long>(ld), static_cast<long>(least)));
  number(call, type);
  if (!call) return call.status;
  auto dense = std::make_shared<Dense>();
  dense->rows = rows;
  dense->columns = columns;
  dense->ld = ld;
  dense->values = const_cast<void*>(values);
  dense->type = type;
  dense->order = order;
  *descriptor = keep(dense);
  return OK;
}

template <class D>
int destroy(const char* function, uintptr_t descriptor) {
  LibraryCall call(function, STATUSES, false);
  if (!std::dynamic_pointer_cast<D>(kept(descriptor))) call.fail(BAD_VALUE, "the descriptor was destroyed, or never created");
  if (call) discard(descriptor);
  return call.status;
}

template <class D>
int setValues(const char* function, uintptr_t descriptor, void* values) {
  LibraryCall call(function, STATUSES);
  auto found = call.object<D>(descriptor, "the descriptor");
  if (call) found->values = values;
  return call.status;
}

int setPointers(const char* function, uintptr_t descriptor, int kind, void* offsets, void* indices, void* values) {
  LibraryCall call(function, STATUSES);
  auto matrix = call.object<Matrix>(descriptor, "the descriptor");
  if (!call) return call.status;
  call.require(matrix->format == kind, "the matrix has that format");
  call.require(matrix->entries == 0 || (offsets && indices && values), "arrays of entries are not null");
  if (!call) return call.status;
  matrix->offsets = offsets;
  matrix->indices = indices;
  matrix->values = values;
  return OK;
}

}  // namespace

#define CREATE(CONST)                                                                                                            \
  CUSPARSE_CALL cusparseCreate##CONST##Csr(uintptr_t* d, int64_t rows, int64_t columns, int64_t entries, const void* offsets,    \
                                           const void* indices, const void* values, int offsetType, int indexType, int base,     \
                                           int type) {                                                                           \
    return createSparse("cusparseCreate" #CONST "Csr", d, CSR, rows, columns, entries, offsets, indices, values, offsetType,     \
                        indexType, base, type);                                                                                  \
  }                                                                                                                              \
  CUSPARSE_CALL cusparseCreate##CONST##Csc(uintptr_t* d, int64_t rows, int64_t columns, int64_t entries, const void* offsets,    \
                                           const void* indices, const void* values, int offsetType, int indexType, int base,     \
                                           int type) {                                                                           \
    return createSparse("cusparseCreate" #CONST "Csc", d, CSC, rows, columns, entries, offsets, indices, values, offsetType,     \
                        indexType, base, type);                                                                                  \
  }                                                                                                                              \
  CUSPARSE_CALL cusparseCreate##CONST##Coo(uintptr_t* d, int64_t rows, int64_t columns, int64_t entries, const void* rowIndices, \
                                           const void* columnIndices, const void* values, int indexType, int base, int type) {   \
    return createSparse("cusparseCreate" #CONST "Coo", d, COO, rows, columns, entries, rowIndices, columnIndices, values,        \
                        indexType, indexType, base, type);                                                                       \
  }                                                                                                                              \
  CUSPARSE_CALL cusparseCreate##CONST##DnVec(uintptr_t* d, int64_t size, const void* values, int type) {                         \
    return createVector("cusparseCreate" #CONST "DnVec", d, size, values, type);                                                 \
  }                                                                                                                              \
  CUSPARSE_CALL cusparseCreate##CONST##DnMat(uintptr_t* d, int64_t rows, int64_t columns, int64_t ld, const void* values,        \
                                             int type, int order) {                                                              \
    return createDense("cusparseCreate" #CONST "DnMat", d, rows, columns, ld, values, type, order);                              \
  }
CREATE()
CREATE(Const)

CUSPARSE_CALL cusparseDestroySpMat(uintptr_t d) { return destroy<Matrix>("cusparseDestroySpMat", d); }

CUSPARSE_CALL cusparseDestroyDnVec(uintptr_t d) { return destroy<Vector>("cusparseDestroyDnVec", d); }

CUSPARSE_CALL cusparseDestroyDnMat(uintptr_t d) { return destroy<Dense>("cusparseDestroyDnMat", d); }

CUSPARSE_CALL cusparseSpMatSetValues(uintptr_t d, void* values) { return setValues<Matrix>("cusparseSpMatSetValues", d, values); }

CUSPARSE_CALL cusparseDnVecSetValues(uintptr_t d, void* values) { return setValues<Vector>("cusparseDnVecSetValues", d, values); }

CUSPARSE_CALL cusparseDnMatSetValues(uintptr_t d, void* values) { return setValues<Dense>("cusparseDnMatSetValues", d, values); }

CUSPARSE_CALL cusparseCsrSetPointers(uintptr_t d, void* offsets, void* indices, void* values) {
  return setPointers("cusparseCsrSetPointers", d, CSR, offsets, indices, values);
}

CUSPARSE_CALL cusparseCscSetPointers(uintptr_t d, void* offsets, void* indices, void* values) {
  return setPointers("cusparseCscSetPointers", d, CSC, offsets, indices, values);
}

CUSPARSE_CALL cusparseCooSetPointers(uintptr_t d, void* rows, void* columns, void* values) {
  return setPointers("cusparseCooSetPointers", d, COO, rows, columns, values);
}

CUSPARSE_CALL cusparseSpMatGetSize(uintptr_t d, int64_t* rows, int64_t* columns, int64_t* entries) {
  LibraryCall call("cusparseSpMatGetSize", STATUSES);
  auto matrix = call.object<Matrix>(d, "the descriptor");
  call.require(rows && columns && entries, "there are places for the answers");
  if (!call) return call.status;
  *rows = matrix->rows;
  *columns = matrix->columns;
  *entries = matrix->entries;
  return OK;
}

CUSPARSE_CALL cusparseSpMatGetFormat(uintptr_t d, int* kind) {
  LibraryCall call("cusparseSpMatGetFormat", STATUSES);
  auto matrix = call.object<Matrix>(d, "the descriptor");
  if (call) *kind = matrix->format;
  return call.status;
}

CUSPARSE_CALL cusparseSpMatSetAttribute(uintptr_t d, int attribute, void* value, size_t size) {
  LibraryCall call("cusparseSpMatSetAttribute", STATUSES);
  auto matrix = call.object<Matrix>(d, "the descriptor");
  call.require(attribute == FILL_MODE || attribute == DIAG_TYPE, format("the attribute is %d, 0 or 1", attribute));
  call.require(size == sizeof(int), format("the value's size is %zu, 4", size));
  call.host("the value", value);
  if (!call) return call.status;
  int chosen = *static_cast<int*>(value);
  call.require(chosen == 0 || chosen == 1, format("the value is %d, 0 or 1", chosen));
  if (call) (attribute == FILL_MODE ? matrix->fill : matrix->diagonal) = chosen;
  return call.status;
}

CUSPARSE_CALL cusparseSpMatGetAttribute(uintptr_t d, int attribute, void* value, size_t size) {
  LibraryCall call("cusparseSpMatGetAttribute", STATUSES);
  auto matrix = call.object<Matrix>(d, "the descriptor");
  call.require((attribute == FILL_MODE || attribute == DIAG_TYPE) && size == sizeof(int), "the attribute is 0 or 1, of 4 bytes");
  call.host("the value", value);
  if (call) *static_cast<int*>(value) = std::max(0, attribute == FILL_MODE ? matrix->fill : matrix->diagonal);
  return call.status;
}
