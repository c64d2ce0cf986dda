package org.warpath.nn.onnx;

import org.jspecify.annotations.Nullable;
import org.warpath.nn.activation.Activation;
import org.warpath.nn.arrays.Arithmetic;
import org.warpath.nn.arrays.Operation;
import org.warpath.nn.pooling.GlobalPooling;

/** The operators that are known, by domain and name. */
final class Operators {
  private static final String TRAINING = "ai.onnx.preview.training";

  private Operators() {}

  static @Nullable Operator of(String domain, String name) {
    return switch (domain) {
      case "" -> standard(name);
      case TRAINING -> training(name);
      default -> null;
    };
  }

  /** Why an operator is not known. */
  static String reason(String domain, String name) {
    boolean isFourier = domain.isEmpty() && (name.equals("DFT") || name.equals("STFT"));
    return isFourier
        ? "a Fourier transform is no layer of networks here"
        : "the operator is not supported";
  }

  private static @Nullable Operator training(String name) {
    return switch (name) {
      case "Adagrad" -> SolverOperators::adagrad;
      case "Adam" -> SolverOperators::adam;
      case "Momentum" -> SolverOperators::momentum;
      default -> null;
    };
  }

  private static @Nullable Operator standard(String name) {
    return switch (name) {
      case "Abs" -> ActivationOperators.plain(Activation.abs());
      case "Add" -> ArithmeticOperators.binary(Arithmetic.add());
      case "AffineGrid" -> SpatialOperators::affineGrid;
      case "And" -> ArithmeticOperators.binary(Arithmetic.multiply());
      case "AveragePool" -> PoolingOperators::average;
      case "BatchNormalization" -> NormalizationOperators::batch;
      case "Cast" -> ConstantOperators::cast;
      case "Clip" -> ActivationOperators::clip;
      case "Concat" -> ArrayOperators::concat;
      case "Constant" -> ConstantOperators::constant;
      case "ConstantOfShape" -> ConstantOperators::ofShape;
      case "Conv" -> ConvolutionOperators::convolution;
      case "ConvTranspose" -> ConvolutionOperators::transposed;
      case "Div" -> ArithmeticOperators::divide;
      case "Dropout" -> DropoutOperator::map;
      case "Elu" -> ActivationOperators::elu;
      case "Equal" -> LogicOperators.compare(Operation.EQUAL);
      case "Exp" -> ActivationOperators.plain(Activation.exp());
      case "Flatten" -> ArrayOperators::flatten;
      case "Gather" -> ArrayOperators::gather;
      case "Gelu" -> ActivationOperators::gelu;
      case "Gemm" -> MatrixOperators::gemm;
      case "GlobalAveragePool" -> PoolingOperators.global(GlobalPooling.AVERAGE);
      case "GlobalMaxPool" -> PoolingOperators.global(GlobalPooling.MAX);
      case "Greater" -> LogicOperators.compare(Operation.GREATER);
      case "GreaterOrEqual" -> LogicOperators.compare(Operation.AT_LEAST);
      case "GridSample" -> SpatialOperators::gridSample;
      case "GRU" -> RecurrentOperators::gru;
      case "HardSigmoid" -> ActivationOperators::hardSigmoid;
      case "Identity" -> ArrayOperators::identity;
      case "LayerNormalization" -> NormalizationOperators::layer;
      case "LeakyRelu" -> ActivationOperators::leakyRelu;
      case "Less" -> LogicOperators.compareTurned(Operation.GREATER);
      case "LessOrEqual" -> LogicOperators.compareTurned(Operation.AT_LEAST);
      case "Log" -> ActivationOperators.plain(Activation.log());
      case "LogSoftmax" -> ActivationOperators.softmax(true);
      case "LRN" -> NormalizationOperators::localResponse;
      case "LSTM" -> RecurrentOperators::lstm;
      case "MatMul" -> MatrixOperators::product;
      case "Max" -> ArithmeticOperators.many(Arithmetic.maximum());
      case "MaxPool" -> PoolingOperators::max;
      case "Min" -> ArithmeticOperators.many(Arithmetic.minimum());
      case "Mul" -> ArithmeticOperators.binary(Arithmetic.multiply());
      case "Neg" -> ActivationOperators.plain(Activation.negate());
      case "Not" -> LogicOperators::not;
      case "Or" -> ArithmeticOperators.binary(Arithmetic.maximum());
      case "Pad" -> PadOperator::map;
      case "Pow" -> ArithmeticOperators.binary(Arithmetic.power());
      case "PRelu" -> ActivationOperators::prelu;
      case "Range" -> ConstantOperators::range;
      case "Reciprocal" -> ActivationOperators.plain(Activation.reciprocal());
      case "ReduceMean" -> ArrayOperators.reduce(true, 18);
      case "ReduceSum" -> ArrayOperators.reduce(false, 13);
      case "Relu" -> ActivationOperators.plain(Activation.relu());
      case "Reshape" -> ArrayOperators::reshape;
      case "Resize" -> ResizeOperators::resize;
      case "RNN" -> RecurrentOperators::rnn;
      case "Selu" -> ActivationOperators::selu;
      case "Shape" -> ConstantOperators::shape;
      case "Sigmoid" -> ActivationOperators.plain(Activation.sigmoid());
      case "Size" -> ConstantOperators::size;
      case "Slice" -> SliceOperator::map;
      case "Softmax" -> ActivationOperators.softmax(false);
      case "Softplus" -> ActivationOperators.plain(Activation.softplus());
      case "Softsign" -> ActivationOperators.plain(Activation.softsign());
      case "Split" -> ArrayOperators::split;
      case "Sqrt" -> ActivationOperators.plain(Activation.sqrt());
      case "Squeeze" -> ArrayOperators::squeeze;
      case "Sub" -> ArithmeticOperators.binary(Arithmetic.subtract());
      case "Sum" -> ArithmeticOperators.many(Arithmetic.add());
      case "Tanh" -> ActivationOperators.plain(Activation.tanh());
      case "Transpose" -> ArrayOperators::transpose;
      case "Unsqueeze" -> ArrayOperators::unsqueeze;
      case "Upsample" -> ResizeOperators::upsample;
      case "Where" -> LogicOperators::where;
      case "Xor" -> LogicOperators::exclusiveOr;
      default -> null;
    };
  }
}
