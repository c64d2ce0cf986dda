package org.warpath.kernels.cuda.libraries;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What the dynamic loader reads of a shared library: its own soname, the libraries it needs and the
 * versions it needs of them. Reads the dynamic segment, as the loader does, and not the section
 * headers, which may be stripped.
 *
 * <p>Format: System V ABI, "Dynamic Linking", and the Linux Standard Base, "Symbol Versioning".
 */
final class ElfDynamic {

  /** A string of the dynamic string table and where in the file it begins. */
  record Name(long offset, String text) {}

  /**
   * A version needed of a library.
   *
   * @param hashOffset where in the file the 32-bit hash of the version's name stands
   */
  record Version(Name library, Name name, long hashOffset) {}

  private static final ValueLayout.OfShort HALF =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt WORD =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong XWORD =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private static final int HEADER_BYTES = 64;
  private static final int PROGRAM_HEADER_BYTES = 56;
  private static final int EM_X86_64 = 62;
  private static final int PT_LOAD = 1;
  private static final int PT_DYNAMIC = 2;
  private static final long DT_NULL = 0;
  private static final long DT_NEEDED = 1;
  private static final long DT_STRTAB = 5;
  private static final long DT_STRSZ = 10;
  private static final long DT_SONAME = 14;
  private static final long DT_VERNEED = 0x6ffffffe;
  private static final long DT_VERNEEDNUM = 0x6fffffff;

  private final MemorySegment file;
  private final String fileName;
  private final List<long[]> loads = new ArrayList<>(); // {address, offset in the file, bytes}
  private final List<Name> needed = new ArrayList<>();
  private final List<Version> versions = new ArrayList<>();
  private Optional<String> soname = Optional.empty();
  private long stringTable;
  private long stringTableBytes;

  private ElfDynamic(MemorySegment file, String fileName) {
    this.file = file;
    this.fileName = fileName;
  }

  /**
   * Reads a library from memory.
   *
   * @param fileName what messages call it
   * @throws IllegalArgumentException if it is no shared library for x86-64 Linux, or is damaged
   */
  static ElfDynamic read(MemorySegment file, String fileName) {
    ElfDynamic elf = new ElfDynamic(file, fileName);
    try {
      elf.read();
    } catch (IndexOutOfBoundsException e) {
      throw new IllegalArgumentException(
          fileName
              + " is truncated or damaged: it points outside its "
              + file.byteSize()
              + " bytes",
          e);
    }
    return elf;
  }

