package org.warpath.nn.caffe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.warpath.nn.network.Network;
import org.warpath.nn.network.Node;
import org.warpath.nn.tensor.Shape;

/** What a definition answers where there are no labels. */
class AnsweringTest {

  private static CaffeNet net(String text) throws IOException {
    return CaffeNet.parse(text, "net", NetState.of(Phase.TEST)).answering();
  }

  @Test
  void lenetGivesProbabilities() throws IOException {
    CaffeNet net = Definitions.net("lenet", Phase.TEST).answering();

    assertThat(net.outputs()).containsExactly("prob");
    assertThat(net.inputs())
        .singleElement()
        .satisfies(input -> assertThat(input.tops()).containsExactly("data"));
    Network network = net.graph(Map.of("data", Shape.of(3, 1, 28, 28))).network();
    assertThat(network.inputs()).containsExactly("data");
    assertThat(network.outputs()).containsExactly("prob");
    assertThat(network.nodes().stream().map(Node::name)).doesNotContain("accuracy", "loss");
  }

  @Test
  void whatIsComparedWithItselfIsNoLabel() throws IOException {
    CaffeNet net =
        net(
            """
            layer { name: "x" type: "Input" top: "x" input_param { shape { dim: 2 dim: 3 } } }
            layer { name: "y" type: "InnerProduct" bottom: "x" top: "y"
                    inner_product_param { num_output: 3 } }
            layer { name: "l" type: "EuclideanLoss" bottom: "y" bottom: "x" top: "l" }
            """);

    assertThat(net.inputs().getFirst().tops()).containsExactly("x");
    assertThat(net.outputs()).containsExactly("y");
  }

  @Test
  void aSoftmaxThatIsThereIsNotMadeTwice() throws IOException {
    CaffeNet net =
        net(
            """
            layer { name: "d" type: "Data" top: "x" top: "t" data_param { batch_size: 2 } }
            layer { name: "y" type: "InnerProduct" bottom: "x" top: "y"
                    inner_product_param { num_output: 3 } }
            layer { name: "p" type: "Softmax" bottom: "y" top: "p" }
            layer { name: "l" type: "SoftmaxWithLoss" bottom: "y" bottom: "t" top: "l"
                    loss_weight: 2 }
            layer { name: "sum" type: "Power" bottom: "l" top: "twice" }
            """);

    assertThat(net.outputs()).containsExactly("p");
    assertThat(net.graph(Map.of("x", Shape.of(2, 4))).network().nodes()).hasSize(2);
  }
}
