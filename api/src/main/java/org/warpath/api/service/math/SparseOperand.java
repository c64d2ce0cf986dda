package org.warpath.api.service.math;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.io.IOException;
import org.warpath.linalg.sparse.Csr;

/** A sparse matrix as it comes, not yet put together. */
@JsonDeserialize(using = SparseOperand.Reader.class)
interface SparseOperand {
  int rowCount();

  int columnCount();

  long entryCount();

  /**
   * The matrix.
   *
   * @throws IllegalArgumentException if it is none
   * @throws java.io.UncheckedIOException of a {@link org.warpath.linalg.io.FormatException}, if its
   *     arrays do not fit each other
   */
  Csr toCsr();

  /** About how many bytes putting it together takes, at most. */
  default double byteSize() {
    return 80.0 * entryCount() + 24.0 * (rowCount() + (double) columnCount());
  }

  /** Takes what came as arrays, or reads {@link Triplets}. */
  final class Reader extends JsonDeserializer<SparseOperand> {
    @Override
    public SparseOperand deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      if (parser.currentToken() == JsonToken.VALUE_EMBEDDED_OBJECT
          && parser.getEmbeddedObject() instanceof SparseOperand operand) {
        return operand;
      }
      return context.readValue(parser, Triplets.class);
    }
  }
}
