package org.warpath.kernels.cuda.libraries;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Points a shared library that was linked against one soname at another of the same length, so that
 * one build of a native half serves several CUDA versions: {@code libcufft.so.10} becomes {@code
 * libcufft.so.11}.
 *
 * <p>NVIDIA's libraries name their symbol version after their soname. Hence the name changes in
 * both places (they commonly share one string), and with the version's name its hash, by which the
 * loader compares.
 */
final class ElfRetarget {

  private static final ValueLayout.OfInt WORD =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private ElfRetarget() {}

  /**
   * Copies a library, asking for {@code newSoname} wherever it asked for {@code soname}.
   *
   * @param library the whole file; unchanged
   * @param fileName what messages call it
   * @throws IllegalArgumentException if the two names differ in length, if {@code library} is no
   *     ELF64 shared library for x86-64 or is damaged, or if it does not need {@code soname}
   */
  static byte[] retarget(byte[] library, String fileName, String soname, String newSoname) {
    if (soname.length() != newSoname.length()) {
      throw new IllegalArgumentException(
          soname + " can only become a name of the same length, not " + newSoname);
    }
    byte[] copy = library.clone();
    MemorySegment file = MemorySegment.ofArray(copy);
    ElfDynamic dynamic = ElfDynamic.read(file, fileName);
    List<String> needed = dynamic.needed().stream().map(ElfDynamic.Name::text).toList();
    if (!needed.contains(soname)) {
      throw new IllegalArgumentException(
          fileName + " does not ask for " + soname + ", only for " + String.join(", ", needed));
    }
    for (ElfDynamic.Name name : dynamic.needed()) {
      replace(file, name, soname, newSoname);
    }
    for (ElfDynamic.Version version : dynamic.versions()) {
      replace(file, version.library(), soname, newSoname);
      replace(file, version.name(), soname, newSoname);
      if (version.name().text().equals(soname)) {
        file.set(WORD, version.hashOffset(), hash(newSoname));
      }
    }
    return copy;
  }

  private static void replace(
      MemorySegment file, ElfDynamic.Name name, String soname, String newSoname) {
    if (name.text().equals(soname)) {
      byte[] bytes = newSoname.getBytes(StandardCharsets.US_ASCII);
      MemorySegment.copy(bytes, 0, file, ValueLayout.JAVA_BYTE, name.offset(), bytes.length);
    }
  }

  /** The hash of the System V ABI, figure 5-13. */
  static int hash(String name) {
    int hash = 0;
    for (byte c : name.getBytes(StandardCharsets.US_ASCII)) {
      hash = (hash << 4) + c;
      int top = hash & 0xf0000000;
      hash = (hash ^ (top >>> 24)) & ~top;
    }
    return hash;
  }
}