  /**
   * Reads a library from disk; touches a few pages only, whatever its size.
   *
   * @throws IllegalArgumentException as {@link #read(MemorySegment, String)}
   * @throws IOException if the file cannot be read
   */
  static ElfDynamic read(Path path) throws IOException {
    try (Arena arena = Arena.ofConfined();
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      return read(
          channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena), path.toString());
    }
  }

  /** The name other libraries need this one by, if it has one. */
  Optional<String> soname() {
    return soname;
  }

  /** The sonames of the libraries this one needs. */
  List<Name> needed() {
    return List.copyOf(needed);
  }

  /** The versions this library needs of others. */
  List<Version> versions() {
    return List.copyOf(versions);
  }

  private void read() {
    checkHeader();
    long dynamic = -1;
    long dynamicBytes = 0;
    long table = file.get(XWORD, 32);
    int count = file.get(HALF, 56) & 0xffff;
    for (int i = 0; i < count; i++) {
      long entry = table + (long) i * PROGRAM_HEADER_BYTES;
      int type = file.get(WORD, entry);
      long offset = file.get(XWORD, entry + 8);
      long bytes = file.get(XWORD, entry + 32);
      if (type == PT_LOAD) {
        loads.add(new long[] {file.get(XWORD, entry + 16), offset, bytes});
      } else if (type == PT_DYNAMIC) {
        dynamic = offset;
        dynamicBytes = bytes;
      }
    }
    if (dynamic < 0) {
      throw new IllegalArgumentException(
          fileName + " is no shared library: it has no dynamic segment");
    }
    readDynamic(file.asSlice(dynamic, dynamicBytes));
  }

  private void checkHeader() {
    byte[] start = file.asSlice(0, Math.min(file.byteSize(), 6)).toArray(ValueLayout.JAVA_BYTE);
    String found = HexFormat.of().formatHex(start);
    if (!found.equals("7f454c460201")) {
      throw new IllegalArgumentException(
          fileName
              + " is no little-endian ELF64 file: it begins with "
              + (found.isEmpty() ? "nothing" : found)
              + ", expected 7f454c460201");
    }
    if (file.byteSize() < HEADER_BYTES) {
      throw new IllegalArgumentException(
          fileName + " is truncated: " + file.byteSize() + " bytes, less than an ELF64 header");
    }
    int machine = file.get(HALF, 18) & 0xffff;
    if (machine != EM_X86_64) {
      throw new IllegalArgumentException(
          fileName + " is for machine " + machine + ", expected " + EM_X86_64 + " (x86-64)");
    }
    int entryBytes = file.get(HALF, 54) & 0xffff;
    if (entryBytes != PROGRAM_HEADER_BYTES) {
      throw new IllegalArgumentException(
          fileName + " is damaged: a program header of " + entryBytes + " bytes, expected 56");
    }
  }

  private void readDynamic(MemorySegment dynamic) {
    List<Long> neededOffsets = new ArrayList<>();
    long sonameOffset = -1;
    long versionTable = -1;
    long versionCount = 0;
    for (long at = 0; at + 16 <= dynamic.byteSize(); at += 16) {
      long tag = dynamic.get(XWORD, at);
      long value = dynamic.get(XWORD, at + 8);
      if (tag == DT_NULL) {
        break;
      } else if (tag == DT_NEEDED) {
        neededOffsets.add(value);
      } else if (tag == DT_STRTAB) {
        stringTable = fileOffset(value);
      } else if (tag == DT_STRSZ) {
        stringTableBytes = value;
      } else if (tag == DT_SONAME) {
        sonameOffset = value;
      } else if (tag == DT_VERNEED) {
        versionTable = fileOffset(value);
      } else if (tag == DT_VERNEEDNUM) {
        versionCount = value;
      }
    }
    for (long offset : neededOffsets) {
      needed.add(name(offset));
    }
    if (sonameOffset >= 0) {
      soname = Optional.of(name(sonameOffset).text());
    }
    if (versionTable >= 0) {
      readVersions(versionTable, versionCount);
    }
  }

  private void readVersions(long table, long count) {
    long entry = table;
    for (long i = 0; i < count; i++) {
      int versionCount = file.get(HALF, entry + 2) & 0xffff;
      Name library = name(unsigned(entry + 4));
      long version = entry + unsigned(entry + 8);
      for (int j = 0; j < versionCount; j++) {
        versions.add(new Version(library, name(unsigned(version + 8)), version));
        version += next(version + 12);
      }
      entry += next(entry + 12);
    }
  }

  // Zero marks the last entry; where the count promises more, a loop would read it for ever.
  private long next(long offset) {
    long step = unsigned(offset);
    return step == 0 ? file.byteSize() : step;
  }

  private long unsigned(long offset) {
    return Integer.toUnsignedLong(file.get(WORD, offset));
  }

  private Name name(long offsetInTable) {
    MemorySegment table = file.asSlice(stringTable, stringTableBytes);
    long end = offsetInTable;
    while (table.get(ValueLayout.JAVA_BYTE, end) != 0) {
      end++;
    }
    byte[] text = table.asSlice(offsetInTable, end - offsetInTable).toArray(ValueLayout.JAVA_BYTE);
    return new Name(stringTable + offsetInTable, new String(text, StandardCharsets.ISO_8859_1));
  }

  private long fileOffset(long address) {
    for (long[] load : loads) {
      if (address >= load[0] && address - load[0] < load[2]) {
        return load[1] + (address - load[0]);
      }
    }
    throw new IllegalArgumentException(
        fileName + " is damaged: address 0x" + Long.toHexString(address) + " is in no segment");
  }
}
