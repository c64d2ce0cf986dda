package org.warpath.nn.data;

import java.util.Arrays;

/**
 * The characters of a text, numbered in their order.
 *
 * @param all each once, ascending
 */
public record Characters(String all) {

  public Characters {
    for (int i = 1; i < all.length(); i++) {
      if (all.charAt(i - 1) >= all.charAt(i)) {
        throw new IllegalArgumentException("characters must ascend, but not so at " + i);
      }
    }
  }

  /** Those of {@code text}. */
  public static Characters of(String text) {
    StringBuilder all = new StringBuilder();
    text.chars().distinct().sorted().forEach(c -> all.append((char) c));
    return new Characters(all.toString());
  }

  /** How many there are. */
  public int count() {
    return all.length();
  }

  /**
   * The numbers of a text's characters.
   *
   * @throws IllegalArgumentException if one is not among these
   */
  public int[] encode(String text) {
    char[] sorted = all.toCharArray();
    int[] numbers = new int[text.length()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = Arrays.binarySearch(sorted, text.charAt(i));
      if (numbers[i] < 0) {
        throw new IllegalArgumentException(
            "character U+%04X at %d is not one of %d known"
                .formatted((int) text.charAt(i), i, sorted.length));
      }
    }
    return numbers;
  }

  /** Character number {@code index}. */
  public char decode(int index) {
    return all.charAt(index);
  }
}
