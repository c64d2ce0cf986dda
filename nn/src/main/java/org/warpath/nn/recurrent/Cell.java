package org.warpath.nn.recurrent;

/**
 * What a recurrent layer does in each step t, for x of I numbers and a state h of H: as ONNX's
 * operators RNN, LSTM and GRU, with σ the logistic function and ⊙ the product by elements.
 */
public sealed interface Cell {

  /** How many rows of H the weights have, in this order. */
  int gates();

  /** Its name in lower case. */
  String kind();

  /** h ← f(W·x + R·h + Wb + Rb), f being tanh, or max(0, ·). */
  record Rnn(boolean isRelu) implements Cell {
    @Override
    public int gates() {
      return 1;
    }

    @Override
    public String kind() {
      return "rnn";
    }
  }

  /**
   * Hochreiter and Schmidhuber (1997), with the forget gate of Gers and others (2000). Gates lie in
   * the order i, o, f, c:
   *
   * <pre>
   * i ← σ(Wi·x + Ri·h + Pi⊙c + Wbi + Rbi)
   * f ← σ(Wf·x + Rf·h + Pf⊙c + Wbf + Rbf)
   * g ← tanh(Wc·x + Rc·h + Wbc + Rbc)
   * c ← f⊙c + i⊙g
   * o ← σ(Wo·x + Ro·h + Po⊙c + Wbo + Rbo)      with the new c
   * h ← o⊙tanh(c)
   * </pre>
   *
   * @param hasPeepholes whether there is P, in the order i, o, f
   */
  record Lstm(boolean hasPeepholes) implements Cell {
    @Override
    public int gates() {
      return 4;
    }

    @Override
    public String kind() {
      return "lstm";
    }
  }

  /**
   * Cho and others (2014). Gates lie in the order z, r, h:
   *
   * <pre>
   * z ← σ(Wz·x + Rz·h + Wbz + Rbz)
   * r ← σ(Wr·x + Rr·h + Wbr + Rbr)
   * n ← tanh(Wh·x + Rh·(r⊙h) + Rbh + Wbh)      or, if linear before the reset,
   * n ← tanh(Wh·x + r⊙(Rh·h + Rbh) + Wbh)
   * h ← (1 − z)⊙n + z⊙h
   * </pre>
   *
   * @param isLinearBeforeReset ONNX's {@code linear_before_reset}; cuDNN's and PyTorch's GRU is so
   */
  record Gru(boolean isLinearBeforeReset) implements Cell {
    @Override
    public int gates() {
      return 3;
    }

    @Override
    public String kind() {
      return "gru";
    }
  }
}
