package org.warpath.nn.caffe;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import org.warpath.linalg.ElementType;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/** Writes {@code BlobProto} messages, with what {@link BlobReader} reads. */
final class BlobWriter {
  private BlobWriter() {}

  /** Bytes of the whole field. */
  static int sizeIn(int field, Tensor blob) {
    int size = size(blob);
    return Math.addExact(
        size,
        CodedOutputStream.computeTagSize(field) + CodedOutputStream.computeUInt32SizeNoTag(size));
  }

  private static int size(Tensor blob) {
    int shape = shapeSize(blob.shape());
    int data = dataSize(blob);
    int heads =
        CodedOutputStream.computeTagSize(BlobReader.SHAPE)
            + CodedOutputStream.computeUInt32SizeNoTag(shape)
            + CodedOutputStream.computeTagSize(BlobReader.DATA)
            + CodedOutputStream.computeUInt32SizeNoTag(data);
    return Math.addExact(Math.addExact(shape, data), heads);
  }

  private static int shapeSize(Shape shape) {
    int size = sizesSize(shape);
    return CodedOutputStream.computeTagSize(BlobReader.DIM)
        + CodedOutputStream.computeUInt32SizeNoTag(size)
        + size;
  }

  private static int sizesSize(Shape shape) {
    int size = 0;
    for (int i = 0; i < shape.rank(); i++) {
      size += CodedOutputStream.computeInt64SizeNoTag(shape.size(i));
    }
    return size;
  }

  private static int dataSize(Tensor blob) {
    return Math.toIntExact(blob.shape().count() * (isDouble(blob) ? Double.BYTES : Float.BYTES));
  }

  private static boolean isDouble(Tensor blob) {
    return blob.type() == ElementType.FLOAT64;
  }

  static void write(CodedOutputStream out, int field, Tensor blob) throws IOException {
    head(out, field, size(blob));
    head(out, BlobReader.SHAPE, shapeSize(blob.shape()));
    head(out, BlobReader.DIM, sizesSize(blob.shape()));
    for (int i = 0; i < blob.shape().rank(); i++) {
      out.writeInt64NoTag(blob.shape().size(i));
    }
    boolean isDouble = isDouble(blob);
    head(out, isDouble ? BlobReader.DOUBLE_DATA : BlobReader.DATA, dataSize(blob));
    for (long i = 0; i < blob.shape().count(); i++) {
      if (isDouble) {
        out.writeDoubleNoTag(blob.get(i));
      } else {
        out.writeFloatNoTag((float) blob.get(i));
      }
    }
  }

  private static void head(CodedOutputStream out, int field, int size) throws IOException {
    out.writeTag(field, WireFormat.WIRETYPE_LENGTH_DELIMITED);
    out.writeUInt32NoTag(size);
  }
}
