package org.warpath.api.service.formats;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import com.google.flatbuffers.FlatBufferBuilder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.Endianness;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.FieldNode;
import org.apache.arrow.flatbuf.FloatingPoint;
import org.apache.arrow.flatbuf.Int;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.MetadataVersion;
import org.apache.arrow.flatbuf.Precision;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.flatbuf.Schema;
import org.apache.arrow.flatbuf.Type;
import org.apache.arrow.flatbuf.Utf8;
import org.warpath.linalg.io.NpyType;

/**
 * Writes the heads of the messages of an Arrow IPC stream: a marker, the head's length, the head as
 * a flatbuffer; a multiple of 8 bytes. The caller writes a batch's body itself.
 */
final class ArrowMessages {
  /** Each message, and each buffer in a body, begins at a multiple of so many bytes. */
  static final int ALIGNMENT = 8;

  private static final int MARKER = -1;

  private final OutputStream out;
  private final FlatBufferBuilder builder = new FlatBufferBuilder();

  ArrowMessages(OutputStream out) {
    this.out = out;
  }

  /** {@code size} and the padding behind it. */
  static long padded(long size) {
    return (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }

  /** The columns: number, value, and between them the name if vertices are {@code named}. */
  void schema(boolean named, NpyType valueType, boolean valueNullable) throws IOException {
    builder.clear();
    int vertex = field("vertex", NpyType.INT32, false);
    int value = field("value", valueType, valueNullable);
    int fields =
        Schema.createFieldsVector(
            builder, named ? new int[] {vertex, nameField(), value} : new int[] {vertex, value});
    short endianness =
        ByteOrder.nativeOrder() == LITTLE_ENDIAN ? Endianness.Little : Endianness.Big;
    Schema.startSchema(builder);
    Schema.addEndianness(builder, endianness);
    Schema.addFields(builder, fields);
    message(MessageHeader.Schema, Schema.endSchema(builder), 0);
  }

  private int nameField() {
    Utf8.startUtf8(builder);
    return field("name", Type.Utf8, Utf8.endUtf8(builder), false);
  }

  private int field(String name, NpyType type, boolean nullable) {
    return switch (type) {
      case INT32, INT64 ->
          field(name, Type.Int, Int.createInt(builder, 8 * type.byteSize(), true), nullable);
      case FLOAT32 -> field(name, Type.FloatingPoint, floatingPoint(Precision.SINGLE), nullable);
      case FLOAT64 -> field(name, Type.FloatingPoint, floatingPoint(Precision.DOUBLE), nullable);
      default -> throw new AssertionError(type);
    };
  }

  private int floatingPoint(short precision) {
    return FloatingPoint.createFloatingPoint(builder, precision);
  }

  private int field(String name, byte typeType, int type, boolean nullable) {
    int nameOffset = builder.createString(name);
    // Older readers want children, be they none.
    int children = Field.createChildrenVector(builder, new int[0]);
    return Field.createField(builder, nameOffset, nullable, typeType, type, 0, children, 0);
  }

  /**
   * A batch of {@code rows} rows.
   *
   * @param nulls of each column
   * @param bufferSizes of each buffer in the body, without padding; the body has them in this
   *     order, padded
   */
  void batch(int rows, int[] nulls, long[] bufferSizes) throws IOException {
    builder.clear();
    long bodySize = 0;
    for (long size : bufferSizes) {
      bodySize += padded(size);
    }
    // Flatbuffers grow from the back.
    long end = bodySize;
    RecordBatch.startBuffersVector(builder, bufferSizes.length);
    for (int i = bufferSizes.length - 1; i >= 0; i--) {
      end -= padded(bufferSizes[i]);
      Buffer.createBuffer(builder, end, bufferSizes[i]);
    }
    int buffers = builder.endVector();
    RecordBatch.startNodesVector(builder, nulls.length);
    for (int i = nulls.length - 1; i >= 0; i--) {
      FieldNode.createFieldNode(builder, rows, nulls[i]);
    }
    int nodes = builder.endVector();
    RecordBatch.startRecordBatch(builder);
    RecordBatch.addLength(builder, rows);
    RecordBatch.addNodes(builder, nodes);
    RecordBatch.addBuffers(builder, buffers);
    message(MessageHeader.RecordBatch, RecordBatch.endRecordBatch(builder), bodySize);
  }

  /** The end of the stream. */
  void end() throws IOException {
    prefix(0);
  }

  private void message(byte headerType, int header, long bodySize) throws IOException {
    builder.finish(
        Message.createMessage(builder, MetadataVersion.V5, headerType, header, bodySize, 0));
    ByteBuffer head = builder.dataBuffer();
    int padding = (int) (padded(head.remaining()) - head.remaining());
    prefix(head.remaining() + padding);
    out.write(head.array(), head.arrayOffset() + head.position(), head.remaining());
    out.write(new byte[padding]);
  }

  private void prefix(int headSize) throws IOException {
    ByteBuffer prefix = ByteBuffer.allocate(2 * Integer.BYTES).order(LITTLE_ENDIAN);
    out.write(prefix.putInt(MARKER).putInt(headSize).array());
  }
}
