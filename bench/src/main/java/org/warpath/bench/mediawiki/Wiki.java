package org.warpath.bench.mediawiki;

/**
 * A synthetic wiki: which pages it has, their ids and titles, all as functions of the parameters.
 * Articles are numbered; page ids ascend with them, with gaps. Beside each article lie its one or
 * two redirects (5 for 3 articles, as in English Wikipedia 12 million for 7) and pages of other
 * namespaces, the first of which is its talk page.
 *
 * @param articles in [1, 500 million]
 * @param others pages of other namespaces for each article, in [0, 100]
 * @param seed another seed, other titles
 */
record Wiki(int articles, int others, long seed) {
  /** Redirects that an article has at most. */
  static final int MOST_REDIRECTS = 2;

  static final int TALK = 1;
  static final int CATEGORY = 14;

  /** Which of an article's others is its category. */
  static final int CATEGORY_PAGE = 1;

  // Of pages beside an article: first its talk page.
  private static final int[] NAMESPACES = {TALK, CATEGORY, 3, 2, 10, 6, 4, 118, 828};

  private static final int MOST_ARTICLES = 500_000_000;
  private static final int MOST_OTHERS = 100;
  private static final int FIRST_PAGE_ID = 10;
  private static final int PAGE_ID_GAPS = 3;
  private static final String[] SYLLABLES = {
    "ka", "lo", "mi", "ter", "ran", "sel", "vo", "dun", "es", "far", "gil", "hem", "is", "jor",
    "ny", "ost", "pra", "qui", "rho", "sta", "tal", "um", "ver", "wik", "xan", "yor", "zel", "bre",
    "cor", "dal", "ein", "fu"
  };

  Wiki {
    if (articles < 1 || articles > MOST_ARTICLES) {
      throw new IllegalArgumentException(
          "articles must be in [1, " + MOST_ARTICLES + "], was " + articles);
    }
    if (others < 0 || others > MOST_OTHERS) {
      throw new IllegalArgumentException(
          "pages in other namespaces must be in [0, "
              + MOST_OTHERS
              + "] for each article, was "
              + others);
    }
  }

  /** A random number of {@code article}, one for each {@code purpose}; SplitMix64's function. */
  long random(long article, long purpose) {
    long z = mix(seed + 0x9E3779B97F4A7C15L * (article + 1));
    return mix(z + 0x9E3779B97F4A7C15L * (purpose + 1)) >>> 1;
  }

  private static long mix(long z) {
    long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
    return b ^ (b >>> 31);
  }

  long pageId(int article) {
    long before = (1L + MOST_REDIRECTS + others + PAGE_ID_GAPS) * article;
    return FIRST_PAGE_ID + before + random(article, 0) % PAGE_ID_GAPS;
  }

  /** The page id of one of an article's redirects. */
  long redirectId(int article, int redirect) {
    return pageId(article) + 1 + redirect;
  }

  /** The page id of one of the pages beside an article. */
  long otherId(int article, int other) {
    return pageId(article) + 1 + MOST_REDIRECTS + other;
  }

  int redirects(int article) {
    return random(article, 1) % 3 == 0 ? 1 : MOST_REDIRECTS;
  }

  /** Whether an article's second redirect leads to the first, not to the article. */
  boolean isDouble(int article, int redirect) {
    return redirect == 1 && random(article, 2) % 50 == 0;
  }

  String title(int article) {
    return words(article, 3) + number(article);
  }

  String redirectTitle(int article, int redirect) {
    return words(article, 4 + redirect) + number(article) + "_(" + redirect + ")";
  }

  /** A title of which there is no page. */
  String redTitle(int number) {
    return words(number, 6) + number(number) + "!";
  }

  int otherNamespace(int other) {
    return NAMESPACES[other % NAMESPACES.length];
  }

  String otherTitle(int article, int other) {
    return other == 0 ? title(article) : words(article, 7 + other) + number(article) + "." + other;
  }

  private static String number(int article) {
    return "_" + Integer.toString(article, Character.MAX_RADIX);
  }

  /** One to three words; in a few, characters that SQL escapes or that take several bytes. */
  private String words(int article, int purpose) {
    long bits = random(article, purpose);
    int count = 1 + (int) (bits % 3);
    StringBuilder words = new StringBuilder(32);
    for (int word = 0; word < count; word++) {
      if (word > 0) {
        words.append('_');
      }
      int start = words.length();
      for (long left = 2 + (bits >>> 8) % 3; left > 0; left--) {
        words.append(SYLLABLES[(int) (bits >>> 12) & 31]);
        bits = mix(bits);
      }
      words.setCharAt(start, Character.toUpperCase(words.charAt(start)));
      bits = mix(bits);
    }
    return words.append(odd((int) (bits >>> 40) % 1000)).toString();
  }

  private static String odd(int draw) {
    if (draw < 30) {
      return "'s";
    }
    if (draw < 60) {
      return "é";
    }
    return draw < 70 ? "_\"q\"" : draw < 75 ? "—東京" : draw == 75 ? "\\" : "";
  }

  /** How many titles without a page have links. */
  int redTitles() {
    return articles / 2 + 1;
  }
}
