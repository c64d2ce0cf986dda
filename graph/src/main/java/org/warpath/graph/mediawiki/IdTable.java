package org.warpath.graph.mediawiki;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * A map from 64-bit ids to {@code int}, for ids that were counted up by a database: they lie in
 * dense runs with gaps. Ids are kept in groups of {@value #GROUP}; a group costs 4 bytes an id, a
 * hash table finds the groups. So it takes little more than 4 bytes an entry and a lookup finds the
 * hash table in the cache, yet ids may be any. Groups lie off the heap, whose size need not be made
 * to measure for them. Safe for many readers once filled.
 */
final class IdTable implements AutoCloseable {
  /** No entry. */
  static final int ABSENT = -1;

  private static final int GROUP_BITS = 8;
  private static final int GROUP = 1 << GROUP_BITS;
  private static final int GROUPS_PER_CHUNK_BITS = 10;
  private static final int GROUPS_PER_CHUNK = 1 << GROUPS_PER_CHUNK_BITS;
  private static final long CHUNK_BYTES = (long) GROUPS_PER_CHUNK * GROUP * Integer.BYTES;

  // Open addressing with linear probing: the key of a group and its number, ABSENT when free.
  private long[] keys = new long[16];
  private int[] groups = new int[16];
  private int groupCount;
  private final Arena arena = Arena.ofShared();
  private MemorySegment[] chunks = new MemorySegment[4];

  IdTable() {
    Arrays.fill(groups, ABSENT);
  }

  /** Takes an id and its value. */
  @FunctionalInterface
  interface EntryMapper {
    int map(long id, int value);
  }

  /** The value of {@code id}, {@link #ABSENT} if there is none. */
  int get(long id) {
    int group = groups[slotOf(id >> GROUP_BITS)];
    return group == ABSENT ? ABSENT : chunk(group).getAtIndex(JAVA_INT, place(group, id));
  }

  /** Gives {@code id} a value other than {@link #ABSENT}; returns the one it had. */
  int put(long id, int value) {
    int slot = slotOf(id >> GROUP_BITS);
    if (groups[slot] == ABSENT) {
      addGroup(slot, id >> GROUP_BITS);
      slot = slotOf(id >> GROUP_BITS);
    }
    int group = groups[slot];
    MemorySegment chunk = chunk(group);
    int place = place(group, id);
    int old = chunk.getAtIndex(JAVA_INT, place);
    chunk.setAtIndex(JAVA_INT, place, value);
    return old;
  }

  /** Replaces every value by what {@code mapper} makes of it, in ascending order of ids. */
  void replaceAll(EntryMapper mapper) {
    long[] ascending = new long[groupCount];
    int count = 0;
    for (int slot = 0; slot < keys.length; slot++) {
      if (groups[slot] != ABSENT) {
        ascending[count++] = keys[slot];
      }
    }
    Arrays.sort(ascending);
    for (long key : ascending) {
      int group = groups[slotOf(key)];
      MemorySegment chunk = chunk(group);
      int first = place(group, 0);
      for (int i = 0; i < GROUP; i++) {
        int value = chunk.getAtIndex(JAVA_INT, first + i);
        if (value != ABSENT) {
          chunk.setAtIndex(JAVA_INT, first + i, mapper.map((key << GROUP_BITS) + i, value));
        }
      }
    }
  }

  private MemorySegment chunk(int group) {
    return chunks[group >> GROUPS_PER_CHUNK_BITS];
  }

  private static int place(int group, long id) {
    return (group & (GROUPS_PER_CHUNK - 1)) << GROUP_BITS | ((int) id & (GROUP - 1));
  }

  private int slotOf(long key) {
    int mask = keys.length - 1;
    int slot = (int) ((key * 0x9E3779B97F4A7C15L) >>> 32) & mask;
    while (groups[slot] != ABSENT && keys[slot] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void addGroup(int slot, long key) {
    int chunk = groupCount >> GROUPS_PER_CHUNK_BITS;
    if (chunk == chunks.length) {
      chunks = Arrays.copyOf(chunks, 2 * chunk);
    }
    if (groupCount % GROUPS_PER_CHUNK == 0) {
      chunks[chunk] = arena.allocate(CHUNK_BYTES, Long.BYTES).fill((byte) ABSENT);
    }
    keys[slot] = key;
    groups[slot] = groupCount++;
    if (2 * groupCount > keys.length) {
      rehash();
    }
  }

  /** Bytes it takes. */
  long byteSize() {
    int chunkCount = (groupCount + GROUPS_PER_CHUNK - 1) / GROUPS_PER_CHUNK;
    return chunkCount * CHUNK_BYTES + keys.length * (long) (Long.BYTES + Integer.BYTES);
  }

  /** Frees it; again does nothing. */
  @Override
  public void close() {
    if (arena.scope().isAlive()) {
      arena.close();
    }
  }

  private void rehash() {
    long[] oldKeys = keys;
    int[] oldGroups = groups;
    keys = new long[2 * oldKeys.length];
    groups = new int[keys.length];
    Arrays.fill(groups, ABSENT);
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldGroups[i] != ABSENT) {
        int slot = slotOf(oldKeys[i]);
        keys[slot] = oldKeys[i];
        groups[slot] = oldGroups[i];
      }
    }
  }
}
