package org.warpath.bench.mediawiki;

import java.math.BigInteger;

/**
 * The ids of titles that links lead to: of articles, redirects, one category for each article, and
 * titles without a page. Ids are scattered, as a title may be linked to long before, or long after,
 * its page is made, and have gaps.
 */
final class LinkTargets {
  private static final int FIRST_ID = 1000;

  private final Wiki wiki;
  private final long articles;
  private final long count;
  private final long multiplier;
  private final long inverse;

  /** Takes the titles that a range of ids stands for. */
  @FunctionalInterface
  interface Taker {
    void take(long id, int namespace, String title);
  }

  LinkTargets(Wiki wiki) {
    this.wiki = wiki;
    articles = wiki.articles();
    count = 4 * articles + wiki.redTitles();
    // Near the golden section, so that neighbours end far apart; coprime, so that none meet.
    BigInteger modulus = BigInteger.valueOf(count);
    BigInteger factor = BigInteger.valueOf((long) (0.618 * count));
    while (!factor.gcd(modulus).equals(BigInteger.ONE)) {
      factor = factor.add(BigInteger.ONE);
    }
    multiplier = factor.longValueExact();
    inverse = factor.modInverse(modulus).longValueExact();
  }

  /** Ids, of which not every one stands for a title. */
  long count() {
    return count;
  }

  long article(int article) {
    return id(article);
  }

  long redirect(int article, int redirect) {
    return id(articles + (long) Wiki.MOST_REDIRECTS * article + redirect);
  }

  long category(int article) {
    return id(3 * articles + article);
  }

  /** The id of {@link Wiki#redTitle}. */
  long red(int number) {
    return id(4 * articles + number);
  }

  private long id(long target) {
    return FIRST_ID + multiplier * target % count;
  }

  /**
   * Gives the titles of ids number {@code from} (inclusive) to {@code to} (exclusive), in order.
   */
  void forEach(long from, long to, Taker taker) {
    for (long i = from; i < to; i++) {
      take(FIRST_ID + i, inverse * i % count, taker);
    }
  }

  private void take(long id, long target, Taker taker) {
    int kind = (int) (target / articles);
    int article = (int) (target % articles);
    switch (kind) {
      case 0 -> taker.take(id, 0, wiki.title(article));
      case 1, 2 -> takeRedirect(id, target - articles, taker);
      case 3 -> taker.take(id, Wiki.CATEGORY, wiki.otherTitle(article, Wiki.CATEGORY_PAGE));
      default -> taker.take(id, 0, wiki.redTitle((int) (target - 4 * articles)));
    }
  }

  private void takeRedirect(long id, long place, Taker taker) {
    int article = (int) (place / Wiki.MOST_REDIRECTS);
    int redirect = (int) (place % Wiki.MOST_REDIRECTS);
    if (redirect < wiki.redirects(article)) {
      taker.take(id, 0, wiki.redirectTitle(article, redirect));
    }
  }
}
