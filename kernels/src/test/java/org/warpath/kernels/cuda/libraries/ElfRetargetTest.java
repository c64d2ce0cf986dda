package org.warpath.kernels.cuda.libraries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ElfRetargetTest {

  private static final byte[] JCUFFT = NativeHalf.prepare(CudaLibrary.CUFFT, "libcufft.so.10");

  @ParameterizedTest
  @CsvSource({
    "CUFFT, libcufft.so.11",
    "CUFFT, libcufft.so.12",
    "CUBLAS, libcublas.so.13",
    "NVRTC, libnvrtc.so.13"
  })
  void aRealNativeHalfAsksForTheNewSonameAndNothingElseChanges(
      CudaLibrary library, String newSoname) {
    String soname = library.nativeHalfAsksFor();
    byte[] original = NativeHalf.prepare(library, soname);
    SectionsElf before = new SectionsElf(original);
    SectionsElf after = new SectionsElf(ElfRetarget.retarget(original, "half", soname, newSoname));

    assertThat(before.needed).contains(soname);
    assertThat(after.needed)
        .isEqualTo(before.needed.stream().map(n -> n.equals(soname) ? newSoname : n).toList());
    List<SectionsElf.Version> expected =
        before.versions.stream()
            .map(v ->
                v.library().equals(soname)
                    ? new SectionsElf.Version(newSoname, newSoname, sysvHash(newSoname))
                    : v)
            .toList();
    assertThat(after.versions).isEqualTo(expected).isNotEqualTo(before.versions);
  }

  @Test
  void retargetingThereAndBackGivesTheSameBytes() {
    byte[] there = ElfRetarget.retarget(JCUFFT, "half", "libcufft.so.10", "libcufft.so.12");
    byte[] back = ElfRetarget.retarget(there, "half", "libcufft.so.12", "libcufft.so.10");

    assertThat(there).isNotEqualTo(JCUFFT).hasSameSizeAs(JCUFFT);
    assertThat(back).isEqualTo(JCUFFT);
  }

  @ParameterizedTest
  @EnumSource(CudaLibrary.class)
  void everyNativeHalfIsOnTheClassPathAndAsksForTheSonameSaidOfIt(CudaLibrary library) {
    byte[] half = NativeHalf.prepare(library, library.nativeHalfAsksFor());
    ElfDynamic dynamic = ElfDynamic.read(MemorySegment.ofArray(half), "half");
    SectionsElf sections = new SectionsElf(half);

    assertThat(sections.needed).contains(library.nativeHalfAsksFor());
    assertThat(dynamic.needed()).extracting(ElfDynamic.Name::text).isEqualTo(sections.needed);
    assertThat(dynamic.versions())
        .extracting(v -> v.library().text() + " " + v.name().text())
        .isEqualTo(sections.versions.stream().map(v -> v.library() + " " + v.name()).toList());
  }

  @Test
  void aSonameThatIsNotNeededIsNamedWithThoseThatAre() {
    assertThatThrownBy(() ->
            ElfRetarget.retarget(JCUFFT, "libJCufft.so", "libcublas.so.12", "libcublas.so.13"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "libJCufft.so does not ask for libcublas.so.12,"
                + " only for libcufft.so.10, libstdc++.so.6, libc.so.6");
  }

  @Test
  void aNameOfAnotherLengthIsRefused() {
    assertThatThrownBy(
            () -> ElfRetarget.retarget(JCUFFT, "half", "libcufft.so.10", "libcufft.so.9"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("libcufft.so.10 can only become a name of the same length, not libcufft.so.9");
  }

  @Test
  void whatIsNoElf64FileIsRefused() {
    assertRefused(new byte[0], "half is no little-endian ELF64 file: it begins with nothing");
    assertRefused(
        "#!/bin/sh\n".getBytes(StandardCharsets.US_ASCII),
        "half is no little-endian ELF64 file: it begins with 23212f62696e");
    byte[] elf32 = JCUFFT.clone();
    elf32[4] = 1;
    assertRefused(elf32, "half is no little-endian ELF64 file: it begins with 7f454c460101");
    byte[] arm = JCUFFT.clone();
    arm[18] = (byte) 183;
    assertRefused(arm, "half is for machine 183, expected 62 (x86-64)");
    byte[] noSegments = JCUFFT.clone();
    noSegments[56] = 0;
    assertRefused(noSegments, "half is no shared library: it has no dynamic segment");
  }

  @Test
  void aTruncatedFileIsRefused() {
    assertRefused(Arrays.copyOf(JCUFFT, 40), "half is truncated: 40 bytes");
    assertRefused(
        Arrays.copyOf(JCUFFT, 2000), "half is truncated or damaged: it points outside its 2000");
  }

  @Property
  void damageIsRefusedOrHarmlessButNeverAnotherException(@ForAll long seed) {
    Random random = new Random(seed);
    byte[] damaged = Arrays.copyOf(JCUFFT, random.nextInt(JCUFFT.length + 1));
    ElfDynamic whole = ElfDynamic.read(MemorySegment.ofArray(JCUFFT), "half");
    int[] tables = {
      0,
      64,
      (int) whole.needed().getFirst().offset(),
      (int) whole.versions().getFirst().hashOffset()
    };
    for (int i = 0; i < 8; i++) {
      int at = tables[random.nextInt(tables.length)] + random.nextInt(600);
      if (at < damaged.length) {
        damaged[at] = (byte) random.nextInt(256);
      }
    }
    try {
      ElfRetarget.retarget(damaged, "half", "libcufft.so.10", "libcufft.so.11");
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageStartingWith("half ");
    }
  }

  private static void assertRefused(byte[] library, String message) {
    assertThatThrownBy(
            () -> ElfRetarget.retarget(library, "half", "libcufft.so.10", "libcufft.so.11"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  // In 64 bits and by remainders, unlike the product's.
  private static int sysvHash(String name) {
    long hash = 0;
    for (int i = 0; i < name.length(); i++) {
      hash = hash * 16 + name.charAt(i);
      long top = hash / 0x10000000 % 16;
      hash = hash % 0x10000000 ^ (top * 16);
    }
    return (int) hash;
  }
}
