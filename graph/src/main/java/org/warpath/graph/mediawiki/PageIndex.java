package org.warpath.graph.mediawiki;

import java.lang.foreign.Arena;
import org.jspecify.annotations.Nullable;
import org.warpath.graph.names.NameTable;

/**
 * Where links begin and end, once pages are numbered and redirects followed. Vertices, or the
 * {@link Lost} code of why there is none. Safe for many readers.
 */
final class PageIndex implements AutoCloseable {
  private final Namespaces namespaces;
  private final NameTable names;
  private final IdTable sources;
  private final Arena titleArena;
  private @Nullable NameTable titles;
  private int[] destinations;

  /**
   * An index that owns its memory.
   *
   * @param namespaces the wanted ones
   * @param names of the vertices; they outlive the index
   * @param sources by page id: the vertex
   * @param titleArena holds {@code titles} and nothing else
   * @param titles the pages of the wanted namespaces, redirects too, by {@link TitleKey}
   * @param destinations by number in {@code titles}: the vertex to which a link to it leads
   */
  PageIndex(
      Namespaces namespaces,
      NameTable names,
      IdTable sources,
      Arena titleArena,
      NameTable titles,
      int[] destinations) {
    this.namespaces = namespaces;
    this.names = names;
    this.sources = sources;
    this.titleArena = titleArena;
    this.titles = titles;
    this.destinations = destinations;
  }

  NameTable names() {
    return names;
  }

  /** The vertex that is the page of this id. */
  int source(long pageId) {
    int vertex = sources.get(pageId);
    return vertex == IdTable.ABSENT ? Lost.FROM_MISSING_PAGE.code() : vertex;
  }

  /**
   * The vertex to which a link to the page of this title leads.
   *
   * @throws IllegalStateException if the page's namespace is wanted and titles were released
   */
  int destination(long namespace, TitleKey key) {
    if (!namespaces.contains(namespace)) {
      return Lost.TO_OTHER_NAMESPACE.code();
    }
    if (titles == null) {
      throw new IllegalStateException("titles were released");
    }
    int page = titles.find(key.bytes(), 0, key.length());
    return page < 0 ? Lost.RED_LINK.code() : destinations[page];
  }

  /** Bytes that it takes, with the names. */
  long byteSize() {
    return byteSize(names)
        + sources.byteSize()
        + (titles == null ? 0 : byteSize(titles))
        + destinations.length * (long) Integer.BYTES;
  }

  private static long byteSize(NameTable table) {
    return table.offsets().byteSize() + table.bytes().byteSize() + table.slots().byteSize();
  }

  /** Frees what finds pages by title; again does nothing. */
  void releaseTitles() {
    if (titles != null) {
      titles = null;
      destinations = new int[0];
      titleArena.close();
    }
  }

  /** Frees all but the names; again does nothing. */
  @Override
  public void close() {
    releaseTitles();
    sources.close();
  }
}
