package org.warpath.graph.mediawiki;

import org.warpath.graph.names.NameTable;

/**
 * Where links begin and end, once pages are numbered and redirects followed. Vertices, or the
 * {@link Lost} code of why there is none. Safe for many readers.
 *
 * @param namespaces the wanted ones
 * @param sources by page id: the vertex
 * @param titles the pages of the wanted namespaces, redirects too, by {@link TitleKey}
 * @param destinations by number in {@code titles}: the vertex to which a link to it leads
 */
record PageIndex(Namespaces namespaces, IdTable sources, NameTable titles, int[] destinations) {

  /** The vertex that is the page of this id. */
  int source(long pageId) {
    int vertex = sources.get(pageId);
    return vertex == IdTable.ABSENT ? Lost.FROM_MISSING_PAGE.code() : vertex;
  }

  /** The vertex to which a link to the page of this title leads. */
  int destination(long namespace, TitleKey key) {
    if (!namespaces.contains(namespace)) {
      return Lost.TO_OTHER_NAMESPACE.code();
    }
    int page = titles.find(key.bytes(), 0, key.length());
    return page < 0 ? Lost.RED_LINK.code() : destinations[page];
  }
}
