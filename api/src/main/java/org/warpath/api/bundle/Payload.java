package org.warpath.api.bundle;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.tukaani.xz.FilterOptions;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.X86Options;
import org.tukaani.xz.XZOutputStream;

/**
 * The jars of a bundle as one file: a zip of jars, nothing compressed in either, under one stream
 * of xz, which finds what jars have in common and takes half of what they take one by one. {@link
 * Unpack} turns it into folders again when the bundle first runs.
 */
final class Payload {
  // Reaches from one jar to its neighbours; compressing takes some ten times as much memory.
  private static final int DICTIONARY_BYTES = 32 << 20;

  private Payload() {}

  /** Writes {@code folders}' jars to {@code target}. */
  static void write(SortedMap<String, List<Jar>> folders, Path target) throws IOException {
    LZMA2Options compression = new LZMA2Options(LZMA2Options.PRESET_DEFAULT);
    compression.setDictSize(DICTIONARY_BYTES);
    compression.setNiceLen(LZMA2Options.NICE_LEN_MAX);
    FilterOptions[] filters = {new X86Options(), compression};
    try (OutputStream out = Files.newOutputStream(target);
        XZOutputStream xz = new XZOutputStream(out, filters);
        ZipOutputStream zip = new ZipOutputStream(xz)) {
      for (Map.Entry<String, List<Jar>> folder : folders.entrySet()) {
        for (Jar jar : folder.getValue()) {
          store(zip, folder.getKey() + "/" + jar.name(), jar.uncompressed());
        }
      }
    }
  }

  /** Adds {@code content} to {@code zip} as it is. */
  static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
    CRC32 checksum = new CRC32();
    checksum.update(content);
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(checksum.getValue());
    // A fixed time makes two bundles of the same jars equal.
    entry.setTime(Jar.ENTRY_TIME_MILLIS);
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }
}
