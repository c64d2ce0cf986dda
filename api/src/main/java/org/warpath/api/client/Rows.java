package org.warpath.api.client;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.warpath.api.client.answer.Row;

/**
 * A value for each vertex, read as they come: one row is in memory at a time. To be closed, which
 * ends the answer if there is more to come. For one thread, and one pass.
 *
 * <p>A stream that breaks off throws {@link UncheckedIOException}: it never just ends.
 */
public final class Rows implements Iterable<Row>, AutoCloseable {
  private static final ObjectReader READER = Json.MAPPER.readerFor(Row.class);

  private final InputStream body;
  private final MappingIterator<Row> rows;
  private final RowMeaning meaning;
  private boolean taken;

  Rows(InputStream body, RowMeaning meaning) throws IOException {
    this.body = body;
    this.meaning = meaning;
    this.rows = READER.readValues(body);
  }

  /**
   * The rows, by vertex.
   *
   * @throws IllegalStateException the second time
   */
  @Override
  public Iterator<Row> iterator() {
    if (taken) {
      throw new IllegalStateException("the rows can be read once only");
    }
    taken = true;
    return new Pass();
  }

  /** The rows as a stream, which closes them with itself. */
  public Stream<Row> stream() {
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(
                iterator(), Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE),
            false)
        .onClose(this::close);
  }

  @Override
  public void close() {
    Transport.close(body);
  }

  private final class Pass implements Iterator<Row> {
    @Override
    public boolean hasNext() {
      try {
        return rows.hasNextValue();
      } catch (IOException e) {
        throw new UncheckedIOException("the rows broke off: " + e.getMessage(), e);
      }
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      try {
        Row row = rows.nextValue();
        return new Row(row.vertex(), row.name(), meaning.of(row.vertex(), row.value()));
      } catch (IOException e) {
        throw new UncheckedIOException("the rows broke off: " + e.getMessage(), e);
      }
    }
  }
}
