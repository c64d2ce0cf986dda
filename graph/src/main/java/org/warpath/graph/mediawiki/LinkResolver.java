package org.warpath.graph.mediawiki;

import org.warpath.graph.build.EdgeBlock;

/** Makes edges of links: the two look-ups of each are most of the work of an import. */
record LinkResolver(PageIndex pages, LinkTargets targets) {

  /**
   * The edges of a block.
   *
   * @param lost the links that are none
   */
  record Edges(EdgeBlock block, Lost.Count lost) {}

  /** Safe for use by many threads. */
  Edges resolve(LinkBlock links) {
    int[] sources = new int[links.count()];
    int[] destinations = new int[links.count()];
    Lost.Count lost = new Lost.Count();
    TitleKey key = new TitleKey();
    int titleStart = 0;
    int count = 0;
    long lastPage = 0;
    int source = pages.source(lastPage);
    for (int row = 0; row < links.count(); row++) {
      // The table is sorted by page: mostly the last one again.
      if (links.fromPage(row) != lastPage) {
        lastPage = links.fromPage(row);
        source = pages.source(lastPage);
      }
      int destination;
      if (links.isById(row)) {
        destination = targets.destination(links.targetId(row));
      } else {
        int titleLength = links.titleEnd(row) - titleStart;
        key.set(links.namespace(row), links.titles(), titleStart, titleLength);
        titleStart = links.titleEnd(row);
        destination = pages.destination(links.namespace(row), key);
      }
      if (source < 0 || destination < 0) {
        lost.add(source < 0 ? source : destination);
      } else {
        sources[count] = source;
        destinations[count++] = destination;
      }
    }
    return new Edges(new EdgeBlock(sources, destinations, null, count), lost);
  }
}
