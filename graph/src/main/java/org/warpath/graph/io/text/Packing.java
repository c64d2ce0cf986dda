package org.warpath.graph.io.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.tukaani.xz.XZInputStream;

/** How a file is packed, known by its first bytes. */
enum Packing {
  NONE("", ""),
  GZIP(".gz", "\u001f\u008b"),
  ZSTD(".zst", "(\u00b5/\u00fd"),
  BZIP2(".bz2", "BZh"),
  XZ(".xz", "\u00fd7zXZ\u0000"),
  ZIP(".zip", "PK\u0003\u0004");

  /** Enough bytes to tell them apart. */
  static final int MAGIC_BYTES = 10;

  // What follows "BZh" and a digit: a block, or the end of an empty stream. Text may begin "BZh".
  private static final String BZIP2_BLOCK = "1AY&SY";
  private static final String BZIP2_END = "\u0017rE8P\u0090";

  private final String extension;
  private final String magic;

  Packing(String extension, String magic) {
    this.extension = extension;
    this.magic = magic;
  }

  /** The usual file name extension, with its dot. */
  String extension() {
    return extension;
  }

  /** How a file beginning with {@code head} is packed. */
  static Packing of(byte[] head) {
    String bytes = new String(head, ISO_8859_1);
    for (Packing packing : values()) {
      if (packing != NONE && packing.fits(bytes)) {
        return packing;
      }
    }
    return NONE;
  }

  private boolean fits(String head) {
    return head.startsWith(magic)
        && (this != BZIP2 || head.endsWith(BZIP2_BLOCK) || head.endsWith(BZIP2_END));
  }

  /**
   * The unpacked bytes of {@code packed}, all members of it.
   *
   * @param file whose bytes these are
   */
  InputStream unpack(InputStream packed, Path file) throws IOException {
    return switch (this) {
      case NONE -> packed;
      case GZIP ->
          GzipCompressorInputStream.builder()
              .setInputStream(packed)
              .setDecompressConcatenated(true)
              .get();
      case ZSTD -> new ZstdInputStream(packed);
      case BZIP2 -> new BZip2CompressorInputStream(packed, true);
      case XZ -> new XZInputStream(packed);
      case ZIP -> ZipEntryStream.open(file, packed);
    };
  }
}
