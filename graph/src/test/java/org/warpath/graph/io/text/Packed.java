package org.warpath.graph.io.text;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Bytes packed in each way that can be read. */
public enum Packed {
  GZ,
  ZST,
  BZ2,
  XZ,
  ZIP;

  /** The file name extension, with its dot. */
  public String extension() {
    return "." + name().toLowerCase(java.util.Locale.ROOT);
  }

  /** {@code plain}, packed. */
  public byte[] pack(byte[] plain) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = stream(packed)) {
      out.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  private OutputStream stream(OutputStream packed) throws IOException {
    return switch (this) {
      case GZ -> new GZIPOutputStream(packed);
      case ZST -> new ZstdOutputStream(packed).setChecksum(true);
      case BZ2 -> new BZip2CompressorOutputStream(packed);
      case XZ -> new XZOutputStream(packed, new LZMA2Options(1));
      case ZIP -> {
        ZipOutputStream zip = new ZipOutputStream(packed);
        zip.putNextEntry(new ZipEntry("folder/"));
        zip.putNextEntry(new ZipEntry("folder/graph.txt"));
        yield zip;
      }
    };
  }
}
