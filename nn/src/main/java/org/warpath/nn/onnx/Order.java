package org.warpath.nn.onnx;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.warpath.linalg.io.FormatException;

/** Brings nodes into an order in which each is behind those it reads from. */
final class Order {
  private final String source;
  private final Map<String, OnnxNode> makers;
  private final Set<OnnxNode> done = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<OnnxNode> open = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<OnnxNode> sorted = new ArrayList<>();

  /**
   * An order.
   *
   * @param makers who makes a value, where that is a node
   */
  Order(String source, Map<String, OnnxNode> makers) {
    this.source = source;
    this.makers = makers;
  }

  /**
   * The nodes in order.
   *
   * @throws FormatException if some need each other: with their names
   */
  List<OnnxNode> of(List<OnnxNode> nodes) throws FormatException {
    for (OnnxNode node : nodes) {
      visit(node);
    }
    return sorted;
  }

  // With a stack of its own, as graphs may be deeper than the thread's.
  private void visit(OnnxNode root) throws FormatException {
    Deque<OnnxNode> path = new ArrayDeque<>();
    path.push(root);
    while (!path.isEmpty()) {
      OnnxNode node = path.peek();
      if (done.contains(node)) {
        path.pop();
        continue;
      }
      open.add(node);
      OnnxNode before = unvisited(node);
      if (before == null) {
        done.add(node);
        open.remove(node);
        sorted.add(node);
        path.pop();
      } else if (open.contains(before)) {
        throw circle(path, before);
      } else {
        path.push(before);
      }
    }
  }

  private @Nullable OnnxNode unvisited(OnnxNode node) {
    for (String input : node.inputs()) {
      OnnxNode maker = makers.get(input);
      if (maker != null && !done.contains(maker)) {
        return maker;
      }
    }
    return null;
  }

  private FormatException circle(Deque<OnnxNode> path, OnnxNode start) {
    List<OnnxNode> circle = new ArrayList<>();
    for (OnnxNode node : path) {
      circle.add(node);
      if (node.equals(start)) {
        break;
      }
    }
    String text =
        circle.reversed().stream().map(OnnxNode::title).collect(Collectors.joining(" → "));
    return new FormatException(source, "has nodes that need each other: " + text);
  }
}
