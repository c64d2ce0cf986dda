package org.warpath.graph.names;

/**
 * The hash of a name's UTF-8 bytes: 64-bit FNV-1a (Fowler, Noll, Vo), then the finalizer of
 * MurmurHash3 (Appleby), because FNV alone leaves the low bits of short, similar names related and
 * linear probing suffers. Part of the graph file's format: it never changes within a version.
 */
public final class NameHash {
  private static final long FNV_OFFSET_BASIS = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private NameHash() {}

  /** The hash of {@code bytes[from … from + length)}. */
  public static long hash(byte[] bytes, int from, int length) {
    long h = FNV_OFFSET_BASIS;
    for (int i = from; i < from + length; i++) {
      h = (h ^ (bytes[i] & 0xff)) * FNV_PRIME;
    }
    h = (h ^ (h >>> 33)) * 0xff51afd7ed558ccdL;
    h = (h ^ (h >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return h ^ (h >>> 33);
  }
}
