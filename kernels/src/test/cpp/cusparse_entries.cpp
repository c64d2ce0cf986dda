#include "cusparse.h"

namespace cusparse {
namespace {

Result wrong(const std::string& function, const std::string& what) {
  report(function + ": " + what);
  return ILLEGAL_ADDRESS;
}

}  // namespace

Result read(const std::string& function, const Matrix& m, bool withValues, std::vector<Entry>& entries) {
  entries.clear();
  int64_t base = m.base;
  auto value = [&](int64_t e) { return withValues ? loadNumber(m.type, m.values, e) : 0.0; };
  int64_t lines = m.format == CSC ? m.columns : m.rows, others = m.format == CSC ? m.rows : m.columns;
  auto add = [&](int64_t line, int64_t e) {
    int64_t other = loadIndex(m.indexType, m.indices, e) - base;
    if (line < 0 || line >= lines || other < 0 || other >= others) return false;
    entries.push_back(m.format == CSC ? Entry{other, line, value(e)} : Entry{line, other, value(e)});
    return true;
  };
  if (m.format == COO) {
    for (int64_t e = 0; e < m.entries; e++) {
      if (!add(loadIndex(m.offsetType, m.offsets, e) - base, e)) return wrong(function, format("entry %ld lies outside of the matrix", static_cast<long>(e)));
      if (e > 0 && entries[static_cast<size_t>(e)].row < entries[static_cast<size_t>(e - 1)].row)
        return wrong(function, format("entry %ld: COO is not sorted by rows", static_cast<long>(e)));
    }
    return SUCCESS;
  }
  if (loadIndex(m.offsetType, m.offsets, 0) != base || loadIndex(m.offsetType, m.offsets, lines) != base + m.entries)
    return wrong(function, format("the offsets go from %ld to %ld, not from %ld to %ld", static_cast<long>(loadIndex(m.offsetType, m.offsets, 0)),
                                  static_cast<long>(loadIndex(m.offsetType, m.offsets, lines)), static_cast<long>(base),
                                  static_cast<long>(base + m.entries)));
  for (int64_t line = 0; line < lines; line++) {
    int64_t from = loadIndex(m.offsetType, m.offsets, line) - base, to = loadIndex(m.offsetType, m.offsets, line + 1) - base;
    if (from < 0 || to < from || to > m.entries) return wrong(function, format("offset %ld is less than the one before", static_cast<long>(line + 1)));
    for (int64_t e = from; e < to; e++)
      if (!add(line, e)) return wrong(function, format("the index of entry %ld lies outside of the matrix", static_cast<long>(e)));
  }
  return SUCCESS;
}

}  // namespace cusparse
