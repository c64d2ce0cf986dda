package org.warpath.bench.serving;

import java.util.LinkedHashSet;
import java.util.Random;
import java.util.Set;
import org.warpath.graph.names.NameTable;

/** Names like those of an encyclopedia. */
final class Titles {
  private static final String[] SYLLABLES = {
    "ber", "lin", "an", "ta", "of", "the", "mar", "tin", "ü", "stan", "ly", "er", "ko", "nia"
  };

  private Titles() {}

  /** So many different names, of some 22 bytes. */
  static NameTable drawn(int count) {
    Random random = new Random(1);
    Set<String> titles = new LinkedHashSet<>();
    while (titles.size() < count) {
      StringBuilder title = new StringBuilder();
      int words = 1 + random.nextInt(4);
      for (int word = 0; word < words; word++) {
        title.append(word == 0 ? "" : " ").append((char) ('A' + random.nextInt(26)));
        int syllables = 1 + random.nextInt(3);
        for (int i = 0; i < syllables; i++) {
          title.append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
        }
      }
      titles.add(title.toString());
    }
    return NameTable.of(titles);
  }
}
