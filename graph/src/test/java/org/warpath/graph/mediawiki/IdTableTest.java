package org.warpath.graph.mediawiki;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class IdTableTest {
  @Property(tries = 100)
  void behavesAsASortedMap(@ForAll @Size(max = 300) List<Long> ids) {
    try (IdTable table = new IdTable()) {
      Map<Long, Integer> expected = new TreeMap<>();
      for (int i = 0; i < ids.size(); i++) {
        Integer old = expected.put(ids.get(i), i);
        assertThat(table.put(ids.get(i), i)).isEqualTo(old == null ? IdTable.ABSENT : old);
      }
      expected.forEach((id, value) -> assertThat(table.get(id)).isEqualTo(value));
      List<Long> order = new ArrayList<>();
      table.replaceAll((id, value) -> {
        assertThat(value).isEqualTo(expected.get(id));
        order.add(id);
        return -value - 2;
      });
      assertThat(order).containsExactlyElementsOf(expected.keySet());
      expected.forEach((id, value) -> assertThat(table.get(id)).isEqualTo(-value - 2));
    }
  }

  @Test
  void holdsMillionsOfIdsWithGaps() {
    try (IdTable table = new IdTable()) {
      for (int i = 0; i < 2_000_000; i++) {
        table.put(5L * i - 7, i);
      }
      for (int i = 0; i < 2_000_000; i++) {
        if (table.get(5L * i - 7) != i || table.get(5L * i - 6) != IdTable.ABSENT) {
          assertThat(i).as("a wrong value").isNegative();
        }
      }
    }
  }
}
